import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { recalledGoods, seedRows, unknownLot } from './lots.ts';

/** From the first sign of a defect to the producer's own conclusion (8, 9). */
const goods = {
  productName: field.text('消费品名称'),
  model: field.text('型号'),
  lots: field.longText('批次和生产日期'),
  quantity: field.integer('涉及数量'),
  seeds: field.optional(seedRows()),
};

export const discover = defineAct({
  title: '登记可能存在的缺陷',
  by: ['producer', 'reporter'],
  to: 'discovered',
  basis: ['order-19/7', 'order-19/8', 'order-19/9'],
  form: field.form({
    discoverer: field.choice('发现人', { producer: '生产者', operator: '其他经营者' }),
    discoveredOn: field.date('发现日期', { hint: '二个工作日内报告的期限自发现之日起算。' }),
    hazard: field.choice('危害', {
      harm: '已经或可能造成死亡、严重人身伤害、重大财产损失',
      overseas: '在境外实施召回',
      other: '其他可能存在的缺陷',
    }),
    ...goods,
    facts: field.longText('发现经过和已知后果'),
    evidence: field.files('照片和材料'),
  }),
  when: (facts, { discoverer, discoveredOn, seeds }) => {
    const isProducer = facts.actor.organisation === facts.subject?.id;
    if (isProducer !== (discoverer === 'producer')) return '发现人与办理单位不一致。';
    return unknownLot(facts, seeds) ?? impossibleDay(facts, '发现日期', discoveredOn);
  },
});

export const report = defineAct({
  title: '报告省级市场监管部门',
  by: ['producer', 'reporter'],
  from: ['discovered', 'investigating', 'analysed', 'defect'],
  basis: ['order-19/8', 'consumer-law/19', 'state-council-503/9'],
  form: field.form({
    producerPlace: field.choice('生产者所在地', { inside: '本省', outside: '外省' }),
    harm: field.longText('人身伤害和财产损失情况'),
    measures: field.longText('已采取的措施'),
    contact: field.text('联系人和电话', { personal: true }),
    evidence: field.files('材料'),
  }),
  document: '消费品安全危害报告',
  recites: [
    recalledGoods,
    { act: 'discover', fields: ['discoverer', 'discoveredOn', 'hazard', 'facts'] },
  ],
  possible: ({ last }) => (last('report') === undefined ? undefined : '本事项已经报告。'),
  then: () => [{ do: 'notify', to: { role: 'province' }, title: '消费品安全危害报告，请处理' }],
});

export const stopSelling = defineAct({
  title: '停止销售并通知生产者、供货商',
  by: ['reporter'],
  from: ['discovered', 'investigating', 'analysed', 'defect'],
  optional: true,
  basis: ['state-council-503/9', 'order-19/16', 'consumer-law/19'],
  form: field.form({
    stoppedOn: field.date('停止销售日期'),
    stock: field.decimal('封存数量'),
    told: field.choices('已通知', { producer: '生产者', supplier: '供货商', buyers: '购买者' }),
    how: field.longText('通知的对象、方式和时间'),
    evidence: field.files('下架封存照片和通知凭证', { min: 1 }),
  }),
  document: '停止销售和通知记录',
  recites: [recalledGoods],
  when: (facts, { stoppedOn }) => impossibleDay(facts, '停止销售日期', stoppedOn),
  then: () => [
    { do: 'notify', to: { role: 'producer' }, title: '经营者发现隐患，已停止销售' },
    { do: 'notify', to: { role: 'province' }, title: '经营者发现隐患，已停止销售' },
  ],
});

export const passOn = defineAct({
  title: '通报生产者所在地省级部门',
  by: ['province'],
  from: 'discovered',
  to: 'passed-on',
  basis: ['order-19/8'],
  form: field.form({
    province: field.text('生产者所在省份'),
    letterNumber: field.text('通报函文号'),
  }),
  document: '消费品缺陷信息通报函',
  recites: [
    { ...recalledGoods, act: 'discover' },
    { act: 'discover', fields: ['hazard', 'facts'] },
    { act: 'report', fields: ['harm', 'measures'] },
  ],
  possible: ({ value }) =>
    value('report', 'producerPlace') === 'outside'
      ? undefined
      : '生产者在本行政区域内的，由本部门处理。',
});

export const find = defineAct({
  title: '登记发现可能存在的缺陷',
  by: ['province'],
  to: 'found',
  basis: ['order-19/6', 'order-19/9'],
  form: field.form({
    foundOn: field.date('发现日期', { hint: '三个工作日内通知生产者的期限自发现之日起算。' }),
    source: field.choice('信息来源', {
      monitoring: '风险监测',
      'spot-check': '监督抽查',
      complaint: '投诉举报',
      accident: '事故和伤害',
      'other-province': '外省通报',
      other: '其他',
    }),
    ...goods,
    facts: field.longText('可能存在的缺陷'),
  }),
  when: (facts, { foundOn }) => impossibleDay(facts, '发现日期', foundOn),
});

export const askAnalysis = defineAct({
  title: '通知生产者调查分析',
  by: ['province', 'delegate'],
  from: ['discovered', 'found'],
  to: 'investigating',
  basis: ['order-19/9'],
  form: field.form({
    noticeNumber: field.text('通知文号'),
    requirements: field.longText('调查分析要求'),
    reportBy: field.date('报告结果的期限'),
  }),
  document: '缺陷调查分析通知书',
  recites: [
    recalledGoods,
    { act: ['discover', 'find'], fields: [{ field: 'facts', as: '可能存在的缺陷' }] },
  ],
  tells: [
    {
      text: '生产者应当立即组织调查分析并报告结果；未按通知开展，或者结果不足以证明不存在缺陷的，组织缺陷调查。',
      basis: ['order-19/9', 'order-19/10'],
    },
  ],
  when: ({ today }, { reportBy }) => (reportBy < today ? '报告期限不能早于今天。' : undefined),
  then: () => [{ do: 'notify', to: { role: 'producer' }, title: '请开展缺陷调查分析并报告结果' }],
});

export const analyse = defineAct({
  title: '开展调查分析',
  by: ['producer'],
  from: ['discovered', 'found'],
  to: 'investigating',
  basis: ['order-19/9'],
  form: field.form({
    team: field.longText('负责人员和分工'),
    method: field.longText('调查分析方法'),
  }),
});

export const conclude = defineAct({
  title: '报告调查分析结果',
  by: ['producer'],
  from: ['discovered', 'found', 'investigating'],
  to: { by: 'finding', cases: { defect: 'defect', none: 'analysed' } },
  basis: ['order-19/9'],
  form: field.form({
    finding: field.choice('结论', { defect: '存在缺陷', none: '不存在缺陷' }),
    cause: field.longText('原因分析'),
    evidence: field.files('检验检测和分析材料', { min: 1 }),
  }),
  document: '缺陷调查分析报告',
  recites: [
    recalledGoods,
    { act: 'askAnalysis', fields: [{ field: 'noticeNumber', as: '缺陷调查分析通知书文号' }] },
    { act: 'analyse', fields: ['team', 'method'] },
  ],
  then: (_facts, { finding }) => [
    {
      do: 'notify',
      to: { role: 'province' },
      title: finding === 'defect' ? '生产者认定存在缺陷，将主动召回' : '调查分析结果，请审查',
    },
  ],
});
