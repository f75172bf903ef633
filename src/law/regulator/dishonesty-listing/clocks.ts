import { months, workingDays } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';
import { repairClocks } from '../credit-repair/clocks.ts';
import { earlyMonths, termMonths } from './deciding.ts';

const listed = (is: 'list' | 'list-elsewhere') => ({
  act: 'decide',
  where: { field: 'decision', is },
});
const bothListed = [listed('list'), listed('list-elsewhere')];

/** Whoever is asked answers; the asking office is told where that is late. */
function consentOf(superior: 'city' | 'province'): Deadline {
  return {
    title: '上一级审查答复期限',
    owner: superior,
    nature: 'duty',
    starts: { act: 'seekConsent', where: { field: 'superior', is: superior } },
    count: workingDays(10),
    ends: ['consent'],
    voidedBy: ['decide', 'drop'],
    basis: ['order-44/22'],
    policy: '办法没有规定上一级答复的期限，平台按十个工作日提示。',
    escalates: [{ afterDays: 0, to: { role: 'authority' } }],
  };
}

/** Every clock of a listing, in the order in which they start. */
export const clocks: Readonly<Record<string, Deadline>> = {
  'consent-city': consentOf('city'),
  'consent-province': consentOf('province'),
  reply: {
    title: '陈述、申辩和要求听证期限',
    owner: 'party',
    nature: 'right',
    starts: [
      { act: 'notice', on: 'servedOn' },
      { act: 'open', on: 'noticeServedOn' },
    ],
    count: workingDays(5),
    ends: ['reply'],
    basis: ['order-44/13', 'order-2/57', 'hearing-measures/7'],
  },
  'hearing-day': {
    title: '听证通知满七个工作日',
    owner: 'authority',
    nature: 'opening',
    starts: { act: 'callHearing', on: 'servedOn' },
    restarts: true,
    count: workingDays(7),
    ends: ['holdHearing'],
    basis: ['hearing-measures/20'],
  },
  publicity: {
    title: '公示列入信息期限',
    owner: 'publisher',
    nature: 'duty',
    starts: [listed('list'), { act: 'restore' }],
    count: workingDays(20),
    ends: ['publish', 'push', 'reportFall'],
    basis: ['order-44/14'],
    escalates: [{ afterDays: 0, to: { role: 'head' } }],
  },
  push: {
    title: '推送登记地公示期限',
    owner: 'publisher',
    nature: 'duty',
    starts: listed('list-elsewhere'),
    count: workingDays(10),
    ends: ['push', 'reportFall'],
    basis: ['order-44/14'],
    escalates: [{ afterDays: 0, to: { role: 'head' } }],
  },
  early: {
    title: '列入满一年，可申请提前移出',
    owner: 'party',
    nature: 'opening',
    starts: bothListed,
    count: months(earlyMonths),
    ends: ['apply'],
    basis: ['order-44/16', 'order-107/13'],
  },
  ...repairClocks(
    '严重违法失信名单管理办法第十七条为十五个工作日；平台适用后施行的信用修复管理办法，按七个工作日、复杂的再加十个工作日计。',
  ),
  'stop-fallen': {
    title: '列入依据被撤销后停止公示期限',
    owner: 'publisher',
    nature: 'duty',
    starts: { act: 'reportFall', on: 'revokedOn' },
    count: workingDays(3),
    ends: ['stopFallen'],
    basis: ['order-44/19'],
    escalates: [{ afterDays: 0, to: { role: 'head' } }],
  },
  correction: {
    title: '核实更正申请期限',
    owner: 'publisher',
    nature: 'duty',
    starts: { act: 'askCorrection' },
    count: workingDays(20),
    ends: ['correct', 'reportFall'],
    basis: ['enterprise-publicity-654/13'],
    policy: '名单管理办法没有规定更正的期限，平台比照对公示信息举报的二十个工作日。',
  },
  term: {
    title: '列入满三年自动移出',
    owner: 'authority',
    nature: 'opening',
    starts: [...bothListed, { act: 'restore' }],
    restarts: true,
    count: months(termMonths),
    ends: ['expire'],
    basis: ['order-44/21', 'order-44/20'],
  },
};
