import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import type { Organisation } from '#db/types.ts';
import { domainsOf } from './input.ts';
import type { EnterpriseInput } from './input.ts';

/** An organisation as its table holds it. */
export interface OrganisationRow extends Omit<
  Organisation,
  'domains' | 'created_at' | 'asked_entry'
> {
  region_name: string;
  classes: string[] | null;
  total: number;
}

/** What a list of organisations is narrowed by. */
export interface OrganisationFilter {
  /** Part of the name, or the whole credit code. */
  readonly q?: string | undefined;
  readonly kinds?: readonly OrganisationKind[] | undefined;
  readonly lo?: number | undefined;
  readonly hi?: number | undefined;
  readonly productClass?: string | undefined;
  /** Only firms that registered themselves and wait to be confirmed. */
  readonly unconfirmed?: boolean;
  /** Only firms in which nobody ever had an account. */
  readonly withoutAccount?: boolean;
  /** Only firms that were closed, instead of all that are not. */
  readonly closed?: boolean;
  /** Only firms that somebody claims. */
  readonly claimed?: boolean;
  /** The reader's own region; `lo` lies above `hi` for whoever has none. */
  readonly scope: { readonly lo: number; readonly hi: number };
  readonly limit: number;
  readonly offset: number;
}

const columns = `o.id, o.kind, o.name, o.credit_code, o.region, r.name as region_name, o.level, o.business, o.headcount,
  o.revenue_yuan, o.address, o.phone, o.confirmed_on, o.has_account, o.closed_on, o.closed_as, o.closing_reason,
  (select array_agg(p.class_id order by p.class_id) from organisation_product p where p.organisation_id = o.id) as classes`;

// The very words of partial indexes.
const isFirm = `kind in ('enterprise', 'platform')`;
const isOfficial = `kind not in ('enterprise', 'platform', 'operator')`;

/** A search that finds more is answered by reading the whole list, which takes less than so many look-ups. */
const mostHits = 2_000;

/**
 * Organisations in the actor's scope. A text of two characters or more goes through the function that searches by the
 * index and applies the same scope itself; official bodies, which everybody may name, are searched by plain comparison.
 * A whole credit code also finds what lies outside the scope, with its public columns alone: a case may have to name it.
 */
export async function listOrganisations(
  tx: Tx,
  filter: OrganisationFilter,
): Promise<OrganisationRow[]> {
  const { scope } = filter;
  const q = filter.q?.trim() ?? '';
  const kinds = filter.kinds ?? null;
  const hits = q.length >= 2 ? await hitsOf(tx, q, kinds) : undefined;
  const isScoped = hits === undefined && scope.lo <= scope.hi;
  // Found and counted with what sorts and narrows them and nothing else: 200,000 whole rows would go through a file.
  return tx.rows<OrganisationRow>(
    `with found as (${hits === undefined ? listed(isScoped) : searched})
     select ${columns}, page.total from (
       select s.id, s.seen, count(*) over () as total from found s
       where ($3::int is null or s.region between $3 and $4) and (s.closed_on is not null) = $12::boolean
         and ($5::text is null or exists (select from organisation_product p
           where p.organisation_id = s.id and p.class_id = $5))
         and ($9::boolean is not true or (${isFirm} and s.confirmed_on is null))
         and ($10::boolean is not true or (${isFirm} and not s.has_account))
         and ($11::boolean is not true or s.id in (select organisation_id from account_claim where decided_at is null))
       order by s.region, s.name limit $6 offset $7) page
     cross join lateral (select * from organisation own where page.seen and own.id = page.id
       union all select * from named_organisations(array[page.id], null) where not page.seen) o
     join region r on r.code = o.region order by o.region, o.name`,
    [
      q,
      kinds,
      filter.lo ?? null,
      filter.hi ?? null,
      filter.productClass ?? null,
      filter.limit,
      filter.offset,
      // The function of searches escapes by itself.
      q.replace(/[\\%_]/g, '\\$&'),
      filter.unconfirmed ?? false,
      filter.withoutAccount ?? false,
      filter.claimed ?? false,
      filter.closed ?? false,
      ...(hits === undefined ? [] : [hits]),
      ...(isScoped ? [scope.lo, scope.hi] : []),
    ],
  );
}

/** Which organisations of the scope a text finds; undefined where they are very many. */
async function hitsOf(
  tx: Tx,
  q: string,
  kinds: readonly OrganisationKind[] | null,
): Promise<string[] | undefined> {
  const rows = await tx.rows<{ id: string }>(
    'select id from found_organisations($1, $2::text[], $3) as f (id)',
    [q, kinds, mostHits + 1],
  );
  return rows.length > mostHits ? undefined : rows.map(({ id }) => id);
}

const sorting = 'id, region, name, kind, closed_on, confirmed_on, has_account';
const isOfKinds = '($2::text[] is null or kind = any ($2::text[]))';
const isNamed = `name like '%' || $8 || '%'`;

const searched = `select ${sorting}, true as seen from organisation where not (${isOfficial}) and id = any ($13::uuid[])
  union all select ${sorting}, true from organisation
    where ${isOfficial} and ${isOfKinds} and (${isNamed} or credit_code = upper($1))
  union all select ${sorting}, false from named_organisations(null, $1)
    where not (${isOfficial}) and ${isOfKinds} and id <> all ($13::uuid[])`;

function listed(isScoped: boolean): string {
  return `select ${sorting}, true as seen from organisation where ${isOfKinds} and ($1 = '' or ${isNamed})
    ${isScoped ? `and (region between $13 and $14 or ${isOfficial})` : ''}`;
}

