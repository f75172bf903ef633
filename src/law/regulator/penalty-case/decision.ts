import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { discretions, penaltyKinds } from './amount/amount.ts';
import { penaltyGrounds } from './amount/bands.ts';
import { checkDecision } from './decision-guard.ts';
import {
  alsoListed,
  dropProposal,
  listingDecision,
  notTogether,
} from '../dishonesty-listing/with-penalty.ts';
import { byChief, inCase, internal, isInTeam, proposal } from './parts.ts';

/** The decision: discussed where grave, within 90 days and extensions, within the article's band (60, 62, 64). */
const deciding = [
  'investigating',
  'to-review',
  'reviewed',
  'to-notify',
  'notice-announced',
  'notified',
  'hearing-requested',
  'hearing-fixed',
  'hearing-held',
  'hearing-reported',
  'to-decide',
];

export const extendDecision = byChief({
  title: '批准延长办案期限三十日',
  from: deciding,
  extends: 'decision',
  basis: ['order-2/64'],
  form: field.form({ reason: field.longText('案情复杂的理由', internal) }),
  document: '延长办案期限审批表',
  recites: inCase,
  tells: [{ text: '作出处理决定的期限延长至{decision:day}。', basis: ['order-2/64'] }],
});

export const extendCollectively = byChief({
  title: '集体讨论继续延长办案期限',
  from: deciding,
  extends: 'decision',
  basis: ['order-2/64'],
  form: field.form({
    untilDay: field.date('延长至'),
    participants: field.people('参加讨论人员', [], { min: 3, max: 20 }),
    reason: field.longText('特殊情况和讨论意见', internal),
  }),
  document: '延长办案期限集体讨论记录',
  recites: inCase,
  possible: ({ last }) =>
    last('extendDecision') === undefined ? notYet('应当先经负责人批准延长三十日。') : undefined,
  when: (facts, { untilDay }) => {
    const clock = facts.clock('decision');
    return untilDay > (clock?.due.day ?? '') ? undefined : '延长后的日期应当晚于原期限届满日。';
  },
});

export const discuss = byChief({
  title: '集体讨论',
  from: ['reviewed', 'to-decide'],
  basis: ['order-2/60'],
  form: field.form({
    heldOn: field.date('讨论日期'),
    participants: field.people('参加讨论的负责人和人员', [], { min: 3, max: 20 }),
    opinions: field.longText('讨论意见', internal),
    conclusion: field.longText('结论', internal),
    record: field.files('集体讨论记录（签名）', { min: 1 }),
  }),
  document: '行政处罚案件集体讨论记录',
  recites: [...inCase, proposal],
  when: (facts, { heldOn }) => (heldOn > facts.today ? '讨论日期不能晚于今天。' : undefined),
});

/** Nobody who investigated or reviewed decides. */
const others = ['open', 'collect', 'seizeUrgently', 'endInvestigation', 'review'];

