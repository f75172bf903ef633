import type { Calendar } from './calendar.ts';
import { addDays, addHours, addMonths, dayOf, daysBetween, endOf, epochMs } from './plain-date.ts';
import type { Instant, PlainDate } from './plain-date.ts';

/**
 * What happens when the last day is a day off. `statutory-holiday` rolls past the arranged holidays only;
 * `rest-day` rolls past plain weekends too (the reading that is generous to a party's right).
 */
export type RollRule = 'none' | 'statutory-holiday' | 'rest-day';

/**
 * A period of time as an instrument counts it. The first day or hour is never counted. Calendar days and months may be
 * negative: so long before the day that starts the clock (an expiry that is known beforehand).
 */
export type Count =
  | { readonly unit: 'hours'; readonly value: number }
  | { readonly unit: 'calendar-days'; readonly value: number; readonly rolls: RollRule }
  | { readonly unit: 'working-days'; readonly value: number }
  | { readonly unit: 'months'; readonly value: number; readonly rolls: RollRule };

/**
 * What 立即 is measured by. Policy: no instrument gives it a number, and without one every act would be late at once.
 * `describeCount` says so wherever the period is shown.
 */
export const immediateHours = 24;

/** Hours from the moment; zero hours is what the law calls 立即. */
export const hours = (value: number): Count => ({ unit: 'hours', value });
/** Calendar days, the first day excluded; rolls as the instrument says. */
export const calendarDays = (value: number, { rolls = 'none' as RollRule } = {}): Count => ({
  unit: 'calendar-days',
  value,
  rolls,
});
/** Working days, the first day excluded, make-up days counted, the last day always a working day. */
export const workingDays = (value: number): Count => ({ unit: 'working-days', value });
/** Calendar months to the same day of the month. */
export const months = (value: number, { rolls = 'none' as RollRule } = {}): Count => ({
  unit: 'months',
  value,
  rolls,
});

/** Calendar days back from a known day: 届满前九十日. */
export const daysBefore = (value: number): Count => ({
  unit: 'calendar-days',
  value: -value,
  rolls: 'none',
});
/** Months back from a known day: 届满六个月前. */
export const monthsBefore = (value: number): Count => ({
  unit: 'months',
  value: -value,
  rolls: 'none',
});

/** A computed last moment. */
export interface DueDate {
  /** Last day in China on which the act is in time. */
  readonly day: PlainDate;
  /** First instant that is too late. */
  readonly until: Instant;
  /** False where a counted year's holidays are not announced yet: the date may still move. */
  readonly certain: boolean;
}

/** A span that does not count: the days after `from` up to and including `to` (testing time, suspension). */
export interface Pause {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * Counts a period from an instant.
 * @param start the event that starts the clock; its own day (or hour) is excluded.
 * @param pauses spans that don't count; they never shorten a period in hours.
 */
export function countFrom(
  start: Instant,
  count: Count,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): DueDate {
  if (count.unit === 'hours') {
    const until = addHours(start, count.value === 0 ? immediateHours : count.value);
    // The last moment in time lies before `until`, on the day before where that is midnight.
    return { day: dayOf(new Date(epochMs(until) - 1).toISOString()), until, certain: true };
  }
  const first = dayOf(start);
  const day = roll(lastDay(first, count, calendar, pauses), count, calendar);
  return { day, until: endOf(day), certain: isCertain(first, day, count, calendar) };
}

function lastDay(first: PlainDate, count: Count, calendar: Calendar, pauses: readonly Pause[]) {
  const counts = (day: PlainDate) =>
    !pauses.some(({ from, to }) => from < day && day <= to) &&
    (count.unit !== 'working-days' || calendar.isWorkingDay(day));
  if (count.value < 0) {
    return count.unit === 'months' ? addMonths(first, count.value) : addDays(first, count.value);
  }
  let left =
    count.unit === 'months' ? daysBetween(first, addMonths(first, count.value)) : count.value;
  let day = first;
  while (left > 0) {
    day = addDays(day, 1);
    if (counts(day)) left -= 1;
  }
  return day;
}

function roll(day: PlainDate, count: Count, calendar: Calendar): PlainDate {
  if (count.unit === 'hours' || count.unit === 'working-days' || count.rolls === 'none') return day;
  if (count.rolls === 'rest-day') return calendar.nextWorkingDay(day);
  let at = day;
  while (calendar.isHoliday(at)) at = addDays(at, 1);
  return at;
}

function isCertain(first: PlainDate, last: PlainDate, count: Count, calendar: Calendar): boolean {
  if (count.unit === 'working-days') {
    return calendar.isAnnounced(first) && calendar.isAnnounced(last);
  }
  return count.unit === 'hours' || count.rolls === 'none' || calendar.isAnnounced(last);
}

/** Whether it is what the law calls 立即. */
export function isAtOnce(count: Count): boolean {
  return count.unit === 'hours' && count.value === 0;
}

/** A period in Chinese, e.g. 15个工作日, 60日, 24小时, 立即, 当日. */
export function describeCount(count: Count): string {
  if (count.unit === 'hours')
    return count.value === 0 ? `立即（平台按${immediateHours}小时计）` : `${count.value}小时`;
  if (count.value === 0) return '当日';
  if (count.value < 0) return `届满前${-count.value}${count.unit === 'months' ? '个月' : '日'}`;
  if (count.unit === 'months') return `${count.value}个月`;
  return count.unit === 'working-days' ? `${count.value}个工作日` : `${count.value}日`;
}
