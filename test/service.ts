import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '#db/connect.ts';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { loadLaw } from '#kernel/law.ts';
import type { Law } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import type { Context, Settings } from '#server/context.ts';
import { folderStore } from '#server/files/store.ts';
import { buildServer } from '#server/http.ts';
import { folderDrop } from '#server/publicity/transport.ts';
import { Client } from './client.ts';
import { freshDatabase } from './database.ts';
import type { Scope } from './database.ts';

/** A time that a test turns; nothing moves by itself. */
export interface Clock {
  now(): Instant;
  set(at: Instant): void;
  /** Moves on by minutes. */
  pass(minutes: number): void;
}

/** A running server on a database of its own. */
export interface Service {
  readonly baseUrl: string;
  /** Url of the database, as its owner. */
  readonly databaseUrl: string;
  readonly context: Context;
  readonly clock: Clock;
  /** A new browser, not signed in. */
  client(headers?: Readonly<Record<string, string>>): Client;
}

export interface ServiceOptions {
  /** Where the clock stands at first. */
  readonly now?: Instant;
  readonly settings?: Partial<Settings>;
  /** The law in force by default. */
  readonly law?: Law;
  readonly wakeSequencer?: () => void;
  readonly wakeTeller?: () => void;
  /** Where what is published goes; a folder of its own by default. */
  readonly transport?: Context['transport'];
}

/** Monday, nine in the morning in China. */
const morning = '2026-11-23T01:00:00.000Z';

/**
 * Starts the whole server on a fresh, empty database and a free port; everything goes when the scope ends.
 * One for a test file: `const service = await startServer({ after })` at its top level.
 */
export async function startServer(scope: Scope, options: ServiceOptions = {}): Promise<Service> {
  const { url } = await freshDatabase(scope);
  // With `{ after }` of a file, hooks run in the order of registration: the database may go before its pool.
  const database = openDatabase(url, { max: 6, onConnectionLost: () => undefined });
  const folder = mkdtempSync(path.join(tmpdir(), 'sifang-files-'));
  const clock = makeClock(options.now ?? morning);
  const address = { baseUrl: 'http://127.0.0.1' };
  const context: Context = {
    database,
    law: options.law ?? (await import('#law/all.ts')).law,
    now: () => clock.now(),
    files: folderStore(folder),
    transport: options.transport ?? folderDrop(path.join(folder, 'publicity')),
    settings: settingsOf(address, options.settings),
    wakeSequencer: options.wakeSequencer ?? (() => undefined),
    wakeTeller: options.wakeTeller ?? (() => undefined),
  };
  const app = await buildServer(context);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  address.baseUrl = origin;
  scope.after(async () => {
    await app.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const client = (headers?: Readonly<Record<string, string>>) => new Client(origin, headers);
  return { baseUrl: origin, databaseUrl: url, context, clock, client };
}

/** No definitions, for tests of what stands below them: they run also while a definition is being written. */
export const noLaw: Law = loadLaw([], clauses, calendar);

function settingsOf(address: { baseUrl: string }, own: Partial<Settings> = {}): Settings {
  return {
    // The port is known only after the server was built.
    get baseUrl() {
      return own.baseUrl ?? address.baseUrl;
    },
    serverKey: own.serverKey ?? new Uint8Array(32).fill(7),
    logOrigin: own.logOrigin ?? 'sifang.test/log',
    secondFactorFor: own.secondFactorFor ?? [],
    demo: own.demo ?? false,
    ...(own.oidc === undefined ? {} : { oidc: own.oidc }),
  };
}

function makeClock(start: Instant): Clock {
  let now = start;
  return {
    now: () => now,
    set: (at) => {
      now = new Date(epochMs(at)).toISOString();
    },
    pass: (minutes) => {
      now = new Date(epochMs(now) + minutes * 60_000).toISOString();
    },
  };
}
