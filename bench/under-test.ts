import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/connect.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { asOwner } from '#db/owner.ts';
import type { Signer } from '#ledger/keys.ts';
import { law } from '#law/all.ts';
import type { Context } from '#server/context.ts';
import { folderStore } from '#server/files/store.ts';
import { buildServer } from '#server/http.ts';
import { folderDrop } from '#server/publicity/transport.ts';
import { loadLogKey } from '#server/ledger/keys.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Sequencer } from '#server/ledger/sequencer.ts';
import { writeReference } from '#server/registry/reference.ts';
import { recorded } from './recorder.ts';
import type { Recorder } from './recorder.ts';

/** A durable database of its own in a temporary folder, and what the service consists of. */
export interface UnderTest {
  readonly context: Context;
  readonly key: Signer;
  readonly recorder: Recorder;
  readonly databaseUrl: string;
  readonly databaseVersion: string;
  /** Runs SQL as the owner, outside row security: for data that a benchmark needs and nobody measures. */
  readonly sql: <T = Record<string, unknown>>(text: string) => Promise<T[]>;
  /** Ends what a database does after a large import, so that it is as it would be on any other day. */
  settle(): Promise<void>;
  /** Starts the log and the server. @returns the port on 127.0.0.1. */
  listen(): Promise<number>;
  readonly sequencer: () => Sequencer;
  stop(): Promise<void>;
}

/** Starts the database and the parts of the service, nothing acting yet. */
export async function startUnderTest(): Promise<UnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'sifang-bench-'));
  // Passable, or the cluster would lie elsewhere, and stay there.
  chmodSync(folder, 0o711);
  const server = await startEmbedded({ folder: join(folder, 'postgres') });
  await migrate(server.url);
  const recorder = recorded(openDatabase(server.url, { max: 16 }));
  const wake: { sequencer?: Sequencer } = {};
  const context: Context = {
    database: recorder.database,
    law,
    now: () => new Date().toISOString(),
    files: folderStore(join(folder, 'files')),
    settings: {
      baseUrl: 'http://127.0.0.1',
      serverKey: randomBytes(32),
      logOrigin: 'sifang.bench/log',
      secondFactorFor: [],
      demo: false,
    },
    transport: folderDrop(join(folder, 'publicity')),
    wakeSequencer: () => wake.sequencer?.wake(),
    wakeTeller: () => undefined,
  };
  await writeReference(context.database);
  const key = await loadLogKey(folder, context.settings.logOrigin, {});
  const app = await buildServer(context);
  const sql = <T>(text: string) => asOwner(server.url, (owner) => owner.query<T>(text));
  const [version] = await sql<{ server_version: string }>('show server_version');
  await sql(
    `select ensure_entry_partitions((date_trunc('month', now()) - interval '13 months')::date, 15)`,
  );
  return {
    context,
    key,
    recorder,
    databaseUrl: server.url,
    databaseVersion: version!.server_version,
    sql,
    settle: () => settle(server.url, join(folder, 'postgres')),
    listen: async () => {
      wake.sequencer = startSequencer(context, { key });
      await app.listen({ host: '127.0.0.1', port: 0 });
      return (app.server.address() as AddressInfo).port;
    },
    sequencer: () => wake.sequencer!,
    stop: async () => {
      await app.close();
      await wake.sequencer?.stop();
      await context.database.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A checkpoint: the files of the database's log that the import filled are there to be used again. */
async function settle(url: string, folder: string): Promise<void> {
  const text = readFileSync(join(folder, 'credentials.json'), 'utf8');
  const superuser = new URL(url);
  superuser.username = 'postgres';
  superuser.password = (JSON.parse(text) as { superuser: string }).superuser;
  await asOwner(superuser.href, (connection) => connection.query('checkpoint'));
}
