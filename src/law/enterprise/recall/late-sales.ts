import type { LotFacts, LotSale } from '#kernel/lot/lot.ts';
import { parseQuantity, quantityText, sumOf } from '#kernel/lot/quantity.ts';

type Sold = Pick<LotFacts, 'id' | 'own' | 'released' | 'used' | 'passed' | 'sold'>;

/**
 * What a holder's answer says was sold and its records do not: consumers' part under an empty name. Never more than the
 * answer has over the records, whatever the buyers are called there, and never more than passed its inspection, because
 * the graph lets nothing leave that did not; the rest stays with the answer.
 */
export function unwrittenSales(
  lot: Sold,
  buyers: readonly (LotSale & { readonly lot: string })[],
  consumers: string,
): readonly LotSale[] {
  const known = lot.sold ?? [];
  const knownTo = (name: string) => amountOf(known.filter((sale) => sale.name === name));
  const knownOutside = amountOf(known) - knownTo('');
  const own = buyers.filter((buyer) => buyer.lot === lot.id);
  let released = parseQuantity(lot.released) - parseQuantity(lot.passed) - amountOf(known);
  if (!lot.own) released -= parseQuantity(lot.used);
  let outside = amountOf(own) - knownOutside;
  const sales: LotSale[] = [];
  const take = (name: string, wanted: bigint) => {
    const taken = least(wanted, released);
    if (taken <= 0n) return 0n;
    released -= taken;
    sales.push({ name, quantity: quantityText(taken) });
    return taken;
  };
  for (const [name, all] of Map.groupBy(own, (buyer) => buyer.name)) {
    outside -= take(name, least(amountOf(all) - knownTo(name), outside));
  }
  take('', parseQuantity(consumers) - knownTo(''));
  return sales;
}

function amountOf(sales: readonly Pick<LotSale, 'quantity'>[]): bigint {
  return parseQuantity(sumOf(sales.map(({ quantity }) => quantity)));
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
