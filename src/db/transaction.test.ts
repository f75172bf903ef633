import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { freshDatabase } from '#test/database.ts';
import type { Actor } from './actor.ts';
import { openDatabase, type Database } from './connect.ts';
import { asOwner } from './owner.ts';

const officer: Actor = {
  account: '0198c000-0000-7000-8000-000000000001',
  organisation: null,
  party: 'regulator',
  posts: ['case-officer', 'reviewer'],
  region: { lo: 360100, hi: 360199 },
  domains: 5,
};

const nobody: Actor = {
  account: null,
  organisation: null,
  party: 'public',
  posts: [],
  region: { lo: 1, hi: 0 },
  domains: 0,
};

/** A database with a table `note` whose rows are seen and written inside the actor's region only. */
async function notes(
  t: TestContext,
  max = 2,
): Promise<{ database: Database; url: string; count: () => Promise<number> }> {
  const { url } = await freshDatabase(t);
  await asOwner(url, (owner) =>
    owner.query(`
      create table note (id int primary key, region int not null, text text,
        twin int references note deferrable initially deferred);
      alter table note enable row level security;
      create policy region on note using (
        region between nullif(current_setting('sifang.region_lo', true), '')::int
                   and nullif(current_setting('sifang.region_hi', true), '')::int);
      grant select, insert, update, delete on note to sifang_app;
      grant select on note to sifang_audit;
      create policy audit on note for select to sifang_audit using (true);
    `),
  );
  const database = openDatabase(url, { max });
  t.after(() => database.close());
  const count = async () => {
    const rows = await asOwner(url, (owner) =>
      owner.query<{ n: number }>('select count(*)::int as n from note'),
    );
    return rows[0]?.n ?? -1;
  };
  return { database, url, count };
}

/** Passes everything on to the server and counts what the client sends; `packets` starts again at each call. */
async function countingProxy(t: TestContext, url: string) {
  const target = new URL(url);
  const { port } = target;
  const host = decodeURIComponent(target.hostname);
  let count = 0;
  const proxy = createServer((client) => {
    const server = host.startsWith('/')
      ? connect(`${host}/.s.PGSQL.${port}`)
      : connect(Number(port), host);
    client.on('data', () => (count += 1));
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) socket.on('error', () => undefined);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => void proxy.close());
  target.port = String((proxy.address() as AddressInfo).port);
  target.hostname = '127.0.0.1';
  const packets = () => {
    const sent = count;
    count = 0;
    return sent;
  };
  return { proxied: target.href, packets };
}

const insert = (id: number, region = 360102) => ({
  sql: 'insert into note (id, region) values ($1, $2)',
  parameters: [id, region],
});

test('a transaction carries the whole actor, and leaves nothing behind', async (t) => {
  const { database } = await notes(t, 1);
  const names = ['account', 'organisation', 'party', 'posts', 'region_lo', 'region_hi', 'domains'];
  const settings = names.map((name) => `current_setting('sifang.${name}', true) as ${name}`);
  const look = `select current_user, ${settings.join(', ')}`;
  const [seen] = await database.as(officer, (tx) => tx.rows(look));
  assert.deepEqual(seen, {
    current_user: 'sifang_app',
    account: officer.account,
    organisation: '',
    party: 'regulator',
    posts: 'case-officer,reviewer',
    region_lo: '360100',
    region_hi: '360199',
    domains: '5',
  });
  const [after] = await database.asSystem('audit', (tx) => tx.rows(look));
  assert.deepEqual(new Set(Object.values(after ?? {})), new Set(['sifang_audit', '']));
});

test('row-level security applies to reads and writes alike', async (t) => {
  const { database, count } = await notes(t);
  await database.as(officer, (tx) => tx.run(insert(1)));
  assert.deepEqual(await database.as(nobody, (tx) => tx.rows('select id from note')), []);
  assert.equal(
    (await database.asSystem('audit', (tx) => tx.rows('select id from note'))).length,
    1,
  );
  await assert.rejects(
    database.as(officer, (tx) => tx.run(insert(2, 360302))),
    /row-level security/,
  );
  assert.equal(await count(), 1);
});

