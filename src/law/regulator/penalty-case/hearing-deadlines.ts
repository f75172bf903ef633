import { workingDays } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';

/** Clocks of a hearing (hearing-measures/18 to 22, 29). */
export const hearingDeadlines: Readonly<Record<string, Deadline>> = {
  presider: {
    title: '确定听证主持人期限',
    owner: 'chief',
    nature: 'duty',
    starts: { act: 'requestHearing' },
    count: workingDays(3),
    ends: ['appointPresider', 'withdrawHearing'],
    basis: ['hearing-measures/18'],
  },
  'hearing-file': {
    title: '移交听证材料期限',
    owner: 'officer',
    nature: 'duty',
    starts: { act: 'appointPresider' },
    count: workingDays(3),
    ends: ['handFileOver', 'withdrawHearing'],
    basis: ['hearing-measures/19'],
  },
  'hearing-date': {
    title: '确定听证时间、地点期限',
    owner: 'presider',
    nature: 'duty',
    starts: { act: 'handFileOver' },
    count: workingDays(5),
    ends: ['fixHearing', 'withdrawHearing'],
    basis: ['hearing-measures/20'],
  },
  'hearing-notice': {
    title: '听证通知期',
    owner: 'presider',
    nature: 'opening',
    starts: { act: 'fixHearing' },
    count: workingDays(7),
    ends: ['holdHearing', 'withdrawHearing'],
    basis: ['hearing-measures/20', 'hearing-measures/21'],
  },
  'hearing-announcement': {
    title: '听证公告期',
    owner: 'presider',
    nature: 'opening',
    starts: { act: 'announceHearing' },
    count: workingDays(3),
    ends: ['holdHearing', 'withdrawHearing'],
    basis: ['hearing-measures/22'],
  },
  'hearing-report': {
    title: '提出听证报告期限',
    owner: 'presider',
    nature: 'duty',
    starts: { act: 'holdHearing' },
    count: workingDays(5),
    ends: ['reportHearing'],
    basis: ['hearing-measures/29'],
  },
};
