import { randomBytes } from 'node:crypto';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/connect.ts';
import type { Actor } from '#db/actor.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import { KEY_TYPES, signerFromSeed } from '#ledger/keys.ts';
import type { Signer } from '#ledger/keys.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { requestHash, writeEntry } from '#server/acts/entry.ts';
import type { Entry } from '#server/acts/entry.ts';
import { freshDatabase } from '#test/database.ts';
import type { Scope } from '#test/database.ts';
import { seedOrganisation, seedPerson, seedRegister } from '#test/seed.ts';

/** Nine in the morning in China. */
export const morning: Instant = '2026-11-23T01:00:00.000Z';

/** The log's key in tests. */
export function testKey(byte = 1): Promise<Signer> {
  return signerFromSeed('sifang.test/log', KEY_TYPES.log, new Uint8Array(32).fill(byte));
}

/** One works and its officer, who writes entries without a server in between. */
export interface LedgerWriter {
  readonly works: string;
  readonly officer: string;
  /** Commits entries, each in a transaction of its own. @returns their ids. */
  write(count: number, change?: (entry: Entry) => Partial<Entry>): Promise<string[]>;
  /** Commits entries in one transaction. */
  writeAtOnce(count: number): Promise<void>;
}

/** The same on a database of its own. */
export interface LedgerScene extends LedgerWriter {
  readonly url: string;
  readonly database: Database;
  readonly now: () => Instant;
  /** Ends something of the test's own before the database closes. */
  defer(work: () => Promise<void>): void;
}

/** Opens the scene. */
export async function ledgerScene(scope: Scope): Promise<LedgerScene> {
  const { url } = await freshDatabase(scope);
  const database = openDatabase(url, { max: 8, onConnectionLost: () => undefined });
  const closing: (() => Promise<void>)[] = [];
  scope.after(async () => {
    for (const work of closing.reverse()) await work();
    await database.close();
  });
  const defer = (work: () => Promise<void>) => void closing.push(work);
  return { ...(await ledgerWriter(database)), url, database, now: () => morning, defer };
}

/** Puts the works and its officer into an empty database. */
export async function ledgerWriter(database: Database): Promise<LedgerWriter> {
  await seedRegister(database);
  const works = await seedOrganisation(database, {
    kind: 'enterprise',
    name: '赣州贡江水泥有限公司',
    region: 360_704,
    business: 'producer',
    products: ['cement'],
  });
  const officer = await seedPerson(database, {
    login: 'officer',
    name: '刘建平',
    organisation: works,
    posts: ['quality-safety-officer'],
  });
  const write: LedgerWriter['write'] = (count, change = () => ({})) =>
    Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const entry = plainEntry(works.id, officer.id, { number });
        const changed = { ...entry, ...change(entry) };
        await writeAll(database, [changed]);
        return changed.id;
      }),
    );
  const writeAtOnce = async (count: number) => {
    const entries = Array.from({ length: count }, (_, number) =>
      plainEntry(works.id, officer.id, { number }),
    );
    await writeAll(database, entries);
  };
  return { works: works.id, officer: officer.id, write, writeAtOnce };
}

function writeAll(database: Database, entries: readonly Entry[]): Promise<unknown> {
  const { by } = entries[0]!;
  const actor: Actor = {
    account: by.account,
    organisation: by.organisation ?? null,
    party: 'enterprise',
    posts: by.posts,
    region: { lo: 1, hi: 0 },
    domains: 0,
  };
  return database.as(actor, (tx) =>
    Promise.all(entries.map((entry) => writeEntry(tx, entry, requestHash({ id: entry.id })))),
  );
}

/** A record of a book that no law knows, which the ledger does not mind. */
function plainEntry(organisation: string, account: string, input: JsonObject): Entry {
  return {
    id: newEntryId(morning),
    organisation,
    region: 360_704,
    domains: 1,
    kind: 'book',
    definition: 'note-book',
    definitionHash: randomBytes(32).toString('hex'),
    act: 'record',
    at: morning,
    late: false,
    by: { account, organisation, posts: ['quality-safety-officer'] },
    input,
  };
}
