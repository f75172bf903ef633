import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { textIn } from '../penalty-case/parts.ts';
import { checkOfficers, officers } from './officers.ts';

const before = ['announced', 'planned'];

/** Nobody comes earlier than the plan says. */
function tooEarly({ today, value }: PastFacts): string | undefined {
  return today < textIn(value('plan', 'plannedOn')) ? '尚未到计划检查日期。' : undefined;
}

const wrongCode = '所扫的码不是被检查企业的码。';

export const arrive = defineAct({
  title: '扫码到场',
  by: ['officer'],
  from: before,
  to: 'on-site',
  basis: ['inspection-2024-54/scan', 'order-2/22'],
  possible: tooEarly,
  form: field.form({
    scanned: field.organisation('扫码企业', ['enterprise', 'platform'], {
      hint: '扫描企业的检查码后自动填写。',
    }),
    officers,
    shown: field.yesNo('已出示执法证件和检查通知书'),
  }),
  when: (facts, { scanned, officers: list, shown }) => {
    if (scanned !== facts.subject?.id) return wrongCode;
    return shown ? checkOfficers(list) : '检查前须出示执法证件和检查通知书。';
  },
  then: () => [{ do: 'notify', to: { role: 'visited' }, title: '执法人员已扫码到场检查' }],
});

const refusal = {
  facts: field.longText('拒绝、阻碍的情况'),
  warned: field.yesNo('已告知拒绝检查的法律后果'),
  witness: field.optional(field.text('见证人', { personal: true })),
  evidence: field.files('音像记录', { min: 1 }),
};
const unwarned = '须先告知拒绝检查的法律后果。';

export const refuse = defineAct({
  title: '记录拒绝、阻碍检查',
  by: ['officer'],
  from: 'on-site',
  to: 'refused',
  basis: ['product-quality-law/16', 'product-quality-law/56'],
  form: field.form(refusal),
  document: '拒绝检查情况记录',
  recites: [
    { act: 'approve', fields: ['noticeNumber'] },
    { act: 'arrive', fields: ['officers'] },
  ],
  when: (_facts, { warned }) => (warned ? undefined : unwarned),
  then: (facts, input) => refused(facts, input),
});

export const refuseEntry = defineAct({
  title: '记录拒绝入厂检查',
  by: ['officer'],
  from: before,
  to: 'refused',
  basis: ['product-quality-law/16', 'product-quality-law/56', 'inspection-2024-54/scan'],
  possible: tooEarly,
  form: field.form({
    scanned: field.optional(
      field.organisation('扫码企业', ['enterprise', 'platform'], {
        hint: '扫描企业的检查码后自动填写；在门口扫不到码的留空并写明原因。',
      }),
    ),
    unscanned: field.optional(field.text('没有扫码的原因')),
    officers,
    shown: field.yesNo('已出示执法证件和检查通知书'),
    ...refusal,
  }),
  document: '拒绝检查情况记录',
  recites: [{ act: 'approve', fields: ['noticeNumber'] }],
  when: (facts, { scanned, unscanned, officers: list, shown, warned }) => {
    if (scanned !== undefined && scanned !== facts.subject?.id) return wrongCode;
    if (scanned === undefined && unscanned === undefined) return '没有扫码的，请写明原因。';
    if (!shown) return '检查前须出示执法证件和检查通知书。';
    return checkOfficers(list) ?? (warned ? undefined : unwarned);
  },
  then: (facts, input) => refused(facts, input),
});

/** Whoever refuses is dealt with in a case of its own. */
function refused(
  { subject, today }: ProceedingFacts,
  { facts, evidence }: { facts: string; evidence: string[] },
): Effect[] {
  const partyName = subject?.name ?? '当事人';
  return [
    {
      do: 'open',
      procedure: 'penalty-case',
      act: 'open',
      input: {
        caseName: `${partyName}拒绝接受产品质量监督检查案`.slice(0, 200),
        partyName,
        partyKind: 'unit',
        source: 'inspection-refused',
        receivedOn: today,
        facts,
        suspected: ['product-quality-law/56'],
        materials: evidence,
      },
    },
    { do: 'notify', to: { role: 'visited' }, title: '拒绝检查已记录，将依法处理' },
  ];
}
