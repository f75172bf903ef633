import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alike, axisMarks } from './axis.ts';

test('an axis is marked at round numbers, however long it is', () => {
  assert.deepEqual(axisMarks(10.1), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(axisMarks(0.31), [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
  assert.deepEqual(axisMarks(1), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(axisMarks(100), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(axisMarks(1480), [0, 500, 1000]);
  assert.deepEqual(axisMarks(0), [0]);
  for (let end = 0.01; end < 5000; end *= 1.37) {
    const marks = axisMarks(end);
    assert.ok(marks.length >= 3 && marks.length <= 7, `${end}: ${marks.join(' ')}`);
    assert.ok(marks.at(-1)! <= end * (1 + 1e-9), `${end}: ${marks.join(' ')}`);
  }
});

test('the limits of a chart stand there with the same decimals', () => {
  assert.deepEqual(alike([2.5203, 2.5, 2.479]), ['2.5203', '2.5000', '2.4790']);
  assert.deepEqual(alike([14.2, 6, 0]), ['14.2', '6.0', '0.0']);
  assert.deepEqual(alike([3000, 1500, 0]), ['3000', '1500', '0']);
  assert.deepEqual(alike([5, 5, 5]), ['5.000', '5.000', '5.000']);
});
