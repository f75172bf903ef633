import type { Calendar } from '#kernel/calendar/calendar.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import { awaitedRoles } from '#kernel/derive/awaits.ts';
import { deadlinesOf } from '#kernel/due.ts';
import type { RunningDeadline } from '#kernel/due.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { ownerOf } from '#kernel/derive/reserved.ts';
import type { Tx } from '#db/transaction.ts';

/** Where the clocks of a proceeding belong in the lists. */
export interface ClockScope {
  readonly proceeding: string;
  readonly region: number;
  readonly domains: number;
}

/** What lists show of a proceeding: a clock that runs, or a role that it waits for without one. */
export interface ListedClock {
  /** Id of the deadline, with its holder where each has one; {@link awaitKey} of a role without a clock. */
  readonly deadline: string;
  readonly owner_role: string;
  readonly owner_id: string | null;
  /** As the kernel's, or `awaits`. */
  readonly nature: RunningDeadline['nature'] | 'awaits';
  readonly due_day: PlainDate | null;
  readonly until: Instant | null;
  readonly paused: boolean;
  readonly certain: boolean;
}

/** How a role that is awaited without a clock stands among the clocks. */
export const awaitKey = (role: string): string => `awaits:${role}`;

/** Which deadline of the definition a listed clock is. */
export const deadlineOfKey = (key: string): string => key.split('@')[0] ?? key;

/**
 * Writes the unmet clocks of a proceeding, and for whom it waits without one, for the lists, in one statement that
 * replaces the former ones.
 * The truth stays the computation: this is done again after each act, and for all when the calendar changes.
 */
export async function projectClocks(
  tx: Tx,
  procedure: Procedure,
  snapshot: Snapshot,
  scope: ClockScope,
  calendar: Calendar,
  now: Instant,
): Promise<void> {
  const rows = listedClocks(procedure, snapshot, calendar, now);
  await tx.rows(replaceClocks, [
    scope.proceeding,
    procedure.id,
    scope.region,
    scope.domains,
    calendar.version,
    JSON.stringify(rows.filter(({ nature, until }) => nature !== 'right' || until! > now)),
  ]);
}

/** Everything that lists may show of a proceeding; rights that have lapsed are still among it. */
export function listedClocks(
  procedure: Procedure,
  snapshot: Snapshot,
  calendar: Calendar,
  now: Instant,
): ListedClock[] {
  if (procedure.states[snapshot.state ?? '']?.final === true) return [];
  const clocks = deadlinesOf(procedure, snapshot.history, calendar, now, snapshot.seats);
  const unmet = clocks.filter(({ status }) => status !== 'met' && status !== 'met-late');
  return [
    ...unmet.map((clock) => listedClock(procedure, snapshot, clock)),
    ...awaitedRoles(procedure, snapshot, clocks).map(({ role }) => ({
      deadline: awaitKey(role),
      owner_role: role,
      owner_id: holderOf(procedure, snapshot, role),
      nature: 'awaits' as const,
      due_day: null,
      until: null,
      paused: false,
      certain: true,
    })),
  ];
}

function listedClock(
  procedure: Procedure,
  snapshot: Snapshot,
  clock: RunningDeadline,
): ListedClock {
  const role = ownerOf(procedure, clock.id, snapshot) ?? clock.owner;
  const holder = clock.holder?.organisation ?? clock.holder?.account;
  return {
    deadline: holder === undefined ? clock.id : `${clock.id}@${holder}`,
    owner_role: role,
    owner_id: holder ?? holderOf(procedure, snapshot, role),
    nature: clock.nature,
    due_day: clock.due.day,
    until: clock.due.until,
    paused: clock.status === 'paused',
    certain: clock.due.certain,
  };
}

function holderOf(procedure: Procedure, { seats }: Snapshot, role: string): string | null {
  const seat = seats.find((one) => one.role === (procedure.roles[role]?.sameAs ?? role));
  return seat?.organisation ?? seat?.account ?? null;
}

const replaceClocks = `with gone as (
  delete from clock where proceeding_id = $1
    and deadline not in (select r.deadline from jsonb_to_recordset($6::jsonb) as r (deadline text)))
insert into clock (proceeding_id, deadline, procedure, owner_role, owner_id, region, domains, nature, due_day, until,
  paused, certain, calendar)
select $1, r.deadline, $2, r.owner_role, r.owner_id, $3, $4, r.nature, r.due_day, r.until, r.paused, r.certain, $5
from jsonb_to_recordset($6::jsonb) as r (deadline text, owner_role text, owner_id uuid, nature text, due_day date,
  until timestamptz, paused boolean, certain boolean)
on conflict (proceeding_id, deadline) do update set procedure = excluded.procedure, owner_role = excluded.owner_role,
  owner_id = excluded.owner_id, nature = excluded.nature, due_day = excluded.due_day, until = excluded.until,
  paused = excluded.paused, certain = excluded.certain, calendar = excluded.calendar`;
