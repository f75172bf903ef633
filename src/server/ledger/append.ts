import type { Database } from '#db/connect.ts';
import type { Tx } from '#db/transaction.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { equalBytes } from '#ledger/bytes.ts';
import { formatCheckpoint } from '#ledger/checkpoint.ts';
import { openCheckpoint } from '#ledger/cosignature.ts';
import type { Signer } from '#ledger/keys.ts';
import { leafBytes, leafHash } from '#ledger/leaf.ts';
import { signNote } from '#ledger/note.ts';
import { growTiles, hashReader } from '#ledger/tile.ts';
import type { ReadTile, TileContent } from '#ledger/tile.ts';
import { Frontier } from '#ledger/tree.ts';

/** Any fixed number; whoever holds it extends the log, of all nodes on one database only one at a time. */
const lockKey = 823_007;

interface Queued {
  organisation_id: string;
  entry_id: string;
  content_hash: Uint8Array;
}

interface Head {
  size: number;
  root: Uint8Array;
  note: string;
}

interface Edge {
  level: number;
  n: number;
  hashes: Uint8Array;
}

/**
 * Takes the oldest waiting entries out of the queue and appends them to the log: leaves, tiles and a signed checkpoint,
 * all in one transaction. If we crash anywhere, nothing of it has happened and the entries still wait.
 *
 * The state of the log is read from its own tail each time and proved against the last checkpoint before anything is
 * signed: a log that somebody tampered with is not extended, because its signature would cover up the change.
 * @param limit entries at most.
 * @returns how many entries were appended.
 * @throws Error where the tail of the log does not lead to its last checkpoint or another key signed that.
 */
export function appendBatch(
  database: Database,
  key: Signer,
  now: Instant,
  limit: number,
): Promise<number> {
  return database.asSystem('sequencer', async (tx) => {
    const [, heads, edge, taken] = await Promise.all([
      // Each later statement takes its snapshot after the lock, so it sees what the node before us committed.
      tx.rows('select pg_advisory_xact_lock($1)', [lockKey]),
      tx.rows<Head>('select size, root, note from checkpoint order by size desc limit 1'),
      tx.rows<Edge>(selectEdge),
      tx.rows<Queued>(takeQueued, [limit]),
    ]);
    if (taken.length === 0) return 0;
    const readTile = readerOf(edge);
    const frontier = await openTail(key, heads[0], edge, readTile);
    const { size } = frontier;
    const hashes = taken.map((entry) => leafHash(leafBytes(entry.content_hash)));
    const tiles = await growTiles(size, hashes, readTile);
    for (const hash of hashes) frontier.append(hash);
    const root = frontier.root();
    const note = await signHead(key, frontier.size, root);
    await Promise.all([
      tx.rows(insertLeaves, [
        size,
        taken.map((entry) => entry.organisation_id),
        taken.map((entry) => entry.entry_id),
        hashes,
      ]),
      writeTiles(tx, tiles),
      tx.rows(insertCheckpoint, [frontier.size, root, note, now]),
    ]);
    return taken.length;
  });
}

// The last tile of each level, whose hashes are all that an append needs. Eight levels hold 2^64 leaves.
const selectEdge = `select t.level, t.n, t.hashes from generate_series(0, 7) as l (level)
  cross join lateral (select * from tile where tile.level = l.level order by n desc limit 1) t`;

const takeQueued = `with taken as (
  delete from leaf_queue where seq in (select seq from leaf_queue order by seq limit $1) returning *)
  select organisation_id, entry_id, content_hash from taken order by seq`;

const insertLeaves = `insert into leaf (index, organisation_id, entry_id, hash)
  select $1::bigint + place - 1, organisation, entry, hash
  from unnest($2::uuid[], $3::uuid[], $4::bytea[]) with ordinality as t (organisation, entry, hash, place)`;

const insertCheckpoint = 'insert into checkpoint (size, root, note, at) values ($1, $2, $3, $4)';

// A tile only ever grows; one that would change otherwise stays and fails the next proof.
const upsertTiles = `insert into tile (level, n, hashes) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])
  on conflict (level, n) do update set hashes = excluded.hashes
  where substr(excluded.hashes, 1, length(tile.hashes)) = tile.hashes`;

async function writeTiles(tx: Tx, tiles: readonly TileContent[]): Promise<void> {
  const written = await tx.run({
    sql: upsertTiles,
    parameters: [
      tiles.map(({ tile }) => tile.level),
      tiles.map(({ tile }) => tile.index),
      tiles.map(({ bytes }) => bytes),
    ],
  });
  if (written !== tiles.length) throw new Error('a stored tile is not the beginning of its next');
}

function readerOf(edge: readonly Edge[]): ReadTile {
  const tiles = new Map(edge.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]));
  return async ({ level, index }) => {
    const hashes = tiles.get(`${level}/${index}`);
    if (hashes === undefined) throw new Error(`tile ${level}/${index} at the edge is missing`);
    return hashes;
  };
}

/** The right edge of the tree, proved against the last checkpoint and that against the key. */
async function openTail(
  key: Signer,
  head: Head | undefined,
  edge: readonly Edge[],
  readTile: ReadTile,
): Promise<Frontier> {
  if (head === undefined) {
    if (edge.length > 0) throw new Error('the log has tiles and no checkpoint');
    return new Frontier();
  }
  const opened = await openCheckpoint(head.note, { log: key, witnesses: [], quorum: 0 });
  if (!opened.ok) {
    throw new Error(`checkpoint ${head.size} is not ours to continue: ${opened.reason}`);
  }
  const { checkpoint } = opened;
  if (checkpoint.size !== head.size || !equalBytes(checkpoint.root, head.root)) {
    throw new Error(`checkpoint ${head.size} does not say what was signed`);
  }
  const peaks = await hashReader(readTile, head.size).peaks();
  const frontier = Frontier.fromPeaks(head.size, peaks);
  if (!equalBytes(frontier.root(), head.root)) {
    throw new Error(`the tiles do not lead to checkpoint ${head.size}`);
  }
  return frontier;
}

function signHead(key: Signer, size: number, root: Uint8Array): Promise<string> {
  return signNote(formatCheckpoint({ origin: key.name, size, root, extensions: [] }), [key]);
}
