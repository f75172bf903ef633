import { toHex } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/sha256.ts';
import type { Values } from '../../../kit/form/values.ts';
import type { Problem } from '../../../kit/api/problem.ts';

const name = 'sifang-sampling';

/** What was typed into the sheet of one check, by act; kept in the browser until it was handed in. */
export interface Sheet {
  readonly proceeding: string;
  readonly account: string;
  readonly values: Readonly<Record<string, Values>>;
}

/** An act on its way: kept until the server's receipt for its id is there. */
export interface Parcel {
  readonly id: string;
  readonly proceeding: string;
  /** Who filled it in: nobody else's session sends it. */
  readonly account: string;
  readonly act: string;
  readonly title: string;
  /** What is sent, the same text each time. */
  readonly body: string;
  readonly photos: readonly string[];
  /** Set when the server said no; whoever filled it in corrects it. */
  readonly refused?: Problem;
}

type Store = 'sheet' | 'parcel' | 'photo' | 'known';

let opened: Promise<IDBDatabase> | undefined;

/** Keeps something under its key. @throws DOMException where the browser keeps nothing or is full. */
export function put(store: Store, value: unknown, key?: string): Promise<unknown> {
  return within(store, 'readwrite', (of) => of.put(value, key));
}

/** What is kept under a key. */
export function get<T>(store: Store, key: string): Promise<T | undefined> {
  return within(store, 'readonly', (of) => of.get(key) as IDBRequest<T | undefined>);
}

/** Lets go of something. */
export function drop(store: Store, key: string): Promise<unknown> {
  return within(store, 'readwrite', (of) => of.delete(key));
}

/** Lets go of everything whose key begins so. */
export function dropBelow(store: Store, start: string): Promise<unknown> {
  const range = IDBKeyRange.bound(start, `${start}\uffff`);
  return within(store, 'readwrite', (of) => of.delete(range));
}

/** All acts on their way of one check, in the order in which they were done. */
export async function parcelsOf(proceeding: string): Promise<Parcel[]> {
  const all = await within('parcel', 'readonly', (of) => of.getAll() as IDBRequest<Parcel[]>);
  return all
    .filter((parcel) => parcel.proceeding === proceeding)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Keeps a picture. @returns the SHA-256 of its bytes, under which the server keeps it too. */
export async function keepPicture(blob: Blob): Promise<string> {
  const hash = toHex(sha256(new Uint8Array(await blob.arrayBuffer())));
  await put('photo', blob, hash);
  return hash;
}

async function within<T>(
  store: Store,
  mode: IDBTransactionMode,
  work: (of: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(store));
    transaction.addEventListener('complete', () => resolve(request.result));
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
  });
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('sheet', { keyPath: 'proceeding' });
      request.result.createObjectStore('parcel', { keyPath: 'id' });
      request.result.createObjectStore('photo');
      request.result.createObjectStore('known');
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => {
      opened = undefined;
      reject(request.error ?? new Error('the store does not open'));
    });
  });
  return opened;
}
