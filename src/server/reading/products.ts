import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import type { Tx } from '#db/transaction.ts';
import { certificatesOf } from './certificates.ts';
import { eliminatedFor, standardsFor } from './standards.ts';

/** A product as its table holds it. */
export interface ProductRow {
  proceeding_id: string;
  organisation_id: string;
  procedure: string;
  name: string;
  model: string;
  brand: string;
  class_id: string;
  origin: string;
  code: string;
  standards: string[];
  own: string;
  inapplicable: string[];
  mode: string;
  declared_on: PlainDate | null;
  declared: string[] | null;
  label_on: PlainDate | null;
  label_passed: boolean | null;
  state: string;
  since: PlainDate;
  supplied: boolean;
  rests: boolean;
}

/** A product of its table, as rules read it. */
export function presentProductFacts(row: ProductRow): ProductFacts {
  return {
    id: row.proceeding_id,
    holder: row.organisation_id,
    name: row.name,
    model: row.model,
    brand: row.brand,
    productClass: row.class_id,
    origin: row.origin,
    code: row.code,
    standards: row.standards,
    own: row.own,
    inapplicable: row.inapplicable,
    mode: row.mode,
    ...withDay('declared', row.declared_on, { numbers: row.declared ?? [] }),
    ...withDay('label', row.label_on, { passed: row.label_passed === true }),
    state: row.state,
    since: row.since,
    isSupplied: row.supplied,
    rests: row.rests,
  };
}

/** Products by the ids of their files, as far as the actor sees them. */
export async function productsOf(tx: Tx, ids: readonly string[]): Promise<ProductFacts[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<ProductRow>(
    'select * from product where proceeding_id = any ($1::uuid[]) order by name, proceeding_id',
    [ids],
  );
  return rows.map(presentProductFacts);
}

/**
 * What rules that judge products read of those that lots are of: their files, the registers, and the certificates of whoever
 * made the lots.
 */
export async function judgedProducts(
  tx: Tx,
  house: string,
  lots: readonly LotFacts[],
): Promise<Required<Pick<DutyFacts, 'products' | 'market' | 'certificates'>>> {
  const products = await productsOf(tx, [...new Set(lots.flatMap(({ file }) => file ?? []))]);
  const classes = products.map(({ productClass }) => productClass);
  const [standards, eliminated, certificates] = await Promise.all([
    standardsFor(
      tx,
      products.flatMap((product) => product.standards),
      classes,
    ),
    eliminatedFor(tx, classes),
    certificatesOf(tx, [house]),
  ]);
  return { products, market: { standards, eliminated }, certificates };
}

function withDay<K extends string, T extends object>(key: K, day: PlainDate | null, rest: T) {
  return (day === null ? {} : { [key]: { on: day, ...rest } }) as Partial<
    Record<K, { on: PlainDate } & T>
  >;
}
