import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#db/connect.ts';
import { asOwner } from '#db/owner.ts';
import { openCheckpoint } from '#ledger/cosignature.ts';
import { leafBytes, leafHash } from '#ledger/leaf.ts';
import { rootOf } from '#ledger/tree.ts';
import { hashReader } from '#ledger/tile.ts';
import { audit } from '#server/audit/audit.ts';
import { appendBatch } from '#server/ledger/append.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import { noLaw } from '#test/service.ts';
import type { LedgerScene } from './ledger-scene.ts';
import { ledgerScene, morning, testKey } from './ledger-scene.ts';

interface LeafRow {
  index: number;
  entry_id: string;
  hash: Uint8Array;
}

function readLeaves(database: Database) {
  return database.asSystem('audit', (tx) =>
    tx.rows<LeafRow>('select index, entry_id, hash from leaf order by index'),
  );
}

/** Every checkpoint is signed and is the root of the leaves before it; tiles give the same; nothing waits. */
async function assertWhole({ database }: LedgerScene, entries: readonly string[]) {
  const key = await testKey();
  const leaves = await readLeaves(database);
  assert.deepEqual(
    leaves.map(({ index }) => index),
    leaves.map((_, index) => index),
  );
  assert.deepEqual(leaves.map((leaf) => leaf.entry_id).sort(), [...entries].sort());
  const [heads, tiles, contents, queue] = await database.asSystem('audit', (tx) =>
    Promise.all([
      tx.rows<{ size: number; root: Uint8Array; note: string }>(
        'select size, root, note from checkpoint order by size',
      ),
      tx.rows<{ level: number; n: number; hashes: Uint8Array }>('select * from tile'),
      tx.rows<{ id: string; content_hash: Uint8Array }>('select id, content_hash from entry'),
      tx.rows('select * from leaf_queue'),
    ]),
  );
  assert.deepEqual(queue, []);
  const contentOf = new Map(contents.map((row) => [row.id, row.content_hash]));
  for (const leaf of leaves) {
    const content = contentOf.get(leaf.entry_id);
    assert.ok(content);
    assert.deepEqual(Buffer.from(leaf.hash), Buffer.from(leafHash(leafBytes(content))));
  }
  const hashes = leaves.map(({ hash }) => hash);
  for (const head of heads) {
    const opened = await openCheckpoint(head.note, { log: key, witnesses: [], quorum: 0 });
    assert.ok(opened.ok);
    assert.equal(opened.checkpoint.size, head.size);
    const root = Buffer.from(rootOf(hashes.slice(0, head.size)));
    assert.deepEqual(Buffer.from(opened.checkpoint.root), root);
    assert.deepEqual(head.root, root);
  }
  assert.equal(heads.at(-1)?.size, leaves.length);
  const reader = hashReader(async ({ level, index }) => {
    const found = tiles.find((tile) => tile.level === level && tile.n === index);
    assert.ok(found);
    return found.hashes;
  }, leaves.length);
  assert.deepEqual(Buffer.from(await reader.root()), heads.at(-1)?.root);
  return heads;
}

test('entries committed at the same time each come into the log once, without a gap', async (t) => {
  const scene = await ledgerScene(t);
  const sequencer = startSequencer(scene, { key: await testKey(), intervalMs: 5 });
  scene.defer(() => sequencer.stop());
  const written: string[] = [];
  for (const count of [1, 60, 255, 1, 0, 300]) {
    written.push(...(await scene.write(count)));
    sequencer.wake();
    await sleep(count % 7);
  }
  await sequencer.idle();
  const heads = await assertWhole(scene, written);
  assert.ok(heads.length > 1);
});

test('an entry is provable within a second without anybody waiting for it', async (t) => {
  const scene = await ledgerScene(t);
  const sequencer = startSequencer(scene, { key: await testKey() });
  scene.defer(() => sequencer.stop());
  await sequencer.idle();
  for (const isWoken of [true, false]) {
    const before = (await readLeaves(scene.database)).length;
    await scene.write(1);
    const startedMs = performance.now();
    if (isWoken) sequencer.wake();
    while ((await readLeaves(scene.database)).length === before) {
      assert.ok(performance.now() - startedMs < 5_000);
      await sleep(10);
    }
    t.diagnostic(`${isWoken ? 'woken' : 'found'} after ${performance.now() - startedMs} ms`);
  }
});

test('a log of many batches and levels is whole, and the audit walks through it', async (t) => {
  const scene = await ledgerScene(t);
  const key = await testKey();
  for (let part = 0; part < 4; part += 1) await scene.writeAtOnce(part === 3 ? 777 : 2_700);
  const began = performance.now();
  const sequencer = startSequencer(scene, { key });
  scene.defer(() => sequencer.stop());
  await sequencer.idle();
  t.diagnostic(`${Math.round(8_877 / ((performance.now() - began) / 1000))} entries a second`);
  await scene.writeAtOnce(5);
  await sequencer.idle();
  const started = performance.now();
  const report = await audit(scene.database, { law: noLaw, now: morning });
  t.diagnostic(`audited ${Math.round(8_882 / ((performance.now() - started) / 1000))} a second`);
  assert.equal(report.difference, undefined);
  assert.equal(report.counts.entries, 8_882);
  assert.equal(report.counts.checkpoints, 3);
  const change = 'hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)';
  for (const place of ['level = 1', 'level = 0 and n = 33']) {
    await asOwner(scene.url, (owner) => owner.query(`update tile set ${change} where ${place}`));
    const { difference } = await audit(scene.database, { law: noLaw, now: morning });
    assert.equal(difference?.table, 'tile', place);
    await asOwner(scene.url, (owner) => owner.query(`update tile set ${change} where ${place}`));
  }
});

