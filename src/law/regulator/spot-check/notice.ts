import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import {
  addressees,
  batch,
  conclusions,
  findings,
  firstReport,
  product,
  receipts,
  titles,
} from './parts.ts';
import type { Addressee } from './parts.ts';

/** Written notice of the conclusion, and its receipt by each party (35). */
export const notify = defineAct({
  title: '书面告知检验结论和权利',
  by: ['organiser'],
  from: 'reported',
  to: 'notified',
  basis: ['order-18/35'],
  form: field.form({
    noticeNumber: field.text('告知书编号'),
    conclusion: field.choice('检验结论', conclusions),
  }),
  document: '产品质量监督抽查检验结论告知书',
  recites: [
    product,
    batch,
    ...findings.slice(0, 1),
    { seats: ['organiser', 'sampler', 'laboratory', 'producer', 'platform'] },
  ],
  tells: [
    {
      text: '被抽样者、标称生产者对检验结论有异议的，可以自收到本告知书之日起{objection-sampled}内向本机关书面提出，也可以向上一级市场监管部门申请复检；逾期未提出的，视为认可检验结论。',
      basis: ['order-18/36', 'product-quality-law/15'],
    },
    {
      text: '对抽样过程、样品真实性有异议的，在同一期限内书面提出，并提供相关材料。',
      basis: ['order-18/36', 'order-18/37'],
    },
    {
      text: '同意复检的，申请人自收到复检通知之日起{retest-formalities-sampled}内办理手续，逾期视为放弃。复检费用由申请人先行支付，复检结论与初检一致的由申请人承担，不一致的由组织部门承担。',
      basis: ['order-18/38', 'order-18/43'],
    },
    {
      text: '应当立即停止生产、销售同一产品。',
      basis: ['order-18/45'],
      where: { field: 'conclusion', is: 'fail' },
    },
  ],
  when: (facts, { conclusion }) =>
    conclusion === firstReport(facts)?.input.conclusion ? undefined : '所填结论与检验报告不一致。',
  then: (facts) =>
    addressees(facts).map((role) => ({
      do: 'notify',
      to: { role },
      title: '监督抽查检验结论告知书，请签收；有异议的十五日内书面提出',
    })),
});

/** Receipt by one addressee, from which that party's own period runs; the organiser records a paper receipt. */
export function receiptBy(role: Addressee) {
  return defineAct({
    title: `${titles[role]}签收告知书`,
    by: [role, 'organiser'],
    onBehalfOf: role,
    from: ['notified', 'objected'],
    basis: ['order-18/35', 'order-18/36'],
    form: field.form({
      receivedOn: field.date('收到日期'),
      conclusion: field.choice('告知书所载结论', conclusions),
      proof: field.files('送达凭证', { hint: '由组织部门代为登记的必须上传。' }),
    }),
    possible: (past) => {
      if (!addressees(past).includes(role)) return `本次抽查不需要告知${titles[role]}。`;
      return past.last(receipts[role]) === undefined ? undefined : `${titles[role]}已经签收。`;
    },
    when: (facts, { receivedOn, conclusion, proof }) => {
      if (conclusion !== facts.value('notify', 'conclusion')) return '所填结论与告知书不一致。';
      const byOrganiser = facts.actor.organisation === facts.seat('organiser');
      if (byOrganiser && proof.length === 0) return '代为登记签收须上传送达凭证。';
      return impossibleDay(facts, '收到日期', receivedOn, facts.last('notify'));
    },
  });
}
