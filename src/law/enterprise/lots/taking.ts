import type { LotEvent, LotPart } from '#kernel/lot/lot.ts';
import { exceeds, parseQuantity, sumOf } from '#kernel/lot/quantity.ts';
import type { GateFacts, Taking, TakingFacts, Told } from '#kernel/lot/told.ts';
import type { Objection } from '#kernel/refusal.ts';
import { lackOf, notPositive, notWhole, tooEarly, wantedOf } from './guards.ts';
import { certificateDefect } from './product.ts';
import { cannotBeMade, made } from './told-making.ts';
import { lotOf, notHeld, partsOf } from './told-goods.ts';

/** What events tell of lots, under the very rules of the books that are filled in by hand. */
export const taking: Taking = { gate, when, then };

/** What was not released, or is kept back, has not left: not by way of an event either (product quality law 12, 27). */
function gate(facts: GateFacts, { kind, goods, on, isWithin }: Told): Objection | undefined {
  if ((kind !== 'shipped' && kind !== 'sold') || isWithin === true) return undefined;
  for (const one of goods) {
    const lot = lotOf(facts, one);
    if (lot?.blocked === true) {
      return barred(`${one.link}：这个批次已被召回、查封或者隔离，不得出厂、销售。`);
    }
    if (lot !== undefined && parseQuantity(lot.released) === 0n) {
      return barred(`${one.link}：这个批次没有检验合格放行的记录，不得出厂、销售。`);
    }
    const lapsed = lot === undefined ? undefined : certificateDefect(facts, lot, on);
    if (lapsed !== undefined) return { ...lapsed, sentence: `${one.link}：${lapsed.sentence}` };
  }
  const there = wantedOf(partsOf(facts, goods)).filter(({ lot, quantity }) => {
    const own = facts.lots.find(({ id }) => id === lot);
    return own !== undefined && !exceeds(quantity, own.onHand);
  });
  const lack = lackOf(facts, there, true);
  return lack === undefined ? undefined : barred(lack);
}

/** Nothing leaves that the release of lots would not let go: on the same provisions. */
function barred(sentence: string): Objection {
  return { sentence, basis: ['guidance/2.4', 'product-quality-law/12', 'product-quality-law/27'] };
}

function when(facts: TakingFacts, told: Told): string | undefined {
  const { kind, goods, used } = told;
  const unsaid = [...goods, ...used].find(({ quantity }) => quantity === undefined);
  if (unsaid !== undefined) return `批号${unsaid.number}没有写明数量，或者小数超过四位。`;
  if (kind === 'made') return cannotBeMade(facts, told);
  const unknown = notHeld(facts, goods);
  if (unknown !== undefined) return unknown;
  const parts = partsOf(facts, goods);
  return notPositive(parts) ?? notWhole(facts, parts) ?? cannotMove(facts, told, parts);
}

function cannotMove(facts: TakingFacts, told: Told, parts: readonly LotPart[]): string | undefined {
  const { kind, to, from, on, isWithin } = told;
  const me = facts.organisation.id;
  if (kind === 'packed') return tooMuch(facts, told, parts);
  if (kind === 'received') return notReceived(facts, parts);
  if (kind === 'destroyed') return tooLittle(facts, parts);
  if (isWithin === true) return '发货前后的货权人和持有人相同，属于内部调拨，不登记为出厂、销售。';
  if (from !== undefined && from !== me) return '发货方是另一个单位，由该单位登记。';
  if (kind === 'shipped') {
    if (to === undefined) return '没有写明收货方（destinationList）。';
    if ('organisation' in to && to.organisation === me) return '收货方不能是本单位。';
  }
  return tooEarly(facts, parts, on) ?? lackOf(facts, parts, true);
}

/** No more lies in units than is there. */
function tooMuch(
  facts: TakingFacts,
  { packed = [] }: Told,
  parts: readonly LotPart[],
): string | undefined {
  const inside = wantedOf(partsOf(facts, packed));
  for (const { lot, quantity } of wantedOf(parts)) {
    const own = facts.lots.find(({ id }) => id === lot);
    const before = inside.find((one) => one.lot === lot)?.quantity ?? '0';
    if (own === undefined || !exceeds(sumOf([before, quantity]), own.onHand)) continue;
    return `批号${own.number}现存${own.onHand}${own.unit}，已经装入包装单元${before}${own.unit}，不能再装${quantity}${own.unit}。`;
  }
  return undefined;
}

/** What a supplier of the platform shipped is there already; what came from elsewhere is written by its inspection. */
function notReceived(facts: TakingFacts, parts: readonly LotPart[]): string | undefined {
  for (const { lot, quantity } of wantedOf(parts)) {
    const own = facts.lots.find(({ id }) => id === lot);
    if (own === undefined || own.own) return '收到的批次是本单位生产的，退货由对方登记。';
    if (exceeds(quantity, own.got)) {
      return `批号${own.number}登记的收货数量为${own.got}${own.unit}，不足${quantity}${own.unit}。`;
    }
  }
  return undefined;
}

/** What is destroyed need not have passed anything, and may be kept back. */
function tooLittle(facts: TakingFacts, parts: readonly LotPart[]): string | undefined {
  const short = wantedOf(parts).find(({ lot, quantity }) => {
    const own = facts.lots.find(({ id }) => id === lot);
    return own === undefined || exceeds(quantity, own.onHand);
  });
  const own = facts.lots.find(({ id }) => id === short?.lot);
  if (short === undefined || own === undefined) return undefined;
  return `批号${own.number}现存${own.onHand}${own.unit}，不足${short.quantity}${own.unit}。`;
}

function then(facts: TakingFacts, told: Told): readonly LotEvent[] {
  const { kind, goods, on } = told;
  if (kind === 'made') return made(facts, told);
  const parts = wantedOf(partsOf(facts, goods));
  if (kind === 'destroyed') return parts.map((part) => ({ kind, ...part }));
  if (kind === 'received' || kind === 'packed') return [];
  const to = kind === 'sold' ? ({ consumer: true } as const) : told.to;
  return to === undefined ? [] : parts.map((part) => ({ kind: 'shipped', ...part, to, on }));
}
