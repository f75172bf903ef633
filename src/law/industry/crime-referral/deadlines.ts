import { calendarDays, hours } from '#kernel/calendar/count.ts';
import type { Procedure } from '#kernel/definition.ts';

/** The instrument says three days and nothing on weekends: strictly counted, they don't roll. */
const threeDays = calendarDays(3);

/** Every clock of a referral (5, 7, 8, 9, 12). */
export const deadlines: Procedure['deadlines'] = {
  decision: {
    title: '决定是否批准移送期限',
    owner: 'chief',
    nature: 'duty',
    starts: { act: 'report' },
    count: threeDays,
    ends: ['decide'],
    basis: ['transfer-310/5'],
    escalates: [{ afterDays: 0, to: { role: 'chief' } }],
  },
  transfer: {
    title: '移送公安机关期限',
    owner: 'referrer',
    nature: 'duty',
    starts: { act: 'decide', where: { field: 'decision', is: 'approved' } },
    count: hours(24),
    ends: ['transfer'],
    basis: ['transfer-310/5'],
    escalates: [{ afterDays: 0, to: { role: 'chief' } }],
  },
  reroute: {
    title: '转送有管辖权机关期限',
    owner: 'police',
    nature: 'duty',
    starts: { act: 'acknowledge', where: { field: 'competent', is: 'no' } },
    count: hours(24),
    ends: ['reroute'],
    basis: ['transfer-310/7'],
  },
  filing: {
    title: '审查并决定是否立案期限',
    owner: 'police',
    nature: 'duty',
    starts: { act: 'acknowledge', where: { field: 'competent', is: 'yes' } },
    count: threeDays,
    ends: ['decideFiling'],
    basis: ['transfer-310/8'],
  },
  'hand-over': {
    title: '移交涉案物品期限',
    owner: 'referrer',
    nature: 'duty',
    starts: { act: 'receiveFiling', on: 'receivedOn' },
    count: threeDays,
    ends: ['handOver', 'sendBack'],
    basis: ['transfer-310/12'],
  },
  reconsideration: {
    title: '提请复议期限',
    owner: 'referrer',
    nature: 'right',
    starts: { act: 'receiveRefusal', on: 'receivedOn' },
    count: threeDays,
    ends: ['requestReview', 'suggestDirectly', 'handleItself'],
    basis: ['transfer-310/9'],
  },
  review: {
    title: '作出复议决定期限',
    owner: 'police',
    nature: 'duty',
    starts: { act: 'requestReview' },
    count: threeDays,
    ends: ['decideReview'],
    basis: ['transfer-310/9'],
  },
  supervision: {
    title: '建议立案监督期限',
    owner: 'referrer',
    nature: 'right',
    starts: { act: 'receiveUpheld', on: 'receivedOn' },
    count: threeDays,
    ends: ['suggestAfterReview', 'handleItself'],
    basis: ['transfer-310/9'],
  },
};
