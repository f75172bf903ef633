import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from './bytes.ts';
import { consistencyProof, inclusionProof, verifyInclusion } from './audit-path.ts';
import { leafHash } from './leaf.ts';
import {
  growTiles,
  hashReader,
  parseTilePath,
  tilePath,
  tilesFor,
  type ReadTile,
  type Tile,
} from './tile.ts';
import { Frontier, rootOf } from './tree.ts';

const leaves = Array.from({ length: 70_000 }, (_, i) => leafHash(utf8(`leaf ${i}`)));

/** Tiles by path, as a folder would hold them. */
function folder(): {
  store: Map<string, Uint8Array>;
  readTile: ReadTile;
  grow: (from: number, to: number) => Promise<Tile[]>;
} {
  const store = new Map<string, Uint8Array>();
  const readTile: ReadTile = async (tile) => {
    const bytes = store.get(tilePath(tile));
    if (bytes === undefined) throw new Error(`no ${tilePath(tile)}`);
    return bytes;
  };
  const grow = async (from: number, to: number) => {
    const contents = await growTiles(from, leaves.slice(from, to), readTile);
    for (const { tile, bytes } of contents) store.set(tilePath(tile), bytes);
    return contents.map(({ tile }) => tile);
  };
  return { store, readTile, grow };
}

test('tile paths are those of the specification', () => {
  const paths: [Tile, string][] = [
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1067, width: 5 }, 'tile/0/x001/067.p/5'],
    [{ level: 2, index: 999, width: 255 }, 'tile/2/999.p/255'],
    [{ level: 63, index: 1000, width: 1 }, 'tile/63/x001/000.p/1'],
  ];
  for (const [tile, path] of paths) {
    assert.equal(tilePath(tile), path);
    assert.deepEqual(parseTilePath(path), tile);
  }
});

test('any other spelling of a tile path is refused, and so are entry bundles', () => {
  const wrong = [
    '',
    'tile',
    'tile/0',
    'tile/0/',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/x001/x002',
    'tile/00/001',
    'tile/64/001',
    'tile/-1/001',
    'tile/0/001.p/0',
    'tile/0/001.p/256',
    'tile/0/001.p/05',
    'tile/0/001.p/',
    'tile/0/001.p',
    'tile/0/001/',
    '/tile/0/001',
    'tile/0/../001',
    'tile/0/001\n',
    'tile/entries/000',
    'tile/0/x001/x234/067/x001',
    'tile/0/x999/x999/x999/x999/x999/999',
  ];
  for (const path of wrong) assert.equal(parseTilePath(path), undefined, path);
});

test('a tree of 70,000 leaves has the tiles the specification counts', () => {
  const tiles = tilesFor(0, 70_000);
  const of = (level: number, full: boolean) =>
    tiles.filter((tile) => tile.level === level && (tile.width === 256) === full);
  assert.equal(of(0, true).length, 273);
  assert.deepEqual(of(0, false), [{ level: 0, index: 273, width: 112 }]);
  assert.equal(of(1, true).length, 1);
  assert.deepEqual(of(1, false), [{ level: 1, index: 1, width: 17 }]);
  assert.deepEqual(of(2, false), [{ level: 2, index: 0, width: 1 }]);
  assert.equal(tiles.length, 273 + 1 + 1 + 1 + 1);
  assert.deepEqual(tilesFor(0, 256), [
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]);
});

test('growth writes only what changed', () => {
  assert.deepEqual(tilesFor(0, 0), []);
  assert.deepEqual(tilesFor(300, 300), []);
  assert.deepEqual(tilesFor(300, 301), [{ level: 0, index: 1, width: 45 }]);
  assert.deepEqual(tilesFor(511, 512), [
    { level: 0, index: 1, width: 256 },
    { level: 1, index: 0, width: 2 },
  ]);
  assert.throws(() => tilesFor(2, 1), RangeError);
  assert.throws(() => tilesFor(-1, 1), RangeError);
});

test('grown step by step or at once, the right edge is the same, and growTiles writes what tilesFor lists', async () => {
  const steps = folder();
  const sizes = [
    0, 1, 2, 255, 256, 257, 511, 513, 1000, 1000, 20_000, 65_535, 65_536, 65_537, 70_000,
  ];
  for (let i = 1; i < sizes.length; i++) {
    const [from, to] = [sizes[i - 1]!, sizes[i]!];
    assert.deepEqual(await steps.grow(from, to), tilesFor(from, to), `${from} to ${to}`);
  }
  const once = folder();
  await once.grow(0, 70_000);
  for (const [path, bytes] of once.store) assert.deepEqual(steps.store.get(path), bytes, path);
});

test('proofs from tiles are the proofs from all leaves', async () => {
  const { readTile, grow } = folder();
  await grow(0, 1500);
  const reader = hashReader(readTile, 1500);
  for (const size of [1, 2, 255, 256, 257, 512, 600, 1499, 1500]) {
    const tree = leaves.slice(0, size);
    assert.deepEqual(await reader.root(size), rootOf(tree));
    for (const index of [0, size >> 1, size - 1]) {
      assert.deepEqual(await reader.inclusionProof(index, size), inclusionProof(tree, index));
    }
    for (const oldSize of [0, 1, size >> 1, size - 1, size]) {
      assert.deepEqual(
        await reader.consistencyProof(oldSize, size),
        consistencyProof(tree, oldSize),
      );
    }
  }
});

test('a large tree is proved from a handful of tiles, and its frontier is restored from them', async () => {
  const { readTile, grow } = folder();
  await grow(0, 70_000);
  let reads = 0;
  const reader = hashReader((tile) => (reads++, readTile(tile)), 70_000);
  const proof = await reader.inclusionProof(12_345);
  assert.ok(reads <= 6, `${reads} tiles`);
  const frontier = Frontier.fromPeaks(70_000, await reader.peaks());
  assert.deepEqual(frontier.root(), await reader.root());
  assert.deepEqual(frontier.root(), rootOf(leaves));
  assert.ok(verifyInclusion(leaves[12_345]!, 12_345, 70_000, proof, frontier.root()));
});

test('a full tile serves where its partial one is gone, and a short one is a fault', async () => {
  const { store, grow } = folder();
  await grow(0, 300);
  const partial = store.get('tile/0/001.p/44')!;
  const read =
    (bytes: Uint8Array): ReadTile =>
    async ({ index, level }) =>
      index === 1 ? bytes : store.get(level === 0 ? 'tile/0/000' : 'tile/1/000.p/1')!;
  const wider = new Uint8Array(8192).fill(9);
  wider.set(partial);
  assert.deepEqual(await hashReader(read(wider), 300).root(), rootOf(leaves.slice(0, 300)));
  for (const length of [0, 43 * 32, 44 * 32 - 1, 44 * 32 + 1, 8192 + 32]) {
    await assert.rejects(hashReader(read(new Uint8Array(length)), 300).root(), /tile\/0\/001/);
  }
});

test('sizes beyond the tree are refused', async () => {
  const { readTile, grow } = folder();
  await grow(0, 10);
  const reader = hashReader(readTile, 10);
  await assert.rejects(reader.root(11), RangeError);
  // Half of the last subtree exists and would hash to something.
  await assert.rejects(reader.root(12), RangeError);
  await assert.rejects(reader.root(0), RangeError);
  await assert.rejects(reader.inclusionProof(10), RangeError);
  await assert.rejects(reader.inclusionProof(0, 11), RangeError);
  await assert.rejects(reader.consistencyProof(3, 11), RangeError);
});
