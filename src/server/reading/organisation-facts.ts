import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { StaffFacts, StandingFacts } from '#kernel/facts.ts';
import type { Business, OrganisationFacts, ProductClassFacts } from '#kernel/organisation.ts';
import type { Level, Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import type { Organisation } from '#db/types.ts';

/** An organisation as the rules see it, with the scope values that its entries carry. */
export interface LoadedOrganisation {
  readonly facts: OrganisationFacts;
  readonly domains: number;
}

interface Row extends Pick<
  Organisation,
  'id' | 'kind' | 'name' | 'region' | 'domains' | 'business' | 'headcount' | 'revenue_yuan'
> {
  classes: ProductClassFacts[] | null;
  posts: Post[] | null;
  holders?: { post: Post; account: string }[] | null;
  is_closed?: boolean;
}

/** Loads what the rules may know of an organisation on a day; undefined where it is outside the actor's scope. */
export async function organisationFacts(
  tx: Tx,
  id: string,
  today: PlainDate,
): Promise<LoadedOrganisation | undefined> {
  return (await organisationsFacts(tx, [id], today)).get(id);
}

/** The same for several organisations at once, by id. */
export async function organisationsFacts(
  tx: Tx,
  ids: readonly string[],
  today: PlainDate,
): Promise<ReadonlyMap<string, LoadedOrganisation>> {
  const rows = await tx.rows<Row>(selectFacts, [ids, today]);
  return new Map(rows.map((row) => [row.id, loaded(row)]));
}

/** What an enterprise does; undefined where the actor does not see it or it is none. */
export async function readBusiness(tx: Tx, id: string): Promise<Business | undefined> {
  const [row] = await tx.rows<Pick<Row, 'business'>>(
    'select business from organisation where id = $1',
    [id],
  );
  return row?.business ?? undefined;
}

/** The same for whom a case is about, also outside the actor's scope; for decisions, never to be shown. */
export async function subjectFacts(
  tx: Tx,
  id: string,
  today: PlainDate,
): Promise<LoadedOrganisation | undefined> {
  const [row] = await tx.rows<Row>('select * from subject_facts($1, $2)', [id, today]);
  return row === undefined ? undefined : loaded(row);
}

function loaded(row: Row): LoadedOrganisation {
  return { facts: presentFacts(row), domains: row.domains };
}

function presentFacts(row: Row): OrganisationFacts {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    region: row.region,
    productClasses: (row.classes ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    filledPosts: [...new Set(row.posts)].sort(),
    ...(row.is_closed === true ? { closed: true as const } : {}),
    ...(row.business === null || row.business === undefined ? {} : { business: row.business }),
    ...(row.holders ? { postHolders: row.holders } : {}),
    ...(row.headcount === null ? {} : { headcount: row.headcount }),
    ...(row.revenue_yuan === null ? {} : { revenueYuan: row.revenue_yuan }),
  };
}

// Grouped, not asked for each: of many organisations the classes are joined once. In no order: a sort for each
// organisation takes longer than all the rest.
const selectFacts = `select o.id, o.kind, o.name, o.region, o.domains, o.business, o.headcount, o.revenue_yuan,
  o.closed_on is not null as is_closed, p.classes, a.posts, a.holders
from organisation o
left join (
  select p.organisation_id, json_agg(json_build_object('id', c.id, 'title', c.title, 'licence', c.licence, 'ccc', c.ccc,
    'mandatoryStandard', c.mandatory_standard, 'risk', c.risk)) as classes
  from organisation_class_on($2) p join product_class_on($2) c on c.id = p.class_id
  where p.organisation_id = any ($1::uuid[]) group by 1) p on p.organisation_id = o.id
left join (
  select a.organisation_id, json_agg(a.post) as posts,
    json_agg(json_build_object('post', a.post, 'account', a.account_id)) as holders from appointment a
  where a.organisation_id = any ($1::uuid[]) and a.from_day <= $2 and (a.until_day is null or a.until_day >= $2)
    and (a.ended_on is null or a.ended_on > $2) and (a.qualified_until is null or a.qualified_until >= $2)
  group by 1) a on a.organisation_id = o.id
where o.id = any ($1::uuid[])`;

interface StaffRow {
  account: string;
  post: Post;
  from_day: PlainDate;
  ended_on: PlainDate | null;
  enabled: boolean;
}

/** Who holds or is to hold which post of an organisation, whatever the day: rules ask about days that lie ahead. */
export async function staffFacts(tx: Tx, organisation: string): Promise<StaffFacts[]> {
  const rows = await tx.rows<StaffRow>(
    `select p.account_id as account, p.post, p.from_day, p.ended_on, a.disabled_at is null as enabled
     from appointment p join account a on a.id = p.account_id
     where p.organisation_id = $1 and a.organisation_id = $1 order by p.from_day, p.id`,
    [organisation],
  );
  return rows.map(({ account, post, from_day: from, ended_on: endsOn, enabled }) => ({
    account,
    post,
    from,
    enabled,
    ...(endsOn === null ? {} : { endsOn }),
  }));
}

/** How a firm stands in the register; undefined where it is outside the actor's scope. */
export async function standingFacts(
  tx: Tx,
  organisation: string,
): Promise<StandingFacts | undefined> {
  const [row] = await tx.rows<StandingFacts>(
    `select confirmed_on is not null as confirmed, closed_on is not null as closed,
       closed_as is not distinct from 'rejected' as rejected, has_account as led,
       asked_entry is not null as asked from organisation where id = $1`,
    [organisation],
  );
  return row;
}

/** Levels of offices by id, wherever they are; whoever has none is left out. */
export async function levelsOf(
  tx: Tx,
  ids: readonly string[],
): Promise<Readonly<Record<string, Level>>> {
  const known = ids.filter((id) => isUuid.test(id));
  if (known.length === 0) return {};
  const rows = await tx.rows<{ id: string; level: Level }>(selectLevels, [known]);
  return Object.fromEntries(rows.map(({ id, level }) => [id, level]));
}

// The input was not judged yet.
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const selectLevels = `select id, level from named_organisations($1::uuid[], null) where level is not null`;
