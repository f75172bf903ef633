import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { addressees, conclusions, firstReport, receipts, titles } from './parts.ts';
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
    rights: field.longText('依法享有的权利'),
  }),
  document: '产品质量监督抽查检验结论告知书',
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
