import { pointAt } from './chart.ts';
import type { Baseline, Chart } from './chart.ts';

/** How many items were inspected and how many nonconforming items, or nonconformities, were found. */
export interface Inspected {
  readonly inspected: number;
  readonly found: number;
}

/** Fractions nonconforming (p); limits follow each sample's size. */
export function fractions(samples: readonly Inspected[], baseline: Baseline = {}): Chart {
  const center = baseline.given?.center ?? rate(samples, baseline);
  const points = samples.map(({ inspected, found }) => {
    const sigma = Math.sqrt((center * (1 - center)) / inspected);
    return pointAt(found / inspected, center, sigma, 0, 1);
  });
  return { plots: 'fraction', points };
}

/** Numbers of nonconforming items (np). @throws RangeError where samples differ in size. */
export function numbers(samples: readonly Inspected[], baseline: Baseline = {}): Chart {
  const size = samples[0]?.inspected ?? 0;
  if (samples.some(({ inspected }) => inspected !== size)) {
    throw new RangeError('samples of an np chart have one size');
  }
  const center = baseline.given?.center ?? rate(samples, baseline) * size;
  const sigma = Math.sqrt(center * (1 - center / size));
  return {
    plots: 'count',
    points: samples.map(({ found }) => pointAt(found, center, sigma, 0, size)),
  };
}

/** Nonconformities in samples of one size (c). @throws RangeError where they differ. */
export function counts(samples: readonly Inspected[], baseline: Baseline = {}): Chart {
  const size = samples[0]?.inspected ?? 0;
  if (samples.some(({ inspected }) => inspected !== size)) {
    throw new RangeError('samples of a c chart have one size');
  }
  const center = baseline.given?.center ?? rate(samples, baseline) * size;
  return {
    plots: 'count',
    points: samples.map(({ found }) => pointAt(found, center, Math.sqrt(center), 0)),
  };
}

/** Nonconformities per item (u); limits follow each sample's size. */
export function countsEach(samples: readonly Inspected[], baseline: Baseline = {}): Chart {
  const center = baseline.given?.center ?? rate(samples, baseline);
  const points = samples.map(({ inspected, found }) =>
    pointAt(found / inspected, center, Math.sqrt(center / inspected), 0),
  );
  return { plots: 'count-each', points };
}

function rate(samples: readonly Inspected[], { first }: Baseline): number {
  const base = samples.slice(0, first);
  const sum = (of: (one: Inspected) => number) => base.reduce((total, one) => total + of(one), 0);
  return sum(({ found }) => found) / sum(({ inspected }) => inspected);
}
