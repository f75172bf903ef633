import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { TakingFacts, Told, ToldGoods, ToldKind } from '#kernel/lot/told.ts';
import { quantityOf } from '#kernel/lot/unit.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import type { LotAmount, Telling } from '#trace/epcis/told.ts';
import { organisationOf, receiverOf } from './parties.ts';
import type { Parties } from './parties.ts';

/** Lots of a house as events may name them. */
export interface LotsByName {
  readonly byLink: ReadonlyMap<string, readonly string[]>;
  /** By number in small letters: those that bear no link, and all. */
  readonly unlinked: ReadonlyMap<string, readonly string[]>;
  readonly byNumber: ReadonlyMap<string, readonly string[]>;
  /** Those that events of the house began. */
  readonly begun: TakingFacts['begun'];
}

/** What is told of goods, as rules read it. */
export function toldOf(
  telling: Omit<Telling, 'kind'> & { readonly kind: ToldKind },
  lots: readonly LotAmount[],
  names: LotsByName,
  parties: Parties,
  packed: readonly LotAmount[] = [],
): Told {
  const goodsOf = (list: readonly LotAmount[]) => list.map((one) => toldGoods(one, names));
  return {
    kind: telling.kind,
    goods: goodsOf(lots),
    used: goodsOf(telling.used),
    packed: goodsOf(packed),
    gain: telling.gain,
    from: organisationOf(parties, telling.from),
    to: receiverOf(parties, telling.to),
    isWithin: telling.isWithin,
    on: dayOf(new Date(telling.atMs).toISOString()),
  };
}

function toldGoods({ quantity, ...one }: LotAmount, names: LotsByName): ToldGoods {
  const linked = names.byLink.get(one.link) ?? [];
  const lots = linked.length > 0 ? linked : (names.unlinked.get(one.number.toLowerCase()) ?? []);
  return { ...one, lots, quantity: quantity === undefined ? undefined : quantityOf(quantity) };
}

/** What rules may know about what is told. */
export function factsFor(
  house: string,
  { kind, goods, used }: Told,
  names: LotsByName,
  stock: ReadonlyMap<string, LotFacts>,
  products: ReadonlyMap<string, readonly ProductFacts[]>,
): TakingFacts {
  const alike =
    kind === 'made'
      ? goods.flatMap(({ number }) => names.byNumber.get(number.toLowerCase()) ?? [])
      : [];
  const gtins = new Set(kind === 'made' ? goods.map(({ gtin }) => gtin) : []);
  const ids = new Set([...alike, ...[...goods, ...used].flatMap(({ lots }) => lots)]);
  return {
    organisation: { id: house },
    begun: names.begun,
    lots: [...ids].flatMap((id) => stock.get(id) ?? []),
    products: [...gtins].flatMap((gtin) => products.get(gtin) ?? []),
  };
}
