import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import { countedActs } from '#law/regulator/spot-check/progress.ts';
import type { Recorded } from '#law/regulator/spot-check/progress.ts';
import type { CatalogueProduct } from '#law/regulator/spot-check/coverage.ts';
import type { Tx } from '#db/transaction.ts';
import type { CheckRow } from './present.ts';

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
  return tx.rows<CheckRow>(selectChecks(asksOpening(filter)), [
    ...valuesOf(filter, now),
    limit,
    offset,
  ]);
}

/** How many checks stand in each state, whatever column was asked for. */
export function countStates(
  tx: Tx,
  filter: DeskFilter,
  now: Instant,
): Promise<{ state: string; total: number; overdue: number }[]> {
  const { states: _, ...all } = filter;
  return tx.rows(
    `select p.state, count(*)::int as total, count(*) filter (where c.is_late)::int as overdue
      ${fromChecks(asksOpening(filter))} group by p.state`,
    valuesOf(all, now),
  );
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

/** Whether the opening of each check must be read to tell whether it is asked for. */
function asksOpening({ plan, line, productClass, laboratory, q = '' }: DeskFilter): boolean {
  return q !== '' || [plan, line, productClass, laboratory].some((one) => one !== undefined);
}

const opening = `cross join lateral (select e.input as opening from entry e
  where e.proceeding_id = p.id and e.act = 'assign' order by e.at limit 1) e`;

const opened = `($2::text is null or e.opening -> 'plan' ->> 'number' = $2)
  and ($3::text is null or e.opening -> 'plan' ->> 'line' = $3)
  and ($4::text is null or e.opening ->> 'productClass' = $4)
  and ($7::text is null or e.opening ->> 'laboratory' = $7)
  and ($10::text is null or concat_ws(' ', e.opening ->> 'taskNumber', e.opening ->> 'productName',
    e.opening ->> 'producerName', e.opening ->> 'brand', e.opening ->> 'model') like $10)`;

// An opening is an entry, looked for in the partitions of all months: of every check only where it narrows the list.
// What is closed has no clocks.
const fromChecks = (isOpening: boolean) => `from proceeding p
${isOpening ? opening : ''}
left join lateral (select c.deadline, c.until, c.due_day, c.certain as due_certain, c.nature = 'duty' and c.until <= $9::timestamptz as is_late
  from clock c where c.proceeding_id = p.id and p.closed_at is null and c.nature <> 'opening' and not c.paused
  order by c.until limit 1) c on true
where p.procedure = 'spot-check'
  and ($1::text[] is null or p.state = any ($1))
  and ${isOpening ? opened : 'coalesce($2::text, $3, $4, $7, $10) is null'}
  and ($5::int is null or p.region between $5 and $6)
  and ($8::boolean is null or coalesce(c.is_late, false) = $8)`;

const selectChecks = (
  isOpening: boolean,
) => `select f.*, e.opening, r.name as region_name, s.name as sampled_name, l.name as laboratory_name,
  (select t.input ->> 'conclusion' from entry t where t.proceeding_id = f.id
    and t.act in ('test', 'testOnSite', 'retest') order by t.at desc limit 1) as conclusion
from (select p.id, p.state, p.opened_on, p.opened_at, p.last_at, p.organisation_id, p.region, c.deadline,
    c.due_day, c.due_certain, c.until as due_until, c.is_late, count(*) over ()::int as total
  ${fromChecks(isOpening)}
  order by (p.closed_at is not null), c.until nulls last, p.last_at desc limit $11 offset $12) f
${opening.replace('p.id', 'f.id')}
join region r on r.code = f.region
left join lateral (select name from named_organisations(array[f.organisation_id], null)) s on true
left join lateral (select name from named_organisations(array[(e.opening ->> 'laboratory')::uuid], null)) l on true
order by f.due_until nulls last, f.last_at desc`;

/** Plans that checks on the desk name, for its filter. */
export function plansOnDesk(tx: Tx): Promise<{ number: string; name: string }[]> {
  return tx.rows(
    `select distinct e.input -> 'plan' ->> 'number' as number, e.input ->> 'planName' as name
      from proceeding p join entry e on e.proceeding_id = p.id and e.act = 'assign'
      where p.procedure = 'spot-check' and e.input ? 'plan' order by 1 limit 100`,
  );
}

/** A record of a book that the actor may see. */
export async function findRecord(
  tx: Tx,
  book: string,
  id: string,
): Promise<{ organisation: string; input: JsonObject } | undefined> {
  const [row] = await tx.rows<{ organisation: string; input: JsonObject }>(
    `select organisation_id as organisation, input from entry
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
): Promise<{ line: string; acts: readonly Recorded[] }[]> {
  const rows = await tx.rows<{ line: string; acts: readonly Recorded[] | null }>(
    `select o.input -> 'plan' ->> 'line' as line,
       (select jsonb_agg(jsonb_build_object('act', e.act, 'input', e.input) order by e.at)
         from entry e where e.proceeding_id = p.id and e.act = any ($3)) as acts
     from proceeding p
     join entry o on o.proceeding_id = p.id and o.act = 'assign'
     where p.procedure = 'spot-check' and o.account_organisation_id = $1
       and o.input -> 'plan' ->> 'number' = $2`,
    [organisation, number, countedActs],
  );
  return rows.map(({ line, acts }) => ({ line, acts: acts ?? [] }));
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

/** The edition of the key product catalogue by which a year's plan is made, and its products. */
export async function catalogueOf(
  tx: Tx,
  year: number,
): Promise<{ year: number; items: CatalogueProduct[] } | undefined> {
  const rows = await tx.rows<{
    year: number;
    product: string;
    class_id: string | null;
    risk: CatalogueProduct['risk'];
  }>(
    `select year, product, class_id, risk from catalogue_item where from_day = (
       select max(from_day) from catalogue_item where year <= $1) order by line`,
    [year],
  );
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    year: first.year,
    items: rows.map(({ product, class_id: classId, risk }) => ({
      product,
      risk,
      ...(classId === null ? {} : { classId }),
    })),
  };
}
