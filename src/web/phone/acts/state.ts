import { useEffect, useState } from 'preact/hooks';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { DutyPeriod } from '#server/duties/present.ts';
import { today as todayByServer } from '#web/kit/api/clock.ts';
import type { Draft } from '../day/draft.ts';
import type { Today } from '../day/today.ts';
import type { Kept, Parcel } from '../store/drafts.ts';
import type { KeptToday, Person } from '../store/kept.ts';
import type { Me } from '#server/session/present.ts';

/** Everything that screens show. */
export interface State {
  /** False until what is kept on the phone was read. */
  readonly isReady: boolean;
  readonly person?: Person | undefined;
  readonly kept?: KeptToday | undefined;
  readonly drafts: readonly Draft[];
  /** Records on their way, also those of colleagues who used this phone. */
  readonly parcels: readonly Parcel[];
  readonly receipts: readonly Kept[];
  /** Whether the server answered the last request. */
  readonly isOnline: boolean;
  readonly isSending: boolean;
  /** The server no longer knows who is asking. */
  readonly isSignedOut: boolean;
  readonly mustDo?: Me['mustDo'];
  /** Why the server tells nothing about the day, in its words. */
  readonly notice?: string | undefined;
  /** The browser keeps nothing. */
  readonly storeFault?: string | undefined;
  readonly toast?: { readonly text: string; readonly at: number } | undefined;
}

let state: State = {
  isReady: false,
  drafts: [],
  parcels: [],
  receipts: [],
  isOnline: true,
  isSending: false,
  isSignedOut: false,
};

const listeners = new Set<() => void>();

/** The state as it is now. */
export function current(): State {
  return state;
}

/** Changes the state and shows it. */
export function change(part: Partial<State>): void {
  state = { ...state, ...part };
  for (const listener of listeners) listener();
}

/** The state in a component, which is drawn again when it changes. */
export function useApp(): State {
  const [seen, see] = useState(state);
  useEffect(() => {
    const listener = () => see(state);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return seen;
}

/** Says something in passing. */
export function toast(text: string): void {
  const at = Date.now();
  change({ toast: { text, at } });
  setTimeout(() => {
    if (state.toast?.at === at) change({ toast: undefined });
  }, 5_000);
}

/** How a day stands, with what this phone knows beyond the server's last answer. */
export type DayState = DutyPeriod['state'] | 'waiting' | 'refused' | 'draft';

/** A day as the strip shows it. */
export interface ShownDay {
  readonly day: string;
  readonly state: DayState;
  readonly finding: boolean;
  readonly idle: boolean;
  readonly entry?: string;
}

/** The day in China by the server's clock: the page may stay open over midnight. */
export function dayNow({ kept }: Pick<State, 'kept'>): string {
  return kept === undefined ? todayByServer() : maxOf(kept.today.today, todayByServer());
}

function maxOf(a: string, b: string): string {
  return a > b ? a : b;
}

/** The last fourteen days. */
export function shownDays(of: State): ShownDay[] {
  const last = dayNow(of);
  const days = Array.from({ length: 14 }, (_, index) => addDays(last, index - 13));
  return days.map((day) => shownDay(of, day));
}

/** How a day stands. */
export function shownDay(of: State, day: string): ShownDay {
  const period = of.kept?.today.days.find(({ from }) => from === day);
  const account = of.person?.account;
  const parcel = of.parcels.find((one) => one.day === day && one.account === account);
  if (parcel !== undefined) {
    const { id, kind, refused } = parcel;
    const flags = { finding: kind === 'finding', idle: kind === 'idle', entry: id };
    return { day, state: refused === undefined ? 'waiting' : 'refused', ...flags };
  }
  const receipt = of.receipts.find((one) => one.day === day);
  if (receipt !== undefined) {
    const { id, kind, late } = receipt;
    const flags = {
      finding: kind === 'finding' || period?.finding === true,
      idle: kind === 'idle',
    };
    return { day, state: late ? 'late' : 'done', ...flags, entry: id };
  }
  const plain = { finding: period?.finding ?? false, idle: period?.idle ?? false };
  const entry = period?.entry === undefined ? {} : { entry: period.entry };
  const stands = period?.state ?? (day === dayNow(of) ? 'open' : 'none');
  const isOpen = ['open', 'missing'].includes(stands);
  const hasDraft = isOpen && of.drafts.some((draft) => draft.day === day);
  return { day, state: hasDraft ? 'draft' : stands, ...plain, ...entry };
}

/** Days that can still be recorded late and that this phone has not handed in either. */
export function missingDays(of: State): string[] {
  const { kept } = of;
  const before = kept === undefined ? [] : [...kept.today.missing];
  return before.filter((day) => ['missing', 'draft'].includes(shownDay(of, day).state));
}

/** What the server said last; undefined before it said anything. */
export function lastSaid(of: State): Today | undefined {
  return of.kept?.today;
}
