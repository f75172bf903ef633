import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { asOwner } from '#db/owner.ts';
import { formatCheckpoint } from '#ledger/checkpoint.ts';
import { openCheckpoint } from '#ledger/cosignature.ts';
import { formatVerifierKey, KEY_TYPES, signerFromSeed } from '#ledger/keys.ts';
import { signNote } from '#ledger/note.ts';
import { hashReader, tilePath } from '#ledger/tile.ts';
import { appendBatch } from '#server/ledger/append.ts';
import { startDemoWitnesses } from '#server/ledger/demo-witnesses.ts';
import { loadLogKey, loadOrMakeKey } from '#server/ledger/keys.ts';
import {
  openPolicy,
  quorumOf,
  registerLogKey,
  registerWitness,
} from '#server/ledger/registered.ts';
import type { PolicyFile } from '#server/ledger/present.ts';
import { openWitness } from '#server/ledger/witness-client.ts';
import type { Problem } from '#server/problem.ts';
import { noLaw, startServer } from '#test/service.ts';
import { ledgerWriter, morning, testKey } from './ledger-scene.ts';

const service = await startServer({ after }, { law: noLaw });
const { context, databaseUrl } = service;
const { database } = context;
const key = await testKey();
const writer = await ledgerWriter(database);
const client = service.client();
const folder = mkdtempSync(path.join(tmpdir(), 'sifang-witness-'));
after(() => rmSync(folder, { recursive: true, force: true }));

async function grow(count: number): Promise<void> {
  await writer.write(count);
  while ((await appendBatch(database, key, morning, 1000)) > 0);
}

let witnesses = 0;

/** A registered witness with files of its own. */
async function newWitness() {
  witnesses += 1;
  const name = `witness.test/${witnesses}`;
  const file = (end: string) => path.join(folder, `${witnesses}.${end}`);
  const options = {
    baseUrl: service.baseUrl,
    name,
    keyFile: file('key'),
    stateFile: file('checkpoint'),
    policyLog: formatVerifierKey(key),
    now: () => morning,
  };
  const witness = await openWitness(options);
  const register = () =>
    registerWitness(database, {
      name,
      vkey: formatVerifierKey(witness.signer),
      party: 'regulator',
    });
  await register();
  return { options, witness, register, state: options.stateFile };
}

async function forgetWitnesses() {
  await asOwner(databaseUrl, (owner) =>
    owner.query('delete from cosignature; delete from witness'),
  );
}

test('an empty log has a policy once it has a key, and no checkpoint', async () => {
  assert.equal((await client.get('/ledger/checkpoint')).status, 404);
  assert.equal((await client.get('/ledger/policy.json')).status, 404);
  await registerLogKey(database, key, morning);
  await registerLogKey(database, key, morning);
  const policy = await client.get<PolicyFile>('/ledger/policy.json');
  assert.deepEqual(policy.body, {
    log: formatVerifierKey(key),
    witnesses: [],
    quorum: 0,
    parties: {},
  });
  const { witness } = await newWitness();
  assert.deepEqual(await witness.visit(), { ok: true, size: 0, cosigned: false });
  await forgetWitnesses();
});

test('checkpoint and tiles are public, and a tile keeps the width that it was asked for', async () => {
  await grow(300);
  const first = await client.get<string>('/ledger/checkpoint');
  assert.match(first.headers.get('content-type') ?? '', /^text\/plain/);
  const opened = await openCheckpoint(first.body, { log: key, witnesses: [], quorum: 0 });
  assert.ok(opened.ok);
  const readTile = async (tile: Parameters<typeof tilePath>[0]) => {
    const response = await fetch(`${service.baseUrl}/ledger/${tilePath(tile)}`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('cache-control') ?? '', /immutable/);
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.equal(bytes.length, tile.width * 32);
    return bytes;
  };
  const narrow = { level: 0, index: 1, width: 44 };
  const before = await readTile(narrow);
  await grow(5);
  assert.deepEqual(await readTile(narrow), before);
  const reader = hashReader(readTile, opened.checkpoint.size);
  assert.deepEqual(await reader.root(), opened.checkpoint.root);
  const unknown = [
    'tile/0/001.p/99',
    'tile/0/001',
    'tile/9/000',
    'tile/entries/000',
    'tile/0/../0',
  ];
  for (const bad of unknown) {
    assert.equal((await client.get(`/ledger/${bad}`)).status, 404, bad);
  }
});

