import { productOf } from '#kernel/product/life.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Difference } from '../difference.ts';
import type { Replay } from '../expected-proceeding.ts';
import { presentProductFacts } from '../../reading/products.ts';
import type { ProductRow } from '../../reading/products.ts';

/** Replays the product of a proceeding and compares it with the lists. */
export function checkProduct(
  { procedure, row, acts }: Replay,
  snapshot: Snapshot,
  stored: (ProductRow & { region: number; domains: number }) | undefined,
): Difference | undefined {
  const place = { id: row.id, holder: row.organisation_id ?? '' };
  const product = productOf(procedure, place, snapshot.history);
  const { region, domains } = row;
  const said = text(product && { ...product, region, domains });
  const kept = text(
    stored && {
      ...presentProductFacts(stored),
      region: stored.region,
      domains: stored.domains,
    },
  );
  if (said === kept) return undefined;
  return {
    check: 'proceedings',
    table: 'product',
    column: 'proceeding_id',
    proceeding: row.id,
    entry: acts.at(-1)!.entry,
    zh: `事项${row.id}（${row.title}）登记的产品为${kept}，由记录重放应为${said}。`,
    en: `the product of proceeding ${row.id} is ${kept}, its entries give ${said}`,
  };
}

function text(product: object | undefined): string {
  return product === undefined ? '-' : canonicalJson(JSON.parse(JSON.stringify(product)));
}
