import { countedIn } from '#law/enterprise/recall/figures.ts';
import type { RecallCockpit } from '#server/recalls/present.ts';
import { amountText, percentText } from '../../kit/show/words.ts';

/**
 * What the answers amount to, as a summary starts out: the figures that it will be judged by. Sums in several units are left
 * for the producer to count.
 */
export function summaryOf({
  totals,
  tiers,
  recalled,
}: Pick<RecallCockpit, 'totals' | 'tiers' | 'recalled'>) {
  const holders = tiers.reduce((total, tier) => total + tier.holders, 0);
  const answered = tiers.reduce((total, tier) => total + tier.answered, 0);
  const rates = totals
    .map(
      ({ unit, placed, secured, open }) =>
        `应处置${amountText(placed)}${unit}，已控制${amountText(secured)}${unit}（${percentText(Number(secured), Number(placed))}），未收回${amountText(open)}${unit}`,
    )
    .join('；');
  const text = `持有单位${holders}家，已答复${answered}家。${rates}。`;
  const said = recalled === undefined ? undefined : countedIn(recalled.sums);
  const counted =
    said === undefined ? {} : { recalled: said.recalled, remedied: 0, destroyed: said.destroyed };
  return { text, counted, silent: recalled?.silent ?? 0, stale: recalled?.stale ?? 0 };
}
