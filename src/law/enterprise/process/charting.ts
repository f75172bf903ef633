import { counts, countsEach, fractions, numbers } from '#insight/control/attributes.ts';
import { capabilityOf } from '#insight/control/capability.ts';
import type { Capability } from '#insight/control/capability.ts';
import { mean } from '#insight/control/chart.ts';
import type { Baseline, Chart } from '#insight/control/chart.ts';
import { cusum, ewma } from '#insight/control/memory.ts';
import { signalsOf } from '#insight/control/rules.ts';
import type { RunRule, Signal } from '#insight/control/rules.ts';
import {
  individuals,
  meanAndDeviation,
  meanAndRange,
  withinSigma,
} from '#insight/control/variables.ts';

/** Charts by what is measured: values in subgroups, single values, or items and nonconformities counted. */
export const chartKinds = {
  'xbar-r': '均值—极差图（X̄-R）',
  'xbar-s': '均值—标准差图（X̄-S）',
  'i-mr': '单值—移动极差图（I-MR）',
  p: '不合格品率图（p）',
  np: '不合格品数图（np）',
  c: '不合格数图（c）',
  u: '单位不合格数图（u）',
  ewma: '指数加权移动平均图（EWMA）',
  cusum: '累积和图（CUSUM）',
} as const;
export type ChartKind = keyof typeof chartKinds;

/** Kinds that count instead of measuring. */
export const countingKinds: ReadonlySet<ChartKind> = new Set(['p', 'np', 'c', 'u']);

/** A process characteristic as far as its chart depends on it. */
export interface Charted {
  readonly kind: ChartKind;
  /** Values in a subgroup; 1 for single values. */
  readonly size: number;
  readonly lower?: string | undefined;
  readonly upper?: string | undefined;
  readonly rules: readonly RunRule[];
  /** How many first subgroups limits are computed from. */
  readonly trial: number;
  readonly given?: { readonly center: string; readonly sigma: string } | undefined;
}

/** One measurement, in the order of production. */
export interface Measurement {
  readonly values?: string | undefined;
  readonly counted?: { readonly inspected: number; readonly found: number } | undefined;
}

/** The charts of a characteristic with what they signal. */
export interface Charting {
  readonly charts: readonly Chart[];
  /** Signals by chart; `measurement` is the place in the list of measurements, from 0. */
  readonly signals: readonly (Signal & { readonly chart: number; readonly measurement: number })[];
  /** Whether there are limits to be held against yet: given ones, or enough first measurements. */
  readonly isSettled: boolean;
  /** Of measured values with limits; absent otherwise. */
  readonly capability?: Capability;
}

/** Draws the charts of a characteristic from its measurements; nothing is signalled before limits are settled. */
export function chartingOf(charted: Charted, measurements: readonly Measurement[]): Charting {
  const { kind, size, trial, given, lower, upper } = charted;
  const isSettled = given !== undefined || measurements.length >= trial;
  if (measurements.length === 0) return { charts: [], signals: [], isSettled };
  const baseline: Baseline = {
    first: trial,
    given: given && { center: Number(given.center), sigma: Number(given.sigma) },
  };
  const charts = chartsOf(kind, measurements, baseline);
  const signals = charts.flatMap((chart, at) => {
    const offset = measurements.length - chart.points.length;
    return signalsOf(chart, charted.rules).map((signal) => ({
      ...signal,
      chart: at,
      measurement: signal.at + offset,
    }));
  });
  const answer = { charts, signals: isSettled ? signals : [], isSettled };
  if (countingKinds.has(kind) || (lower === undefined && upper === undefined)) return answer;
  const values = subgroupsOf(measurements);
  if (values.flat().length < 2) return answer;
  const limits = {
    lower: lower === undefined ? undefined : Number(lower),
    upper: upper === undefined ? undefined : Number(upper),
  };
  const within = withinSigma(spreadKind(kind, size), values, baseline);
  return { ...answer, capability: capabilityOf(values.flat(), within, limits) };
}

/** What is wrong with a measurement for its chart, in Chinese; undefined where it can be drawn. */
export function measurementDefect(
  { kind, size }: Pick<Charted, 'kind' | 'size'>,
  { values, counted }: Measurement,
): string | undefined {
  if (countingKinds.has(kind)) {
    if (counted === undefined || values !== undefined) return '计数控制图填写检查数和发现数。';
    const { inspected, found } = counted;
    if ((kind === 'p' || kind === 'np') && found > inspected) return '不合格品数不能大于检查数。';
    return (kind === 'np' || kind === 'c') && inspected !== size
      ? `这张控制图每次检查${size}件。`
      : undefined;
  }
  if (values === undefined || counted !== undefined) return '计量控制图填写实测值。';
  const parts = valuesIn(values);
  if (parts.length !== size) return `每次应有${size}个实测值，现有${parts.length}个。`;
  const odd = parts.find((one) => !/^[-+]?\d+(\.\d+)?$/.test(one));
  return odd === undefined ? undefined : `实测值“${odd}”不是数字。`;
}

function chartsOf(
  kind: ChartKind,
  measurements: readonly Measurement[],
  baseline: Baseline,
): readonly Chart[] {
  const samples = measurements.map(({ counted }) => counted ?? { inspected: 1, found: 0 });
  const subgroups = () => subgroupsOf(measurements);
  switch (kind) {
    case 'xbar-r':
      return meanAndRange(subgroups(), baseline);
    case 'xbar-s':
      return meanAndDeviation(subgroups(), baseline);
    case 'i-mr':
      return individuals(subgroups().flat(), baseline);
    case 'p':
      return [fractions(samples, baseline)];
    case 'np':
      return [numbers(samples, baseline)];
    case 'c':
      return [counts(samples, baseline)];
    case 'u':
      return [countsEach(samples, baseline)];
    case 'ewma':
    case 'cusum':
      return withMemory(kind, subgroups(), baseline);
  }
}

/** Moving averages and sums are of means; a mean of n varies √n times less than a value. */
function withMemory(
  kind: 'ewma' | 'cusum',
  subgroups: readonly (readonly number[])[],
  baseline: Baseline,
): readonly Chart[] {
  const means = subgroups.map(mean);
  const size = subgroups[0]?.length ?? 1;
  const sigma = withinSigma(spreadKind(kind, size), subgroups, baseline) / Math.sqrt(size);
  const center = baseline.given?.center ?? mean(means.slice(0, baseline.first));
  const target = { center, sigma };
  return kind === 'ewma' ? [ewma(means, target)] : cusum(means, target);
}

function spreadKind(kind: ChartKind, size: number): 'xbar-r' | 'xbar-s' | 'i-mr' {
  if (size === 1) return 'i-mr';
  return kind === 'xbar-s' ? 'xbar-s' : 'xbar-r';
}

function subgroupsOf(measurements: readonly Measurement[]): number[][] {
  return measurements.map(({ values = '' }) => valuesIn(values).map(Number));
}

function valuesIn(text: string): string[] {
  return text.split(/[\s,，、;；]+/).filter((part) => part !== '');
}
