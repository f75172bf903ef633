import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOfBits, isPeriodStart, periodOf, previousPeriod, slotOf } from './period.ts';

test('a day is its own period, a week runs Monday to Sunday, a month to its last day', () => {
  assert.deepEqual(periodOf('day', '2026-09-20'), { from: '2026-09-20', to: '2026-09-20' });
  assert.deepEqual(periodOf('week', '2026-09-20'), { from: '2026-09-14', to: '2026-09-20' });
  assert.deepEqual(periodOf('month', '2028-02-10'), { from: '2028-02-01', to: '2028-02-29' });
});

test('the period before may lie in another month or year', () => {
  const week = periodOf('week', '2027-01-01');
  assert.deepEqual(previousPeriod('week', week), { from: '2026-12-21', to: '2026-12-27' });
  const month = periodOf('month', '2027-01-31');
  assert.deepEqual(previousPeriod('month', month), { from: '2026-12-01', to: '2026-12-31' });
  assert.equal(previousPeriod('day', periodOf('day', '2026-03-01')).from, '2026-02-28');
});

test('only the first day starts a period', () => {
  assert.ok(isPeriodStart('week', '2026-09-14'));
  assert.ok(!isPeriodStart('week', '2026-09-15'));
  assert.ok(isPeriodStart('month', '2026-09-01'));
  assert.ok(!isPeriodStart('month', '2026-09-02'));
  assert.ok(isPeriodStart('day', '2026-09-02'));
});

test('a week across two months is kept in the month of its Monday', () => {
  assert.deepEqual(slotOf(periodOf('week', '2026-10-02').from), { month: '2026-09-01', bit: 27 });
  assert.deepEqual(slotOf('2026-10-31'), { month: '2026-10-01', bit: 30 });
});

test('bits read back as days', () => {
  const days = ['2026-10-01', '2026-10-08', '2026-10-31'];
  const bits = days.reduce((sum, day) => sum | (1 << slotOf(day).bit), 0);
  assert.deepEqual(daysOfBits('2026-10-01', bits), days);
  assert.deepEqual(daysOfBits('2026-10-01', 0), []);
});
