import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binomial, hypergeometric, poisson } from './chance.ts';
import { acceptance, averageSampleNumber, curve, qualityAt } from './curve.ts';
import type { Stage } from './plan.ts';

const single = (size: number, accept: number): Stage[] => [{ size, accept, reject: accept + 1 }];
const near = (value: number | undefined, expected: number, within: number, name = '') =>
  assert.ok(Math.abs(value! - expected) <= within, `${name} ${value} is not ${expected}`);

test("Cameron's table of np at 95, 50 and 10 per cent is met by the Poisson curve", () => {
  // J. M. Cameron, Tables for constructing single sampling plans (1952).
  const table: readonly [accept: number, p95: number, p50: number, p10: number][] = [
    [0, 0.051, 0.693, 2.303],
    [1, 0.355, 1.678, 3.89],
    [2, 0.818, 2.674, 5.322],
    [3, 1.366, 3.672, 6.681],
    [5, 2.613, 5.67, 9.275],
    [7, 3.981, 7.669, 11.771],
    [10, 6.169, 10.668, 15.407],
    [14, 9.246, 14.668, 20.128],
    [21, 14.894, 21.668, 28.184],
  ];
  for (const [accept, ...points] of table) {
    for (const [at, probability] of [0.95, 0.5, 0.1].entries()) {
      const found = qualityAt(single(100, accept), probability, { counting: 'nonconformities' });
      near(found, points[at]!, 0.0021, `c=${accept} ${probability}`);
    }
  }
});

test('the printed quality of letter J at given probabilities is met by the binomial curve', () => {
  // The table of single plans of letter J (n = 80) that the standards of this family print, percent nonconforming.
  const printed: readonly [accept: number, points: readonly number[]][] = [
    [0, [0.0126, 0.0641, 0.132, 0.863, 2.84]],
    [1, [0.187, 0.446, 0.667, 2.09, 4.78]],
    [2, [0.55, 1.03, 1.39, 3.33, 6.52]],
  ];
  for (const [accept, points] of printed) {
    for (const [at, probability] of [0.99, 0.95, 0.9, 0.5, 0.1].entries()) {
      const found = qualityAt(single(80, accept), probability, { counting: 'items' });
      near(found, points[at]!, points[at]! * 0.01, `Ac=${accept} ${probability}`);
    }
  }
});

test('small cases are as counted by hand', () => {
  near(binomial(3, 0.1).atMost(1), 0.972, 1e-12);
  near(poisson(1).atMost(2), 2.5 / Math.E, 1e-12);
  // 10 items, 3 of them bad, 4 drawn: C(7,4)/C(10,4) = 35/210.
  near(hypergeometric(10, 3, 4).atMost(0), 35 / 210, 1e-12);
  near(hypergeometric(10, 3, 4).atMost(3), 1, 1e-12);
  assert.equal(hypergeometric(10, 9, 4).exactly(2), 0);
  assert.equal(binomial(5, 0).atMost(0), 1);
  assert.equal(binomial(5, 1).atMost(4), 0);
});

test('a double plan is accepted at once or by both samples, as counted by hand', () => {
  const stages: Stage[] = [
    { size: 2, accept: 0, reject: 2 },
    { size: 2, accept: 1, reject: 2 },
  ];
  // 10 %: 0.81 at once; 0.18 go on, of which 0.81 find nothing more.
  const setting = { counting: 'items' } as const;
  near(acceptance(stages, 10, setting), 0.81 + 0.18 * 0.81, 1e-12);
  near(averageSampleNumber(stages, 10, setting), 2 + 2 * 0.18, 1e-12);
  // 10 items, 1 bad: the first two find it in 2 of 10 cases, then nothing is left to find.
  near(acceptance(stages, 10, { counting: 'items', lotSize: 10 }), 1, 1e-12);
  near(
    acceptance(stages, 20, { counting: 'items', lotSize: 10 }),
    28 / 45 + (16 / 45) * (21 / 28),
    1e-12,
  );
});

test('from an isolated lot less gets through than from a process, and large lots make no difference', () => {
  const stages = single(80, 2);
  const process = acceptance(stages, 3, { counting: 'items' });
  const isolated = acceptance(stages, 3, { counting: 'items', lotSize: 200 });
  const large = acceptance(stages, 3, { counting: 'items', lotSize: 1_000_000 });
  assert.ok(isolated < process);
  near(large, process, 1e-3);
});

test('a curve falls from certainty to hardly anything', () => {
  const points = curve(single(125, 3), { counting: 'items' });
  assert.equal(points[0]!.accepted, 1);
  near(points.at(-1)!.accepted, 0.01, 1e-6);
  points.slice(1).forEach(({ accepted }, at) => assert.ok(accepted < points[at]!.accepted));
});
