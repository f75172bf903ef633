import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { hasStopped, lotsIn, recalledGoods, seedRows, summons, unknownLot } from './lots.ts';
import { measures, recallNotice } from './notice.ts';

/** Stop, plan, publication, summaries, and doing it again (15–22). */
const due = ['defect', 'notified', 'objected', 'confirmed', 'referred', 'ordered'];
const running = ['planned', 'recalling', 'completed', 'redo'];

function operatorsOf(facts: ProceedingFacts): readonly string[] {
  return facts.seats
    .filter((seat) => seat.role === 'operator')
    .flatMap((seat) => (seat.organisation === undefined ? [] : [seat.organisation]));
}

/** Blocks all that lots went into and tells whoever holds it; nothing where none was named. */
export function stopped(lots: readonly string[]): readonly Effect[] {
  return lots.length === 0 ? [] : [{ do: 'recall', event: { kind: 'stop', lots } }];
}

export const stop = defineAct({
  title: '停止生产销售并通知经营者',
  by: ['producer'],
  from: [...due, ...running],
  basis: ['order-19/15'],
  form: field.form({
    stoppedOn: field.date('停止生产、销售、进口日期'),
    stock: field.integer('库存数量'),
    seeds: field.optional(
      seedRows('由这些批次制成的、各级经营者手中的产品都将停止流转，平台逐级通知持有者。'),
    ),
    operators: field.organisations('持有该消费品的经营者', ['enterprise', 'platform'], { min: 0 }),
    others: field.optional(field.longText('未登记的经营者和通知方式')),
    notice: field.longText('通知内容'),
    contact: field.optional(
      field.text('召回联系方式', { hint: '告知每一持有单位；不填的，告知登记的单位电话。' }),
    ),
  }),
  seats: { operator: 'operators' },
  document: '停止经营缺陷消费品通知',
  recites: [recalledGoods, ...summons],
  tells: [{ text: '收到通知的经营者应当立即停止经营，并协助召回。', basis: ['order-19/16'] }],
  when: (facts, { stoppedOn, operators, seeds }) =>
    operatorsOf(facts).every((told) => operators.includes(told))
      ? (unknownLot(facts, seeds) ?? impossibleDay(facts, '停止日期', stoppedOn))
      : '已经通知的经营者不得删除，只能增加。',
  then: (_facts, { seeds }) => [
    ...stopped(lotsIn(seeds)),
    { do: 'notify', to: { role: 'operator' }, title: '立即停止经营缺陷消费品并协助召回' },
    { do: 'notify', to: { role: 'province' }, title: '生产者已停止生产销售并通知经营者' },
  ],
});

export const assist = defineAct({
  title: '停止经营并答复持有情况',
  by: ['operator'],
  from: [...due, ...running],
  basis: ['order-19/16', 'order-19/19'],
  form: field.form({
    stoppedOn: field.date('停止经营日期'),
    received: field.integer('购进数量'),
    found: field.integer('现存数量'),
    returned: field.integer('已退回数量'),
    sold: field.integer('已售出数量'),
    destroyed: field.integer('已销毁数量'),
    displayed: field.yesNo('已在门店、网站公开召回信息'),
    note: field.optional(field.longText('说明')),
  }),
  document: '经营者协助召回情况表',
  recites: [recalledGoods, { act: 'stop', fields: [{ field: 'notice', as: '生产者的通知' }] }],
  when: (facts, { stoppedOn, received, found, returned, sold, destroyed }) =>
    received === found + returned + sold + destroyed
      ? impossibleDay(facts, '停止经营日期', stoppedOn)
      : '购进数量须等于现存、退回、售出、销毁数量之和。',
  then: () => [{ do: 'notify', to: { role: 'producer' }, title: '经营者已答复持有情况' }],
});

