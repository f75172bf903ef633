import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts, PastAct } from '#kernel/facts.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { Procedure } from '#kernel/definition.ts';
import { articleNumber, productOf } from '#kernel/product/life.ts';
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
 * The maker's other products that bear the number that an act gives a product, or that it has. Two that ask for the same
 * number take turns, so that the second knows of the first.
 */
export async function productsNumbered(
  tx: Tx,
  procedure: Procedure,
  place: { readonly id: string; readonly organisation: string | undefined },
  history: readonly PastAct[],
  act: string,
  input: unknown,
): Promise<ProductFacts[]> {
  const { product: rule } = procedure;
  if (rule === undefined || place.organisation === undefined) return [];
  const values = typeof input === 'object' && input !== null ? input : {};
  const known = productOf(procedure, { id: place.id, holder: place.organisation }, history);
  const code = rule.statedBy.includes(act)
    ? (values as Readonly<Record<string, unknown>>)[rule.fields.code]
    : known?.code;
  // Whatever the form will refuse must not reach the database.
  if (typeof code !== 'string' || !/^\d{1,14}$/.test(code)) return [];
  const [, rows] = await Promise.all([
    tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 823018))', [
      `${place.organisation} ${articleNumber(code)}`,
    ]),
    tx.rows<ProductRow>(
      `select * from product where organisation_id = $1 and lpad(code, 14, '0') = $2 and code <> ''
         and proceeding_id <> $3 order by name, proceeding_id`,
      [place.organisation, articleNumber(code), place.id],
    ),
  ]);
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
