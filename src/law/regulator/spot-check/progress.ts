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

/** How {@link forecastCents} counts; the order says nothing of it. */
export const forecastPolicy =
  '平台按已经检验的批次的平均费用测算未完成的批次，供安排经费时参考，不是规定的标准。';

/**
 * What all batches of a plan come to if the open ones cost what the tested ones cost on average, in cents (policy).
 * @param checks those that were opened, with their acts.
 * @param planned batches of the plan.
 * @returns undefined before the first was tested: there is nothing to go by.
 */
export function forecastCents(
  checks: readonly (readonly Recorded[])[],
  planned: number,
): number | undefined {
  const isTested = (acts: readonly Recorded[]) =>
    acts.some(({ act }) => act === 'test' || act === 'testOnSite');
  const tested = checks.filter(isTested);
  if (tested.length === 0) return undefined;
  const sum = (some: readonly (readonly Recorded[])[]) =>
    some.reduce((cents, acts) => cents + spentCents(acts), 0);
  const average = sum(tested) / tested.length;
  // Who was not sampled leaves its place to nobody, and costs what it cost.
  const ended = checks.filter((acts) => !isTested(acts) && outcomeOf(acts) === 'not-sampled');
  const open = Math.max(planned, checks.length) - tested.length - ended.length;
  return Math.round(sum(tested) + sum(ended) + average * open);
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
