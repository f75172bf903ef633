import { z } from 'zod';
import { innerForms, metaOf } from '#kernel/check/form.ts';
import type { RecordFacts } from '#kernel/facts.ts';
import type { Form } from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Post } from '#kernel/party.ts';
import type { Period } from '#kernel/calendar/period.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from '#db/types.ts';

interface Row extends Pick<
  Entry,
  'id' | 'definition' | 'at' | 'period' | 'late' | 'account_id' | 'account_organisation_id'
> {
  posts: Post[];
  input: JsonObject;
}

/** Records of the books and duties that a definition reads, by definition id, oldest first, amended ones left out. */
export type ReadRecords = ReadonlyMap<string, readonly RecordFacts[]>;

/**
 * Loads what guards and drafts read: the latest twenty, which is all that is needed of books of versions, and those of
 * a period where one is given.
 * @param named records that an input names, however old.
 */
export async function readRecords(
  tx: Tx,
  organisation: string,
  definitions: readonly string[],
  period?: Period,
  named: readonly string[] = [],
): Promise<ReadRecords> {
  if (definitions.length === 0) return new Map();
  const rows =
    period === undefined
      ? await tx.rows<Row>(selectLatest, [organisation, definitions])
      : await tx.rows<Row>(selectRecords, [
          organisation,
          definitions,
          period.from,
          period.to,
          named,
        ]);
  return grouped(rows);
}

/**
 * Loads the latest twenty versions of the books that each of several organisations reads, by organisation.
 * An organisation may be named once.
 */
export async function readVersions(
  tx: Tx,
  wanted: readonly { readonly organisation: string; readonly books: readonly string[] }[],
): Promise<ReadonlyMap<string, ReadRecords>> {
  const pairs = wanted.flatMap(({ organisation, books }) =>
    books.map((book) => ({ organisation, book })),
  );
  if (pairs.length === 0) return new Map();
  const rows = await tx.rows<Row & { organisation_id: string }>(selectVersions, [
    pairs.map(({ organisation }) => organisation),
    pairs.map(({ book }) => book),
  ]);
  return new Map(
    [...Map.groupBy(rows, (row) => row.organisation_id)].map(([id, own]) => [id, grouped(own)]),
  );
}

/** The latest record about each thing, of books that are keyed. @param keyed books with their keys. */
export async function readStanding(
  tx: Tx,
  organisation: string,
  keyed: readonly { readonly book: string; readonly key: string }[],
): Promise<ReadRecords> {
  if (keyed.length === 0) return new Map();
  const books = keyed.map(({ book }) => book);
  const keys = keyed.map(({ key }) => key);
  return grouped(await tx.rows<Row>(selectStanding, [organisation, books, keys]));
}

/** Records of a book that hold these values, however old; the latest five hundred. */
export async function readMatching(
  tx: Tx,
  organisation: string,
  book: string,
  holds: JsonObject,
): Promise<readonly RecordFacts[]> {
  const rows = await tx.rows<Row>(selectMatching, [organisation, book, JSON.stringify(holds)]);
  return rows.map(present);
}

/** Records of a book that hold one of many sets of values in the same fields; asked for with one reading of the book. */
export async function readHolding(
  tx: Tx,
  organisation: string,
  book: string,
  names: readonly string[],
  wanted: readonly JsonObject[],
): Promise<readonly RecordFacts[]> {
  if (wanted.length === 0) return [];
  const sets = wanted.map((holds) => names.map((name) => holds[name] ?? null));
  const rows = await tx.rows<Row>(selectHolding, [organisation, book, names, JSON.stringify(sets)]);
  return rows.map(present);
}

/**
 * Ids of the records that go together with one, itself among them: those of its book with the same value in a field.
 * Nobody's where the organisation has no such record.
 */
export async function editionsOf(
  tx: Tx,
  organisation: string,
  entry: string,
  by: string,
): Promise<readonly string[]> {
  if (!z.uuid().safeParse(entry).success) return [];
  const rows = await tx.rows<{ id: string }>(selectEditions, [organisation, entry, by]);
  return rows.map(({ id }) => id);
}

const selectEditions = `select o.id from entry e
join entry o on o.organisation_id = e.organisation_id and o.definition = e.definition
  and o.input @> jsonb_build_object($3::text, e.input -> $3)
where e.organisation_id = $1 and e.id = $2 limit 500`;

