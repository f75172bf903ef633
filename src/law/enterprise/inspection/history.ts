import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { RecordFacts } from '#kernel/facts.ts';
import { planFor, questionDefect } from '#insight/sampling/plan.ts';
import { standingAfter } from '#insight/sampling/switching.ts';
import type { Decision, InspectedLot, Standing } from '#insight/sampling/switching.ts';
import type { Outcome, Scheme } from './outcome.ts';

/** A former inspection as its record keeps it, as far as the switching rules look at it. */
export interface FormerInspection {
  readonly attempt: 'first' | 'retest';
  readonly lotSize: number;
  readonly scheme?: Scheme | undefined;
  readonly outcome: Pick<Outcome, 'severity' | 'found' | 'firstFound'>;
}

/** Which series of lots is meant: one product, one supplier, one limit (9.3). */
export interface Series {
  readonly productName: string;
  readonly supplier?: string | undefined;
  readonly scheme: Scheme;
}

/**
 * Where a series of lots stands: a fold over its former inspections and what was decided in between.
 * @param inspections records of one book about the product, in any order.
 * @param decisions records of the book of sampling decisions.
 */
export function standingOf(
  series: Series,
  inspections: readonly RecordFacts[],
  decisions: readonly RecordFacts[],
): Standing {
  const isOwn = ({ input }: RecordFacts) =>
    input['productName'] === series.productName && input['supplier'] === series.supplier;
  const events = [
    ...inspections.filter(isOwn).flatMap((record) => lotOf(record, series.scheme)),
    ...decisions
      .filter((one) => isOwn(one) && isSameLimit(one.input['scheme'], series.scheme))
      .map(({ at, input }) => ({ at, event: { do: input['decision'] } as Decision })),
  ].sort((a, b) => epochMs(a.at) - epochMs(b.at));
  return standingAfter(events.map(({ event }) => event));
}

/** Lots under another limit belong to another series. */
function lotOf({ at, input }: RecordFacts, scheme: Scheme) {
  const { attempt, lotSize, scheme: own, outcome } = input as unknown as FormerInspection;
  const { found: all, firstFound } = outcome;
  if (own === undefined || !isSameLimit(own, scheme)) return [];
  const question = { ...own, lotSize, severity: outcome.severity ?? 'normal' };
  if (questionDefect(question) !== undefined) return [];
  const plan = planFor(question);
  const found = firstFound === undefined ? [all] : [firstFound, all - firstFound];
  const event: InspectedLot = { do: 'lot', plan, found, isOriginal: attempt === 'first' };
  return [{ at, event }];
}

function isSameLimit(one: unknown, other: Scheme): boolean {
  const { aql, counting } = (one ?? {}) as Partial<Scheme>;
  return aql === other.aql && counting === other.counting;
}
