import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { slotOf } from '#kernel/calendar/period.ts';
import type { Tx } from '#db/transaction.ts';

/** What a board is narrowed to. */
export interface BoardFilter {
  readonly duty: string;
  readonly lo: number;
  readonly hi: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Bit mask of departments; all bits for every domain. */
  readonly domains: number;
  /** Only enterprises that make or sell this class of products. */
  readonly productClass: string | undefined;
  /** First day of the period of the duty that still runs; what started before it is over. */
  readonly runningFrom: PlainDate;
}

/** Sums of one county. */
export interface BoardRow {
  region: number;
  organisations: number;
  expected: number;
  done: number;
  missing: number;
  late: number;
  finding: number;
  idle: number;
}

/** Findings of one county that are not closed. */
export interface FindingRow {
  region: number;
  open: number;
  overdue: number;
}

/** Sums by county, with what is not folded into them yet. An enterprise counts where its fullest month has it. */
export function boardRows(tx: Tx, filter: BoardFilter): Promise<BoardRow[]> {
  return tx.rows<BoardRow>(selectBoard, [
    filter.duty,
    filter.lo,
    filter.hi,
    filter.from,
    filter.to,
    filter.domains,
    filter.productClass ?? '',
    filter.runningFrom,
  ]);
}

const within = `duty = $1 and region between $2 and $3 and month between $4 and $5 and domains & $6::int <> 0
  and class_id = $7`;
const columns = `region, month, day, organisations, expected, done, missing, late, finding, idle`;

const selectBoard = `select region, max(organisations)::int as organisations, sum(expected)::bigint as expected,
  sum(done)::bigint as done, sum(missing)::bigint as missing, sum(late)::bigint as late, sum(finding)::bigint as finding,
  sum(idle)::bigint as idle
from (
  select region, sum(organisations) as organisations, sum(expected) as expected, sum(done) as done,
    coalesce(sum(missing) filter (where day = 0 or month + day - 1 < $8::date), 0) as missing, sum(late) as late,
    sum(finding) as finding, sum(idle) as idle
  from (select ${columns} from duty_summary where ${within}
    union all select ${columns} from duty_change where ${within}) as counted
  group by region, month
) as months group by region having max(organisations) > 0`;

/** Findings that are not closed, and those of them that are overdue now, by county. */
export function openFindings(tx: Tx, filter: BoardFilter, now: Instant): Promise<FindingRow[]> {
  const { lo, hi, domains, productClass } = filter;
  return tx.rows<FindingRow>('select * from open_findings($1, $2, $3, $4, $5)', [
    lo,
    hi,
    domains,
    productClass ?? null,
    now,
  ]);
}

/** One enterprise of a board. */
export interface EnterpriseRow extends BoardRow {
  id: string;
  name: string;
  total: number;
}

/** How a list of enterprises is narrowed and cut into pages. */
export interface EnterpriseFilter extends BoardFilter {
  /** `waiting`: owed in the period that runs, and not done yet. */
  readonly only: 'missing' | 'late' | 'finding' | 'waiting' | undefined;
  readonly q: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/**
 * Enterprises of a region with their sums, those with most missing first. Of ten thousand only what sorts and narrows
 * them is added up; the other sums and the name are read for those of one page.
 */
export function enterpriseRows(tx: Tx, filter: EnterpriseFilter): Promise<EnterpriseRow[]> {
  const { month, bit } = slotOf(filter.runningFrom);
  return tx.rows<EnterpriseRow>(selectEnterprises(filter.only), [
    filter.duty,
    filter.lo,
    filter.hi,
    filter.from,
    filter.to,
    filter.domains,
    month,
    (1 << bit) - 1,
    filter.productClass ?? null,
    filter.q === undefined || filter.q === '' ? null : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
    filter.limit,
    filter.offset,
  ]);
}

/** Periods that started before the running one are over: all of the months before, some of its own, none after. */
const missing = `d.expected & ~d.done & case when d.month < $7::date then -1 when d.month = $7::date then $8::int else 0 end`;
const waiting =
  'sum(case when d.month = $7::date then bits(d.expected & ~d.done & ($8::int + 1)) else 0 end)';
const ofTime = `d.duty = $1 and d.month between $4 and $5 and d.domains & $6::int <> 0`;

const selectEnterprises = (only: EnterpriseFilter['only']) => `with totals as (
  select d.organisation_id as id, d.region, sum(bits(${missing})) as missing, sum(bits(d.finding)) as finding
    ${only === 'late' ? ', sum(bits(d.late)) as late' : ''}${only === 'waiting' ? `, ${waiting} as waiting` : ''}
  from duty_month d
  where ${ofTime} and d.region between $2 and $3
    and ($9::text is null or exists (select from organisation_product p
      where p.organisation_id = d.organisation_id and p.class_id = $9))
  group by d.organisation_id, d.region)
select page.id, page.region, page.total, page.missing, page.finding, 1 as organisations, o.name, more.*
from (select t.*, count(*) over () as total from totals t
  where ${only === undefined ? 'true' : `t.${only} > 0`}
    and ($10::text is null or exists (select from organisation o where o.id = t.id and o.name like $10))
  order by t.missing desc, t.finding desc, t.id limit $11 offset $12) page
join organisation o on o.id = page.id
cross join lateral (
  select sum(bits(d.expected)) as expected, sum(bits(d.done)) as done, sum(bits(d.late)) as late, sum(bits(d.idle)) as idle
  from duty_month d where d.organisation_id = page.id and d.region = page.region and ${ofTime}) more
order by page.missing desc, page.finding desc, page.id`;
