import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, mondayOf, weekday } from '#kernel/calendar/plain-date.ts';
import { organisations } from './firms.ts';
import { playedDays, signsWeekOn } from './perform.ts';

test('a play begins on a working day, is never longer than two weeks and has ten working days', () => {
  for (let today = '2026-11-23'; today < '2026-11-30'; today = addDays(today, 1)) {
    const days = playedDays(today);
    const played = Array.from({ length: days }, (_, at) => weekday(addDays(today, at - days)));
    assert.ok(played[0]! <= 5, `${today} begins on a weekend`);
    assert.ok(days <= 14);
    assert.equal(played.filter((day) => day <= 5).length, 10, today);
  }
});

test('whichever day the trial starts, the director of the showcase has a report of this week to sign', () => {
  const firms = organisations.filter(({ kind }) => kind === 'enterprise');
  const number = firms.findIndex(({ id }) => id === 'kangmu');
  for (let today = '2026-11-23'; today < '2026-11-30'; today = addDays(today, 1)) {
    for (let day = mondayOf(today); day < today; day = addDays(day, 1)) {
      assert.ok(
        !signsWeekOn({ number }, day),
        `signed on ${day}, and the trial starts on ${today}`,
      );
    }
    assert.ok(signsWeekOn({ number }, addDays(mondayOf(today), -1)), 'the week before is signed');
  }
});
