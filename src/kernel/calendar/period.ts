import { addDays, addMonths, monthOf, mondayOf } from './plain-date.ts';
import type { PlainDate } from './plain-date.ts';

/** How often a duty recurs. */
export type Every = 'day' | 'week' | 'month';

/** One turn of a recurring duty: first and last day. Weeks run Monday to Sunday. */
export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The period of a duty in which a day falls. */
export function periodOf(every: Every, day: PlainDate): Period {
  if (every === 'day') return { from: day, to: day };
  if (every === 'week') {
    const from = mondayOf(day);
    return { from, to: addDays(from, 6) };
  }
  const from = monthOf(day);
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The period before. */
export function previousPeriod(every: Every, period: Period): Period {
  return periodOf(every, addDays(period.from, -1));
}

/** @returns true where `from` is the first day of a period of this length. */
export function isPeriodStart(every: Every, from: PlainDate): boolean {
  return periodOf(every, from).from === from;
}

/**
 * Where a period is kept in the monthly bitmaps: the month of its first day, and the bit of that day
 * (bit 0 is the first of the month), so that each organisation and duty has one row a month.
 */
export function slotOf(from: PlainDate): { readonly month: PlainDate; readonly bit: number } {
  return { month: monthOf(from), bit: Number(from.slice(8, 10)) - 1 };
}

/** The days whose bits are set, for a month given by its first day. */
export function daysOfBits(month: PlainDate, bits: number): PlainDate[] {
  const days: PlainDate[] = [];
  for (let bit = 0; bit < 31; bit += 1) {
    if ((bits >>> bit) & 1) days.push(addDays(month, bit));
  }
  return days;
}
