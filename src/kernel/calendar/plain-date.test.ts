import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  addHours,
  addMonths,
  dayOf,
  daysBetween,
  daysInMonth,
  endOf,
  epochMs,
  isPlainDate,
  mondayOf,
  monthOf,
  startOf,
  weekday,
} from './plain-date.ts';

test('only real days written in full are days', () => {
  for (const day of ['2026-02-28', '2024-02-29', '1999-12-31']) assert.ok(isPlainDate(day), day);
  const wrong = [
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '2026-00-10',
    '20260101',
    '',
    '2026-04-31',
    '9999-12-31',
    '0000-01-01',
  ];
  for (const text of wrong) assert.ok(!isPlainDate(text), text);
});

test('what is counted from the last possible day is still a day', () => {
  const next = addDays('2999-12-31', 1);
  assert.equal(next, '3000-01-01');
  assert.equal(addDays(next, -1), '2999-12-31');
});

test('a day in China begins at 16:00 UTC of the day before', () => {
  assert.equal(startOf('2026-10-01'), '2026-09-30T16:00:00.000Z');
  assert.equal(endOf('2026-10-01'), '2026-10-01T16:00:00.000Z');
  assert.equal(dayOf('2026-09-30T15:59:59.999Z'), '2026-09-30');
  assert.equal(dayOf('2026-09-30T16:00:00.000Z'), '2026-10-01');
  assert.equal(dayOf('2026-10-01T00:30:00+08:00'), '2026-10-01');
});

test('days are added across months, years and the leap day', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  assert.equal(addDays('2026-03-01', -1), '2026-02-28');
  assert.equal(daysBetween('2026-02-27', '2026-03-02'), 3);
  assert.equal(daysBetween('2026-03-02', '2026-02-27'), -3);
});

test('months keep the day or take the last one of a shorter month', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(addMonths('2028-01-31', 1), '2028-02-29');
  assert.equal(addMonths('2026-02-28', 1), '2026-03-28');
  assert.equal(addMonths('2026-11-30', 3), '2027-02-28');
  assert.equal(addMonths('2026-03-31', -1), '2026-02-28');
});

test('weeks run from Monday to Sunday', () => {
  assert.equal(weekday('2026-09-21'), 1);
  assert.equal(weekday('2026-09-20'), 7);
  assert.equal(mondayOf('2026-09-20'), '2026-09-14');
  assert.equal(mondayOf('2026-09-21'), '2026-09-21');
});

test('the month of a day and its length', () => {
  assert.equal(monthOf('2028-02-17'), '2028-02-01');
  assert.equal(daysInMonth('2028-02-17'), 29);
  assert.equal(daysInMonth('2026-12-31'), 31);
});

test('hours are added to instants', () => {
  assert.equal(addHours('2026-09-30T20:00:00+08:00', 24), '2026-10-01T12:00:00.000Z');
});

test('what is no day or instant is a fault', () => {
  assert.throws(() => addDays('2026-02-30', 1), /not a calendar day/);
  assert.throws(() => addMonths('soon', 1), /not a calendar day/);
  assert.throws(() => epochMs('soon'), /not an instant/);
});
