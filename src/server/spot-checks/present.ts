import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import { findProductClass } from '#law/product-classes.ts';
import { riskTitles } from '#law/regulator/catalogue/compare.ts';
import { nextPlace } from '#law/regulator/spot-check/batch/drawn.ts';
import {
  coverageOf,
  coveragePolicy,
  isShift,
  shiftBetween,
  shiftOf,
} from '#law/regulator/spot-check/coverage.ts';
import type {
  CatalogueEdition,
  CatalogueProduct,
  CatalogueShift,
  Coverage,
} from '#law/regulator/spot-check/coverage.ts';
import { phaseOf, phases } from '#law/regulator/spot-check/phases.ts';
import type { Phase } from '#law/regulator/spot-check/phases.ts';
import type { Plan, PlanLine } from '#law/regulator/spot-check-plan.ts';
import { forecastCents, outcomeOf, spentCents } from '#law/regulator/spot-check/progress.ts';
import type { Outcome, Recorded } from '#law/regulator/spot-check/progress.ts';

/** One check on the desk. */
export interface CheckSummary {
  readonly id: string;
  readonly taskNumber: string;
  readonly productName: string;
  readonly brand: string;
  readonly model: string;
  readonly classTitle?: string;
  readonly sampled: string;
  readonly producerName: string;
  readonly regionName: string;
  readonly laboratory: string;
  readonly site: string;
  readonly plan?: { readonly number: string; readonly line: string };
  readonly state: string;
  readonly stateTitle: string;
  readonly phase: Phase;
  readonly openedAt: Instant;
  readonly lastAt: Instant;
  /** Conclusion of the latest report; absent before there is one. */
  readonly conclusion?: 'pass' | 'fail';
  readonly due?: {
    readonly title: string;
    readonly day: PlainDate;
    readonly overdue: boolean;
    readonly certain: boolean;
  };
}

/** How many checks stand in a column, and how many of them have missed a day. */
export interface PhaseCount {
  readonly phase: Phase;
  readonly title: string;
  readonly total: number;
  readonly overdue: number;
}

/** The desk as far as it was asked for. */
export interface Desk {
  readonly checks: readonly CheckSummary[];
  readonly total: number;
  readonly phases: readonly PhaseCount[];
}

/** A row of the desk's query. */
export interface CheckRow {
  id: string;
  state: string;
  opened_on: PlainDate;
  opened_at: Instant;
  last_at: Instant;
  opening: JsonObject;
  region_name: string;
  sampled_name: string | null;
  laboratory_name: string | null;
  conclusion: string | null;
  deadline: string | null;
  due_day: PlainDate | null;
  due_certain: boolean | null;
  is_late: boolean | null;
}

/** How many checks stand in a state, and how many of them are late. */
export interface StateCount {
  state: string;
  total: number;
  overdue: number;
}

/** Presents a check to the desk. */
export function presentCheck(row: CheckRow, law: Law): CheckSummary {
  const procedure = law.procedure('spot-check', row.opened_on);
  const { opening } = row;
  const text = (name: string) => {
    const value = opening[name];
    return typeof value === 'string' ? value : '';
  };
  const plan = opening['plan'] as { number: string; line: string } | undefined;
  const ofClass = findProductClass(text('productClass'));
  const due =
    row.due_day === null
      ? undefined
      : {
          title: procedure?.deadlines[row.deadline ?? '']?.title ?? '',
          day: row.due_day,
          overdue: row.is_late === true,
          certain: row.due_certain !== false,
        };
  return {
    id: row.id,
    taskNumber: text('taskNumber'),
    productName: text('productName'),
    brand: text('brand'),
    model: text('model'),
    sampled: row.sampled_name ?? '(不在您的管辖范围)',
    producerName: text('producerName'),
    regionName: row.region_name,
    laboratory: row.laboratory_name ?? '',
    site: text('site'),
    state: row.state,
    stateTitle: procedure?.states[row.state]?.title ?? row.state,
    phase: phaseOf(row.state),
    openedAt: row.opened_at,
    lastAt: row.last_at,
    ...(ofClass === undefined ? {} : { classTitle: ofClass.title }),
    ...(plan === undefined ? {} : { plan }),
    ...(row.conclusion === 'pass' || row.conclusion === 'fail'
      ? { conclusion: row.conclusion }
      : {}),
    ...(due === undefined ? {} : { due }),
  };
}

