import { recalledGoods } from './lots.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';

/** The regulator's inquiry, the recall notice, the objection and the order (10–14, 27, 30). */
const supervisors = ['province', 'delegate'];
/** What stood still meanwhile is free again. */
const noDefect: readonly Effect[] = [{ do: 'recall', event: { kind: 'end', defective: false } }];

export const reviewAnalysis = defineAct({
  title: '审查调查分析结果',
  by: supervisors,
  from: 'analysed',
  to: { by: 'outcome', cases: { accepted: 'closed', insufficient: 'inquiry' } },
  basis: ['order-19/10'],
  form: field.form({
    outcome: field.choice('审查意见', {
      accepted: '足以证明不存在缺陷',
      insufficient: '不足以证明，组织缺陷调查',
    }),
    reason: field.longText('理由'),
  }),
  then: (_facts, { outcome }) => (outcome === 'accepted' ? noDefect : []),
});

export const startInquiry = defineAct({
  title: '组织缺陷调查',
  by: ['province'],
  from: ['discovered', 'found', 'investigating'],
  to: 'inquiry',
  optional: true,
  basis: ['order-19/10'],
  form: field.form({
    ground: field.choice('事由', {
      silent: '生产者未按通知开展调查分析',
      grave: '可能造成严重后果或影响范围较大',
    }),
    reason: field.longText('说明'),
  }),
  document: '缺陷调查通知书',
  recites: [
    recalledGoods,
    { act: 'askAnalysis', fields: [{ field: 'noticeNumber', as: '缺陷调查分析通知书文号' }] },
  ],
  tells: [{ text: '生产者和其他经营者应当配合缺陷调查。', basis: ['order-19/11'] }],
  when: (facts, { ground }) => {
    if (ground === 'grave' || facts.clock('analysis-report')?.status === 'overdue') return;
    return '通知的报告期限尚未届满，不能以未调查分析为由组织缺陷调查。';
  },
  then: () => [{ do: 'notify', to: { role: 'producer' }, title: '缺陷调查通知书，请配合调查' }],
});

export const inquire = defineAct({
  title: '记录缺陷调查',
  by: supervisors,
  from: 'inquiry',
  basis: ['order-19/11'],
  form: field.form({
    measures: field.choices('调查措施', {
      enter: '进入场所现场调查',
      copy: '查阅复制资料记录',
      ask: '了解情况',
      assess: '技术分析和风险评估',
      interview: '约谈生产者',
    }),
    officers: field.people('调查人员', ['case-officer'], { min: 2, max: 10 }),
    facts: field.longText('调查记录'),
    evidence: field.files('证据'),
  }),
  document: '缺陷调查笔录',
  recites: [recalledGoods],
});

export const concludeInquiry = defineAct({
  title: '作出缺陷调查结论',
  by: ['province'],
  from: 'inquiry',
  to: { by: 'finding', cases: { defect: 'to-notify', none: 'closed' } },
  basis: ['order-19/12'],
  form: field.form({
    finding: field.choice('结论', { defect: '存在缺陷', none: '不存在缺陷' }),
    reason: field.longText('依据和理由'),
    evidence: field.files('检验、鉴定、论证材料', { min: 1 }),
  }),
  document: '缺陷调查报告',
  recites: [recalledGoods],
  then: (_facts, { finding }) => (finding === 'none' ? noDefect : []),
});

export const noticeRecall = defineAct({
  title: '通知生产者召回',
  by: ['province'],
  from: 'to-notify',
  to: 'notified',
  basis: ['order-19/12'],
  form: field.form({
    noticeNumber: field.text('召回通知书文号'),
    scope: field.longText('召回范围和缺陷'),
  }),
  document: '召回通知书',
  recites: [
    recalledGoods,
    { act: 'concludeInquiry', title: '缺陷调查结论', fields: ['finding', 'reason'] },
  ],
  tells: [
    {
      text: '对本通知有异议的，自收到之日起{objection}内向本机关书面提出，并提交相关证明材料。',
      basis: ['order-19/13'],
    },
    {
      text: '应当立即召回，并自收到本通知之日起{plan}内向本机关报告召回计划。',
      basis: ['order-19/14', 'order-19/17'],
    },
    {
      text: '既不召回又不在规定期限内提出异议，或者经认定存在缺陷仍拒不召回的，报请国家市场监督管理总局责令召回。',
      basis: ['order-19/14'],
    },
  ],
  then: () => [
    {
      do: 'notify',
      to: { role: 'producer' },
      title: '召回通知书，十个工作日内报告召回计划或者提出异议',
    },
  ],
});

