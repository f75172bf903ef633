import type { Tx } from '#db/transaction.ts';
import type { bitsOf } from './entry-of.ts';
import { filesIn } from '../entry.ts';
import type { Entry, Seal } from '../entry.ts';
import type { Receipt } from '../present.ts';

/** An accepted record, ready to be written. */
export interface Written {
  readonly entry: Entry;
  /** Hash of the request. */
  readonly raw: Uint8Array;
  readonly seal: Seal;
  readonly bits: ReturnType<typeof bitsOf>;
}

/**
 * Writes many first records: the bits of their months, and of those that were still open the entries, their places in
 * the log's queue and the files they name.
 * @returns the receipts of those that were written.
 */
export async function writeCrowd(tx: Tx, records: readonly Written[]): Promise<Receipt[]> {
  const entries = records.map(({ entry }) => entry);
  const column = <T>(pick: (record: Written) => T) => records.map(pick);
  const files = entries.flatMap((entry) =>
    [...new Set(filesIn(entry.input))].map((hash) => ({ hash, id: entry.id })),
  );
  const rows = await tx.rows<{ id: string }>(write, [
    entries.map(({ organisation }) => organisation),
    entries.map(({ id }) => id),
    entries.map(({ region }) => region),
    entries.map(({ domains }) => domains),
    entries.map(({ definition }) => definition),
    entries.map(({ definitionHash }) => Buffer.from(definitionHash, 'hex')),
    entries.map(({ period }) => period ?? null),
    entries.map(({ at }) => at),
    entries.map(({ clientAt }) => clientAt ?? null),
    entries.map(({ late }) => late),
    entries.map(({ lateReason }) => lateReason ?? null),
    entries.map(({ by }) => by.account),
    entries.map(({ by }) => by.posts.join(',')),
    `[${entries.map(({ input }) => JSON.stringify(input)).join(',')}]`,
    column(({ seal }) => seal.salt),
    column(({ seal }) => seal.hash),
    column(({ raw }) => raw),
    column(({ bits }) => bits.month),
    column(({ bits }) => bits.expected),
    column(({ bits }) => bits.done),
    column(({ bits }) => bits.late),
    column(({ bits }) => bits.finding),
    column(({ bits }) => bits.idle),
    files.map(({ hash }) => hash),
    files.map(({ id }) => id),
  ]);
  const written = new Set(rows.map(({ id }) => id));
  return records.flatMap(({ entry, seal }) => (written.has(entry.id) ? [seal.receipt] : []));
}

// A period that is done already gives no row, and so no entry. The order of the rows is the order of the locks.
const write = `with asked as (
  select t.*, i.input
  from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::text[], $6::bytea[], $7::date[], $8::timestamptz[],
    $9::timestamptz[], $10::bool[], $11::text[], $12::uuid[], $13::text[], $15::bytea[], $16::bytea[], $17::bytea[],
    $18::date[], $19::int[], $20::int[], $21::int[], $22::int[], $23::int[]) with ordinality as t (organisation_id, id,
    region, domains, definition, definition_hash, period, at, client_at, late, late_reason, account_id, posts, salt,
    content_hash, request_hash, month, expected, done, late_bit, finding, idle, place)
  join jsonb_array_elements($14::jsonb) with ordinality as i (input, place) using (place)
), marked as (
  insert into duty_month as d (organisation_id, duty, month, region, domains, expected, done, late, finding, idle)
  select organisation_id, definition, month, region, domains, expected, done, late_bit, finding, idle
  from asked order by place
  on conflict (organisation_id, duty, month) do update set
    expected = d.expected | excluded.expected, done = d.done | excluded.done, late = d.late | excluded.late,
    finding = d.finding | excluded.finding, idle = d.idle | excluded.idle
  where d.done & excluded.done = 0 returning organisation_id
), written as (
  insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act, period, at,
    client_at, late, late_reason, account_id, account_organisation_id, posts, input, salt, content_hash, request_hash)
  select organisation_id, id, region, domains, 'duty', definition, definition_hash, 'record', period, at, client_at,
    late, late_reason, account_id, organisation_id, string_to_array(posts, ','), input, salt, content_hash, request_hash
  from asked join marked using (organisation_id)
  returning organisation_id, id, content_hash
), queued as (
  insert into leaf_queue (organisation_id, entry_id, content_hash)
  select organisation_id, id, content_hash from written
), named as (
  insert into entry_file (file_hash, entry_id, organisation_id)
  select f.hash, w.id, w.organisation_id from unnest($24::text[], $25::uuid[]) as f (hash, id) join written w using (id)
)
select id from written`;
