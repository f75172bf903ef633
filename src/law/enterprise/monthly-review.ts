import { defineDuty } from '#kernel/definition.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { monthFigures, proposeMinutes } from './monthly/figures.ts';
import { monthlyForm } from './monthly/form.ts';
import type { MonthlyMinutes } from './monthly/form.ts';
import { inScope } from './staffing.ts';
import { isSameFigures } from './weekly/figures.ts';

/** 月调度: the principal in person hears the month's report and decides; decisions become assigned tasks. */
export const monthlyReview = defineDuty({
  id: 'monthly-review',
  title: '月调度',
  basis: ['order-75/12', 'order-76/12', 'guidance/2.2'],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  every: 'month',
  performer: { kinds: ['enterprise'], posts: ['principal'], mayDelegate: false },
  record: '每月工业产品质量安全调度会议纪要',
  reads: ['weekly-screening', 'daily-control', 'risk-control-list', 'incoming-inspection'],
  late: {
    withinDays: 10,
    policy: '规章只写每月至少一次，未规定补开；平台允许10日内说明原因后补录，并标明补录。',
  },
  form: monthlyForm,
  owedBy: inScope,
  when: checkMinutes,
  then: (_facts, minutes) =>
    minutes.decisions.map(({ content, assignee, dueOn }, index) => ({
      do: 'open',
      procedure: 'assigned-task',
      act: 'assign',
      key: String(index + 1),
      input: { content, assignee, dueOn },
    })),
  draft: (facts) => {
    const figures = monthFigures(facts);
    const attendees = [facts.actor.account];
    const heldOn = facts.today < facts.period.to ? facts.today : facts.period.to;
    return { figures, heldOn, attendees, ...proposeMinutes(facts, figures), decisions: [] };
  },
});

function checkMinutes(facts: DutyFacts, minutes: MonthlyMinutes): string | undefined {
  const { today, period, actor } = facts;
  if (minutes.heldOn > today) return '会议日期不能晚于今天。';
  if (minutes.heldOn < period.from) return `会议日期应当在${period.from}以后。`;
  if (!minutes.attendees.includes(actor.account)) {
    return '月调度须由主要负责人本人听取汇报，参会人员中没有主要负责人。';
  }
  const early = minutes.decisions.find(({ dueOn }) => dueOn < today);
  if (early !== undefined) return `任务“${early.content.slice(0, 20)}”的完成期限不能早于今天。`;
  return isSameFigures(minutes.figures, monthFigures(facts))
    ? undefined
    : '本月数据已有变化，请重新生成草稿后再签署；已编写的文字可以保留。';
}
