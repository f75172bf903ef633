import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterFailure, isLocked, noFailures, refuseLocked, rememberStrangers } from './lock-out.ts';
import type { Failures } from './lock-out.ts';

const now = '2026-11-23T01:00:00.000Z';

function failTimes(count: number): Failures {
  let failures = noFailures;
  for (let done = 0; done < count; done += 1) failures = afterFailure(failures, now);
  return failures;
}

test('four failures do not lock, the fifth locks for a quarter of an hour', () => {
  assert.equal(isLocked(failTimes(4), now), false);
  assert.equal(failTimes(5).lockedUntil, '2026-11-23T01:15:00.000Z');
});

test('a lock is over at its last instant', () => {
  const locked = failTimes(5);
  assert.equal(isLocked(locked, '2026-11-23T01:14:59.999Z'), true);
  assert.equal(isLocked(locked, '2026-11-23T01:15:00.000Z'), false);
});

test('locks double and end at a day', () => {
  assert.equal(failTimes(10).lockedUntil, '2026-11-23T01:30:00.000Z');
  assert.equal(failTimes(15).lockedUntil, '2026-11-23T02:00:00.000Z');
  assert.equal(failTimes(40).lockedUntil, '2026-11-24T01:00:00.000Z');
  assert.equal(failTimes(5000).lockedUntil, '2026-11-24T01:00:00.000Z');
});

test('the refusal says how many minutes are left', () => {
  assert.match(refuseLocked(failTimes(5), '2026-11-23T01:13:30.000Z').sentence, /2分钟/);
});

test('only so many unknown logins are remembered, the oldest is forgotten', () => {
  const strangers = rememberStrangers(2);
  strangers.attempt('a', now);
  strangers.attempt('b', now);
  strangers.attempt('c', now);
  assert.equal(strangers.attempt('b', now).count, 1);
  assert.equal(strangers.attempt('a', now).count, 0);
});
