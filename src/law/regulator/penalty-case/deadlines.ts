import { calendarDays, hours, months, workingDays } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';
import { noticePeriod } from './service.ts';

/** Order 2 counts bare days by the calendar and rolls past arranged holidays (80). */
const bare = (days: number) => calendarDays(days, { rolls: 'statutory-holiday' });

const chief = [{ afterDays: 0, to: { role: 'chief' } }] as const;
const test = { from: 'sendForTest', until: 'receiveTest' };

/** The notice of the penalty where it is served by announcement, and what ends that. */
const announcedNotice = { field: 'mode', is: 'announced' };
const noticeEnds = ['noticeServed', 'reachParty'];

/** Clocks of a case from the clue to the close. */
export const deadlines: Readonly<Record<string, Deadline>> = {
  verification: {
    title: '核查并决定是否立案期限',
    owner: 'officer',
    nature: 'duty',
    starts: { act: 'open', on: 'receivedOn' },
    count: workingDays(15),
    ends: ['decideFiling'],
    pausedBy: [test],
    extendedBy: { act: 'extendVerification', by: workingDays(15) },
    basis: ['order-2/18'],
    escalates: chief,
  },
  preservation: {
    title: '先行登记保存处理期限',
    owner: 'officer',
    nature: 'duty',
    starts: { act: 'preserve' },
    count: workingDays(7),
    ends: ['handlePreserved'],
    basis: ['order-2/35'],
    escalates: chief,
  },
  'seizure-approval': {
    title: '补办查封、扣押批准期限',
    owner: 'chief',
    nature: 'duty',
    starts: { act: 'seizeUrgently' },
    count: hours(24),
    ends: ['confirmSeizure', 'liftSeizure'],
    basis: ['order-2/36'],
  },
  seizure: {
    title: '查封、扣押期限',
    owner: 'officer',
    nature: 'duty',
    starts: [{ act: 'seize' }, { act: 'seizeUrgently' }],
    // It binds the party's goods, so it is counted strictly: it doesn't roll past a holiday.
    count: calendarDays(30),
    numberIn: 'days',
    ends: ['releaseSeizure', 'liftSeizure'],
    pausedBy: [{ ...test, where: { field: 'periodTold', is: 'true' } }],
    extendedBy: { act: 'extendSeizure', by: calendarDays(30) },
    basis: ['order-2/38', 'coercion-law/25'],
    escalates: chief,
  },
  decision: {
    title: '作出处理决定期限',
    owner: 'chief',
    nature: 'duty',
    starts: { act: 'decideFiling', where: { field: 'decision', is: 'file' } },
    count: bare(90),
    ends: ['decide', 'decideNoPenalty', 'terminate'],
    pausedBy: [
      test,
      { from: 'suspend', until: 'resume' },
      { from: 'requestHearing', until: ['reportHearing', 'withdrawHearing'] },
      { from: 'notify', until: noticeEnds, where: announcedNotice },
      { from: 'transferToPolice', until: 'returnFromPolice' },
    ],
    extendedBy: [
      { act: 'extendDecision', by: bare(30) },
      { act: 'extendCollectively', until: 'untilDay' },
    ],
    basis: ['order-2/64', 'penalty-law/60'],
    escalates: chief,
  },
  review: {
    title: '审核期限',
    owner: 'reviewer',
    nature: 'duty',
    starts: { act: 'endInvestigation' },
    count: workingDays(10),
    ends: ['review'],
    extendedBy: { act: 'extendReview', until: 'untilDay' },
    basis: ['order-2/55'],
    escalates: chief,
  },
  statement: {
    title: '陈述、申辩、要求听证期限',
    owner: 'party',
    nature: 'right',
    starts: [
      { act: 'notify', on: 'servedOn' },
      { act: 'reachParty', on: 'servedOn' },
      { act: 'noticeServed' },
    ],
    // Who is told anew is heard anew.
    restarts: true,
    count: workingDays(5),
    ends: ['waive', 'requestHearing'],
    basis: ['order-2/57', 'hearing-measures/7'],
  },
  service: {
    title: '送达处罚决定书期限',
    owner: 'officer',
    nature: 'duty',
    starts: [{ act: 'decide' }, { act: 'decideNoPenalty' }],
    count: workingDays(7),
    ends: ['serve', 'announceService', 'tellNoPenalty', 'announceNoPenalty'],
    basis: ['order-2/81', 'penalty-law/61'],
    escalates: chief,
  },
  'notice-period': noticePeriod({ act: 'notify', where: announcedNotice }, noticeEnds),
  'notice-service': noticePeriod({ act: 'announceService' }, ['serveByNotice', 'serve']),
  'notice-no-penalty': noticePeriod({ act: 'announceNoPenalty' }, [
    'noPenaltyByNotice',
    'tellNoPenalty',
  ]),
  payment: {
    title: '缴纳罚没款期限',
    owner: 'party',
    nature: 'duty',
    starts: [{ act: 'serve', on: 'servedOn' }, { act: 'serveByNotice' }],
    count: bare(15),
    ends: ['payInFull', 'finishWithoutPayment'],
    pausedBy: [{ from: 'fileRemedy', until: 'endRemedy', where: { field: 'stops', is: 'true' } }],
    extendedBy: { act: 'grantDeferral', until: 'untilDay' },
    basis: ['order-2/72', 'order-2/74', 'penalty-law/72'],
    escalates: [{ afterDays: 0, to: { role: 'officer' } }],
  },
  demand: {
    title: '催告后可以申请强制执行之日',
    owner: 'officer',
    nature: 'opening',
    starts: { act: 'urge', on: 'servedOn' },
    count: workingDays(10),
    ends: ['applyEnforcement', 'payInFull'],
    basis: ['order-2/76', 'coercion-law/54'],
  },
  remedy: {
    title: '申请复议、提起诉讼期限届满之日',
    owner: 'officer',
    nature: 'opening',
    starts: [{ act: 'serve', on: 'servedOn' }, { act: 'serveByNotice' }],
    count: months(6),
    ends: ['applyEnforcement', 'payInFull'],
    basis: ['litigation-law/46', 'reconsideration-law/20'],
  },
  enforcement: {
    title: '申请法院强制执行期限',
    owner: 'officer',
    nature: 'duty',
    starts: [{ act: 'serve', on: 'servedOn' }, { act: 'serveByNotice' }],
    count: months(9),
    ends: ['applyEnforcement', 'payInFull', 'finishWithoutPayment', 'fileRemedy'],
    basis: ['order-2/76', 'coercion-law/53'],
    policy:
      '法律规定为复议、诉讼期限届满之日起三个月；未复议、诉讼的，平台自送达起按六个月加三个月计算。',
    escalates: chief,
  },
  publicity: {
    title: '公示处罚信息期限',
    owner: 'publisher',
    nature: 'duty',
    starts: { act: 'decide', where: { field: 'decision', is: 'penalty' } },
    count: workingDays(20),
    ends: ['publish'],
    voidedBy: ['close'],
    basis: ['order-45-publicity/9'],
    escalates: chief,
  },
  withdrawal: {
    title: '撤回公示期限',
    owner: 'publisher',
    nature: 'duty',
    starts: [
      { act: 'endRemedy', where: { field: 'outcome', is: 'annulled' } },
      { act: 'endRemedy', where: { field: 'outcome', is: 'changed' } },
    ],
    count: workingDays(3),
    ends: ['withdrawPublicity'],
    voidedBy: ['close'],
    basis: ['order-45-publicity/11', 'order-2/63'],
    escalates: chief,
  },
  closing: {
    title: '结案审批期限',
    owner: 'chief',
    nature: 'duty',
    starts: [
      { act: 'payInFull' },
      { act: 'finishWithoutPayment' },
      { act: 'tellNoPenalty' },
      { act: 'noPenaltyByNotice' },
      { act: 'terminate' },
      { act: 'returnFromPolice', where: { field: 'outcome', is: 'prosecuted' } },
      { act: 'endRemedy', where: { field: 'outcome', is: 'annulled' } },
    ],
    count: workingDays(15),
    ends: ['close'],
    basis: ['order-2/77'],
  },
};
