import assert from 'node:assert/strict';
import { test } from 'node:test';
import chineseDays from 'chinese-days';
import { addDays, weekday } from '#kernel/calendar/plain-date.ts';
import { countFrom, workingDays } from '#kernel/calendar/count.ts';
import { calendar, holidayYears } from '#law/holidays.ts';

const { isInLieu, isWorkday } = chineseDays;

function daysOf(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

for (const year of [2024, 2025, 2026]) {
  test(`every day of ${year} is worked or free as an independent source says`, () => {
    const days = daysOf(year);
    assert.equal(days.length, year === 2024 ? 366 : 365);
    // The other source takes strings: its Date objects depend on the time zone of the machine.
    const differing = days.filter((day) => calendar.isWorkingDay(day) !== isWorkday(day));
    assert.deepEqual(differing, []);
  });

  test(`a day off of ${year} that is no weekend, and a weekend that is worked, stand in the notice`, () => {
    const arranged = holidayYears.find((one) => one.year === year);
    assert.ok(arranged);
    const free = daysOf(year).filter((day) => weekday(day) <= 5 && !isWorkday(day));
    assert.deepEqual(
      arranged.holidays.filter((day) => weekday(day) <= 5),
      free,
    );
    const worked = daysOf(year).filter((day) => weekday(day) > 5 && isWorkday(day));
    assert.deepEqual(arranged.makeUpDays, worked);
    assert.ok(arranged.holidays.every((day) => !isWorkday(day)));
    // Days taken in lieu are weekdays off inside a holiday.
    for (const day of free.filter((one) => isInLieu(one))) assert.ok(calendar.isHoliday(day));
  });
}

test('2027 is not announced: a date counted into it may still move', () => {
  assert.ok(calendar.isAnnounced('2026-12-31'));
  assert.ok(!calendar.isAnnounced('2027-01-01'));
  const within = countFrom('2026-12-20T16:00:00Z', workingDays(8), calendar);
  assert.deepEqual([within.day, within.certain], ['2026-12-31', true]);
  const beyond = countFrom('2026-12-20T16:00:00Z', workingDays(9), calendar);
  assert.deepEqual([beyond.day, beyond.certain], ['2027-01-01', false]);
});
