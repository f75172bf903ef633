import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';

interface FaultRow {
  entry: string;
  organisation: string | null;
  lot: string | null;
  found: string | null;
  due: string | null;
}

/**
 * A recall whose list is not what its hash says, whose holders are not those of the list, who is written down as told or
 * as having answered without it, and goods that moved while they were recalled and are not noted: the next count of the
 * scope would miss them.
 */
export async function findRecallFault(tx: Tx): Promise<Difference | undefined> {
  for (const [table, column, sql] of questions) {
    const [row] = await tx.rows<FaultRow>(`${sql} limit 1`);
    if (row === undefined) continue;
    const { entry, organisation, lot, found, due } = row;
    const at = organisation === null ? '' : `单位${organisation}的`;
    return {
      check: 'lots',
      table,
      column,
      entry,
      ...(organisation === null ? {} : { organisation }),
      zh: `召回范围${entry}中${at}${lot === null ? '' : `批次${lot}的`}${column}为“${found ?? '-'}”，重算应为“${due ?? '-'}”。`,
      en: `${table} of scope ${entry}${organisation === null ? '' : ` at ${organisation}`}${lot === null ? '' : `, lot ${lot},`} has ${column} ${found ?? '-'}, worked out ${due ?? '-'}`,
    };
  }
  return undefined;
}

/** Scopes with the list that they stand for, their own or that of an earlier one, and the list before. */
const listed = `listed as (select s.*, coalesce(s.same_as, s.entry_id) as list,
  lag(coalesce(s.same_as, s.entry_id)) over (partition by s.recall order by s.at, s.entry_id) as before from recall_scope s)`;

const wrongList = `with ${listed} select s.entry_id as entry, null as organisation, null as lot,
    concat_ws(' / ', s.hash, s.lots, s.holders) as found, concat_ws(' / ', l.hash, l.lots, l.holders) as due
  from listed s cross join lateral (select recall_hash(string_agg(recall_line_text(r.lot_id, r.organisation_id, r.tier, r.got,
      r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand), E'\\n' order by r.lot_id, r.organisation_id))
      as hash, count(distinct r.lot) as lots, count(distinct r.organisation_id) as holders
    from recall_line r where r.scope = s.list and r.recall = s.recall) l
  where concat_ws(' / ', s.hash, s.lots, s.holders) <> concat_ws(' / ', l.hash, l.lots, l.holders)`;

const strayLine = `select r.scope as entry, r.organisation_id as organisation, r.lot_id as lot, r.on_hand::text as found, null as due
  from recall_line r where not exists (select from recall_scope s where s.entry_id = r.scope and s.recall = r.recall)`;

const wrongProduct = `select r.scope as entry, r.organisation_id as organisation, r.lot_id as lot, concat_ws(' / ', r.product, r.unit) as found,
    concat_ws(' / ', l.product, l.unit) as due
  from recall_line r join lot l on l.seq = r.lot where (r.product, r.unit) is distinct from (l.product, l.unit)`;

const wrongNews = `with ${listed} select s.entry_id as entry, r.organisation_id as organisation, r.lot_id as lot,
    r.is_new::text as found, (not r.is_new)::text as due
  from listed s join recall_line r on r.scope = s.entry_id
  where r.is_new = exists (select from recall_line b
    where b.scope = s.before and b.organisation_id = r.organisation_id and b.lot = r.lot)`;

const wrongHolder = `select coalesce(h.scope, l.scope) as entry, coalesce(h.organisation_id, l.organisation_id) as organisation,
    null as lot, nullif(concat_ws(' / ', h.tier, h.lots), '') as found, nullif(concat_ws(' / ', l.tier, l.lots), '') as due
  from recall_holder h full join (select scope, organisation_id, min(tier) as tier, count(*) as lots from recall_line
      where is_new group by 1, 2) l on l.scope = h.scope and l.organisation_id = h.organisation_id
  where concat_ws(' / ', h.tier, h.lots) <> concat_ws(' / ', l.tier, l.lots)`;

// Who was told has a notice about itself, which the platform opened because of this scope.
const wrongNotice = `select h.scope as entry, h.organisation_id as organisation, null as lot, h.notice::text as found, t.id::text as due
  from recall_holder h
  left join proceeding p on p.id = h.notice and p.organisation_id = h.organisation_id
  left join lateral (select e.proceeding_id as id from entry e where e.proceeding_id = p.id and e.cause = h.scope limit 1) t on true
  where (h.notice is null) <> (h.told_at is null) or h.notice is distinct from t.id`;

const wrongAnswered = `select h.scope as entry, h.organisation_id as organisation, null as lot, (h.answered_at is not null)::text as found,
    (h.answered_at is null)::text as due
  from recall_holder h
  where (h.answered_at is not null) = exists (select from recall_line r
    where r.scope = h.scope and r.organisation_id = h.organisation_id and r.is_new and not exists (select from recall_answer a
      where a.recall = h.recall and a.organisation_id = r.organisation_id and a.lot = r.lot))`;

const unnoted = `select s.entry_id as entry, e.organisation_id as organisation, l.id as lot, coalesce(m.counted::text, '-') as found,
    'false' as due
  from lot_block b
  join lateral (select * from recall_scope s where s.recall = b.cause order by s.at desc limit 1) s on true
  join lot_event e on e.lot = b.lot and e.at > b.at and e.kind in ('shipped', 'returned', 'destroyed')
  join lot l on l.seq = b.lot
  left join recall_moved m on m.recall = b.cause and m.lot = b.lot
  where m.lot is null or (m.counted and not m.loose and e.at > s.at)`;

const letGo = `with ${listed}, latest as (select distinct on (recall) recall, entry_id, list from listed order by recall, at desc, entry_id desc)
  select s.entry_id as entry, r.organisation_id as organisation, r.lot_id as lot, coalesce(m.loose::text, '-') as found, 'true' as due
  from latest s join recall_line r on r.scope = s.list
  left join recall_moved m on m.recall = s.recall and m.lot = r.lot
  where m.loose is not true and not exists (select from lot_block b where b.lot = r.lot and b.cause = s.recall)`;

const questions = [
  ['recall_scope', 'hash', wrongList],
  ['recall_line', 'scope', strayLine],
  ['recall_line', 'product', wrongProduct],
  ['recall_line', 'is_new', wrongNews],
  ['recall_holder', 'lots', wrongHolder],
  ['recall_holder', 'notice', wrongNotice],
  ['recall_holder', 'answered_at', wrongAnswered],
  ['recall_moved', 'counted', unnoted],
  ['recall_moved', 'loose', letGo],
] as const;
