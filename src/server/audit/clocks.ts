import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { awaitKey, deadlineOfKey, listedClocks } from '../acts/clocks.ts';
import type { ListedClock } from '../acts/clocks.ts';
import type { Replay } from './expected-proceeding.ts';
import type { Audit, Difference } from './difference.ts';

/** A clock as it is kept for lists. */
export interface ClockRow {
  proceeding_id: string;
  deadline: string;
  procedure: string;
  owner_role: string;
  owner_id: string | null;
  region: number;
  domains: number;
  nature: string;
  due_day: PlainDate | null;
  until: Instant | null;
  paused: boolean;
  certain: boolean;
  calendar: string;
}

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
  const due = listedClocks(procedure, snapshot, calendar, audit.now);
  const titleOf = (key: string) =>
    procedure.deadlines[deadlineOfKey(key)]?.title ??
    `等候${Object.entries(procedure.roles).find(([id]) => awaitKey(id) === key)?.[1].title ?? key}`;
  const differ = (deadline: string, column: string, zh: string, en: string): Difference => ({
    check: 'proceedings',
    table: 'clock',
    column,
    proceeding: row.id,
    entry: acts.at(-1)!.entry,
    zh: `事项${row.id}（${row.title}）的时限“${titleOf(deadline)}”${zh}。`,
    en: `clock ${deadline} of proceeding ${row.id} ${en}`,
  });
  for (const kept of stored) {
    const clock = due.find(({ deadline }) => deadline === kept.deadline);
    if (clock === undefined) {
      return differ(kept.deadline, 'deadline', '已不存在而仍登记', 'is listed and does not run');
    }
    if (kept.calendar !== calendar.version) continue;
    for (const [column, expected, found] of compare(row, clock, kept)) {
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
  const isLapsed = ({ nature, until }: ListedClock) =>
    nature === 'right' && until !== null && until <= audit.now;
  const missing = due.find(
    (clock) => !isLapsed(clock) && !stored.some((kept) => kept.deadline === clock.deadline),
  );
  return (
    missing && differ(missing.deadline, 'deadline', '应当登记而没有', 'runs and is not listed')
  );
}

function compare(
  row: Replay['row'],
  clock: ListedClock,
  kept: ClockRow,
): [column: string, expected: unknown, found: unknown][] {
  const rests = ['due_day', 'until', 'certain'] as const;
  const columns = ['owner_role', 'owner_id', 'nature', 'paused'] as const;
  return [
    ['procedure', row.procedure, kept.procedure],
    // Who sees it is decided by these.
    ['region', row.region, kept.region],
    ['domains', row.domains, kept.domains],
    ...[...columns, ...(clock.paused ? [] : rests)].map((column): [string, unknown, unknown] => [
      column,
      clock[column],
      kept[column],
    ]),
  ];
}