/** Counts of all columns, those without a check included. */
export function presentPhases(rows: readonly StateCount[]): PhaseCount[] {
  return Object.entries(phases).map(([phase, { title }]) => {
    const own = rows.filter(({ state }) => phaseOf(state) === phase);
    const sum = (of: 'total' | 'overdue') => own.reduce((all, row) => all + row[of], 0);
    return { phase: phase as Phase, title, total: sum('total'), overdue: sum('overdue') };
  });
}

/** How many checks stand in the states that were asked for. */
export function totalOf(rows: readonly StateCount[], states?: readonly string[]): number {
  const asked = rows.filter(({ state }) => states === undefined || states.includes(state));
  return asked.reduce((all, { total }) => all + total, 0);
}

/** A line of a plan with what became of it. */
export interface LineProgress extends PlanLine {
  readonly classTitle: string;
  readonly regionName: string;
  readonly bodyName: string;
  readonly laboratoryName: string;
  readonly opened: number;
  /** Place of the next task, for the number that is proposed to it. */
  readonly nextPlace: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** In yuan, two decimals. */
  readonly spent: string;
  /** Whether its checks have cost more than it was given. */
  readonly overBudget: boolean;
  /** What all of its batches will come to by the average of those tested, in yuan; absent before the first was. */
  readonly forecast?: string;
  /** What the catalogue in force names of its class, e.g. `水泥（高风险）`; absent where it names none. */
  readonly inCatalogue?: string;
  /** Set where an edition that the plan was made by named its class and the one in force does not. */
  readonly leftCatalogue?: true;
}

/** The editions of the key product catalogue that concern a plan. */
export interface PlanCatalogues {
  /** In force when the plan was made. */
  readonly made?: CatalogueEdition | undefined;
  /** In force on the day of the comparison. */
  readonly current?: CatalogueEdition | undefined;
  /** The next that comes into force before the plan is over. */
  readonly coming?: CatalogueEdition | undefined;
}

/** A plan with its progress, computed from the checks. */
export interface PlanProgress {
  readonly entry: string;
  readonly number: string;
  readonly edition: number;
  readonly title: string;
  readonly year: number;
  readonly budget: string;
  readonly spent: string;
  readonly batches: number;
  readonly opened: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly lines: readonly LineProgress[];
  /** Whether its checks have cost more than the year's money. */
  readonly overBudget: boolean;
  /** The same of all lines together. */
  readonly forecast?: string;
  /** What other editions than the one that it was made by mean for it: the one in force, then the next to come. */
  readonly shifts: readonly PlanShift[];
  /** The catalogue that it is compared with; absent where none is in force. */
  readonly catalogue?: {
    readonly year: number;
    readonly from: PlainDate;
    /** Products of it that the plan leaves out, e.g. `水泥（高风险）`, high risk first. */
    readonly leftOut: readonly string[];
    readonly policy: string;
  };
}

/** What an edition of the catalogue changes for a plan, in words. */
export interface PlanShift {
  readonly year: number;
  readonly from: PlainDate;
  /** Whether the edition is in force. */
  readonly inForce: boolean;
  /** Titles of the plan's classes that are no key products any more. */
  readonly dropped: readonly string[];
  /** Products that are new and no line covers, e.g. `水泥（高风险）`. */
  readonly missing: readonly string[];
  /** Classes with another risk, e.g. `水泥：中风险改为高风险`. */
  readonly changed: readonly string[];
}

/** A check of a plan with the acts that count. */
export interface PlannedCheck {
  readonly line: string;
  readonly taskNumber: string;
  readonly acts: readonly Recorded[];
}

