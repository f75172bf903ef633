import { addMonths } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { peopleIn } from '#law/day-guards.ts';
import { samplers } from './parts.ts';

/** Opening (8, 11–13, 15) and sampling on site (15–24). */
export const assign = defineAct({
  title: '下达监督抽查任务',
  by: ['organiser'],
  to: {
    by: 'site',
    cases: { producer: 'to-sample', seller: 'to-sample', online: 'to-buy' },
  },
  basis: ['order-18/8', 'order-18/12', 'order-18/13', 'order-18/15', 'product-quality-law/15'],
  form: field.form({
    taskNumber: field.text('任务编号'),
    planName: field.text('监督抽查方案'),
    rulesName: field.text('监督抽查实施细则'),
    rulesPublishedOn: field.date('实施细则公开日期', { hint: '实施细则须在抽样前向社会公开。' }),
    site: field.choice('抽样环节', {
      producer: '生产者处',
      seller: '销售者处',
      online: '网络抽样',
    }),
    productName: field.text('产品名称'),
    brand: field.text('商标'),
    model: field.text('规格型号'),
    standard: field.text('产品标准'),
    producerName: field.text('标称生产者名称'),
    producer: field.optional(field.organisation('标称生产者（平台登记单位）', ['enterprise'])),
    platform: field.optional(field.organisation('电子商务平台经营者', ['platform'])),
    samplingAgency: field.organisation('抽样单位', ['market-regulator', 'laboratory']),
    laboratory: field.organisation('承检机构', ['laboratory']),
    handler: field.organisation('负责结果处理的市场监管部门', ['market-regulator']),
    reportDueOn: field.date('检验报告报送期限'),
    previous: field.optional(
      field.group('同一产品上次监督抽查', {
        sampledOn: field.date('抽样日期'),
        by: field.choice('组织部门', { same: '本部门', superior: '上级部门', other: '其他部门' }),
      }),
    ),
    exception: field.optional(
      field.choice('不受六个月限制的情形', {
        'follow-up': '不合格产品跟踪抽查',
        emergency: '应对突发事件',
      }),
    ),
  }),
  seats: {
    sampler: 'samplingAgency',
    laboratory: 'laboratory',
    handler: 'handler',
    producer: 'producer',
    platform: 'platform',
  },
  document: '产品质量监督抽查任务书',
  when: ({ today }, { rulesPublishedOn, site, platform, reportDueOn, previous, exception }) => {
    if (rulesPublishedOn > today) return '监督抽查实施细则尚未向社会公开，不能下达抽样任务。';
    if (site === 'online' && platform === undefined) return '网络抽样须填写电子商务平台经营者。';
    if (reportDueOn < today) return '检验报告报送期限不能早于今天。';
    if (previous === undefined || previous.by === 'other' || exception !== undefined) return;
    const freeAfter = addMonths(previous.sampledOn, 6);
    return today <= freeAfter
      ? `同一产品六个月内已经监督抽查，${freeAfter}之后方可再次抽查；跟踪抽查和应对突发事件的除外。`
      : undefined;
  },
});

export const present = defineAct({
  title: '出示通知书和证件',
  by: ['sampler'],
  from: 'to-sample',
  to: 'presented',
  basis: ['order-18/15', 'order-18/16'],
  form: field.form({
    samplers: samplers(2),
    noticeNumber: field.text('监督抽查通知书编号'),
    identityShown: field.yesNo('已出示抽样人员身份证明'),
    scopeTold: field.yesNo('已告知抽查产品范围和抽样方法'),
    authorisation: field.files('授权委托书复印件', { hint: '抽样机构执行任务的必须出示。' }),
  }),
  document: '产品质量监督抽查通知书',
  when: (facts, input) => {
    if (!input.samplers.includes(facts.actor.account)) return '办理人须是到场的抽样人员。';
    if (!input.identityShown || !input.scopeTold) return '须出示身份证明并告知抽查范围和方法。';
    const entrusted = facts.seat('sampler') !== facts.seat('organiser');
    return entrusted && input.authorisation.length === 0
      ? '抽样机构须出示组织部门的授权委托书复印件。'
      : undefined;
  },
  then: () => [
    { do: 'notify', to: { role: 'sampled' }, title: '监督抽查通知书已出示，请配合抽样' },
  ],
});

export const take = defineAct({
  title: '现场抽样封样',
  by: ['sampler'],
  from: 'presented',
  to: 'sampled',
  basis: ['order-18/17', 'order-18/19', 'order-18/22', 'order-18/23', 'order-18/24'],
  form: field.form({
    stock: field.integer('待销产品数量'),
    minimum: field.integer('实施细则要求的最少数量'),
    unit: field.text('计量单位', { max: 10 }),
    drawnBySampler: field.yesNo('由抽样人员在待销产品中随机抽取'),
    producedOn: field.text('生产日期或批号'),
    testCount: field.integer('检验样品数量', { min: 1 }),
    backupCount: field.integer('备用样品数量', { min: 1 }),
    price: field.decimal('检验样品单价', {
      unit: '元',
      hint: '以标价为准；无标价的以市场价为准。',
    }),
    bought: field.yesNo('检验样品已购买', { hint: '非破坏性检验且不影响样品质量的可以不购买。' }),
    testSeal: field.text('检验样品封条编号'),
    backupSeal: field.text('备用样品封条编号'),
    transport: field.choice('送样方式', { carry: '携带', post: '寄递', store: '就地封存' }),
    signature: field.choice('被抽样者签字', { signed: '已签字', refused: '拒绝签字' }),
    note: field.optional(field.longText('情况说明和见证人')),
    evidence: field.files('场所、贮存、标识、库存和过程的照片录像', { min: 1, max: 30 }),
  }),
  document: '产品质量监督抽查抽样单',
  when: (facts, input) => {
    const present = peopleIn(facts.last('present'), 'samplers');
    if (!present.includes(facts.actor.account)) return '抽样由出示证件的抽样人员办理。';
    if (!input.drawnBySampler) return '样品须由抽样人员随机抽取，不得由被抽样者自行抽样。';
    if (input.stock < input.minimum) return '待销产品数量不符合实施细则要求，不得抽样。';
    if (input.testSeal === input.backupSeal) return '检验样品和备用样品须分别封样。';
    return input.signature === 'refused' && input.note === undefined
      ? '被抽样者拒绝签字的，须注明情况。'
      : undefined;
  },
});

const onSite = ['to-sample', 'presented'];

export const mustNotSample = defineAct({
  title: '不得抽样',
  by: ['sampler'],
  from: onSite,
  to: 'not-sampled',
  basis: ['order-18/8', 'order-18/18'],
  form: field.form({
    ground: field.choice('情形', {
      quantity: '待销产品数量不符合要求',
      'not-for-sale': '有充分证据表明不用于销售',
      'export-only': '只用于出口且合同对质量另有约定',
      marked: '标注试制、处理、样品等字样',
      repeated: '六个月内经上级部门监督抽查',
    }),
    facts: field.longText('情况记录'),
    evidence: field.files('证明材料', { min: 1 }),
  }),
  document: '不得抽样情况记录',
});
