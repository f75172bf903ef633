import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import { likenessOf, nameOf, numberOf } from '#kernel/replay.ts';
import type { Snapshot } from '#kernel/replay.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from './entry.ts';

/** Where a proceeding stands: its own key, its version of the procedure, its scope. */
export interface Place {
  readonly id: string;
  readonly procedure: Procedure;
  readonly region: number;
  readonly domains: number;
  readonly organisation: string | undefined;
}

/** Writes where the proceeding stands after an act: its row, and seats that were filled. */
export async function project(
  tx: Tx,
  place: Place,
  before: Snapshot,
  after: Snapshot,
  entry: Entry,
) {
  const isFinal = place.procedure.states[after.state ?? '']?.final === true;
  if (before.state === undefined) {
    await tx.rows(insertProceeding, [
      place.id,
      place.procedure.id,
      Buffer.from(entry.definitionHash, 'hex'),
      dayOf(entry.at),
      nameOf(place.procedure, entry.input),
      place.organisation ?? null,
      place.region,
      place.domains,
      after.state,
      entry.by.account,
      entry.at,
      isFinal ? entry.at : null,
      hiddenFrom(place, after),
      likenessOf(place.procedure, entry.input) ?? null,
      place.procedure.traces === true,
      numberOf(place.procedure, entry.input) ?? null,
    ]);
  }
  if (before.state === undefined || after.seats !== before.seats) {
    await tx.rows(addSeats, [place.id, JSON.stringify(after.seats)]);
  }
  if (before.state !== undefined) {
    const moved = [after.state, entry.at, isFinal ? entry.at : null, hiddenFrom(place, after)];
    await tx.rows(moveProceeding, [place.id, ...moved]);
  }
}

/** Organisations whose roles do not see the proceeding in its present state. */
function hiddenFrom({ procedure, organisation }: Place, after: Snapshot): string[] {
  const roles = procedure.states[after.state ?? '']?.hiddenFrom ?? [];
  const seated = after.seats.filter((seat) => roles.includes(seat.role));
  const isSubject = roles.some((role) => procedure.roles[role]?.fills === 'subject');
  const ids = [...seated.map((seat) => seat.organisation), isSubject ? organisation : undefined];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

const insertProceeding = `insert into proceeding (id, procedure, definition_hash, opened_on, title, organisation_id,
  region, domains, state, opened_by, opened_at, last_at, closed_at, hidden_from, likeness,
  traces, numbered)
  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$11,$12,$13,$14,$15,$16)`;

const moveProceeding = `update proceeding set state = $2, last_at = $3, closed_at = $4, hidden_from = $5,
  acts = acts + 1 where id = $1`;

const addSeats = `insert into seat (proceeding_id, role, organisation_id, account_id, left_at)
  select $1, r.role, r.organisation, r.account, r."leftAt"
  from jsonb_to_recordset($2::jsonb) as r (role text, organisation uuid, account uuid, "leftAt" timestamptz)
  on conflict do nothing`;

/** Takes out the seats that nobody of a snapshot holds. */
export async function dropVacated(tx: Tx, proceeding: string, { seats }: Snapshot): Promise<void> {
  await tx.rows(dropSeats, [proceeding, JSON.stringify(seats)]);
}

// The last of an act: whoever hands the own seat over must see the case until the act is written and its effects carried out.
const dropSeats = `delete from seat s where s.proceeding_id = $1 and not exists (
  select from jsonb_to_recordset($2::jsonb) as r (role text, organisation uuid, account uuid)
  where r.role = s.role and (r.organisation, r.account) is not distinct from (s.organisation_id, s.account_id))`;
