import { equalBytes, HASH_BYTES } from './bytes.ts';
import { emptyRoot, nodeHash, rootOf } from './tree.ts';

/** Leaves `[start, end)` whose subtree hash is one step of a proof. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The ranges whose hashes prove that a leaf is in a tree, from the leaf's sibling up to the root's child (RFC 6962 §2.1.1).
 * @throws RangeError unless `0 <= index < size`.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError('no such leaf');
  const ranges: LeafRange[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/**
 * The ranges whose hashes prove that a tree is a prefix of a larger one (RFC 6962 §2.1.2). Empty where either is the
 * other's trivial prefix: nothing appended, or nothing there before.
 * @throws RangeError unless `0 <= oldSize <= newSize`.
 */
export function consistencyRanges(oldSize: number, newSize: number): LeafRange[] {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) {
    throw new RangeError('sizes must grow');
  }
  if (oldSize === 0 || oldSize === newSize) return [];
  const ranges: LeafRange[] = [];
  let start = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = start + splitOf(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The whole old tree needs no hash of its own: the verifier has its root.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** Inclusion proof of a leaf in the tree of all the given leaf hashes. Linear; from tiles use hashReader. */
export function inclusionProof(leafHashes: readonly Uint8Array[], index: number): Uint8Array[] {
  return inclusionRanges(index, leafHashes.length).map(({ start, end }) =>
    rootOf(leafHashes.slice(start, end)),
  );
}

/** Proof that the first `oldSize` leaves are a prefix of all the given ones. Linear; from tiles use hashReader. */
export function consistencyProof(leafHashes: readonly Uint8Array[], oldSize: number): Uint8Array[] {
  return consistencyRanges(oldSize, leafHashes.length).map(({ start, end }) =>
    rootOf(leafHashes.slice(start, end)),
  );
}

/**
 * Checks that a leaf stands at an index of the tree with the given root (RFC 9162 §2.1.3.2). Never throws on bad proofs.
 * @param proof hashes from the leaf's sibling up to the root's child; one too many or too few is refused.
 */
export function verifyInclusion(
  leafHash: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (leafHash.length !== HASH_BYTES || !proof.every(isHash)) return false;
  let node = index;
  let last = size - 1;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // The last node of a level without a partner is carried up unchanged.
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/**
 * Checks that the tree with the old root is a prefix of the tree with the new root (RFC 9162 §2.1.4.2). Never throws on
 * bad proofs. Equal sizes need equal roots and an empty proof; so does growth from the empty tree, whose root is fixed.
 */
export function verifyConsistency(
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) return false;
  if (!isHash(oldRoot) || !isHash(newRoot) || !proof.every(isHash)) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot());

  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // A complete old tree is a node of the new one, and the proof leaves its hash out.
  const path = node === 0 ? [oldRoot, ...proof] : proof;
  const [first, ...steps] = path;
  if (first === undefined) return false;
  let oldHash = first;
  let newHash = first;
  for (const step of steps) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(step, oldHash);
      newHash = nodeHash(step, newHash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      newHash = nodeHash(newHash, step);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

/** Largest power of two below a length of two or more. */
function splitOf(length: number): number {
  let split = 1;
  while (split * 2 < length) split *= 2;
  return split;
}

/** Sizes go to 2^53 - 1, beyond the 32 bits of the shift operators. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isHash(hash: Uint8Array): boolean {
  return hash.length === HASH_BYTES;
}
