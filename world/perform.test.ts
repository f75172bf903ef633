import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, weekday } from '#kernel/calendar/plain-date.ts';
import { playedDays } from './perform.ts';

test('a play begins on a working day, is never longer than two weeks and has ten working days', () => {
  for (let today = '2026-11-23'; today < '2026-11-30'; today = addDays(today, 1)) {
    const days = playedDays(today);
    const played = Array.from({ length: days }, (_, at) => weekday(addDays(today, at - days)));
    assert.ok(played[0]! <= 5, `${today} begins on a weekend`);
    assert.ok(days <= 14);
    assert.equal(played.filter((day) => day <= 5).length, 10, today);
  }
});
