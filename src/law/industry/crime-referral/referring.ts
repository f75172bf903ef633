import { suspected } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { peopleIn } from '#law/day-guards.ts';

/** The referring office: team, report, approval, transfer (3–6, 11). */
export const open = defineAct({
  title: '指定专案组',
  by: ['referrer'],
  to: 'investigating',
  basis: ['transfer-310/3', 'transfer-310/4', 'transfer-310/5'],
  form: field.form({
    caseName: field.text('案件名称'),
    caseNumber: field.optional(field.text('行政处罚案件号')),
    suspect: field.text('涉嫌犯罪单位或者个人', { personal: true }),
    offence: field.choice('涉嫌罪名', {
      'fake-goods': '生产、销售伪劣产品罪',
      'unsafe-goods': '生产、销售不符合安全标准的产品罪',
      trademark: '假冒注册商标类犯罪',
      other: '其他犯罪',
    }),
    sales: field.optional(field.decimal('销售金额', { unit: '元' })),
    value: field.optional(field.decimal('未销售货值金额', { unit: '元' })),
    facts: field.longText('涉嫌犯罪事实'),
    team: field.people('专案组成员', ['case-officer', 'department-officer'], { min: 2, max: 10 }),
  }),
  document: '涉嫌犯罪案件专案组指定书',
  when: (facts, { team }) =>
    team.includes(facts.actor.account) ? undefined : '办理人须是专案组成员。',
});

export const report = defineAct({
  title: '提出移送书面报告',
  by: ['referrer'],
  from: 'investigating',
  to: 'reported',
  basis: ['transfer-310/5'],
  form: field.form({
    findings: field.longText('核实情况'),
    opinion: field.longText('移送意见'),
    evidence: field.files('证据材料', { min: 1 }),
  }),
  document: '移送涉嫌犯罪案件报告',
  recites: [suspected, { act: 'open', fields: ['team'] }],
  possible: (past) =>
    peopleIn(past.last('open'), 'team').includes(past.actor.account)
      ? undefined
      : '移送报告由专案组成员提出。',
  then: () => [{ do: 'notify', to: { role: 'chief' }, title: '移送报告，自接到之日起三日内决定' }],
});

export const decide = defineAct({
  title: '决定是否批准移送',
  by: ['chief'],
  from: 'reported',
  to: { by: 'decision', cases: { approved: 'approved', 'not-approved': 'not-approved' } },
  basis: ['transfer-310/5', 'transfer-310/11'],
  form: field.form({
    decision: field.choice('决定', { approved: '批准移送', 'not-approved': '不批准移送' }),
    reason: field.optional(field.longText('不予批准的理由')),
  }),
  notBy: ['open', 'report'],
  document: '移送审批表',
  recites: [suspected, { act: 'report', title: '专案组报告', fields: ['findings', 'opinion'] }],
  possible: (past) =>
    peopleIn(past.last('open'), 'team').includes(past.actor.account)
      ? '专案组成员不得审批本组的报告。'
      : undefined,
  when: (_facts, { decision, reason }) => {
    return decision === 'not-approved' && reason === undefined
      ? '不批准移送的，应当将理由记录在案。'
      : undefined;
  },
  then: (_facts, { decision }) => [
    {
      do: 'notify',
      to: { role: 'referrer' },
      title: decision === 'approved' ? '已批准移送，二十四小时内移送' : '不批准移送，理由已记录',
    },
  ],
});

const attached = (label: string) => field.files(label, { min: 1 });

export const transfer = defineAct({
  title: '移送公安机关',
  by: ['referrer'],
  from: 'approved',
  to: 'transferred',
  basis: ['transfer-310/5', 'transfer-310/6'],
  form: field.form({
    police: field.organisation('同级公安机关', ['police']),
    letterNumber: field.text('移送书文号'),
    letter: attached('涉嫌犯罪案件移送书'),
    investigation: attached('情况调查报告'),
    inventory: attached('涉案物品清单'),
    testReports: field.files('检验报告或者鉴定结论'),
    noTestReason: field.optional(field.text('没有检验报告的原因')),
    others: field.files('其他有关材料'),
  }),
  seats: { police: 'police' },
  document: '涉嫌犯罪案件移送书',
  recites: [suspected, { act: 'report', title: '专案组报告', fields: ['findings', 'opinion'] }],
  tells: [
    {
      text: '请自接受移送之日起{filing}内审查决定是否立案，并书面通知本机关；不予立案的，请说明理由并退回案卷材料。',
      basis: ['transfer-310/8'],
    },
    {
      text: '不属于贵机关管辖的，请在{reroute}内转送有管辖权的机关，并书面告知本机关。',
      basis: ['transfer-310/7'],
    },
  ],
  when: (_facts, { testReports, noTestReason }) =>
    testReports.length === 0 && noTestReason === undefined
      ? '须附有关检验报告或者鉴定结论；没有的说明原因。'
      : undefined,
  then: () => [{ do: 'notify', to: { role: 'police' }, title: '涉嫌犯罪案件移送书，请签收回执' }],
});
