import { parseQuantity, quantityText } from './quantity.ts';

/** What is measured, in a unit of which every other of the kind is a whole multiple. */
interface Unit {
  readonly title: string;
  readonly measures: 'mass' | 'volume' | 'length' | 'area' | 'count';
  readonly size: bigint;
}

/** Units of UN/ECE Recommendation 20 that lots are counted in, and how the register writes them. */
const units: Readonly<Record<string, Unit>> = {
  MGM: { title: '毫克', measures: 'mass', size: 1n },
  GRM: { title: '克', measures: 'mass', size: 1_000n },
  KGM: { title: '千克', measures: 'mass', size: 1_000_000n },
  TNE: { title: '吨', measures: 'mass', size: 1_000_000_000n },
  MLT: { title: '毫升', measures: 'volume', size: 1n },
  LTR: { title: '升', measures: 'volume', size: 1_000n },
  MTQ: { title: '立方米', measures: 'volume', size: 1_000_000n },
  MMT: { title: '毫米', measures: 'length', size: 1n },
  CMT: { title: '厘米', measures: 'length', size: 10n },
  MTR: { title: '米', measures: 'length', size: 1_000n },
  KMT: { title: '千米', measures: 'length', size: 1_000_000n },
  MTK: { title: '平方米', measures: 'area', size: 1n },
  H87: { title: '件', measures: 'count', size: 1n },
  C62: { title: '件', measures: 'count', size: 1n },
  EA: { title: '件', measures: 'count', size: 1n },
};

/** Other ways in which people write the same unit. */
const spellings: Readonly<Record<string, string>> = {
  公斤: 'KGM',
  kg: 'KGM',
  g: 'GRM',
  t: 'TNE',
  m: 'MTR',
  公里: 'KMT',
  方: 'MTQ',
  'm³': 'MTQ',
  'm²': 'MTK',
  平米: 'MTK',
  l: 'LTR',
  ml: 'MLT',
};

const byTitle = new Map([
  ...Object.values(units).map((unit) => [unit.title, unit] as const),
  ...Object.entries(spellings).flatMap(([title, code]) => {
    const unit = units[code];
    return unit === undefined ? [] : [[title, unit] as const];
  }),
]);

/**
 * Units in which pieces are counted: there is no half of one. Packages that are opened to sell a part of them (箱, 捆, 卷) are
 * left out.
 */
const pieces: ReadonlySet<string> = new Set(
  '件 个 只 张 台 辆 套 块 袋 瓶 盒 支 根 条 片 罐 桶 包 把 双 对 顶 艘 架 枚 粒 本 册 扇 樘 副 株 口 盏 座 幅 节 颗 头 部'.split(
    ' ',
  ),
);

/** Whether a unit, as somebody wrote it, counts pieces, which are whole. */
export function countsPieces(title: string): boolean {
  return pieces.has(title.trim());
}

/**
 * A quantity as it can be compared with others: in ten-thousandths of the smallest unit of what is measured, and what that
 * is. Quantities of different things can't be compared.
 * @param title of the register, as somebody wrote it.
 */
export function inSmallest(
  quantity: string,
  title: string,
): { readonly of: string; readonly amount: bigint } {
  const name = title.trim().toLowerCase();
  const unit = byTitle.get(name);
  // What is counted in bags is compared with bags alone.
  if (unit === undefined || unit.measures === 'count') {
    return { of: name, amount: parseQuantity(quantity) };
  }
  return { of: unit.measures, amount: parseQuantity(quantity) * unit.size };
}

/** How the register writes a unit of UN/ECE Recommendation 20; undefined for one that lots are not counted in. */
export function unitTitle(code: string): string | undefined {
  return units[code]?.title;
}

/**
 * A quantity in the unit in which a lot is kept. What a house counts in bags, blocks or boxes is counted in pieces.
 * @param code UN/ECE Recommendation 20.
 * @param title of the register, as somebody wrote it.
 * @returns undefined where the units don't go together, or the quantity has no exact text in it.
 */
export function inUnit(quantity: string, code: string, title: string): string | undefined {
  const from = units[code];
  const known = byTitle.get(title.trim().toLowerCase());
  const to = known ?? { measures: 'count', size: 1n };
  if (from === undefined || from.measures !== to.measures) return undefined;
  const amount = parseQuantity(quantity) * from.size;
  return amount % to.size === 0n ? quantityText(amount / to.size) : undefined;
}

/** A number of a document as a quantity; undefined where it has more places than lots are counted with. */
export function quantityOf(value: number): string | undefined {
  const text = String(value);
  return /^\d{1,14}(\.\d{1,4})?$/.test(text) ? text : undefined;
}
