import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '#db/embedded.ts';
import { migrate, migrationFolder, readMigrations } from '#db/migrate.ts';
import { asOwner, withDatabase } from '#db/owner.ts';

/** Any fixed number; makes concurrent test processes build a template once. */
const lockKey = 7_434_122;

/** A database server for tests; the url's role may create databases and roles. */
export interface TestServer {
  readonly url: string;
  /** Ends the server and deletes its folder. */
  remove(): Promise<void>;
}

/** Starts a throwaway embedded server. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(fastFolder(), 'sifang-test-'));
  const server = await startEmbedded({ folder, durable: false });
  const remove = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, remove };
}

/** Memory where there is plenty: a database is 300 files, copied 10 times faster there (35 ms against 350 ms). */
export function fastFolder(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 ** 31 ? memory : tmpdir();
}

/**
 * A migrated, empty database to copy from, made on first use and named after the migrations' contents.
 * @param server url of a server whose role may create databases and roles.
 * @returns the template's name.
 */
export function migratedTemplate(
  server: string,
  folder: string = migrationFolder,
): Promise<string> {
  const checksums = readMigrations(folder).map(({ checksum }) => checksum);
  const digest = createHash('sha256').update(checksums.join()).digest('hex');
  const template = `sifang_template_${digest.slice(0, 12)}`;
  return asOwner(server, async (connection) => {
    await connection.query(`select pg_advisory_lock(${lockKey})`);
    const found = await connection.query('select from pg_database where datname = $1', [template]);
    if (found.length > 0) return template;
    // Renamed when complete, so that an interrupted run leaves no half template behind.
    const partial = `${template}_partial`;
    await connection.query(`drop database if exists ${partial} with (force)`);
    await connection.query(
      `create database ${partial} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
    );
    const url = withDatabase(server, partial);
    await migrate(url, { folder });
    await connection.query(`alter database ${partial} rename to ${template}`);
    return template;
  });
}
