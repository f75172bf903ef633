import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { ProductClassFacts } from '#kernel/organisation.ts';
import type { LackKind } from '#law/enterprise/product/fitness.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import type { Tx } from '#db/transaction.ts';
import type { ProductRow } from '../reading/products.ts';

/** What a list can be narrowed to: what is missing, or a standard that will lapse. */
export type Concern = LackKind | 'lapsing';

/** What narrows a list of products. */
export interface ProductFilter {
  readonly q?: string | undefined;
  readonly productClass?: string | undefined;
  readonly state?: string | undefined;
  readonly concern?: Concern | undefined;
  /** Products that cite this standard. */
  readonly standard?: string | undefined;
  readonly organisation?: string | undefined;
  readonly id?: string | undefined;
  readonly today: PlainDate;
  readonly limit: number;
  readonly offset: number;
}

/** A line of a list. */
export interface ListedProductRow extends ProductRow {
  organisation_name: string | null;
  region_name: string | null;
}

const registered = `exists (select from organisation_class_on($7) r
    where r.organisation_id = p.organisation_id and r.class_id = p.class_id)`;

/**
 * What each concern asks of a product on a day, in the words of the database: the same as the rules' own judgement, which
 * a test holds both to.
 */
const concerns: Readonly<Record<Concern, string>> = {
  eliminated: `exists (select from eliminated_kind k where k.entry_id = (select entry_id from eliminated_kind
      order by listed_at desc limit 1) and k.from_day <= $7 and (k.class_id is null or k.class_id = p.class_id)
    and position(k.word in p.name || ' ' || p.model) > 0)`,
  lapsed: `exists (select from standard s where s.number = any (p.standards) and s.lapses_on <= $7)`,
  lapsing: `exists (select from standard s where s.number = any (p.standards) and s.lapses_on > $7)`,
  mandatory: `exists (select from standard s cross join unnest(s.classes) as k (id) where s.nature = 'mandatory'
    and k.id = p.class_id and s.from_day <= $7 and (s.lapses_on is null or s.lapses_on > $7)
    and not s.number = any (p.inapplicable) and not p.standards && (s.number || s.replaced_by))`,
  undeclared: `p.mode <> 'entrusted' and p.declared_on is null`,
  outdated: `p.mode <> 'entrusted' and p.declared_on is not null
    and not (p.declared @> ${numbers()} and p.declared <@ ${numbers()})`,
  unregistered: `not ${registered}`,
  licence: `p.mode <> 'entrusting' and ${needs('licence')}`,
  ccc: needs('ccc'),
  label: `not coalesce(p.label_passed, false)`,
};

function numbers(): string {
  return `(p.standards || case when p.own = '' then '{}'::text[] else array[p.own] end)`;
}

function needs(kind: 'licence' | 'ccc'): string {
  return `${registered} and exists (select from product_class_on($7) k where k.id = p.class_id and k.${kind})
    and not exists (select from certificate c where c.organisation_id = p.organisation_id and c.kind = '${kind}'
      and c.classes @> array[p.class_id] and exists (select from jsonb_to_recordset(c.spans)
        as s ("from" date, "to" date) where $7::date between s."from" and s."to"))`;
}

/** More are not counted: nobody leafs through them, and counting a province takes longer than looking. */
export const mostCounted = 10_000;

/** Products of the actor's own house or territory, by name. @returns a page, and how many there are in all. */
export async function listProducts(
  tx: Tx,
  filter: ProductFilter,
): Promise<{ readonly rows: ListedProductRow[]; readonly total: number }> {
  const q = filter.q?.trim() ?? '';
  const values = [
    q,
    `%${q.replace(/[\\%_]/g, '\\$&')}%`,
    filter.productClass ?? null,
    filter.state ?? null,
    filter.standard ?? null,
    filter.organisation ?? null,
    filter.today,
    filter.id ?? null,
  ];
  const where = condition(q, filter.concern);
  const { limit, offset } = filter;
  const rows = await tx.rows<ListedProductRow>(selectPage(where), [...values, limit, offset]);
  if (offset === 0 && rows.length < limit) return { rows, total: rows.length };
  const [count] = await tx.rows<{ total: number }>(
    `select count(*)::int as total from (select 1 ${where} limit ${mostCounted}) c`,
    values,
  );
  return { rows, total: count?.total ?? 0 };
}

// Only what is asked for is written: the same words under another name would be planned for all cases at once.
function condition(q: string, concern: Concern | undefined): string {
  const found = `(p.name like $2 or p.model like $2 or p.code = $1
    or p.organisation_id in (select found_organisations($1, null, null)))`;
  return `from product p where ${q === '' ? `$1::text = '' and $2::text is not null` : found}
    and ($3::text is null or p.class_id = $3) and ($4::text is null or p.state = $4)
    and ($5::text is null or p.standards @> array[$5]) and ($6::uuid is null or p.organisation_id = $6)
    and $7::date is not null and ($8::uuid is null or p.proceeding_id = $8)
    ${concern === undefined ? '' : `and not p.rests and ${concerns[concern]}`}`;
}

const selectPage = (
  where: string,
) => `select p.*, coalesce(o.name, n.name) as organisation_name, r.name as region_name
from (select p.* ${where} order by p.rests, p.name, p.proceeding_id limit $9 offset $10) p
left join organisation o on o.id = p.organisation_id
left join lateral (select * from named_organisations(array[p.organisation_id], null)) n on o.id is null
left join region r on r.code = p.region
order by p.rests, p.name, p.proceeding_id`;

/** Whether the holder of a product has its class on a day, registered or by certificate. */
export async function registeredOn(
  tx: Tx,
  day: PlainDate,
  holders: readonly string[],
  classes: readonly string[],
): Promise<(product: Pick<ProductFacts, 'holder' | 'productClass'>) => boolean> {
  const rows = await tx.rows<{ holder: string; class: string }>(
    `select organisation_id as holder, class_id as class from organisation_class_on($1)
     where organisation_id = any ($2::uuid[]) and class_id = any ($3::text[])`,
    [day, holders, classes],
  );
  const known = new Set(rows.map((row) => `${row.holder} ${row.class}`));
  return ({ holder, productClass }) => known.has(`${holder} ${productClass}`);
}

/** Classes of products as the catalogue of a day has them. */
export async function classesOn(
  tx: Tx,
  day: PlainDate,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProductClassFacts>> {
  const rows = await tx.rows<{
    id: string;
    title: string;
    licence: boolean;
    ccc: boolean;
    mandatory_standard: boolean;
    risk: ProductClassFacts['risk'];
  }>(
    `select id, title, licence, ccc, mandatory_standard, risk from product_class_on($1)
     where id = any ($2::text[])`,
    [day, ids],
  );
  return new Map(
    rows.map(({ mandatory_standard: mandatoryStandard, ...one }) => [
      one.id,
      { ...one, mandatoryStandard },
    ]),
  );
}
