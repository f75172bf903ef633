import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { PastAct, ProceedingFacts } from '#kernel/facts.ts';

/**
 * Refuses a day written on a paper that cannot be true: one that has not come yet, or that lies before the step it
 * answers. Clocks start on such days, so a wrong one would move a deadline.
 * @param what the name of the day in Chinese, e.g. 签收日期.
 * @param after the earlier step, where there is one.
 */
export function impossibleDay(
  facts: Pick<ProceedingFacts, 'today'>,
  what: string,
  day: PlainDate,
  after?: PastAct,
): string | undefined {
  if (day > facts.today) return `${what}不能晚于今天。`;
  if (after !== undefined && day < dayOf(after.at)) return `${what}不能早于${dayOf(after.at)}。`;
  return undefined;
}

/** The accounts that a field for several people holds in a past act; empty where it holds none. */
export function peopleIn(past: PastAct | undefined, name: string): readonly string[] {
  return [past?.input[name] ?? []].flat().filter((value) => typeof value === 'string');
}
