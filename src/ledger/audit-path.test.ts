import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, toHex, utf8 } from './bytes.ts';
import {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from './audit-path.ts';
import { leafHash } from './leaf.ts';
import { emptyRoot, rootOf } from './tree.ts';

const MOST = 130;
const leaves = Array.from({ length: MOST }, (_, i) => leafHash(utf8(`leaf ${i}`)));
const roots = Array.from({ length: MOST + 1 }, (_, size) => rootOf(leaves.slice(0, size)));
const classic = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((leaf) => leafHash(fromHex(leaf)!));

test('the published proofs for the classic eight leaves come out', () => {
  assert.deepEqual(inclusionProof(classic, 0).map(toHex), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  assert.deepEqual(inclusionProof(classic.slice(0, 3), 2).map(toHex), [
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  ]);
  assert.deepEqual(consistencyProof(classic, 1).map(toHex), [
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  assert.deepEqual(consistencyProof(classic, 6).map(toHex), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

test('every leaf of every tree up to 130 leaves is proved, and at no other index', () => {
  for (let size = 1; size <= MOST; size++) {
    const tree = leaves.slice(0, size);
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(tree, index);
      const leaf = leaves[index]!;
      assert.ok(verifyInclusion(leaf, index, size, proof, roots[size]!), `${index} of ${size}`);
      for (const wrong of [
        index - 1,
        index + 1,
        index ^ 1,
        size - 1 - index,
        0,
        size,
        size + index,
      ]) {
        if (wrong === index) continue;
        assert.ok(
          !verifyInclusion(leaf, wrong, size, proof, roots[size]!),
          `${wrong} for ${index} of ${size}`,
        );
      }
    }
  }
});

test('inclusion proofs that are cut, extended, reordered or flipped in any bit are refused', () => {
  const size = 77;
  const root = roots[size]!;
  for (const index of [0, 1, 38, 63, 64, 72, 75, 76]) {
    const leaf = leaves[index]!;
    const proof = inclusionProof(leaves.slice(0, size), index);
    const refused = (changed: Uint8Array[]) =>
      assert.ok(!verifyInclusion(leaf, index, size, changed, root));
    refused(proof.slice(1));
    refused(proof.slice(0, -1));
    refused([...proof, root]);
    refused([root, ...proof]);
    refused([]);
    if (proof.length > 1) refused(proof.toReversed());
    refused(proof.map((hash) => hash.slice(1)));
    proof.forEach((_, at) => eachFlip(proof, at, refused));
    eachFlip([leaf], 0, ([bad]) => assert.ok(!verifyInclusion(bad!, index, size, proof, root)));
    eachFlip([root], 0, ([bad]) => assert.ok(!verifyInclusion(leaf, index, size, proof, bad!)));
  }
});

test('sizes and indices that are no counts are refused, not computed with', () => {
  const proof = inclusionProof(leaves, 5);
  for (const [index, size] of [
    [5, 5],
    [-1, 130],
    [5.5, 130],
    [NaN, 130],
    [5, Infinity],
    [5, 2 ** 53],
  ] as const) {
    assert.ok(!verifyInclusion(leaves[5]!, index, size, proof, roots[130]!));
  }
  assert.ok(!verifyConsistency(-1, roots[1]!, 130, roots[130]!, []));
  assert.ok(!verifyConsistency(1, roots[1]!, 1.5, roots[130]!, []));
  assert.throws(() => inclusionProof(leaves, 130), RangeError);
  assert.throws(() => consistencyProof(leaves, 131), RangeError);
});

test('every pair of sizes up to 130 is proved consistent, and with no other size', () => {
  for (let newSize = 0; newSize <= MOST; newSize++) {
    const tree = leaves.slice(0, newSize);
    for (let oldSize = 0; oldSize <= newSize; oldSize++) {
      const proof = consistencyProof(tree, oldSize);
      const verify = (from: number, to: number, path: readonly Uint8Array[] = proof) =>
        verifyConsistency(from, roots[oldSize]!, to, roots[newSize]!, path);
      const label = `${oldSize} to ${newSize}`;
      assert.ok(verify(oldSize, newSize), label);
      assert.ok(!verify(oldSize, newSize, [...proof, roots[1]!]), `${label}, extended`);
      if (proof.length > 0) {
        assert.ok(!verify(oldSize, newSize, proof.slice(1)), `${label}, cut`);
        assert.ok(!verify(oldSize, newSize, proof.slice(0, -1)), `${label}, cut at the end`);
        assert.ok(
          !verify(oldSize - 1, newSize) && !verify(oldSize + 1, newSize),
          `${label}, other size`,
        );
      }
      if (oldSize !== newSize) assert.ok(!verify(newSize, oldSize), `${label}, backwards`);
    }
  }
});

test('a history that was rewritten has no consistency proof', () => {
  const rewritten = leaves.slice();
  rewritten[3] = leafHash(utf8('another'));
  for (const oldSize of [4, 5, 8, 64, 100, 129]) {
    const proof = consistencyProof(rewritten, oldSize);
    assert.ok(!verifyConsistency(oldSize, roots[oldSize]!, MOST, rootOf(rewritten), proof));
    const honest = consistencyProof(leaves, oldSize);
    assert.ok(!verifyConsistency(oldSize, roots[oldSize]!, MOST, rootOf(rewritten), honest));
    honest.forEach((_, at) =>
      eachFlip(honest, at, (bad) => {
        assert.ok(!verifyConsistency(oldSize, roots[oldSize]!, MOST, roots[MOST]!, bad));
      }),
    );
  }
});

test('nothing is consistent with an empty tree but the empty root', () => {
  assert.ok(verifyConsistency(0, emptyRoot(), 5, roots[5]!, []));
  assert.ok(!verifyConsistency(0, roots[1]!, 5, roots[5]!, []));
  assert.ok(!verifyConsistency(5, roots[5]!, 5, roots[4]!, []));
  assert.ok(!verifyConsistency(4, roots[4]!, 5, roots[5]!, []));
});

function eachFlip(
  hashes: readonly Uint8Array[],
  at: number,
  check: (flipped: Uint8Array[]) => void,
): void {
  for (let bit = 0; bit < 256; bit++) {
    const flipped = hashes.map((hash) => hash.slice());
    flipped[at]![bit >> 3]! ^= 1 << (bit & 7);
    check(flipped);
  }
}
