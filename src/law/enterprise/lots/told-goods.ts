import type { LotFacts, LotPart } from '#kernel/lot/lot.ts';
import { sumOf } from '#kernel/lot/quantity.ts';
import type { TakingFacts, ToldGoods } from '#kernel/lot/told.ts';
import { inUnit, unitTitle } from '#kernel/lot/unit.ts';

/** The lot that is meant; undefined where there is none, or more than one. */
export function lotOf({ lots }: TakingFacts, { lots: meant }: ToldGoods): LotFacts | undefined {
  const [id, ...others] = meant;
  return others.length > 0 ? undefined : lots.find((lot) => lot.id === id);
}

/** What is meant of lots that are there, in their own units. */
export function partsOf(facts: TakingFacts, goods: readonly ToldGoods[]): LotPart[] {
  return goods.flatMap((one) => {
    const lot = lotOf(facts, one);
    const quantity = lot === undefined ? undefined : amountOf(one, lot);
    return lot === undefined || quantity === undefined ? [] : [{ lot: lot.id, quantity }];
  });
}

function amountOf({ quantity, unit }: ToldGoods, lot: LotFacts): string | undefined {
  const amount = quantity === undefined ? undefined : inUnit(quantity, unit, lot.unit);
  return amount === undefined ? undefined : sumOf([amount]);
}

/** Which of them the register doesn't know, knows twice or counts otherwise. */
export function notHeld(facts: TakingFacts, goods: readonly ToldGoods[]): string | undefined {
  for (const one of goods) {
    const lot = lotOf(facts, one);
    if (one.lots.length > 1) return `批号${one.number}有几个批次，不能确定是哪一个。`;
    if (lot === undefined) return `批号${one.number}（${one.gtin}）不在本单位持有的批次中。`;
    if (amountOf(one, lot) === undefined) {
      return `批号${one.number}按${lot.unit}登记，${one.quantity ?? ''}${unitTitle(one.unit) ?? one.unit}不能换算。`;
    }
  }
  return undefined;
}