export const receiveNotice = defineAct({
  title: '签收召回通知书',
  by: ['producer', 'province'],
  onBehalfOf: 'producer',
  from: 'notified',
  basis: ['order-19/13', 'order-19/17'],
  form: field.form({ receivedOn: field.date('收到日期'), proof: field.files('送达凭证') }),
  possible: ({ last }) =>
    last('receiveNotice') === undefined ? undefined : '召回通知书已经签收。',
  when: (facts, { receivedOn, proof }) => {
    const byProducer = facts.actor.organisation === facts.seat('producer');
    if (!byProducer && proof.length === 0) return '代为登记签收须上传送达凭证。';
    return impossibleDay(facts, '收到日期', receivedOn, facts.last('noticeRecall'));
  },
});

export const object = defineAct({
  title: '对召回通知提出异议',
  by: ['producer'],
  from: 'notified',
  to: 'objected',
  within: 'objection',
  basis: ['order-19/13'],
  form: field.form({
    reason: field.longText('不存在缺陷的理由'),
    materials: field.files('相关材料', { min: 1 }),
  }),
  document: '召回异议书',
  recites: [recalledGoods, { act: 'noticeRecall', fields: ['noticeNumber', 'scope'] }],
  then: () => [{ do: 'notify', to: { role: 'province' }, title: '生产者对召回通知提出异议' }],
});

export const decideObjection = defineAct({
  title: '审查异议并认定缺陷',
  by: ['province'],
  from: 'objected',
  to: { by: 'finding', cases: { defect: 'confirmed', none: 'closed' } },
  basis: ['order-19/13'],
  form: field.form({
    finding: field.choice('认定结果', { defect: '存在缺陷', none: '不存在缺陷' }),
    method: field.choices('认定方式', {
      review: '审查材料',
      test: '检验检测',
      appraisal: '鉴定',
      expert: '专家论证',
    }),
    reason: field.longText('理由'),
  }),
  document: '缺陷认定结果通知书',
  recites: [
    recalledGoods,
    { act: 'noticeRecall', fields: ['noticeNumber'] },
    { act: 'object', title: '生产者的异议', fields: [{ field: 'reason', as: '异议理由' }] },
  ],
  tells: [
    {
      text: '应当立即停止生产、销售、进口并实施召回；仍拒不召回的，报请国家市场监督管理总局责令召回。',
      basis: ['order-19/13', 'order-19/14', 'order-19/15'],
      where: { field: 'finding', is: 'defect' },
    },
  ],
  then: (_facts, { finding }) => [
    ...(finding === 'none' ? noDefect : []),
    { do: 'notify', to: { role: 'producer' }, title: '缺陷认定结果，请查阅' },
  ],
});

export const refer = defineAct({
  title: '报请总局责令召回',
  by: ['province'],
  from: ['notified', 'confirmed'],
  to: 'referred',
  basis: ['order-19/14'],
  form: field.form({ letterNumber: field.text('报请文号'), facts: field.longText('情况') }),
  document: '责令召回报请函',
  recites: [
    recalledGoods,
    { act: 'noticeRecall', fields: ['noticeNumber', 'scope'] },
    { act: 'concludeInquiry', title: '缺陷调查结论', fields: ['reason'] },
    { act: 'decideObjection', title: '异议认定结果', fields: ['finding', 'reason'] },
  ],
  possible: ({ state, clock }) =>
    state === 'confirmed' || clock('objection')?.status === 'lapsed'
      ? undefined
      : notYet('提出异议的期限尚未届满，不能报请责令召回。'),
});
