import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { stopped } from './carrying-out.ts';
import { lotsIn, recalledGoods, seedRows, summons } from './lots.ts';
import { recallNotice } from './notice.ts';

/** Orders: recall by the national authority, correction by the province, delegation to a city or county (14, 25, 30). */
const underWay = [
  'discovered',
  'found',
  'investigating',
  'inquiry',
  'defect',
  'notified',
  'objected',
  'confirmed',
  'referred',
  'ordered',
  'planned',
  'recalling',
  'completed',
  'summarised',
  'redo',
];

export const recordOrder = defineAct({
  title: '登记总局责令召回决定',
  by: ['province'],
  from: 'referred',
  to: 'ordered',
  basis: ['order-19/14', 'order-19/27'],
  form: field.form({
    orderNumber: field.text('责令召回通知书文号'),
    orderedOn: field.date('责令召回之日'),
    text: field.longText('责令召回内容'),
    seeds: field.optional(
      seedRows('由这些批次制成的、各级经营者手中的产品都将停止流转，平台逐级通知持有者。'),
    ),
  }),
  document: '责令召回通知书',
  recites: [
    recalledGoods,
    { act: 'noticeRecall', fields: ['noticeNumber', 'scope'] },
    { act: 'concludeInquiry', title: '缺陷调查结论', fields: ['finding', 'reason'] },
    { act: 'decideObjection', title: '异议认定结果', fields: ['finding', 'reason'] },
    { act: 'refer', fields: [{ field: 'letterNumber', as: '报请文号' }] },
  ],
  tells: [
    {
      text: '应当立即停止生产、销售、进口缺陷消费品，通知其他经营者停止经营，并承担消费者因召回支付的必要费用。',
      basis: ['order-19/15'],
    },
    {
      text: '自责令召回之日起{plan}内（至{plan:day}）向国家市场监督管理总局报告召回计划。',
      basis: ['order-19/17'],
    },
    {
      text: '拒绝或者拖延召回的，依照消费者权益保护法处罚，责令召回和处罚信息记入信用档案并公开。',
      basis: ['order-19/24', 'order-19/27', 'consumer-law/56'],
    },
  ],
  when: (facts, { orderedOn }) =>
    impossibleDay(facts, '责令召回之日', orderedOn, facts.last('refer')),
  then: (facts, { text, seeds, orderNumber, orderedOn }) => [
    ...stopped(lotsIn(seeds)),
    { do: 'notify', to: { role: 'producer' }, title: '责令召回，十个工作日内向总局报告召回计划' },
    {
      do: 'publish',
      kind: 'recall-order',
      text,
      ...recallNotice(facts, '责令召回', { orderNumber, orderedOn }),
    },
  ],
});

export const orderCorrection = defineAct({
  title: '责令限期改正',
  by: ['province'],
  from: underWay,
  basis: ['order-19/25'],
  form: field.form({
    breach: field.choice('违反的义务', {
      report: '报告危害',
      cooperate: '配合缺陷调查',
      stop: '停止生产经营并通知',
      plan: '报告召回计划',
      publish: '发布召回信息',
      handle: '按计划召回、不得再次销售',
      summary: '提交总结和保存记录',
    }),
    orderNumber: field.text('责令改正通知书文号'),
    correctBy: field.date('改正期限'),
  }),
  document: '责令限期改正通知书',
  recites: [recalledGoods, ...summons],
  tells: [
    { text: '逾期不改正的，处一万元以上三万元以下罚款。', basis: ['order-19/25'] },
    remedies({ paper: '通知书' }),
  ],
  when: ({ today }, { correctBy }) => (correctBy < today ? '改正期限不能早于今天。' : undefined),
  then: () => [{ do: 'notify', to: { role: 'producer' }, title: '责令限期改正通知书' }],
});

export const correct = defineAct({
  title: '报告改正情况',
  by: ['producer', 'operator'],
  from: underWay,
  basis: ['order-19/25'],
  form: field.form({ measures: field.longText('改正情况'), evidence: field.files('材料') }),
  possible: ({ last }) =>
    last('orderCorrection') === undefined ? '没有责令改正的要求。' : undefined,
});

export const delegate = defineAct({
  title: '委托市县部门承担监督工作',
  by: ['province'],
  from: underWay,
  basis: ['order-19/30'],
  form: field.form({
    delegate: field.organisation('市级、县级市场监管部门', ['market-regulator']),
    scope: field.longText('承担的工作'),
  }),
  seats: { delegate: 'delegate' },
  document: '召回监督工作分工通知',
  recites: [recalledGoods, ...summons],
  then: () => [{ do: 'notify', to: { role: 'delegate' }, title: '请承担召回监督工作' }],
});
