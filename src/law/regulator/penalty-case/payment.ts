import { daysBetween } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { amountOf, lateFine, yuanText } from './amount/amount.ts';
import { byChief, byTeam, notAuthorised, party } from './parts.ts';

/** Payment, surcharge, instalments (order-2/72 to 75). */
const unpaid = ['served', 'urged', 'enforcing'];

const payment = {
  paidOn: field.date('缴款日期'),
  amountYuan: field.decimal('罚没款数额', { unit: '元' }),
  surchargeYuan: field.optional(field.decimal('加处罚款', { unit: '元' })),
  proof: field.files('缴款凭证', { min: 1 }),
};

/** What the decision orders to be paid, as a remedy may have changed it. */
export function owedOf({ last }: Pick<ProceedingFacts, 'last'>): { fine: bigint; all: bigint } {
  const changed = last('endRemedy')?.input['amountYuan'];
  const decided = last('decide')?.input ?? {};
  const fine = amountOf((changed ?? decided['amountYuan']) as string | undefined);
  return { fine, all: fine + amountOf(decided['confiscationYuan'] as string | undefined) };
}

/** What was paid towards fine and confiscation until now, without surcharges. */
export function paidOf({ all }: Pick<ProceedingFacts, 'all'>): bigint {
  return [...all('payPart'), ...all('payInFull')].reduce(
    (sum, { input }) => sum + amountOf(input['amountYuan'] as string | undefined),
    0n,
  );
}

function checkPayment(
  facts: ProceedingFacts,
  input: { paidOn: string; amountYuan: string; surchargeYuan?: string | undefined },
): string | undefined {
  if (amountOf(input.amountYuan) <= 0n) return '缴款数额须大于零。';
  const due = facts.clock('payment')?.due.day ?? input.paidOn;
  const most = lateFine(owedOf(facts).fine, daysBetween(due, input.paidOn));
  if (amountOf(input.surchargeYuan) > most) {
    return `加处罚款每日百分之三且不超过罚款数额，至缴款日最高${yuanText(most)}元。`;
  }
  return impossibleDay(facts, '缴款日期', input.paidOn, facts.last('decide'));
}

export const payPart = defineAct({
  title: '缴纳部分罚没款',
  by: ['party', 'officer'],
  onBehalfOf: 'party',
  from: unpaid,
  basis: ['order-2/74'],
  form: field.form(payment),
  when: (facts, input) =>
    checkPayment(facts, input) ??
    (paidOf(facts) + amountOf(input.amountYuan) >= owedOf(facts).all
      ? '本次缴款后已经缴清，请按“缴清罚没款”办理。'
      : undefined),
});

export const payInFull = defineAct({
  title: '缴清罚没款',
  by: ['party', 'officer'],
  onBehalfOf: 'party',
  from: unpaid,
  to: 'to-close',
  basis: ['order-2/72', 'order-2/75'],
  form: field.form(payment),
  document: '罚没款缴纳记录',
  recites: [
    party,
    {
      act: 'decide',
      fields: [{ field: 'decisionNumber', as: '行政处罚决定书文号' }, 'amountYuan'],
    },
  ],
  when: (facts, input) => {
    const wrong = checkPayment(facts, input);
    if (wrong !== undefined) return wrong;
    const left = owedOf(facts).all - paidOf(facts) - amountOf(input.amountYuan);
    if (left > 0n) return `尚欠${yuanText(left)}元，请按“缴纳部分罚没款”办理。`;
    return left < 0n ? `多缴${yuanText(-left)}元，请核对。` : undefined;
  },
});

export const finishWithoutPayment = byTeam({
  title: '登记其他处罚执行完毕',
  from: unpaid,
  to: 'to-close',
  basis: ['order-2/77'],
  form: field.form({
    outcome: field.longText('没收、停产停业、吊销等处罚的执行情况'),
    proof: field.files('执行材料', { min: 1 }),
  }),
  possible: (past) =>
    owedOf(past).all > paidOf(past) ? '罚没款尚未缴清，不能登记执行完毕。' : undefined,
});

export const requestDeferral = defineAct({
  title: '申请延期或者分期缴纳',
  by: ['party'],
  from: unpaid,
  basis: ['order-2/74'],
  form: field.form({
    untilDay: field.date('申请缴清日期'),
    plan: field.longText('延期、分期缴纳的理由和安排'),
    evidence: field.files('证明材料'),
  }),
  document: '延期（分期）缴纳罚款申请书',
  recites: [
    party,
    {
      act: 'decide',
      fields: [{ field: 'decisionNumber', as: '行政处罚决定书文号' }, 'amountYuan'],
    },
    { seats: ['officer'] },
  ],
  possible: notAuthorised,
  then: () => [{ do: 'notify', to: { role: 'chief' }, title: '当事人申请延期或者分期缴纳罚款' }],
});

export const grantDeferral = byChief({
  title: '批准延期或者分期缴纳',
  from: unpaid,
  extends: 'payment',
  basis: ['order-2/74'],
  form: field.form({
    number: field.text('延期（分期）缴纳罚款通知书文号'),
    untilDay: field.date('缴清日期'),
    plan: field.longText('各期日期和数额'),
  }),
  document: '延期（分期）缴纳罚款通知书',
  recites: [
    party,
    {
      act: 'decide',
      fields: [{ field: 'decisionNumber', as: '行政处罚决定书文号' }, 'amountYuan'],
    },
  ],
  tells: [
    {
      text: '逾期仍不缴纳的，每日按罚款数额的百分之三加处罚款，加处数额不超过罚款数额。',
      basis: ['order-2/75'],
    },
  ],
  possible: ({ last }) =>
    last('requestDeferral') === undefined ? '当事人没有申请延期或者分期缴纳。' : undefined,
  when: (facts, { untilDay }) =>
    untilDay > (facts.clock('payment')?.due.day ?? '') ? undefined : '缴清日期应当晚于原缴款期限。',
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '延期（分期）缴纳罚款通知书' }],
});
