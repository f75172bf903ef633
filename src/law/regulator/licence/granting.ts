import { remedies } from '#law/remedies.ts';
import { licensed } from './papers.ts';
import { addMonths } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import {
  impossibleTerm,
  isRegistered,
  lastDayOf,
  particulars,
  tellHolder,
} from '../certificates/parts.ts';

/** A licence is entered, changed and renewed (measures 11, 24, 27, 29, 30, 39; regulation 55). */
const numberPattern = /^[一-鿿]?XK\d{2}-\d{3}-\d{5}$/;
const years = 5;
const banYears = 3;

export const enter = defineAct({
  title: '登记许可证',
  by: ['authority'],
  to: 'valid',
  basis: [
    'licence-measures/11',
    'licence-measures/24',
    'licence-measures/27',
    'licence-measures/39',
    'licence-regulation/55',
  ],
  form: field.form({
    ...particulars,
    lastReportOn: field.optional(field.date('上次年度自查报告日期')),
  }),
  document: '工业产品生产许可证登记表',
  when: (facts, input) => {
    const business = facts.subject?.business ?? 'producer';
    if (business !== 'producer') return '生产许可证只发给生产企业，该单位登记为销售单位。';
    if (!numberPattern.test(input.number)) {
      return '许可证编号应为XK加两位、三位、五位数字并以短横线相连，可以冠省份简称。';
    }
    if (isRegistered(facts.certificates, input.number)) {
      return { code: 'already-done', sentence: `编号${input.number}的许可证已经登记。` };
    }
    if (input.lastReportOn !== undefined && input.lastReportOn > facts.today) {
      return '上次年度自查报告日期不能晚于今天。';
    }
    return (
      impossibleTerm(facts.today, input.validFrom, input.validUntil, years) ??
      banned(facts, input.classes, input.validFrom)
    );
  },
  then: (_facts, { number }) => [tellHolder(`生产许可证${number}已登记，请核对范围和有效期`)],
});

/** Three years without a licence for the same product after a revocation (regulation 55). */
export function banned(
  facts: ProceedingFacts,
  classes: readonly string[],
  from: string,
): string | undefined {
  const revoked = facts.certificates.find(
    (one) =>
      one.kind === 'licence' &&
      one.state === 'revoked' &&
      one.classes.some((id) => classes.includes(id)) &&
      from <= addMonths(one.since, 12 * banYears),
  );
  return revoked === undefined
    ? undefined
    : `该企业同一产品的许可证${revoked.number}于${revoked.since}被吊销，三年内不得再取得许可。`;
}

export const noteChange = defineAct({
  title: '记录发生变化',
  by: ['holder', 'regulator', 'authority'],
  from: ['valid', 'ordered'],
  basis: ['licence-measures/29', 'licence-measures/30'],
  form: field.form({
    kind: field.choice('变化类别', {
      conditions: '生产条件、检验手段、技术或者工艺变化（含迁址、新增生产线）',
      name: '企业名称、住所或者生产地址名称变化',
    }),
    changedOn: field.date('变化日期'),
    note: field.longText('变化情况'),
  }),
  when: (facts, { changedOn }) => (changedOn > facts.today ? '变化日期不能晚于今天。' : undefined),
  then: () => [tellHolder('变化发生后一个月内应当提出申请')],
});

export const applyChange = defineAct({
  title: '申请变更',
  by: ['holder'],
  from: ['valid', 'ordered'],
  basis: ['licence-measures/29', 'licence-measures/30'],
  form: field.form({
    request: field.longText('申请事项'),
    papers: field.files('申请材料', { min: 1 }),
  }),
  document: '许可证变更申请书',
  recites: [...licensed, { act: 'noteChange', fields: ['kind', 'changedOn', 'note'] }],
  possible: ({ all }) =>
    all('noteChange').length > all('decideChange').length
      ? undefined
      : notYet('请先记录发生了什么变化和变化日期。'),
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '企业申请变更生产许可证' }],
});

