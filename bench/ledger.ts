import { hash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { leafBytes, leafHash } from '#ledger/leaf.ts';
import { growTiles } from '#ledger/tile.ts';
import { Frontier } from '#ledger/tree.ts';
import { appendBatch } from '#server/ledger/append.ts';
import { median, rate } from './report.ts';
import type { Figure, Findings } from './report.ts';
import type { UnderTest } from './under-test.ts';

const leaves = 200_000;
const rounds = 5;

/** Appending to the log against hashing alone, in memory and with the database. */
export async function benchLedger(under: UnderTest): Promise<Findings> {
  const inMemory = await pairs(appendInMemory);
  const stored = await store(under);
  return {
    title: 'Ledger: appending',
    method:
      `Limit: the ${leaves.toLocaleString('en')} leaf hashes and as many inner hashes that RFC 6962 asks for, computed ` +
      `with \`crypto.hash\` and nothing else. Both take turns in one process, medians of ${rounds} rounds.`,
    figures: [
      ratio('append to the tree, tiles included', inMemory),
      {
        what: 'append to the stored log: queue, leaves, tiles, signed checkpoint, commit',
        measured: rate(stored),
        target: 'batches of 5,000 within 1 s',
        met: stored >= 5_000,
      },
    ],
  };
}

function ratio(what: string, { ours, limit }: { ours: number; limit: number }): Figure {
  const reached = ours / limit;
  return {
    what,
    measured: `${rate(ours)} (${reached.toFixed(2)})`,
    limit: rate(limit),
    target: '≥ 0.5',
    met: reached >= 0.5,
  };
}

async function pairs(append: (contents: readonly Uint8Array[]) => Promise<void>) {
  const contents = Array.from({ length: leaves }, (_, at) => hash('sha256', `${at}`, 'buffer'));
  const ours: number[] = [];
  const limits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    limits.push(timed(() => hashAlone(contents)));
    const startedAt = performance.now();
    await append(contents);
    ours.push((leaves / (performance.now() - startedAt)) * 1000);
  }
  return { ours: median(ours), limit: median(limits) };
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return (leaves / (performance.now() - startedAt)) * 1000;
}

/** The hashes of a tree of that size and nothing around them. */
function hashAlone(contents: readonly Uint8Array[]): void {
  const leaf = Buffer.alloc(49);
  const node = Buffer.alloc(65);
  for (const content of contents) {
    leaf.set(content, 17);
    node.set(hash('sha256', leaf, 'buffer'), 1);
    node.set(hash('sha256', node, 'buffer'), 33);
  }
}

/** In the sequencer's batches. */
async function appendInMemory(contents: readonly Uint8Array[]): Promise<void> {
  const frontier = new Frontier();
  const edge = new Map<string, Uint8Array>();
  for (let at = 0; at < contents.length; at += 5_000) {
    const hashes = contents.slice(at, at + 5_000).map((content) => leafHash(leafBytes(content)));
    const tiles = await growTiles(frontier.size, hashes, async (tile) =>
      edge.get(`${tile.level}/${tile.index}`)!,
    );
    for (const { tile, bytes } of tiles) edge.set(`${tile.level}/${tile.index}`, bytes);
    for (const one of hashes) frontier.append(one);
    frontier.root();
  }
}

async function store(under: UnderTest): Promise<number> {
  const count = 50_000;
  await under.sql(`insert into leaf_queue (organisation_id, entry_id, content_hash)
    select md5('o' || n)::uuid, md5('e' || n)::uuid, sha256(n::text::bytea) from generate_series(1, ${count}) n`);
  const { database, now } = under.context;
  const startedAt = performance.now();
  while ((await appendBatch(database, under.key, now(), 5_000)) > 0);
  return (count / (performance.now() - startedAt)) * 1000;
}

/** Times at which checkpoints could be read while work ran. */
export async function watchCheckpoints(
  { databaseUrl }: UnderTest,
  work: () => Promise<unknown>,
): Promise<readonly (readonly [atMs: number, size: number])[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'watch-child.ts'), databaseUrl],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const written = text(child.stdout);
  try {
    await work();
  } finally {
    child.stdin.end();
  }
  return JSON.parse(await written) as [number, number][];
}
