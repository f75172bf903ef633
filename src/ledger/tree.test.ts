import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { leafHash } from './leaf.ts';
import { emptyRoot, Frontier, nodeHash, rootOf, subtreesOf } from './tree.ts';

/** The eight leaves and nine roots of the Certificate Transparency reference tests. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hashes = LEAVES.map((leaf) => leafHash(fromHex(leaf)!));

/** MTH of RFC 6962 section 2.1, word for word: the oracle for everything faster. */
function merkleTreeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot();
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(merkleTreeHash(leaves.slice(0, k)), merkleTreeHash(leaves.slice(k)));
}

test('the roots of the classic eight leaves come out', () => {
  const frontier = new Frontier();
  assert.equal(toHex(frontier.root()), ROOTS[0]);
  hashes.forEach((hash, i) => {
    assert.equal(frontier.append(hash), i);
    assert.equal(toHex(frontier.root()), ROOTS[i + 1]);
    assert.equal(toHex(rootOf(hashes.slice(0, i + 1))), ROOTS[i + 1]);
    assert.equal(frontier.size, i + 1);
  });
});

test('the frontier agrees with the definition for every size up to 300, also when stored in between', () => {
  const leaves = Array.from({ length: 300 }, (_, i) => leafHash(utf8(`leaf ${i}`)));
  let frontier = new Frontier();
  leaves.forEach((leaf, i) => {
    frontier.append(leaf);
    frontier = Frontier.fromBytes(frontier.toBytes())!;
    assert.deepEqual(frontier.root(), merkleTreeHash(leaves.slice(0, i + 1)));
  });
});

test('a frontier keeps copies: neither callers nor clones can reach into it', () => {
  const frontier = new Frontier();
  const leaf = hashes[1]!.slice();
  frontier.append(leaf);
  const clone = frontier.clone();
  clone.append(leaf);
  leaf.fill(0);
  frontier.root().fill(0);
  assert.equal(toHex(frontier.root()), toHex(hashes[1]!));
  assert.equal(clone.size, 2);
  assert.equal(frontier.size, 1);
});

test('sizes beyond 32 bits are handled', () => {
  for (const size of [2 ** 32 + 1, 2 ** 40 + 3, 2 ** 52 + 1]) {
    const nodes = subtreesOf(0, size);
    assert.equal(
      nodes.reduce((sum, { level }) => sum + 2 ** level, 0),
      size,
    );
    const frontier = Frontier.fromPeaks(
      size,
      nodes.map(() => hashes[0]!),
    );
    frontier.append(hashes[1]!);
    assert.equal(frontier.size, size + 1);
    assert.deepEqual(Frontier.fromBytes(frontier.toBytes())!.root(), frontier.root());
  }
});

test('a stored frontier of the wrong length or size is refused', () => {
  const frontier = new Frontier();
  hashes.forEach((hash) => frontier.append(hash));
  frontier.append(hashes[0]!);
  const bytes = frontier.toBytes();
  assert.equal(bytes.length, 8 + 2 * 32);
  assert.ok(Frontier.fromBytes(bytes));
  for (const wrong of [
    bytes.slice(0, 7),
    bytes.slice(0, -1),
    bytes.slice(0, -32),
    Uint8Array.of(...bytes, 0),
  ]) {
    assert.equal(Frontier.fromBytes(wrong), undefined);
  }
  bytes.fill(0xff, 0, 8);
  assert.equal(Frontier.fromBytes(bytes), undefined);
});

test('hashes of a wrong length are faults', () => {
  assert.throws(() => nodeHash(new Uint8Array(31), hashes[0]!), RangeError);
  assert.throws(() => new Frontier().append(new Uint8Array(33)), RangeError);
  assert.throws(() => Frontier.fromPeaks(3, [hashes[0]!]), RangeError);
});

test('a range of leaves is split into complete subtrees, largest first', () => {
  assert.deepEqual(subtreesOf(0, 0), []);
  assert.deepEqual(subtreesOf(0, 7), [
    { level: 2, index: 0 },
    { level: 1, index: 2 },
    { level: 0, index: 6 },
  ]);
  assert.deepEqual(subtreesOf(8, 11), [
    { level: 1, index: 4 },
    { level: 0, index: 10 },
  ]);
});
