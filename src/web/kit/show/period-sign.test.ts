import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signOfRecord, wordsOfRecord } from './period-sign.ts';

const plain = { finding: false, idle: false };

test('a record has one sign, and a late one that found something keeps both', () => {
  assert.equal(signOfRecord({ state: 'done', ...plain }), '✓');
  assert.equal(signOfRecord({ state: 'done', ...plain, finding: true }), '!');
  assert.equal(signOfRecord({ state: 'done', ...plain, idle: true }), '休');
  assert.equal(signOfRecord({ state: 'late', ...plain }), '补');
  assert.equal(signOfRecord({ state: 'late', ...plain, finding: true }), '补!');
  assert.deepEqual(wordsOfRecord({ finding: true, idle: false }), ['发现问题']);
});
