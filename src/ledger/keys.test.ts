import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromHex, toHex } from './bytes.ts';
import {
  formatVerifierKey,
  isKeyName,
  KEY_TYPES,
  keyId,
  newSeed,
  parseVerifierKey,
  signerFromSeed,
} from './keys.ts';

/** Keys of the specification and of public logs and witnesses, made by other programs. */
const FOREIGN_KEYS = [
  ['example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', KEY_TYPES.log],
  ['sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', KEY_TYPES.log],
  ['remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2', KEY_TYPES.witness],
  ['witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv', KEY_TYPES.witness],
] as const;
const FOO = FOREIGN_KEYS[0][0];

test('verifier keys of other programs are read, with both types of key id, and written alike', () => {
  for (const [text, type] of FOREIGN_KEYS) {
    const key = parseVerifierKey(text);
    assert.equal(key?.type, type, text);
    assert.equal(formatVerifierKey(key!), text);
  }
});

test('a verifier key with a foreign id, type, length or name is refused', () => {
  const wrong = [
    '',
    'example.com/foo',
    FOO.replace('530d903a', '530d903b'),
    FOO.replace('530d903a', '530D903A'),
    FOO.replace('530d903a', '530d90'),
    FOO.replace('example.com', 'example.org'),
    FOO.replace('example.com', 'example com'),
    FOO.replace('+Ae', '+Ae+'),
    FOO.replace('+Ae', '+Be'),
    FOO.slice(0, -4),
    `${FOO} `,
    `${FOO}\n`,
    `+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k`,
    // The same key stamped ECDSA (0x02).
    'example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  ];
  for (const text of wrong) assert.equal(parseVerifierKey(text), undefined, text);
});

test('a verifier key whose id fits a public key of a wrong length is refused', () => {
  for (const length of [0, 31, 33]) {
    const publicKey = new Uint8Array(length);
    const key = { name: 'a', type: KEY_TYPES.log, publicKey };
    const text = formatVerifierKey({ ...key, id: keyId('a', KEY_TYPES.log, publicKey) });
    assert.equal(parseVerifierKey(text), undefined, text);
  }
});

test('key names hold no space of any script, no plus and no control character', () => {
  for (const name of ['a', '四方.example/江西', 'example.com/log42', 'a—b'])
    assert.ok(isKeyName(name), name);
  for (const name of [
    '',
    'a b',
    'a+b',
    'a\u3000b',
    'a\u00a0',
    'a\u0085',
    'a\tb',
    'a\u007f',
    'a\nb',
    '\ud800',
  ]) {
    assert.ok(!isKeyName(name), JSON.stringify(name));
  }
});

test('a signer from a seed makes the signature of RFC 8032 section 7.1, test 2', async () => {
  const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')!;
  const signer = await signerFromSeed('example.com/log', KEY_TYPES.log, seed);
  assert.equal(
    toHex(signer.publicKey),
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  );
  const signature = await signer.sign(Uint8Array.of(0x72));
  assert.equal(
    toHex(signature),
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
});

test('one key has different ids as log and as witness, and its text form reads back', async () => {
  const seed = newSeed();
  const log = await signerFromSeed('example.com/a', KEY_TYPES.log, seed);
  const witness = await signerFromSeed('example.com/a', KEY_TYPES.witness, seed);
  assert.deepEqual(log.publicKey, witness.publicKey);
  assert.notEqual(log.id, witness.id);
  const { name, id, type, publicKey } = witness;
  assert.deepEqual(parseVerifierKey(formatVerifierKey(witness)), { name, id, type, publicKey });
});

test('bad names and seeds are faults', async () => {
  await assert.rejects(signerFromSeed('a b', KEY_TYPES.log, newSeed()), RangeError);
  await assert.rejects(signerFromSeed('a', KEY_TYPES.log, new Uint8Array(31)), RangeError);
});
