import { penaltyBands } from './bands.ts';
import type { PenaltyBand, PenaltyGround } from './bands.ts';

/** Where an amount lies in its band; the words are those of the decision. */
export const discretions = {
  mitigated: '减轻处罚',
  lighter: '从轻处罚',
  normal: '一般处罚',
  heavier: '从重处罚',
} as const;
/** One of the levels of discretion. */
export type Discretion = keyof typeof discretions;

/** Policy: the lowest and the highest 30 of 100 parts of a band are lighter and heavier; the law has no number. */
export const discretionShare = 30;
/** Said wherever the levels are shown. */
export const discretionPolicy = `法律未规定从轻、从重的比例，平台按罚款幅度较低、较高的${discretionShare}%划分。`;

/** Ten-thousandths of a yuan: amounts are added and compared exactly. */
export type Amount = bigint;
const yuan = 10_000n;

/** Reads a decimal of a form; what is missing or not yet a number reads as nothing. */
export function amountOf(text: string | undefined): Amount {
  if (text === undefined || !/^-?\d+(\.\d{1,4})?$/.test(text)) return 0n;
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * yuan + BigInt(fraction.padEnd(4, '0'));
  return text.startsWith('-') ? -size : size;
}

/** Writes an amount in yuan with two digits, cut off below. */
export function yuanText(amount: Amount): string {
  const cents = (amount < 0n ? -amount : amount) / 100n;
  const sign = amount < 0n ? '-' : '';
  const whole = (cents / 100n).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${whole}.${(cents % 100n).toString().padStart(2, '0')}`;
}

/** What a fine is worked out from. */
export interface FineBasis {
  readonly grounds: readonly PenaltyGround[];
  /** Value of the goods, by marked price, sold and unsold (product-quality-law/72). */
  readonly goodsValueYuan: Amount;
  /** Receipts less direct lawful costs (order-118). */
  readonly illegalGainYuan: Amount;
}

/** Lowest and highest fine, both included, and the ground that gives them. */
export interface FineBounds {
  readonly ground: PenaltyGround;
  readonly band: PenaltyBand;
  readonly lower: Amount;
  readonly upper: Amount;
}

/**
 * The bounds of a fine. Of several grounds for one act the one with the highest bound counts (penalty-law/29).
 * @returns undefined where there is no ground.
 */
export function fineBounds(basis: FineBasis): FineBounds | undefined {
  const all = basis.grounds.map((ground) => boundsOf(ground, basis));
  return all.reduce<FineBounds | undefined>((highest, one) => {
    if (highest === undefined || one.upper > highest.upper) return one;
    return one.upper === highest.upper && one.lower > highest.lower ? one : highest;
  }, undefined);
}

function boundsOf(ground: PenaltyGround, basis: FineBasis): FineBounds {
  const band: PenaltyBand = penaltyBands[ground];
  const of = (bound: number) => {
    if (band.base === 'fixed') return BigInt(bound) * yuan;
    const base = band.base === 'illegal-gain' ? basis.illegalGainYuan : basis.goodsValueYuan;
    return (base * BigInt(bound)) / 100n;
  };
  return { ground, band, lower: of(band.min), upper: of(band.max) };
}

/** Where a fine lies; undefined above the highest bound, where no law allows it. */
export function discretionOf(fine: Amount, { lower, upper }: FineBounds): Discretion | undefined {
  if (fine > upper) return undefined;
  if (fine < lower) return 'mitigated';
  const part = (fine - lower) * 100n;
  const whole = upper - lower;
  if (whole > 0n && part >= whole * BigInt(100 - discretionShare)) return 'heavier';
  return whole > 0n && part <= whole * BigInt(discretionShare) ? 'lighter' : 'normal';
}

/** The additional fine for late payment: 3 % for each day, never more than the fine (order-2/75). */
export function lateFine(fine: Amount, daysLate: number): Amount {
  if (daysLate <= 0) return 0n;
  const grown = (fine * 3n * BigInt(daysLate)) / 100n;
  return grown > fine ? fine : grown;
}

/** Penalties beside the fine. */
export const penaltyKinds = {
  warning: '警告、通报批评',
  fine: '罚款',
  'confiscate-goods': '没收违法产品',
  'confiscate-gain': '没收违法所得',
  stop: '责令停产停业、停止生产销售',
  restrict: '限制开展生产经营活动、限制从业',
  downgrade: '降低资质等级',
  revoke: '吊销许可证件、营业执照',
} as const;
/** One kind of penalty. */
export type PenaltyKind = keyof typeof penaltyKinds;

const heavy: readonly PenaltyKind[] = ['stop', 'restrict', 'downgrade', 'revoke'];

/** Whether the party must be told of a hearing (hearing-measures/5); sums set by a province would come first. */
export function hearingIsDue(proposed: {
  readonly party: 'unit' | 'person';
  readonly kinds: readonly string[];
  readonly fine: Amount;
  readonly confiscation: Amount;
}): boolean {
  const sum = (proposed.party === 'person' ? 10_000n : 100_000n) * yuan;
  const isHeavy = heavy.some((kind) => proposed.kinds.includes(kind));
  return isHeavy || proposed.fine >= sum || proposed.confiscation >= sum;
}
