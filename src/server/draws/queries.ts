import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';

/** What a pool of objects is made of. */
export interface ObjectFilter {
  readonly lo: number;
  readonly hi: number;
  readonly kinds: readonly string[];
  readonly businesses: readonly string[] | null;
  readonly classes: readonly string[] | null;
  readonly risks: readonly string[] | null;
  /** On which day somebody stands on the list of the seriously dishonest. */
  readonly today: PlainDate;
}

/** A firm that may be checked, with the risks of its products that the filter lets through. */
export interface ObjectRow {
  id: string;
  name: string;
  risks: string[];
  class_title: string;
  /** Ids of its product classes that the filter lets through. */
  classes: string[];
  region: number;
  /** Whether it stands on the list of the seriously dishonest. */
  listed: boolean;
}

/** Firms of the register within the actor's scope. */
export function listObjects(tx: Tx, filter: ObjectFilter): Promise<ObjectRow[]> {
  const { lo, hi, kinds, businesses, classes, risks, today } = filter;
  return tx.rows<ObjectRow>(selectObjects, [lo, hi, kinds, businesses, classes, risks, today]);
}

// Enterprises whose own registration nobody confirmed yet are in the register and may be checked.
const selectObjects = `select o.id, o.name, o.region, array_agg(distinct c.risk) as risks, min(c.title) as class_title, array_agg(distinct c.id) as classes,
    exists (select from publication d where d.organisation_id = o.id and d.kind = 'serious-dishonesty'
      and d.withdrawn_at is null and (d.shown_until is null or d.shown_until >= $7)) as listed
  from organisation o join organisation_product p on p.organisation_id = o.id join product_class c on c.id = p.class_id
  where o.region between $1 and $2 and o.kind = any ($3::text[]) and o.closed_on is null
    and o.region between my_region_lo() and my_region_hi()
    and ($4::text[] is null or o.business = any ($4::text[]))
    and ($5::text[] is null or c.id = any ($5::text[])) and ($6::text[] is null or c.risk = any ($6::text[]))
  group by o.id, o.name, o.region`;

/** Credit codes to firms of the actor's scope, for a pool from a table. */
export function firmsByCode(
  tx: Tx,
  codes: readonly string[],
): Promise<{ id: string; name: string; credit_code: string }[]> {
  return tx.rows(
    `select id, name, credit_code from organisation where credit_code = any ($1::text[]) and closed_on is null
       and kind in ('enterprise', 'platform') and region between my_region_lo() and my_region_hi()`,
    [codes],
  );
}

/** Somebody who may be sent. */
export interface InspectorRow {
  account_id: string;
  name: string;
  organisation_name: string;
  /** The latest declaration; null where there is none. */
  declared: JsonObject | null;
}

/** People in these posts, qualified on the day, with what they declared last. */
export function listInspectors(
  tx: Tx,
  organisations: readonly string[],
  posts: readonly Post[],
  today: PlainDate,
): Promise<InspectorRow[]> {
  return tx.rows<InspectorRow>(selectInspectors, [organisations, posts, today]);
}

const selectInspectors = `select distinct on (a.id) a.id as account_id, a.name, o.name as organisation_name,
    (select e.input from entry e where e.organisation_id = o.id and e.definition = 'inspector-declaration'
      and e.account_id = a.id order by e.at desc limit 1) as declared
  from appointment p join account a on a.id = p.account_id join organisation o on o.id = p.organisation_id
  where p.organisation_id = any ($1::uuid[]) and p.post = any ($2::text[]) and o.kind = 'market-regulator'
    and a.disabled_at is null and p.from_day <= $3 and (p.until_day is null or p.until_day >= $3)
    and (p.ended_on is null or p.ended_on > $3) and (p.qualified_until is null or p.qualified_until >= $3)
  order by a.id, o.name`;

/** Hash of the last result of each draw of an office since a day. */
export async function recentResults(
  tx: Tx,
  organisation: string,
  since: PlainDate,
): Promise<string[]> {
  const rows = await tx.rows<{ result: string | null }>(selectResults, [organisation, since]);
  return rows.flatMap(({ result }) => result ?? []);
}

const selectResults = `select (select e.input -> 'result' ->> 0 from entry e where e.proceeding_id = p.id
    and e.act in ('draw', 'replace', 'recuse') order by e.at desc, e.id desc limit 1) as result
  from proceeding p join seat s on s.proceeding_id = p.id and s.role = 'organiser' and s.organisation_id = $1
  where p.procedure = 'random-draw' and p.state <> 'cancelled'
    and p.last_at >= $2::date::timestamp at time zone 'Asia/Shanghai'
  order by p.last_at desc limit 200`;

/** Names of people whom the actor may see, by account. */
export async function namesOfPeople(
  tx: Tx,
  accounts: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(
    `select id, name from account where id = any ($1::uuid[])
       union select id, name from named_officials($1::uuid[])`,
    [accounts],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A batch of spot checks with the plan that it belongs to. */
export interface BatchRow {
  id: string;
  at: Instant;
  plan_id: string;
  plan_title: string;
  line: string;
  tasks: { sampled: string; beyond?: string }[];
}

/** Batches of spot checks that name a draw, in the books of some offices: there is no index over all books. */
export function batchesOf(tx: Tx, draw: string, offices: readonly string[]): Promise<BatchRow[]> {
  return tx.rows<BatchRow>(selectBatches, [JSON.stringify({ drawnFrom: draw }), offices]);
}

const selectBatches = `select b.id, b.at, p.id as plan_id, p.input ->> 'title' as plan_title,
    b.input ->> 'line' as line, b.input -> 'tasks' as tasks
  from unnest($2::uuid[]) as o (id)
  join entry b on b.organisation_id = o.id and b.definition = 'spot-check-batch' and b.input @> $1::jsonb
  join entry p on p.id = (b.input ->> 'plan')::uuid
  where not exists (select from entry c
    where c.organisation_id = o.id and c.definition = b.definition and c.corrects = b.id)
  order by b.at, b.id`;

/** A draw of which something is public. */
export interface PublicRow {
  id: string;
  opened_on: PlainDate;
  title: string;
  state: string;
  region_name: string;
  organiser: string | null;
  /** Bodies that watch over it; null where none was asked to. */
  witness: string | null;
  opened_at: Instant;
  last_at: Instant;
  total: number;
}

/** Rows of one page of the public list. */
export const publicRows = 20;

/** Draws of which something is public, the latest first; one of them where its id is given. */
export function listPublic(
  tx: Tx,
  { id, page = 1 }: { readonly id?: string; readonly page?: number },
): Promise<PublicRow[]> {
  const skipped = (page - 1) * publicRows;
  return tx.rows<PublicRow>(`select * from disclosed_proceedings('random-draw', $1, $2, $3)`, [
    id ?? null,
    publicRows,
    skipped,
  ]);
}

/** Files of a draw that are public. */
export async function publicFiles(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.rows<{ file_hash: string }>(
    'select file_hash from disclosure where proceeding_id = $1 and file_hash is not null',
    [id],
  );
  return rows.map(({ file_hash }) => file_hash);
}
