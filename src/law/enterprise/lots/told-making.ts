import type { LotEvent } from '#kernel/lot/lot.ts';
import { parseQuantity, quantityText } from '#kernel/lot/quantity.ts';
import type { TakingFacts, Told, ToldGoods } from '#kernel/lot/told.ts';
import { inUnit, unitTitle } from '#kernel/lot/unit.ts';
import { articleNumber, madeAs } from '#kernel/product/life.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import { fileDefect, lackOf, notPositive, wantedOf } from './guards.ts';
import { notHeld, partsOf } from './told-goods.ts';

/** Why what an event says was made is no new lot of the house: as in the registration that is filled in by hand. */
export function cannotBeMade(facts: TakingFacts, { goods, used }: Told): string | undefined {
  for (const one of goods) {
    const { gtin, number, unit } = one;
    const [file, ...others] = filesOf(facts, gtin);
    if (file === undefined)
      return `商品条码${gtin}不是本单位产品档案中的条码，批号${number}不能登记。`;
    if (others.length > 0) return `商品条码${gtin}有几份产品档案，不能确定是哪一份。`;
    const { id, name: product, model } = file;
    const defect = fileDefect(facts, { file: id, product, model });
    if (defect !== undefined) return defect;
    if (unitTitle(unit) === undefined) return `批号${number}的计量单位${unit}不能登记。`;
    if (
      one.lots.length > 0 ||
      facts.lots.some(
        (lot) =>
          lot.own &&
          lot.number === number &&
          lot.product === product &&
          (lot.model ?? '') === model,
      )
    ) {
      return `批号${number}已经登记，不能重复登记。`;
    }
  }
  const quantities = goods.map(({ quantity = '0' }) => ({ quantity }));
  const parts = partsOf(facts, used);
  return (
    notHeld(facts, used) ?? notPositive([...quantities, ...parts]) ?? lackOf(facts, parts, false)
  );
}

/** The new lots of an event, each of the product on file whose bar code it bears. */
export function made(facts: TakingFacts, { goods, used, on }: Told): LotEvent[] {
  const parts = wantedOf(partsOf(facts, used));
  const shares = sharesOf(goods);
  return goods.flatMap((one, index): LotEvent[] => {
    const [file] = filesOf(facts, one.gtin);
    const unit = unitTitle(one.unit);
    if (file === undefined || unit === undefined) return [];
    return [
      {
        kind: 'made',
        key: String(index),
        number: one.number,
        product: file.name,
        model: file.model,
        productClass: file.productClass,
        file: file.id,
        unit,
        quantity: one.quantity ?? '0',
        madeOn: on,
        identifier: one.link,
        parts: parts.flatMap(({ lot, quantity }) => {
          const share = shareOf(quantity, shares, index);
          return share === '0' ? [] : [{ lot, quantity: share }];
        }),
      },
    ];
  });
}

/** Several products of one event share what went in by how much of each came out, equally where that can't be compared. */
function sharesOf(goods: readonly ToldGoods[]): readonly bigint[] {
  const first = unitTitle(goods[0]?.unit ?? '') ?? '';
  const sizes = goods.map(({ quantity = '0', unit }) => inUnit(quantity, unit, first));
  const isComparable = goods.every(({ unit }) => unitTitle(unit) === first);
  return sizes.map((size) => (isComparable && size !== undefined ? parseQuantity(size) : 1n));
}

/** Cut off at the running sum, so that the shares add up to the last digit. */
function shareOf(quantity: string, shares: readonly bigint[], index: number): string {
  const all = shares.reduce((sum, one) => sum + one, 0n);
  const amount = parseQuantity(quantity);
  const until = (end: number) =>
    (amount * shares.slice(0, end).reduce((sum, one) => sum + one, 0n)) / all;
  return quantityText(until(index + 1) - until(index));
}

function filesOf({ products }: TakingFacts, gtin: string): readonly ProductFacts[] {
  const live = madeAs(products, gtin);
  return live.length > 0
    ? live
    : products.filter(({ code }) => code !== '' && articleNumber(code) === gtin);
}
