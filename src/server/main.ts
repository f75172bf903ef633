import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#db/connect.ts';
import { migrate, migrationFolder } from '#db/migrate.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import type { Signer, VerifierKey } from '#ledger/keys.ts';
import type { Context, Settings } from './context.ts';
import { folderStore } from './files/store.ts';
import { buildServer } from './http.ts';
import type { App } from './feature.ts';
import { loadLogKey } from './ledger/keys.ts';
import { startSequencer } from './ledger/sequencer.ts';
import type { Sequencer } from './ledger/sequencer.ts';
import { writeReference } from './registry/reference.ts';
import { startTeller } from './recalls/teller.ts';
import type { Teller } from './recalls/teller.ts';
import { transportFor } from './publicity/transport.ts';
import { startSweep, sweepOnce } from './sweep/sweep.ts';

/** What one node of the service is started with. */
export interface ServiceOptions {
  readonly databaseUrl: string;
  /** Folder for uploaded files and keys. */
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly law: Law;
  readonly settings: Settings;
  readonly now?: () => Instant;
  readonly logger?: boolean | object;
  /** Called before the log and the server start: the demo world is acted out here. */
  readonly prepare?: (context: Context, key: Signer) => Promise<void>;
}

/** A running node. */
export interface Service {
  readonly context: Context;
  readonly app: App;
  readonly sequencer: Sequencer;
  /** Public half of the key that signs the log. */
  readonly logKey: VerifierKey;
  /** Address that it listens on. */
  readonly address: string;
  /** Answers what is under way, then ends. */
  stop(): Promise<void>;
}

/** Starts one node: migrations, reference data, log, nightly work, HTTP. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { settings, law } = options;
  mkdirSync(options.folder, { recursive: true, mode: 0o711 });
  await migrate(options.databaseUrl, { folder: migrationFolder });
  const database = openDatabase(options.databaseUrl, {
    max: 16,
    onConnectionLost: () => undefined,
  });
  const key = await loadLogKey(options.folder, settings.logOrigin);
  const now = options.now ?? (() => new Date().toISOString());
  const wake = {
    sequencer: undefined as Sequencer | undefined,
    teller: undefined as Teller | undefined,
  };
  const context: Context = {
    database,
    law,
    now,
    files: folderStore(join(options.folder, 'files')),
    transport: transportFor(settings.publicity, join(options.folder, 'publicity')),
    settings,
    wakeSequencer: () => wake.sequencer?.wake(),
    wakeTeller: () => wake.teller?.wake(),
  };
  await writeReference(database);
  await options.prepare?.(context, key);
  await sweepOnce(context);
  const sequencer = startSequencer(context, { key });
  wake.sequencer = sequencer;
  const app = await buildServer(context, options.logger ?? false);
  const sweep = startSweep(context, (error) => app.log.error({ err: error }, 'sweep'));
  const teller = startTeller(context, (error) => app.log.error({ err: error }, 'teller'));
  wake.teller = teller;
  const address = await app.listen({ host: options.host, port: options.port });
  return {
    context,
    app,
    sequencer,
    logKey: key,
    address,
    stop: async () => {
      await app.close();
      await teller.stop();
      await sweep.stop();
      await sequencer.stop();
      await database.close();
    },
  };
}
