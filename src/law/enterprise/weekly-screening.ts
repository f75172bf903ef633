import { defineDuty } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { inScope } from './staffing.ts';
import { isSameFigures, weekFigures } from './weekly/figures.ts';
import { weeklyForm } from './weekly/form.ts';
import type { WeeklyReport } from './weekly/form.ts';
import { propose } from './weekly/proposals.ts';

/** 周排查: the director screens the week, drafted from its daily records, and signs the report. */
export const weeklyScreening = defineDuty({
  id: 'weekly-screening',
  title: '周排查',
  basis: ['order-75/11', 'order-76/11', 'guidance/2.2'],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  every: 'week',
  performer: {
    kinds: ['enterprise'],
    posts: ['quality-safety-director', 'principal'],
    mayDelegate: false,
    policy:
      '规章规定由质量安全总监组织；没有总监的单位由谁签署规章未作规定，平台定为由主要负责人签署。',
  },
  record: '每周工业产品质量安全排查治理报告',
  reads: ['daily-control', 'risk-control-list', 'incoming-inspection'],
  late: {
    withinDays: 7,
    policy: '规章只写每周至少一次，未规定补报；平台允许7日内说明原因后补录，并标明补录。',
  },
  early: {
    policy:
      '规章只写每周至少一次，未规定在周几；本周最后一个工作日以前签署的，平台要求写明原因并标明提前签署，其后几天的情况不在报告之内。',
  },
  form: weeklyForm,
  owedBy: inScope,
  when: (facts, report) =>
    isSameFigures(report.figures, weekFigures(facts))
      ? undefined
      : '本周数据已有变化，请重新生成草稿后再签署；已编写的文字可以保留。',
  then: followUp,
  draft: (facts) => {
    const figures = weekFigures(facts);
    return { figures, discovered: [], ...propose(facts, figures) };
  },
});

function followUp(facts: DutyFacts, report: WeeklyReport): readonly Effect[] {
  const found = report.discovered.map(
    ({ keyLink, description, immediateMeasure }, index): Effect => ({
      do: 'open',
      procedure: 'corrective-action',
      act: 'find',
      key: String(index + 1),
      input: {
        source: 'weekly-screening',
        foundOn: facts.today,
        keyLink,
        description,
        photos: [],
        containment: immediateMeasure === undefined ? 'pending' : 'taken',
        ...(immediateMeasure === undefined ? {} : { immediateMeasure }),
      },
    }),
  );
  return [
    ...(found.length > 0 ? [{ do: 'mark', mark: 'finding' } as const] : []),
    ...found,
    {
      do: 'notify',
      to: { post: 'principal', of: 'actor' },
      title: `${facts.period.from}起一周的周排查报告已形成`,
    },
  ];
}
