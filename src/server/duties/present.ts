import { addDays, addMonths, dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf, slotOf } from '#kernel/calendar/period.ts';
import type { Duty } from '#kernel/definition.ts';
import type { Law } from '#kernel/law.ts';
import { presentCitation } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { DutyMonthRow } from '../reading/duty-months.ts';

/** How one period of a duty stands. */
export type PeriodState = 'done' | 'late' | 'missing' | 'open' | 'future' | 'none';

/** One period in a calendar of a duty. */
export interface DutyPeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly state: PeriodState;
  readonly finding: boolean;
  readonly idle: boolean;
  /** Recorded before the last working day of the period, with a reason. */
  readonly early?: true;
  readonly entry?: string;
}

/** A duty that an organisation owes, with its open period and what was missed lately. */
export interface OwedDuty {
  readonly duty: string;
  readonly title: string;
  readonly record: string;
  readonly every: Duty['every'];
  readonly basis: Problem['basis'];
  readonly period: DutyPeriod;
  /** Periods that were missed and can still be recorded late. */
  readonly missing: readonly DutyPeriod[];
  /** Posts that perform it, in Chinese. */
  readonly performers: readonly string[];
  /** Whether the reader may record it. */
  readonly mine: boolean;
}

/** One month of a duty as a calendar. */
export interface DutyCalendar {
  readonly duty: string;
  readonly title: string;
  readonly month: PlainDate;
  readonly periods: readonly DutyPeriod[];
}

/** How the period that starts on a day stands, by the bit maps of its month. */
export function presentPeriod(
  duty: Duty,
  from: PlainDate,
  months: readonly DutyMonthRow[],
  now: Instant,
  entry?: string,
): DutyPeriod {
  const { month, bit } = slotOf(from);
  const row = months.find((candidate) => candidate.duty === duty.id && candidate.month === month);
  const has = (mask: number | undefined) => ((mask ?? 0) >>> bit) % 2 === 1;
  const { to } = periodOf(duty.every, from);
  const today = dayOf(now);
  const state = (): PeriodState => {
    if (has(row?.done)) return has(row?.late) ? 'late' : 'done';
    if (from > today) return 'future';
    if (to >= today) return 'open';
    return has(row?.expected) ? 'missing' : 'none';
  };
  return {
    from,
    to,
    state: state(),
    finding: has(row?.finding),
    idle: has(row?.idle),
    ...(entry === undefined ? {} : { entry }),
  };
}

/** First days of the periods of a duty whose first day lies in a month. */
export function periodStarts(duty: Duty, month: PlainDate): PlainDate[] {
  const starts: PlainDate[] = [];
  for (let day = month; day < addMonths(month, 1); day = addDays(day, 1)) {
    if (periodOf(duty.every, day).from === day) starts.push(day);
  }
  return starts;
}

/** Periods that were missed and may still be recorded late. */
export function missingPeriods(
  duty: Duty,
  months: readonly DutyMonthRow[],
  now: Instant,
): DutyPeriod[] {
  const today = dayOf(now);
  const missing: DutyPeriod[] = [];
  const first = addDays(today, -duty.late.withinDays);
  for (let day = periodOf(duty.every, first).from; day < today; day = addDays(day, 1)) {
    if (periodOf(duty.every, day).from !== day) continue;
    const period = presentPeriod(duty, day, months, now);
    if (period.state === 'missing') missing.push(period);
  }
  return missing;
}

/** The clauses of a duty as screens name them. */
export function citeDuty(duty: Duty, law: Law): Problem['basis'] {
  return duty.basis
    .map((id) => law.clauses.find(id))
    .filter((found) => found !== undefined)
    .map(presentCitation);
}
