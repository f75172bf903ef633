import type { WatchFacts } from '#kernel/watch/watch.ts';
import { liesWithin } from '#law/divisions.ts';

/** What of a line of a plan is held against a watch. */
export interface CoveringLine {
  readonly key: string;
  readonly productClass: string;
  /** A division's code. */
  readonly region: string;
}

/** A watched class with the lines of a plan that cover it; none where the plan leaves it out. */
export interface CoveredClass {
  readonly productClass: string;
  readonly lines: readonly string[];
}

/** Said beside what a plan leaves out. */
export const watchPolicy =
  '指导意见要求加强重点区域、重点产品监管，没有要求每一项都编入抽查计划；平台只作提示，不阻止编制。';

/** Holds a plan against a watch, class by class: a line covers it in the same territory, in a part of it, or beyond. */
export function coverOf(
  { classes, region }: Pick<WatchFacts, 'classes' | 'region'>,
  lines: readonly CoveringLine[],
): readonly CoveredClass[] {
  const meets = (other: number) => liesWithin(other, region) || liesWithin(region, other);
  return classes.map((productClass) => ({
    productClass,
    lines: lines
      .filter((line) => line.productClass === productClass && meets(Number(line.region)))
      .map(({ key }) => key),
  }));
}

/** Whether a watch is about a firm, by its products: it names the firm, or whoever deals in them in its territory. */
export function isAbout(
  watch: Pick<WatchFacts, 'organisation' | 'classes' | 'region'>,
  firm: { readonly id: string; readonly classes: readonly string[]; readonly region?: number },
): boolean {
  if (!firm.classes.some((id) => watch.classes.includes(id))) return false;
  if (watch.organisation !== undefined) return watch.organisation === firm.id;
  return firm.region === undefined || liesWithin(firm.region, watch.region);
}
