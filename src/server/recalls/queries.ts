import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import { lotColumns, presentLot } from '../reading/lots.ts';
import type { LotRow } from '../reading/lots.ts';
import type { NoticeLot, RecallPreview } from './present.ts';

/** A recall that the reader sees, and in which part. */
export interface RecallHead {
  id: string;
  title: string;
  state: string;
  opened_on: PlainDate;
  organisation_id: string;
  is_producer: boolean;
  is_overseer: boolean;
  /** The scope that has the lines of the latest one. */
  scope: string | null;
  frozen: boolean | null;
  hash: string | null;
  at: Instant | null;
  lots: number | null;
  holders: number | null;
}

/** The recall with its latest scope; undefined where the reader does not see it or it is none. */
export async function headOf(tx: Tx, id: string): Promise<RecallHead | undefined> {
  const [row] = await tx.rows<RecallHead>(selectHead, [id]);
  return row;
}

/** What the scope would be now; undefined where a lot is not the reader's to name. */
export async function previewOf(
  tx: Tx,
  recall: string,
  lots: readonly string[],
): Promise<RecallPreview | undefined> {
  const [row] = await tx.rows<{ found: RecallPreview | null }>(
    'select preview_recall($1, $2::uuid[]) as found',
    [recall, lots],
  );
  return row?.found ?? undefined;
}

/** Sums of a tier as the database gives them. */
export interface TierRow {
  tier: number;
  product: string;
  unit: string;
  holders: number;
  told: number;
  answered: number;
  got: string;
  placed: string;
  secured: string;
  found: string;
  destroyed: string;
  outside: string;
  consumers: string;
  recovered: string;
}

/** Sums by tier and unit. */
export function tiersOf(tx: Tx, recall: string): Promise<TierRow[]> {
  return tx.rows<TierRow>(
    `select tier, product, unit, holders::int, told::int, answered::int, ${texts('got placed secured found destroyed outside consumers recovered')}
     from recall_progress($1)`,
    [recall],
  );
}

/** A holder as the database gives it; of a receiver of the producer without place and clock. */
export interface HolderRow {
  organisation_id: string;
  product: string;
  unit: string;
  tier: number | null;
  region: number | null;
  region_name: string | null;
  lots: number;
  got: string;
  placed: string;
  secured: string;
  told_at: Instant | null;
  answered_at: Instant | null;
  state: string | null;
  due_day: PlainDate | null;
  until: Instant | null;
  notice: string | null;
  stale: boolean;
  total: number;
  houses: number;
}

/** The producer's direct receivers. */
export function receiversOf(tx: Tx, recall: string): Promise<HolderRow[]> {
  return tx.rows<HolderRow>(
    `select organisation_id, product, unit, null as tier, null as region, null as region_name, lots::int,
       trim_scale(delivered)::text as got, ${texts('placed secured')}, told_at, answered_at, null as state,
       null as due_day, null as until, null as notice, stale, count(*) over ()::int as total,
       (dense_rank() over (order by organisation_id) + dense_rank() over (order by organisation_id desc) - 1)::int as houses
     from recall_receivers($1) order by placed - secured desc limit 500`,
    [recall],
  );
}

/** What the list of holders is narrowed to. */
export interface HolderFilter {
  readonly region?: number | undefined;
  readonly silent: boolean;
  readonly page: number;
}

/** What a page of a list shows. */
const perPage = 20;

/**
 * Every holder of a scope, those with most open first; for the regulators of the case.
 * @param outrun whose goods have moved since they answered.
 */
export function holdersOf(
  tx: Tx,
  { id, scope }: Pick<RecallHead, 'id' | 'scope'>,
  { region, silent, page }: HolderFilter,
  outrun: readonly string[],
  rows = perPage,
): Promise<HolderRow[]> {
  return tx.rows<HolderRow>(selectHolders, [
    id,
    scope,
    region ?? null,
    silent,
    rows,
    (page - 1) * rows,
    outrun,
  ]);
}

/** Open quantity by the part of the territory below a region. */
export function placesOf(tx: Tx, { id, scope }: Pick<RecallHead, 'id' | 'scope'>) {
  return tx.rows<{
    code: number;
    name: string;
    holders: number;
    silent: number;
    sums: { product: string; unit: string; placed: string; secured: string }[];
  }>(selectPlaces, [id, scope]);
}

/** The lines of a scope for the list whose hash stands in the plan. */
export function linesOf(tx: Tx, scope: string) {
  return tx.rows<Record<(typeof lineColumns)[number], string> & { tier: number }>(
    `select lot_id, organisation_id, tier, ${texts('got used passed outside consumers returned destroyed on_hand')}
     from recall_line where scope = $1 order by lot_id, organisation_id`,
    [scope],
  );
}

const lineColumns = [
  'lot_id',
  'organisation_id',
  'got',
  'used',
  'passed',
  'outside',
  'consumers',
  'returned',
  'destroyed',
  'on_hand',
] as const;

interface SheetRow extends LotRow {
  consumers: string;
  buyers: { name: string; quantity: string }[] | null;
  answer: NonNullable<NoticeLot['answered']> | null;
  total: number;
}

/** The lots of a notice as its holder holds them now, and what it said of each. */
export async function sheetOf(
  tx: Tx,
  notice: string,
): Promise<{ lots: readonly NoticeLot[]; total: number }> {
  const rows = await tx.rows<SheetRow>(selectSheet, [notice]);
  return {
    total: rows[0]?.total ?? 0,
    lots: rows.map(({ answer, consumers, buyers, ...row }) => ({
      ...presentLot(row),
      consumers,
      buyers: buyers ?? [],
      ...(answer === null ? {} : { answered: answer }),
    })),
  };
}

