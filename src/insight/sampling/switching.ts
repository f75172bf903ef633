import { tighterAccept } from './plan.ts';
import type { Plan } from './plan.ts';
import type { Severity } from './tables.ts';

/** A lot of a product from a supplier as the switching rules see it, in the order of inspection. */
export interface InspectedLot {
  readonly do: 'lot';
  readonly plan: Plan;
  /** What was found in the first sample, and in both where a second was drawn. */
  readonly found: readonly number[];
  /** Resubmitted lots don't count (9.3.1): only the first inspection does. */
  readonly isOriginal: boolean;
}

/** What people decide between lots. */
export type Decision =
  /** The responsible authority finds reduced inspection desirable while production is steady (9.3.3.1). */
  | { readonly do: 'reduce' }
  /** Production has become irregular or delayed, or something else asks for normal inspection (9.3.4). */
  | { readonly do: 'normal' }
  /** The supplier has put quality right; inspection starts again, tightened (9.4). */
  | { readonly do: 'resume' };

/** Where a product from a supplier stands. */
export interface Standing {
  /** How the next lot is inspected; nothing is accepted by samples while `discontinued`. */
  readonly severity: Severity | 'discontinued';
  /** Switching score; counts under normal inspection only. */
  readonly score: number;
  /** The latest lots under normal inspection, at most five, true where accepted. */
  readonly recent: readonly boolean[];
  /** Accepted in a row, and refused in all, since inspection was tightened. */
  readonly acceptedInRow: number;
  readonly refused: number;
  /** Whether reduced inspection may be decided upon. */
  readonly mayReduce: boolean;
}

/** Before the first lot: normal inspection, which is also where every return starts anew. */
export const start: Standing = {
  severity: 'normal',
  score: 0,
  recent: [],
  acceptedInRow: 0,
  refused: 0,
  mayReduce: false,
};

/** Points at which reduced inspection becomes possible (9.3.3.1). */
export const scoreForReduced = 30;

/** Folds the history of one product from one supplier, oldest first, into how the next lot is inspected (9.3, 9.4). */
export function standingAfter(history: readonly (InspectedLot | Decision)[]): Standing {
  return history.reduce(step, start);
}

/** Whether a lot is accepted by what was found; undefined where a second sample is still to be drawn. */
export function isAccepted(
  plan: Pick<Plan, 'stages'>,
  found: readonly number[],
): boolean | undefined {
  let total = 0;
  for (const [at, stage] of plan.stages.entries()) {
    const count = found[at];
    if (count === undefined) return undefined;
    total += count;
    if (total <= stage.accept) return true;
    if (total >= stage.reject) return false;
  }
  return false;
}

/** The standing after one more lot or decision; what doesn't apply where it stands changes nothing. */
export function step(before: Standing, event: InspectedLot | Decision): Standing {
  switch (event.do) {
    case 'reduce':
      return before.mayReduce ? { ...start, severity: 'reduced' } : before;
    case 'normal':
      return before.severity === 'reduced' ? start : before;
    case 'resume':
      return before.severity === 'discontinued' ? { ...start, severity: 'tightened' } : before;
    case 'lot':
      return afterLot(before, event);
  }
}

function afterLot(before: Standing, lot: InspectedLot): Standing {
  const accepted = isAccepted(lot.plan, lot.found);
  // Where every item was inspected nothing was sampled, so it says nothing about the samples (decision 0030).
  if (!lot.isOriginal || lot.plan.isFull || accepted === undefined) return before;
  if (before.severity === 'normal') return afterNormal(before, lot, accepted);
  if (before.severity === 'tightened') return afterTightened(before, accepted);
  return before.severity === 'reduced' && !accepted ? start : before;
}

function afterNormal(before: Standing, lot: InspectedLot, accepted: boolean): Standing {
  const recent = [...before.recent, accepted].slice(-5);
  if (recent.filter((one) => !one).length >= 2) return { ...start, severity: 'tightened' };
  const points = pointsOf(lot, accepted);
  const score = points === 0 ? 0 : before.score + points;
  return { ...before, recent, score, mayReduce: score >= scoreForReduced };
}

function afterTightened(before: Standing, accepted: boolean): Standing {
  if (accepted) {
    const acceptedInRow = before.acceptedInRow + 1;
    return acceptedInRow >= 5 ? start : { ...before, acceptedInRow };
  }
  const refused = before.refused + 1;
  return refused >= 5
    ? { ...start, severity: 'discontinued' }
    : { ...before, acceptedInRow: 0, refused };
}

/**
 * Points of a lot for the switching score (9.3.3.2): of a single plan with Ac 0 or 1 two where it is accepted, with Ac 2
 * or more three where it would be with the limit one step tighter; of a double plan three where the first sample
 * accepts it. 0 resets the score.
 */
function pointsOf({ plan, found }: InspectedLot, accepted: boolean): number {
  const [first, second] = plan.stages;
  const count = found[0] ?? 0;
  if (second !== undefined) return count <= first!.accept ? 3 : 0;
  if (first!.accept <= 1) return accepted ? 2 : 0;
  const tighter = tighterAccept(plan);
  return tighter !== undefined && count <= tighter ? 3 : 0;
}