/** Sums up the checks of a plan, line by line; what was opened under a line that the plan no longer has counts too. */
export function presentProgress(
  entry: string,
  plan: Plan,
  checks: readonly PlannedCheck[],
  names: ReadonlyMap<string, string>,
  regions: ReadonlyMap<string, string>,
  { made, current: catalogue, coming }: PlanCatalogues,
): PlanProgress {
  const { number, edition, title, year, budget, lines } = plan;
  const of = (own: readonly PlannedCheck[], given: string, planned: number) => {
    const cents = own.reduce((sum, { acts }) => sum + spentCents(acts), 0);
    const forecast = forecastCents(
      own.map(({ acts }) => acts),
      planned,
    );
    return {
      opened: own.length,
      outcomes: outcomes(own),
      spent: yuan(cents),
      overBudget: cents > Math.round(Number(given) * 100),
      ...(forecast === undefined ? {} : { forecast: yuan(forecast) }),
    };
  };
  const planned = lines.reduce((sum, { batches }) => sum + batches, 0);
  // Also of other lines: a key that a revision took away may have been given to another line.
  const numbers = checks.map(({ taskNumber }) => taskNumber);
  const classes = lines.map(({ productClass }) => productClass);
  const coverage = coverageOf(classes, catalogue?.items ?? []);
  const since = shiftBetween(classes, made, catalogue);
  const left = new Set(since?.dropped);
  const shifts = [
    ...shown(since, catalogue, true),
    ...shown(coming && shiftOf(classes, catalogue?.items ?? [], coming.items), coming, false),
  ];
  return {
    entry,
    number,
    edition,
    title,
    year,
    budget,
    batches: planned,
    ...of(checks, budget, planned),
    lines: lines.map((line) => ({
      ...line,
      classTitle: findProductClass(line.productClass)?.title ?? line.productClass,
      regionName: regions.get(line.region) ?? line.region,
      bodyName: names.get(line.body) ?? '',
      laboratoryName: names.get(line.laboratory) ?? '',
      nextPlace: nextPlace(number, line.key, numbers),
      ...of(
        checks.filter((check) => check.line === line.key),
        line.budget,
        line.batches,
      ),
      ...namedIn(coverage, line.productClass),
      ...(left.has(line.productClass) ? { leftCatalogue: true as const } : {}),
    })),
    shifts,
    ...(catalogue === undefined
      ? {}
      : {
          catalogue: {
            year: catalogue.year,
            from: catalogue.from,
            leftOut: coverage.leftOut.map(({ product, risk }) => withRisk(product, risk)),
            policy: coveragePolicy,
          },
        }),
  };
}

function shown(
  shift: CatalogueShift | undefined,
  edition: CatalogueEdition | undefined,
  inForce: boolean,
): PlanShift[] {
  if (shift === undefined || edition === undefined || !isShift(shift)) return [];
  const title = (id: string) => findProductClass(id)?.title ?? id;
  return [
    {
      year: edition.year,
      from: edition.from,
      inForce,
      dropped: shift.dropped.map(title),
      missing: shift.missing.map(({ product, risk }) => withRisk(product, risk)),
      changed: shift.changed.map(
        ({ productClass, before, after }) =>
          `${title(productClass)}：${riskTitles[before]}风险改为${riskTitles[after]}风险`,
      ),
    },
  ];
}

function namedIn({ named }: Coverage, productClass: string): { inCatalogue?: string } {
  const found = named.get(productClass);
  return found === undefined
    ? {}
    : { inCatalogue: withRisk(found.products.join('、'), found.risk) };
}

function withRisk(product: string, risk: CatalogueProduct['risk']): string {
  return `${product}（${riskTitles[risk]}风险）`;
}

function outcomes(checks: readonly PlannedCheck[]): Record<Outcome, number> {
  const sums = { running: 0, passed: 0, failed: 0, 'not-sampled': 0 };
  for (const { acts } of checks) sums[outcomeOf(acts)] += 1;
  return sums;
}

function yuan(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** A table that was read: rows for a form, or what is wrong with which cell; never both. */
export interface TableRows<T> {
  readonly ok: boolean;
  readonly rows: readonly T[];
  readonly issues: readonly {
    readonly line: number;
    readonly column: string;
    readonly sentence: string;
  }[];
}
