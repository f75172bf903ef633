import { clueLetter } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { authorities, checkEvidence, evidence, investigators } from './evidence.ts';

/** The acts of passing a clue on: letter, receipt, return or designation, result. */
export const send = defineAct({
  title: '移送线索',
  by: ['sender'],
  to: 'sent',
  basis: ['guidance/4.1'],
  form: field.form({
    title: field.text('线索名称', { hint: '不写个人信息。' }),
    source: field.choice('线索来源', {
      'spot-check': '监督抽查',
      inspection: '监督检查',
      complaint: '投诉',
      report: '举报',
      trace: '追溯或者召回',
      platform: '网络交易监测',
      alert: '风险监测、预警',
      other: '其他',
    }),
    suspect: field.text('涉嫌违法的单位或者个人', { personal: true }),
    facts: field.longText('涉嫌违法的事实'),
    ground: field.longText('移送理由', { hint: '写明为什么由受移送单位处理。' }),
    receiver: field.organisation('受移送单位', investigators),
    evidence: evidence(0),
    letterNumber: field.text('移送函文号'),
  }),
  seats: { receiver: 'receiver' },
  document: '案件线索移送函',
  when: (facts, input) =>
    input.receiver === facts.actor.organisation
      ? '不能移送给本单位。'
      : checkEvidence(facts.today, input.evidence),
  then: () => [{ do: 'notify', to: { role: 'receiver' }, title: '收到移送线索，请签收' }],
});

export const sign = defineAct({
  title: '签收线索',
  by: ['receiver'],
  from: 'sent',
  to: 'reviewing',
  basis: ['guidance/4.1'],
  form: field.form({
    complete: field.yesNo('材料与清单相符'),
    missing: field.optional(field.longText('缺少或者不符的材料')),
    rule: field.choice('核查期限', {
      'order-2': '市场监管部门：自收到材料之日起十五个工作日',
      own: '其他部门：按本部门的规定',
    }),
  }),
  document: '案件线索签收回执',
  recites: [clueLetter, { act: 'send', fields: ['evidence'] }, { seats: ['sender'] }],
  when: (facts, { complete, missing, rule }) => {
    if (!complete && missing === undefined) return '材料不符的，请写明缺少什么。';
    const isDepartment = ['department-officer', 'police-officer'].some((post) =>
      facts.actor.posts.some((held) => held === post),
    );
    return rule === 'order-2' && isDepartment
      ? '十五个工作日的期限只适用于市场监管部门，请选择“按本部门的规定”。'
      : undefined;
  },
  then: (_facts, { complete }) => [
    {
      do: 'notify',
      to: { role: 'sender' },
      title: complete ? '线索已签收' : '线索已签收，材料不全，请补充',
    },
  ],
});

export const supplement = defineAct({
  title: '补充证据',
  by: ['sender'],
  from: ['sent', 'reviewing'],
  basis: ['guidance/4.1'],
  form: field.form({ evidence: evidence(1), note: field.optional(field.longText('说明')) }),
  document: '补充证据清单',
  recites: [clueLetter, { seats: ['receiver'] }],
  when: (facts, input) => checkEvidence(facts.today, input.evidence),
  then: () => [{ do: 'notify', to: { role: 'receiver' }, title: '移送单位补充了证据' }],
});

export const sendBack = defineAct({
  title: '退回（本单位无管辖权）',
  by: ['receiver'],
  from: 'reviewing',
  to: 'returned',
  basis: ['guidance/4.1', 'order-2/14'],
  form: field.form({
    reason: field.longText('认为没有管辖权的理由'),
    suggested: field.optional(field.text('建议移送的单位')),
  }),
  document: '线索退回函',
  recites: [clueLetter, { seats: ['sender'] }],
  possible: mayReturn,
  then: () => [
    { do: 'notify', to: { role: 'sender' }, title: '线索被退回，请另行移送或者报请指定' },
  ],
});

/** A clue goes back once; who then has it again asks for a designation, so that it never wanders. */
function mayReturn(past: PastFacts): string | undefined {
  if (past.last('designate') !== undefined) return '已经指定管辖，不能退回，须依法核查。';
  return past.last('sendBack') === undefined
    ? undefined
    : '线索已经退回过一次，不能再退；仍认为没有管辖权的，请报请指定管辖。';
}

export const resend = defineAct({
  title: '另行移送',
  by: ['sender'],
  from: 'returned',
  to: 'sent',
  basis: ['guidance/4.1'],
  form: field.form({
    receiver: field.organisation('受移送单位', investigators),
    ground: field.longText('移送理由'),
    letterNumber: field.text('移送函文号'),
  }),
  seats: { receiver: 'receiver' },
  document: '案件线索移送函',
  recites: [
    { act: 'send', fields: ['source', 'suspect', 'facts', 'evidence'] },
    { act: 'sendBack', title: '退回情况', fields: ['reason', 'suggested'] },
  ],
  when: (facts, { receiver }) => {
    if (receiver === facts.actor.organisation) return '不能移送给本单位。';
    return receiver === facts.seat('receiver')
      ? '该单位刚刚退回；不同意退回理由的，请报请指定管辖。'
      : undefined;
  },
  then: () => [{ do: 'notify', to: { role: 'receiver' }, title: '收到移送线索，请签收' }],
});

export const keep = defineAct({
  title: '自行处理',
  by: ['sender'],
  from: 'returned',
  to: 'closed',
  basis: ['guidance/4.1'],
  form: field.form({ reason: field.longText('处理情况') }),
});

export const requestDesignation = defineAct({
  title: '报请指定管辖',
  by: ['sender', 'receiver'],
  from: ['returned', 'reviewing'],
  to: 'disputed',
  basis: ['order-2/13', 'order-2/14', 'order-2/16'],
  form: field.form({
    superior: field.organisation('共同的上级单位', authorities),
    reason: field.longText('争议情况和理由'),
  }),
  seats: { superior: 'superior' },
  document: '报请指定管辖函',
  recites: [
    clueLetter,
    { act: 'sendBack', title: '退回情况', fields: ['reason'] },
    { seats: ['sender', 'receiver'] },
  ],
  possible: (past) =>
    past.last('designate') === undefined ? undefined : '已经指定管辖，不能再次报请。',
  when: (facts, { superior }) => {
    return [facts.seat('sender'), facts.seat('receiver')].includes(superior)
      ? '争议双方不能作指定管辖的单位。'
      : undefined;
  },
  then: () => [{ do: 'notify', to: { role: 'superior' }, title: '管辖争议，请指定管辖' }],
});

export const designate = defineAct({
  title: '指定管辖',
  by: ['superior'],
  from: 'disputed',
  to: 'reviewing',
  basis: ['order-2/16'],
  form: field.form({
    receiver: field.organisation('指定办理的单位', investigators),
    reason: field.longText('指定理由'),
    noticeNumber: field.text('指定管辖通知书文号'),
  }),
  seats: { receiver: 'receiver' },
  document: '指定管辖通知书',
  recites: [
    clueLetter,
    { act: 'requestDesignation', title: '争议情况', fields: ['reason'] },
    { seats: ['sender'] },
  ],
  tells: [{ text: '被指定的单位应当依法办理，不得退回。', basis: ['order-2/14', 'order-2/16'] }],
  then: () => [
    { do: 'notify', to: { role: 'receiver' }, title: '上级指定本单位办理，不得退回' },
    { do: 'notify', to: { role: 'sender' }, title: '已指定管辖' },
  ],
});
