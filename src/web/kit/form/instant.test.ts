import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocal, toLocal } from './instant.ts';

test('a local time is the time in China', () => {
  assert.equal(fromLocal('2026-11-23T09:30'), '2026-11-23T01:30:00.000Z');
  assert.equal(toLocal('2026-11-23T01:30:00.000Z'), '2026-11-23T09:30');
  assert.equal(toLocal('2026-11-23T09:30:59+08:00'), '2026-11-23T09:30');
});

test('an incomplete time is no time', () => {
  assert.equal(fromLocal(''), undefined);
  assert.equal(toLocal(undefined), '');
});
