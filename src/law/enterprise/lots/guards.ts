import type { DutyFacts } from '#kernel/facts.ts';
import type { LotFacts, LotPart } from '#kernel/lot/lot.ts';
import { exceeds, parseQuantity, sumOf } from '#kernel/lot/quantity.ts';
import { countsPieces, inSmallest } from '#kernel/lot/unit.ts';

/** What is wanted of lots, each lot once. */
export function wantedOf(parts: readonly LotPart[]): readonly LotPart[] {
  return [...Map.groupBy(parts, ({ lot }) => lot)].map(([lot, own]) => ({
    lot,
    quantity: sumOf(own.map(({ quantity }) => quantity)),
  }));
}

/** Refuses a quantity that is none. */
export function notPositive(parts: readonly Pick<LotPart, 'quantity'>[]): string | undefined {
  return parts.some(({ quantity }) => parseQuantity(quantity) <= 0n)
    ? '数量应当大于0。'
    : undefined;
}

/** Refuses part of a piece; what came in as a part, before this was asked, may still go. */
export function notWhole(
  facts: Pick<DutyFacts, 'lots'>,
  parts: readonly LotPart[],
): string | undefined {
  for (const { lot, quantity } of parts) {
    const own = facts.lots?.find(({ id }) => id === lot);
    if (own === undefined || isWhole(quantity, own.unit) || !isWhole(own.got, own.unit)) continue;
    return `${lotName(own)}按${own.unit}计数，${quantity}${own.unit}不是整数，请核对。`;
  }
  return undefined;
}

/** Whether so much can be counted in its unit: pieces are whole. */
export function isWhole(quantity: string, unit: string): boolean {
  return !countsPieces(unit) || parseQuantity(quantity) % parseQuantity('1') === 0n;
}

/** How much of something there is, in a unit as somebody wrote it. */
interface Measured {
  readonly quantity: string;
  readonly unit: string;
}

/**
 * Says that more came out than went in, where all of it is measured alike; what can't be compared, or was made of nothing
 * that the register knows, says nothing.
 */
export function isMoreThanUsed(made: readonly Measured[], used: readonly Measured[]): boolean {
  const [out, gone] = [made, used].map((all) =>
    all.map(({ quantity, unit }) => inSmallest(quantity, unit)),
  ) as [ReturnType<typeof inSmallest>[], ReturnType<typeof inSmallest>[]];
  const of = out[0]?.of;
  if (gone.length === 0 || [...out, ...gone].some((one) => one.of !== of)) return false;
  const sum = (all: typeof out) => all.reduce((total, { amount }) => total + amount, 0n);
  return sum(out) > sum(gone);
}

/**
 * Says which lot stands in the way and how much of it there is; the graph itself would refuse it as well, without a name.
 * @param leaves it goes to somebody else, and must have been released; what was received must also be to be used.
 */
export function lackOf(
  facts: Pick<DutyFacts, 'lots'>,
  parts: readonly LotPart[],
  leaves: boolean,
): string | undefined {
  for (const { lot, quantity } of wantedOf(parts)) {
    const own = facts.lots?.find(({ id }) => id === lot);
    if (own === undefined) return '所选批次不在本单位持有的批次中，请重新选择。';
    const name = lotName(own);
    if (own.blocked) return `${name}已被召回、查封或者隔离，不得使用、销售和出厂。`;
    if (exceeds(quantity, own.onHand)) {
      return `${name}现存${own.onHand}${own.unit}，不足${quantity}${own.unit}。`;
    }
    if ((leaves || !own.own) && exceeds(quantity, own.available)) {
      const gate = own.own ? '出厂检验合格并放行' : '进货查验合格';
      return `${name}经${gate}、尚未发出的数量为${own.available}${own.unit}，不足${quantity}${own.unit}，不得${leaves ? '出厂、销售' : '使用'}。`;
    }
  }
  return undefined;
}

/** How a lot is called in sentences. */
export function lotName({ product, model = '', number }: LotFacts): string {
  return `“${product}${model === '' ? '' : ` ${model}`}”批号${number}`;
}

/** Nothing is made of a product whose file says that it is made no more, or of somebody else's (product quality law 29). */
export function fileDefect(
  {
    products,
    organisation,
  }: Pick<DutyFacts, 'products'> & { readonly organisation: { readonly id: string } },
  {
    file,
    product,
    model = '',
  }: { file?: string | undefined; product: string; model?: string | undefined },
): string | undefined {
  if (file === undefined) return undefined;
  const known = products?.find(({ id }) => id === file);
  if (known === undefined || known.holder !== organisation.id) {
    return '所选的产品档案不是本单位的，请重新选择。';
  }
  if (known.rests) return `“${known.name}”的产品档案已经停产或者终止，不得登记新的生产批次。`;
  return known.name === product && known.model === model
    ? undefined
    : `产品名称和规格应与产品档案一致：${known.name} ${known.model}。`;
}

/** Nothing leaves before the day on which it was made. */
export function tooEarly(
  facts: Pick<DutyFacts, 'lots'>,
  parts: readonly Pick<LotPart, 'lot'>[],
  on: string,
): string | undefined {
  const named = new Set(parts.map(({ lot }) => lot));
  const early = facts.lots?.find(
    ({ id, madeOn }) => named.has(id) && madeOn !== undefined && on < madeOn,
  );
  return early === undefined ? undefined : `出货日期不能早于批号${early.number}的生产日期。`;
}
