import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { freshDatabase } from '#test/database.ts';
import { migrate, readMigrations } from './migrate.ts';
import { asOwner } from './owner.ts';

/** An empty database and a folder of migrations that the test writes. */
async function workshop(t: TestContext) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sifang-migrations-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const { url } = await freshDatabase(t, { folder });
  const write = (name: string, sql: string) => writeFileSync(path.join(folder, name), sql);
  const remove = (name: string) => unlinkSync(path.join(folder, name));
  return { url, folder, write, remove, run: () => migrate(url, { folder }) };
}

test('files run once, in the order of their numbers', async (t) => {
  const { url, write, run } = await workshop(t);
  write('0002-fill.sql', 'insert into place values (1); insert into place values (2);');
  write('0001-place.sql', 'create table place (id int);\ncomment on table place is $$;$$;');
  assert.deepEqual(await run(), ['0001-place.sql', '0002-fill.sql']);
  assert.deepEqual(await run(), []);
  write('0003-more.sql', 'insert into place values (3)');
  assert.deepEqual(await run(), ['0003-more.sql']);
  const rows = await asOwner(url, (owner) => owner.query('select id from place order by id'));
  assert.deepEqual(rows, [{ id: 1 }, { id: 2 }, { id: 3 }]);
});

test('nodes that start together run each file once', async (t) => {
  const { write, run } = await workshop(t);
  write('0001-slow.sql', 'create table slow (id int); select pg_sleep(0.1);');
  const ran = await Promise.all([run(), run(), run()]);
  assert.deepEqual(ran.flat(), ['0001-slow.sql']);
});

test('a failing file leaves nothing behind and names its line', async (t) => {
  const { url, write, run } = await workshop(t);
  write('0001-bad.sql', 'create table half (id int);\n\nselect nonsense;\n');
  await assert.rejects(run(), /0001-bad\.sql, line 3: column "nonsense" does not exist/);
  const rows = await asOwner(url, (owner) => owner.query("select to_regclass('half') as found"));
  assert.deepEqual(rows, [{ found: null }]);
  write('0001-bad.sql', 'create table half (id int);');
  assert.deepEqual(await run(), ['0001-bad.sql']);
});

test('an edited, a missing and a late file are refused', async (t) => {
  const { write, remove, run } = await workshop(t);
  write('0001-one.sql', 'select 1;\n');
  write('0003-three.sql', 'select 3;\n');
  await run();
  write('0001-one.sql', 'select 1;\r\n');
  assert.deepEqual(await run(), []);
  write('0001-one.sql', 'select 11;\n');
  await assert.rejects(run(), /0001-one\.sql was edited/);
  write('0001-one.sql', 'select 1;\n');
  write('0002-two.sql', 'select 2;\n');
  await assert.rejects(run(), /0002-two\.sql comes too late/);
  remove('0002-two.sql');
  remove('0003-three.sql');
  await assert.rejects(run(), /0003-three\.sql, which this version does not know/);
});

test('a file that commits by itself is refused', async (t) => {
  const { write, run } = await workshop(t);
  write('0001-commits.sql', 'commit; select 1;');
  await assert.rejects(run(), /ends the transaction/);
});

test('names and numbers have to be plain', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sifang-migrations-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, '0001-a.sql'), '');
  writeFileSync(path.join(folder, 'notes.md'), '');
  assert.equal(readMigrations(folder).length, 1);
  writeFileSync(path.join(folder, '0001-b.sql'), '');
  assert.throws(() => readMigrations(folder), /share a number/);
  writeFileSync(path.join(folder, '2-b.sql'), '');
  assert.throws(() => readMigrations(folder), /is not named like/);
});
