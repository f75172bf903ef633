import { concat, HASH_BYTES, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './sha256.ts';

/** Length in bytes of the random salt of an entry. */
export const SALT_BYTES = 32;

/** First line of every leaf: names our leaf format and its version. */
export const LEAF_HEADER = 'sifang-entry/v1\n';

/**
 * Commits to an entry without disclosing it: SHA-256(salt || UTF-8 of the canonical JSON), FORMAT.md §2. Deleting salt and
 * value from the tables leaves a hash that reveals nothing, so personal data can be erased while the log stays whole.
 * @throws RangeError where the salt is not 32 bytes; CanonicalJsonError where the value has no canonical JSON.
 */
export function contentHash(salt: Uint8Array, value: unknown): Uint8Array {
  // A shorter or longer salt could borrow bytes from, or lend bytes to, the JSON behind it.
  if (salt.length !== SALT_BYTES) throw new RangeError(`salt must be ${SALT_BYTES} bytes`);
  return sha256(salt, utf8(canonicalJson(value)));
}

/**
 * The bytes of a log leaf: the header line and the content hash, 48 bytes, FORMAT.md §2.
 * @throws RangeError where the content hash is not 32 bytes.
 */
export function leafBytes(hash: Uint8Array): Uint8Array {
  if (hash.length !== HASH_BYTES) throw new RangeError(`content hash must be ${HASH_BYTES} bytes`);
  return concat(utf8(LEAF_HEADER), hash);
}

/** Hash of a leaf in the Merkle tree: SHA-256(0x00 || leaf), RFC 6962 §2.1. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(LEAF_PREFIX, leaf);
}

const LEAF_PREFIX = Uint8Array.of(0);
