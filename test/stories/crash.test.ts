import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/connect.ts';
import { law } from '#law/all.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { audit } from '#server/audit/audit.ts';
import { Client } from '../client.ts';
import { freshDatabase } from '../database.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { deliveries, delivery } from './submission-scene.ts';

const kills = 3;
const runner = fileURLToPath(new URL('crash-node.ts', import.meta.url));
/** The node's clock starts on the morning on which everybody holds his post. */
const offset = Date.parse('2026-11-23T01:00:00Z') - Date.now();
const now = () => new Date(Date.now() + offset).toISOString();

const { url } = await freshDatabase({ after });
const database: Database = openDatabase(url, { max: 3, onConnectionLost: () => undefined });
const folder = mkdtempSync(path.join(tmpdir(), 'sifang-crash-'));
const nodes: ChildProcess[] = [];
after(async () => {
  for (const node of nodes) node.kill('SIGKILL');
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

interface LiveNode {
  readonly address: string;
  /** Kills the process without a word and waits until it is gone. */
  kill(): Promise<void>;
}

function spawnNode(): ChildProcess {
  const environment = { ...process.env, DATABASE_URL: url, SIFANG_DATA: folder };
  const child = spawn(process.execPath, [runner], {
    env: { ...environment, SIFANG_TEST_OFFSET: String(offset) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A test that fails half way leaves none behind.
  nodes.push(child);
  return child;
}

/** A node that dies while it starts: in its migrations, its nightly work, its first checkpoint. */
async function startInVain(): Promise<void> {
  const child = spawnNode();
  const gone = once(child, 'exit');
  await sleep(300 + Math.random() * 1500);
  child.kill('SIGKILL');
  await gone;
}

async function startNode(): Promise<LiveNode> {
  const child = spawnNode();
  const gone = once(child, 'exit');
  const [address] = (await Promise.race([
    once(createInterface(child.stdout!), 'line'),
    gone.then(() => assert.fail('the node ended before it listened')),
  ])) as [string];
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  return { address, kill };
}

/** A request that was sent and what is known of it. */
interface Sent {
  readonly url: string;
  readonly body: { readonly id: string } & Readonly<Record<string, unknown>>;
  contentHash?: string;
}

/** What was sent over all lives of the node. */
class Ledger {
  readonly sent: Sent[] = [];
  readonly photos = new Map<string, Uint8Array>();
  readonly cast: Cast;
  cookies: ReadonlyMap<string, string> = new Map();

  constructor(cast: Cast) {
    this.cast = cast;
  }

  /** The officer's browser, signed in once for all lives. */
  async client(address: string): Promise<Client> {
    const client = new Client(address);
    if (this.cookies.size === 0) await client.signIn('officer');
    else for (const [name, value] of this.cookies) client.cookies.set(name, value);
    this.cookies = client.cookies;
    return client;
  }

  /** Sends without pause until the node is gone. */
  async flood(client: Client, kind: 'records' | 'cases' | 'photos'): Promise<void> {
    for (let count = 0; ; count += 1) {
      try {
        if (kind === 'photos') await this.photo(client);
        else await this.send(client, this.next(kind, count));
      } catch (error) {
        // Only a lost connection may end it; a refusal is a failed test.
        if (error instanceof TypeError) return;
        throw error;
      }
    }
  }

  next(kind: 'records' | 'cases', count: number): Sent {
    const id = newEntryId(now());
    const one: Sent =
      kind === 'records'
        ? { url: deliveries, body: { id, input: { ...delivery, batch: `${count}` } } }
        : {
            url: '/api/procedures/corrective-action',
            body: { id, act: 'find', subject: this.cast.organisations.works.id, input: found },
          };
    this.sent.push(one);
    return one;
  }

  /** Sends a request, the first time or again: a receipt must come, and always the same one. */
  async send(client: Client, one: Sent): Promise<void> {
    const { status, body } = await client.post<{ contentHash: string }>(one.url, one.body);
    assert.ok(status === 201 || status === 200, `${status} ${JSON.stringify(body)}`);
    if (one.contentHash === undefined) one.contentHash = body.contentHash;
    else assert.equal(status, 200, 'what was acknowledged was gone');
    assert.equal(body.contentHash, one.contentHash);
  }

  async photo(client: Client): Promise<void> {
    const bytes = new TextEncoder().encode(`%PDF-1.7 ${Math.random()}`.padEnd(150_000));
    const headers = { 'content-type': 'application/pdf' };
    const { status, body } = await client.put<{ hash: string }>('/api/files', bytes, { headers });
    assert.equal(status, 201);
    this.photos.set(body.hash, bytes);
  }
}

const found = {
  source: 'other',
  foundOn: '2026-11-23',
  keyLink: '生产过程',
  description: '除尘器漏粉',
  photos: [],
  containment: 'taken',
  immediateMeasure: '已停机',
};

test('killed in the middle of writing, again and again, the service loses nothing that it acknowledged', async (t) => {
  const ledger = new Ledger(await seedCast(database));
  for (let life = 0; life < kills; life += 1) {
    await startInVain();
    const node = await startNode();
    const client = await ledger.client(node.address);
    const before = ledger.sent.length;
    const floods = (['records', 'records', 'cases', 'cases', 'photos'] as const).map((kind) =>
      ledger.flood(client, kind),
    );
    while (ledger.sent.length < before + 40) await sleep(20);
    await sleep(Math.random() * 300);
    await node.kill();
    await Promise.all(floods);
    // Nobody knows yet of those that were on their way, as a phone that lost the network would not.
    t.diagnostic(
      `life ${life + 1}: ${ledger.sent.length - before} sent, ${unknown(ledger)} without an answer`,
    );
  }
  const last = await startNode();
  try {
    const client = await ledger.client(last.address);
    for (const one of ledger.sent) await ledger.send(client, one);
    await isComplete(client, ledger);
  } finally {
    await last.kill();
  }
});

function unknown({ sent }: Ledger): number {
  return sent.filter((one) => one.contentHash === undefined).length;
}

async function isComplete(client: Client, { sent, photos }: Ledger): Promise<void> {
  const ids = sent.map(({ body }) => body.id);
  const [counted] = await database.asSystem('audit', (tx) =>
    tx.rows<{ entries: number; ids: number; cases: number }>(
      `select count(*)::int as entries, count(distinct id)::int as ids,
         (select count(*)::int from proceeding) as cases from entry where id = any ($1::uuid[])`,
      [ids],
    ),
  );
  const cases = sent.filter(({ url }) => url !== deliveries).length;
  assert.deepEqual(counted, { entries: ids.length, ids: ids.length, cases });
  await logged(ids.length);
  const report = await audit(database, { law, now: now() });
  assert.ok(report.ok, report.difference?.en ?? '');
  assert.equal(report.counts.entries, ids.length);
  for (const id of ids.slice(-20)) {
    assert.equal((await client.get(`/api/entries/${id}/receipt`)).status, 200);
  }
  assert.ok(photos.size > 0);
  for (const [hash, bytes] of photos) {
    const { body, status } = await client.get<string>(`/api/files/${hash}`);
    assert.equal(status, 200);
    assert.equal(createHash('sha256').update(body).digest('hex'), hash);
    assert.equal(body.length, bytes.length);
  }
}

/** The log catches up with what was committed before the node died. */
async function logged(entries: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [head] = await database.asSystem('audit', (tx) =>
      tx.rows<{ size: number; waiting: number }>(
        `select coalesce(max(size), 0)::int as size, (select count(*)::int from leaf_queue) as waiting
           from checkpoint`,
      ),
    );
    if (head?.size === entries && head.waiting === 0) return;
    await sleep(100);
  }
  assert.fail('the log did not catch up');
}
