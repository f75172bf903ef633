import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pointAt } from './chart.ts';
import type { Chart } from './chart.ts';
import { runRules, signalsOf, westernElectric } from './rules.ts';
import type { RunRule } from './rules.ts';

/** A chart of single values around 0 with a sigma of 1. */
const chart = (values: readonly number[], plots: Chart['plots'] = 'individual'): Chart => ({
  plots,
  points: values.map((value) => pointAt(value, 0, 1)),
});
const found = (rule: RunRule, values: readonly number[]) =>
  signalsOf(chart(values), [rule]).map(({ at }) => at);
const times = (count: number, value: number) => Array.from({ length: count }, () => value);
const zigzag = (count: number, size: number) =>
  Array.from({ length: count }, (_, at) => (at % 2 === 0 ? size : -size));

test('a point beyond a limit is a signal, one on it is none', () => {
  assert.deepEqual(found('beyond', [0, 3, -3.01, 0, 3.2]), [2, 4]);
});

test('nine on one side are a signal, eight are none, and the center line is no side', () => {
  assert.deepEqual(found('nine', times(8, 0.1)), []);
  assert.deepEqual(found('nine', times(10, -0.1)), [8, 9]);
  assert.deepEqual(found('nine', [...times(8, 0.1), 0, 0.1]), []);
});

test('six rising or falling are a signal, five or a standstill are none', () => {
  assert.deepEqual(found('six', [0, 0.1, 0.2, 0.3, 0.4]), []);
  assert.deepEqual(found('six', [0, 0.1, 0.2, 0.3, 0.4, 0.5]), [5]);
  assert.deepEqual(found('six', [0.5, 0.4, 0.3, 0.2, 0.1, 0]), [5]);
  assert.deepEqual(found('six', [0, 0.1, 0.2, 0.2, 0.4, 0.5]), []);
});

test('fourteen up and down are a signal, thirteen are none', () => {
  assert.deepEqual(found('fourteen', zigzag(13, 0.5)), []);
  assert.deepEqual(found('fourteen', zigzag(14, 0.5)), [13]);
});

test('two of three far out on one side are a signal, on two sides they are none', () => {
  assert.deepEqual(found('two-of-three', [2.1, 0, 2.1]), [2]);
  assert.deepEqual(found('two-of-three', [2.1, 0, -2.1]), []);
  assert.deepEqual(found('two-of-three', [2.1, 2.1, 0]), []);
});

test('four of five outside one sigma on one side are a signal', () => {
  assert.deepEqual(found('four-of-five', [1.1, 1.1, 0, 1.1, 1.1]), [4]);
  assert.deepEqual(found('four-of-five', [1.1, 1.1, 0, -1.1, 1.1]), []);
});

test('fifteen close to the center are a signal, as are eight that avoid it', () => {
  assert.deepEqual(found('fifteen', times(15, 0.9)), [14]);
  assert.deepEqual(found('fifteen', [...times(14, 0.9), 1]), []);
  assert.deepEqual(found('eight', zigzag(8, 1.1)), [7]);
  assert.deepEqual(found('eight', times(8, 1.1)), []);
});

test('rules that are switched off find nothing, and charts that remember know limits only', () => {
  const values = times(10, 2.5);
  assert.deepEqual(signalsOf(chart(values), []), []);
  assert.ok(signalsOf(chart(values), westernElectric).length > 3);
  const all = Object.keys(runRules) as RunRule[];
  assert.deepEqual(signalsOf(chart(values, 'ewma'), all), []);
  assert.equal(signalsOf(chart([4], 'range'), all).length, 1);
});
