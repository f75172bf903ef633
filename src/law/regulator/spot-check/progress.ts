import type { JsonObject } from '#kernel/json.ts';

/** What became of a check, for the progress of a plan. */
export type Outcome = 'running' | 'passed' | 'failed' | 'not-sampled';

/** An act with what it recorded. */
export interface Recorded {
  readonly act: string;
  readonly input: JsonObject;
}

const notSampledBy = new Set([
  'mustNotSample',
  'cannotSample',
  'reportRefusal',
  'reportViolation',
  'reportUntestable',
]);

/** Acts that {@link outcomeOf} and {@link spentCents} read. */
export const countedActs: readonly string[] = [
  ...notSampledBy,
  'take',
  'buy',
  'test',
  'testOnSite',
  'retest',
  'fixLaboratory',
  'refundRetest',
  'settle',
];

/** What a check has come to: settled with its final conclusion, ended without a test, or still under way. */
export function outcomeOf(acts: readonly Recorded[]): Outcome {
  const settled = acts.findLast(({ act }) => act === 'settle');
  if (settled !== undefined) return settled.input['conclusion'] === 'fail' ? 'failed' : 'passed';
  return acts.some(({ act }) => notSampledBy.has(act)) ? 'not-sampled' : 'running';
}

/**
 * What a check has cost so far, in cents: samples bought (22, 27), backup samples paid for a retest (37), tests, and
 * the fee of a retest that overturned the result (43).
 * Samples that were lent for a harmless test cost nothing.
 */
export function spentCents(acts: readonly Recorded[]): number {
  return acts.reduce((sum, { act, input }) => sum + centsOf(act, input), 0);
}

function centsOf(act: string, input: JsonObject): number {
  const cents = (name: string) => Math.round(Number(input[name] ?? 0) * 100);
  const count = (name: string) => Number(input[name] ?? 0);
  if (act === 'take') {
    if (input['paid'] !== undefined) return cents('paid');
    return input['bought'] === true ? cents('price') * count('testCount') : 0;
  }
  if (act === 'buy') return cents('price') * (count('testCount') + count('backupCount'));
  if (act === 'fixLaboratory') return cents('backupPaid');
  if (act === 'refundRetest') return cents('amount');
  return act === 'test' || act === 'testOnSite' ? cents('fee') : 0;
}
