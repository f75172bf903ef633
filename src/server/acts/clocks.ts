import type { Calendar } from '#kernel/calendar/calendar.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import { deadlinesOf } from '#kernel/due.ts';
import type { Snapshot } from '#kernel/replay.ts';
import type { Tx } from '#db/transaction.ts';

/** Where the clocks of a proceeding belong in the lists. */
export interface ClockScope {
  readonly proceeding: string;
  readonly region: number;
  readonly domains: number;
}

/**
 * Writes the unmet clocks of a proceeding for the lists, in one statement that replaces the former ones.
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
  const isFinal = procedure.states[snapshot.state ?? '']?.final === true;
  const rows = isFinal ? [] : unmet(procedure, snapshot, calendar, now);
  await tx.rows(replaceClocks, [
    scope.proceeding,
    scope.region,
    scope.domains,
    calendar.version,
    JSON.stringify(rows),
  ]);
}

function unmet(procedure: Procedure, snapshot: Snapshot, calendar: Calendar, now: Instant) {
  return deadlinesOf(procedure, snapshot.history, calendar, now)
    .filter((clock) => !['met', 'met-late', 'lapsed'].includes(clock.status))
    .map((clock) => {
      const owner = procedure.roles[clock.owner]?.sameAs ?? clock.owner;
      const seat = snapshot.seats.find((candidate) => candidate.role === owner);
      return {
        deadline: clock.id,
        owner_role: clock.owner,
        owner_id: seat?.organisation ?? seat?.account ?? null,
        nature: clock.nature,
        due_day: clock.due.day,
        until: clock.due.until,
        paused: clock.status === 'paused',
        certain: clock.due.certain,
      };
    });
}

const replaceClocks = `with gone as (
  delete from clock where proceeding_id = $1
    and deadline not in (select r.deadline from jsonb_to_recordset($5::jsonb) as r (deadline text)))
insert into clock (proceeding_id, deadline, owner_role, owner_id, region, domains, nature, due_day, until, paused,
  certain, calendar)
select $1, r.deadline, r.owner_role, r.owner_id, $2, $3, r.nature, r.due_day, r.until, r.paused, r.certain, $4
from jsonb_to_recordset($5::jsonb) as r (deadline text, owner_role text, owner_id uuid, nature text, due_day date,
  until timestamptz, paused boolean, certain boolean)
on conflict (proceeding_id, deadline) do update set owner_role = excluded.owner_role, owner_id = excluded.owner_id,
  nature = excluded.nature, due_day = excluded.due_day, until = excluded.until, paused = excluded.paused,
  certain = excluded.certain, calendar = excluded.calendar`;
