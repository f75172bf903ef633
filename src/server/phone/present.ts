import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyPeriod } from '../duties/present.ts';
import type { Problem } from '../problem.ts';

/** One line of the risk control list, as the phone shows it. */
export interface PhoneItem {
  readonly code: string;
  readonly keyLink: string;
  readonly riskPoint: string;
  readonly measure: string;
  readonly photoRequired: boolean;
}

/** All that the phone needs for a day without network. */
export interface PhoneToday {
  readonly person: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly today: PlainDate;
  readonly now: Instant;
  readonly duty: {
    readonly title: string;
    readonly record: string;
    readonly form: string;
    readonly basis: Problem['basis'];
  };
  /** Absent where the enterprise has no list yet. */
  readonly list?: {
    readonly record: string;
    readonly at: Instant;
    readonly items: readonly PhoneItem[];
  };
  /** The latest tree head: chooses the item that must be photographed afresh. */
  readonly checkpoint?: { readonly size: number; readonly root: string; readonly at: Instant };
  /** The last fourteen days. */
  readonly days: readonly DutyPeriod[];
  readonly missing: readonly PlainDate[];
  readonly openFindings: number;
  /** Whether the reader may record it. */
  readonly mine: boolean;
}

/** Items of the list that are due every day. */
export function dailyItems(items: unknown): PhoneItem[] {
  if (!Array.isArray(items)) return [];
  return (items as (PhoneItem & { frequency?: string })[])
    .filter((item) => item.frequency === undefined || item.frequency === 'day')
    .map(({ code, keyLink, riskPoint, measure, photoRequired }) => ({
      code,
      keyLink,
      riskPoint,
      measure,
      photoRequired: photoRequired === true,
    }));
}
