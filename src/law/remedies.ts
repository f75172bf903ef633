import { calendarDays, months } from '#kernel/calendar/count.ts';
import type { Condition, Telling } from '#kernel/paper/words.ts';

/** What differs between the papers that tell how to contest them. */
interface Contested {
  /** What the paper is called in the sentence. */
  readonly paper?: string;
  /** A deadline of the procedure that counts the period for a lawsuit, where there is one. */
  readonly lawsuit?: string;
  readonly where?: Condition;
}

/**
 * Where and in how many days an administrative act is contested: reconsideration by the government whose department the
 * office is, or a lawsuit at once. A paper that says neither leaves the party up to a year (reconsideration-law/20).
 */
export function remedies({ paper = '决定书', lawsuit, where }: Contested = {}): Telling {
  return {
    text:
      `对本${paper}不服的，可以自收到之日起{reconsider}内向{government}申请行政复议，` +
      `也可以自收到之日起{${lawsuit ?? 'sue'}}内依法向本机关所在地有管辖权的人民法院提起行政诉讼。`,
    basis: [
      'reconsideration-law/20',
      'reconsideration-law/24',
      'litigation-law/18',
      'litigation-law/46',
    ],
    periods: {
      reconsider: { count: calendarDays(60), basis: ['reconsideration-law/20'] },
      ...(lawsuit === undefined ? { sue: { count: months(6), basis: ['litigation-law/46'] } } : {}),
    },
    ...(where === undefined ? {} : { where }),
  };
}
