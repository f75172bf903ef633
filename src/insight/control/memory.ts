import type { Chart, Given } from './chart.ts';

/**
 * Exponentially weighted moving average of means or single values: small shifts show early.
 * @param given target and the standard deviation of one plotted value.
 * @param weight of the newest value, above 0 and at most 1; 0.2 is usual.
 * @param width of the limits in sigma; 3 where nothing is said.
 */
export function ewma(
  values: readonly number[],
  { center, sigma }: Given,
  weight = 0.2,
  width = 3,
): Chart {
  let smoothed = center;
  const points = values.map((value, at) => {
    smoothed = weight * value + (1 - weight) * smoothed;
    const grown = 1 - (1 - weight) ** (2 * (at + 1));
    const own = sigma * Math.sqrt((weight / (2 - weight)) * grown);
    const reach = width * own;
    return {
      value: smoothed,
      center,
      sigma: reach / 3,
      lower: center - reach,
      upper: center + reach,
    };
  });
  return { plots: 'ewma', points };
}

/**
 * Cumulative sums above and below the target (tabular): what exceeds the slack adds up.
 * @param slack k, half of the shift to be found, in sigma; 0.5 where nothing is said.
 * @param limit h in sigma; 5 where nothing is said (4 finds a shift of one sigma sooner).
 */
export function cusum(
  values: readonly number[],
  { center, sigma }: Given,
  slack = 0.5,
  limit = 5,
): [Chart, Chart] {
  const [k, h] = [slack * sigma, limit * sigma];
  let [high, low] = [0, 0];
  const sums = values.map((value) => {
    high = Math.max(0, high + value - center - k);
    low = Math.max(0, low + center - value - k);
    return { high, low };
  });
  const chart = (plots: Chart['plots'], side: 'high' | 'low'): Chart => ({
    plots,
    points: sums.map((sum) => ({
      value: sum[side],
      center: 0,
      sigma: h / 3,
      lower: 0,
      upper: h,
    })),
  });
  return [chart('cusum-high', 'high'), chart('cusum-low', 'low')];
}
