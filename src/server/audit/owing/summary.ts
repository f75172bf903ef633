import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';

interface Row {
  month: PlainDate;
  region: number;
  duty: string;
  class_id: string;
  column: string;
  stored: number | null;
  counted: number | null;
}

/**
 * Sums the bit maps again, over all enterprises and by product class. What the sweep has folded and what still waits for
 * it must give the same together.
 */
export async function checkSummary(tx: Tx): Promise<Difference | undefined> {
  const [row] = await tx.rows<Row>(selectWrong);
  if (row === undefined) return undefined;
  const { month, region, duty, class_id: productClass, column, stored, counted } = row;
  const found = stored === null ? '没有登记' : String(stored);
  const of = productClass === '' ? '' : `（产品类别${productClass}）`;
  return {
    check: 'expected',
    table: 'duty_summary',
    column,
    zh: `${region}地区${duty}${of}在${month.slice(0, 7)}月的汇总“${column}”为${found}，由位图重算为${counted ?? 0}。`,
    en: `the sum ${column} of ${duty} ${productClass} in ${region} for ${month} is ${stored ?? 'missing'}, the bit maps give ${counted ?? 0}`,
  };
}

const columns = [
  'organisations',
  'expected',
  'done',
  'missing',
  'late',
  'finding',
  'idle',
] as const;

const keys = 'month, region, duty, domains, class_id';

const counted = `select d.month, d.region, d.duty, d.domains, c.class_id, count(*)::bigint as organisations,
  sum(bits(expected))::bigint as expected, sum(bits(done))::bigint as done,
  sum(bits(expected & ~done))::bigint as missing, sum(bits(late))::bigint as late,
  sum(bits(finding))::bigint as finding, sum(bits(idle))::bigint as idle
from duty_month d cross join lateral (
  select '' as class_id union all
  select p.class_id from organisation_product p where p.organisation_id = d.organisation_id) c
group by d.month, d.region, d.duty, d.domains, c.class_id`;

const stored = `select ${keys}, ${columns.map((name) => `sum(${name})::bigint as ${name}`).join(', ')}
from (select ${keys}, ${columns.join(', ')} from duty_summary
  union all select ${keys}, ${columns.join(', ')} from duty_change) as s
group by ${keys}`;

// A sum that came down to nothing may stand beside bit maps that are gone to another county.
const selectWrong = `with counted as (${counted}), stored as (${stored}), both_sides as (
  select coalesce(s.month, n.month) as month, coalesce(s.region, n.region) as region, coalesce(s.duty, n.duty) as duty,
    coalesce(s.class_id, n.class_id) as class_id,
    ${columns.map((name) => `s.${name} as stored_${name}, n.${name} as counted_${name}`).join(', ')}
  from stored s full join counted n using (${keys}))
select b.month, b.region, b.duty, b.class_id, v.name as "column", v.stored, v.counted from both_sides b
cross join lateral (values ${columns.map((name) => `('${name}', b.stored_${name}, b.counted_${name})`).join(', ')})
  as v (name, stored, counted)
where coalesce(v.stored, 0) <> coalesce(v.counted, 0) order by b.month, b.region, b.duty, b.class_id limit 1`;
