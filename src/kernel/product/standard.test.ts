import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasLapsed, holdsOn } from './standard.ts';

test('a standard holds from its day of implementation until the day of its successor, that day excluded', () => {
  const standard = { from: '2024-06-01', lapsesOn: '2026-12-01' };
  assert.equal(holdsOn(standard, '2024-05-31'), false);
  assert.equal(holdsOn(standard, '2024-06-01'), true);
  assert.equal(holdsOn(standard, '2026-11-30'), true);
  assert.equal(holdsOn(standard, '2026-12-01'), false);
  assert.equal(hasLapsed(standard, '2026-11-30'), false);
  assert.equal(hasLapsed({}, '2099-01-01'), false);
});
