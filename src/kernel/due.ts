import type { Calendar } from './calendar/calendar.ts';
import { countFrom } from './calendar/count.ts';
import type { Count, DueDate, Pause } from './calendar/count.ts';
import { dayOf, endOf, epochMs, isPlainDate, startOf } from './calendar/plain-date.ts';
import type { Instant, PlainDate } from './calendar/plain-date.ts';
import type { Deadline, Procedure } from './definition.ts';
import type { Extension, PauseSpan, Start } from './calendar/span.ts';
import type { DeadlineStatus, PastAct, Seat } from './facts.ts';
import { caseOf } from './replay.ts';
import { isHolder } from './derive/reserved.ts';

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
  /** Acts that lengthened it, in their order. */
  readonly extendedBy: readonly string[];
  readonly status: DeadlineStatus;
  readonly metAt?: Instant;
  readonly basis: readonly string[];
  readonly policy?: string;
  /** Whose clock it is, where each holder of the role has one. */
  readonly holder?: Seat;
}

/**
 * Computes every clock of a proceeding from its acts; nothing is stored.
 * @param history acts oldest first.
 * @param seats who fills the roles: a clock that each holder has is computed for each of them, and for none where a role
 *   that is filled by naming has none.
 * @returns the latest run of each clock that has started and was not voided, in the order of the definition.
 */
export function deadlinesOf(
  procedure: Procedure,
  history: readonly PastAct[],
  calendar: Calendar,
  now: Instant,
  seats?: readonly Seat[],
): RunningDeadline[] {
  return Object.entries(procedure.deadlines).flatMap(([id, deadline]) => {
    const holders = deadline.each
      ? (seats ?? []).filter(({ role }) => role === deadline.owner)
      : [];
    // Nobody was named, so nobody owes it.
    const isNobodys = deadline.each === true && procedure.roles[deadline.owner]?.fills === 'named';
    if (isNobodys && seats !== undefined && holders.length === 0) return [];
    if (holders.length === 0) return latestRun(id, deadline, history, calendar, now) ?? [];
    return holders.flatMap((holder) => {
      const own = ofHolder(procedure, deadline, history, holder);
      const run = latestRun(id, deadline, own, calendar, now);
      return run === undefined ? [] : { ...run, holder };
    });
  });
}

/** The past as it concerns one holder: without others' answers, and from the act on that picked this one. */
function ofHolder(
  procedure: Procedure,
  deadline: Deadline,
  history: readonly PastAct[],
  holder: Seat,
): readonly PastAct[] {
  const starts = [deadline.starts].flat() as readonly Start[];
  return history.filter((past) => {
    if (deadline.ends.includes(past.act)) return isHolder(holder, past.by);
    if (!starts.some((start) => start.act === past.act)) return true;
    const field = procedure.acts[past.act]?.seats?.[deadline.owner];
    const picked = field === undefined ? undefined : [past.input[field]].flat();
    return picked === undefined || picked.includes(holder.organisation ?? holder.account ?? '');
  });
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
  const met = after.find((past) => meets(deadline, past));
  const isVoid = after.some((past) => deadline.voidedBy?.includes(past.act));
  if (met === undefined && isVoid) return undefined;
  const until = met === undefined ? after : after.slice(0, after.indexOf(met) + 1);
  // The act that starts the clock may be the one that starts a pause.
  const { pauses, open } = pausesOf(deadline, [start, ...until], dayOf(met?.at ?? now));
  const extensions = extensionsOf(deadline, until);
  const due = extensions.reduce(
    (last, extension) => lengthen(last, extension, calendar, pauses),
    countFrom(startedAt, countOf(deadline, start), calendar, pauses),
  );
  return {
    id,
    title: deadline.title,
    owner: deadline.owner,
    nature: deadline.nature,
    startedBy: start.entry,
    startedAt,
    due,
    pauses,
    extendedBy: extensions.map(({ act }) => act),
    status: statusOf(deadline, due, met?.at, open, now),
    basis: deadline.basis,
    ...(met === undefined ? {} : { metAt: met.at }),
    ...(deadline.policy === undefined ? {} : { policy: deadline.policy }),
  };
}

/** An extension that an act of this run granted; the first act of each id counts. */
interface Granted {
  readonly act: string;
  readonly by?: Count;
  readonly until?: PlainDate;
}

function extensionsOf(deadline: Deadline, acts: readonly PastAct[]): Granted[] {
  const known = [deadline.extendedBy ?? []].flat() as readonly Extension[];
  return acts.flatMap((past, index): Granted[] => {
    const extension = known.find(({ act }) => act === past.act);
    const isFirst = acts.findIndex(({ act }) => act === past.act) === index;
    if (extension === undefined || !isFirst) return [];
    if ('by' in extension) return [extension];
    const day = past.input[extension.until];
    return typeof day === 'string' ? [{ act: past.act, until: day }] : [];
  });
}

function lengthen(
  due: DueDate,
  { by, until }: Granted,
  calendar: Calendar,
  pauses: readonly Pause[],
): DueDate {
  // A named day is the last day as it stands, except that an extension never shortens.
  if (by === undefined) {
    if (until === undefined || until <= due.day) return due;
    return { day: until, until: endOf(until), certain: true };
  }
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
    if (running && meets(deadline, past)) running = false;
    if (starts.some((start) => isStart(start, past)) && (!running || deadline.restarts)) {
      found = index;
      running = true;
    }
  });
  return found;
}

function meets({ ends, endsWhere }: Deadline, past: PastAct): boolean {
  if (!ends.includes(past.act)) return false;
  return endsWhere === undefined || caseOf(past.input[endsWhere.field]) === endsWhere.is;
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

/** The period as the law has it, or the shorter one that the starting act sets itself. */
function countOf({ count, numberIn }: Deadline, start: PastAct): Count {
  const value = numberIn === undefined ? undefined : start.input[numberIn];
  return typeof value === 'number' && value > 0 && value < count.value
    ? { ...count, value }
    : count;
}

function pausesOf(deadline: Deadline, acts: readonly PastAct[], today: PlainDate) {
  const pauses: Pause[] = [];
  let open = false;
  for (const span of deadline.pausedBy ?? []) {
    let from: PlainDate | undefined;
    for (const past of acts) {
      if (startsPause(span, past)) from ??= dayOf(past.at);
      if (from !== undefined && [span.until].flat().includes(past.act)) {
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

function startsPause({ from, where }: PauseSpan, past: PastAct): boolean {
  if (past.act !== from) return false;
  return where === undefined || caseOf(past.input[where.field]) === where.is;
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
