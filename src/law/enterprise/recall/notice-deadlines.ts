import { hours, workingDays } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';

/** The clocks of a notice: stopping is at once, the answer has the days of the platform. */
export const noticeDeadlines: Readonly<Record<string, Deadline>> = {
  stop: {
    title: '立即停止经营并封存',
    owner: 'holder',
    nature: 'duty',
    starts: { act: 'tell' },
    count: hours(0),
    ends: ['stop', 'answer'],
    voidedBy: ['end', 'keep'],
    basis: ['order-19/16', 'state-council-503/9'],
    policy: '规定要求停止经营，没有给出期限，应当立即；平台过二十四小时计为逾期。',
    urgent: true,
  },
  answer: {
    title: '答复批次去向',
    owner: 'holder',
    nature: 'duty',
    starts: { act: 'tell' },
    count: workingDays(3),
    ends: ['answer'],
    endsWhere: { field: 'coverage', is: 'all' },
    voidedBy: ['end', 'keep'],
    basis: ['order-19/16'],
    policy:
      '规定要求经营者协助召回，未规定答复期限，平台按三个工作日提醒；停止经营不在此期限内，须立即。',
    urgent: true,
    escalates: [
      { afterDays: 0, to: { role: 'holder' } },
      { afterDays: 1, to: { role: 'office' } },
    ],
  },
};
