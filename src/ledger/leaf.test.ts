import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { toHex, utf8 } from './bytes.ts';
import { contentHash, leafBytes, leafHash } from './leaf.ts';

const salt = Uint8Array.from({ length: 32 }, (_, i) => i);

test('a content hash is the digest of salt and canonical JSON', () => {
  const expected = createHash('sha256').update(salt).update('{"a":1,"b":"水泥"}').digest('hex');
  assert.equal(toHex(contentHash(salt, { b: '水泥', a: 1 })), expected);
});

test('another salt gives another hash of the same value', () => {
  const other = salt.slice();
  other[31] = 0;
  assert.notDeepEqual(contentHash(other, null), contentHash(salt, null));
});

test('salts and hashes of a wrong length are faults', () => {
  for (const length of [0, 31, 33]) {
    assert.throws(() => contentHash(new Uint8Array(length), null), RangeError);
    assert.throws(() => leafBytes(new Uint8Array(length)), RangeError);
  }
});

test('a leaf is the header line and the content hash', () => {
  const leaf = leafBytes(contentHash(salt, null));
  assert.equal(leaf.length, 48);
  assert.equal(Buffer.from(leaf.slice(0, 16)).toString(), 'sifang-entry/v1\n');
});

test('leaf hashes carry the prefix of RFC 6962', () => {
  const empty = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
  assert.equal(toHex(leafHash(new Uint8Array(0))), empty);
  const prefixed = createHash('sha256').update(Buffer.from('\0L123456')).digest('hex');
  assert.equal(toHex(leafHash(utf8('L123456'))), prefixed);
});