export const decideChange = defineAct({
  title: '决定变更',
  by: ['authority'],
  from: ['valid', 'ordered'],
  basis: ['licence-measures/24', 'licence-measures/29', 'licence-measures/30'],
  form: field.form({
    decision: field.choice('决定', { granted: '准予变更', refused: '不予变更' }),
    reason: field.longText('理由'),
    classes: field.optional(particulars.classes),
    units: field.optional(particulars.units),
    site: field.optional(particulars.site),
    paper: field.files('决定书', { min: 1 }),
  }),
  document: {
    by: 'decision',
    cases: { granted: '准予变更许可决定书', refused: '不予变更许可决定书' },
  },
  recites: [...licensed, { act: 'applyChange', fields: ['request'] }],
  tells: [remedies()],
  possible: ({ clock }) =>
    clock('change-decision') === undefined ? '企业还没有申请变更。' : undefined,
  when: (_facts, { decision, classes }) => {
    return decision === 'refused' && classes !== undefined
      ? '不予变更的，不填写变更后的产品类别。'
      : undefined;
  },
  then: (_facts, { decision }) => [
    tellHolder(decision === 'granted' ? '已准予变更生产许可证' : '不予变更生产许可证'),
  ],
});

export const applyRenewal = defineAct({
  title: '申请延续',
  by: ['holder'],
  from: ['valid', 'ordered'],
  basis: ['licence-measures/27', 'licence-regulation/25'],
  form: field.form({ papers: field.files('延续申请材料', { min: 1 }) }),
  document: '许可证延续申请书',
  recites: licensed,
  possible: (past) => {
    const until = lastDayOf(past);
    return past.today > until
      ? {
          code: 'too-late',
          sentence: `许可证已于${until}届满，不能延续，应当停止生产并重新申请许可。`,
        }
      : undefined;
  },
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '企业申请延续生产许可证' }],
});

export const renew = defineAct({
  title: '准予延续',
  by: ['authority'],
  from: ['valid', 'ordered'],
  basis: ['licence-measures/24', 'licence-measures/27'],
  form: field.form({
    validUntil: field.date('延续后的有效期至'),
    paper: field.files('换发的证书', { min: 1 }),
  }),
  document: '准予延续许可决定书',
  recites: licensed,
  tells: [{ text: '延续后许可证编号不变。', basis: ['licence-measures/27'] }],
  possible: ({ last }) => {
    const asked = last('applyRenewal');
    return asked === undefined || asked.at < (last('renew')?.at ?? '')
      ? '企业还没有申请延续。'
      : undefined;
  },
  when: (facts, input) => {
    const until = lastDayOf(facts);
    if (input.validUntil <= until) return `延续后的届满日应当晚于原届满日${until}。`;
    return input.validUntil > addMonths(until, 12 * years)
      ? `延续后的有效期不超过五年，届满日不得晚于${addMonths(until, 12 * years)}。`
      : undefined;
  },
  then: (_facts, input) => [tellHolder(`生产许可证已延续至${input.validUntil}，编号不变`)],
});

export const refuseRenewal = defineAct({
  title: '不予延续',
  by: ['authority'],
  from: ['valid', 'ordered'],
  optional: true,
  basis: ['licence-measures/24', 'licence-measures/27'],
  form: field.form({
    decisionNumber: field.text('决定书文号'),
    reason: field.longText('不予延续的理由'),
    paper: field.files('决定书', { min: 1 }),
  }),
  document: '不予延续许可决定书',
  recites: licensed,
  tells: [
    {
      text: '许可证有效期届满后不得继续生产列入目录的产品。',
      basis: ['licence-regulation/5', 'licence-regulation/25'],
    },
    remedies(),
  ],
  possible: ({ last }) => {
    const asked = last('applyRenewal')?.at ?? '';
    const answered = [last('renew')?.at ?? '', last('refuseRenewal')?.at ?? ''];
    return asked === '' || answered.some((at) => at > asked) ? '企业还没有申请延续。' : undefined;
  },
  then: () => [tellHolder('不予延续生产许可证，届满后不得生产，可以申请复议或者提起诉讼')],
});
