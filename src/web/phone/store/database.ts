const name = 'sifang-phone';
const version = 1;

/** What the phone keeps: drafts, records on their way, receipts, photos, and the server's last answers. */
export type StoreName = 'kept' | 'draft' | 'parcel' | 'receipt' | 'photo';

let opened: Promise<IDBDatabase> | undefined;

/** The stores of one transaction. */
export type Stores = (store: StoreName) => IDBObjectStore;

/**
 * Runs work in one transaction. Inside it nothing may be awaited but {@link settled} requests, or the transaction ends.
 * @returns what the work returned, once everything is stored durably.
 * @throws DOMException where the browser keeps nothing (private window) or the phone is full.
 */
export async function within<T>(
  stores: readonly StoreName[],
  mode: IDBTransactionMode,
  work: (of: Stores) => Promise<T> | T,
): Promise<T> {
  const database = await open();
  const transaction = database.transaction(stores, mode, { durability: 'strict' });
  const finished = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('aborted')));
  });
  // The rejection is awaited below; this keeps it from counting as unhandled until then.
  finished.catch(() => undefined);
  const value = await work((store) => transaction.objectStore(store));
  await finished;
  return value;
}

/** The result of a request. */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no result')));
  });
}

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.addEventListener('upgradeneeded', () => create(request.result));
    request.addEventListener('error', () => {
      opened = undefined;
      reject(request.error ?? new Error('the store does not open'));
    });
    request.addEventListener('success', () => {
      const database = request.result;
      // Another window runs a newer page: it may change the stores, and this one opens them anew.
      database.addEventListener('versionchange', () => {
        opened = undefined;
        database.close();
      });
      resolve(database);
    });
  });
  return opened;
}

function create(database: IDBDatabase) {
  database.createObjectStore('kept');
  database.createObjectStore('draft', { keyPath: ['account', 'day'] });
  database.createObjectStore('parcel', { keyPath: 'id' });
  database.createObjectStore('receipt', { keyPath: 'id' });
  database.createObjectStore('photo', { keyPath: 'hash' });
}
