import type { Draft, Refused } from '../day/draft.ts';
import type { DayKind } from '../day/record.ts';
import { settled, within } from './database.ts';
import type { Stores } from './database.ts';

/** A record on its way: kept until the server's receipt for its id is there. */
export interface Parcel {
  readonly id: string;
  readonly account: string;
  /** Name of who filled it in. */
  readonly person: string;
  readonly day: string;
  readonly kind: DayKind;
  readonly findings: number;
  readonly lines: number;
  /** What is sent, the same text each time. */
  readonly body: string;
  readonly photos: readonly string[];
  /** Photos that the server has. */
  readonly uploaded: readonly string[];
  /** To go back to, should the server refuse it. */
  readonly draft: Draft;
  readonly handedInAt: string;
  readonly tries: number;
  /** Why the last try failed although it may yet succeed. */
  readonly fault?: string;
  /** Set when the server said no: nothing was written, and the person decides what happens. */
  readonly refused?: Refused;
}

/** What the server confirmed. */
export interface Kept {
  readonly id: string;
  readonly account: string;
  readonly day: string;
  readonly kind: DayKind;
  readonly findings: number;
  readonly lines: number;
  readonly at: string;
  readonly late: boolean;
  readonly contentHash: string;
  readonly corrects?: string;
  /** Place in the log, once it has one. */
  readonly index?: number;
}

/** All drafts of an account. */
export async function draftsOf(account: string): Promise<Draft[]> {
  return (await all<Draft>('draft')).filter((draft) => draft.account === account);
}

/** All records on their way, oldest first; also those of other people who used this phone. */
export async function parcels(): Promise<Parcel[]> {
  return (await all<Parcel>('parcel')).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What the server confirmed to an account, latest first. */
export async function receiptsOf(account: string): Promise<Kept[]> {
  const found = (await all<Kept>('receipt')).filter((receipt) => receipt.account === account);
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/**
 * Keeps a draft as it is now, unless another window has handed it in meanwhile.
 * @returns false where it was handed in.
 */
export function saveDraft(draft: Draft): Promise<boolean> {
  return within(['draft', 'parcel', 'receipt'], 'readwrite', async (of) => {
    if (await isHandedIn(of, draft.id)) return false;
    await settled(of('draft').put(draft));
    return true;
  });
}

/** The draft of a day; the given one is kept where there is none yet, so that two windows share it. */
export function openDraft(fresh: Draft): Promise<Draft> {
  return within(['draft'], 'readwrite', async (of) => {
    const key = [fresh.account, fresh.day];
    const found = (await settled(of('draft').get(key))) as Draft | undefined;
    if (found === undefined) await settled(of('draft').put(fresh));
    return found ?? fresh;
  });
}

/** Throws a draft away. */
export function dropDraft({ account, day }: Pick<Draft, 'account' | 'day'>): Promise<unknown> {
  return within(['draft'], 'readwrite', (of) => settled(of('draft').delete([account, day])));
}

/**
 * Hands a draft in: it leaves the drafts and enters the outbox in one transaction.
 * @returns false where another window did it first.
 */
export function handIn(parcel: Parcel): Promise<boolean> {
  return within(['draft', 'parcel', 'receipt'], 'readwrite', async (of) => {
    if (await isHandedIn(of, parcel.id)) return false;
    await settled(of('draft').delete([parcel.account, parcel.day]));
    await settled(of('parcel').add(parcel));
    return true;
  });
}

/** Takes a refused record back as a draft with a new id; one transaction. */
export function takeBack(parcel: Parcel, draft: Draft): Promise<unknown> {
  return within(['draft', 'parcel'], 'readwrite', async (of) => {
    await settled(of('parcel').delete(parcel.id));
    return settled(of('draft').put(draft));
  });
}

/** Notes what became of a try, if the record is still there. */
export function noteTry(id: string, change: Partial<Parcel>): Promise<unknown> {
  return within(['parcel'], 'readwrite', async (of) => {
    const found = (await settled(of('parcel').get(id))) as Parcel | undefined;
    return found && settled(of('parcel').put({ ...found, ...change }));
  });
}

/** Lets go of a record: the server has it. */
export function keepReceipt(kept: Kept): Promise<unknown> {
  return within(['parcel', 'receipt'], 'readwrite', async (of) => {
    await settled(of('receipt').put(kept));
    return settled(of('parcel').delete(kept.id));
  });
}

/** Throws a refused record away. */
export function dropParcel(id: string): Promise<unknown> {
  return within(['parcel'], 'readwrite', (of) => settled(of('parcel').delete(id)));
}

async function isHandedIn(of: Stores, id: string): Promise<boolean> {
  const counts = [of('parcel').count(id), of('receipt').count(id)].map(settled);
  return (await Promise.all(counts)).some((count) => count > 0);
}

function all<T>(store: 'draft' | 'parcel' | 'receipt'): Promise<T[]> {
  return within([store], 'readonly', (of) => settled(of(store).getAll() as IDBRequest<T[]>));
}
