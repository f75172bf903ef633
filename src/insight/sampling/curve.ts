import { binomial, hypergeometric, poisson } from './chance.ts';
import type { Counts } from './chance.ts';
import type { Counting, Stage } from './plan.ts';

/**
 * How acceptance is computed. `items` and `nonconformities` are of a steady process (type B: binomial, Poisson); a lot
 * size makes it the isolated lot (type A: hypergeometric), whose quality is a whole number of items.
 */
export interface Setting {
  readonly counting: Counting;
  readonly lotSize?: number | undefined;
}

/**
 * The probability that a lot is accepted.
 * @param quality percent nonconforming, or nonconformities per 100 items.
 */
export function acceptance(stages: readonly Stage[], quality: number, setting: Setting): number {
  const [first, second] = stages;
  if (first === undefined) return 1;
  if (setting.lotSize !== undefined && setting.counting === 'items') {
    return isolated(first, second, quality, setting.lotSize);
  }
  const of = (size: number) => countsOf(size, quality, setting.counting);
  return accepted(first, second, of(first.size), () => of(second!.size));
}

/** The mean number of items inspected, where inspection isn't cut short. */
export function averageSampleNumber(
  stages: readonly Stage[],
  quality: number,
  setting: Setting,
): number {
  const [first, second] = stages;
  if (first === undefined) return 0;
  if (second === undefined) return first.size;
  const counts = countsOf(first.size, quality, setting.counting);
  const goesOn = counts.atMost(first.reject - 1) - counts.atMost(first.accept);
  return first.size + second.size * goesOn;
}

/**
 * The quality at which a lot is accepted with a probability: 0.95 for the producer's risk point, 0.10 for the consumer's.
 * @returns percent or per 100 items; undefined where even the worst quality is accepted more often.
 */
export function qualityAt(
  stages: readonly Stage[],
  probability: number,
  setting: Setting,
): number | undefined {
  let [low, high] = [0, setting.counting === 'items' ? 100 : 100_000];
  if (acceptance(stages, high, setting) > probability) return undefined;
  for (let turn = 0; turn < 60; turn += 1) {
    const middle = (low + high) / 2;
    if (acceptance(stages, middle, setting) > probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Points of the operating characteristic from perfect quality to where hardly a lot is accepted. */
export function curve(
  stages: readonly Stage[],
  setting: Setting,
  points = 60,
): readonly { readonly quality: number; readonly accepted: number }[] {
  const end = qualityAt(stages, 0.01, setting) ?? 100;
  return Array.from({ length: points + 1 }, (_, at) => {
    const quality = (end * at) / points;
    return { quality, accepted: acceptance(stages, quality, setting) };
  });
}

function countsOf(size: number, quality: number, counting: Counting): Counts {
  return counting === 'items' ? binomial(size, quality / 100) : poisson((size * quality) / 100);
}

function accepted(
  first: Stage,
  second: Stage | undefined,
  counts: Counts,
  next: (found: number) => Counts,
): number {
  let sum = counts.atMost(first.accept);
  if (second === undefined) return sum;
  for (let found = first.accept + 1; found < first.reject; found += 1) {
    sum += counts.exactly(found) * next(found).atMost(second.accept - found);
  }
  return Math.min(1, sum);
}

/** From an isolated lot the second sample is drawn out of what the first one left. */
function isolated(first: Stage, second: Stage | undefined, quality: number, lot: number): number {
  const bad = Math.round((lot * quality) / 100);
  return accepted(first, second, hypergeometric(lot, bad, first.size), (found) =>
    hypergeometric(lot - first.size, bad - found, second!.size),
  );
}
