import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { fromReporter } from './filing.ts';

const underWay = ['received', 'verifying', 'disputed', 'to-designate', 'in-case'];

/** A report that came by telephone or letter has nobody behind it who reads here. */
function nobodyReads({ seats }: PastFacts): string | undefined {
  return seats.some(({ role }) => role === 'reporter')
    ? undefined
    : '本举报由受理人员登记，举报人不在平台上，请按其留下的方式联系。';
}

const ask = defineAct({
  title: '询问举报人',
  by: ['handler'],
  from: ['verifying', 'in-case'],
  optional: true,
  basis: ['order-121/28', 'order-121/37'],
  form: field.form({
    question: field.longText('需要补充的线索或者证据', {
      hint: '不要询问举报人的姓名、单位和联系方式。',
    }),
  }),
  possible: nobodyReads,
  then: () => [{ do: 'notify', to: { role: 'reporter' }, title: '承办部门向您询问，请查看并回复' }],
});

const add = defineAct({
  title: '补充线索或者回复',
  by: ['reporter'],
  from: underWay,
  optional: true,
  basis: ['order-121/28', 'order-121/35'],
  form: field.form({
    text: field.longText('补充或者回复的内容', {
      ...fromReporter,
      hint: '不要写您自己的姓名、电话和住址。',
    }),
    evidence: field.files('证据', fromReporter),
  }),
  then: ({ state }) =>
    state === 'received'
      ? []
      : [{ do: 'notify', to: { role: 'handler' }, title: '举报人补充了线索或者回复' }],
});

const merge = defineAct({
  title: '合并新的线索',
  by: ['handler'],
  from: 'verifying',
  optional: true,
  basis: ['order-121/35'],
  form: field.form({
    addedOn: field.date('最后一次收到举报的日期', {
      hint: '有新的线索而合并的，核查期限自最后一次收到起算。',
    }),
    reason: field.longText('新的线索'),
  }),
  when: (facts, { addedOn }) => impossibleDay(facts, '收到日期', addedOn, facts.last('report')),
});

const tell = defineAct({
  title: '告知举报人处理结果',
  by: ['handler'],
  from: ['in-case', 'not-filed'],
  optional: true,
  basis: ['order-121/36'],
  form: field.form({
    provision: field.text('应当告知的规定', { hint: '法律、法规、规章规定应当告知或者奖励的。' }),
    result: field.longText('处理结果', { hint: '不得含有被举报人的商业秘密和他人的个人信息。' }),
  }),
  document: '举报处理结果告知书',
  recites: [{ act: 'report', fields: ['matter', 'respondentName'] }],
  possible: nobodyReads,
  then: () => [{ do: 'notify', to: { role: 'reporter' }, title: '您的举报有了处理结果，请查看' }],
});

/** What office and reporter say to each other; neither learns who the other is beyond the office's name. */
export const acts = { ask, add, merge, tell };
