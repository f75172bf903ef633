import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { peopleIn } from '#law/day-guards.ts';
import { product, samplers, tooFewTaken } from './parts.ts';

/** Sampling on site (15–24). */
export const present = defineAct({
  title: '出示通知书和证件',
  by: ['sampler'],
  from: 'to-sample',
  to: 'presented',
  basis: ['order-18/15', 'order-18/16'],
  form: field.form({
    samplers: samplers(2),
    instead: field.optional(
      field.text('未由随机选派人员抽样的理由', { hint: '如回避后已经递补、因故不能到场。' }),
    ),
    noticeNumber: field.text('监督抽查通知书编号'),
    identityShown: field.yesNo('已出示抽样人员身份证明'),
    scopeTold: field.yesNo('已告知抽查产品范围和抽样方法'),
    handedOver: field.yesNo('监督抽查通知书已交被抽样者'),
    authorisation: field.files('授权委托书复印件', { hint: '抽样机构执行任务的必须出示。' }),
  }),
  document: '产品质量监督抽查通知书',
  recites: [
    {
      act: 'assign',
      fields: [
        'taskNumber',
        'planName',
        'rulesName',
        'rulesPublishedOn',
        'productName',
        'brand',
        'model',
        'standard',
        'producerName',
        'items',
      ],
    },
    { seats: ['organiser', 'sampler', 'laboratory'] },
  ],
  when: (facts, input) => {
    if (!input.samplers.includes(facts.actor.account)) return '办理人须是到场的抽样人员。';
    const others = notSent(facts, input.samplers);
    if (others && input.instead === undefined) {
      return {
        sentence: '抽样人员不是任务书载明的随机选派人员，须说明理由。',
        basis: ['order-18/15'],
      };
    }
    if (!input.identityShown || !input.scopeTold) return '须出示身份证明并告知抽查范围和方法。';
    if (!input.handedOver) return '监督抽查通知书须当场交给被抽样者。';
    const entrusted = facts.seat('sampler') !== facts.seat('organiser');
    return entrusted && input.authorisation.length === 0
      ? '抽样机构须出示组织部门的授权委托书复印件。'
      : undefined;
  },
  then: () => [
    { do: 'notify', to: { role: 'sampled' }, title: '监督抽查通知书已出示，请配合抽样' },
  ],
});

/** Whether somebody comes whom the draw did not send; nobody does where the task names no people. */
function notSent(facts: ProceedingFacts, samplers: readonly string[]): boolean {
  const sent = peopleIn(facts.last('assign'), 'samplers');
  return sent.length > 0 && samplers.some((one) => !sent.includes(one));
}

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
    paid: field.optional(
      field.decimal('支付样品费', { unit: '元', hint: '与单价乘以检验样品数量不同的填写。' }),
    ),
    bought: field.yesNo('检验样品已购买', { hint: '非破坏性检验且不影响样品质量的可以不购买。' }),
    testSeal: field.text('检验样品封条编号'),
    backupSeal: field.text('备用样品封条编号'),
    transport: field.choice('送样方式', { carry: '携带', post: '寄递', store: '就地封存' }),
    signature: field.choice('被抽样者签字', { signed: '已签字', refused: '拒绝签字' }),
    signatures: field.optional(
      field.group('手写签名', {
        samplers: field.files('抽样人员签名', { min: 1, drawn: true }),
        sampled: field.files('被抽样者签名', { drawn: true }),
      }),
    ),
    note: field.optional(field.longText('情况说明和见证人')),
    evidence: field.files('场所、贮存、标识、库存和过程的照片录像', { min: 1, max: 30 }),
  }),
  document: '产品质量监督抽查抽样单',
  recites: [
    {
      act: 'assign',
      fields: [
        'taskNumber',
        'planName',
        'rulesName',
        'site',
        'productName',
        'brand',
        'model',
        'standard',
        'producerName',
      ],
    },
    { act: 'present', fields: ['noticeNumber', 'samplers'] },
    { seats: ['organiser', 'sampler', 'laboratory'] },
  ],
  tells: [
    {
      text: '封存在被抽样者处的样品应当妥善保管，不得隐匿、转移、变卖、损毁。',
      basis: ['order-18/24'],
    },
    {
      text: '备用样品先行无偿提供，复检使用的由组织部门支付价款；检验结论合格的，异议期满后及时退还。',
      basis: ['order-18/22', 'order-18/34', 'order-18/37'],
    },
  ],
  when: (facts, input) => {
    const present = peopleIn(facts.last('present'), 'samplers');
    if (!present.includes(facts.actor.account)) return '抽样由出示证件的抽样人员办理。';
    if (!input.drawnBySampler) return '样品须由抽样人员随机抽取，不得由被抽样者自行抽样。';
    if (input.stock < input.minimum) return '待销产品数量不符合实施细则要求，不得抽样。';
    if (Number(input.price) < 0 || Number(input.paid ?? 0) < 0) return '样品费不能小于0。';
    if (!input.bought && Number(input.paid ?? 0) > 0) {
      return '检验样品没有购买的，不填支付的样品费。';
    }
    const tooFew = tooFewTaken(facts, input);
    if (tooFew !== undefined) return tooFew;
    if (input.signature === 'signed' && input.signatures?.sampled.length === 0) {
      return '被抽样者尚未签名；拒绝签字的请如实选择。';
    }
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
  recites: [
    product,
    { act: 'present', fields: ['noticeNumber', 'samplers'] },
    { seats: ['organiser', 'sampler'] },
  ],
});
