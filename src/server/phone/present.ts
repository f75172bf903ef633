import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Periodic } from '#law/enterprise/daily/periodic.ts';
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

/** A line that is due weekly or monthly; which day presses for it follows from when it was last checked. */
export interface PhonePeriodicItem extends PhoneItem {
  readonly every: Periodic;
  /** The last day that answered it, of this month or week; absent where none did. */
  readonly doneOn?: PlainDate;
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
    /** Weekly and monthly lines; absent in what a phone kept from before there were any. */
    readonly periodic?: readonly PhonePeriodicItem[];
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
  return listed(items)
    .filter(({ frequency }) => frequency === undefined || frequency === 'day')
    .map(shown);
}

/** Items of the list that are due weekly or monthly. @param done the last day that answered each, by code. */
export function periodicItems(
  items: unknown,
  done: ReadonlyMap<string, PlainDate>,
): PhonePeriodicItem[] {
  return listed(items).flatMap((item) => {
    const { frequency, code } = item;
    if (frequency !== 'week' && frequency !== 'month') return [];
    const doneOn = done.get(code);
    return { ...shown(item), every: frequency, ...(doneOn === undefined ? {} : { doneOn }) };
  });
}

type Listed = PhoneItem & { readonly frequency?: string };

function listed(items: unknown): readonly Listed[] {
  return Array.isArray(items) ? (items as readonly Listed[]) : [];
}

function shown({ code, keyLink, riskPoint, measure, photoRequired }: Listed): PhoneItem {
  return { code, keyLink, riskPoint, measure, photoRequired: photoRequired === true };
}