/** One organisation in the actor's scope. A party of the same case may be named, not looked into. */
export async function findOrganisation(tx: Tx, id: string): Promise<OrganisationRow | undefined> {
  const [row] = await tx.rows<OrganisationRow>(
    `select ${columns}, 1 as total from organisation o join region r on r.code = o.region where o.id = $1
       and (o.kind not in ('enterprise', 'platform', 'operator') or o.id = my_organisation()
         or (o.region between my_region_lo() and my_region_hi() and o.domains & my_domains() <> 0))`,
    [id],
  );
  return row;
}

/** How many cases about an organisation, as far as the actor sees them, are still open. */
export async function countOpenCases(tx: Tx, organisation: string): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(
    'select count(*)::int as n from proceeding where organisation_id = $1 and closed_at is null',
    [organisation],
  );
  return row?.n ?? 0;
}

/** A person of an organisation in a post. */
export interface StaffRow {
  account: string;
  name: string;
  login: string;
  disabled: boolean;
  post: Post | null;
  from_day: PlainDate | null;
  qualified_until: PlainDate | null;
}

/**
 * People of an organisation with the posts that they hold on a day. Who was appointed again to a post holds it once, since
 * the first of these days and for as long as the assessment that holds longest.
 */
export function staffOf(tx: Tx, organisation: string, today: PlainDate): Promise<StaffRow[]> {
  return tx.rows<StaffRow>(
    `select a.id as account, a.name, a.login, a.disabled_at is not null as disabled, p.post,
       min(p.from_day) as from_day,
       case when bool_and(p.qualified_until is not null) then max(p.qualified_until) end as qualified_until
     from account a
     left join appointment p on p.account_id = a.id and p.organisation_id = $1 and p.from_day <= $2
       and (p.until_day is null or p.until_day >= $2) and (p.ended_on is null or p.ended_on > $2)
     where a.organisation_id = $1 group by a.id, p.post order by p.post, a.name`,
    [organisation, today],
  );
}

/** Somebody who takes up a post later and does not hold it yet. */
export interface ComingRow {
  account: string;
  name: string;
  post: Post;
  from_day: PlainDate;
}

/** Who of an organisation is appointed from a day that lies ahead. */
export function comingTo(tx: Tx, organisation: string, today: PlainDate): Promise<ComingRow[]> {
  return tx.rows<ComingRow>(
    `select a.id as account, a.name, p.post, min(p.from_day) as from_day
     from appointment p join account a on a.id = p.account_id and a.organisation_id = $1
     where p.organisation_id = $1 and p.from_day > $2 and (p.ended_on is null or p.ended_on > p.from_day)
       and not exists (select from appointment held where held.account_id = p.account_id and held.organisation_id = $1
         and held.post = p.post and held.from_day <= $2 and (held.ended_on is null or held.ended_on > $2))
     group by a.id, p.post order by min(p.from_day), a.name`,
    [organisation, today],
  );
}

/** Writes new enterprises in two statements, whatever their number. */
export async function insertEnterprises(
  tx: Tx,
  enterprises: readonly (EnterpriseInput & { readonly id: string })[],
  confirmedOn: PlainDate | null,
  now: Instant,
): Promise<void> {
  const rows = enterprises.map((one) => ({
    id: one.id,
    kind: one.kind,
    name: one.name,
    credit_code: one.creditCode,
    region: one.region,
    business: one.business ?? null,
    headcount: one.headcount ?? null,
    revenue_yuan: one.revenueYuan ?? null,
    address: one.address,
    phone: one.phone,
    domains: domainsOf(one.productClasses),
  }));
  await tx.rows(insertRows, [JSON.stringify(rows), confirmedOn, now]);
  const pairs = enterprises.flatMap(({ id, productClasses }) =>
    [...new Set(productClasses)].map((classId) => ({ id, class_id: classId })),
  );
  await tx.rows(insertClasses, [JSON.stringify(pairs)]);
}

const insertRows = `insert into organisation (id, kind, name, credit_code, region, business, headcount, revenue_yuan,
  address, phone, domains, confirmed_on, created_at)
select r.id, r.kind, r.name, r.credit_code, r.region, r.business, r.headcount, r.revenue_yuan, r.address, r.phone,
  r.domains, $2, $3
from jsonb_to_recordset($1::jsonb) as r (id uuid, kind text, name text, credit_code text, region int, business text, headcount int,
  revenue_yuan bigint, address text, phone text, domains int)`;

const insertClasses = `insert into organisation_product (organisation_id, class_id)
  select r.id, r.class_id from jsonb_to_recordset($1::jsonb) as r (id uuid, class_id text)`;

/** Which of these credit codes are taken, anywhere in the province. Runs in a role that sees them all. */
export async function takenCodes(tx: Tx, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ credit_code: string }>(
    `select credit_code from organisation where credit_code = any($1::text[])
       and closed_as is distinct from 'rejected'`,
    [codes],
  );
  return new Set(rows.map((row) => row.credit_code));
}

/** A standing entry of the list of the seriously dishonest. */
export interface ListingRow {
  number: string | null;
  decided_on: string | null;
  shown_until: PlainDate | null;
}

/** Where an organisation stands on the public list on a day; at most once, the latest. */
export async function listingOf(
  tx: Tx,
  organisation: string,
  today: PlainDate,
): Promise<ListingRow | undefined> {
  const [row] = await tx.rows<ListingRow>(
    `select record->>'number' as number, record->>'decidedOn' as decided_on, shown_until from publication
     where organisation_id = $1 and kind = 'serious-dishonesty' and withdrawn_at is null
       and (shown_until is null or shown_until >= $2) order by at desc limit 1`,
    [organisation, today],
  );
  return row;
}
