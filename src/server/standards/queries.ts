import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { StandardLevel, StandardNature } from '#kernel/product/standard.ts';
import type { Tx } from '#db/transaction.ts';

/** What narrows the register. */
export interface StandardFilter {
  readonly q?: string | undefined;
  readonly level?: StandardLevel | undefined;
  readonly nature?: StandardNature | undefined;
  readonly productClass?: string | undefined;
  readonly standing?: 'coming' | 'current' | 'lapsing' | 'lapsed' | undefined;
  readonly numbers?: readonly string[] | undefined;
  readonly today: PlainDate;
  readonly limit: number;
  readonly offset: number;
}

/** A line of the register. */
export interface StandardRow {
  number: string;
  title: string;
  level: StandardLevel;
  nature: StandardNature;
  published_on: PlainDate | null;
  from_day: PlainDate;
  abolished_on: PlainDate | null;
  replaces: string[];
  classes: string[];
  replaced_by: string[];
  lapses_on: PlainDate | null;
  entry_id: string;
  /** Products of the reader's scope that cite it. */
  products: number;
  total: number;
}

/** The register, mandatory standards first, then by number. */
export function listStandards(tx: Tx, filter: StandardFilter): Promise<StandardRow[]> {
  const q = filter.q?.trim() ?? '';
  return tx.rows<StandardRow>(selectList, [
    q,
    `%${q.replace(/[\\%_]/g, '\\$&')}%`,
    filter.level ?? null,
    filter.nature ?? null,
    filter.productClass ?? null,
    filter.standing ?? null,
    filter.numbers ?? null,
    filter.today,
    filter.limit,
    filter.offset,
  ]);
}

const selectList = `with page as (select s.*, count(*) over ()::int as total from standard s
  where ($1 = '' or s.title like $2 or replace(s.number, ' ', '') ilike replace($2, ' ', ''))
    and ($3::text is null or s.level = $3) and ($4::text is null or s.nature = $4)
    and ($5::text is null or s.classes @> array[$5])
    and ($6::text is null or $6 = case when s.lapses_on <= $8 then 'lapsed' when s.from_day > $8 then 'coming'
      when s.lapses_on is not null then 'lapsing' else 'current' end)
    and ($7::text[] is null or s.number = any ($7))
  order by s.nature = 'mandatory' desc, s.number limit $9 offset $10)
select p.*, coalesce(c.products, 0) as products
from page p left join citing_products((select array_agg(number) from page)) c on c.number = p.number
order by p.nature = 'mandatory' desc, p.number`;
