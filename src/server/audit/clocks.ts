import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { deadlinesOf } from '#kernel/due.ts';
import type { RunningDeadline } from '#kernel/due.ts';
import type { Snapshot } from '#kernel/replay.ts';
import type { Replay } from './expected-proceeding.ts';
import type { Audit, Difference } from './difference.ts';

/** A clock as it is kept for lists. */
export interface ClockRow {
  proceeding_id: string;
  deadline: string;
  owner_role: string;
  owner_id: string | null;
  region: number;
  nature: string;
  due_day: PlainDate;
  until: Instant;
  paused: boolean;
  certain: boolean;
  calendar: string;
}

const isMet = ({ status }: RunningDeadline) => status === 'met' || status === 'met-late';

/**
 * Computes the clocks of a proceeding again and compares those that are kept. A right that has lapsed since the last act
 * may still be listed; a clock that rests moves with every day and is compared by its rest alone; one that was counted
 * with another calendar is left to the roll-over.
 */
export function checkClocks(
  audit: Audit,
  { procedure, row, acts }: Replay,
  snapshot: Snapshot,
  stored: readonly ClockRow[],
): Difference | undefined {
  const { calendar } = audit.law;
  const isFinal = procedure.states[snapshot.state ?? '']?.final === true;
  const running = isFinal ? [] : deadlinesOf(procedure, snapshot.history, calendar, audit.now);
  const due = running.filter((clock) => !isMet(clock));
  const differ = (deadline: string, column: string, zh: string, en: string): Difference => ({
    check: 'proceedings',
    table: 'clock',
    column,
    proceeding: row.id,
    entry: acts.at(-1)!.entry,
    zh: `事项${row.id}（${row.title}）的时限“${procedure.deadlines[deadline]?.title ?? deadline}”${zh}。`,
    en: `clock ${deadline} of proceeding ${row.id} ${en}`,
  });
  for (const kept of stored) {
    const clock = due.find(({ id }) => id === kept.deadline);
    if (clock === undefined) {
      return differ(kept.deadline, 'deadline', '已不存在而仍登记', 'is listed and does not run');
    }
    if (kept.calendar !== calendar.version) continue;
    for (const [column, expected, found] of compare(clock, kept, procedure, snapshot)) {
      if (expected === found) continue;
      const en = `has ${column} ${String(found)}, its entries give ${String(expected)}`;
      return differ(
        kept.deadline,
        column,
        `的${column}登记为${String(found)}，重算为${String(expected)}`,
        en,
      );
    }
  }
  const missing = due.find(
    (clock) => clock.status !== 'lapsed' && !stored.some((kept) => kept.deadline === clock.id),
  );
  return missing && differ(missing.id, 'deadline', '应当登记而没有', 'runs and is not listed');
}

function compare(
  clock: RunningDeadline,
  kept: ClockRow,
  procedure: Replay['procedure'],
  snapshot: Snapshot,
): [column: string, expected: unknown, found: unknown][] {
  const role = procedure.roles[clock.owner]?.sameAs ?? clock.owner;
  const seat = snapshot.seats.find((candidate) => candidate.role === role);
  const isPaused = clock.status === 'paused';
  return [
    ['owner_role', clock.owner, kept.owner_role],
    ['owner_id', seat?.organisation ?? seat?.account ?? null, kept.owner_id],
    ['nature', clock.nature, kept.nature],
    ['paused', isPaused, kept.paused],
    ...(isPaused
      ? []
      : ([
          ['due_day', clock.due.day, kept.due_day],
          ['until', clock.due.until, kept.until],
          ['certain', clock.due.certain, kept.certain],
        ] as [string, unknown, unknown][])),
  ];
}
