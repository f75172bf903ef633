import { HASH_BYTES } from './bytes.ts';
import { sha256 } from './sha256.ts';

/** A complete subtree: the leaves `[index * 2**level, (index + 1) * 2**level)`. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Hash of an inner node: SHA-256(0x01 || left || right), RFC 6962 §2.1. @throws RangeError unless both are 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  assertHash(left);
  assertHash(right);
  preimage.set(left, 1);
  preimage.set(right, 1 + HASH_BYTES);
  return sha256(preimage);
}

// One buffer for all calls: hashing is synchronous, and a new one per node would halve the append rate.
const preimage = new Uint8Array(1 + 2 * HASH_BYTES);
preimage[0] = 1;

/** Root of the tree without leaves: SHA-256 of nothing, RFC 6962 §2.1. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** Root of a whole list of leaf hashes. Linear; for growing trees use Frontier. */
export function rootOf(leafHashes: readonly Uint8Array[]): Uint8Array {
  const frontier = new Frontier();
  for (const hash of leafHashes) frontier.append(hash);
  return frontier.root();
}

/** Combines the hashes of `subtreesOf(start, end)` into the hash of that range. @throws RangeError on an empty list. */
export function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  const last = hashes.at(-1);
  if (last === undefined) throw new RangeError('an empty range has no subtree hash');
  let hash = last;
  for (let i = hashes.length - 2; i >= 0; i--) hash = nodeHash(hashes[i]!, hash);
  return hash;
}

/**
 * Splits a range of leaves into complete subtrees, left to right and largest first. `start` must be a multiple of the
 * smallest power of two not below the length, as it is for every range that occurs in an RFC 6962 proof.
 */
export function subtreesOf(start: number, end: number): TreeNode[] {
  const nodes: TreeNode[] = [];
  let position = start;
  let level = 52;
  while (position < end) {
    while (2 ** level > end - position) level--;
    nodes.push({ level, index: position / 2 ** level });
    position += 2 ** level;
  }
  return nodes;
}

/**
 * The right edge of a growing Merkle tree: all that must be kept to append leaves and to compute roots. At most 53 hashes;
 * an append costs one node hash on average.
 */
export class Frontier {
  #size = 0;
  /** Hashes of `subtreesOf(0, size)`: one complete subtree for each bit of the size, largest first. */
  #peaks: Uint8Array[] = [];

  /** Number of leaves appended so far. */
  get size(): number {
    return this.#size;
  }

  /** Appends a leaf by its hash, which is copied. @returns the index of the leaf. @throws RangeError unless 32 bytes. */
  append(leafHash: Uint8Array): number {
    assertHash(leafHash);
    if (this.#size === Number.MAX_SAFE_INTEGER) throw new RangeError('the tree is full');
    const peaks = this.#peaks;
    const index = this.#size;
    if (index % 2 === 0) {
      peaks.push(leafHash.slice());
    } else {
      let hash = leafHash;
      for (let rest = index; rest % 2 === 1; rest = (rest - 1) / 2) {
        hash = nodeHash(peaks.pop()!, hash);
      }
      peaks.push(hash);
    }
    this.#size = index + 1;
    return index;
  }

  /** Root hash over all leaves appended so far, RFC 6962 §2.1. */
  root(): Uint8Array {
    if (this.#size === 0) return emptyRoot();
    return foldSubtrees(this.#peaks).slice();
  }

  /** An independent copy, to try a batch on. */
  clone(): Frontier {
    return Frontier.fromPeaks(this.#size, this.#peaks);
  }

  /** Serialises: the size as 8 bytes big-endian, then the hashes of `subtreesOf(0, size)`. */
  toBytes(): Uint8Array {
    const bytes = new Uint8Array(8 + HASH_BYTES * this.#peaks.length);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(this.#size));
    this.#peaks.forEach((peak, i) => bytes.set(peak, 8 + HASH_BYTES * i));
    return bytes;
  }

  /** Reads what `toBytes` wrote. @returns undefined where size and number of hashes do not belong together. */
  static fromBytes(bytes: Uint8Array): Frontier | undefined {
    if (bytes.length < 8) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const size = Number(view.getBigUint64(0));
    if (!Number.isSafeInteger(size)) return undefined;
    const count = subtreesOf(0, size).length;
    if (bytes.length !== 8 + HASH_BYTES * count) return undefined;
    const peaks: Uint8Array[] = [];
    for (let at = 8; at < bytes.length; at += HASH_BYTES) {
      peaks.push(bytes.subarray(at, at + HASH_BYTES));
    }
    return Frontier.fromPeaks(size, peaks);
  }

  /** Restores a frontier from the hashes of `subtreesOf(0, size)`. @throws RangeError where their number is wrong. */
  static fromPeaks(size: number, peaks: readonly Uint8Array[]): Frontier {
    if (peaks.length !== subtreesOf(0, size).length) throw new RangeError('wrong number of peaks');
    for (const peak of peaks) assertHash(peak);
    const frontier = new Frontier();
    frontier.#size = size;
    frontier.#peaks = peaks.map((peak) => peak.slice());
    return frontier;
  }
}

function assertHash(hash: Uint8Array): void {
  if (hash.length !== HASH_BYTES) throw new RangeError(`a hash must be ${HASH_BYTES} bytes`);
}
