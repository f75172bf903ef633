import { factorsFor } from './constants.ts';
import { deviation, mean, pointAt, range } from './chart.ts';
import type { Baseline, Chart } from './chart.ts';

/** Subgroups of measured values in the order of production; all have the same number of values. */
export type Subgroups = readonly (readonly number[])[];

/**
 * Means and ranges (X̄-R). @throws RangeError where subgroups differ in size, or have fewer than 2 values or more than 25.
 */
export function meanAndRange(subgroups: Subgroups, baseline: Baseline = {}): [Chart, Chart] {
  const size = sizeOf(subgroups);
  const { d2, d3 } = factorsFor(size);
  const base = subgroups.slice(0, baseline.first);
  const sigma = baseline.given?.sigma ?? mean(base.map(range)) / d2;
  return withMeans(subgroups, base, sigma, baseline, {
    plots: 'range',
    points: subgroups.map((one) => pointAt(range(one), d2 * sigma, d3 * sigma, 0)),
  });
}

/** Means and standard deviations (X̄-S). @throws RangeError as {@link meanAndRange}. */
export function meanAndDeviation(subgroups: Subgroups, baseline: Baseline = {}): [Chart, Chart] {
  const size = sizeOf(subgroups);
  const { c4 } = factorsFor(size);
  const base = subgroups.slice(0, baseline.first);
  const sigma = baseline.given?.sigma ?? mean(base.map(deviation)) / c4;
  const spread = sigma * Math.sqrt(1 - c4 * c4);
  return withMeans(subgroups, base, sigma, baseline, {
    plots: 'deviation',
    points: subgroups.map((one) => pointAt(deviation(one), c4 * sigma, spread, 0)),
  });
}

/** Single values and their moving ranges (I-MR). */
export function individuals(values: readonly number[], baseline: Baseline = {}): [Chart, Chart] {
  const { d2, d3 } = factorsFor(2);
  const base = values.slice(0, baseline.first);
  const ranges = (all: readonly number[]) =>
    all.slice(1).map((value, at) => Math.abs(value - all[at]!));
  const sigma = baseline.given?.sigma ?? (base.length < 2 ? 0 : mean(ranges(base)) / d2);
  const center = baseline.given?.center ?? mean(base);
  return [
    { plots: 'individual', points: values.map((value) => pointAt(value, center, sigma)) },
    {
      plots: 'moving-range',
      points: ranges(values).map((value) => pointAt(value, d2 * sigma, d3 * sigma, 0)),
    },
  ];
}

/** The standard deviation within subgroups that a chart of variables estimates from its baseline. */
export function withinSigma(
  kind: 'xbar-r' | 'xbar-s' | 'i-mr',
  subgroups: Subgroups,
  baseline: Baseline = {},
): number {
  if (kind === 'i-mr') return individuals(subgroups.flat(), baseline)[0].points[0]!.sigma;
  const charts = kind === 'xbar-r' ? meanAndRange : meanAndDeviation;
  const [means] = charts(subgroups, baseline);
  return means.points[0]!.sigma * Math.sqrt(sizeOf(subgroups));
}

function withMeans(
  subgroups: Subgroups,
  base: Subgroups,
  sigma: number,
  { given }: Baseline,
  spread: Chart,
): [Chart, Chart] {
  const center = given?.center ?? mean(base.map(mean));
  const own = sigma / Math.sqrt(sizeOf(subgroups));
  const points = subgroups.map((one) => pointAt(mean(one), center, own));
  return [{ plots: 'mean', points }, spread];
}

function sizeOf(subgroups: Subgroups): number {
  const size = subgroups[0]?.length ?? 0;
  if (subgroups.some((one) => one.length !== size)) {
    throw new RangeError('all subgroups have the same number of values');
  }
  return size;
}
