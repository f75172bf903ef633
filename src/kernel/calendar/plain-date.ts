/**
 * Calendar days as `YYYY-MM-DD` strings in China Standard Time (UTC+8, no daylight saving time since 1991).
 * Strings sort, compare and travel as JSON; no browser needs Temporal for them.
 */
export type PlainDate = string;

/** A point in time as an ISO 8601 string with zone, e.g. `2026-11-23T09:00:00.000Z`. */
export type Instant = string;

const dayMs = 86_400_000;
const shanghaiOffsetMs = 8 * 3_600_000;

/**
 * @returns true where the text is a real day written as `YYYY-MM-DD`, of the years 1000 to 2999: what is counted from
 * it then still has four digits to its year.
 */
export function isPlainDate(text: string): boolean {
  return /^[12]/.test(text) && isDay(text);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && isLeap ? 29 : lastDays[month - 1];
  return last !== undefined && day >= 1 && day <= last;
}

/** Of the months of a year that is no leap year. */
const lastDays: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The calendar day in China on which an instant falls. */
export function dayOf(at: Instant): PlainDate {
  return new Date(epochMs(at) + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The first instant of a day in China. */
export function startOf(day: PlainDate): Instant {
  return new Date(midnight(day) - shanghaiOffsetMs).toISOString();
}

/** The first instant after a day in China: a deadline on `day` has passed from here on. */
export function endOf(day: PlainDate): Instant {
  return startOf(addDays(day, 1));
}

/** Adds (or with a negative count subtracts) calendar days. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return new Date(midnight(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Adds months, keeping the day of the month or taking the month's last day where it is shorter. */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const [year, month, date] = parts(day);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** Adds hours to an instant. */
export function addHours(at: Instant, hours: number): Instant {
  return new Date(epochMs(at) + hours * 3_600_000).toISOString();
}

/** Whole calendar days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((midnight(to) - midnight(from)) / dayMs);
}

/** Day of the week, 1 = Monday … 7 = Sunday (GB/T 7408). */
export function weekday(day: PlainDate): number {
  return new Date(midnight(day)).getUTCDay() || 7;
}

/** The Monday of the week in which a day falls: duties use Monday to Sunday. */
export function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - weekday(day));
}

/** The first day of the month in which a day falls. */
export function monthOf(day: PlainDate): PlainDate {
  return `${day.slice(0, 7)}-01`;
}

/** The number of days in the month of a day. */
export function daysInMonth(day: PlainDate): number {
  return daysBetween(monthOf(day), addMonths(monthOf(day), 1));
}

/** Milliseconds since 1970 of an instant. @throws Error where the text is no instant. */
export function epochMs(at: Instant): number {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new Error(`not an instant: ${at}`);
  return ms;
}

function midnight(day: PlainDate): number {
  if (!isDay(day)) throw new Error(`not a calendar day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`);
}

function parts(day: PlainDate): [number, number, number] {
  midnight(day);
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
