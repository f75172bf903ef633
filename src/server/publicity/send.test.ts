import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextAttempt } from './send.ts';

test('an item waits 1, 2, 4 … minutes, at most six hours, and gives up after sixteen attempts', () => {
  const now = '2026-09-14T02:00:00.000Z';
  const minutes = [1, 2, 3, 9, 10, 15].map((attempts) => {
    const at = nextAttempt(attempts, now);
    return at === null ? null : (Date.parse(at) - Date.parse(now)) / 60_000;
  });
  assert.deepEqual(minutes, [1, 2, 4, 256, 360, 360]);
  assert.equal(nextAttempt(16, now), null);
});