/** `a` or `sum(a):name` as shortest decimal texts. */
function texts(list: string): string {
  return list
    .split(' ')
    .map((one) => one.split(':'))
    .map(([value, name = value]) => `trim_scale(${value})::text as ${name}`)
    .join(', ');
}

const selectHead = `select p.id, p.title, p.state, p.opened_on, p.organisation_id, produces_for_recall(p.id) as is_producer,
  oversees_recall(p.id) as is_overseer, coalesce(s.same_as, s.entry_id) as scope, s.frozen, s.hash, s.at, s.lots, s.holders
from proceeding p left join lateral (select * from recall_scope s where s.recall = p.id order by s.at desc limit 1) s on true
where p.id = $1 and p.procedure = 'recall'`;

const held = `with state as materialized (
    select h.organisation_id, max(h.told_at) as told_at, (array_agg(h.notice order by h.told_at desc nulls last))[1] as notice,
      case when bool_and(h.answered_at is not null) then max(h.answered_at) end as answered_at
    from recall_holder h where h.recall = $1 group by 1),
  sums as materialized (
    select r.organisation_id, r.product, r.unit, min(r.tier) as tier, count(*)::int as lots, sum(r.got) as got, o.region,
      s.told_at, s.answered_at, s.notice,
      sum(case when a.lot is null then r.on_hand + r.outside + r.consumers + r.destroyed
        else a.found + a.outside + a.consumers + a.destroyed end) as placed,
      sum(coalesce(a.found + a.destroyed + a.recovered, 0)) as secured
    from recall_line r join organisation o on o.id = r.organisation_id
    left join recall_answer a on a.recall = $1 and a.organisation_id = r.organisation_id and a.lot = r.lot
    left join state s on s.organisation_id = r.organisation_id
    where r.scope = $2 group by 1, 2, 3, o.region, s.told_at, s.answered_at, s.notice)`;

const selectPlaces = `${held},
  placed as materialized (select s.*, s.region / 100 * 100 as place from sums s),
  houses as (select p.place, count(distinct p.organisation_id)::int as holders,
    (count(distinct p.organisation_id) filter (where p.answered_at is null))::int as silent from placed p group by 1),
  goods as (select p.place, p.product, p.unit, sum(p.placed) as placed, sum(p.secured) as secured from placed p group by 1, 2, 3)
select g.code, g.name, h.holders, h.silent, (select json_agg(json_build_object('product', s.product, 'unit', s.unit,
    'placed', trim_scale(s.placed)::text, 'secured', trim_scale(s.secured)::text) order by s.placed - s.secured desc, s.product)
    from goods s where s.place = h.place) as sums
from houses h join region g on g.code = h.place order by g.code`;

const selectHolders = `${held}
select s.organisation_id, s.product, s.unit, s.tier, s.region, g.name as region_name, s.lots, ${texts('s.got:got s.placed:placed s.secured:secured')},
  s.told_at, s.answered_at, s.notice, p.state, c.due_day, c.until,
  s.organisation_id = any ($7::uuid[]) as stale, count(*) over ()::int as total,
  (dense_rank() over (order by s.organisation_id) + dense_rank() over (order by s.organisation_id desc) - 1)::int as houses
from sums s join region g on g.code = s.region left join proceeding p on p.id = s.notice
left join clock c on c.proceeding_id = s.notice and c.deadline = 'answer'
where ($3::int is null or s.region between $3 and $3 + case when $3 % 10000 = 0 then 9999 when $3 % 100 = 0 then 99 else 0 end)
  and (not $4::boolean or s.answered_at is null)
order by s.placed - s.secured desc, s.organisation_id, s.product, s.unit limit $5 offset $6`;

const selectSheet = `select ${lotColumns}, count(*) over ()::int as total,
  (select trim_scale(coalesce(sum(e.quantity), 0))::text from lot_event e where e.lot = l.seq
    and e.organisation_id = h.organisation_id and e.kind = 'shipped' and e.to_id is null and e.to_name = '') as consumers,
  (select json_agg(json_build_object('name', b.to_name, 'quantity', trim_scale(b.quantity)::text)) from (
    select e.to_name, sum(e.quantity) as quantity from lot_event e where e.lot = l.seq
      and e.organisation_id = h.organisation_id and e.kind = 'shipped' and e.to_id is null and e.to_name <> ''
    group by 1 order by 1) b) as buyers,
  case when a.lot is not null then json_build_object('got', trim_scale(a.got)::text, 'found', trim_scale(a.found)::text,
    'outside', trim_scale(a.outside)::text, 'consumers', trim_scale(a.consumers)::text,
    'returned', trim_scale(a.returned)::text, 'destroyed', trim_scale(a.destroyed)::text,
    'recovered', trim_scale(a.recovered)::text, 'at', a.at, 'stale',
    answer_is_stale(a, h, o.quantity)) end as answer
from recall_holder n join recall_line r on r.scope = n.scope and r.organisation_id = n.organisation_id and r.is_new
join lot l on l.seq = r.lot join holding h on h.lot = r.lot and h.organisation_id = r.organisation_id
cross join lateral (select coalesce(sum(e.quantity), 0) as quantity from lot_event e where e.lot = l.seq
  and e.organisation_id = h.organisation_id and e.kind = 'shipped' and e.to_id is null) o
left join recall_answer a on a.recall = n.recall and a.organisation_id = n.organisation_id and a.lot = r.lot
where n.notice = $1 and n.organisation_id = my_organisation() order by a.lot is not null, l.seq limit 200`;