test('BEGIN, the settings and the first queries leave together, without waiting for answers', async (t) => {
  const { url } = await notes(t);
  const { proxied, packets } = await countingProxy(t, url);
  const database = openDatabase(proxied, { max: 1 });
  t.after(() => database.close());
  const twoQueries = () =>
    database.as(officer, (tx) => Promise.all([tx.rows('select 1 as n'), tx.rows('select 2 as n')]));
  await twoQueries();
  packets();
  assert.deepEqual(await twoQueries(), [[{ n: 1 }], [{ n: 2 }]]);
  assert.equal(packets(), 2, 'everything, and the COMMIT');
  await database.oneFlush(officer, [insert(1), insert(2)]);
  assert.equal(packets(), 1, 'everything with the COMMIT');
});

test('a statement answers with its rows, or with how many it touched', async (t) => {
  const { database } = await notes(t);
  await database.as(officer, async (tx) => {
    for (const id of [1, 2]) assert.equal(await tx.run(insert(id)), 1);
    const rows = await tx.rows<{ id: number }>('select id from note order by id desc');
    assert.deepEqual(rows, [{ id: 2 }, { id: 1 }]);
    assert.deepEqual(await tx.rows('select 1 from note where false'), []);
    assert.equal(await tx.run({ sql: 'update note set text = $1', parameters: ['甲'] }), 2);
  });
});

test('what a role was not granted is refused', async (t) => {
  const { database } = await notes(t);
  const place = { sql: 'insert into region (code, name, level) values ($1, $2, $3)' };
  const forbidden = database.as(officer, (tx) =>
    tx.run({ ...place, parameters: [1, '甲', 'city'] }),
  );
  await assert.rejects(forbidden, /permission denied/);
});

test('work that throws is rolled back', async (t) => {
  const { database, count } = await notes(t, 1);
  const fails = database.as(officer, async (tx) => {
    await tx.run(insert(1));
    throw new Error('changed my mind');
  });
  await assert.rejects(fails, /changed my mind/);
  assert.equal(await count(), 0);
});

test('a failed query is never committed over, caught or not awaited', async (t) => {
  const { database, count } = await notes(t, 1);
  const caught = database.as(officer, async (tx) => {
    await tx.run(insert(1));
    await tx.run(insert(1)).catch(() => undefined);
  });
  await assert.rejects(caught, /duplicate key/);
  const forgotten = database.as(officer, async (tx) => {
    await tx.run(insert(1));
    void tx.run(insert(1));
  });
  await assert.rejects(forgotten, /duplicate key/);
  const unsendable = database.as(officer, async (tx) => {
    await tx.run(insert(1));
    void tx.rows('select $1', [undefined]);
  });
  await assert.rejects(unsendable, /parameter \$1 is undefined/);
  assert.equal(await count(), 0);
});

test('the first failure is reported, not the refusals that follow it', async (t) => {
  const { database } = await notes(t, 1);
  const fails = database.as(officer, (tx) =>
    Promise.all([tx.rows('select 1/0').catch(() => []), tx.rows('select 1')]),
  );
  await assert.rejects(fails, /division by zero/);
});

test('the connection is usable after a failure in a pipeline', async (t) => {
  const { database, count } = await notes(t, 1);
  const [before] = await database.as(officer, (tx) => tx.rows('select pg_backend_pid() as pid'));
  for (let round = 0; round < 3; round += 1) {
    await assert.rejects(
      database.oneFlush(officer, [insert(round), insert(round), insert(round + 100)]),
      /duplicate key/,
    );
  }
  assert.equal(await count(), 0);
  await database.oneFlush(officer, [insert(7)]);
  const [after] = await database.as(officer, (tx) => tx.rows('select pg_backend_pid() as pid'));
  assert.deepEqual([after, await count()], [before, 1]);
});