export const plan = defineAct({
  title: '报告召回计划',
  by: ['producer'],
  from: ['defect', 'notified', 'confirmed', 'referred', 'ordered', 'redo'],
  to: 'planned',
  basis: ['order-19/17', 'order-19/18', 'order-19/20'],
  form: field.form({
    scope: field.longText('召回范围'),
    quantity: field.integer('召回数量', { min: 1 }),
    seeds: field.optional(seedRows('停止时已经列明的批次不必再填，只填新增的。')),
    hash: field.optional(
      field.text('召回范围校验值', {
        max: 71,
        hint: '由召回工作台按批次计算；报告之后范围固定，与提交时重算的不一致的不予受理。',
      }),
    ),
    defect: field.longText('存在的缺陷'),
    emergency: field.longText('避免损害发生的应急处置方式'),
    measures: field.choices('召回措施', measures),
    detail: field.longText('具体措施和费用承担'),
    unit: field.text('负责机构'),
    contact: field.text('联系方式'),
    beginsOn: field.date('开始日期'),
    endsOn: field.date('计划完成日期'),
    other: field.optional(field.longText('其他内容')),
  }),
  document: '消费品召回计划',
  recites: [{ act: ['discover', 'find'], fields: ['productName', 'model', 'lots'] }, ...summons],
  when: (facts, { beginsOn, endsOn, seeds, hash }) => {
    if (endsOn < beginsOn) return '计划完成日期不能早于开始日期。';
    if ((hasStopped(facts) || lotsIn(seeds).length > 0) && hash === undefined) {
      return '已按批次停止经营的，请先在召回工作台计算召回范围，再报告召回计划。';
    }
    return unknownLot(facts, seeds);
  },
  then: (_facts, { seeds, hash }) => [
    ...(hash === undefined
      ? []
      : [{ do: 'recall', event: { kind: 'freeze', lots: lotsIn(seeds), hash } } as const]),
    { do: 'notify', to: { role: 'province' }, title: '召回计划已报告，请公示' },
  ],
});

export const publishPlan = defineAct({
  title: '公示召回计划',
  by: ['province', 'delegate'],
  from: ['planned', 'recalling'],
  basis: ['order-19/18', 'order-19/19'],
  form: field.form({ text: field.longText('公示内容') }),
  then: (facts, { text }) => [
    { do: 'publish', kind: 'recall-plan', text, ...recallNotice(facts, '召回计划') },
  ],
});

export const publishRecall = defineAct({
  title: '发布召回信息',
  by: ['producer'],
  from: 'planned',
  to: 'recalling',
  basis: ['order-19/15', 'order-19/18', 'order-19/19', 'order-19/20'],
  form: field.form({
    text: field.longText('召回信息'),
    channels: field.choices('发布渠道', {
      website: '网站',
      media: '新闻媒体',
      store: '门店',
      message: '短信或电话',
      social: '社交媒体',
    }),
    hotline: field.text('公众咨询电话'),
    beganOn: field.date('召回实施之日', { hint: '每三个月提交阶段性总结，自此日起算。' }),
  }),
  document: '召回公告',
  recites: [
    { act: ['discover', 'find'], fields: ['productName', 'model', 'lots'] },
    {
      act: 'plan',
      title: '召回计划',
      fields: [
        'scope',
        'quantity',
        'defect',
        'emergency',
        'measures',
        'detail',
        'unit',
        'contact',
        'beginsOn',
        'endsOn',
      ],
    },
  ],
  tells: [{ text: '消费者因召回支付的必要费用由生产者承担。', basis: ['order-19/15'] }],
  when: (facts, { beganOn }) => impossibleDay(facts, '召回实施之日', beganOn),
  then: (facts, { text, hotline, beganOn }) => [
    {
      do: 'publish',
      kind: 'recall',
      text,
      ...recallNotice(facts, '召回', { hotline, beganOn }),
    },
    { do: 'notify', to: { role: 'operator' }, title: '召回信息已发布，请在经营场所公开' },
  ],
});

export const remedy = defineAct({
  title: '登记已消除缺陷的批次',
  by: ['producer'],
  from: running,
  optional: true,
  basis: ['order-19/3', 'order-19/20'],
  form: field.form({
    seeds: field.rows('已消除缺陷的批次', { lot: field.lot('批次') }, { max: 200 }),
    way: field.choice('方式', { repair: '修理', warning: '补充或者修正警示标识' }),
    detail: field.longText('处理和验证情况'),
    evidence: field.files('检验和验证材料', { min: 1 }),
  }),
  document: '缺陷消除情况报告',
  recites: [recalledGoods, { act: 'plan', fields: ['defect'] }],
  tells: [{ text: '未消除缺陷或者降低风险的，不得再次销售或者交付使用。', basis: ['order-19/20'] }],
  then: (_facts, { seeds }) => [
    { do: 'recall', event: { kind: 'release', lots: lotsIn(seeds) } },
    { do: 'notify', to: { role: 'province' }, title: '部分批次已消除缺陷，恢复流转' },
  ],
});
