import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { addMonths } from '#kernel/calendar/plain-date.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { notYet } from '#kernel/refusal.ts';
import { notAuthorised, textIn } from '../penalty-case/parts.ts';
import * as weigh from './scale.ts';
import type { Measure, Weighing } from './scale.ts';

/** What is weighed and ordered; the measure that the scale recommends needs no further reason. */
const weighing = {
  matterName: field.text('事由'),
  source: field.choice('来源', {
    inspection: '监督检查',
    'spot-check': '监督抽查',
    complaint: '投诉举报',
    alert: '风险监测、预警',
    referral: '其他部门通报',
    other: '其他',
  }),
  facts: field.longText('事实和问题'),
  gravity: field.choice('违法性质', weigh.gravity),
  consequence: field.choice('危害后果', weigh.consequence),
  record: field.choice('以往记录', weigh.record),
  measure: field.choice('拟采取的措施', weigh.measures),
  departure: field.optional(
    field.longText('与推荐措施不一致的理由', {
      hint: '与平台推荐的档次不同的，须写明理由并经负责人批准。',
    }),
  ),
  requirements: field.longText('对当事人的要求'),
  dueOn: field.date('要求落实的日期', { hint: '法律没有规定天数，由监管部门确定。' }),
  evidence: field.files('证据材料'),
};

interface Proposal extends Weighing {
  readonly measure: Measure;
  readonly departure?: string | undefined;
  readonly dueOn: string;
}

/** Earlier measures of two years that were not turned down: a firm's record as the platform holds it. */
function earlierMeasures({ related, today }: ProceedingFacts): number {
  const since = addMonths(today, -24);
  return related.filter(
    ({ procedure, state, openedAt }) =>
      procedure === 'supervisory-measure' && state !== 'rejected' && dayOf(openedAt) >= since,
  ).length;
}

function checkWeighing(facts: ProceedingFacts, input: Proposal): string | undefined {
  if (input.dueOn < facts.today) return '要求落实的日期不能早于今天。';
  const known = weigh.recordOf(earlierMeasures(facts));
  const order = Object.keys(weigh.record);
  return order.indexOf(input.record) < order.indexOf(known)
    ? `平台记录显示“${weigh.record[known]}”，以往记录不能填得更轻。`
    : undefined;
}

export const issue = defineAct({
  title: '采取轻微处置措施',
  by: ['officer'],
  to: 'issued',
  basis: ['guidance/4.3', 'order-39/25'],
  form: field.form(weighing),
  document: '行政处置措施通知书',
  when: (facts, input) => {
    const wrong = checkWeighing(facts, input);
    if (wrong !== undefined) return wrong;
    const best = weigh.recommended(input);
    if (weigh.isHeavy(input.measure)) return '严厉措施须提请负责人批准。';
    return best === input.measure
      ? undefined
      : `平台推荐“${weigh.measures[best]}”；采取其他措施须写明理由并提请负责人批准。`;
  },
  then: (_facts, { measure, dueOn }) => [tell(measure, dueOn)],
});

export const propose = defineAct({
  title: '提请处置措施',
  by: ['officer'],
  to: 'proposed',
  basis: ['guidance/4.3'],
  form: field.form(weighing),
  document: '处置措施审批表',
  when: (facts, input) => {
    const best = weigh.recommended(input);
    const wrong = checkWeighing(facts, input);
    if (wrong !== undefined) return wrong;
    return best !== input.measure && input.departure === undefined
      ? `平台推荐“${weigh.measures[best]}”，采取其他措施须写明理由。`
      : undefined;
  },
  then: () => [{ do: 'notify', to: { role: 'chief' }, title: '处置措施待批准' }],
});

