import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '#test/database.ts';
import { openDatabase, retrying } from './connect.ts';
import { asOwner, withDatabase } from './owner.ts';

test('columns of every kind come back as the types we promise', async (t) => {
  const { url } = await freshDatabase(t);
  const database = openDatabase(url, { max: 1 });
  t.after(() => database.close());
  const [row] = await database.asSystem('audit', (tx) =>
    tx.rows(
      `select $1::date as day, $2::timestamptz as at, count(*) as n, 0.10::numeric as share,
        $3::bytea as hash, $4::jsonb as form, $5::text[] as codes, $6::bigint[] as numbers,
        array[$2::timestamptz] as times, '90 minutes'::interval as span, $7::date[] as days,
        1.5::float8 as ratio, true as yes, null::int as none`,
      [
        '2026-10-01',
        '2026-10-01T00:30:00+08:00',
        Buffer.from([0, 255]),
        { 名: ['a', 1] },
        ['甲,"乙"', null],
        [1n, 2],
        ['2026-10-01'],
      ],
    ),
  );
  assert.deepEqual(row, {
    day: '2026-10-01',
    at: '2026-09-30T16:30:00.000Z',
    n: 1,
    share: '0.10',
    hash: Buffer.from([0, 255]),
    form: { 名: ['a', 1] },
    codes: ['甲,"乙"', null],
    numbers: [1, 2],
    times: ['2026-09-30T16:30:00.000Z'],
    span: '01:30:00',
    days: ['2026-10-01'],
    ratio: 1.5,
    yes: true,
    none: null,
  });
});

test('a bigint that a number cannot hold is a fault, and the connection survives it', async (t) => {
  const { url } = await freshDatabase(t);
  const database = openDatabase(url, { max: 1 });
  t.after(() => database.close());
  const big = database.asSystem('audit', (tx) => tx.rows('select 9007199254740993 as n'));
  await assert.rejects(big, /not exact/);
  assert.deepEqual(await database.asSystem('audit', (tx) => tx.rows('select 1::int8 as n')), [
    { n: 1 },
  ]);
});

test('a connection that breaks in use or idle is replaced', async (t) => {
  const { url } = await freshDatabase(t);
  const lost: Error[] = [];
  const database = openDatabase(url, { max: 1, onConnectionLost: (error) => lost.push(error) });
  t.after(() => database.close());
  const pidOf = async () => {
    const [row] = await database.asSystem('audit', (tx) =>
      tx.rows<{ pid: number }>('select pg_backend_pid() as pid'),
    );
    return row?.pid;
  };
  const kill = (pid: number | undefined) =>
    asOwner(url, (owner) => owner.query('select pg_terminate_backend($1)', [String(pid)]));
  const inUse = database.asSystem('audit', async (tx) => {
    const [row] = await tx.rows<{ pid: number }>('select pg_backend_pid() as pid');
    await kill(row?.pid);
    return tx.rows('select 1');
  });
  await assert.rejects(inUse);
  await kill(await pidOf());
  for (let wait = 0; wait < 100 && lost.length === 0; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.equal(lost.length, 1);
  assert.ok(await pidOf());
});

test('a full pool makes others wait, and says so when it takes too long', async (t) => {
  const { url } = await freshDatabase(t);
  const database = openDatabase(url, { max: 1, connectTimeoutMs: 300 });
  t.after(() => database.close());
  const nested = database.asSystem('audit', () =>
    database.asSystem('audit', (tx) => tx.rows('select 1')),
  );
  await assert.rejects(nested, /timeout/);
});

test('a database without the roles is refused with a hint', async (t) => {
  const { url } = await freshDatabase(t);
  const stranger = `sifang_stranger_${process.pid}`;
  await asOwner(url, (owner) => owner.query(`create role ${stranger} login password 'x'`));
  t.after(async () => {
    await asOwner(url, (owner) => owner.query(`drop role ${stranger}`));
  });
  const other = new URL(url);
  other.username = stranger;
  other.password = 'x';
  const database = openDatabase(other.href, { max: 1 });
  t.after(() => database.close());
  await assert.rejects(
    database.asSystem('audit', (tx) => tx.rows('select 1')),
    /has the database been migrated/,
  );
});

test('work that loses a serialization conflict is repeated until it wins', async (t) => {
  const { url } = await freshDatabase(t);
  await asOwner(url, (owner) =>
    owner.query(`create table tally (n int); insert into tally values (0);
      grant select, update on tally to sifang_sweep`),
  );
  const database = openDatabase(url, { max: 4 });
  t.after(() => database.close());
  let tries = 0;
  const bothHaveRead = Promise.withResolvers<void>();
  const increment = () =>
    retrying(() =>
      database.asSystem(
        'sweep',
        async (tx) => {
          const [row] = await tx.rows<{ n: number }>('select n from tally');
          tries += 1;
          if (tries === 2) bothHaveRead.resolve();
          await bothHaveRead.promise;
          await tx.rows('update tally set n = $1', [(row?.n ?? 0) + 1]);
        },
        { isolation: 'serializable' },
      ),
    );
  await Promise.all([increment(), increment()]);
  const rows = await database.asSystem('sweep', (tx) => tx.rows('select n from tally'));
  assert.deepEqual([rows, tries], [[{ n: 2 }], 3]);
});

test('other failures are not repeated, and conflicts five times at most', async () => {
  const failing = (code: string) => {
    let tries = 0;
    const work = () => {
      tries += 1;
      return Promise.reject(Object.assign(new Error(code), { code }));
    };
    return { work, tries: () => tries };
  };
  const conflict = failing('40P01');
  await assert.rejects(retrying(conflict.work), /40P01/);
  const other = failing('23505');
  await assert.rejects(retrying(other.work), /23505/);
  assert.deepEqual([conflict.tries(), other.tries()], [5, 1]);
});

test('the database in a url can be exchanged', () => {
  assert.equal(
    withDatabase('postgresql://a:b%2F@h:1/x?sslmode=require', 'y'),
    'postgresql://a:b%2F@h:1/y?sslmode=require',
  );
});

test('commits wait for the disk unless the caller is hasty', async (t) => {
  const { url } = await freshDatabase(t);
  const setting = async (options: { hasty?: boolean }) => {
    const database = openDatabase(url, { max: 1, ...options });
    t.after(() => database.close());
    const [row] = await database.asSystem('audit', (tx) =>
      tx.rows<{ at: string }>(`select source || ' ' || setting as at from pg_settings
        where name = 'synchronous_commit'`),
    );
    return row!.at;
  };
  // The server's own setting otherwise; the one for tests does not flush either, but says so for all.
  assert.notEqual(await setting({}), 'session off');
  assert.equal(await setting({ hasty: true }), 'session off');
});
