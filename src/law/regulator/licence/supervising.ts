import { remedies } from '#law/remedies.ts';
import { licensed } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { tellHolder } from '../certificates/parts.ts';

/** Yearly self-report and what follows where it fails (measures 48, 51; regulation 53). */
export const report = defineAct({
  title: '提交年度自查报告',
  by: ['holder'],
  from: ['valid', 'ordered'],
  basis: ['licence-measures/48'],
  form: field.form({
    year: field.integer('报告年度', { min: 2005, max: 2999 }),
    conditions: field.longText('许可条件保持情况'),
    changes: field.longText('名称、住所、生产地址变化情况'),
    production: field.longText('生产状况和产品变化情况'),
    marks: field.longText('证书、标志和编号使用情况'),
    inspections: field.longText('接受行政机关监督检查情况'),
    other: field.optional(field.longText('其他情况')),
    papers: field.files('附件'),
  }),
  document: '工业产品生产许可证年度自查报告',
  recites: [{ act: 'enter', fields: ['number', 'classes', 'site'] }],
  when: (facts, { year }) => {
    if (year > Number(facts.today.slice(0, 4))) return '报告年度不能晚于今年。';
    return facts.all('report').some((past) => past.input['year'] === year)
      ? { code: 'already-done', sentence: `${year}年度的自查报告已经提交。` }
      : undefined;
  },
  then: () => [
    { do: 'notify', to: { role: 'authority' }, title: '企业提交了年度自查报告' },
    { do: 'notify', to: { role: 'regulator' }, title: '企业提交了年度自查报告' },
  ],
});

export const orderReport = defineAct({
  title: '责令限期提交自查报告',
  by: ['authority', 'regulator'],
  from: 'valid',
  to: 'ordered',
  basis: ['licence-regulation/53', 'licence-measures/51'],
  form: field.form({
    letterNumber: field.text('责令改正通知书文号'),
    dueOn: field.date('改正期限'),
    note: field.longText('应当改正的事项'),
  }),
  document: '责令改正通知书',
  recites: licensed,
  tells: [remedies({ paper: '通知书' })],
  possible: (past) => {
    const clock = past.clock('annual-report');
    return clock?.status === 'overdue'
      ? undefined
      : `年度自查报告的期限尚未届满（${clock?.due.day ?? '未起算'}），不能责令改正。`;
  },
  when: (facts, { dueOn }) => {
    return dueOn <= facts.today ? '改正期限应当晚于今天。' : undefined;
  },
  then: (_facts, { dueOn }) => [tellHolder(`未按规定提交年度自查报告，责令于${dueOn}前改正`)],
});

export const suspend = defineAct({
  title: '暂扣许可证',
  by: ['authority'],
  from: 'ordered',
  to: 'suspended',
  basis: ['guidance/4.2', 'penalty-law/9', 'licence-measures/49'],
  form: field.form({
    decisionNumber: field.text('行政处罚决定书文号'),
    ground: field.choice('事由', {
      'not-corrected': '逾期未改正',
      'conditions-lost': '不再符合许可条件',
    }),
    article: field.text('适用的法律、法规条款'),
    reason: field.longText('事实和理由'),
    paper: field.files('决定书', { min: 1 }),
  }),
  document: '暂扣许可证决定书',
  recites: licensed,
  tells: [remedies()],
  possible: ({ clock }) =>
    clock('correction')?.status === 'overdue'
      ? undefined
      : notYet(`改正期限尚未届满（${clock('correction')?.due.day ?? '未起算'}），不能暂扣。`),
  then: () => [tellHolder('许可证已被暂扣，暂扣期间不得生产、销售该产品')],
});

export const rectify = defineAct({
  title: '报告整顿完成',
  by: ['holder'],
  from: 'suspended',
  to: 'rectified',
  basis: ['guidance/4.2'],
  form: field.form({
    result: field.longText('整顿情况'),
    evidence: field.files('整顿证据', { min: 1 }),
  }),
  document: '整顿情况报告',
  recites: [
    ...licensed,
    { act: 'suspend', fields: [{ field: 'decisionNumber', as: '暂扣许可证决定书文号' }] },
  ],
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '企业报告整顿完成，请核查' }],
});

export const restore = defineAct({
  title: '核查整顿情况',
  by: ['authority'],
  from: 'rectified',
  to: { by: 'result', cases: { pass: 'valid', fail: 'suspended' } },
  basis: ['guidance/4.2', 'licence-regulation/39'],
  form: field.form({
    inspectors: field.people('核查人员', [], { min: 2, max: 6 }),
    result: field.choice('结论', { pass: '符合条件，发还许可证', fail: '仍不符合条件' }),
    opinion: field.longText('核查意见'),
    record: field.files('签字的核查记录', { min: 1 }),
  }),
  document: '整顿核查意见书',
  recites: [
    ...licensed,
    { act: 'suspend', fields: [{ field: 'decisionNumber', as: '暂扣许可证决定书文号' }] },
  ],
  when: (facts, { inspectors }) =>
    inspectors.includes(facts.actor.account) ? undefined : '填写人须是参加核查的人员。',
  then: (_facts, { result }) => [
    tellHolder(
      result === 'pass' ? '整顿合格，许可证已恢复效力' : '整顿仍不符合条件，许可证继续暂扣',
    ),
  ],
});
