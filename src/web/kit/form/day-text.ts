import { isPlainDate } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';

/**
 * The day that somebody means who types `2026-11-23`, `2026/11/23`, `2026.11.23`, `2026年11月23日` or `20261123`.
 * @returns undefined where it is no day of the calendar.
 */
export function readDay(text: string): PlainDate | undefined {
  const plain = text.normalize('NFKC').trim();
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (match === null) return undefined;
  const [, year = '', month = '', date = ''] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isPlainDate(day) ? day : undefined;
}

/**
 * The time of day that somebody means who types `9:05`, `09：05` or `905`, as `09:05`.
 * @returns undefined where it is none.
 */
export function readTime(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d{1,2}):(\d{2})$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain);
  if (match === null) return undefined;
  const [, hour = '', minute = ''] = match;
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}
