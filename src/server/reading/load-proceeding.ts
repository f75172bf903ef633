import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { PastAct, Seat } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import type { Post } from '#kernel/party.ts';
import type { Origin } from '#kernel/protection/protected.ts';
import { apply, unopened } from '#kernel/replay.ts';
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
  /** Set for a reader who had a seat and left it: all else is as it stood then. */
  readonly leftAt?: Instant;
  readonly snapshot: Snapshot;
}

/** An act of a proceeding as its row. */
export interface ActRow extends Pick<
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
    tx.rows<Pick<Seated, 'role' | 'organisation_id' | 'account_id' | 'left_at'>>(
      'select role, organisation_id, account_id, left_at from seat where proceeding_id = $1 order by role',
      [id],
    ),
    tx.rows<ActRow>(selectActs, [id]),
  ]);
  const history = acts.map(presentAct);
  if (row === undefined) return loadLeft(tx, law, id, seats.map(presentSeat), history);
  return {
    ...foundIn(row, law),
    closedAt: row.closed_at ?? undefined,
    snapshot: { state: row.state, seats: seats.map(presentSeat), history },
  };
}

/** What proceedings and those that were left have in common. */
type FoundRow = Pick<
  Proceeding,
  | 'id'
  | 'procedure'
  | 'opened_on'
  | 'title'
  | 'organisation_id'
  | 'region'
  | 'domains'
  | 'opened_at'
>;

function foundIn(row: FoundRow, law: Law) {
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
  };
}

/** A proceeding that the reader's house left: as the acts that it may still read leave it. */
async function loadLeft(
  tx: Tx,
  law: Law,
  id: string,
  seats: readonly Seat[],
  history: readonly PastAct[],
): Promise<LoadedProceeding | undefined> {
  if (history.length === 0) return undefined;
  const [row] = await tx.rows<FoundRow & { left_at: Instant }>(
    'select * from left_cases() where id = $1',
    [id],
  );
  if (row === undefined) return undefined;
  const found = foundIn(row, law);
  const state = stateAfter(found.procedure, history);
  return {
    ...found,
    closedAt: undefined,
    leftAt: row.left_at,
    snapshot: { state, seats, history },
  };
}

/**
 * The proceeding whose act opened another one, as far as the actor sees it.
 * @param opening the entry that opened the other one; undefined while it is being opened.
 */
export async function originOf(
  tx: Tx,
  law: Law,
  opening: string | undefined,
): Promise<Origin | undefined> {
  if (opening === undefined) return undefined;
  const [row] = await tx.rows<{ proceeding_id: string | null }>(selectCause, [opening]);
  if (row === undefined || row.proceeding_id === null) return undefined;
  const loaded = await loadProceeding(tx, law, row.proceeding_id);
  return loaded && { procedure: loaded.procedure, history: loaded.snapshot.history };
}

const selectCause = `select c.proceeding_id from entry e join entry c on c.id = e.cause
  where e.id = $1 and e.cause is not null`;

/** The state to which acts led, one after the other. */
export function stateAfter(procedure: Procedure, history: readonly PastAct[]): string | undefined {
  return history.reduce((snapshot, past) => apply(procedure, snapshot, past), unopened).state;
}

const selectActs = `select id, act, at, account_id, account_organisation_id, posts, input
  from entry where proceeding_id = $1 order by at, id`;

/** A seat row as the kernel sees it. */
export function presentSeat(row: {
  role: string;
  organisation_id: string | null;
  account_id: string | null;
  left_at: Instant | null;
}): Seat {
  return {
    role: row.role,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id }),
    ...(row.account_id === null ? {} : { account: row.account_id }),
    ...(row.left_at === null ? {} : { leftAt: row.left_at }),
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
