import type { CatalogueItem } from '../catalogue/compare.ts';
import { riskTitles } from '../catalogue/compare.ts';

/** What of a catalogue's product a plan is compared by. */
export type CatalogueProduct = Pick<CatalogueItem, 'product' | 'classId' | 'risk'>;

/** A plan against the catalogue of its year. */
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
