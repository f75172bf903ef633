import type { PublicLot, Scans } from './queries.ts';

/** How goods stand that somebody holds in his hands: what he must know first. */
export type Standing = 'good' | 'recalled' | 'blocked' | 'unreleased' | 'copied' | 'forged';

/** Beyond so many visitors a number of one thing was copied; a policy of the platform, no law. */
const mostVisitors = 10;
/** One thing is not in so many cities within a week; a policy of the platform, no law. */
const mostPlaces = 1;

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
  return serial.visitors > mostVisitors || serial.places > mostPlaces ? 'copied' : 'good';
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
  copied: {
    title: '这个码可能被复制',
    advice:
      '同一个序列码在短期内被多人或者在不同城市查询，手中的产品可能是假冒的，请核对购买渠道。',
  },
  forged: {
    title: '序列码不是生产者发出的',
    advice: '批次是真的，但这个序列码平台没有发出过，手中的产品可能是假冒的。',
  },
};
