import type { Tx } from '#db/transaction.ts';
import { equalBytes, HASH_BYTES } from '#ledger/bytes.ts';
import { growTiles, TILE_WIDTH } from '#ledger/tile.ts';
import { placeText } from '#ledger/position.ts';
import type { TileContent } from '#ledger/tile.ts';
import { Frontier } from '#ledger/tree.ts';
import { checkHeads, readHeads } from './heads.ts';
import type { Heads } from './heads.ts';
import { checkLeaf, selectLeaves } from './leaf.ts';
import type { LeafRow } from './leaf.ts';
import { frozen } from './difference.ts';
import type { Audit, Difference } from './difference.ts';

/** Leaves in one transaction, whole tiles; bounds the memory. */
const batchSize = 16 * TILE_WIDTH;

/**
 * Rebuilds the whole log from the entries: every entry hashes to its leaf, the leaves are without gaps, the tiles and
 * the roots of all checkpoints follow from them, and all signatures hold. Reads in batches up to the tree that is there
 * at the start; what comes meanwhile is for the next audit.
 */
export async function checkLog(audit: Audit): Promise<Difference | undefined> {
  const size = await audit.database.asSystem('audit', readSize, frozen);
  if (typeof size !== 'number') return size;
  const beyond = audit.kept.find((checkpoint) => checkpoint.size > size);
  if (beyond !== undefined) return rolledBack(size, beyond.size);
  const frontier = new Frontier();
  let edge = new Map<number, Uint8Array>();
  while (frontier.size < size) {
    const start = frontier.size;
    const end = Math.min(start + batchSize, size);
    const batch = await audit.database.asSystem('audit', (tx) => readBatch(tx, start, end), frozen);
    const wrongLeaf = checkLeaves(batch, start, end);
    if (wrongLeaf !== undefined) return wrongLeaf;
    audit.count('entries', end - start);
    const hashes = batch.leaves.map((leaf) => leaf.hash);
    const own = edge;
    const grown = await growTiles(start, hashes, async ({ level }) => own.get(level)!);
    edge = edgeOf(grown, end);
    const wrong =
      compareTiles(batch.tiles, grown) ?? (await checkHeads(audit, frontier, hashes, batch.heads));
    if (wrong !== undefined) return wrong;
  }
  return audit.database.asSystem('audit', countTiles, frozen);
}

function rolledBack(size: number, kept: number): Difference {
  return {
    check: 'log',
    table: 'checkpoint',
    column: 'size',
    zh: `账本只有${size}条，另行保存的检查点却有${kept}条：账本曾被截短。`,
    en: `the log has ${size} leaves, a checkpoint kept elsewhere ${kept}: it was cut short`,
  };
}

interface Batch {
  readonly leaves: readonly LeafRow[];
  readonly tiles: ReadonlyMap<string, Uint8Array>;
  readonly heads: Heads;
}

interface StoredTile {
  level: number;
  n: number;
  hashes: Uint8Array;
}

/** The size of the tree, which leaves and checkpoints must agree on: they are written in one transaction. */
async function readSize(tx: Tx): Promise<number | Difference> {
  const [row] = await tx.rows<{ size: number; leaves: number }>(
    `select coalesce((select max(size) from checkpoint), 0) as size,
      coalesce((select max(index) + 1 from leaf), 0) as leaves`,
  );
  const { size, leaves } = row!;
  if (size === leaves) return size;
  const [table, column] = leaves > size ? ['leaf', 'index'] : ['leaf', 'entry_id'];
  return {
    check: 'log',
    table,
    column,
    index: Math.min(size, leaves),
    zh: `最新检查点有${size}条，账本表却有${leaves}条。`,
    en: `the latest checkpoint covers ${size} leaves, the table holds ${leaves}`,
  };
}

async function readBatch(tx: Tx, start: number, end: number): Promise<Batch> {
  const [leaves, tiles, heads] = await Promise.all([
    tx.rows<LeafRow>(selectLeaves, [start, end]),
    tx.rows<StoredTile>(selectTiles, [start, end]),
    readHeads(tx, start, end),
  ]);
  return {
    leaves,
    heads,
    tiles: new Map(tiles.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes])),
  };
}

// Of each level the tiles into which the leaves of the batch reach.
const selectTiles = `select t.level, t.n, t.hashes from generate_series(0, 7) as l (level)
  cross join lateral (select ($1::numeric / 256 ^ (l.level + 1))::numeric as low, ($2::numeric / 256 ^ (l.level + 1))::numeric as high) b
  join tile t on t.level = l.level and t.n between floor(b.low)::bigint and floor(b.high)::bigint`;

function checkLeaves({ leaves, tiles }: Batch, start: number, end: number): Difference | undefined {
  for (let index = start; index < end; index += 1) {
    const row = leaves[index - start];
    if (row?.index !== index) {
      return {
        check: 'log',
        table: 'leaf',
        column: 'index',
        index,
        zh: `账本${placeText(index)}缺失。`,
        en: `leaf ${index} is missing`,
      };
    }
    const tile = tiles.get(`0/${Math.floor(index / TILE_WIDTH)}`);
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    const difference = checkLeaf(row, tile?.subarray(at, at + HASH_BYTES));
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** The partial tile at the right edge of each level, from which the next batch continues. */
function edgeOf(grown: readonly TileContent[], size: number): Map<number, Uint8Array> {
  const edge = new Map<number, Uint8Array>();
  let span = 1;
  for (let level = 0; span <= size; level += 1, span *= TILE_WIDTH) {
    const width = Math.floor(size / span) % TILE_WIDTH;
    const last = grown.findLast(({ tile }) => tile.level === level);
    if (width > 0 && last !== undefined) edge.set(level, last.bytes);
  }
  return edge;
}

/** A stored tile may be wider than the tree was here; it must begin with what follows from the leaves. */
function compareTiles(
  stored: ReadonlyMap<string, Uint8Array>,
  grown: readonly TileContent[],
): Difference | undefined {
  for (const { tile, bytes } of grown) {
    const found = stored.get(`${tile.level}/${tile.index}`);
    if (found !== undefined && equalBytes(found.subarray(0, bytes.length), bytes)) continue;
    return wrongTile(
      tile.level,
      `第${tile.level}层第${tile.index}片`,
      `${tile.level}/${tile.index}`,
    );
  }
  return undefined;
}

/** No tile is missing, none is left over, none is too wide. */
async function countTiles(tx: Tx): Promise<Difference | undefined> {
  const [[head], levels] = await Promise.all([
    tx.rows<{ size: number }>('select coalesce(max(size), 0) as size from checkpoint'),
    tx.rows<{ level: number; hashes: number }>(
      'select level, sum(length(hashes)) / 32 as hashes from tile group by level',
    ),
  ]);
  for (let level = 0; level < 8 || levels.some((one) => one.level >= level); level += 1) {
    const expected = Math.floor(head!.size / TILE_WIDTH ** level);
    const found = Number(levels.find((one) => one.level === level)?.hashes ?? 0);
    if (found !== expected)
      return wrongTile(level, `第${level}层的瓦片总数`, `the tiles of level ${level}`);
  }
  return undefined;
}

function wrongTile(level: number, zh: string, en: string): Difference {
  return {
    check: 'log',
    table: 'tile',
    column: 'hashes',
    zh: `${zh}与由记录重算的结果不一致。`,
    en: `${en} at level ${level} does not follow from the leaves`,
  };
}
