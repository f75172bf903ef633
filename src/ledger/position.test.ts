import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeText } from './position.ts';

test('the first entry of the log is the first, also for people', () => {
  assert.equal(placeText(0), '第1条');
});
