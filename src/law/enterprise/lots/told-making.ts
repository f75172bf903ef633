import type { LotEvent, LotFacts } from '#kernel/lot/lot.ts';
import { parseQuantity, quantityText } from '#kernel/lot/quantity.ts';
import type { BegunLot, TakingFacts, Told, ToldGoods } from '#kernel/lot/told.ts';
import { inUnit, unitTitle } from '#kernel/lot/unit.ts';
import { articleNumber, madeAs } from '#kernel/product/life.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import {
  fileDefect,
  isMoreThanUsed,
  isWhole,
  lackOf,
  lotName,
  notPositive,
  notWhole,
  wantedOf,
} from './guards.ts';
import { lotOf, notHeld, partsOf } from './told-goods.ts';

/** Why what an event says was made is no new lot of the house: as in the registration that is filled in by hand. */
export function cannotBeMade(facts: TakingFacts, { goods, used, gain }: Told): string | undefined {
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
    const settled = cannotGrow(facts, one, file, used);
    if (settled !== undefined) return settled;
  }
  const quantities = goods.map(({ quantity = '0' }) => ({ quantity }));
  const parts = partsOf(facts, used);
  return (
    notHeld(facts, used) ??
    notPositive([...quantities, ...parts]) ??
    brokenPiece(goods) ??
    notWhole(facts, parts) ??
    lackOf(facts, parts, false) ??
    (gain === undefined ? unexplainedGain(facts, goods, used) : undefined)
  );
}

function brokenPiece(goods: readonly ToldGoods[]): string | undefined {
  const broken = goods.find(
    ({ quantity = '0', unit }) => !isWhole(quantity, unitTitle(unit) ?? ''),
  );
  if (broken === undefined) return undefined;
  return `批号${broken.number}按${unitTitle(broken.unit) ?? ''}计数，${broken.quantity ?? ''}不是整数。`;
}

/** As in the registration by hand: a slip of the unit looks just like a yield. */
function unexplainedGain(
  facts: TakingFacts,
  goods: readonly ToldGoods[],
  used: readonly ToldGoods[],
): string | undefined {
  const made = goods.map(({ quantity = '0', unit }) => ({
    quantity,
    unit: unitTitle(unit) ?? unit,
  }));
  const gone = partsOf(facts, used).map(({ lot, quantity }) => {
    const unit = facts.lots.find(({ id }) => id === lot)?.unit ?? '';
    return { quantity, unit };
  });
  return isMoreThanUsed(made, gone)
    ? '产出多于所用批次，请核对数量；没有错误的，在事件的主数据（ilmd）中用扩展字段gainReason写明原因。'
    : undefined;
}

/**
 * Why what is there under a number does not grow by more that was made. A lot may be told in many events, piece by piece or
 * pallet by pallet, as long as it is being made: what was inspected, released or moved is what it was then.
 */
function cannotGrow(
  facts: TakingFacts,
  one: ToldGoods,
  { id, name, model }: ProductFacts,
  used: readonly ToldGoods[],
): string | undefined {
  const { number, unit } = one;
  const there = facts.lots.filter(
    (lot) =>
      one.lots.includes(lot.id) ||
      (lot.own && lot.number === number && lot.product === name && (lot.model ?? '') === model),
  );
  const [lot, ...others] = there;
  if (lot === undefined) return undefined;
  const begun = facts.begun.get(lot.id);
  if (others.length > 0 || !lot.own || (begun !== undefined && !one.lots.includes(lot.id))) {
    return `批号${number}已经登记，不能重复登记。`;
  }
  if (begun === undefined) return `批号${number}已经填表登记，不能再由事件登记。`;
  const isSame = lot.product === name && (lot.model ?? '') === model;
  // A lot that was begun by the same document bears no file yet.
  if (!isSame || (lot.file ?? id) !== id) {
    return `${lotName(lot)}登记的产品与现在的产品档案不同，不能再增加数量，请使用新的批号。`;
  }
  if (unitTitle(unit) !== lot.unit) {
    return `批号${number}按${lot.unit}登记，不能再按${unitTitle(unit) ?? unit}增加数量。`;
  }
  if (used.some(({ lots }) => lots.includes(lot.id))) return `批号${number}不能用于生产它自己。`;
  const happened = whatHappened(lot, begun);
  return happened === undefined
    ? undefined
    : `批号${number}${happened}，不能再增加数量，请使用新的批号。`;
}

/** What a lot's maker did with it since it was begun. */
function whatHappened(lot: LotFacts, { isJudged }: BegunLot): string | undefined {
  const [got, onHand, released, used, destroyed] = [
    lot.got,
    lot.onHand,
    lot.released,
    lot.used,
    lot.destroyed,
  ].map(parseQuantity) as [bigint, bigint, bigint, bigint, bigint];
  if (lot.blocked) return '已被召回、查封或者隔离';
  if (got - onHand - used - destroyed > 0n) return '已经发出';
  if (used > 0n) return '已经投入使用';
  if (destroyed > 0n) return '已经销毁一部分';
  if (released > 0n) return '已经放行';
  return isJudged ? '已经检验' : undefined;
}

/** The lots of an event, each of the product on file whose bar code it bears: new ones, or more of what is there. */
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
        adds: lotOf(facts, one)?.id,
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
