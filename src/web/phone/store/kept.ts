import type { Today } from '../day/today.ts';
import { settled, within } from './database.ts';

/** The server's last answer about a day, for when there is no network. */
export interface KeptToday {
  readonly today: Today;
  /** When it came, by the server's clock. */
  readonly at: string;
  /** How much the server's clock is ahead of the phone's, in milliseconds. */
  readonly aheadMs: number;
}

/** Who used this phone last; other people's drafts stay out of sight. */
export interface Person {
  readonly account: string;
  readonly login: string;
  readonly name: string;
}

/** Keeps the last answer for an account. */
export function keepToday(account: string, kept: KeptToday): Promise<unknown> {
  return put(`today/${account}`, kept);
}

/** The last answer for an account. */
export function lastToday(account: string): Promise<KeptToday | undefined> {
  return get<KeptToday>(`today/${account}`);
}

/** Remembers who uses the phone; undefined forgets, with the answers for that person. */
export async function keepPerson(person: Person | undefined): Promise<void> {
  const before = await lastPerson();
  await within(['kept'], 'readwrite', async (of) => {
    if (person !== undefined) return settled(of('kept').put(person, 'person'));
    await settled(of('kept').delete('person'));
    return before && settled(of('kept').delete(`today/${before.account}`));
  });
}

/** Who used the phone last. */
export function lastPerson(): Promise<Person | undefined> {
  return get<Person>('person');
}

function get<T>(key: string): Promise<T | undefined> {
  return within(['kept'], 'readonly', (of) =>
    settled(of('kept').get(key) as IDBRequest<T | undefined>),
  );
}

function put(key: string, value: unknown): Promise<unknown> {
  return within(['kept'], 'readwrite', (of) => settled(of('kept').put(value, key)));
}
