import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import { countedActs } from '#law/regulator/spot-check/progress.ts';
import type { Recorded } from '#law/regulator/spot-check/progress.ts';
import type { CatalogueEdition, CatalogueProduct } from '#law/regulator/spot-check/coverage.ts';
import type { Tx } from '#db/transaction.ts';
import type { CheckRow, PlanCatalogues, StateCount } from './present.ts';

/** What the desk is narrowed by. */
export interface DeskFilter {
  readonly states?: readonly string[] | undefined;
  readonly plan?: string | undefined;
  readonly line?: string | undefined;
  readonly productClass?: string | undefined;
  readonly lo?: number | undefined;
  readonly hi?: number | undefined;
  readonly laboratory?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Part of task number, product, maker, brand or model. */
  readonly q?: string | undefined;
}

/** Checks that the actor may see, the most pressing first. */
export function listChecks(
  tx: Tx,
  filter: DeskFilter,
  now: Instant,
  limit: number,
  offset: number,
): Promise<CheckRow[]> {
  return tx.rows<CheckRow>(selectChecks(asksOrder(filter)), [
    ...valuesOf(filter, now),
    limit,
    offset,
  ]);
}

/** How many checks stand in each state, whatever column was asked for. */
export function countStates(tx: Tx, filter: DeskFilter, now: Instant): Promise<StateCount[]> {
  const { states: _, ...all } = filter;
  return tx.rows<StateCount>(selectCounts(asksOrder(filter)), valuesOf(all, now));
}