test('one flush answers each statement and commits all', async (t) => {
  const { database, count } = await notes(t);
  const [, , found] = await database.oneFlush(officer, [
    insert(1),
    insert(2),
    { sql: 'select id from note order by id', parameters: [] },
  ]);
  assert.deepEqual(found, [{ id: 1 }, { id: 2 }]);
  assert.equal(await count(), 2);
});

test('one flush with a parameter that cannot be sent sends nothing', async (t) => {
  const { database, count } = await notes(t);
  const broken = { sql: insert(2).sql, parameters: [2, Number.NaN] };
  await assert.rejects(database.oneFlush(officer, [insert(1), broken]), /parameter \$2 is NaN/);
  assert.equal(await count(), 0);
});

test('a check that waits for COMMIT fails the transaction', async (t) => {
  const { database, count } = await notes(t, 1);
  const orphan = { sql: 'insert into note values ($1, 360102, null, 99)', parameters: [1] };
  await assert.rejects(
    database.as(officer, (tx) => tx.run(orphan)),
    /foreign key/,
  );
  await assert.rejects(database.oneFlush(officer, [orphan]), /foreign key/);
  assert.equal(await count(), 0);
  await database.oneFlush(officer, [insert(1)]);
});

test('a second statement behind a semicolon is refused', async (t) => {
  const { database } = await notes(t);
  await assert.rejects(
    database.as(officer, (tx) => tx.rows('select 1; drop table note')),
    /multiple commands/,
  );
});

test('a transaction that is over takes no more queries', async (t) => {
  const { database } = await notes(t);
  const kept = await database.as(officer, async (tx) => ({ tx }));
  await assert.rejects(kept.tx.rows('select 1'), /transaction is over/);
});

test('options set isolation, read-only and the time limit', async (t) => {
  const { database } = await notes(t);
  const look = `select current_setting('transaction_isolation') as level,
    current_setting('transaction_read_only') as ro, current_setting('statement_timeout') as ms`;
  const [seen] = await database.as(officer, (tx) => tx.rows(look), {
    isolation: 'serializable',
    readOnly: true,
    timeoutMs: 1500,
  });
  assert.deepEqual(seen, { level: 'serializable', ro: 'on', ms: '1500ms' });
  const [usual] = await database.as(officer, (tx) => tx.rows(look));
  assert.deepEqual(usual, { level: 'read committed', ro: 'off', ms: '1min' });
  await assert.rejects(
    database.as(officer, (tx) => tx.rows('select pg_sleep(5)'), { timeoutMs: 20 }),
    /statement timeout/,
  );
});

test('each role has prepared statements of its own: a shared one would be planned anew at each turn', async (t) => {
  const { database } = await notes(t, 1);
  const text = 'select count(*)::int as n from region where code > $1';
  for (let turn = 0; turn < 3; turn += 1) {
    await database.as(officer, (tx) => tx.rows(text, [turn]));
    await database.asSystem('audit', (tx) => tx.rows(text, [turn]));
  }
  const kept = await database.as(officer, (tx) =>
    tx.rows('select name from pg_prepared_statements where statement = $1', [text]),
  );
  assert.equal(kept.length, 2);
});

test('a plan made once looks up by index, also where the table was empty when it was made', async (t) => {
  const { database, url } = await notes(t, 1);
  await asOwner(url, (owner) => owner.query('vacuum analyze note'));
  const one = 'select text from note where id = $1';
  const scans = async () => {
    await database.as(officer, (tx) => tx.rows('select pg_stat_force_next_flush()'));
    const [seen] = await asOwner(url, (owner) =>
      owner.query<{ whole: number }>(
        `select seq_scan::int as whole from pg_stat_user_tables where relname = 'note'`,
      ),
    );
    return seen!.whole;
  };
  const lookUp = (plans?: 'generic') =>
    database.as(officer, (tx) => tx.rows(one, [1]), plans === undefined ? {} : { plans });
  for (let turn = 0; turn < 8; turn += 1) await lookUp();
  const before = await scans();
  for (let turn = 0; turn < 8; turn += 1) await lookUp('generic');
  assert.equal(await scans(), before);
});