export const decide = defineAct({
  title: '作出行政处罚决定',
  by: ['chief'],
  from: 'to-decide',
  to: 'decided',
  basis: ['order-2/60', 'order-2/62', 'order-2/64', 'penalty-law/28', 'order-44/13'],
  notBy: [...others, 'reviewAfterHearing'],
  form: field.form({
    decisionNumber: field.text('行政处罚决定书文号'),
    decision: field.choice('决定', {
      penalty: '给予行政处罚',
      warning: '仅给予警告',
    }),
    facts: field.longText('违反法律的事实和证据'),
    grounds: field.choices('处罚依据', penaltyGrounds),
    kinds: field.choices('处罚种类', penaltyKinds),
    goodsValueYuan: field.decimal('认定的货值金额', { unit: '元' }),
    illegalGainYuan: field.decimal('认定的违法所得', { unit: '元' }),
    amountYuan: field.decimal('罚款', { unit: '元' }),
    confiscationYuan: field.decimal('没收违法所得', { unit: '元' }),
    confiscatedGoods: field.optional(field.longText('没收的产品')),
    discretion: field.choice('裁量等级', discretions),
    mitigation: field.optional(
      field.choice('减轻处罚的法定理由', {
        'product-quality-law/55': '销售者不知情并如实说明进货来源（产品质量法第55条）',
        'penalty-law/32': '主动消除或者减轻危害后果等（行政处罚法第32条）',
      }),
    ),
    seriousCircumstances: field.yesNo('情节严重'),
    reasons: field.longText('自由裁量的理由和对陈述、申辩、听证意见的采纳情况'),
    performance: field.longText('履行方式和期限', {
      hint: '缴款的银行和账户、改正等；缴款期限、加处罚款、复议和诉讼由决定书载明，不必填写。',
    }),
    listing: alsoListed,
  }),
  document: '行政处罚决定书',
  recites: [
    ...inCase,
    { act: 'notify', fields: ['noticeNumber', { field: 'servedOn', as: '告知书送达日期' }] },
    { act: 'state', every: true, title: '当事人的陈述、申辩', fields: ['statement'] },
    { act: 'requestHearing', title: '听证', fields: [{ field: 'reason', as: '要求听证的理由' }] },
  ],
  tells: [
    {
      text: '罚没款自收到本决定书之日起{payment}内缴至指定银行；到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处数额不超过罚款数额。确有困难的，可以申请延期或者分期缴纳。',
      basis: ['order-2/72', 'order-2/74', 'order-2/75', 'penalty-law/72'],
      where: { field: 'kinds', is: ['fine'] },
    },
    remedies({ lawsuit: 'remedy' }),
    {
      text: '本处罚信息自决定作出之日起{publicity}内依法向社会公示。',
      basis: ['order-45-publicity/8', 'order-45-publicity/9'],
      where: { field: 'decision', is: 'penalty' },
    },
  ],
  possible: isInTeam,
  when: (facts, input) => checkDecision(facts, input) ?? notTogether(facts, input.listing, input),
  then: (facts, { listing, decisionNumber }) => [
    ...listingDecision(facts, listing, decisionNumber),
    { do: 'notify', to: { role: 'officer' }, title: '已作出处罚决定，七个工作日内送达' },
    { do: 'notify', to: { role: 'publisher' }, title: '处罚决定自作出之日起二十个工作日内公示' },
  ],
});

export const decideNoPenalty = defineAct({
  title: '作出不予行政处罚决定',
  by: ['chief'],
  from: ['reviewed', 'to-decide'],
  to: 'no-penalty',
  basis: ['penalty-law/33', 'order-2/60'],
  notBy: [...others, 'reviewAfterHearing'],
  form: field.form({
    decisionNumber: field.text('不予行政处罚决定书文号'),
    ground: field.choice('依据', {
      minor: '违法行为轻微并及时改正，没有造成危害后果',
      'first-minor': '初次违法且危害后果轻微并及时改正',
      'no-fault': '当事人有证据足以证明没有主观过错',
      'not-proved': '违法事实不能成立',
      expired: '已过处罚时效',
    }),
    corrected: field.yesNo('已经改正'),
    facts: field.longText('事实和证据'),
    reasons: field.longText('理由'),
    education: field.longText('对当事人的教育', { hint: '依法不予处罚的，应当进行教育。' }),
  }),
  document: '不予行政处罚决定书',
  recites: inCase,
  tells: [remedies({ lawsuit: 'remedy' })],
  possible: isInTeam,
  when: (facts, { ground, corrected }) => {
    if (ground.endsWith('minor') && !corrected) return '轻微违法不予处罚以及时改正为前提。';
    const earlier = facts.related.some(
      (one) =>
        one.procedure === 'penalty-case' &&
        !['verifying', 'not-filed', 'handed-on', 'no-penalty'].includes(one.state),
    );
    return ground === 'first-minor' && earlier
      ? '该当事人以前有行政处罚案件，不属于初次违法。'
      : undefined;
  },
  then: (facts) => dropProposal(facts, '不予行政处罚'),
});
