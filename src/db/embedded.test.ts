import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fastFolder } from '#test/server.ts';
import { mayEnter } from './embedded/account.ts';
import { linkLibraries } from './embedded/binaries.ts';
import { isAlive } from './embedded/claim.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { asOwner } from './owner.ts';

const folderOf = (t: TestContext): string => {
  const folder = mkdtempSync(path.join(fastFolder(), 'sifang-embedded-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A folder whose name keeps the server from a socket; passable, or the cluster would lie somewhere else. */
const withoutSocket = (t: TestContext): string => {
  const folder = folderOf(t);
  chmodSync(folder, 0o711);
  return path.join(folder, '数据');
};

const serverPid = (folder: string): number =>
  Number(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

const until = async (condition: () => boolean, what: string): Promise<void> => {
  for (let wait = 0; wait < 500; wait += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`still waiting after 10 s: ${what}`);
};

/** Another process that starts the server over the folder, says so and then waits to be killed. */
const startElsewhere = async (folder: string): Promise<ChildProcess> => {
  const script = `
    const { startEmbedded } = await import(process.argv[1]);
    const server = await startEmbedded({ folder: process.argv[2] });
    console.log(server.url);
    setInterval(() => undefined, 1000);`;
  const module = new URL('embedded.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, module, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  await once(child.stdout!, 'data');
  return child;
};

const parentOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
};

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);

test('the first start makes a cluster in which Chinese can be searched', async (t) => {
  const folder = folderOf(t);
  const server = await startEmbedded({ folder });
  t.after(() => server.stop());
  await migrate(server.url);
  const rows = await asOwner(server.url, (owner) =>
    owner.query(`select current_user as role, current_database() as database,
      (select rolsuper from pg_roles where rolname = current_user) as super,
      current_setting('fsync') as fsync, current_setting('jit') as jit,
      current_setting('server_encoding') as encoding,
      show_trgm('产品质量') <> '{}' as trigrams, upper('é') as upper`),
  );
  assert.deepEqual(rows, [
    {
      role: 'sifang_owner',
      database: 'sifang',
      super: false,
      fsync: 'on',
      jit: 'off',
      encoding: 'UTF8',
      trigrams: true,
      upper: 'É',
    },
  ]);
});

test('nobody gets in without the password, which only we can read', async (t) => {
  const folder = folderOf(t);
  const server = await startEmbedded({ folder });
  t.after(() => server.stop());
  const guess = new URL(server.url);
  guess.password = 'guess';
  await assert.rejects(
    asOwner(guess.href, (owner) => owner.query('select 1')),
    /password authentication failed/,
  );
  assert.equal(statSync(path.join(folder, 'credentials.json')).mode & 0o777, 0o600);
  assert.equal(statSync(path.join(folder, 'cluster')).mode & 0o777, 0o700);
});

test('data outlives a restart, and a second process is refused meanwhile', async (t) => {
  const folder = folderOf(t);
  const first = await startEmbedded({ folder });
  await asOwner(first.url, (owner) => owner.query('create table kept (id int)'));
  await assert.rejects(startEmbedded({ folder }), /is in use by process \d+/);
  const pid = serverPid(folder);
  await first.stop();
  await first.exited;
  assert.equal(isAlive(pid), false);
  const second = await startEmbedded({ folder });
  t.after(() => second.stop());
  assert.deepEqual(await asOwner(second.url, (owner) => owner.query('table kept')), []);
});

test('the server ends when its process is killed', async (t) => {
  const folder = folderOf(t);
  const child = await startElsewhere(folder);
  const pid = serverPid(folder);
  assert.ok(isAlive(pid));
  await assert.rejects(startEmbedded({ folder }), new RegExp(`in use by process ${child.pid}`));
  child.kill('SIGKILL');
  await until(() => !isAlive(pid), 'the server to end after its process');
});

test('a server left behind is ended by the next start', async (t) => {
  const folder = folderOf(t);
  const child = await startElsewhere(folder);
  const orphan = serverPid(folder);
  const guard = parentOf(orphan);
  const watch = childrenOf(guard).filter((pid) => pid !== orphan);
  for (const pid of [guard, ...watch]) process.kill(pid, 'SIGKILL');
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(isAlive(orphan));
  const server = await startEmbedded({ folder });
  t.after(() => server.stop());
  assert.notEqual(serverPid(folder), orphan);
  assert.deepEqual(await asOwner(server.url, (owner) => owner.query('select 1 as n')), [{ n: 1 }]);
});

test('traces of a dead server whose number now belongs to another program are harmless', async (t) => {
  const folder = folderOf(t);
  const first = await startEmbedded({ folder });
  const lock = readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8');
  await first.stop();
  const ours = lock.replace(/^\d+/, String(process.pid));
  writeFileSync(path.join(folder, 'cluster', 'postmaster.pid'), ours);
  writeFileSync(path.join(folder, 'owner.json'), JSON.stringify({ pid: 1, started: 'never' }));
  const second = await startEmbedded({ folder });
  await second.stop();
});

test('only who may enter its folder reaches it; where a socket cannot be, only this machine', async (t) => {
  const folder = folderOf(t);
  const server = await startEmbedded({ folder });
  t.after(() => server.stop());
  assert.equal(decodeURIComponent(new URL(server.url).hostname), path.join(folder, 'cluster'));
  const listening = (url: string) =>
    asOwner(url, (owner) => owner.query(`select current_setting('listen_addresses') as on`));
  assert.deepEqual(await listening(server.url), [{ on: '' }]);
  for (const name of ['数据', 'long'.repeat(25)]) {
    const other = await startEmbedded({ folder: path.join(folder, name) });
    t.after(() => other.stop());
    assert.equal(new URL(other.url).hostname, '127.0.0.1');
    assert.deepEqual(await listening(other.url), [{ on: '127.0.0.1' }]);
  }
});

test('a start that fails says why and leaves the folder free', async (t) => {
  // No socket: two servers on one port are in each other's way.
  const folder = withoutSocket(t);
  const first = await startEmbedded({ folder });
  const { port } = new URL(first.url);
  await assert.rejects(
    startEmbedded({ folder: withoutSocket(t), port: Number(port) }),
    /did not start(.|\n)*Address already in use/,
  );
  await first.stop();
  assert.equal(existsSync(path.join(folder, 'owner.json')), false);
  writeFileSync(path.join(folder, 'cluster', 'PG_VERSION'), '17\n');
  await assert.rejects(startEmbedded({ folder }), /made by PostgreSQL 17/);
  rmSync(path.join(folder, 'credentials.json'));
  await assert.rejects(startEmbedded({ folder }), /credentials.json is missing/);
});

test('library links that npm left out are added', (t) => {
  const folder = folderOf(t);
  const native = path.join(folder, 'native');
  mkdirSync(path.join(native, 'lib'), { recursive: true });
  writeFileSync(path.join(native, 'lib', 'libpq.so.5.18'), '');
  writeFileSync(
    path.join(native, 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  );
  linkLibraries(native);
  assert.equal(readlinkSync(path.join(native, 'lib', 'libpq.so.5')), 'libpq.so.5.18');
  const copy = path.join(folder, 'copy');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  unlinkSync(path.join(copy, 'lib', 'libpq.so.5'));
  linkLibraries(copy);
  assert.ok(existsSync(path.join(copy, 'lib', 'libpq.so.5')));
});

test('an account enters a folder only through parents that are open to it', (t) => {
  const closed = folderOf(t);
  mkdirSync(path.join(closed, 'open'), { mode: 0o755 });
  const stranger = { uid: 54_321, gid: 54_321 };
  assert.equal(mayEnter(stranger, path.join(closed, 'open')), false);
  assert.equal(mayEnter(stranger, '/usr/lib'), true);
  const { uid, gid } = statSync(closed);
  assert.equal(mayEnter({ uid, gid }, path.join(closed, 'open')), true);
});
