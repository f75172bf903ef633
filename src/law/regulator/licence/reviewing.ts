import { remedies } from '#law/remedies.ts';
import { asked } from './papers.ts';
import { daysBetween } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { particulars } from '../certificates/parts.ts';
import { textIn } from '../penalty-case/parts.ts';

/** Review on the spot, test of a sealed sample, decision and certificate (measures 16 to 25). */
const tellApplicant = (title: string) =>
  ({ do: 'notify', to: { role: 'applicant' }, title }) as const;
/** Days that a review takes as a rule. */
const mostDays = 3;

export const plan = defineAct({
  title: '确定核查计划并通知企业',
  by: ['authority'],
  from: ['accepted', 'planned'],
  to: 'planned',
  basis: ['licence-measures/16', 'licence-measures/17'],
  form: field.form({
    team: field.people('核查组成员', ['case-officer', 'reviewer'], {
      min: 2,
      max: 4,
    }),
    mixed: field.yesNo('核查组成员不全部来自同一单位'),
    observer: field.optional(field.text('观察员')),
    from: field.date('核查开始日期'),
    until: field.date('核查结束日期'),
  }),
  document: '实地核查通知书',
  recites: [asked],
  tells: [
    {
      text: '实地核查在通知之日起{notice}后进行，请企业予以配合。',
      basis: ['licence-measures/16'],
    },
  ],
  when: (facts, { mixed, from, until }) => {
    if (!mixed) return '核查组成员不得全部来自同一单位。';
    if (until < from) return '核查结束日期不能早于开始日期。';
    if (daysBetween(from, until) + 1 > mostDays) return `实地核查一般为一至${mostDays}日。`;
    return from > facts.today ? undefined : '核查应当在通知企业五个工作日之后。';
  },
  then: (_facts, { from }) => [tellApplicant(`实地核查通知书，${from}开始核查`)],
});

export const review = defineAct({
  title: '记录实地核查',
  by: ['authority'],
  from: 'planned',
  to: 'reviewed',
  notBefore: 'notice',
  basis: ['licence-measures/17', 'licence-measures/18'],
  form: field.form({
    reviewedOn: field.date('核查完成日期'),
    items: field.rows('核查项目', {
      item: field.text('项目'),
      result: field.choice('结果', { met: '符合', minor: '轻微缺陷', unmet: '不符合' }),
      note: field.optional(field.text('情况')),
    }),
    conclusion: field.choice('核查结论', { pass: '合格', fail: '不合格' }),
    record: field.files('核查记录（核查组和企业签字）', { min: 1 }),
  }),
  document: '实地核查报告',
  recites: [asked, { act: 'plan', fields: ['team', 'observer'] }],
  possible: ({ value, actor }) => {
    const team = value('plan', 'team');
    return Array.isArray(team) && team.includes(actor.account)
      ? undefined
      : '由核查组成员记录核查结果。';
  },
  when: (facts, { reviewedOn, items, conclusion }) => {
    if (reviewedOn < (facts.value('plan', 'from') as string)) return '尚未到核查开始日期。';
    if (conclusion === 'pass' && items.some(({ result }) => result === 'unmet')) {
      return '有项目不符合的，核查结论不能为合格。';
    }
    return impossibleDay(facts, '核查完成日期', reviewedOn);
  },
});

export const tell = defineAct({
  title: '书面告知核查结论',
  by: ['authority'],
  from: 'reviewed',
  to: { by: 'conclusion', cases: { pass: 'sealing', fail: 'to-decide' } },
  basis: ['licence-measures/19', 'licence-measures/20'],
  form: field.form({
    conclusion: field.choice('核查结论', {
      pass: '合格，封存样品送检',
      fail: '不合格，不再进行产品检验',
    }),
    number: field.text('文书号'),
  }),
  document: '实地核查结论告知书',
  recites: [
    asked,
    {
      act: 'review',
      fields: [
        'reviewedOn',
        { field: 'items', as: '不符合的项目', where: { field: 'result', is: 'unmet' } },
      ],
    },
  ],
  tells: [
    {
      text: '核查不合格，不再进行产品检验，许可审查终止。',
      basis: ['licence-measures/20'],
      where: { field: 'conclusion', is: 'fail' },
    },
    {
      text: '核查合格，封存样品后{delivery}内送至所选检验机构。',
      basis: ['licence-measures/21', 'licence-regulation/19'],
      where: { field: 'conclusion', is: 'pass' },
    },
  ],
  when: (facts, { conclusion }) =>
    facts.value('review', 'conclusion') === conclusion ? undefined : '告知的结论与核查记录不一致。',
  then: (_facts, { conclusion }) => [
    tellApplicant(conclusion === 'pass' ? '实地核查合格' : '实地核查不合格，审查终止'),
  ],
});

