import type { BoardTotals } from '#server/board/present.ts';

/** A step of the colour scale; the lowest is the one that must be looked at first. */
export interface Step {
  readonly id: 'none' | 'lowest' | 'low' | 'middle' | 'good' | 'best';
  readonly title: string;
  /** Completion from which it applies, as a share of 1. */
  readonly from: number;
}

/** The steps, best first. */
export const steps: readonly Step[] = [
  { id: 'best', title: '98%以上', from: 0.98 },
  { id: 'good', title: '95%–98%', from: 0.95 },
  { id: 'middle', title: '90%–95%', from: 0.9 },
  { id: 'low', title: '80%–90%', from: 0.8 },
  { id: 'lowest', title: '不足80%', from: 0 },
];

type Sums = Pick<BoardTotals, 'done' | 'missing'>;

/** Done out of what is over or done: days still to come count for nothing. Undefined where nothing was due. */
export function rateOf({ done, missing }: Sums): number | undefined {
  return done + missing === 0 ? undefined : done / (done + missing);
}

/** The colour step of sums. */
export function stepOf(sums: Sums): Step['id'] {
  const rate = rateOf(sums);
  if (rate === undefined) return 'none';
  return steps.find(({ from }) => rate >= from)?.id ?? 'lowest';
}
