import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';

interface Row {
  month: PlainDate;
  region: number;
  duty: string;
  column: string;
  stored: number | null;
  counted: number | null;
}

/** Sums the closed months again; every sum must follow from the bit maps, and no open month may have one. */
export async function checkSummary(tx: Tx): Promise<Difference | undefined> {
  const [row] = await tx.rows<Row>(selectWrong);
  if (row === undefined) return undefined;
  const { month, region, duty, column, stored, counted } = row;
  const found = stored === null ? '没有登记' : String(stored);
  return {
    check: 'expected',
    table: 'duty_summary',
    column,
    zh: `${region}地区${duty}在${month.slice(0, 7)}月的汇总“${column}”为${found}，由位图重算为${counted ?? 0}。`,
    en: `the sum ${column} of ${duty} in ${region} for ${month} is ${stored ?? 'missing'}, the bit maps give ${counted ?? 0}`,
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

const counted = `select d.month, d.region, d.duty, d.domains, count(*)::bigint as organisations, sum(bits(expected)) as expected,
  sum(bits(done)) as done, sum(bits(expected & ~done)) as missing, sum(bits(late)) as late, sum(bits(finding)) as finding,
  sum(bits(idle)) as idle
from duty_month d join duty_closed_month c on c.month = d.month group by d.month, d.region, d.duty, d.domains`;

// A sum that the trigger brought down to nothing may stand beside rows that are gone to another county.
const selectWrong = `with counted as (${counted}), both_sides as (
  select coalesce(s.month, n.month) as month, coalesce(s.region, n.region) as region, coalesce(s.duty, n.duty) as duty,
    ${columns.map((name) => `s.${name}::bigint as stored_${name}, n.${name}::bigint as counted_${name}`).join(', ')}
  from duty_summary s full join counted n using (month, region, duty, domains))
select b.month, b.region, b.duty, v.name as "column", v.stored, v.counted from both_sides b
cross join lateral (values ${columns.map((name) => `('${name}', b.stored_${name}, b.counted_${name})`).join(', ')})
  as v (name, stored, counted)
where coalesce(v.stored, 0) <> coalesce(v.counted, 0) order by b.month, b.region, b.duty limit 1`;
