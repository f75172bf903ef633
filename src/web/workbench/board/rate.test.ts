import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rateOf, stepOf } from './rate.ts';

test('days to come do not lower the completion', () => {
  assert.equal(rateOf({ done: 19, missing: 1 }), 0.95);
  assert.equal(rateOf({ done: 0, missing: 0 }), undefined);
});

test('a step begins at its own figure', () => {
  assert.equal(stepOf({ done: 98, missing: 2 }), 'best');
  assert.equal(stepOf({ done: 979, missing: 21 }), 'good');
  assert.equal(stepOf({ done: 80, missing: 20 }), 'low');
  assert.equal(stepOf({ done: 0, missing: 3 }), 'lowest');
  assert.equal(stepOf({ done: 0, missing: 0 }), 'none');
});
