import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { toHex, utf8 } from './bytes.ts';
import { sha256, sha256Portable } from './sha256.ts';

const VECTORS = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
] as const;

test('both implementations give the digests of FIPS 180-4', () => {
  for (const [text, digest] of VECTORS) {
    assert.equal(toHex(sha256(utf8(text))), digest);
    assert.equal(toHex(sha256Portable(utf8(text))), digest);
  }
  const million = new Uint8Array(1_000_000).fill(0x61);
  const expected = 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0';
  assert.equal(toHex(sha256Portable(million)), expected);
});

test('the plain implementation agrees with Node for every length around the block limits', () => {
  for (let length = 0; length <= 200; length++) {
    // A view into a larger buffer, as it comes from a socket.
    const bytes = Uint8Array.from({ length: length + 3 }, (_, i) => (i * 31) & 255).subarray(3);
    const expected = createHash('sha256').update(bytes).digest('hex');
    assert.equal(toHex(sha256Portable(bytes)), expected);
    assert.equal(toHex(sha256(bytes)), expected);
  }
});

test('parts are hashed as one message and the result is a plain byte array', () => {
  const digest = sha256(utf8('a'), utf8(''), utf8('bc'));
  assert.equal(toHex(digest), VECTORS[1][1]);
  assert.equal(Object.getPrototypeOf(digest), Uint8Array.prototype);
});
