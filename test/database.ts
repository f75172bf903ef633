import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import { asOwner, withDatabase } from '#db/owner.ts';
import { migratedTemplate, startTestServer, type TestServer } from './server.ts';

/** Registers work for after the test: a test's context, or `{ after }` of node:test for a whole file. */
export interface Scope {
  after(work: () => Promise<void>): void;
}

/** Databases whose test is over. They are dropped a little later, when that test's own hooks have closed their pools. */
const finished: { server: string; name: string }[] = [];

let ownServer: Promise<TestServer> | undefined;

// At the top level, so that it runs after all tests of the file and not after the first.
after(async () => {
  await dropFinished();
  if (ownServer) await (await ownServer).remove();
});

/**
 * A migrated database of the test's own; dropped when its test is over. The url connects as its owner.
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
    (await (ownServer ??= startTestServer())).url;
  await dropFinished();
  const template = await migratedTemplate(server, options.folder);
  const name = `sifang_test_${randomBytes(6).toString('hex')}`;
  await asOwner(server, (connection) =>
    connection.query(`create database ${name} template ${template}`),
  );
  scope.after(async () => {
    finished.push({ server, name });
  });
  return { url: withDatabase(server, name) };
}

async function dropFinished(): Promise<void> {
  for (const { server, name } of finished.splice(0)) {
    await asOwner(server, (connection) => connection.query(`drop database ${name} with (force)`));
  }
}
