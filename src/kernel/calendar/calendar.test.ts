import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendar } from '../fixture/scene.ts';
import { buildCalendar } from './calendar.ts';

const year = { year: 2026, holidays: ['2026-10-01'], makeUpDays: ['2026-10-10'] };

test('weekends and arranged holidays are off, make-up days are worked', () => {
  assert.ok(calendar.isWorkingDay('2026-09-18'));
  assert.ok(!calendar.isWorkingDay('2026-09-19'));
  assert.ok(calendar.isWorkingDay('2026-09-20'));
  assert.ok(!calendar.isWorkingDay('2026-10-01'));
  assert.ok(calendar.isHoliday('2026-10-03'));
  assert.ok(!calendar.isHoliday('2026-09-19'));
});

test('the next working day skips holidays and stops at a make-up day', () => {
  assert.equal(calendar.nextWorkingDay('2026-10-01'), '2026-10-08');
  assert.equal(calendar.nextWorkingDay('2026-10-10'), '2026-10-10');
  assert.equal(calendar.nextWorkingDay('2026-10-11'), '2026-10-12');
});

test('a year that is not announced says so and counts plain weekdays', () => {
  assert.ok(calendar.isAnnounced('2026-12-31'));
  assert.ok(!calendar.isAnnounced('2027-01-01'));
  assert.ok(calendar.isWorkingDay('2027-01-01'));
});

test('the version changes when a year is added or amended, not with the order of the data', () => {
  const { version } = buildCalendar([year]);
  assert.match(version, /^2026-[0-9a-f]{8}$/);
  assert.equal(buildCalendar([{ ...year, holidays: [...year.holidays] }]).version, version);
  const amended = buildCalendar([{ ...year, holidays: ['2026-10-01', '2026-10-02'] }]);
  assert.notEqual(amended.version, version);
  const added = buildCalendar([{ year: 2025, holidays: [], makeUpDays: [] }, year]);
  assert.match(added.version, /^2025\+2026-/);
});

test('a year given twice or a day of another year is a fault', () => {
  assert.throws(() => buildCalendar([year, year]), /given twice/);
  assert.throws(() => buildCalendar([{ ...year, makeUpDays: ['2025-10-11'] }]), /does not lie/);
});
