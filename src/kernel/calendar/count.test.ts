import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendar, noon } from '../fixture/scene.ts';
import {
  calendarDays,
  countFrom,
  daysBefore,
  describeCount,
  hours,
  months,
  monthsBefore,
  workingDays,
} from './count.ts';
import type { Count, Pause } from './count.ts';

const due = (from: string, count: Count, pauses: readonly Pause[] = []) =>
  countFrom(noon(from), count, calendar, pauses);
const day = (from: string, count: Count, pauses?: readonly Pause[]) => due(from, count, pauses).day;

test('the first day is never counted, whatever its hour', () => {
  assert.equal(day('2026-09-01', calendarDays(1)), '2026-09-02');
  const lastHour = countFrom('2026-09-01T15:59:00Z', calendarDays(1), calendar);
  assert.equal(lastHour.day, '2026-09-02');
});

test('a period of days ends with its last day in China', () => {
  assert.equal(due('2026-09-01', calendarDays(15)).until, '2026-09-16T16:00:00.000Z');
});

test('without a rule the last day stays on a holiday', () => {
  assert.equal(day('2026-09-16', calendarDays(15)), '2026-10-01');
});

test('the holiday rule rolls past arranged holidays but not past a plain weekend', () => {
  const count = calendarDays(15, { rolls: 'statutory-holiday' });
  assert.equal(day('2026-09-16', count), '2026-10-08');
  assert.equal(day('2026-08-28', count), '2026-09-12');
});

test('the rest-day rule rolls past weekends too but stops at a make-up day', () => {
  const count = calendarDays(5, { rolls: 'rest-day' });
  assert.equal(day('2026-08-31', count), '2026-09-07');
  assert.equal(day('2026-09-15', count), '2026-09-20');
});

test('working days skip weekends and holidays and count make-up days', () => {
  assert.equal(day('2026-09-01', workingDays(10)), '2026-09-15');
  assert.equal(day('2026-09-18', workingDays(1)), '2026-09-20');
  assert.equal(day('2026-09-30', workingDays(3)), '2026-10-10');
});

test('months end on the same day, or on the last day of a shorter month', () => {
  assert.equal(day('2026-01-31', months(1)), '2026-02-28');
  assert.equal(day('2026-09-03', months(1)), '2026-10-03');
  assert.equal(day('2026-09-03', months(1, { rolls: 'statutory-holiday' })), '2026-10-08');
});

test('hours run from the moment and ignore the calendar', () => {
  const run = due('2026-09-30', hours(24));
  assert.equal(run.until, '2026-10-01T04:00:00.000Z');
  assert.equal(run.day, '2026-10-01');
});

test('hours that end at midnight name the day before as the last one', () => {
  const run = countFrom('2026-09-01T16:00:00.000Z', hours(24), calendar);
  assert.equal(run.until, '2026-09-02T16:00:00.000Z');
  assert.equal(run.day, '2026-09-02');
});

test('at once is measured by the policy of 24 hours', () => {
  const run = countFrom('2026-09-01T16:00:00.000Z', hours(0), calendar);
  assert.deepEqual([run.day, run.until], ['2026-09-02', '2026-09-02T16:00:00.000Z']);
});

test('a pause takes out the days after its first up to and including its last', () => {
  const pause = [{ from: '2026-09-03', to: '2026-09-08' }];
  assert.equal(day('2026-09-01', calendarDays(5), pause), '2026-09-11');
  assert.equal(day('2026-09-01', workingDays(5), pause), '2026-09-11');
  assert.equal(day('2026-09-01', months(1), pause), '2026-10-06');
});

test('pauses that overlap are not counted twice, and one within a day changes nothing', () => {
  const overlapping = [
    { from: '2026-09-03', to: '2026-09-08' },
    { from: '2026-09-05', to: '2026-09-09' },
  ];
  assert.equal(day('2026-09-01', calendarDays(5), overlapping), '2026-09-12');
  const sameDay = [{ from: '2026-09-03', to: '2026-09-03' }];
  assert.equal(day('2026-09-01', calendarDays(5), sameDay), '2026-09-06');
});

test('a pause can push the last day onto a holiday, which then rolls', () => {
  const pause = [{ from: '2026-09-03', to: '2026-09-08' }];
  const count = calendarDays(25, { rolls: 'statutory-holiday' });
  assert.equal(day('2026-09-01', count, pause), '2026-10-08');
});

test('a date that depends on a year not announced is uncertain', () => {
  assert.ok(due('2026-09-01', workingDays(10)).certain);
  assert.ok(!due('2026-12-30', workingDays(5)).certain);
  assert.ok(!due('2025-12-30', workingDays(5)).certain);
  assert.ok(due('2026-12-30', calendarDays(5)).certain);
  assert.ok(!due('2026-12-30', calendarDays(5, { rolls: 'statutory-holiday' })).certain);
  assert.ok(due('2027-02-01', hours(5)).certain);
});

test('a period reads as the law writes it', () => {
  assert.deepEqual(
    [hours(0), calendarDays(0), hours(24), workingDays(15), calendarDays(60), months(3)].map(
      describeCount,
    ),
    ['立即（平台按24小时计）', '当日', '24小时', '15个工作日', '60日', '3个月'],
  );
});

test('days and months are counted back from a known day, to the last day of a shorter month', () => {
  assert.equal(day('2029-02-28', monthsBefore(6)), '2028-08-28');
  assert.equal(day('2028-08-31', monthsBefore(6)), '2028-02-29');
  assert.equal(day('2026-12-31', daysBefore(90)), '2026-10-02');
  assert.equal(describeCount(monthsBefore(6)), '届满前6个月');
  assert.equal(describeCount(daysBefore(90)), '届满前90日');
});
