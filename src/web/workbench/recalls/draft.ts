import type { RecallCockpit } from '#server/recalls/present.ts';
import { amountText, percentText } from '../../kit/show/words.ts';

/**
 * What the answers amount to, as a summary starts out: whole numbers, because plans and summaries count pieces. Sums in
 * several units are left for the producer to count.
 */
export function summaryOf({ totals, tiers }: Pick<RecallCockpit, 'totals' | 'tiers'>) {
  const [only] = totals;
  const holders = tiers.reduce((total, tier) => total + tier.holders, 0);
  const answered = tiers.reduce((total, tier) => total + tier.answered, 0);
  const rates = totals
    .map(
      ({ unit, placed, secured, open }) =>
        `应处置${amountText(placed)}${unit}，已控制${amountText(secured)}${unit}（${percentText(Number(secured), Number(placed))}），未收回${amountText(open)}${unit}`,
    )
    .join('；');
  const text = `持有单位${holders}家，已答复${answered}家。${rates}。`;
  const counted =
    totals.length === 1 && only !== undefined
      ? {
          recalled: Math.floor(Number(only.secured)),
          remedied: 0,
          destroyed: Math.floor(tiers.reduce((sum, { destroyed }) => sum + Number(destroyed), 0)),
        }
      : {};
  return { text, counted, silent: holders - answered };
}
