import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { amountOf } from './amount/amount.ts';
import { isSeized } from './measures.ts';
import { byChief, byTeam, inCase, party } from './parts.ts';
import { fallen } from '../penalty-publicity/with-penalty.ts';

/** Reconsideration and lawsuit: they stop the execution only where that was decided. */
export const fileRemedy = defineAct({
  title: '登记行政复议、行政诉讼',
  by: ['officer', 'party'],
  from: ['served', 'urged', 'enforcing', 'to-close'],
  basis: ['reconsideration-law/20', 'litigation-law/45', 'litigation-law/46'],
  form: field.form({
    kind: field.choice('类型', { reconsideration: '行政复议', lawsuit: '行政诉讼' }),
    body: field.text('复议机关、人民法院'),
    acceptedOn: field.date('受理日期'),
    stops: field.yesNo('已决定停止执行', { hint: '停止执行期间不计算缴款期限。' }),
    papers: field.files('受理文书', { min: 1 }),
  }),
  possible: (past) => (isContested(past) ? '已有复议、诉讼正在进行。' : undefined),
  when: (facts, { acceptedOn }) =>
    acceptedOn > facts.today ? '受理日期不能晚于今天。' : undefined,
});

/** Whether a reconsideration or lawsuit goes on. */
function isContested({ all }: PastFacts): boolean {
  return all('fileRemedy').length > all('endRemedy').length;
}

export const endRemedy = byTeam({
  title: '登记复议、诉讼结果',
  from: ['served', 'urged', 'enforcing', 'to-close'],
  to: {
    by: 'outcome',
    cases: { upheld: 'served', changed: 'served', annulled: 'to-close', withdrawn: 'served' },
  },
  basis: ['reconsideration-law/62', 'litigation-law/45', 'order-2/63'],
  form: field.form({
    outcome: field.choice('结果', {
      upheld: '维持',
      changed: '变更',
      annulled: '撤销、确认违法或者无效',
      withdrawn: '撤回申请或者撤诉',
    }),
    number: field.text('决定书、判决书文号'),
    amountYuan: field.optional(field.decimal('变更后的罚款', { unit: '元' })),
    decidedOn: field.date('生效日期'),
    papers: field.files('决定书、判决书', { min: 1 }),
  }),
  document: '复议、诉讼结果登记表',
  recites: [
    party,
    {
      act: 'decide',
      fields: [{ field: 'decisionNumber', as: '行政处罚决定书文号' }, 'amountYuan'],
    },
    { act: 'fileRemedy', fields: ['kind', 'body', 'acceptedOn'] },
  ],
  possible: (past) => (isContested(past) ? undefined : '没有正在进行的复议、诉讼。'),
  when: (facts, { outcome, amountYuan }) => {
    if (outcome !== 'changed') return undefined;
    if (amountYuan === undefined) return '请填写变更后的罚款。';
    return amountOf(amountYuan) <= amountOf(facts.value('decide', 'amountYuan') as string)
      ? undefined
      : '变更后的罚款不得高于原决定。';
  },
  then: (facts, input) => [
    ...fallen(facts, input),
    ...(['annulled', 'changed'].includes(input.outcome) &&
    facts.value('decide', 'listing') !== undefined
      ? [
          {
            do: 'notify' as const,
            to: { role: 'officer' },
            title: '处罚决定已变更或者撤销，请在失信名单事项中登记列入依据是否被撤销',
          },
        ]
      : []),
  ],
});

export const urge = byTeam({
  title: '催告履行',
  from: 'served',
  to: 'urged',
  basis: ['order-2/76', 'coercion-law/54'],
  form: field.form({
    number: field.text('催告书文号'),
    servedOn: field.date('送达日期'),
    proof: field.files('送达回证', { min: 1 }),
  }),
  document: '履行行政处罚决定催告书',
  recites: [
    party,
    {
      act: 'decide',
      fields: [{ field: 'decisionNumber', as: '行政处罚决定书文号' }, 'amountYuan'],
    },
  ],
  tells: [
    {
      text: '请自本催告书送达之日起{demand}内履行；收到催告书后有权陈述、申辩。逾期仍不履行的，本机关依法申请人民法院强制执行。',
      basis: ['order-2/76', 'coercion-law/54'],
    },
  ],
  possible: ({ clock }) =>
    clock('payment')?.status === 'overdue'
      ? undefined
      : notYet(`缴款期限至${clock('payment')?.due.day ?? ''}届满，尚不能催告。`),
  when: (facts, { servedOn }) => impossibleDay(facts, '送达日期', servedOn, facts.last('decide')),
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '催告书，十个工作日内履行' }],
});

export const applyEnforcement = byTeam({
  title: '申请人民法院强制执行',
  from: 'urged',
  to: 'enforcing',
  within: 'enforcement',
  notBefore: 'demand',
  basis: ['order-2/76', 'coercion-law/53', 'coercion-law/54'],
  form: field.form({
    court: field.text('人民法院'),
    amountYuan: field.decimal('申请执行数额', { unit: '元' }),
    application: field.files('强制执行申请书', { min: 1 }),
  }),
  document: '强制执行申请书',
  recites: [
    party,
    {
      act: 'decide',
      fields: [{ field: 'decisionNumber', as: '行政处罚决定书文号' }, 'amountYuan'],
    },
    {
      act: 'urge',
      fields: [
        { field: 'number', as: '催告书文号' },
        { field: 'servedOn', as: '催告书送达日期' },
      ],
    },
  ],
  possible: (past) => {
    if (isContested(past)) return notYet('复议、诉讼尚未终结，不能申请强制执行。');
    return past.clock('remedy')?.status === 'open' || past.last('endRemedy') !== undefined
      ? undefined
      : notYet(
          `申请复议、提起诉讼的期限至${past.clock('remedy')?.due.day ?? ''}届满，尚不能申请强制执行。`,
        );
  },
});

export const close = byChief({
  title: '结案审批',
  from: 'to-close',
  to: 'closed',
  basis: ['order-2/77', 'order-2/78'],
  form: field.form({
    outcome: field.longText('处理和执行情况'),
    archived: field.yesNo('案卷已按正卷、副卷立卷归档'),
  }),
  document: '结案审批表',
  recites: [...inCase, { act: ['decide', 'decideNoPenalty'], fields: ['decisionNumber'] }],
  possible: (past) => {
    if (isSeized(past)) return notYet('查封、扣押的物品尚未处理，不能结案。');
    const isFallen = past.value('endRemedy', 'outcome') === 'annulled';
    return past.value('decide', 'decision') === 'penalty' && !isFallen && !past.last('publish')
      ? notYet('处罚信息尚未公示，不能结案。')
      : undefined;
  },
  when: (_facts, { archived }) => (archived ? undefined : '案卷尚未归档。'),
});
