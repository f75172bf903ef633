import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay, peopleIn } from '#law/day-guards.ts';
import { product, reportTo, samplers } from './parts.ts';

/** Where no sample can be taken (17, 20, 21), and sampling online (25–28). */
export const reportViolation = defineAct({
  title: '终止抽样并报告涉嫌违法',
  by: ['sampler'],
  from: ['to-sample', 'presented', 'to-buy', 'bought'],
  to: 'violation',
  basis: ['order-18/17'],
  form: field.form({
    suspicion: field.choice('涉嫌违法情形', {
      licence: '无证无照',
      certification: '未经强制性产品认证',
      other: '其他无需检验即可判定违法的情形',
    }),
    facts: field.longText('情况记录'),
    evidence: field.files('照片录像', { min: 1 }),
  }),
  document: '终止抽样情况报告',
  recites: [
    product,
    { act: 'present', fields: ['noticeNumber', 'samplers'] },
    { seats: ['organiser', 'sampler'] },
  ],
  then: () => reportTo('抽样发现涉嫌违法，已终止抽样，请立即核查'),
});

export const cannotSample = defineAct({
  title: '记录无法抽样',
  by: ['sampler'],
  from: ['to-sample', 'presented', 'to-buy'],
  to: 'not-sampled',
  basis: ['order-18/20'],
  form: field.form({
    ground: field.choice('原因', {
      converted: '转产',
      stopped: '停业',
      'out-of-stock': '无待销产品',
      other: '其他',
    }),
    facts: field.longText('情况记录'),
    evidence: field.files('照片录像'),
  }),
  document: '无法抽样情况记录',
  recites: [
    product,
    { act: 'present', fields: ['noticeNumber', 'samplers'] },
    { seats: ['organiser', 'sampler'] },
  ],
  then: () => [{ do: 'notify', to: { role: 'organiser' }, title: '因故无法抽样，请查阅情况记录' }],
});

export const reportRefusal = defineAct({
  title: '记录并报告拒绝抽样',
  by: ['sampler'],
  from: ['to-sample', 'presented'],
  to: 'refused',
  basis: ['order-18/7', 'order-18/21', 'product-quality-law/16'],
  form: field.form({
    conduct: field.choice('情形', {
      price: '样品要价明显不合理',
      obstructed: '阻碍抽样',
      refused: '拒绝抽样',
      uncooperative: '不配合抽样',
    }),
    facts: field.longText('情况记录'),
    evidence: field.files('照片录像', { min: 1 }),
  }),
  document: '拒绝监督抽查认定表',
  recites: [
    product,
    { act: 'present', fields: ['noticeNumber', 'samplers'] },
    { seats: ['organiser', 'sampler'] },
  ],
  then: () => reportTo('被抽样者拒绝监督抽查，请立即处理'),
});

export const buy = defineAct({
  title: '网络买样',
  by: ['sampler'],
  from: 'to-buy',
  to: 'bought',
  basis: ['order-18/25', 'order-18/26', 'order-18/27'],
  form: field.form({
    samplers: samplers(1),
    payer: field.text('付款账户', { personal: true }),
    account: field.text('注册账号', { personal: true }),
    address: field.text('收货地址', { personal: true }),
    contact: field.text('联系方式', { personal: true }),
    shop: field.text('网店名称'),
    link: field.text('商品网页地址', { max: 2000 }),
    orderNumber: field.text('订单号'),
    boughtOn: field.date('下单日期'),
    price: field.decimal('单价', { unit: '元' }),
    testCount: field.integer('检验样品数量', { min: 1 }),
    backupCount: field.integer('备用样品数量', { min: 1 }),
    evidence: field.files('卖方、网页、订单、支付的截图录像', { min: 1, max: 30 }),
  }),
  document: '网络抽样买样记录',
  recites: [product, { seats: ['organiser', 'sampler', 'platform'] }],
  when: (facts, input) => {
    if (!input.samplers.includes(facts.actor.account)) return '办理人须是买样的抽样人员。';
    if (Number(input.price) <= 0) return '网络买样的单价须大于0。';
    return impossibleDay(facts, '下单日期', input.boughtOn, facts.last('assign'));
  },
});

export const unbox = defineAct({
  title: '拆封查验并封样',
  by: ['sampler'],
  from: 'bought',
  to: 'sampled',
  basis: ['order-18/28', 'order-18/23'],
  form: field.form({
    arrivedOn: field.date('收到样品日期'),
    parcel: field.choice('寄递包装', { intact: '完好', damaged: '破损' }),
    packaging: field.choice('样品包装和标识', {
      intact: '完好且与网页一致',
      differs: '不一致或破损',
    }),
    producedOn: field.text('生产日期或批号'),
    testSeal: field.text('检验样品封条编号'),
    backupSeal: field.text('备用样品封条编号'),
    postedOn: field.date('抽样文书和通知书寄出日期', {
      hint: '抽样机构还须寄送授权委托书复印件。',
    }),
    trackingNumber: field.text('寄件单号'),
    evidence: field.files('拆封过程录像和查验照片', { min: 1, max: 30 }),
  }),
  document: '产品质量监督抽查抽样单（网络）',
  recites: [
    product,
    {
      act: 'buy',
      fields: [
        'samplers',
        'shop',
        'link',
        'orderNumber',
        'boughtOn',
        'price',
        'testCount',
        'backupCount',
      ],
    },
    { seats: ['organiser', 'sampler', 'laboratory', 'platform'] },
  ],
  possible: ({ last, actor }) =>
    peopleIn(last('buy'), 'samplers').includes(actor.account)
      ? undefined
      : '拆封查验由买样的抽样人员办理。',
  when: (facts, input) => {
    if (input.testSeal === input.backupSeal) return '检验样品和备用样品须分别封样。';
    return (
      impossibleDay(facts, '收到样品日期', input.arrivedOn) ??
      impossibleDay(facts, '寄出日期', input.postedOn)
    );
  },
  then: () => [
    { do: 'notify', to: { role: 'sampled' }, title: '监督抽查通知书和抽样单已寄出，请查收' },
  ],
});
