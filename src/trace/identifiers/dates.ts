import { found, wrong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/**
 * Reads a date of six digits, YYMMDD. Day 00 is the last of the month.
 * @param thisYear decides the century: from 49 years back to 50 ahead (GS1 General Specifications 7.12).
 * @returns `YYYY-MM-DD`.
 */
export function readDate(digits: string, thisYear: number): Outcome<string> {
  if (!/^\d{6}$/.test(digits)) return wrong(`日期“${digits}”应为6位数字（年年月月日日）`);
  const year = fullYear(Number(digits.slice(0, 2)), thisYear);
  const month = Number(digits.slice(2, 4));
  if (month < 1 || month > 12) return wrong(`日期“${digits}”中没有${month}月`);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = Number(digits.slice(4, 6));
  if (day > last) return wrong(`日期“${digits}”中${year}年${month}月没有${day}日`);
  return found(`${year}-${pad(month)}-${pad(day === 0 ? last : day)}`);
}

/** Writes a day `YYYY-MM-DD` as six digits. */
export function writeDate(day: string): string {
  return day.slice(2).replaceAll('-', '');
}

function fullYear(two: number, thisYear: number): number {
  const century = Math.floor(thisYear / 100) * 100;
  const difference = two - (thisYear % 100);
  if (difference >= 51) return century - 100 + two;
  return difference <= -50 ? century + 100 + two : century + two;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
