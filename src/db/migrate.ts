import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asOwner, type OwnerConnection } from './owner.ts';

/** The folder of the application's own migrations. */
export const migrationFolder = fileURLToPath(new URL('migrations', import.meta.url));

/** One numbered file of plain SQL. */
export interface Migration {
  readonly number: number;
  /** File name, e.g. `0001-accounts.sql`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly checksum: string;
}

/** The application needs what PostgreSQL has from this version on. */
const oldestServer = 150_000;

/** Any fixed number; only migrations use it. */
const lockKey = 7_434_121;

/**
 * Brings the database up to date: runs the files it has not run yet, in order, each in its own transaction.
 * Several starting nodes wait for each other. The role needs a database of its own and the right to create roles. A migration is never changed after it ran: a change is a new file.
 * @returns the names of the files that ran now.
 * @throws Error for a server older than 15, an edited, missing or late file, or SQL that fails (with file and line).
 */
export function migrate(
  url: string,
  { folder = migrationFolder }: { folder?: string } = {},
): Promise<string[]> {
  const migrations = readMigrations(folder);
  return asOwner(url, async (connection) => {
    await refuseOldServer(connection);
    await connection.query(`select pg_advisory_lock(${lockKey})`);
    await connection.query(
      `set client_min_messages = warning;
       create extension if not exists pg_trgm;
       create table if not exists sifang_migration (
         number int primary key,
         name text not null,
         checksum text not null,
         applied_at timestamptz not null default now()
       )`,
    );
    const pending = pendingOf(migrations, await appliedOf(connection));
    for (const migration of pending) await apply(connection, migration);
    return pending.map(({ name }) => name);
  });
}

/**
 * Reads the numbered files of a folder in order.
 * @throws Error for a .sql file with another kind of name, or a number used twice.
 */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const migrations = files.map((name) => {
    const digits = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
    if (!digits) throw new Error(`migration ${name} is not named like 0001-what-it-does.sql`);
    // A checkout on Windows may have changed line ends; that is no edit.
    const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(sql).digest('hex');
    return { number: Number(digits), name, sql, checksum };
  });
  migrations.sort((a, b) => a.number - b.number);
  for (const [index, { number, name }] of migrations.entries()) {
    const before = migrations[index - 1];
    if (before?.number === number) throw new Error(`${before.name} and ${name} share a number`);
  }
  return migrations;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

async function refuseOldServer(connection: OwnerConnection): Promise<void> {
  const [server] = await connection.query<{ version: number; text: string }>(
    `select current_setting('server_version_num')::int as version,
            current_setting('server_version') as text`,
  );
  if (!server || server.version < oldestServer) {
    throw new Error(`PostgreSQL ${server?.text} is too old: Sifang needs 15 or later`);
  }
}

function appliedOf(connection: OwnerConnection): Promise<Applied[]> {
  return connection.query<Applied>(
    'select number, name, checksum from sifang_migration order by number',
  );
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  for (const { number, name, checksum } of applied) {
    const file = migrations.find((migration) => migration.number === number);
    if (!file) throw new Error(`the database has run ${name}, which this version does not know`);
    if (file.checksum !== checksum) {
      throw new Error(`migration ${file.name} was edited after it ran: write a new one instead`);
    }
  }
  const last = applied.at(-1)?.number ?? 0;
  const pending = migrations.filter(
    ({ number }) => !applied.some((done) => done.number === number),
  );
  const late = pending.find(({ number }) => number < last);
  if (late)
    throw new Error(`migration ${late.name} comes too late: number ${last} has run already`);
  return pending;
}

async function apply(connection: OwnerConnection, migration: Migration): Promise<void> {
  const { number, name, sql, checksum } = migration;
  await connection.query('begin');
  try {
    await connection.query(sql);
    if (connection.transactionStatus() !== 'T') {
      throw new Error('it ends the transaction it runs in: leave BEGIN and COMMIT out');
    }
    await connection.query(
      'insert into sifang_migration (number, name, checksum) values ($1, $2, $3)',
      [String(number), name, checksum],
    );
    await connection.query('commit');
  } catch (cause) {
    await connection.query('rollback');
    throw new Error(`migration ${name}${lineOf(sql, cause)}: ${(cause as Error).message}`, {
      cause,
    });
  }
}

function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? `, line ${sql.slice(0, position).split('\n').length}` : '';
}
