import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { PastAct, Seat } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import type { Post } from '#kernel/party.ts';
import type { Snapshot } from '#kernel/replay.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry, Proceeding, Seat as Seated } from '#db/types.ts';

/** A proceeding as its tables hold it, ready for a decision. */
export interface LoadedProceeding {
  readonly id: string;
  readonly procedure: Procedure;
  readonly title: string;
  readonly organisation: string | undefined;
  readonly region: number;
  readonly domains: number;
  readonly openedAt: Instant;
  readonly closedAt: Instant | undefined;
  readonly snapshot: Snapshot;
}

interface ActRow extends Pick<
  Entry,
  'id' | 'act' | 'at' | 'account_id' | 'account_organisation_id'
> {
  posts: Post[];
  input: JsonObject;
}

/**
 * Loads a proceeding that the actor may see; the version of the procedure is the one of the day it opened.
 * @param lock waits for another act on the same proceeding to finish first.
 */
export async function loadProceeding(
  tx: Tx,
  law: Law,
  id: string,
  lock = false,
): Promise<LoadedProceeding | undefined> {
  const [[row], seats, acts] = await Promise.all([
    tx.rows<Proceeding>(`select * from proceeding where id = $1${lock ? ' for update' : ''}`, [id]),
    tx.rows<Pick<Seated, 'role' | 'organisation_id' | 'account_id'>>(
      'select role, organisation_id, account_id from seat where proceeding_id = $1 order by role',
      [id],
    ),
    tx.rows<ActRow>(selectActs, [id]),
  ]);
  if (row === undefined) return undefined;
  const procedure = law.procedure(row.procedure, row.opened_on);
  if (procedure === undefined) throw new Error(`no ${row.procedure} of ${row.opened_on}`);
  return {
    id: row.id,
    procedure,
    title: row.title,
    organisation: row.organisation_id ?? undefined,
    region: row.region,
    domains: row.domains,
    openedAt: row.opened_at,
    closedAt: row.closed_at ?? undefined,
    snapshot: { state: row.state, seats: seats.map(presentSeat), history: acts.map(presentAct) },
  };
}

const selectActs = `select id, act, at, account_id, account_organisation_id, posts, input
  from entry where proceeding_id = $1 order by at, id`;

/** A seat row as the kernel sees it. */
export function presentSeat(row: {
  role: string;
  organisation_id: string | null;
  account_id: string | null;
}): Seat {
  return {
    role: row.role,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id }),
    ...(row.account_id === null ? {} : { account: row.account_id }),
  };
}

/** An entry row as an act of the past. */
export function presentAct(row: ActRow): PastAct {
  return {
    entry: row.id,
    act: row.act,
    at: row.at,
    by: {
      account: row.account_id,
      posts: row.posts,
      ...(row.account_organisation_id === null
        ? {}
        : { organisation: row.account_organisation_id }),
    },
    input: row.input,
  };
}
