import { calendarDays, months, workingDays } from '#kernel/calendar/count.ts';
import type { Count } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { Start } from '#kernel/calendar/span.ts';
import { repairClocks } from '../credit-repair/clocks.ts';
import type { TierId } from './tiers.ts';

const shown = (...tiers: readonly TierId[]): Start[] =>
  tiers.flatMap((is) =>
    ['publish', 'openPublished'].map((act) => ({ act, where: { field: 'tier', is } })),
  );

function opening(
  title: string,
  starts: readonly Start[],
  count: Count,
  [owner, end]: readonly [owner: string, end: string],
  basis: readonly string[],
): Deadline {
  return { title, owner, nature: 'opening', starts, count, ends: [end], basis };
}

const article = (number: number) => [`order-45-publicity/${number}`];

/** The clocks of a penalty's publication: twenty working days to publish, the terms by tier, three to withdraw. */
export const clocks: Readonly<Record<string, Deadline>> = {
  publicity: {
    title: '公示处罚决定期限',
    owner: 'publisher',
    nature: 'duty',
    starts: { act: 'open', on: 'decidedOn' },
    count: workingDays(20),
    ends: ['publish', 'reportFall'],
    basis: ['order-45-publicity/9', 'enterprise-publicity-654/6'],
    escalates: [{ afterDays: 0, to: { role: 'head' } }],
  },
  'early-quarter': opening(
    '公示满三个月，可申请停止',
    shown('other'),
    months(3),
    ['party', 'apply'],
    [...article(15), 'order-107/8'],
  ),
  'early-year': opening(
    '公示满一年，可申请停止',
    shown('key-product', 'restriction'),
    months(12),
    ['party', 'apply'],
    [...article(14), 'order-107/9'],
  ),
  ...repairClocks(),
  'stop-fallen': {
    title: '撤回公示期限',
    owner: 'publisher',
    nature: 'duty',
    starts: { act: 'reportFall', on: 'revokedOn' },
    count: workingDays(3),
    ends: ['stopFallen'],
    basis: ['order-45-publicity/11', 'penalty-law/48', 'penalty-law/85'],
    escalates: [{ afterDays: 0, to: { role: 'head' } }],
  },
  'term-quarter': opening(
    '公示满三个月自动停止',
    shown('small'),
    months(3),
    ['authority', 'endQuarter'],
    [...article(13), 'order-107/7'],
  ),
  'term-year': opening(
    '公示满一年自动停止',
    shown('other'),
    months(12),
    ['authority', 'endYear'],
    article(15),
  ),
  'term-three-years': opening(
    '公示满三年自动停止',
    shown('key-product', 'restriction', 'revocation'),
    months(36),
    ['authority', 'endThreeYears'],
    article(14),
  ),
  'term-limit': opening(
    '限制期满自动停止',
    shown('long-restriction').map((start) => ({ ...start, on: 'limitUntil' })),
    calendarDays(0),
    ['authority', 'endLimit'],
    article(14),
  ),
};