test('two sequencers on one database take turns and lose or repeat nothing', async (t) => {
  const scene = await ledgerScene(t);
  const key = await testKey();
  const pair = [1, 2].map(() => startSequencer(scene, { key, intervalMs: 1 }));
  for (const one of pair) scene.defer(() => one.stop());
  const written: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    written.push(...(await scene.write(13)));
    for (const one of pair) one.wake();
    if (round % 5 === 0) await Promise.all(pair.map((one) => one.idle()));
  }
  await Promise.all(pair.map((one) => one.idle()));
  await assertWhole(scene, written);
});

test('a batch that dies anywhere leaves nothing half done and is done again', async (t) => {
  const scene = await ledgerScene(t);
  const key = await testKey();
  const first = await scene.write(3);
  assert.equal(await appendBatch(scene.database, key, morning, 100), 3);
  const second = await scene.write(300);
  for (const table of ['leaf', 'tile', 'checkpoint']) {
    const fault = `create function break_${table}() returns trigger language plpgsql as
      $$ begin raise exception 'power cut'; end $$;
      create trigger broken after insert or update on ${table} for each statement
      execute function break_${table}()`;
    await asOwner(scene.url, (owner) => owner.query(fault));
    await assert.rejects(appendBatch(scene.database, key, morning, 100), /power cut/);
    await asOwner(scene.url, (owner) => owner.query(`drop trigger broken on ${table}`));
    const [counts] = await scene.database.asSystem('sequencer', (tx) =>
      tx.rows(`select (select count(*) from leaf) as leaves, (select count(*) from leaf_queue) as waiting,
        (select count(*) from checkpoint) as heads, (select sum(length(hashes)) from tile) as bytes`),
    );
    assert.deepEqual(counts, { leaves: 3, waiting: 300, heads: 1, bytes: 96 }, table);
  }
  while ((await appendBatch(scene.database, key, morning, 100)) > 0);
  await assertWhole(scene, [...first, ...second]);
});

test('a server that is killed in the middle of a batch leaves nothing half done', async (t) => {
  const scene = await ledgerScene(t);
  const key = await testKey();
  const written = await scene.write(50);
  const slow = { ...key, sign: async (message: Uint8Array) => (await kill(), key.sign(message)) };
  async function kill() {
    await asOwner(scene.url, (owner) =>
      owner.query(`select pg_terminate_backend(pid) from pg_locks
        where locktype = 'advisory' and objid = 823007 and pid <> pg_backend_pid()`),
    );
  }
  await assert.rejects(appendBatch(scene.database, slow, morning, 100));
  assert.deepEqual(await readLeaves(scene.database), []);
  assert.equal(await appendBatch(scene.database, key, morning, 100), 50);
  await assertWhole(scene, written);
});

test('a log whose past was changed is not extended, and neither is that of another key', async (t) => {
  const scene = await ledgerScene(t);
  const key = await testKey();
  await scene.write(3);
  await appendBatch(scene.database, key, morning, 100);
  await scene.write(1);
  const extend = (by = key) => appendBatch(scene.database, by, morning, 100);
  const owner = (sql: string) => asOwner(scene.url, (connection) => connection.query(sql));
  await assert.rejects(extend(await testKey(2)), /unsigned-checkpoint/);

  await owner(`update tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)`);
  await assert.rejects(extend(), /do not lead to checkpoint 3/);
  await owner(`update tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)`);

  await owner(`update checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)`);
  await assert.rejects(extend(), /does not say what was signed/);
  await owner(`update checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)`);

  await owner(`create table kept as select * from tile; delete from tile`);
  await assert.rejects(extend(), /is missing/);
  await owner(`insert into tile select * from kept; delete from checkpoint`);
  await assert.rejects(extend(), /tiles and no checkpoint/);
});

test('a fault of the sequencer is told and tried again', async (t) => {
  const scene = await ledgerScene(t);
  const faults: unknown[] = [];
  const broken = { ...(await testKey()), sign: () => Promise.reject(new Error('no key today')) };
  const sequencer = startSequencer(scene, {
    key: broken,
    intervalMs: 5,
    onFault: (error) => faults.push(error),
  });
  scene.defer(() => sequencer.stop());
  await scene.write(1);
  sequencer.wake();
  await assert.rejects(sequencer.idle(), /no key today/);
  while (faults.length < 2) await sleep(5);
  assert.match(String(faults[0]), /no key today/);
});
