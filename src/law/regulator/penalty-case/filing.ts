import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { penaltyGrounds } from './amount/bands.ts';
import { byChief, gathering, inCase, internal, party } from './parts.ts';

/** From the clue to the decision whether to file (order-2/18 to 20), and tests on the way. */
export const caseSources = {
  'own-check': '监督检查发现',
  'spot-check': '监督抽查不合格',
  complaint: '投诉',
  report: '举报',
  referral: '其他部门移送',
  superior: '上级交办',
  measure: '处置措施未落实',
  'inspection-refused': '拒绝、阻碍监督检查',
  other: '其他途径',
} as const;

export const open = defineAct({
  title: '登记案源',
  by: ['officer'],
  to: 'verifying',
  basis: ['order-2/18', 'guidance/4.3'],
  form: field.form({
    caseName: field.text('案由'),
    partyName: field.text('当事人名称', { personal: true }),
    partyKind: field.choice('当事人类型', { unit: '法人或者其他组织', person: '自然人' }),
    source: field.choice('案件来源', caseSources, internal),
    sourceNumber: field.optional(field.text('来源文书或者事项编号', internal)),
    receivedOn: field.date('发现线索或者收到材料的日期', {
      hint: '十五个工作日的核查期限自该日起算。',
    }),
    facts: field.longText('涉嫌违法事实', internal),
    suspected: field.optional(field.choices('涉嫌违反', penaltyGrounds)),
    materials: field.files('线索材料', internal),
  }),
  when: (facts, { receivedOn }) => impossibleDay(facts, '收到日期', receivedOn),
});

export const extendVerification = byChief({
  title: '批准延长核查期限',
  from: 'verifying',
  extends: 'verification',
  basis: ['order-2/18'],
  form: field.form({ reason: field.longText('特殊情况') }),
  notBy: ['open'],
  document: '延长核查期限审批表',
  recites: [party, { act: 'open', fields: ['receivedOn'] }],
  tells: [{ text: '核查期限延长至{verification:day}。', basis: ['order-2/18'] }],
});

export const decideFiling = defineAct({
  title: '决定是否立案',
  by: ['chief'],
  from: 'verifying',
  to: {
    by: 'decision',
    cases: { file: 'investigating', 'not-file': 'not-filed', 'hand-on': 'handed-on' },
  },
  basis: ['order-2/18', 'order-2/19', 'order-2/20', 'penalty-law/36'],
  form: field.form({
    caseNumber: field.text('立案或者审批文号'),
    decision: field.choice('决定', {
      file: '立案',
      'not-file': '不予立案',
      'hand-on': '移送有管辖权的机关',
    }),
    team: field.people('办案人员', ['case-officer'], { min: 0, max: 8 }),
    ground: field.optional(
      field.choice('不予立案的情形', {
        minor: '违法行为轻微并及时改正，没有造成危害后果',
        'first-minor': '初次违法且危害后果轻微并及时改正',
        'no-fault': '当事人有证据足以证明没有主观过错',
        other: '依法可以不予立案的其他情形',
      }),
    ),
    reason: field.longText('核查情况和理由', internal),
  }),
  notBy: ['open'],
  document: {
    by: 'decision',
    cases: { file: '立案审批表', 'not-file': '不予立案审批表', 'hand-on': '案件移送审批表' },
  },
  recites: [party, { act: 'open', fields: ['source', 'receivedOn', 'facts', 'suspected'] }],
  when: (facts, { decision, team, ground }) => {
    if (decision === 'file') {
      if (team.length < 2) return '立案的应当指定两名以上办案人员。';
      return team.includes(facts.actor.account) ? '批准立案的负责人不得是办案人员。' : undefined;
    }
    return decision === 'not-file' && ground === undefined
      ? '不予立案的，请选择所依据的情形。'
      : undefined;
  },
  then: (_facts, { decision }) =>
    decision === 'file'
      ? [
          {
            do: 'notify',
            to: { role: 'officer' },
            title: '已批准立案，自立案之日起九十日内作出处理决定',
          },
        ]
      : [],
});

export const changeTeam = byChief({
  title: '调整办案人员',
  from: ['investigating', 'suspended', 'with-police'],
  basis: ['order-2/19', 'order-2/21'],
  form: field.form({
    team: field.people('办案人员', ['case-officer'], { min: 2, max: 8 }),
    reason: field.longText('调整原因', { hint: '回避、调离等。' }),
  }),
});

/** Whether a sample is out for testing. */
function isTesting({ all }: PastFacts): boolean {
  return all('sendForTest').length > all('receiveTest').length;
}

/** Testing doesn't count; for a seizure only where the party was told the period in writing (order-2/38). */
export const sendForTest = defineAct({
  title: '送交检验、检测、鉴定',
  by: ['officer'],
  from: gathering,
  basis: ['order-2/18', 'order-2/32', 'order-2/38', 'order-2/64'],
  form: field.form({
    laboratory: field.organisation('承担机构', ['laboratory']),
    items: field.longText('检验、检测、鉴定事项'),
    period: field.text('所需期间'),
    periodTold: field.yesNo('已书面告知当事人所需期间', {
      hint: '没有书面告知的，查封、扣押期限不扣除检验期间。',
    }),
  }),
  document: '委托检验（检测、鉴定）书',
  recites: inCase,
  tells: [
    {
      text: '检验、检测、鉴定结论应当书面作出，由承担人签名并加盖机构印章。',
      basis: ['order-2/32'],
    },
  ],
  possible: (past) => (isTesting(past) ? '已有样品正在检验，请先登记结果。' : undefined),
});

export const receiveTest = defineAct({
  title: '收到检验、检测、鉴定结果',
  by: ['officer'],
  from: [...gathering, 'suspended'],
  basis: ['order-2/32'],
  form: field.form({
    result: field.choice('结论', { pass: '合格', fail: '不合格', other: '见结论' }),
    opinion: field.longText('结论和依据'),
    report: field.files('报告', { min: 1 }),
    toldOn: field.date('告知当事人的日期'),
  }),
  document: '检验（检测、鉴定）结果告知书',
  recites: [...inCase, { act: 'sendForTest', fields: ['laboratory', 'items'] }],
  possible: (past) => (isTesting(past) ? undefined : '没有正在检验的样品。'),
  when: (facts, { toldOn }) => {
    const sent = facts.last('sendForTest');
    return impossibleDay(facts, '告知日期', toldOn, sent);
  },
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '检验（检测、鉴定）结果告知书' }],
});
