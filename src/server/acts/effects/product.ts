import type { Procedure } from '#kernel/definition.ts';
import type { PastAct } from '#kernel/facts.ts';
import { productOf } from '#kernel/product/life.ts';
import type { Tx } from '#db/transaction.ts';

/** Writes the product that a proceeding is the life of, for lists and for the rules of others. */
export async function projectProduct(
  tx: Tx,
  procedure: Procedure,
  place: {
    readonly id: string;
    readonly organisation: string | undefined;
    readonly region: number;
    readonly domains: number;
  },
  history: readonly PastAct[],
): Promise<void> {
  if (procedure.product === undefined || place.organisation === undefined) return;
  const product = productOf(procedure, { id: place.id, holder: place.organisation }, history);
  if (product === undefined) return;
  await tx.rows(upsert, [
    place.id,
    place.organisation,
    place.region,
    place.domains,
    procedure.id,
    product.name,
    product.model,
    product.brand,
    product.productClass,
    product.origin,
    product.code,
    product.standards,
    product.own,
    product.inapplicable,
    product.mode,
    product.declared?.on ?? null,
    product.declared?.numbers ?? null,
    product.label?.on ?? null,
    product.label?.passed ?? null,
    product.state,
    product.since,
    product.isSupplied,
    product.rests,
  ]);
}

const upsert = `insert into product (proceeding_id, organisation_id, region, domains, procedure, name, model, brand,
  class_id, origin, code, standards, own, inapplicable, mode, declared_on, declared, label_on, label_passed, state, since, supplied, rests)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
  on conflict (proceeding_id) do update set name = excluded.name, model = excluded.model, brand = excluded.brand,
    class_id = excluded.class_id, origin = excluded.origin, code = excluded.code, standards = excluded.standards,
    own = excluded.own, inapplicable = excluded.inapplicable, mode = excluded.mode, declared_on = excluded.declared_on, declared = excluded.declared, label_on = excluded.label_on,
    label_passed = excluded.label_passed, state = excluded.state, since = excluded.since, supplied = excluded.supplied,
    rests = excluded.rests`;
