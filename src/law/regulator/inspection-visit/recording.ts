import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notAuthorised } from '../penalty-case/parts.ts';

export const writeUp = defineAct({
  title: '制作检查记录',
  by: ['officer'],
  from: 'on-site',
  to: 'recorded',
  basis: ['product-quality-law/18', 'order-2/28', 'guidance/2.6'],
  form: field.form({
    places: field.longText('检查场所和经过'),
    result: field.choice('检查结论', { clean: '未发现问题', findings: '发现问题，责令整改' }),
    findings: field.rows(
      '发现的问题',
      {
        keyLink: field.text('环节'),
        description: field.text('问题', { max: 500 }),
        photos: field.files('照片'),
      },
      { min: 0, max: 30 },
    ),
    photos: field.files('现场照片', { min: 1 }),
    signatures: field.files('检查人员签名', { min: 1, drawn: true }),
    endedAt: field.instant('检查结束时间'),
  }),
  document: '现场检查记录',
  recites: [
    { act: 'approve', fields: ['noticeNumber'] },
    { act: 'plan', fields: ['kind', 'items'] },
    { act: 'arrive', fields: ['officers'] },
  ],
  tells: [
    { text: '被检查人可以对本记录提出意见；拒绝签字的，由检查人员注明。', basis: ['order-2/28'] },
  ],
  when: (facts, { result, findings, endedAt }) => {
    if ((result === 'findings') !== findings.length > 0) return '检查结论与发现的问题不一致。';
    return Date.parse(endedAt) > Date.parse(facts.now) ? '结束时间不能晚于现在。' : undefined;
  },
  then: (facts, { findings }) => [
    ...findings.map((finding, at) => correct(facts, finding, at)),
    { do: 'notify', to: { role: 'visited' }, title: '现场检查记录，请签字确认' },
  ],
});

function correct(
  facts: ProceedingFacts,
  finding: { keyLink: string; description: string; photos: string[] },
  at: number,
): Effect {
  return {
    do: 'open',
    procedure: 'corrective-action',
    act: 'find',
    key: String(at + 1),
    input: {
      source: 'inspection',
      foundOn: facts.today,
      ...finding,
      containment: 'pending',
    },
  };
}

export const confirm = defineAct({
  title: '签字确认检查记录',
  by: ['visited'],
  from: 'recorded',
  to: 'confirmed',
  basis: ['order-2/28', 'guidance/2.6'],
  form: field.form({
    agrees: field.choice('意见', { agree: '记录属实', differ: '有不同意见' }),
    opinion: field.optional(field.longText('不同意见')),
    signature: field.files('签名', { min: 1, drawn: true }),
  }),
  document: '检查记录确认书',
  recites: [
    { act: 'approve', fields: ['noticeNumber'] },
    { act: 'writeUp', title: '检查记录', fields: ['places', 'result', 'findings', 'endedAt'] },
  ],
  possible: notAuthorised,
  when: (_facts, { agrees, opinion }) =>
    agrees === 'differ' && opinion === undefined ? '请写明不同意见。' : undefined,
});

export const noteUnsigned = defineAct({
  title: '注明企业拒绝签字',
  by: ['officer'],
  from: 'recorded',
  to: 'confirmed',
  basis: ['order-2/28'],
  form: field.form({
    reason: field.longText('拒绝签字的情况'),
    evidence: field.files('音像记录', { min: 1 }),
  }),
});
