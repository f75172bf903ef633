import type { DutyFacts } from '#kernel/facts.ts';
import type { Periodic } from '../daily/periodic.ts';
import { riskItemsOf } from '../risk-control-list.ts';
import { dailyOf, recordsByDay } from './figures.ts';

/** What the weekly or monthly lines are about that no day of the period answered; reports are read without the list. */
export function unchecked(facts: DutyFacts, every: Periodic): string[] {
  const answered = new Set(
    [...recordsByDay(facts).values()].flatMap((record) =>
      dailyOf(record).items.map(({ item }) => item),
    ),
  );
  return riskItemsOf(facts.latest('risk-control-list'))
    .filter(({ frequency, code }) => frequency === every && !answered.has(code))
    .map(({ keyLink, riskPoint }) => `${keyLink}：${riskPoint}`);
}

/** The step that makes up for them; none where everything was checked. */
export function makeUpFor(facts: DutyFacts, every: Periodic): string[] {
  const titles = { week: '本周未检查的每周项目', month: '本月未检查的每月项目' };
  const open = unchecked(facts, every);
  const more = open.length > shownAtMost ? `等${open.length}项` : '';
  return open.length === 0
    ? []
    : [`补做${titles[every]}：${open.slice(0, shownAtMost).join('；')}${more}。`];
}

/** A list may have two hundred lines, a step of a report is to be read. */
const shownAtMost = 10;
