import { concat, HASH_BYTES } from './bytes.ts';
import { consistencyRanges, inclusionRanges, type LeafRange } from './audit-path.ts';
import { foldSubtrees, nodeHash, subtreesOf, type TreeNode } from './tree.ts';

/** Hashes in a full tile, C2SP tlog-tiles. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** Coordinates of a tile: level of the tile grid, index within the level, and how many hashes it holds (1 to 256). */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** A tile with its content, `width` hashes of 32 bytes. */
export interface TileContent {
  readonly tile: Tile;
  readonly bytes: Uint8Array;
}

/**
 * Fetches a tile; may answer with a wider version of the same tile, since a full one contains every partial one.
 * Rejects where the tile does not exist.
 */
export type ReadTile = (tile: Tile) => Promise<Uint8Array>;

/** Path below the log's prefix, e.g. `tile/0/x001/067.p/5` for five hashes, without suffix for a full tile. */
export function tilePath({ level, index, width }: Tile): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Reads a tile path. @returns undefined for anything `tilePath` could not have written, entry bundles included. */
export function parseTilePath(path: string): Tile | undefined {
  const match = /^tile\/(\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) return undefined;
  const [, level, groups, width] = match;
  const tile = {
    level: Number(level),
    index: Number(groups!.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const inRange = tile.level <= 63 && Number.isSafeInteger(tile.index) && tile.width >= 1;
  // One tile, one path: leading zeroes and `.p/256` do not survive the round trip.
  return inRange && tilePath(tile) === path ? tile : undefined;
}

/**
 * The tiles that come into being when a tree grows: every new full tile and the partial tile at the right edge of each
 * level that changed, lowest level first. Tiles already written for `oldSize` are not among them.
 * @throws RangeError unless `0 <= oldSize <= newSize`.
 */
export function tilesFor(oldSize: number, newSize: number): Tile[] {
  if (!Number.isSafeInteger(newSize) || !(0 <= oldSize && oldSize <= newSize)) {
    throw new RangeError('sizes must grow');
  }
  const tiles: Tile[] = [];
  let before = oldSize;
  let after = newSize;
  for (let level = 0; after > 0; level++) {
    const full = Math.floor(after / TILE_WIDTH);
    for (let index = Math.floor(before / TILE_WIDTH); index < full; index++) {
      tiles.push({ level, index, width: TILE_WIDTH });
    }
    const width = after % TILE_WIDTH;
    if (width > 0 && after > before) tiles.push({ level, index: full, width });
    before = Math.floor(before / TILE_WIDTH);
    after = full;
  }
  return tiles;
}

/**
 * The content of `tilesFor(oldSize, oldSize + leafHashes.length)`. Reads only the partial tiles at the old right edge.
 * A tree whose checkpoint is published must have all of these stored first.
 */
export async function growTiles(
  oldSize: number,
  leafHashes: readonly Uint8Array[],
  readTile: ReadTile,
): Promise<TileContent[]> {
  const contents: TileContent[] = [];
  let hashes = leafHashes;
  let before = oldSize;
  for (let level = 0; hashes.length > 0; level++) {
    const edge = { level, index: Math.floor(before / TILE_WIDTH), width: before % TILE_WIDTH };
    const kept = edge.width === 0 ? [] : hashesOf(edge, await readTile(edge));
    const row = [...kept, ...hashes];
    const completed: Uint8Array[] = [];
    for (let at = 0; at < row.length; at += TILE_WIDTH) {
      const part = row.slice(at, at + TILE_WIDTH);
      const tile = { level, index: edge.index + at / TILE_WIDTH, width: part.length };
      contents.push({ tile, bytes: concat(...part) });
      if (part.length === TILE_WIDTH) completed.push(completeRoot(part));
    }
    before = edge.index;
    hashes = completed;
  }
  return contents;
}

/** Computes roots and proofs of a tree, and of every smaller one it grew from, out of its tiles. */
export interface HashReader {
  /** Size of the tree whose tiles are read. */
  readonly treeSize: number;
  /** Root at a size, RFC 6962 §2.1. `size` must be 1 to treeSize. */
  root(size?: number): Promise<Uint8Array>;
  /** Hashes of `subtreesOf(0, size)`, from which `Frontier.fromPeaks` continues appending. */
  peaks(size?: number): Promise<Uint8Array[]>;
  /** Inclusion proof of a leaf in the tree of `size` leaves. */
  inclusionProof(index: number, size?: number): Promise<Uint8Array[]>;
  /** Proof that the tree of `oldSize` leaves is a prefix of the one of `newSize`. */
  consistencyProof(oldSize: number, newSize?: number): Promise<Uint8Array[]>;
}

/**
 * Reads hashes from tiles. Each tile is fetched once per reader and kept, so make one reader per request or batch.
 * The tiles are not checked against a checkpoint: whoever trusts a result verifies the proof against a signed root.
 * Methods throw RangeError on sizes beyond the tree, Error on tiles of a wrong length, and pass on what `readTile` throws.
 */
export function hashReader(readTile: ReadTile, treeSize: number): HashReader {
  const tiles = new Map<string, Promise<Uint8Array>>();

  async function subtree(node: TreeNode): Promise<Uint8Array> {
    const level = Math.floor(node.level / TILE_HEIGHT);
    const span = 2 ** (node.level % TILE_HEIGHT);
    const first = node.index * span;
    const index = Math.floor(first / TILE_WIDTH);
    const present = Math.floor(treeSize / TILE_WIDTH ** level) - index * TILE_WIDTH;
    const tile = { level, index, width: Math.min(TILE_WIDTH, present) };
    const path = tilePath(tile);
    let bytes = tiles.get(path);
    if (bytes === undefined) tiles.set(path, (bytes = readTile(tile)));
    const offset = first % TILE_WIDTH;
    return completeRoot(hashesOf(tile, await bytes).slice(offset, offset + span));
  }

  function peaksOf({ start, end }: LeafRange): Promise<Uint8Array[]> {
    if (!(end <= treeSize)) throw new RangeError('the tree is smaller than that');
    return Promise.all(subtreesOf(start, end).map(subtree));
  }

  function proof(ranges: readonly LeafRange[]): Promise<Uint8Array[]> {
    return Promise.all(ranges.map(async (range) => foldSubtrees(await peaksOf(range))));
  }

  return {
    treeSize,
    root: async (size = treeSize) => foldSubtrees(await peaksOf({ start: 0, end: size })),
    peaks: async (size = treeSize) => peaksOf({ start: 0, end: size }),
    inclusionProof: async (index, size = treeSize) => proof(inclusionRanges(index, size)),
    consistencyProof: async (oldSize, newSize = treeSize) =>
      proof(consistencyRanges(oldSize, newSize)),
  };
}

/** Splits a tile into hashes, ignoring those beyond the width. */
function hashesOf(tile: Tile, bytes: Uint8Array): Uint8Array[] {
  const whole = bytes.length % HASH_BYTES === 0 && bytes.length <= TILE_WIDTH * HASH_BYTES;
  if (!whole || bytes.length < tile.width * HASH_BYTES) {
    throw new Error(`${tilePath(tile)} has ${bytes.length} bytes`);
  }
  const hashes: Uint8Array[] = [];
  for (let i = 0; i < tile.width; i++) {
    hashes.push(bytes.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES));
  }
  return hashes;
}

/** Root of a complete subtree, whose leaves are a power of two in number. */
function completeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const parents: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += 2) parents.push(nodeHash(row[i]!, row[i + 1]!));
    row = parents;
  }
  return row[0]!;
}
