import type { Chart, ChartPoint } from './chart.ts';

/**
 * Rules by which a point is a signal, as GB/T 17989.2 (ISO 7870-2), Nelson and the Western Electric handbook name them.
 * Each can be switched off, because every further rule costs false alarms.
 */
export const runRules = {
  beyond: '一点落在控制限以外',
  nine: '连续9点落在中心线同一侧',
  six: '连续6点递增或者递减',
  fourteen: '连续14点上下交替',
  'two-of-three': '连续3点中有2点落在同侧2σ以外',
  'four-of-five': '连续5点中有4点落在同侧1σ以外',
  fifteen: '连续15点落在中心线两侧1σ以内',
  eight: '连续8点落在中心线两侧且无一点在1σ以内',
} as const;
export type RunRule = keyof typeof runRules;

/** The four rules of the Western Electric handbook; its run on one side has 8 points, Nelson's 9. */
export const westernElectric: readonly RunRule[] = [
  'beyond',
  'two-of-three',
  'four-of-five',
  'nine',
];

/** A point at which a rule is broken: the last one of its run. */
export interface Signal {
  /** Place of the point in the chart, from 0. */
  readonly at: number;
  readonly rule: RunRule;
}

/** Charts whose points depend on each other or lie skew: runs say nothing there, only what lies beyond the limits. */
const limitsOnly: ReadonlySet<Chart['plots']> = new Set([
  'range',
  'deviation',
  'moving-range',
  'ewma',
  'cusum-high',
  'cusum-low',
]);

/** Finds the signals of a chart, in the order of their points. @param rules those that are switched on. */
export function signalsOf({ plots, points }: Chart, rules: readonly RunRule[]): readonly Signal[] {
  const applied = limitsOnly.has(plots) ? rules.filter((rule) => rule === 'beyond') : rules;
  return points.flatMap((_, at) =>
    applied.filter((rule) => breaks[rule](points, at)).map((rule) => ({ at, rule })),
  );
}

type Breaks = (points: readonly ChartPoint[], at: number) => boolean;

const breaks: Readonly<Record<RunRule, Breaks>> = {
  beyond: (points, at) => {
    const { value, lower, upper } = points[at]!;
    return value > upper || value < lower;
  },
  nine: (points, at) => oneSide(points, at, 9),
  six: (points, at) => {
    const run = last(points, at, 6)?.map(({ value }) => value);
    if (run === undefined) return false;
    const steps = run.slice(1).map((value, before) => Math.sign(value - run[before]!));
    return steps.every((step) => step === 1) || steps.every((step) => step === -1);
  },
  fourteen: (points, at) => {
    const run = last(points, at, 14)?.map(({ value }) => value);
    if (run === undefined) return false;
    const steps = run.slice(1).map((value, before) => Math.sign(value - run[before]!));
    return steps.every((step, index) => step !== 0 && (index === 0 || step === -steps[index - 1]!));
  },
  'two-of-three': (points, at) => outside(points, at, 3, 2, 2),
  'four-of-five': (points, at) => outside(points, at, 5, 4, 1),
  fifteen: (points, at) => last(points, at, 15)?.every((one) => Math.abs(zone(one)) < 1) ?? false,
  eight: (points, at) => {
    const run = last(points, at, 8)?.map(zone);
    if (run === undefined) return false;
    const sides = new Set(run.map(Math.sign));
    return sides.size === 2 && run.every((own) => Math.abs(own) > 1);
  },
};

/** How many sigma a point lies above the center line. */
function zone({ value, center, sigma }: ChartPoint): number {
  return sigma === 0 ? 0 : (value - center) / sigma;
}

function last(points: readonly ChartPoint[], at: number, count: number) {
  return at + 1 < count ? undefined : points.slice(at + 1 - count, at + 1);
}

function oneSide(points: readonly ChartPoint[], at: number, count: number): boolean {
  const sides = last(points, at, count)?.map(({ value, center }) => Math.sign(value - center));
  return sides !== undefined && sides[0] !== 0 && sides.every((side) => side === sides[0]);
}

/** So many of the latest lie further out on one side, this one among them. */
function outside(
  points: readonly ChartPoint[],
  at: number,
  count: number,
  needed: number,
  sigmas: number,
): boolean {
  const run = last(points, at, count)?.map(zone);
  if (run === undefined) return false;
  return [1, -1].some((side) => {
    const isOut = (own: number) => own * side > sigmas;
    return isOut(run.at(-1)!) && run.filter(isOut).length >= needed;
  });
}
