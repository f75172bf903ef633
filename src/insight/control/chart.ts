/** A point of a chart with the limits that hold there; they vary where subgroups differ in size. */
export interface ChartPoint {
  readonly value: number;
  readonly center: number;
  readonly lower: number;
  readonly upper: number;
  /** One third of the way from the center line to a limit, for rules that look at zones. */
  readonly sigma: number;
}

/** One chart of a pair, or the only one. */
export interface Chart {
  /** What is plotted, e.g. `mean` or `range`. */
  readonly plots:
    | 'mean'
    | 'range'
    | 'deviation'
    | 'individual'
    | 'moving-range'
    | 'fraction'
    | 'count'
    | 'count-each'
    | 'ewma'
    | 'cusum-high'
    | 'cusum-low';
  readonly points: readonly ChartPoint[];
}

/** Center line and standard deviation of the process where they are set and not estimated from the points shown. */
export interface Given {
  readonly center: number;
  readonly sigma: number;
}

/** How many first points limits are estimated from; all where absent. Later points are held against them (phase II). */
export interface Baseline {
  readonly first?: number | undefined;
  readonly given?: Given | undefined;
}

/** Makes a point with limits at three sigma. @param least where the value can't be smaller, e.g. 0. */
export function pointAt(
  value: number,
  center: number,
  sigma: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): ChartPoint {
  return {
    value,
    center,
    sigma,
    lower: Math.max(least, center - 3 * sigma),
    upper: Math.min(most, center + 3 * sigma),
  };
}

/** The arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The standard deviation of a sample, n − 1 below the line. */
export function deviation(values: readonly number[]): number {
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** The difference between the largest and the smallest. */
export function range(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