export const approve = defineAct({
  title: '审批处置措施',
  by: ['chief'],
  from: 'proposed',
  to: {
    by: 'decision',
    cases: { approve: 'issued', 'to-case': 'to-escalate', reject: 'rejected' },
  },
  basis: ['guidance/4.3'],
  notBy: ['propose'],
  form: field.form({
    noticeNumber: field.text('通知书文号'),
    decision: field.choice('决定', {
      approve: '批准',
      'to-case': '转行政处罚案件办理',
      reject: '不批准',
    }),
    dueOn: field.date('要求落实的日期'),
    opinion: field.longText('意见'),
  }),
  document: {
    by: 'decision',
    cases: {
      approve: '行政处置措施通知书',
      'to-case': '处置措施审批意见',
      reject: '处置措施审批意见',
    },
  },
  recites: [
    { act: 'propose', fields: ['matterName', 'source', 'facts', 'measure', 'requirements'] },
  ],
  tells: [remedies({ paper: '通知书', where: { field: 'decision', is: 'approve' } })],
  when: (facts, { decision, dueOn }) => {
    if (facts.value('propose', 'measure') === 'revoke' && decision === 'approve') {
      return '撤销、吊销许可须经行政处罚程序，请转案件办理。';
    }
    return dueOn < facts.today ? '要求落实的日期不能早于今天。' : undefined;
  },
  then: (facts, { decision, dueOn }) =>
    decision === 'approve'
      ? [tell(facts.value('propose', 'measure') as Measure, dueOn)]
      : [{ do: 'notify', to: { role: 'officer' }, title: '处置措施审批结果，请办理' }],
});

function tell(measure: Measure, dueOn: string) {
  return {
    do: 'notify',
    to: { role: 'addressee' },
    title: `${weigh.measures[measure]}通知书，请于${dueOn}前落实并报告`,
  } as const;
}

export const answer = defineAct({
  title: '报告落实情况',
  by: ['addressee'],
  from: ['issued', 'failed'],
  to: 'answered',
  basis: ['guidance/4.3', 'guidance/2.6'],
  form: field.form({
    measures: field.longText('落实情况'),
    disagrees: field.optional(field.longText('不同意见和理由')),
    evidence: field.files('证明材料', { min: 1 }),
  }),
  document: '处置措施落实情况报告',
  recites: [
    { act: ['issue', 'propose'], fields: ['matterName', 'measure', 'requirements'] },
    { act: 'approve', fields: ['noticeNumber', 'dueOn'] },
  ],
  possible: notAuthorised,
  then: () => [{ do: 'notify', to: { role: 'officer' }, title: '当事人已报告落实情况，请核查' }],
});

export const verify = defineAct({
  title: '核查落实情况',
  by: ['officer'],
  from: ['issued', 'answered'],
  to: { by: 'result', cases: { done: 'closed', failed: 'failed' } },
  basis: ['guidance/4.3'],
  form: field.form({
    officers: field.people('核查人员', ['case-officer'], { min: 2, max: 6 }),
    result: field.choice('核查结论', { done: '已落实，终结处置', failed: '未落实' }),
    findings: field.longText('核查情况'),
    evidence: field.files('核查记录', { min: 1 }),
  }),
  document: '处置措施核查记录',
  recites: [
    { act: ['issue', 'propose'], fields: ['matterName', 'measure', 'requirements'] },
    { act: 'approve', fields: ['noticeNumber', 'dueOn'] },
    { act: 'answer', title: '当事人报告的落实情况', fields: ['measures'] },
  ],
  possible: ({ state, clock }) =>
    state === 'answered' || clock('answer')?.status === 'overdue'
      ? undefined
      : notYet('落实期限尚未届满。'),
  when: (facts, { result }) =>
    facts.state === 'issued' && result === 'done' ? '当事人尚未报告落实情况。' : undefined,
  then: (_facts, { result }) => [
    {
      do: 'notify',
      to: { role: 'addressee' },
      title: result === 'done' ? '处置措施已落实，终结' : '经核查未落实，将依法处理',
    },
  ],
});

export const escalate = defineAct({
  title: '转行政处罚案件',
  by: ['officer'],
  from: ['failed', 'to-escalate'],
  to: 'escalated',
  basis: ['guidance/4.3', 'order-2/18'],
  form: field.form({ reason: field.longText('升级处理的理由', { max: 2000 }) }),
  then: (facts, { reason }) => {
    const first = facts.history[0]?.input ?? {};
    return [
      {
        do: 'open',
        procedure: 'penalty-case',
        act: 'open',
        input: {
          caseName: `${facts.subject?.name ?? '当事人'}${textIn(first['matterName'])}`.slice(
            0,
            200,
          ),
          partyName: facts.subject?.name ?? '当事人',
          partyKind: 'unit',
          source: 'measure',
          receivedOn: facts.today,
          facts: `${textIn(first['facts'])}\n${reason}`.slice(0, 4000),
          materials: [],
        },
      },
    ];
  },
});
