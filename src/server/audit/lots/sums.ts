import type { Tx } from '#db/transaction.ts';
import type { Audit, Difference } from '../difference.ts';

interface SumRow {
  organisation_id: string;
  lot: string;
  column: string;
  found: string;
  due: string;
}

/**
 * A house that holds of a lot something else than the sum of what happened to it there, or somewhere else than where it is
 * registered, a lot of another size, and a range of serial numbers that does not begin where the one before it ended.
 */
export async function findUnbalanced(tx: Tx, audit: Audit): Promise<Difference | undefined> {
  const [[held], [sized], [moved], [count]] = await Promise.all([
    tx.rows<SumRow>(selectHoldings),
    tx.rows<SumRow>(selectLots),
    tx.rows<SumRow & { entry: string }>(selectRanges),
    tx.rows<{ lots: number }>('select count(*)::int as lots from lot'),
  ]);
  const row = held ?? sized ?? moved;
  if (row === undefined) {
    audit.count('lots', count?.lots ?? 0);
    return undefined;
  }
  const { organisation_id: organisation, lot, column, found, due } = row;
  const table = row === held ? 'holding' : row === sized ? 'lot' : 'lot_code';
  return {
    check: 'lots',
    table,
    column,
    organisation,
    ...(row === moved ? { entry: moved.entry } : {}),
    zh: `单位${organisation}的批次${lot}登记的${column}为“${found}”，按流转和登记信息应为“${due}”。`,
    en: `${table} of lot ${lot} at ${organisation} has ${column} ${found}, by its events and the register ${due}`,
  };
}

const columns = ['got', 'released', 'used', 'shipped', 'returned', 'destroyed'] as const;
const other = columns.map(
  (name) =>
    `('${name}', trim_scale(coalesce(h.${name}, 0))::text, trim_scale(coalesce(s.${name}, 0))::text)`,
);

// Where a holding was left with nothing, no row and a row of noughts say the same.
const selectHoldings = `with moved as (
  select organisation_id, lot, kind, quantity from lot_event
  union all select to_id, lot, 'made', quantity from lot_event where to_id is not null
  union all select organisation_id, parent, 'used', quantity from lot_part
), s as (
  select organisation_id, lot, sum(quantity) filter (where kind = 'made') as got,
    sum(quantity) filter (where kind = 'released') as released, sum(quantity) filter (where kind = 'used') as used,
    sum(quantity) filter (where kind = 'shipped') as shipped, sum(quantity) filter (where kind = 'returned') as returned,
    sum(quantity) filter (where kind = 'destroyed') as destroyed
  from moved group by organisation_id, lot
)
select coalesce(h.organisation_id, s.organisation_id) as organisation_id, l.id as lot, c.name as column, c.found, c.due
from holding h full join s on s.organisation_id = h.organisation_id and s.lot = h.lot
  join lot l on l.seq = coalesce(h.lot, s.lot) join organisation o on o.id = coalesce(h.organisation_id, s.organisation_id)
  cross join lateral (values ${other.join(', ')},
    ('own', coalesce(h.own, false)::text,
      (l.organisation_id = coalesce(h.organisation_id, s.organisation_id) and l.origin = '')::text),
    ('region', coalesce(h.region, o.region)::text, o.region::text),
    ('domains', coalesce(h.domains, o.domains)::text, o.domains::text)) as c (name, found, due)
where c.found <> c.due limit 1`;

// Records of one book of a house take turns, so the log has them in the order in which they gave numbers out.
const selectRanges = `select l.organisation_id, l.id as lot, c.entry_id as entry, 'first' as column, c.first::text as found,
  (c.before + 1)::text as due
  from (select k.lot, k.entry_id, k.first, coalesce(lag(k.last) over (partition by k.lot
      order by f.index nulls last, q.seq), 0) as before
    from lot_code k left join leaf f on f.entry_id = k.entry_id left join leaf_queue q on q.entry_id = k.entry_id) c
  join lot l on l.seq = c.lot where c.first <> c.before + 1 limit 1`;

const selectLots = `select l.organisation_id, l.id as lot, 'quantity' as column, trim_scale(l.quantity)::text as found,
  trim_scale(coalesce(sum(e.quantity), 0))::text as due
  from lot l left join lot_event e on e.lot = l.seq and e.kind = 'made'
  group by l.seq having l.quantity <> coalesce(sum(e.quantity), 0) limit 1`;
