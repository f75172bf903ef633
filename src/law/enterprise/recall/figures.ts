import type { ProceedingFacts } from '#kernel/facts.ts';
import type { RecallAccount } from '#kernel/lot/recall.ts';
import { exceeds, parseQuantity, sumOf } from '#kernel/lot/quantity.ts';
import type { Objection } from '#kernel/refusal.ts';

/** What the answers come to as summaries count it. */
export interface CountedPieces {
  readonly unit: string;
  readonly recalled: number;
  readonly destroyed: number;
}

/**
 * What the holders' answers come to in whole pieces, never rounded up, because plans and summaries count pieces.
 * @returns undefined where there are none, or of several products or units, which are left for the producer to count.
 */
export function countedIn(sums: RecallAccount['sums']): CountedPieces | undefined {
  const [only] = sums;
  if (only === undefined || sums.length > 1) return undefined;
  const { unit, secured, destroyed } = only;
  return { unit, recalled: whole(secured), destroyed: whole(destroyed) };
}

function whole(quantity: string): number {
  return Number(parseQuantity(quantity) / parseQuantity('1'));
}

/** What carrying out a plan leaves undone, in words: silent holders, outrun answers, what was not recovered. */
export function outstanding(account: RecallAccount | undefined): string | undefined {
  if (account === undefined) return undefined;
  const { silent, stale, sums } = account;
  const open = sums.filter(({ placed, secured }) => exceeds(placed, secured));
  const texts = open.map(
    ({ product, unit, placed, secured }) =>
      `“${product}”应处置${placed}${unit}、已控制${secured}${unit}`,
  );
  const said = [
    ...(silent > 0 ? [`${silent}家持有单位没有答复全部批次`] : []),
    ...(stale > 0 ? [`${stale}家的答复已经过时`] : []),
    ...texts,
  ];
  return said.length === 0 ? undefined : said.join('，');
}

/** What still lies sealed, in words: quantities by product and unit with the number of lots. */
export function keptText(sums: RecallAccount['sums']): string {
  const sealed = sums.filter(({ lots }) => lots > 0);
  return sealed
    .map(({ product, kept, unit, lots }) =>
      sealed.length === 1
        ? `${lots}个批次${kept}${unit}`
        : `“${product}”${lots}个批次${kept}${unit}`,
    )
    .join('、');
}

/** So much of lots was put right. */
export interface Repaired {
  readonly lot: string;
  readonly quantity: string;
}

/** No more was put right than lies sealed. */
export function overRepaired(
  { recalled: account }: Pick<ProceedingFacts, 'recalled'>,
  seeds: readonly Repaired[],
): string | undefined {
  const sealed = account?.sums.filter(({ lots }) => lots > 0);
  if (sealed?.length === 0) return '各单位已没有封存的产品，无须解除封存。';
  const only = onlyOne(sealed);
  return only !== undefined && exceeds(repairedOf(seeds), only.kept)
    ? `${repairedText(only, seeds)}，多于封存的数量。`
    : undefined;
}

/**
 * Lots are set free whole, at every holder: where all that lie sealed are named, nothing of them may be left that was not
 * put right. Of fewer lots, or of several products or units, the office alone can judge.
 */
export function unrepaired(
  { recalled: account }: Pick<ProceedingFacts, 'recalled'>,
  seeds: readonly Repaired[],
): string | undefined {
  const only = onlyOne(account?.sums.filter(({ lots }) => lots > 0));
  return only !== undefined && seeds.length >= only.lots && exceeds(only.kept, repairedOf(seeds))
    ? `${repairedText(only, seeds)}。解除封存对整批生效，没有修复的部分须先退回或者销毁，由各单位再次答复。`
    : undefined;
}

function repairedText(only: RecallAccount['sums'][number], seeds: readonly Repaired[]): string {
  return `各单位现封存${keptText([only])}，报告修复${repairedOf(seeds)}${only.unit}`;
}

function repairedOf(seeds: readonly Repaired[]): string {
  return sumOf(seeds.map(({ quantity }) => quantity));
}

function onlyOne<T>(list: readonly T[] = []): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/**
 * Figures that say otherwise than the holders' answers need a reason. A stage ends on an earlier day, so that answers may
 * have come since: only more than all of them together contradicts them.
 */
export function contradiction(
  { recalled: account }: ProceedingFacts,
  input: { recalled: number; destroyed: number; difference?: string | undefined },
  isFinal: boolean,
): string | undefined {
  const said = account === undefined ? undefined : countedIn(account.sums);
  if (said === undefined || input.difference !== undefined) return undefined;
  const { recalled, destroyed } = input;
  const agrees = isFinal
    ? recalled === said.recalled && destroyed === said.destroyed
    : recalled <= said.recalled && destroyed <= said.destroyed;
  if (agrees) return undefined;
  const { unit } = said;
  return `各持有单位的答复合计已控制${said.recalled}${unit}、其中销毁${said.destroyed}${unit}，总结填报已召回${recalled}${unit}、已销毁${destroyed}${unit}。请核对数量，或者说明不一致的原因。`;
}

/** Who owes an answer, or whose answer the goods have outrun, must be explained. */
export function unanswered({ recalled: account }: ProceedingFacts): Objection | undefined {
  const basis = ['order-19/16', 'order-19/21'] as const;
  if (account === undefined) return undefined;
  const { silent, stale } = account;
  if (silent > 0) {
    return { sentence: `还有${silent}家持有单位没有答复全部批次，须说明原因。`, basis };
  }
  if (stale === 0) return undefined;
  const sentence = `有${stale}家持有单位的货物在答复之后又有变动，答复已经过时，请其重新答复，或者说明原因。`;
  return { sentence, basis };
}
