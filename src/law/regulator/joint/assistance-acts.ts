import { assistanceLetter } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { checkEvidence, evidence } from './evidence.ts';

/** A letter of assistance from office to office: asked, received, answered within its time, or withdrawn (order-2/45). */
const basis = ['order-2/45'];

/** What a letter asks; the penalty case fills it in too and keeps it from its party. */
export function letterFields(extra: { readonly hiddenFrom?: readonly string[] } = {}) {
  return {
    receiver: field.organisation('协助调查的市场监管部门', ['market-regulator'], extra),
    letterNumber: field.text('协助调查函文号', extra),
    matter: field.longText('协助调查的事项', { hint: '写明要核实的事实和需要的证据。', ...extra }),
  };
}

const letter = letterFields();

export const ask = defineAct({
  title: '发出协助调查函',
  by: ['requester'],
  to: 'sent',
  basis,
  form: field.form({
    caseName: field.text('案件名称', { hint: '不写个人信息。' }),
    caseNumber: field.optional(field.text('立案号')),
    suspect: field.text('所涉单位或者个人', { personal: true }),
    ...letter,
    papers: field.files('所附材料'),
  }),
  seats: { receiver: 'receiver' },
  document: '协助调查函',
  tells: [
    {
      text: '请自收到本函之日起{assistance}内完成协助调查并复函；需要延期的，在期限届满前告知。',
      basis: ['order-2/45'],
    },
  ],
  when: (facts, { receiver }) =>
    receiver === facts.actor.organisation ? '不能向本单位发函。' : undefined,
  then: () => [{ do: 'notify', to: { role: 'receiver' }, title: '收到协助调查函，请签收' }],
});

export const sign = defineAct({
  title: '签收协助调查函',
  by: ['receiver'],
  from: 'sent',
  to: 'investigating',
  basis,
  form: field.form({
    receivedOn: field.date('收到日期', { hint: '十五个工作日自收到之日起算。' }),
  }),
  document: '协助调查函回执',
  recites: [...assistanceLetter, { seats: ['requester'] }],
  when: (facts, { receivedOn }) =>
    impossibleDay(facts, '收到日期', receivedOn, facts.last('supplement') ?? facts.last('ask')),
  then: () => [{ do: 'notify', to: { role: 'requester' }, title: '协助调查函已签收' }],
});

/** Whoever cannot finish in time says so before the time is over, and until when. */
export const delay = defineAct({
  title: '告知延期',
  by: ['receiver'],
  from: 'investigating',
  extends: 'assistance',
  basis,
  form: field.form({
    untilDay: field.date('延期至'),
    reason: field.longText('需要延期的原因'),
  }),
  document: '协助调查延期告知函',
  recites: [...assistanceLetter, { seats: ['requester'] }],
  when: (facts, { untilDay }) =>
    untilDay > (facts.clock('assistance')?.due.day ?? '')
      ? undefined
      : '延期后的日期应当晚于原期限届满日。',
  then: (_facts, { untilDay }) => [
    { do: 'notify', to: { role: 'requester' }, title: `协助调查延期至${untilDay}` },
  ],
});

export const answer = defineAct({
  title: '回复协助调查结果',
  by: ['receiver'],
  from: 'investigating',
  to: 'answered',
  basis,
  form: field.form({
    letterNumber: field.text('复函文号'),
    outcome: field.choice('结果', {
      done: '已查明',
      partly: '部分查明',
      unable: '无法协助',
    }),
    findings: field.longText('调查情况；无法协助的写明原因'),
    evidence: evidence(0),
  }),
  document: '协助调查复函',
  recites: [...assistanceLetter, { seats: ['requester'] }],
  when: (facts, input) =>
    input.outcome === 'done' && input.evidence.length === 0
      ? '已查明的，请附证据清单。'
      : checkEvidence(facts.today, input.evidence),
  then: () => [{ do: 'notify', to: { role: 'requester' }, title: '协助调查复函' }],
});

export const supplement = defineAct({
  title: '要求补充调查',
  by: ['requester'],
  from: 'answered',
  to: 'sent',
  optional: true,
  basis,
  form: field.form({ letterNumber: field.text('函文号'), matter: letter.matter }),
  document: '协助调查函',
  recites: [
    { act: 'ask', fields: ['caseNumber', 'suspect', { field: 'letterNumber', as: '原函文号' }] },
    { act: 'answer', fields: [{ field: 'letterNumber', as: '复函文号' }] },
    { seats: ['receiver'] },
  ],
  tells: [
    {
      text: '请自收到本函之日起{assistance}内完成补充调查并复函；需要延期的，在期限届满前告知。',
      basis: ['order-2/45'],
    },
  ],
  then: () => [{ do: 'notify', to: { role: 'receiver' }, title: '要求补充调查，请签收' }],
});

export const accept = defineAct({
  title: '收到复函，办结',
  by: ['requester'],
  from: 'answered',
  to: 'closed',
  basis,
  form: field.form({ use: field.longText('证据采用情况') }),
});

export const withdraw = defineAct({
  title: '撤回协助调查函',
  by: ['requester'],
  from: ['sent', 'investigating'],
  to: 'withdrawn',
  optional: true,
  basis,
  form: field.form({ reason: field.longText('原因') }),
  then: () => [{ do: 'notify', to: { role: 'receiver' }, title: '协助调查函已撤回' }],
});
