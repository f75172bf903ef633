import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import { aheadMs, clockWarning, learnNow, now, today } from './clock.ts';

const minute = 60_000;

test('days are counted by the server’s clock, not by the device’s', () => {
  learnNow('2030-01-01T15:59:00.000Z');
  assert.equal(today(), '2030-01-01');
  learnNow('2030-01-01T16:01:00.000Z');
  assert.equal(today(), '2030-01-02');
});

test('an answer that was kept for ten minutes does not set the clock back by ten minutes', () => {
  const arrived = Date.now() - 10 * minute;
  learnNow(new Date(arrived).toISOString(), arrived);
  assert.equal(aheadMs(), 0);
  assert.ok(Math.abs(epochMs(now()) - Date.now()) < minute);
});

test('a clock that is more than five minutes off is said to be, in which direction and on what', () => {
  assert.equal(clockWarning(5 * minute, '手机'), undefined);
  assert.match(clockWarning(-9 * minute, '手机') ?? '', /^手机时间比北京时间快9分钟/);
  assert.match(clockWarning(17 * 60 * minute, '电脑') ?? '', /^电脑时间比北京时间慢约17小时/);
});
