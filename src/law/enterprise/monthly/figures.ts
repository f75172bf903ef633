import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import {
  countComplaints,
  countCorrective,
  countDays,
  countRejects,
  dailyOf,
  recordsByDay,
} from '../weekly/figures.ts';
import type { WeeklyReport } from '../weekly/form.ts';
import { makeUpFor } from '../weekly/unchecked.ts';
import { monthFiguresForm } from './form.ts';
import type { MonthFigures } from './form.ts';

/** The weekly reports of the month, the standing one of each week; a week belongs to the month of its Monday. */
export function weeksOf(facts: DutyFacts): readonly WeeklyReport[] {
  return [...reportedWeeks(facts)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, report]) => report);
}

/**
 * Counts a month from what was recorded in it, day by day: a report is signed before its week is over, and what is found
 * afterwards stands in none. Only what the weekly screenings themselves discovered is summed from the reports.
 */
export function monthFigures(facts: DutyFacts): MonthFigures {
  const weeks = weeksOf(facts);
  return monthFiguresForm.parse({
    weeksExpected: expectedWeeks(facts),
    weeksReported: weeks.length,
    daysMissing: countDays(facts).missing,
    findings: countFindings(facts),
    discovered: weeks.reduce((total, { discovered }) => total + discovered.length, 0),
    incomingRejects: countRejects(facts),
    complaints: countComplaints(facts),
    corrective: countCorrective(facts),
  });
}

/** The sentences that the draft proposes for report, summary and next month. */
export function proposeMinutes(facts: DutyFacts, figures: MonthFigures) {
  const { corrective } = figures;
  const analyses = weeksOf(facts).map(({ analysis }, index) => `第${index + 1}周：${analysis}`);
  const steps = [
    '坚持每日检查、每周排查，确保记录不缺失。',
    ...(corrective.open > 0 ? [`完成${corrective.open}项未闭环整改。`] : []),
    ...(corrective.overdue > 0 ? [`对${corrective.overdue}项逾期整改逐项确定责任人。`] : []),
    ...(figures.incomingRejects > 0 ? ['评价不合格批次的供货商。'] : []),
    ...makeUpFor(facts, 'month'),
  ];
  return {
    report: analyses.join('\n').slice(0, 4000) || '本月尚未形成周排查报告。',
    summary:
      `本月应排查${figures.weeksExpected}周，形成周报告${figures.weeksReported}份，日管控缺失${figures.daysMissing}天；` +
      `日管控发现问题${figures.findings}项，周排查发现问题${figures.discovered}项，` +
      `进货查验不合格${figures.incomingRejects}批次，投诉${figures.complaints}件；` +
      `新增整改${corrective.opened}项，闭环${corrective.closed}项，未闭环${corrective.open}项（逾期${corrective.overdue}项）。`,
    nextMonth: steps
      .map((step, index) => `${index + 1}. ${step}`)
      .join('\n')
      .slice(0, 4000),
  };
}

function countFindings(facts: DutyFacts): number {
  const answers = [...recordsByDay(facts).values()].flatMap((record) => dailyOf(record).items);
  return answers.filter(({ result }) => result === 'finding').length;
}

function reportedWeeks(facts: DutyFacts): ReadonlyMap<PlainDate, WeeklyReport> {
  const weeks = new Map<PlainDate, WeeklyReport>();
  for (const { period, input } of facts.records('weekly-screening')) {
    if (period !== undefined) weeks.set(period, input as unknown as WeeklyReport);
  }
  return weeks;
}

/** Weeks of the month that are over and were owed, and those that are reported already. */
function expectedWeeks(facts: DutyFacts): number {
  const over = facts.owed('weekly-screening').filter((monday) => addDays(monday, 6) < facts.today);
  return new Set([...over, ...reportedWeeks(facts).keys()]).size;
}