test('a witness cosigns what only grew, once, and its line is served under the checkpoint', async () => {
  const { witness, options } = await newWitness();
  assert.deepEqual(await witness.visit(), { ok: true, size: 305, cosigned: true });
  assert.deepEqual(await witness.visit(), { ok: true, size: 305, cosigned: false });
  await grow(700);
  assert.deepEqual(await witness.visit(), { ok: true, size: 1005, cosigned: true });
  const file = (await client.get<PolicyFile>('/ledger/policy.json')).body;
  assert.equal(file.quorum, 1);
  assert.deepEqual(file.parties, { [options.name]: 'regulator' });
  const note = (await client.get<string>('/ledger/checkpoint')).body;
  const opened = await openCheckpoint(note, openPolicy(file));
  assert.ok(opened.ok);
  assert.deepEqual(opened.cosignatures, [
    { witness: options.name, timestamp: Date.parse(morning) / 1000 },
  ]);
  assert.equal(statSync(options.keyFile).mode & 0o777, 0o600);
});

test('a witness that died before it sent its line sends it when it is back', async () => {
  await forgetWitnesses();
  const { options, register, witness } = await newWitness();
  await forgetWitnesses();
  await grow(1);
  const visit = await witness.visit();
  assert.ok(!visit.ok);
  assert.equal(visit.reason, 'refused');
  await register();
  const again = await openWitness(options);
  assert.deepEqual(await again.visit(), { ok: true, size: 1006, cosigned: false });
  assert.match((await client.get<string>('/ledger/checkpoint')).body, /witness\.test/);
});

test('four witnesses meet on the same checkpoint although the log grows between their visits', async () => {
  await forgetWitnesses();
  const all = [];
  for (let i = 0; i < 4; i += 1) all.push(await newWitness());
  assert.equal(quorumOf(4), 3);
  const visits = [];
  for (const { witness } of all) {
    await grow(2);
    visits.push(await witness.visit());
  }
  const sizes = visits.map((visit) => visit.ok && visit.size);
  assert.deepEqual(sizes, [1008, 1008, 1008, 1014]);
});

test('quorums: all of up to three, then more than two thirds', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7, 10].map(quorumOf), [0, 1, 2, 3, 3, 4, 5, 5, 7]);
});

test('a witness refuses a log that was rolled back, forked or rewritten, and keeps the evidence', async () => {
  await forgetWitnesses();
  const before = (await newWitness()).witness;
  await grow(3);
  const { witness, state } = await newWitness();
  await before.visit();
  assert.ok((await witness.visit()).ok);
  const kept = readFileSync(state, 'utf8');
  const owner = (sql: string) => asOwner(databaseUrl, (connection) => connection.query(sql));
  await owner(`create table good_checkpoint as select * from checkpoint;
    create table good_tile as select * from tile; delete from cosignature`);

  await owner('delete from checkpoint where size > 305');
  const back = await witness.visit();
  assert.ok(!back.ok);
  assert.equal(back.reason, 'rollback');

  const forge = async (size: number) => {
    const root = new Uint8Array(32).fill(9);
    const text = formatCheckpoint({ origin: key.name, size, root, extensions: [] });
    const note = await signNote(text, [key]);
    const values = `${size}, decode('${Buffer.from(root).toString('hex')}', 'hex')`;
    await owner(`insert into checkpoint values (${values}, '${note}', '${morning}')`);
  };
  const [, , size] = /^(.*)\n(\d+)\n/.exec(kept) ?? [];
  await forge(Number(size));
  const fork = await witness.visit();
  assert.ok(!fork.ok);
  assert.equal(fork.reason, 'fork');
  const evidence = readFileSync(`${state}.fork`, 'utf8');
  assert.equal(evidence.split(`\n${size}\n`).length, 3);

  await owner('delete from checkpoint');
  await forge(Number(size) + 1);
  // The edge as wide as the forged size asks for.
  await owner(
    `update tile set hashes = hashes || substr(hashes, 1, 32) where length(hashes) < 8192`,
  );
  const rewritten = await witness.visit();
  assert.ok(!rewritten.ok);
  assert.equal(rewritten.reason, 'unproven');

  await owner('delete from checkpoint');
  const gone = await witness.visit();
  assert.ok(!gone.ok);
  assert.equal(gone.reason, 'rollback');
  assert.equal(readFileSync(state, 'utf8'), kept);

  await owner(`insert into checkpoint select * from good_checkpoint; delete from tile;
    insert into tile select * from good_tile`);
  await grow(1);
  assert.ok((await witness.visit()).ok);
});

