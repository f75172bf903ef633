import { workingDays } from '#kernel/calendar/count.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Recital } from '#kernel/paper/words.ts';

const regulators = ['market-regulator'] as const;

/** What the dispute is about; of the reporter nothing. */
const reported: readonly Recital[] = [
  { act: 'report', fields: ['violation', 'respondentName', 'respondentAddress'] },
  { seats: ['handler', 'disputant'] },
];

/** Whom the superior designated handles the report, and neither passes it on nor disputes again. */
export function isDesignated(past: PastFacts): string | undefined {
  return past.last('designate') === undefined
    ? undefined
    : '上级已经指定本部门处理，须依法核查，不能再退回、转出或者提出争议。';
}

const dispute = defineAct({
  title: '提出处理权限争议',
  by: ['handler'],
  from: 'verifying',
  to: 'disputed',
  optional: true,
  basis: ['order-121/33'],
  form: field.form({
    other: field.organisation('有争议的另一市场监管部门', regulators),
    kind: field.choice('争议', {
      neither: '都认为本部门没有处理权限',
      both: '都认为本部门有处理权限',
    }),
    reason: field.longText('本部门的意见和理由'),
  }),
  seats: { disputant: 'other' },
  possible: isDesignated,
  when: (facts, { other }) =>
    other === facts.actor.organisation ? '争议的另一方须是另一部门。' : undefined,
  then: () => [
    {
      do: 'notify',
      to: { role: 'disputant' },
      title: '举报处理权限有争议，请在七个工作日内协商',
    },
  ],
});

const agree = defineAct({
  title: '协商一致，由本部门处理',
  by: ['handler', 'disputant'],
  from: 'disputed',
  to: 'verifying',
  basis: ['order-121/33'],
  form: field.form({
    // Whoever takes it on says so: nobody can put it on the other.
    handler: field.organisation('处理的部门', regulators),
    record: field.longText('协商情况'),
  }),
  seats: { handler: 'handler' },
  vacates: 'disputant',
  when: (facts, { handler }) =>
    handler === facts.actor.organisation ? undefined : '协商结果由接下处理的部门自己登记。',
  then: () => [
    { do: 'notify', to: { role: 'handler' }, title: '处理权限已经协商一致，由本部门核查' },
  ],
});

const requestDesignation = defineAct({
  title: '报请共同上级指定',
  by: ['handler', 'disputant'],
  from: 'disputed',
  to: 'to-designate',
  basis: ['order-121/33'],
  form: field.form({
    superior: field.organisation('共同的上级市场监管部门', regulators),
    record: field.longText('协商情况和双方意见'),
  }),
  seats: { superior: 'superior' },
  document: '报请指定处理权限函',
  recites: [...reported, { act: 'dispute', title: '争议情况', fields: ['kind', 'reason'] }],
  when: (facts, { superior }) =>
    [facts.seat('handler'), facts.seat('disputant')].includes(superior)
      ? '争议双方不能作指定的上级。'
      : undefined,
  then: () => [{ do: 'notify', to: { role: 'superior' }, title: '举报处理权限争议，请指定' }],
});

const designate = defineAct({
  title: '指定处理的部门',
  by: ['superior'],
  from: 'to-designate',
  to: 'verifying',
  basis: ['order-121/33'],
  form: field.form({
    handler: field.organisation('指定处理的部门', regulators),
    noticeNumber: field.text('指定通知书文号'),
    reason: field.longText('指定理由'),
  }),
  seats: { handler: 'handler' },
  vacates: 'disputant',
  document: '指定处理权限通知书',
  recites: [...reported, { act: 'requestDesignation', title: '报请情况', fields: ['record'] }],
  tells: [
    {
      text: '请被指定的部门对举报线索依法核查处理，并对举报人的信息保密。',
      basis: ['order-121/33', 'order-121/35', 'order-121/37'],
    },
  ],
  then: () => [
    { do: 'notify', to: { role: 'handler' }, title: '上级已指定本部门处理举报，不得退回' },
    { do: 'notify', to: { role: 'reporter' }, title: '已经确定核查您的举报的部门' },
  ],
});

/** Two offices that each hold the report theirs, or each the other's: they consult, and their superior designates. */
export const acts = { dispute, agree, requestDesignation, designate };

/** How long they may consult, and what follows the designation. */
export const deadlines: Readonly<Record<string, Deadline>> = {
  consultation: {
    title: '协商处理权限期限',
    owner: 'handler',
    nature: 'duty',
    starts: { act: 'dispute' },
    count: workingDays(7),
    ends: ['agree', 'requestDesignation'],
    restarts: true,
    basis: ['order-121/33'],
    escalates: [
      { afterDays: -1, to: { role: 'head' } },
      { afterDays: 0, to: { role: 'disputant' } },
    ],
  },
  designation: {
    title: '指定处理权限期限',
    owner: 'superior',
    nature: 'duty',
    starts: { act: 'requestDesignation' },
    count: workingDays(7),
    ends: ['designate'],
    basis: ['order-121/33'],
    policy: '办法没有规定共同上级指定的期限；平台参照处罚程序中指定管辖的七个工作日提醒。',
  },
  'after-designation': {
    title: '指定后的核查期限',
    owner: 'handler',
    nature: 'duty',
    starts: { act: 'designate' },
    count: workingDays(15),
    ends: ['openCase', 'decideNotToFile'],
    extendedBy: { act: 'extendDesignated', by: workingDays(15) },
    basis: ['order-121/33', 'order-121/35', 'order-2/18'],
    policy: '办法没有写明指定后核查期限是否重新起算；平台自指定之日起重新计算十五个工作日。',
    escalates: [
      { afterDays: -3, to: { role: 'handler' } },
      { afterDays: 1, to: { role: 'head' } },
    ],
  },
};
