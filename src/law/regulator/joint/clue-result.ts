import { clueLetter } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';

/** How a clue ends: extension, result to the sender, and the sender's confirmation. */
export const extend = defineAct({
  title: '批准延长核查期限',
  by: ['head'],
  from: 'reviewing',
  basis: ['order-2/18'],
  form: field.form({ reason: field.longText('特殊情况') }),
  document: '延长核查期限审批表',
  recites: [clueLetter],
  possible: (past) => {
    if (past.value('sign', 'rule') === 'own') return '本部门的核查期限不由本条延长。';
    if (isExtended(past)) return '核查期限只能延长一次。';
    return past.clock('verification')?.status === 'overdue'
      ? '核查期限已经届满，不能延长。'
      : undefined;
  },
  then: () => [{ do: 'notify', to: { role: 'sender' }, title: '受移送单位延长了核查期限' }],
});

/** Each receiver may lengthen its own period once. */
function isExtended(facts: PastFacts): boolean {
  const since = facts.history.findLastIndex(({ act }) => act === 'sign' || act === 'designate');
  return facts.history.slice(since).some(({ act }) => act === 'extend');
}

export const reply = defineAct({
  title: '反馈处理结果',
  by: ['receiver'],
  from: 'reviewing',
  to: 'answered',
  basis: ['guidance/4.1', 'order-2/18'],
  form: field.form({
    outcome: field.choice('处理结果', {
      filed: '已立案',
      'not-filed': '不予立案',
      corrected: '已责令改正或者采取其他措施',
      crime: '涉嫌犯罪，已移送公安机关',
    }),
    number: field.optional(field.text('立案号或者文书文号')),
    reason: field.longText('核查情况和理由'),
    papers: field.files('有关文书'),
  }),
  document: '线索处理情况反馈函',
  recites: [clueLetter, { seats: ['sender'] }],
  when: (_facts, { outcome, number }) =>
    outcome !== 'not-filed' && number === undefined ? '请填写立案号或者文书文号。' : undefined,
  then: () => [{ do: 'notify', to: { role: 'sender' }, title: '移送的线索有了处理结果' }],
});

export const confirm = defineAct({
  title: '确认收到结果',
  by: ['sender'],
  from: 'answered',
  to: { by: 'accepted', cases: { yes: 'closed', no: 'reviewing' } },
  basis: ['guidance/4.1'],
  form: field.form({
    accepted: field.choice('意见', { yes: '没有不同意见', no: '请补充说明' }),
    note: field.optional(field.longText('需要补充说明的问题')),
  }),
  when: (facts, { accepted, note }) => {
    if (accepted === 'yes') return undefined;
    if (note === undefined) return '请写明需要补充说明什么。';
    return facts.all('reply').length > 1 ? '已经补充说明过，不能再次退回结果。' : undefined;
  },
  then: (_facts, { accepted }) =>
    accepted === 'yes'
      ? []
      : [{ do: 'notify', to: { role: 'receiver' }, title: '移送单位请求补充说明处理结果' }],
});