test('cosignatures are taken only from registered witnesses, over our checkpoints, when they verify', async () => {
  await forgetWitnesses();
  const { options, state } = await newWitness();
  await grow(1);
  const own = await openWitness(options);
  await own.visit();
  const note = readFileSync(state, 'utf8');
  const post = (body: string, type = 'text/plain') =>
    client.request<Problem>('POST', '/ledger/cosignatures', Buffer.from(body), {
      headers: { 'content-type': type },
    });
  assert.equal((await post(note)).status, 200);
  assert.equal((await post('not a note')).body.code, 'invalid-input');
  const line = note.slice(note.indexOf('—'));
  const flipped = line.replace(/.{8}==\n$|.{8}\n$/, (end) => `AAAA${end.slice(4)}`);
  assert.equal((await post(note.replace(line, flipped))).body.code, 'invalid-input');
  assert.equal((await post(note.replace(/\n\d+\n/, '\n999999\n'))).body.code, 'not-found');
  const otherRoot = note.replace(/\n[^\n]{43}=\n\n/, `\n${'A'.repeat(43)}=\n\n`);
  assert.equal((await post(otherRoot)).body.code, 'condition-unmet');
  await forgetWitnesses();
  assert.equal((await post(note)).body.code, 'not-entitled');
  const impostor = await signerFromSeed(options.name, KEY_TYPES.log, new Uint8Array(32));
  const vkey = formatVerifierKey(impostor);
  await assert.rejects(registerWitness(database, { name: options.name, vkey, party: 'regulator' }));
});

test('a witness with a damaged memory or another log does not sign', async () => {
  const { options, state } = await newWitness();
  writeFileSync(state, 'damaged');
  await assert.rejects((await openWitness(options)).visit(), /damaged/);
  rmSync(state);
  const policyLog = formatVerifierKey(await testKey(2));
  const visit = await (await openWitness({ ...options, policyLog })).visit();
  assert.ok(!visit.ok);
  assert.equal(visit.reason, 'unsigned-checkpoint');
  assert.ok(!existsSync(state));
  await assert.rejects(openWitness({ ...options, policyLog: 'nobody' }));
});

test('the four parties of the demo cosign by themselves', async () => {
  await forgetWitnesses();
  const demo = await startDemoWitnesses(context, {
    folder: path.join(folder, 'demo'),
    log: key,
    intervalMs: 20,
  });
  await grow(1);
  let found;
  for (let wait = 0; wait < 250 && !found?.ok; wait += 1) {
    await sleep(20);
    const policy = openPolicy((await client.get<PolicyFile>('/ledger/policy.json')).body);
    assert.equal(policy.quorum, 3);
    found = await openCheckpoint((await client.get<string>('/ledger/checkpoint')).body, policy);
  }
  await demo.stop();
  assert.ok(found?.ok);
});

test('the log key is made once, also by processes that start at once, and is nobody else’s', async () => {
  const own = path.join(folder, 'keys');
  const keys = await Promise.all([1, 2, 3].map(() => loadLogKey(own, 'sifang.test/log', {})));
  assert.equal(new Set(keys.map(formatVerifierKey)).size, 1);
  const file = path.join(own, 'log-key');
  const seed = readFileSync(file, 'utf8').trim();
  const given = await loadLogKey('/nowhere', 'sifang.test/log', { SIFANG_LOG_SEED: seed });
  assert.equal(formatVerifierKey(given), formatVerifierKey(keys[0]!));
  await assert.rejects(loadLogKey('/nowhere', 'a', { SIFANG_LOG_SEED: 'short' }), /32 bytes/);
  rmSync(file);
  writeFileSync(file, seed, { mode: 0o644 });
  await assert.rejects(loadOrMakeKey(file, 'a', KEY_TYPES.log), /chmod 600/);
});
