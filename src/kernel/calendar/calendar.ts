import { toHex, utf8 } from '#ledger/bytes.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import { sha256 } from '#ledger/sha256.ts';
import { addDays, weekday } from './plain-date.ts';
import type { PlainDate } from './plain-date.ts';

/** The State Council's holiday arrangement of one year, as data. */
export interface HolidayYear {
  readonly year: number;
  /** Days off of the arrangement, weekends inside it included. */
  readonly holidays: readonly PlainDate[];
  /** Saturdays and Sundays that are working days (调休). */
  readonly makeUpDays: readonly PlainDate[];
}

/** Which days are worked in China. A year that is not announced counts plain weekdays and says so. */
export interface Calendar {
  /** Changes whenever a year is added or amended, e.g. `2025+2026-1f0c9a37`; kept with computed dates. */
  readonly version: string;
  isAnnounced(day: PlainDate): boolean;
  /** A day off by the holiday arrangement (法定节假日 as arranged). */
  isHoliday(day: PlainDate): boolean;
  isWorkingDay(day: PlainDate): boolean;
  /** The earliest working day on or after `day`. */
  nextWorkingDay(day: PlainDate): PlainDate;
}

/**
 * Builds a calendar from the announced years.
 * @throws Error where a year is given twice or a day lies outside its year.
 */
export function buildCalendar(years: readonly HolidayYear[]): Calendar {
  const announced = new Set<number>();
  const holidays = new Set<PlainDate>();
  const makeUp = new Set<PlainDate>();
  for (const { year, holidays: off, makeUpDays } of years) {
    if (announced.has(year)) throw new Error(`holiday year ${year} is given twice`);
    announced.add(year);
    for (const day of [...off, ...makeUpDays]) {
      if (!day.startsWith(`${year}-`)) throw new Error(`${day} does not lie in ${year}`);
    }
    for (const day of off) holidays.add(day);
    for (const day of makeUpDays) makeUp.add(day);
  }
  const isWorkingDay = (day: PlainDate) =>
    makeUp.has(day) || (!holidays.has(day) && weekday(day) <= 5);
  return {
    version: versionOf(years),
    isAnnounced: (day) => announced.has(Number(day.slice(0, 4))),
    isHoliday: (day) => holidays.has(day),
    isWorkingDay,
    nextWorkingDay: (day) => {
      let at = day;
      while (!isWorkingDay(at)) at = addDays(at, 1);
      return at;
    },
  };
}

function versionOf(years: readonly HolidayYear[]): string {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const days = sorted.map(({ year, holidays, makeUpDays }) => ({
    year,
    holidays: [...new Set(holidays)].sort(compare),
    makeUpDays: [...new Set(makeUpDays)].sort(compare),
  }));
  const digest = toHex(sha256(utf8(canonicalJson(days)))).slice(0, 8);
  return [sorted.map(({ year }) => year).join('+'), digest].join('-');
}

function compare(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : 1;
}
