import type { Every } from '#kernel/calendar/period.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';

/** How often a line of the list is checked that is not due every day. */
export type Periodic = Exclude<Every, 'day'>;

/**
 * Days before the end of its week or month from which a line presses. Policy: neither the orders nor the guidance name a
 * day; from Thursday on, and in the last seven days of a month, there is time left to do it before the report is signed.
 */
const pressesFor: Readonly<Record<Periodic, number>> = { week: 3, month: 6 };

/**
 * Whether a weekly or monthly line is to be checked on a day: its week or month is drawing to an end and no day of it
 * answered the line yet. It may be checked on any earlier day too.
 * @param doneOn the last day that answered it.
 */
export function pressesOn(every: Periodic, day: PlainDate, doneOn?: PlainDate): boolean {
  const { from, to } = periodOf(every, day);
  return day >= addDays(to, -pressesFor[every]) && (doneOn === undefined || doneOn < from);
}
