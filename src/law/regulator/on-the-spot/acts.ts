import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { amountOf, yuanText } from '../penalty-case/amount/amount.ts';
import { byChief, namedTwice, officersPresent } from '../penalty-case/parts.ts';

/** What may be decided on the spot: highest fines in yuan, both included (order-2/66, penalty-law/51). */
export const most = { person: 200n, unit: 3_000n } as const;
/** Highest fine in yuan that is collected on the spot for no other reason than being small (order-2/72). */
export const smallFine = 100n;

const yuan = 10_000n;

/** Facts, rights, decision and its handing over, in one act at the place (order-2/21, 22, 66). */
export const decide = defineAct({
  title: '当场作出处罚决定',
  by: ['officer'],
  to: {
    by: 'kind',
    cases: { warning: 'to-close', bank: 'served', spot: 'collected' },
  },
  basis: ['order-2/66', 'penalty-law/51', 'order-2/21', 'order-2/22', 'order-2/72'],
  form: field.form({
    decisionNumber: field.text('当场行政处罚决定书编号'),
    caseName: field.text('案由'),
    partyKind: field.choice('当事人类型', { unit: '法人或者其他组织', person: '自然人' }),
    partyName: field.text('当事人名称', { personal: true }),
    place: field.text('违法行为发生地'),
    facts: field.longText('违法事实'),
    ground: field.text('处罚依据', { max: 500 }),
    correction: field.longText('责令改正的内容'),
    kind: field.choice('处罚', {
      warning: '警告',
      bank: '罚款，到指定银行缴纳',
      spot: '罚款，当场收缴',
    }),
    amountYuan: field.optional(field.decimal('罚款', { unit: '元' })),
    spotGround: field.optional(
      field.choice('当场收缴的情形', {
        small: `罚款${smallFine}元以下`,
        hard: '不当场收缴事后难以执行',
        remote: '边远、水上、交通不便地区，当事人提出当场缴纳',
      }),
    ),
    officers: officersPresent,
    told: field.yesNo('已出示证件，告知事实、理由、依据和陈述、申辩、申请回避的权利'),
    statement: field.longText('当事人的陈述、申辩和复核情况', { hint: '没有的写“无”。' }),
    delivered: field.yesNo('决定书已当场交付当事人'),
    evidence: field.files('证据', { min: 1 }),
    signature: field.files('当事人签收', { min: 1, drawn: true }),
  }),
  document: '当场行政处罚决定书',
  tells: [
    {
      text: '罚款自收到本决定书之日起{payment}内缴至指定银行；到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处数额不超过罚款数额。',
      basis: ['order-2/72', 'order-2/75', 'penalty-law/72'],
      where: { field: 'kind', is: 'bank' },
    },
    remedies({ lawsuit: 'remedy' }),
  ],
  when: (_facts, input) =>
    namedTwice(input.officers) ??
    wrongAmount(input) ??
    wrongPlaceOfPayment(input) ??
    (input.told && input.delivered
      ? undefined
      : '当场处罚须出示证件、告知权利、听取陈述申辩，并当场交付决定书。'),
  then: (_facts, { kind }) => [
    {
      do: 'notify',
      to: { role: 'party' },
      title: kind === 'bank' ? '当场行政处罚决定书，十五日内缴款' : '当场行政处罚决定书',
    },
  ],
});

interface Decided {
  readonly partyKind: 'unit' | 'person';
  readonly kind: 'warning' | 'bank' | 'spot';
  readonly amountYuan?: string | undefined;
  readonly spotGround?: 'small' | 'hard' | 'remote' | undefined;
}

function wrongAmount({ partyKind, kind, amountYuan }: Decided): string | undefined {
  if (kind === 'warning') return amountYuan === undefined ? undefined : '警告不填写罚款。';
  const fine = amountOf(amountYuan);
  if (fine <= 0n) return '请填写罚款数额。';
  return fine <= most[partyKind] * yuan
    ? undefined
    : `对${partyKind === 'person' ? '自然人' : '单位'}罚款超过${most[partyKind]}元的，适用普通程序，请登记行政处罚案件。`;
}

function wrongPlaceOfPayment({ kind, amountYuan, spotGround }: Decided): string | undefined {
  if ((kind === 'spot') !== (spotGround !== undefined)) {
    return '当场收缴的须选择情形，其他不选。';
  }
  return spotGround === 'small' && amountOf(amountYuan) > smallFine * yuan
    ? `罚款${yuanText(amountOf(amountYuan))}元，不属于${smallFine}元以下。`
    : undefined;
}

export const handIn = defineAct({
  title: '将当场收缴的罚款交至本部门',
  by: ['officer'],
  from: 'collected',
  to: 'handed-in',
  basis: ['order-2/73'],
  form: field.form({
    handedInOn: field.date('交至日期'),
    receiptNumber: field.text('罚款专用票据号'),
    proof: field.files('票据和交款记录', { min: 1 }),
  }),
  when: (facts, { handedInOn }) =>
    impossibleDay(facts, '交至日期', handedInOn, facts.last('decide')),
});

export const bank = byChief({
  title: '缴付指定银行',
  from: 'handed-in',
  to: 'to-close',
  basis: ['order-2/73'],
  form: field.form({
    bankedOn: field.date('缴付日期'),
    proof: field.files('缴款凭证', { min: 1 }),
  }),
  when: (facts, { bankedOn }) => {
    const since = facts.value('handIn', 'handedInOn') as string;
    return bankedOn < since
      ? '缴付日期不能早于交至本部门的日期。'
      : impossibleDay(facts, '缴付日期', bankedOn);
  },
});

export const file = defineAct({
  title: '将材料交本部门归档',
  by: ['officer'],
  from: ['served', 'collected', 'handed-in', 'urged', 'enforcing', 'to-close'],
  basis: ['order-2/70'],
  form: field.form({
    list: field.longText('材料清单', { hint: '现场检查等证据材料、决定书和收缴票据。' }),
    record: field.files('立卷材料', { min: 1 }),
  }),
  possible: (past) => (isFiled(past) ? '已经归档。' : undefined),
});

function isFiled(facts: PastFacts): boolean {
  return facts.last('file') !== undefined;
}

export const close = defineAct({
  title: '办结',
  by: ['officer'],
  from: 'to-close',
  to: 'closed',
  basis: ['order-2/70'],
  form: field.form({ outcome: field.longText('改正和执行情况') }),
  possible: (past) => (isFiled(past) ? undefined : notYet('材料尚未交本部门归档，不能办结。')),
});
