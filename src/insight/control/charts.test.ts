import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counts, countsEach, fractions, numbers } from './attributes.ts';
import { capabilityOf } from './capability.ts';
import type { ChartPoint } from './chart.ts';
import { factorsFor } from './constants.ts';
import { cusum, ewma } from './memory.ts';
import { individuals, meanAndDeviation, meanAndRange, withinSigma } from './variables.ts';

const near = (value: number, expected: number, within: number, name = '') =>
  assert.ok(Math.abs(value - expected) <= within, `${name} ${value} is not ${expected}`);
const limits = ({ lower, center, upper }: ChartPoint) => [lower, center, upper];

test('the factors are those that standards print', () => {
  // ASTM E2587 and ISO 7870-2: d2, d3, c4, A2, A3, B3, B4, D3, D4.
  const printed: readonly (readonly number[])[] = [
    [2, 1.128, 0.853, 0.7979, 1.88, 2.659, 0, 3.267, 0, 3.267],
    [3, 1.693, 0.888, 0.8862, 1.023, 1.954, 0, 2.568, 0, 2.575],
    [4, 2.059, 0.88, 0.9213, 0.729, 1.628, 0, 2.266, 0, 2.282],
    [5, 2.326, 0.864, 0.94, 0.577, 1.427, 0, 2.089, 0, 2.114],
    [6, 2.534, 0.848, 0.9515, 0.483, 1.287, 0.03, 1.97, 0, 2.004],
    [7, 2.704, 0.833, 0.9594, 0.419, 1.182, 0.118, 1.882, 0.076, 1.924],
    [8, 2.847, 0.82, 0.965, 0.373, 1.099, 0.185, 1.815, 0.136, 1.864],
    [9, 2.97, 0.808, 0.9693, 0.337, 1.032, 0.239, 1.761, 0.184, 1.816],
    [10, 3.078, 0.797, 0.9727, 0.308, 0.975, 0.284, 1.716, 0.223, 1.777],
    [15, 3.472, 0.756, 0.9823, 0.223, 0.789, 0.428, 1.572, 0.347, 1.653],
    [20, 3.735, 0.729, 0.9869, 0.18, 0.68, 0.51, 1.49, 0.415, 1.585],
    [25, 3.931, 0.708, 0.9896, 0.153, 0.606, 0.565, 1.435, 0.459, 1.541],
  ];
  for (const [size, ...row] of printed) {
    const { d2, d3, c4, A2, A3, B3, B4, D3, D4 } = factorsFor(size!);
    const own = [d2, d3, c4, A2, A3, B3, B4, D3, D4];
    row.forEach((expected, at) => near(own[at]!, expected, 0.0011, `n=${size} factor ${at}`));
  }
  assert.throws(() => factorsFor(1), RangeError);
  assert.throws(() => factorsFor(26), RangeError);
});

/** Widths of a resist after baking, 25 wafers of 5 (Montgomery, Introduction to statistical quality control). */
const widths =
  `1.3235 1.4128 1.6744 1.4573 1.6914 1.4314 1.3592 1.6075 1.4666 1.6109 1.4284 1.4871 1.4932 1.4324 1.5674
1.5028 1.6352 1.3841 1.2831 1.5507 1.5604 1.2735 1.5265 1.4363 1.6441 1.5955 1.5451 1.3574 1.3281 1.4198
1.6274 1.5064 1.8366 1.4177 1.5144 1.4190 1.4303 1.6637 1.6067 1.5519 1.3884 1.7277 1.5355 1.5176 1.3688
1.4039 1.6697 1.5089 1.4627 1.5220 1.4158 1.7667 1.4278 1.5928 1.4181 1.5821 1.3355 1.5777 1.3908 1.7559
1.2856 1.4106 1.4447 1.6398 1.1928 1.4951 1.4036 1.5893 1.6458 1.4969 1.3589 1.2863 1.5996 1.2497 1.5471
1.5747 1.5301 1.5171 1.1839 1.8662 1.3680 1.7269 1.3957 1.5014 1.4449 1.4163 1.3864 1.3057 1.6210 1.5573
1.5796 1.4185 1.6541 1.5116 1.7247 1.7106 1.4412 1.2361 1.3820 1.7601 1.4371 1.5051 1.3485 1.5670 1.4880
1.4738 1.5936 1.6583 1.4973 1.4720 1.5917 1.4333 1.5551 1.5295 1.6866 1.6399 1.5243 1.5705 1.5563 1.5530
1.5797 1.3663 1.6240 1.3732 1.6887`
    .split(/\s+/)
    .map(Number);
const wafers = Array.from({ length: 25 }, (_, at) => widths.slice(at * 5, at * 5 + 5));

test('means and ranges are as the textbook has them, and so is the capability', () => {
  const [means, ranges] = meanAndRange(wafers);
  near(means.points[0]!.center, 1.5056, 1e-4);
  near(means.points[0]!.upper, 1.6932, 2e-4);
  near(means.points[0]!.lower, 1.318, 2e-4);
  near(ranges.points[0]!.center, 0.32521, 1e-5);
  near(ranges.points[0]!.upper, 0.6876, 5e-4);
  assert.equal(ranges.points[0]!.lower, 0);
  const within = withinSigma('xbar-r', wafers);
  near(within, 0.1398, 1e-4);
  const capability = capabilityOf(widths, within, { lower: 1, upper: 2 });
  near(capability.cp!, 1.192, 2e-3);
  near(capability.cpk!, (2 - 1.5056) / (3 * 0.1398), 2e-3);
  assert.ok(capability.pp! > 1.15 && capability.ppk! < capability.pp!);
  const oneSided = capabilityOf(widths, within, { upper: 2 });
  assert.equal(oneSided.cp, undefined);
  near(oneSided.cpk!, capability.cpk!, 1e-12);
});

