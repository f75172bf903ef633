import type { Calendar } from './calendar/calendar.ts';
import { countFrom } from './calendar/count.ts';
import type { DueDate, Pause } from './calendar/count.ts';
import { dayOf, epochMs, isPlainDate, startOf } from './calendar/plain-date.ts';
import type { Instant, PlainDate } from './calendar/plain-date.ts';
import type { Deadline, Procedure, Start } from './definition.ts';
import type { DeadlineStatus, PastAct } from './facts.ts';
import { caseOf } from './replay.ts';

/** One run of a clock: when it started, when it is due, how it stands. */
export interface RunningDeadline {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly nature: Deadline['nature'];
  /** The entry that started it. */
  readonly startedBy: string;
  readonly startedAt: Instant;
  readonly due: DueDate;
  readonly pauses: readonly Pause[];
  readonly status: DeadlineStatus;
  readonly metAt?: Instant;
  readonly basis: readonly string[];
  readonly policy?: string;
}

/**
 * Computes every clock of a proceeding from its acts; nothing is stored.
 * @param history acts oldest first.
 * @returns the latest run of each clock that has started and was not voided, in the order of the definition.
 */
export function deadlinesOf(
  procedure: Procedure,
  history: readonly PastAct[],
  calendar: Calendar,
  now: Instant,
): RunningDeadline[] {
  const runs: RunningDeadline[] = [];
  for (const [id, deadline] of Object.entries(procedure.deadlines)) {
    const run = latestRun(id, deadline, history, calendar, now);
    if (run !== undefined) runs.push(run);
  }
  return runs;
}

function latestRun(
  id: string,
  deadline: Deadline,
  history: readonly PastAct[],
  calendar: Calendar,
  now: Instant,
): RunningDeadline | undefined {
  const index = startIndex(deadline, history);
  const start = history[index];
  if (start === undefined) return undefined;
  const startedAt = startInstant(deadline, start);
  const after = history.slice(index + 1);
  const met = after.find((past) => deadline.ends.includes(past.act));
  const isVoid = after.some((past) => deadline.voidedBy?.includes(past.act));
  if (met === undefined && isVoid) return undefined;
  const until = met === undefined ? after : after.slice(0, after.indexOf(met) + 1);
  // The act that starts the clock may be the one that starts a pause.
  const { pauses, open } = pausesOf(deadline, [start, ...until], dayOf(met?.at ?? now));
  const extended = until.some((past) => past.act === deadline.extendedBy?.act);
  const due = dueOf(deadline, startedAt, calendar, pauses, extended);
  return {
    id,
    title: deadline.title,
    owner: deadline.owner,
    nature: deadline.nature,
    startedBy: start.entry,
    startedAt,
    due,
    pauses,
    status: statusOf(deadline, due, met?.at, open, now),
    basis: deadline.basis,
    ...(met === undefined ? {} : { metAt: met.at }),
    ...(deadline.policy === undefined ? {} : { policy: deadline.policy }),
  };
}

function dueOf(
  deadline: Deadline,
  startedAt: Instant,
  calendar: Calendar,
  pauses: readonly Pause[],
  extended: boolean,
): DueDate {
  const due = countFrom(startedAt, deadline.count, calendar, pauses);
  if (!extended || deadline.extendedBy === undefined) return due;
  const { by } = deadline.extendedBy;
  const from = by.unit === 'hours' ? due.until : startOf(due.day);
  const more = countFrom(from, by, calendar, pauses);
  return { ...more, certain: more.certain && due.certain };
}

/** A start that comes while the clock runs counts only where the clock restarts. */
function startIndex(deadline: Deadline, history: readonly PastAct[]): number {
  const starts: readonly Start[] = Array.isArray(deadline.starts)
    ? (deadline.starts as readonly Start[])
    : [deadline.starts as Start];
  let found = -1;
  let running = false;
  history.forEach((past, index) => {
    // An act that meets the clock may also start its next run (a stage report every three months).
    if (running && deadline.ends.includes(past.act)) running = false;
    if (starts.some((start) => isStart(start, past)) && (!running || deadline.restarts)) {
      found = index;
      running = true;
    }
  });
  return found;
}

function isStart(start: Start, past: PastAct): boolean {
  if (start.act !== past.act) return false;
  if (start.on !== undefined && typeof past.input[start.on] !== 'string') return false;
  return start.where === undefined || caseOf(past.input[start.where.field]) === start.where.is;
}

function startInstant(deadline: Deadline, past: PastAct): Instant {
  const starts = [deadline.starts].flat() as readonly Start[];
  const field = starts.find((start) => isStart(start, past))?.on;
  if (field === undefined) return past.at;
  const value = past.input[field] as string;
  return isPlainDate(value) ? startOf(value) : value;
}

function pausesOf(deadline: Deadline, acts: readonly PastAct[], today: PlainDate) {
  const pauses: Pause[] = [];
  let open = false;
  for (const span of deadline.pausedBy ?? []) {
    let from: PlainDate | undefined;
    for (const past of acts) {
      if (past.act === span.from) from ??= dayOf(past.at);
      if (past.act === span.until && from !== undefined) {
        pauses.push({ from, to: dayOf(past.at) });
        from = undefined;
      }
    }
    if (from !== undefined) {
      open = true;
      pauses.push({ from, to: today });
    }
  }
  return { pauses, open };
}

function statusOf(
  deadline: Deadline,
  due: DueDate,
  metAt: Instant | undefined,
  paused: boolean,
  now: Instant,
): DeadlineStatus {
  if (metAt !== undefined && deadline.nature === 'opening') return 'met';
  if (metAt !== undefined) return epochMs(metAt) < epochMs(due.until) ? 'met' : 'met-late';
  // A pause that begins after the last day doesn't bring the time back.
  const passed = epochMs(now) >= epochMs(due.until);
  if (!passed) return paused ? 'paused' : 'running';
  if (deadline.nature === 'opening') return 'open';
  return deadline.nature === 'right' ? 'lapsed' : 'overdue';
}
