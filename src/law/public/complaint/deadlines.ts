import { workingDays } from '#kernel/calendar/count.ts';
import type { Deadline, Procedure } from '#kernel/definition.ts';
import type { ComplaintRules } from './instrument.ts';

/** Every clock of a complaint under one instrument. */
export function deadlinesUnder({ cites, mediation }: ComplaintRules): Procedure['deadlines'] {
  return {
    decision: {
      title: '决定是否受理并告知期限',
      owner: 'handler',
      nature: 'duty',
      starts: [{ act: 'register', on: 'receivedOn' }, { act: 'register' }],
      count: workingDays(7),
      ends: ['accept', 'refuse', 'withdraw'],
      basis: cites.acceptance,
      escalates: [
        { afterDays: 0, to: { role: 'intake' } },
        { afterDays: 1, to: 'leader' },
      ],
    },
    ...preparing(cites),
    mediation: {
      title: '调解期限',
      owner: 'handler',
      nature: 'duty',
      starts: { act: 'accept' },
      count: mediation,
      ends: ['reachAgreement', 'terminate'],
      pausedBy: [{ from: 'sendToTest', until: 'receiveTest' }],
      basis: [...cites.ends, ...cites.testing],
    },
    telling: {
      title: '告知终止调解期限',
      owner: 'handler',
      nature: 'duty',
      starts: { act: 'terminate' },
      count: workingDays(7),
      ends: ['tell'],
      basis: cites.ends,
    },
    clue: {
      title: '违法线索核查期限',
      owner: 'handler',
      nature: 'duty',
      starts: {
        act: 'findClue',
        on: 'foundOn',
        where: { field: 'fileAsCase', is: 'false' },
      },
      count: workingDays(15),
      ends: ['decideClue', 'fileLead'],
      extendedBy: { act: 'extendVerification', by: workingDays(15) },
      basis: cites.clue,
      escalates: [{ afterDays: 1, to: { role: 'head' } }],
    },
  };
}

/** What others owe before mediation can begin or go on; the order gives none of it a period. */
function preparing({
  consent,
  materials,
  entrusting,
}: ComplaintRules['cites']): Procedure['deadlines'] {
  const ended = ['openMediation', 'terminate'];
  const answer = (owner: string, act: string, title: string): Deadline => ({
    title,
    owner,
    nature: 'duty',
    starts: { act: 'accept' },
    count: workingDays(5),
    ends: [act, ...ended],
    basis: consent,
    policy: '办法未规定答复是否同意调解的期限，平台按五个工作日提醒，不答复不视为同意。',
    escalates: [{ afterDays: 1, to: { role: 'handler' } }],
  });
  return {
    supply: {
      title: '提供材料',
      owner: 'complainant',
      nature: 'duty',
      starts: { act: 'askIdentity' },
      count: workingDays(5),
      ends: ['supply', 'accept', 'refuse', 'withdraw'],
      restarts: true,
      basis: materials,
      policy: '办法未规定补充材料的期限，平台按五个工作日提醒。',
    },
    'consent-complainant': answer(
      'complainant',
      'consentComplainant',
      '答复是否同意调解（投诉人）',
    ),
    'consent-respondent': answer('respondent', 'consentRespondent', '答复是否同意调解（被投诉人）'),
    'entrusted-mediation': {
      title: '受委托开展调解',
      owner: 'mediator',
      nature: 'duty',
      starts: { act: 'entrust' },
      count: workingDays(15),
      ends: ['hold', 'reachAgreement', 'terminate'],
      restarts: true,
      basis: entrusting,
      policy: '办法未规定受委托调解的期限，平台按十五个工作日提醒。',
      escalates: [{ afterDays: 1, to: { role: 'handler' } }],
    },
  };
}