/** A sample whose seal broke on the way is taken and sealed again. */
export const seal = defineAct({
  title: '封存样品',
  by: ['authority'],
  from: ['sealing', 'testing'],
  to: 'testing',
  basis: ['licence-measures/21', 'licence-regulation/19'],
  form: field.form({
    sample: field.longText('样品名称、型号、批号和数量'),
    sealNumber: field.text('封签号'),
    laboratory: field.organisation('企业选择的检验机构', ['laboratory']),
    photos: field.files('封样照片', { min: 1 }),
  }),
  seats: { laboratory: 'laboratory' },
  document: '样品封存单',
  recites: [asked],
  tells: [
    {
      text: '请自封存之日起{delivery}内（至{delivery:day}）将样品送至所选检验机构。',
      basis: ['licence-measures/21'],
    },
  ],
  then: () => [
    tellApplicant('样品已封存，七个工作日内送至所选检验机构'),
    { do: 'notify', to: { role: 'laboratory' }, title: '许可审查样品将由企业送检' },
  ],
});

function isDelivered(facts: PastFacts): boolean {
  return (facts.last('deliver')?.at ?? '') > (facts.last('seal')?.at ?? '');
}

export const deliver = defineAct({
  title: '登记样品送达',
  by: ['applicant'],
  from: 'testing',
  basis: ['licence-measures/21'],
  form: field.form({
    deliveredOn: field.date('送达检验机构日期'),
    proof: field.files('收样凭证', { min: 1 }),
  }),
  possible: (past) => (isDelivered(past) ? '样品已经送达。' : undefined),
  when: (facts, { deliveredOn }) =>
    impossibleDay(facts, '送达日期', deliveredOn, facts.last('seal')),
});

export const report = defineAct({
  title: '提交检验报告',
  by: ['laboratory'],
  from: 'testing',
  to: 'to-decide',
  basis: ['licence-measures/21', 'licence-regulation/56'],
  form: field.form({
    number: field.text('报告编号'),
    sealIntact: field.yesNo('封签完好，样品与封存单一致'),
    result: field.choice('结论', { pass: '合格', fail: '不合格' }),
    report: field.files('检验报告', { min: 1 }),
  }),
  document: '许可审查检验报告',
  recites: [asked, { act: 'seal', fields: ['sample', 'sealNumber'] }, { seats: ['authority'] }],
  possible: (past) => (isDelivered(past) ? undefined : notYet('企业尚未登记样品送达。')),
  when: (_facts, { sealIntact }) => {
    return sealIntact ? undefined : '封签破损或者样品不一致的，不得检验，请报告许可机关重新封样。';
  },
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '许可审查检验报告已提交' }],
});

export const decide = defineAct({
  title: '作出许可决定',
  by: ['chief'],
  from: 'to-decide',
  to: { by: 'decision', cases: { granted: 'granted', refused: 'refused' } },
  notBy: ['review', 'accept'],
  basis: ['licence-measures/20', 'licence-measures/24', 'licence-regulation/24'],
  form: field.form({
    decision: field.choice('决定', { granted: '准予许可', refused: '不予许可' }),
    number: field.text('决定书文号'),
    reason: field.longText('理由'),
  }),
  document: {
    by: 'decision',
    cases: { granted: '准予行政许可决定书', refused: '不予行政许可决定书' },
  },
  recites: [
    asked,
    {
      act: 'tell',
      title: '实地核查',
      fields: [{ field: 'number', as: '核查结论告知书文书号' }, 'conclusion'],
    },
    {
      act: 'report',
      title: '产品检验',
      fields: [{ field: 'number', as: '检验报告编号' }, 'result'],
    },
  ],
  tells: [
    {
      text: '自作出决定之日起{certificate}内颁发证书。',
      basis: ['licence-measures/24'],
      where: { field: 'decision', is: 'granted' },
    },
    remedies(),
  ],
  when: (facts, { decision }) => {
    const isFit =
      facts.value('tell', 'conclusion') === 'pass' && facts.value('report', 'result') === 'pass';
    if (decision === 'granted') {
      return isFit ? undefined : '实地核查和产品检验均合格的，方可准予许可。';
    }
    return isFit ? '核查和检验均合格，应当准予许可。' : undefined;
  },
  then: (_facts, { decision }) => [
    tellApplicant(decision === 'granted' ? '准予生产许可，十个工作日内发证' : '不予生产许可'),
    ...(decision === 'granted'
      ? [{ do: 'notify', to: { role: 'authority' }, title: '准予许可，十个工作日内发证' } as const]
      : []),
  ],
});

/** The certificate: the licence's own life begins with what was applied for and granted. */
export const issue = defineAct({
  title: '颁发证书',
  by: ['authority'],
  from: 'granted',
  to: 'issued',
  basis: ['licence-measures/24', 'licence-measures/25', 'licence-measures/39'],
  form: field.form({
    number: particulars.number,
    validFrom: particulars.validFrom,
    validUntil: particulars.validUntil,
    issuer: particulars.issuer,
    paper: particulars.paper,
  }),
  document: '工业产品生产许可证',
  recites: [asked, { act: 'decide', fields: [{ field: 'number', as: '准予许可决定书文号' }] }],
  then: (facts, input) => {
    const asked = facts.last('apply')!.input;
    const { classes = null, units = null, site = null } = asked;
    return [
      {
        do: 'open',
        procedure: 'production-licence',
        act: 'enter',
        input: { ...input, classes, units, site },
      },
      {
        do: 'publish',
        kind: 'licence',
        title: `取得工业产品生产许可证：${facts.subject?.name ?? ''}`,
        text: `${textIn(asked['product'])}。证书编号${input.number}，有效期至${input.validUntil}。`,
      },
    ];
  },
});
