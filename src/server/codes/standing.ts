import type { PublicLot, Scans } from './queries.ts';

/** How goods stand that somebody holds in his hands: what he must know first. */
export type Standing =
  | 'good'
  | 'recalled'
  | 'blocked'
  | 'unreleased'
  | 'crowded'
  | 'scattered'
  | 'forged';

/**
 * From when on a number of one thing looks copied. A policy of the platform: no instrument says it. A visitor is an address
 * on one day, so that an owner who looks every day is one of the window's few; cities are what visitors say, so that they
 * warn only where several say the same.
 */
export const copying = {
  policy:
    '规定没有写明，平台按最近三日超过十人次，或者一日内在两个以上城市各有三人次查询，提示可能被复制。',
  looksHours: 72,
  mostVisitors: 10,
  placesHours: 24,
  mostPlaces: 1,
  /** Visitors who must say the same city before it counts for a warning. */
  placeVisitors: 3,
} as const;

/**
 * Says how goods stand, the most dangerous first.
 * @param serial the number of the thing; undefined where only the lot was asked for, `false` where the platform never
 * gave it out.
 */
export function standingOf(
  lot: Pick<PublicLot, 'released' | 'blocked' | 'recalls'>,
  serial?: Scans | false,
): Standing {
  if (lot.blocked) return (lot.recalls ?? []).length > 0 ? 'recalled' : 'blocked';
  if (!lot.released) return 'unreleased';
  if (serial === false) return 'forged';
  if (serial === undefined) return 'good';
  if (serial.recent > copying.mostVisitors) return 'crowded';
  const places = serial.places.filter((visitors) => visitors >= copying.placeVisitors);
  return places.length > copying.mostPlaces ? 'scattered' : 'good';
}

/** What is said where a thing was seen in several cities, and too few say so to warn: nothing is wrong by that alone. */
export function placesNote({ places }: Scans): string | undefined {
  if (places.length <= copying.mostPlaces) return undefined;
  return `最近${copying.placesHours}小时内，查询的人自己填写的城市有${places.length}个，未经核实。如非本人或者家人扫描，请核对购买渠道和包装。`;
}

/** What is said of each standing: a heading, and what to do. */
export const standings: Readonly<
  Record<Standing, { readonly title: string; readonly advice: string }>
> = {
  good: { title: '已检验合格出厂', advice: '平台上没有对这个批次的召回或者封存。' },
  recalled: {
    title: '正在召回，请立即停止使用',
    advice: '请按下面的方式联系实施召回的生产者，不要转卖、转送。',
  },
  blocked: {
    title: '已封存，请不要购买和使用',
    advice: '这个批次正在核查或者已被封存，请暂停使用，等待公告。',
  },
  unreleased: {
    title: '没有检验合格记录',
    advice: '生产者还没有为这个批次登记出厂检验合格，请不要购买和使用。',
  },
  crowded: {
    title: '这个码可能被复制',
    advice: `最近${copying.looksHours}小时内，同一个序列码被查询了${copying.mostVisitors}人次以上，一件产品通常没有这么多人扫描。手中的产品可能是假冒的，请核对购买渠道。`,
  },
  scattered: {
    title: '这个码可能被复制',
    advice: `最近${copying.placesHours}小时内，多人填写在不同城市查询了同一个序列码，一件产品通常不会在这么短的时间内到过这些城市。手中的产品可能是假冒的，请核对购买渠道。`,
  },
  forged: {
    title: '序列码不是生产者发出的',
    advice: '批次是真的，但这个序列码平台没有发出过，手中的产品可能是假冒的。',
  },
};