test('means and deviations give nearly the same limits by another way', () => {
  const [means, deviations] = meanAndDeviation(wafers);
  near(means.points[0]!.upper, 1.6932, 3e-3);
  const { c4, B4 } = factorsFor(5);
  const sigma = withinSigma('xbar-s', wafers);
  near(deviations.points[0]!.center, c4 * sigma, 1e-12);
  near(deviations.points[0]!.upper, B4 * c4 * sigma, 1e-12);
  assert.throws(() => meanAndRange([[1, 2], [1]]), RangeError);
});

test('later points are held against the limits of the first ones', () => {
  const first = meanAndRange(wafers.slice(0, 20))[0].points[0]!;
  const later = meanAndRange(wafers, { first: 20 })[0].points;
  assert.deepEqual(limits(later[24]!), limits(first));
  const given = meanAndRange(wafers, { given: { center: 1.5, sigma: 0.14 } })[0].points[0]!;
  near(given.upper, 1.5 + (3 * 0.14) / Math.sqrt(5), 1e-12);
});

test('single values and moving ranges are as the NIST handbook has them (6.3.2.2)', () => {
  const flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
  const [values, ranges] = individuals(flow);
  near(values.points[0]!.center, 50.81, 1e-9);
  near(values.points[0]!.upper, 55.8041, 3e-3);
  near(values.points[0]!.lower, 45.8159, 3e-3);
  near(ranges.points[0]!.center, 1.8778, 1e-4);
  near(ranges.points[0]!.upper, 6.1349, 1e-3);
  assert.equal(ranges.points.length, 9);
});

const each = (found: readonly number[], inspected: number) =>
  found.map((one) => ({ inspected, found: one }));
const wrong = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22];
const juice = [...wrong, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6];

test('fractions and numbers nonconforming are as printed (NIST 6.3.3.2)', () => {
  const [point] = fractions(each(juice, 50)).points;
  limits(point!).forEach((own, at) => near(own, [0.05243, 0.23133, 0.41024][at]!, 1e-5));
  const [number] = numbers(each(juice, 50)).points;
  near(number!.upper, 0.41024 * 50, 1e-3);
  assert.throws(
    () =>
      numbers([
        { inspected: 50, found: 1 },
        { inspected: 49, found: 1 },
      ]),
    RangeError,
  );
  const [rare] = fractions(each([0, 1, 0], 50)).points;
  assert.equal(rare!.lower, 0);
});

test('counts are as printed, for one size (NIST 6.3.3.1) and for several', () => {
  const found = [
    16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11,
  ];
  const [point] = counts(each([...found, 19, 16, 31, 13], 1)).points;
  assert.deepEqual(limits(point!), [4, 16, 28]);
  const cloth = [14, 12, 20, 11, 7, 10, 21, 16, 19, 23];
  const lengths = [10, 8, 13, 10, 10, 10, 12, 11, 12, 13];
  const { points } = countsEach(cloth.map((one, at) => ({ inspected: lengths[at]!, found: one })));
  near(points[0]!.center, 1.40367, 1e-5);
  near(points[0]!.upper, 1.40367 + 3 * Math.sqrt(1.40367 / 10), 1e-5);
  assert.ok(points[1]!.upper > points[2]!.upper);
});

test('the moving average is as the NIST handbook has it (6.3.2.4)', () => {
  const values = [52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8];
  const printed = [50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11];
  const all = [...values, 51.2, 52.6, 52.4, 53.6, 52.1];
  const expected = [...printed, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99];
  const { points } = ewma(all, { center: 50, sigma: 2.0539 }, 0.3);
  points.forEach(({ value }, at) => near(value, expected[at]!, 0.0051, `point ${at + 1}`));
  near(points.at(-1)!.upper, 52.5884, 2e-3);
  near(points.at(-1)!.lower, 47.4115, 2e-3);
  near(points[0]!.upper, 50 + 3 * 2.0539 * 0.3, 1e-9);
});

test('the cumulative sums are as the NIST handbook has them (6.3.2.3)', () => {
  const first = [324.925, 324.675, 324.725, 324.35, 325.35, 325.225, 324.125, 324.525, 325.225];
  const then = [324.6, 324.625, 325.15, 328.325, 327.25, 327.825, 328.5, 326.675, 327.775];
  const printed = [0, 0, 0, 0, 0.03, 0, 0, 0, 0, 0, 0, 0, 3.01, 4.94, 7.45, 10.63, 11.99, 14.44];
  const below = [0, 0.01, 0, 0.33, 0, 0, 0.56, 0.72, 0.17, 0.25, 0.31, 0, 0, 0, 0, 0, 0, 0];
  // k = 0.3175 and h = 4.1959 as given there.
  const [high, low] = cusum([...first, ...then], { center: 325, sigma: 1 }, 0.3175, 4.1959);
  high.points.forEach(({ value }, at) => near(value, printed[at]!, 0.011, `high ${at + 1}`));
  low.points.forEach(({ value }, at) => near(value, below[at]!, 0.011, `low ${at + 1}`));
  assert.equal(
    high.points.findIndex(({ value, upper }) => value > upper),
    13,
  );
});
