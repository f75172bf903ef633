import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { countedIn, outstanding } from '#law/enterprise/recall/figures.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';
import type { RecallCockpit } from '#server/recalls/present.ts';
import type { Values } from '../../kit/form/values.ts';
import { amountText, percentText } from '../../kit/show/words.ts';

/**
 * What the answers amount to, as a summary starts out: the figures that it will be judged by. Sums of several products or units
 * are left for the producer to count.
 */
export function summaryOf({
  totals,
  scope,
  recalled,
}: Pick<RecallCockpit, 'totals' | 'scope' | 'recalled'>) {
  const holders = scope?.holders ?? 0;
  const answered = holders - (recalled?.silent ?? 0);
  const rates = totals
    .map(
      ({ product, unit, placed, secured, open }) =>
        `${totals.length > 1 ? product : ''}应处置${amountText(placed)}${unit}，已控制${amountText(secured)}${unit}（${percentText(Number(secured), Number(placed))}），未收回${amountText(open)}${unit}`,
    )
    .join('；');
  const text = `持有单位${holders}家，已答复${answered}家。${rates}。`;
  const said = recalled === undefined ? undefined : countedIn(recalled.sums);
  const counted =
    said === undefined ? {} : { recalled: said.recalled, remedied: 0, destroyed: said.destroyed };
  return { text, counted, silent: recalled?.silent ?? 0, stale: recalled?.stale ?? 0 };
}

/** What the end of carrying out starts with: what is left, to be explained. */
export function remainingOf({ recalled }: Pick<RecallCockpit, 'recalled'>): Values {
  const open = outstanding(recalled);
  return open === undefined ? {} : { remaining: `${open}。原因和追踪情况：` };
}

/** What should be known before carrying out is called done: what is left, and that nobody made the plan public. */
export function noteOf(
  act: string,
  { recalled }: Pick<RecallCockpit, 'recalled'>,
  { timeline }: { readonly timeline: readonly Pick<TimelineItem, 'act'>[] },
): { readonly note?: string } {
  if (act !== 'complete') return {};
  const open = outstanding(recalled);
  const isPublic = timeline.some((past) => past.act === 'publishPlan');
  const said = [
    ...(open === undefined ? [] : [`${open}。召回计划没有实施完毕的，请继续召回。`]),
    ...(isPublic ? [] : ['监管部门还没有公示召回计划。']),
  ];
  return said.length === 0 ? {} : { note: said.join('') };
}

/**
 * What was said at the beginning, as the stop and the plan start out: the lots of the report stop, and the plan covers what
 * was reported for the reason that was found. A later stop starts from the one before: nobody told may be dropped.
 */
export function begunOf(
  timeline: readonly Pick<TimelineItem, 'act' | 'input'>[],
  today: PlainDate,
): { readonly stop: Values; readonly plan: Values; readonly lots: number } {
  const last = (...acts: readonly string[]) =>
    timeline.findLast(({ act }) => acts.includes(act))?.input ?? {};
  const { productName, lots, quantity, seeds } = last('discover', 'find');
  const { cause } = last('conclude');
  const { operators, seeds: stopped, notice } = last('stop');
  const listed = Array.isArray(stopped) ? stopped : seeds;
  const scope = [productName, lots].filter((one) => typeof one === 'string').join('，');
  return {
    lots: Array.isArray(seeds) ? seeds.length : 0,
    stop: given({ stoppedOn: today, seeds: listed, operators, notice }),
    plan: given({ scope, quantity, defect: cause }),
  };
}

function given(values: Values): Values {
  const known = Object.entries(values).filter(([, one]) => one !== undefined && one !== '');
  return Object.fromEntries(known);
}
