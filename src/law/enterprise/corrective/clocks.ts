import { calendarDays, hours } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';

/** Who is told when a step is overdue: officer, director, principal, then the county's regulator. */
const steps: NonNullable<Deadline['escalates']> = [
  { afterDays: 0, to: 'quality-safety-officer' },
  { afterDays: 1, to: 'quality-safety-director' },
  { afterDays: 3, to: 'principal' },
  { afterDays: 7, to: { role: 'regulator' } },
];

/** The clocks of a corrective action. Article 10 of Orders 75 and 76 says 立即; every number is a policy. */
export const correctiveClocks: Readonly<Record<string, Deadline>> = {
  contain: {
    title: '立即采取防范措施',
    owner: 'management',
    nature: 'duty',
    starts: { act: 'find', where: { field: 'containment', is: 'pending' } },
    count: hours(0),
    ends: ['contain', 'rule-out'],
    basis: ['order-75/10', 'order-76/10'],
    escalates: steps,
  },
  plan: {
    title: '制定整改方案',
    owner: 'management',
    nature: 'duty',
    starts: [{ act: 'contain' }, { act: 'find', where: { field: 'containment', is: 'taken' } }],
    count: calendarDays(3),
    ends: ['plan', 'rule-out'],
    basis: ['guidance/2.2'],
    policy: '规章未规定制定整改方案的期限，平台定为3日。',
    escalates: steps,
  },
  implement: {
    title: '按计划完成整改',
    owner: 'staff',
    nature: 'duty',
    starts: [
      { act: 'plan', on: 'dueOn' },
      { act: 'postpone', on: 'dueOn' },
      { act: 'verify', on: 'dueOn', where: { field: 'result', is: 'fail' } },
    ],
    restarts: true,
    count: calendarDays(0),
    ends: ['implement'],
    basis: ['guidance/2.2'],
    policy: '完成日期由企业在整改方案中确定，规章未规定天数。',
    escalates: steps,
  },
  verify: {
    title: '由另一人验收',
    owner: 'management',
    nature: 'duty',
    starts: { act: 'implement' },
    count: calendarDays(5),
    ends: ['verify'],
    basis: ['guidance/2.2'],
    policy: '规章未规定验收期限，平台定为5日。',
    escalates: steps,
  },
};
