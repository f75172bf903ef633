import type { Tx } from '#db/transaction.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { fingerprint } from '#trace/epcis/terms.ts';
import type { EventQuery } from '#trace/epcis/query/parameters.ts';
import { keyOf, kindOf, wordNumber } from './capture/prepare.ts';
import type { EventError, LeftOut } from './capture/standing.ts';

/** Where a page ends: the time by which it is ordered, the time of the event and its key. */
export type Position = readonly [order: string, eventTime: string, key: string];

/** A query of the standard, or one for what the register of lots could not take. */
export interface AskedEvents extends EventQuery {
  readonly onlyLeftOut?: boolean;
}

/** An event with its text. */
export interface EventRow {
  readonly event_time: Instant;
  readonly record_time: Instant;
  readonly key: string;
  readonly body: Buffer;
  readonly capture_id: string;
  readonly context: unknown;
  readonly kind: 'document' | 'event';
}

/** Reads the next events in order that the index finds; whether each is asked for its text must decide. */
export function readCandidates(
  tx: Tx,
  query: AskedEvents,
  after: Position | undefined,
  limit: number,
): Promise<EventRow[]> {
  const parameters: unknown[] = [];
  // What was left out is few among many: the list of it leads to the events, in its own order.
  const at = query.onlyLeftOut === true ? 'l' : 'e';
  const source = query.onlyLeftOut === true ? leftOutEvents : 'epcis_event e';
  const value = (one: unknown) => `$${parameters.push(one)}`;
  const order = query.orderBy === 'eventTime' ? `${at}.event_time` : 'e.record_time';
  const conditions = [...conditionsOf(query, value, at)];
  const [sign, direction] = query.descending ? ['<', 'desc'] : ['>', 'asc'];
  if (after !== undefined) {
    const place = `(${value(after[0])}::timestamptz, ${value(after[1])}::timestamptz, ${value(after[2])}::uuid)`;
    conditions.push(`(${order}, ${at}.event_time, ${at}.key) ${sign} ${place}`);
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const sql = `with page as materialized (
      select e.organisation_id, e.event_time, e.record_time, e.key, e.piece, e.start, e.length from ${source} ${where}
      order by ${order} ${direction}, ${at}.event_time ${direction}, ${at}.key ${direction} limit ${value(limit)})
    select e.event_time, e.record_time, e.key, substring(p.body from e.start + 1 for e.length) as body, p.capture_id,
      c.context, c.kind
    from page e join epcis_piece p on p.id = e.piece
    join epcis_capture c on c.organisation_id = e.organisation_id and c.id = p.capture_id
    order by ${order.replace('l.', 'e.')} ${direction}, e.event_time ${direction}, e.key ${direction}`;
  return tx.rows<EventRow>(sql, parameters);
}

// `offset 0`: each is looked up in turn; the planner would rather hash all events of the house and sort them.
const leftOutEvents = `epcis_left_out l cross join lateral (select * from epcis_event e
      where e.organisation_id = l.organisation_id and e.event_time = l.event_time and e.key = l.key offset 0) e`;

function* conditionsOf(
  query: EventQuery,
  value: (one: unknown) => string,
  at: 'e' | 'l',
): Generator<string> {
  for (const [column, { from, until }] of [
    [`${at}.event_time`, query.eventTime],
    ['e.record_time', query.recordTime],
  ] as const) {
    if (from !== undefined)
      yield `${column} >= ${value(new Date(from).toISOString())}::timestamptz`;
    if (until !== undefined)
      yield `${column} < ${value(new Date(until).toISOString())}::timestamptz`;
  }
  if (query.types !== undefined) {
    yield `e.kind = any(${value([...new Set(query.types.map(kindOf))])}::smallint[])`;
  }
  for (const [kind, column] of Object.entries(wordColumns) as [
    keyof typeof wordColumns,
    string,
  ][]) {
    const words = query.words[kind];
    if (words !== undefined) yield `e.${column} = any(${value(words.map(wordNumber))}::int[])`;
  }
  if (query.eventIds !== undefined) {
    const keys = query.eventIds.flatMap((id) => [keyOf(id, false), keyOf(id, true)]);
    yield `e.key = any(${value(keys)}::uuid[])`;
  }
  for (const ids of query.named) {
    yield `(e.event_time, e.key) in (select m.event_time, m.key from epcis_mention m
      where m.term = any(${value(ids.map(fingerprint))}::bigint[]))`;
  }
}

const wordColumns = {
  bizStep: 'biz_step',
  disposition: 'disposition',
  readPoint: 'read_point',
  bizLocation: 'biz_location',
} as const;

/** A job as it stands. */
export interface CaptureRow {
  readonly id: string;
  readonly at: Instant;
  readonly finished_at: Instant | null;
  readonly behaviour: 'rollback' | 'proceed';
  readonly kind: 'document' | 'event';
  readonly size: number;
  readonly document_hash: Buffer;
  readonly events: number;
  readonly done: number;
  readonly captured: number;
  readonly repeated: number;
  readonly rejected: number;
  readonly errors: readonly EventError[];
  readonly taken: number;
  readonly left_out: number;
  readonly reasons: readonly LeftOut[];
  readonly account_name: string | null;
}

const captureColumns = `c.id, c.at, c.finished_at, c.behaviour, c.kind, c.size, c.document_hash, c.events, c.done,
  c.captured, c.repeated, c.rejected, c.errors, c.taken, c.left_out, c.reasons, a.name as account_name`;

/** Jobs, the latest first. */
export function listCaptures(
  tx: Tx,
  after: readonly [at: string, id: string] | undefined,
  limit: number,
): Promise<CaptureRow[]> {
  const behind = after === undefined ? '' : 'where (c.at, c.id) < ($2::timestamptz, $3::uuid)';
  return tx.rows<CaptureRow>(
    `select ${captureColumns} from epcis_capture c left join account a on a.id = c.account_id ${behind}
      order by c.at desc, c.id desc limit $1`,
    [limit, ...(after ?? [])],
  );
}

/** One job. */
export async function readCapture(tx: Tx, id: string): Promise<CaptureRow | undefined> {
  const [row] = await tx.rows<CaptureRow>(
    `select ${captureColumns} from epcis_capture c left join account a on a.id = c.account_id where c.id = $1`,
    [id],
  );
  return row;
}

/** How many documents of the organisation are not taken over yet. */
export async function countUnfinished(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(
    'select count(*)::int as n from epcis_capture where finished_at is null',
  );
  return row?.n ?? 0;
}

/** Whether an event with this key was captured before. */
export async function isCaptured(tx: Tx, key: string): Promise<boolean> {
  const rows = await tx.rows('select 1 from epcis_event where key = $1::uuid limit 1', [key]);
  return rows.length > 0;
}

/** Words of a kind that occur, in order, behind one of them. */
export async function listWords(
  tx: Tx,
  kind: keyof typeof wordColumns,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.rows<{ word: string }>(
    'select distinct word from epcis_word where kind = $1 and word > $2 order by word limit $3',
    [kind, after, limit],
  );
  return rows.map(({ word }) => word);
}

/** Whether a word occurs. */
export async function hasWord(
  tx: Tx,
  kind: keyof typeof wordColumns,
  word: string,
): Promise<boolean> {
  const rows = await tx.rows('select 1 from epcis_word where kind = $1 and word = $2 limit 1', [
    kind,
    word,
  ]);
  return rows.length > 0;
}

/** The next identifiers by their number in the index, each with one event that names it. */
export function listTerms(
  tx: Tx,
  after: number,
  limit: number,
): Promise<{ term: number; body: Buffer }[]> {
  return tx.rows(
    `with recursive step (n, term, event_time, key) as (
        (select 1, m.term, m.event_time, m.key from epcis_mention m where m.term > $1 order by m.term limit 1)
        union all
        select s.n + 1, x.term, x.event_time, x.key from step s cross join lateral
          (select m.term, m.event_time, m.key from epcis_mention m where m.term > s.term order by m.term limit 1) x
        where s.n < $2)
      select s.term, substring(p.body from e.start + 1 for e.length) as body
      from step s join epcis_event e on e.event_time = s.event_time and e.key = s.key
      join epcis_piece p on p.id = e.piece order by s.n`,
    [after, limit],
  );
}

/** A query with a name. */
export interface QueryRow {
  readonly name: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Named queries behind a name. */
export function listQueries(tx: Tx, after: string, limit: number): Promise<QueryRow[]> {
  return tx.rows<QueryRow>(
    'select name, query from epcis_query where name > $1 order by name limit $2',
    [after, limit],
  );
}

/** One named query. */
export async function readNamedQuery(tx: Tx, name: string): Promise<QueryRow | undefined> {
  const [row] = await tx.rows<QueryRow>('select name, query from epcis_query where name = $1', [
    name,
  ]);
  return row;
}
