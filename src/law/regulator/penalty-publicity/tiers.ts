/** How long a penalty is shown: its tier, the months after which it ends by itself, and when it may be asked to end. */
interface Tier {
  readonly title: string;
  readonly basis: string;
  /** Months of the term; absent where another limit of the penalty itself sets it. */
  readonly termMonths?: number;
  /** Months after which an early end may be asked for; absent where it may not. */
  readonly earlyMonths?: number;
}

/** The tiers of Order 45 as amended in 2025, which are those of Order 107. */
export const tiers = {
  small: {
    title: '通报批评、较低数额罚款（公示三个月）',
    basis: 'order-45-publicity/13',
    termMonths: 3,
  },
  'key-product': {
    title: '重点工业产品、特种设备等领域的其他处罚（公示三年，满一年可申请）',
    basis: 'order-45-publicity/14',
    termMonths: 36,
    earlyMonths: 12,
  },
  restriction: {
    title:
      '限制开展生产经营活动、责令停产停业、限制从业，三年以内（公示三年，满一年且限制期满可申请）',
    basis: 'order-45-publicity/14',
    termMonths: 36,
    earlyMonths: 12,
  },
  'long-restriction': {
    title: '限制期超过三年的（公示至限制期满）',
    basis: 'order-45-publicity/14',
  },
  revocation: {
    title: '降低资质等级、吊销许可证件、责令关闭（公示三年，不提前停止）',
    basis: 'order-45-publicity/14',
    termMonths: 36,
  },
  other: {
    title: '其他处罚（公示一年，满三个月可申请）',
    basis: 'order-45-publicity/15',
    termMonths: 12,
    earlyMonths: 3,
  },
} as const satisfies Readonly<Record<string, Tier>>;
export type TierId = keyof typeof tiers;

/** Titles by id, for the choice field. */
export const tierTitles = Object.fromEntries(
  Object.entries(tiers).map(([id, { title }]) => [id, title]),
) as Record<TierId, string>;

/** Fines in yuan up to which the three-month tier is open, of an organisation and of a person (13). */
export const smallFine = { organisation: 50_000, person: 5_000 } as const;

/** A number of a natural person's paper as the public sees it: the first and last characters, the rest hidden. */
export function masked(paper: string): string {
  return paper.length <= 6
    ? '******'
    : `${paper.slice(0, 3)}${'*'.repeat(paper.length - 5)}${paper.slice(-2)}`;
}