function grouped(rows: readonly Row[]): ReadRecords {
  const lists = Map.groupBy(rows, (row) => row.definition);
  return new Map([...lists].map(([definition, own]) => [definition, own.map(present)]));
}

/** The records that an input names, inside groups and tables too; what is no id is left to the form. */
export function namedRecords(form: Form, input: unknown): readonly string[] {
  const values = typeof input === 'object' && input !== null ? (input as JsonObject) : {};
  return Object.entries(form.shape).flatMap(([name, schema]): readonly string[] => {
    const field = schema as z.ZodType;
    if (metaOf(field)?.control === 'record') {
      const { data } = z.uuid().safeParse(values[name]);
      return data === undefined ? [] : [data];
    }
    const [inner] = innerForms(field);
    return inner === undefined
      ? []
      : [values[name] ?? []].flat().flatMap((row) => namedRecords(inner, row));
  });
}

function present(row: Row): RecordFacts {
  return {
    entry: row.id,
    at: row.at,
    late: row.late,
    input: row.input,
    by: {
      account: row.account_id,
      posts: row.posts,
      ...(row.account_organisation_id === null
        ? {}
        : { organisation: row.account_organisation_id }),
    },
    ...(row.period === null ? {} : { period: row.period }),
  };
}

const columns = `r.id, r.definition, r.at, r.period, r.late, r.account_id, r.account_organisation_id, r.posts, r.input`;

// What was erased says nothing any more and is left out, as if it had not been recorded.
const latest = `select * from entry e where e.organisation_id = $1 and e.definition = d.id
  and e.salt is not null order by e.at desc limit 20`;

// A correction hides what it corrects. It comes later, so it is among the latest where that is.
const selectLatest = `with latest as (
  select e.* from unnest($2::text[]) as d (id) cross join lateral (${latest}) e)
select ${columns} from latest r where not exists (select from latest c where c.corrects = r.id) order by r.at, r.id`;

const selectVersions = `with latest as (
  select e.* from unnest($1::uuid[], $2::text[]) as d (organisation, id) cross join lateral (
    select * from entry e where e.organisation_id = d.organisation and e.definition = d.id and e.salt is not null
    order by e.at desc limit 20) e)
select r.organisation_id, ${columns} from latest r where not exists (select from latest c where c.corrects = r.id)
order by r.at, r.id`;

const selectRecords = `select ${columns} from unnest($2::text[]) as d (id)
cross join lateral (
  (${latest})
  union
  (select * from entry e where e.organisation_id = $1 and e.definition = d.id and e.salt is not null
     and (e.period between $3::date and $4::date
       or e.period is null and e.at >= $3::date::timestamp at time zone 'Asia/Shanghai'
         and e.at < ($4::date + 1)::timestamp at time zone 'Asia/Shanghai')
   order by e.at desc limit 500)
  union
  (select * from entry e where e.organisation_id = $1 and e.definition = d.id and e.id = any ($5::uuid[]))
) r
where not exists (select from entry c where c.organisation_id = $1 and c.definition = d.id and c.corrects = r.id)
order by r.at, r.id`;

const stands = `e.salt is not null and not exists (select from entry c
  where c.organisation_id = $1 and c.definition = e.definition and c.corrects = e.id)`;

const selectStanding = `select ${columns} from unnest($2::text[], $3::text[]) as d (id, key)
cross join lateral (
  select distinct on (e.input ->> d.key) e.* from entry e
  where e.organisation_id = $1 and e.definition = d.id and ${stands}
  order by e.input ->> d.key, e.at desc, e.id desc limit 2000) r
order by r.at, r.id`;

const selectHolding = `select ${columns} from (
  select e.* from entry e where e.organisation_id = $1 and e.definition = $2 and ${stands}
    and (select jsonb_agg(coalesce(e.input -> n.name, 'null') order by n.place)
      from unnest($3::text[]) with ordinality as n (name, place)) in (select jsonb_array_elements($4::jsonb))) r
order by r.at, r.id`;

const selectMatching = `select ${columns} from (
  select e.* from entry e where e.organisation_id = $1 and e.definition = $2 and e.input @> $3::jsonb and ${stands}
  order by e.at desc, e.id desc limit 500) r
order by r.at, r.id`;