function valuesOf(filter: DeskFilter, now: Instant): unknown[] {
  const { q } = filter;
  return [
    filter.states ?? null,
    filter.plan ?? null,
    filter.line ?? null,
    filter.productClass ?? null,
    filter.lo ?? null,
    filter.hi ?? null,
    filter.laboratory ?? null,
    filter.overdue ?? null,
    now,
    q === undefined || q === '' ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`,
  ];
}

/** Whether what the order of a check says must be asked to tell whether it is asked for. */
function asksOrder({ plan, line, productClass, laboratory, q = '' }: DeskFilter): boolean {
  return q !== '' || [plan, line, productClass, laboratory].some((one) => one !== undefined);
}

const ordered = `ordered (id) as materialized (
  select checks_ordered($2::text, $3::text, $4::text, $7::text, $10::text))`;

const narrowed = (isOrder: boolean) => `p.procedure = 'spot-check'
  and ($1::text[] is null or p.state = any ($1))
  and ($5::int is null or p.region between $5 and $6)
  and ${isOrder ? 'p.id in (select id from ordered)' : 'coalesce($2::text, $3, $4, $7, $10) is null'}`;

const running = (clock: string) =>
  `${clock}.until is not null and ${clock}.nature <> 'opening' and not ${clock}.paused`;

// Of what is late the first clock alone tells whether it is a duty: a right that ran out before it is no delay. What is open
// and what is closed are counted in an index each. Whether one is late is no join: by guesses of their sizes each check
// was held against each late clock.
const selectCounts = (
  isOrder: boolean,
) => `with ${isOrder ? `${ordered}, ` : ''}late as materialized (
  select f.proceeding_id from (select distinct on (c.proceeding_id) c.proceeding_id, c.nature from clock c
    where c.procedure = 'spot-check' and ${running('c')} and c.until <= $9::timestamptz
    order by c.proceeding_id, c.until, c.deadline) f where f.nature = 'duty')
select f.state, count(*)::int as total, count(*) filter (where f.is_late)::int as overdue
from (select p.state, p.id in (select proceeding_id from late) as is_late
    from proceeding p where p.closed_at is null and ${narrowed(isOrder)}
  union all
  select p.state, false from proceeding p where p.closed_at is not null and ${narrowed(isOrder)}) f
where $8::boolean is null or f.is_late = $8
group by f.state`;

const isFirst = `not exists (select from clock b where b.proceeding_id = p.id and ${running('b')}
  and (b.until, b.deadline) < (c.until, c.deadline))`;

// Step by step through the clocks, each with its check, until the page is full: LIMIT keeps the planner from joining all
// of them, which it takes for few, because it guesses what policies let through. An order that was asked for is the start.
const pressing = (isOrder: boolean) =>
  isOrder
    ? `clock c join proceeding p on p.id = c.proceeding_id and p.closed_at is null and ${narrowed(true)} and ${isFirst}`
    : `clock c cross join lateral (select p.id, p.last_at from proceeding p
      where p.id = c.proceeding_id and p.closed_at is null and ${narrowed(false)} and ${isFirst} limit 1) p`;

// Those with a clock come in the order in which their clocks run out, then open ones without, then closed ones: each part
// is read only where those before it do not fill the page. What is closed has no clocks.
const selectPage = (isOrder: boolean) => `due as materialized (
  select p.id, c.deadline, c.until, c.due_day, c.certain, c.nature = 'duty' and c.until <= $9::timestamptz as is_late, p.last_at
  from ${pressing(isOrder)}
  where c.procedure = 'spot-check' and ${running('c')} and $1::text[] is distinct from '{closed}'
    and ($8::boolean is null or (c.nature = 'duty' and c.until <= $9) = $8)
  order by c.until, p.last_at desc, p.id limit $11::int + $12::int),
resting as materialized (
  select p.id, p.last_at from proceeding p
  where p.closed_at is null and ${narrowed(isOrder)} and $8 is not true and $1 is distinct from '{closed}'
    and not exists (select from clock c where c.procedure = 'spot-check' and c.proceeding_id = p.id and ${running('c')})
    and (select count(*) from due) < $11 + $12
  order by p.last_at desc, p.id limit $11 + $12),
closed as materialized (
  select p.id, p.last_at from proceeding p
  where p.closed_at is not null and ${narrowed(isOrder)} and $8 is not true
    and (select count(*) from due) + (select count(*) from resting) < $11 + $12
  order by p.last_at desc, p.id limit $11 + $12),
page as materialized (
  select 0 as part, * from due
  union all select 1, id, null, null, null, null, null, last_at from resting
  union all select 2, id, null, null, null, null, null, last_at from closed
  order by part, until, last_at desc, id limit $11 offset $12)`;

// Order and latest report of a check in one look, which goes through the partitions of all months.
const selectChecks = (
  isOrder: boolean,
) => `with ${isOrder ? `${ordered}, ` : ''}${selectPage(isOrder)}
select p.id, p.state, p.opened_on, p.opened_at, p.last_at, e.opening, e.conclusion, r.name as region_name,
  s.name as sampled_name, l.name as laboratory_name, f.deadline, f.due_day, f.certain as due_certain, f.is_late
from page f join proceeding p on p.id = f.id
cross join lateral (
  select (array_agg(e.input order by e.at) filter (where e.act = 'assign'))[1] as opening,
    (array_agg(e.input ->> 'conclusion' order by e.at desc) filter (where e.act <> 'assign'))[1] as conclusion
  from entry e where e.proceeding_id = p.id and e.act in ('assign', 'test', 'testOnSite', 'retest')) e
join region r on r.code = p.region
left join lateral (select name from named_organisations(array[p.organisation_id], null)) s on true
left join lateral (select name from named_organisations(array[(e.opening ->> 'laboratory')::uuid], null)) l on true
where e.opening is not null
order by f.part, f.until, f.last_at desc, f.id`;

/** Plans that checks on the desk name, for its filter. */
export function plansOnDesk(tx: Tx): Promise<{ number: string; name: string }[]> {
  return tx.rows('select distinct number, name from plans_ordered() order by 1 limit 100');
}

/** A record of a book that the actor may see. */
export async function findRecord(
  tx: Tx,
  book: string,
  id: string,
): Promise<{ organisation: string; at: Instant; input: JsonObject } | undefined> {
  const [row] = await tx.rows<{ organisation: string; at: Instant; input: JsonObject }>(
    `select organisation_id as organisation, at, input from entry
      where id = $1 and kind = 'book' and definition = $2`,
    [id, book],
  );
  return row;
}

/** The checks that an office opened under a plan, with the acts by which progress is counted. */
export async function checksOfPlan(
  tx: Tx,
  organisation: string,
  number: string,
): Promise<{ line: string; taskNumber: string; acts: readonly Recorded[] }[]> {
  const rows = await tx.rows<{
    line: string;
    task_number: string;
    acts: readonly Recorded[] | null;
  }>(
    `select o.input -> 'plan' ->> 'line' as line, o.input ->> 'taskNumber' as task_number,
       (select jsonb_agg(jsonb_build_object('act', e.act, 'input', e.input) order by e.at)
         from entry e where e.proceeding_id = p.id and e.act = any ($3)) as acts
     from proceeding p
     join entry o on o.proceeding_id = p.id and o.act = 'assign'
     where p.procedure = 'spot-check' and o.account_organisation_id = $1
       and o.input -> 'plan' ->> 'number' = $2`,
    [organisation, number, countedActs],
  );
  return rows.map(({ line, task_number: taskNumber, acts }) => ({
    line,
    taskNumber,
    acts: acts ?? [],
  }));
}

/** Names of registered bodies by id. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(
    'select id, name from named_organisations($1::uuid[], null)',
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A registered body as a table names it. */
export interface NamedBody {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/**
 * Finds bodies by what a cell says: the whole name, where the actor sees the body, or the whole credit code.
 * @returns by the cell's text; what was not found is left out, and so is a name that several bear.
 */
export async function bodiesCalled(
  tx: Tx,
  texts: readonly string[],
): Promise<Map<string, NamedBody>> {
  const asked = [...new Set(texts)];
  const rows = await tx.rows<NamedBody & { said: string }>(
    `select t.said, o.id, o.name, o.kind from unnest($1::text[]) as t (said)
       join organisation o on o.name = t.said
     union
     select t.said, o.id, o.name, o.kind from unnest($1::text[]) as t (said)
       cross join lateral named_organisations(null, t.said) o where length(t.said) = 18`,
    [asked],
  );
  const found = Map.groupBy(rows, ({ said }) => said);
  return new Map(
    [...found].filter(([, own]) => own.length === 1).map(([said, own]) => [said, own[0]!]),
  );
}

/**
 * Finds the editions by three days.
 * @param made when the plan was made. @param on the day of the comparison. @param last when the plan is over.
 */
export async function cataloguesFor(
  tx: Tx,
  { made, on, last }: Readonly<Record<'made' | 'on' | 'last', PlainDate>>,
): Promise<PlanCatalogues> {
  const editions = editionsIn(await tx.rows<EditionItem>(selectEditions, [made, on, last]));
  return {
    made: editions.findLast(({ from }) => from <= made),
    current: editions.findLast(({ from }) => from <= on),
    coming: editions.find(({ from }) => from > on),
  };
}

/** Every edition of the catalogue, the oldest first. */
export async function allCatalogues(tx: Tx): Promise<CatalogueEdition[]> {
  return editionsIn(
    await tx.rows<EditionItem>(
      'select from_day, year, product, class_id, risk from catalogue_item order by from_day, line',
    ),
  );
}

interface EditionItem {
  from_day: PlainDate;
  year: number;
  product: string;
  class_id: string | null;
  risk: CatalogueProduct['risk'];
}

function editionsIn(rows: readonly EditionItem[]): CatalogueEdition[] {
  return [...Map.groupBy(rows, ({ from_day }) => from_day)].map(([from, own]) => ({
    from,
    year: own[0]!.year,
    items: own.map(({ product, class_id: classId, risk }) => ({
      product,
      risk,
      ...(classId === null ? {} : { classId }),
    })),
  }));
}

const selectEditions = `select from_day, year, product, class_id, risk from catalogue_item
  where from_day in (
    (select max(from_day) from catalogue_item where from_day <= $1),
    (select max(from_day) from catalogue_item where from_day <= $2),
    (select min(from_day) from catalogue_item where from_day > $2 and from_day <= $3))
  order by from_day, line`;
