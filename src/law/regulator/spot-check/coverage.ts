import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { CatalogueItem } from '../catalogue/compare.ts';
import { riskTitles } from '../catalogue/compare.ts';

/** What of a catalogue's product a plan is compared by. */
export type CatalogueProduct = Pick<CatalogueItem, 'product' | 'classId' | 'risk'>;

/** A plan against an edition of the catalogue. */
export interface Coverage {
  /** By product class: what the catalogue names of it, with the highest risk. */
  readonly named: ReadonlyMap<
    string,
    { readonly products: readonly string[]; readonly risk: Risk }
  >;
  /** Products of the catalogue that no line of the plan covers, high risk first. */
  readonly leftOut: readonly { readonly product: string; readonly risk: Risk }[];
}
type Risk = CatalogueItem['risk'];

/** Said beside what a plan leaves out. */
export const coveragePolicy =
  '指导意见要求以目录确定监管重点，没有要求每年抽查目录的全部产品；平台只作提示，不阻止编制。';

/** An edition of the catalogue as far as plans are compared with it. */
export interface CatalogueEdition {
  readonly year: number;
  /** First day in force. */
  readonly from: PlainDate;
  readonly items: readonly CatalogueProduct[];
}

/** What another edition of the catalogue means for a plan. */
export interface CatalogueShift {
  /** Product classes of the plan that the former edition named and the new one does not. */
  readonly dropped: readonly string[];
  /** Products that the new edition names first and no line of the plan covers, high risk first. */
  readonly missing: Coverage['leftOut'];
  /** Product classes of the plan that both name, with another risk. */
  readonly changed: readonly {
    readonly productClass: string;
    readonly before: Risk;
    readonly after: Risk;
  }[];
}

/** The day whose catalogue a plan is compared with: today, but no day outside the plan's year. */
export function comparedOn(year: number, today: PlainDate): PlainDate {
  const [first, last] = [`${year}-01-01`, lastDayOf(year)];
  return today < first ? first : today > last ? last : today;
}

/** The last day of a year, until which a later edition still concerns its plan. */
export function lastDayOf(year: number): PlainDate {
  return `${year}-12-31`;
}

/** Compares two editions by what a plan covers (guidance/4.1). */
export function shiftOf(
  classes: readonly string[],
  before: readonly CatalogueProduct[],
  after: readonly CatalogueProduct[],
): CatalogueShift {
  const [old, next] = [coverageOf(classes, before), coverageOf(classes, after)];
  const known = new Set(before.map(({ product }) => product));
  const both = [...old.named].flatMap(([productClass, { risk }]) => {
    const found = next.named.get(productClass);
    return found === undefined || found.risk === risk
      ? []
      : [{ productClass, before: risk, after: found.risk }];
  });
  return {
    dropped: [...old.named.keys()].filter((id) => !next.named.has(id)),
    missing: next.leftOut.filter(({ product }) => !known.has(product)),
    changed: both,
  };
}

/**
 * What lies between the edition that a plan was made by and another one; undefined where they are the same.
 * Whoever made a plan without a catalogue has all of the present one before him as what is left out.
 */
export function shiftBetween(
  classes: readonly string[],
  before: CatalogueEdition | undefined,
  after: CatalogueEdition | undefined,
): CatalogueShift | undefined {
  if (before === undefined || after === undefined || before.from === after.from) return undefined;
  return shiftOf(classes, before.items, after.items);
}

/** Whether another edition changes anything for a plan. */
export function isShift({ dropped, missing, changed }: CatalogueShift): boolean {
  return dropped.length + missing.length + changed.length > 0;
}

const order = Object.keys(riskTitles) as Risk[];

/**
 * Compares the product classes of a plan with the products of the catalogue (guidance/4.1). A product that matches no
 * class of the platform is left out, as no line can name it.
 */
export function coverageOf(
  classes: readonly string[],
  catalogue: readonly CatalogueProduct[],
): Coverage {
  const planned = new Set(classes);
  const byClass = Map.groupBy(catalogue, ({ classId }) => classId ?? '');
  const named = [...planned].flatMap((id) => {
    const items = byClass.get(id);
    if (items === undefined) return [];
    const risk = order.find((one) => items.some((item) => item.risk === one)) ?? 'low';
    return [[id, { products: items.map(({ product }) => product), risk }] as const];
  });
  const leftOut = catalogue
    .filter(({ classId }) => classId === undefined || !planned.has(classId))
    .map(({ product, risk }) => ({ product, risk }))
    .toSorted((a, b) => order.indexOf(a.risk) - order.indexOf(b.risk));
  return { named: new Map(named), leftOut };
}
