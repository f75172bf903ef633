import { mkdirSync, realpathSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { totalmem } from 'node:os';
import path from 'node:path';
import { serverAccount } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { claimFolder } from './embedded/claim.ts';
import { prepareCluster, type Credentials } from './embedded/cluster.ts';
import { startServer, stopOrphan, type ServerProcess } from './embedded/process.ts';
import { asOwner } from './owner.ts';

/** Where and how the embedded server runs. */
export interface EmbeddedOptions {
  /** Data folder; made on first use. One process at a time. */
  readonly folder: string;
  /** Port on 127.0.0.1, or the number in the socket's name; a free one by default. */
  readonly port?: number;
  /** True: commits survive a power cut. False is for tests: nothing is flushed and stopping is abrupt. */
  readonly durable?: boolean;
}

/** A running embedded server. */
export interface EmbeddedServer {
  /** Connects to the database `sifang` as its owner `sifang_owner`, which is not a superuser. */
  readonly url: string;
  /** Resolves when the server has ended, whether asked to or not. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the real PostgreSQL that npm installed, for everybody who has no `DATABASE_URL`.
 * It ends with this process, also when that is killed. A server left behind by an earlier one is ended first.
 *
 * It listens on a Unix socket in its own folder (0700), and where that cannot be on 127.0.0.1, with a random password in
 * a file (0600) of the data folder: other accounts on the machine cannot get in.
 * @throws Error where another living process uses the folder, or the server does not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { durable = true } = options;
  // Parents stay passable, so that the server's own account reaches the folder; what is secret has its own mode.
  mkdirSync(path.dirname(path.resolve(options.folder)), { recursive: true, mode: 0o711 });
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const folder = realpathSync(options.folder);
  const claim = claimFolder(folder);
  try {
    const account = serverAccount();
    const native = findBinaries(account);
    const cluster = await prepareCluster(folder, native, account, durable);
    await stopOrphan(cluster.data);
    const port = options.port ?? (await freePort());
    const socket = socketFolder(cluster.data, port);
    const settings = { ...serverSettings(durable), ...listening(socket), port };
    const server = await startServer(cluster, native, account, settings, durable);
    const urlOf = urlsOn(socket ?? '127.0.0.1', port);
    await completeOrStop(server, urlOf, cluster.credentials);
    return {
      url: urlOf('sifang_owner', cluster.credentials.owner, 'sifang'),
      exited: server.exited,
      stop: async () => {
        await server.stop();
        claim.release();
      },
    };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** What the address of a socket may be long on the platforms that we know, with the byte that ends it. */
const socketLimit = 104;

/**
 * The folder of the Unix socket, which takes a third less of both processors than TCP: the cluster's own. Undefined on
 * Windows, where the path is too long for a socket, or has signs that the server's list of folders would have quoted.
 */
function socketFolder(data: string, port: number): string | undefined {
  const isPlain = /^[\w./-]+$/.test(data);
  const isShort = `${data}/.s.PGSQL.${port}`.length < socketLimit;
  return process.platform !== 'win32' && isPlain && isShort ? data : undefined;
}

function listening(socket: string | undefined): Record<string, string> {
  return socket === undefined
    ? { listen_addresses: '127.0.0.1', unix_socket_directories: '' }
    : { listen_addresses: '', unix_socket_directories: socket };
}

/**
 * Room for the busiest morning. The server's own defaults fit a machine of 2003: of a month's partition hardly anything
 * stays in memory. And a file of the server's log that has to be made costs its 16 MB at once while every commit waits,
 * one that is used again costs nothing: a province's morning fills 0.8 GB of them.
 */
function roomySettings(): Record<string, string> {
  const memoryMb = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20;
  const cacheMb = Math.floor(Math.min(Math.max(memoryMb / 8, 128), 1024));
  return { shared_buffers: `${cacheMb}MB`, min_wal_size: '1GB', max_wal_size: '2GB' };
}

function serverSettings(durable: boolean): Record<string, string | number> {
  const common = {
    jit: 'off',
    log_checkpoints: 'off',
    max_connections: 100,
    // A month of partitions of several tables in one transaction.
    max_locks_per_transaction: 256,
    // Details of constraint errors quote rows, and with them personal data.
    log_error_verbosity: 'terse',
  };
  if (durable) return { ...common, ...roomySettings() };
  return {
    ...common,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
  };
}

async function completeOrStop(
  server: ServerProcess,
  urlOf: UrlOf,
  credentials: Credentials,
): Promise<void> {
  try {
    await complete(urlOf, credentials);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Makes role and database where an interrupted first start left them out. */
async function complete(urlOf: UrlOf, credentials: Credentials): Promise<void> {
  await asOwner(urlOf('postgres', credentials.superuser, 'postgres'), async (connection) => {
    const [state] = await connection.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = 'sifang_owner') as role,
              exists (select from pg_database where datname = 'sifang') as database`,
    );
    if (!state?.role) {
      // The password is base64url: nothing in it to escape.
      await connection.query(
        `create role sifang_owner login createrole createdb password '${credentials.owner}'`,
      );
    }
    if (!state?.database) await connection.query('create database sifang owner sifang_owner');
  });
}

type UrlOf = (user: string, password: string, database: string) => string;

function urlsOn(host: string, port: number): UrlOf {
  return (user, password, database) =>
    `postgresql://${user}:${password}@${encodeURIComponent(host)}:${port}/${database}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
