import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';

/** The firm's word on how it was visited; of the same form whether the file is archived or not. */
const rating = {
  title: '评价检查',
  by: ['visited'],
  within: 'rating',
  basis: ['inspection-2024-54/scan'],
  possible: (past: PastFacts) => (past.all('rate').length > 0 ? '已经评价过。' : undefined),
  form: field.form({
    score: field.integer('评分', { min: 1, max: 5, unit: '分', hint: '5分最满意。' }),
    disturbed: field.yesNo('影响正常生产经营'),
    asked: field.yesNo('有乱收费、乱罚款、吃拿卡要等情形'),
    comment: field.optional(field.longText('意见建议')),
  }),
  then: (_facts: ProceedingFacts, { asked }: { asked: boolean }): readonly Effect[] =>
    asked
      ? [{ do: 'notify', to: { role: 'chief' }, title: '企业反映检查中有违规情形，请核实' }]
      : [],
};

/** Rated while the office still works on the file. */
export const rate = defineAct({ ...rating, from: ['confirmed', 'published'] });

/** Nothing is left to be done once a file that is archived already has been rated. */
export const rateArchived = defineAct({ ...rating, from: 'archived', to: 'closed' });

export const publishResult = defineAct({
  title: '公开检查结果',
  by: ['publisher'],
  from: 'confirmed',
  to: 'published',
  basis: ['random-2019-5/publication', 'order-67/12'],
  form: field.form({ text: field.longText('公开内容') }),
  document: '行政检查结果公示',
  recites: [
    { act: 'approve', fields: ['noticeNumber'] },
    { act: 'plan', fields: ['kind'] },
    { act: 'writeUp', fields: ['result'] },
  ],
  then: (facts, { text }) => [
    {
      do: 'publish',
      kind: 'inspection',
      title: `行政检查结果：${facts.subject?.name ?? '企业'}`,
      text,
    },
  ],
});

const summary = field.form({ summary: field.longText('检查和后续处理情况') });

function mayStillRate({ clock }: PastFacts): boolean {
  return clock('rating')?.status === 'running';
}

/** The officer is done with it; the firm may rate until its time is over. */
export const archive = defineAct({
  title: '归档',
  by: ['officer'],
  from: 'published',
  to: 'archived',
  basis: ['order-2/79'],
  form: summary,
  possible: (past) =>
    mayStillRate(past) ? undefined : '企业已经评价或者评价期已经届满，归档即办结。',
});

/** Nothing is awaited of whoever has rated, let its time pass, or refused: he was not visited and rates nothing. */
export const close = defineAct({
  title: '归档并办结',
  by: ['officer'],
  from: ['published', 'refused'],
  to: 'closed',
  basis: ['order-2/79'],
  form: summary,
  possible: (past) =>
    mayStillRate(past) ? '企业还可以评价，归档后待其评价或者评价期满办结。' : undefined,
});

export const endRating = defineAct({
  title: '评价期满办结',
  by: [],
  byTime: 'rating-over',
  from: 'archived',
  to: 'closed',
  basis: ['inspection-2024-54/scan'],
  form: field.form({}),
});
