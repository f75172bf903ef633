import type { Effect } from '#kernel/effect.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { productClasses } from '#law/product-classes.ts';

/** Every product class by id, to pick what a certificate covers. */
export const classTitles: Readonly<Record<string, string>> = Object.fromEntries(
  productClasses.map(({ id, title }) => [id, title]),
);

/** What a certificate says of itself, licence and certification alike. */
export const particulars = {
  number: field.text('证书编号', { max: 60 }),
  classes: field.choices('产品类别', classTitles),
  units: field.rows(
    '产品单元和范围',
    {
      unit: field.text('产品单元'),
      scope: field.text('规格型号'),
    },
    { max: 60 },
  ),
  site: field.text('生产地址'),
  validFrom: field.date('发证日期'),
  validUntil: field.date('有效期至'),
  issuer: field.text('发证机关（机构）'),
  paper: field.files('证书', { min: 1 }),
};

/** Where the machine finds number, classes and days of a certificate. */
export const certificateFields = {
  number: 'number',
  classes: 'classes',
  from: 'validFrom',
  until: 'validUntil',
  issuer: 'issuer',
} as const;

/** Refuses days that cannot stand on one certificate. @param years longest validity that the law gives. */
export function impossibleTerm(
  today: PlainDate,
  from: PlainDate,
  until: PlainDate,
  years: number,
): string | undefined {
  if (from > today) return '发证日期不能晚于今天。';
  if (until <= from) return '有效期届满日应当晚于发证日期。';
  const latest = `${Number(from.slice(0, 4)) + years}${from.slice(4)}`;
  return until > latest ? `证书有效期不超过${years}年，届满日不得晚于${latest}。` : undefined;
}

/** The day written on the certificate as it was last renewed. */
export function lastDayOf(facts: PastFacts): PlainDate {
  const day = facts.value('renew', 'validUntil') ?? facts.value('enter', 'validUntil');
  return typeof day === 'string' ? day : '';
}

/** Whether a certificate of this number stands in the register and has not ended. */
export function isRegistered(certificates: readonly CertificateFacts[], number: string): boolean {
  return certificates.some((one) => one.number === number && !endStates.includes(one.state));
}

/** States after which a certificate cannot come back. */
export const endStates: readonly string[] = [
  'withdrawn',
  'rescinded',
  'revoked',
  'cancelled',
  'rejected',
];

/** Tells the enterprise's head. */
export function tellHolder(title: string): Effect {
  return { do: 'notify', to: { post: 'principal', of: 'subject' }, title };
}

/** Two or more inspectors check whether the conditions still hold. */
export const checkForm = field.form({
  inspectors: field.people('检查人员', ['case-officer', 'sampler', 'reviewer'], { min: 2, max: 6 }),
  checkedOn: field.date('检查日期'),
  findings: field.rows('检查项目', {
    item: field.text('项目'),
    result: field.choice('结果', { met: '符合', unmet: '不符合' }),
    note: field.optional(field.text('情况')),
  }),
  outcome: field.choice('处理', { kept: '条件保持，继续有效', order: '责令改正' }),
  dueOn: field.optional(field.date('改正期限')),
  letterNumber: field.optional(field.text('责令改正通知书文号')),
  record: field.files('签字的检查记录', { min: 1 }),
});

/** What the enterprise did about it. */
export const correctForm = field.form({
  correctedOn: field.date('改正完成日期'),
  result: field.longText('改正情况'),
  evidence: field.files('改正证据', { min: 1 }),
});

/** Whether the correction is accepted. */
export const verifyCorrectionForm = field.form({
  result: field.choice('核查结论', { pass: '已改正', fail: '未改正，继续责令' }),
  opinion: field.longText('核查意见'),
  dueOn: field.optional(field.date('再次改正期限')),
  evidence: field.files('核查记录'),
});
