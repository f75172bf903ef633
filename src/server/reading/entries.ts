import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from '#db/types.ts';

/** An entry as its table holds it, with its place in the log. */
export interface EntryRow extends Omit<Entry, 'request_hash' | 'salt' | 'seats'> {
  corrected_by: string | null;
  posts: Post[];
  input: JsonObject;
  /** Null where the content was erased. */
  salt: Uint8Array | null;
  seats: Readonly<Record<string, string>> | null;
  erased_at: Instant | null;
  erasure_reason: string | null;
  erasure_basis: string | null;
  index: number | null;
  total?: number;
}

/** Columns and joins of an entry row; `e` is the entry. */
const columns = `e.id, e.organisation_id, e.region, e.domains, e.kind, e.definition, e.definition_hash, e.act,
  e.proceeding_id, e.period, e.corrects, e.cause, e.at, e.client_at, e.late, e.late_reason, e.account_id,
  e.account_organisation_id, e.posts, e.input, e.seats, e.salt, e.content_hash, l.index,
  x.at as erased_at, x.reason as erasure_reason, x.basis as erasure_basis,
  (select c.id from entry c where c.organisation_id = e.organisation_id and c.definition = e.definition
    and c.corrects = e.id order by c.at limit 1) as corrected_by`;
const joins = `left join leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id
  left join erasure x on e.salt is null and x.entry_id = e.id`;

/** One entry that the actor may see. */
export async function findEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  const [row] = await tx.rows<EntryRow>(`select ${columns} from entry e ${joins} where e.id = $1`, [
    id,
  ]);
  return row;
}

/** What a list of records is narrowed by. */
export interface RecordFilter {
  readonly organisation: string;
  readonly definition: string;
  /** Bounds of the period's first day (duties) or of the day of the entry (books). */
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  /** Part of any text or number of the record, the whole number of the record, or part of a name that stands in it. */
  readonly q?: string | undefined;
  /** The way to each field that names somebody; what `q` searches besides. */
  readonly naming?: readonly (readonly string[])[];
  /** Whether the record still stands or was amended by a later one. */
  readonly state?: 'standing' | 'corrected' | undefined;
  /** A part of the input, e.g. one field of choices with its value. */
  readonly holds?: JsonObject | undefined;
  readonly limit: number;
  readonly offset: number;
}

/**
 * Records of a book or duty of one organisation, latest first, with the total in each row. Acts of proceedings are none,
 * whatever id is asked for: what of them is confidential depends on the reader's roles there.
 */
export async function listRecords(tx: Tx, filter: RecordFilter): Promise<EntryRow[]> {
  const { organisation, definition, q } = filter;
  const like = q === undefined || q === '' ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const named = like === null ? [] : await namedLike(tx, filter, like);
  return tx.rows<EntryRow>(selectRecords, [
    organisation,
    definition,
    filter.from ?? null,
    filter.to ?? null,
    like,
    q?.toLowerCase() ?? null,
    named,
    filter.state ?? null,
    filter.holds === undefined ? null : JSON.stringify(filter.holds),
    filter.limit,
    filter.offset,
  ]);
}

// Ids and fingerprints are no text that anybody looks for; a part of one would find by accident.
const selectRecords = `select ${columns}, e.total from (
  select e.*, count(*) over () as total from entry e
  where e.organisation_id = $1 and e.definition = $2 and e.kind <> 'procedure'
    and ($3::date is null or coalesce(e.period, (e.at at time zone 'Asia/Shanghai')::date) >= $3)
    and ($4::date is null or coalesce(e.period, (e.at at time zone 'Asia/Shanghai')::date) <= $4)
    and ($5::text is null or e.id::text = $6 or e.account_id::text = any ($7::text[])
      or exists (select from jsonb_path_query(e.input, '$.** ? (@.type() == "string" || @.type() == "number")') v
        where v #>> '{}' = any ($7::text[])
          or v #>> '{}' ilike $5 and v #>> '{}' !~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$'))
    and ($8::text is null or ($8 = 'corrected') = exists (select from entry c where c.organisation_id = e.organisation_id
      and c.definition = e.definition and c.corrects = e.id))
    and ($9::jsonb is null or e.input @> $9)
  order by e.at desc, e.id desc limit $10 offset $11) e
${joins} order by e.at desc, e.id desc`;

/** Whoever wrote such records or stands in them, and whose name the reader may know and looks for. */
async function namedLike(
  tx: Tx,
  { organisation, definition, naming = [] }: RecordFilter,
  like: string,
): Promise<string[]> {
  const paths = naming.map((path) => `$${path.map((name) => `."${name}"`).join('')}`);
  const rows = await tx.rows<{ id: string }>(selectNamed, [organisation, definition, paths, like]);
  return rows.map(({ id }) => id);
}

const selectNamed = `with own as materialized (select e.account_id, e.input from entry e
    where e.organisation_id = $1 and e.definition = $2 and e.kind <> 'procedure'),
  named as materialized (select account_id as id from own
    union select (v #>> '{}')::uuid from own cross join unnest($3::text[]) path
      cross join jsonb_path_query(own.input, path::jsonpath) v where v #>> '{}' ~ '^[0-9a-f-]{36}$'),
  ids as (select array_agg(id) as known from named)
select n.id from ids cross join named_organisations(ids.known, null) n where n.name ilike $4
union select a.id from named cross join account a where a.id = named.id and a.name ilike $4
union select n.id from ids cross join named_officials(ids.known) n where n.name ilike $4`;
