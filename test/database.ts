import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { startEmbedded } from '#db/embedded.ts';
import { asOwner, withDatabase } from '#db/owner.ts';
import { migratedTemplate } from './template.ts';

/** Registers work for after the test: a test's context, or `{ after }` of node:test for a whole file. */
export interface Scope {
  after(work: () => Promise<void>): void;
}

let ownServer: Promise<{ url: string; remove: () => Promise<void> }> | undefined;

// At the top level, so that it runs after all tests of the file and not after the first.
after(async () => {
  if (ownServer) await (await ownServer).remove();
});

/**
 * A migrated database of the test's own, dropped after it. The url connects as its owner.
 *
 * The server is the one `npm test` started (`SIFANG_TEST_SERVER`), an outside one of version 15 or later whose role may
 * create databases and roles (`SIFANG_TEST_DATABASE_URL`), or, for a single file under `node --test`, an embedded one.
 * @param options.folder migrations to run instead of the application's own.
 */
export async function freshDatabase(
  scope: Scope,
  options: { folder?: string } = {},
): Promise<{ url: string }> {
  const server =
    process.env['SIFANG_TEST_SERVER'] ??
    process.env['SIFANG_TEST_DATABASE_URL'] ??
    (await (ownServer ??= startOwnServer())).url;
  const template = await migratedTemplate(server, options.folder);
  const name = `sifang_test_${randomBytes(6).toString('hex')}`;
  await asOwner(server, (connection) =>
    connection.query(`create database ${name} template ${template}`),
  );
  scope.after(async () => {
    await asOwner(server, (connection) => connection.query(`drop database ${name} with (force)`));
  });
  return { url: withDatabase(server, name) };
}

async function startOwnServer(): Promise<{ url: string; remove: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sifang-test-'));
  const server = await startEmbedded({ folder, durable: false });
  const remove = async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  };
  return { url: server.url, remove };
}
