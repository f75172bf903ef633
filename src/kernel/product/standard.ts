import type { PlainDate } from '../calendar/plain-date.ts';

/** Who issued a standard. */
export const standardLevels = {
  national: '国家标准',
  industry: '行业标准',
  local: '地方标准',
  group: '团体标准',
} as const;
export type StandardLevel = keyof typeof standardLevels;

/** Whether it binds. */
export const standardNatures = {
  mandatory: '强制性',
  recommended: '推荐性',
  guiding: '指导性',
} as const;
export type StandardNature = keyof typeof standardNatures;

/** A standard as it is entered into the register. */
export interface ListedStandard {
  /** In the one spelling of the register, e.g. `GB/T 1234.1-2020`. */
  readonly number: string;
  readonly title: string;
  readonly level: StandardLevel;
  readonly nature: StandardNature;
  readonly publishedOn?: PlainDate | undefined;
  /** Day of implementation. */
  readonly from: PlainDate;
  /** First day on which it is no longer good, where it was abolished without a successor. */
  readonly abolishedOn?: PlainDate | undefined;
  /** Numbers of the standards that it takes the place of. */
  readonly replaces: readonly string[];
  /** Ids of the product classes that it covers. */
  readonly classes: readonly string[];
}

/** A standard as rules read it: with what later standards did to it. */
export interface StandardFacts extends Pick<
  ListedStandard,
  'number' | 'title' | 'level' | 'nature' | 'from' | 'classes'
> {
  /** Numbers of the standards that take its place. */
  readonly replacedBy: readonly string[];
  /** First day on which it is no longer good: its successor holds, or it is abolished. */
  readonly lapsesOn?: PlainDate | undefined;
}

/** A kind of products that may not be made any more. */
export interface EliminatedKind {
  /** What a name or model contains. */
  readonly word: string;
  /** Only within this product class; anywhere where absent. */
  readonly classId?: string | undefined;
  readonly from: PlainDate;
  /** Who eliminated it, by which paper. */
  readonly source: string;
}

/** Whether a standard is no longer good on a day. On the day of implementation of its successor it is not. */
export function hasLapsed({ lapsesOn }: Pick<StandardFacts, 'lapsesOn'>, day: PlainDate): boolean {
  return lapsesOn !== undefined && lapsesOn <= day;
}

/** Whether a standard has to be followed on a day. */
export function holdsOn(standard: Pick<StandardFacts, 'from' | 'lapsesOn'>, day: PlainDate) {
  return standard.from <= day && !hasLapsed(standard, day);
}
