import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fromHex, toHex, utf8 } from '../bytes.ts';
import { verifyEd25519, verifyEd25519Portable } from './verify.ts';
import { KEY_TYPES, signerFromSeed } from '../keys.ts';
import { sha512 } from './sha512.ts';

/** RFC 8032 section 7.1, tests 1 to 3: public key, message, signature. */
const VECTORS = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const P = 2n ** 255n - 19n;

const littleEndian = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
const withS = (signature: Uint8Array, s: bigint): Uint8Array =>
  Uint8Array.of(...signature.subarray(0, 32), ...littleEndian(s));
const sOf = (signature: Uint8Array): bigint => BigInt(`0x${toHex(signature.slice(32).reverse())}`);

test('SHA-512 gives the digests of Node for every length around the block limits', () => {
  for (let length = 0; length <= 260; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255);
    assert.equal(toHex(sha512(bytes)), createHash('sha512').update(bytes).digest('hex'));
  }
});

test('the signatures of RFC 8032 verify both ways, and with any byte changed neither way', async () => {
  for (const vector of VECTORS) {
    const [key, message, signature] = vector.map((hex) => fromHex(hex)!) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    assert.ok(await verifyEd25519(key, message, signature));
    assert.ok(verifyEd25519Portable(key, message, signature));
    assert.ok(!verifyEd25519Portable(key, Uint8Array.of(...message, 0), signature));
    for (let at = 0; at < 64; at++) {
      const bad = signature.slice();
      bad[at]! ^= 0x80 >> (at % 8);
      assert.ok(!verifyEd25519Portable(key, message, bad), `byte ${at}`);
      assert.ok(!(await verifyEd25519(key, message, bad)), `byte ${at}`);
    }
  }
});

test('what WebCrypto signs the plain implementation accepts', async () => {
  for (let i = 0; i < 20; i++) {
    const signer = await signerFromSeed('a', KEY_TYPES.log, new Uint8Array(32).fill(i));
    const message = utf8(`message ${i}`.repeat(i * 5));
    const signature = await signer.sign(message);
    assert.ok(verifyEd25519Portable(signer.publicKey, message, signature));
    assert.ok(!verifyEd25519Portable(signer.publicKey, utf8('another'), signature));
  }
});

test('the second form of a signature, with S beyond the group order, is refused by both', async () => {
  const [key, message, signature] = VECTORS[1].map((hex) => fromHex(hex)!) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const second = withS(signature, sOf(signature) + ORDER);
  assert.ok(!verifyEd25519Portable(key, message, second));
  assert.ok(!(await verifyEd25519(key, message, second)));
});

test('bytes that encode no point, or a point in a second way, are no keys', () => {
  const signature = fromHex(VECTORS[0][2])!;
  // y = 2 is on no point of the curve; P + 1 and the negative zero of y = 1 are second spellings of the identity.
  for (const key of [littleEndian(2n), littleEndian(P + 1n), littleEndian(1n | (1n << 255n))]) {
    assert.ok(!verifyEd25519Portable(key, new Uint8Array(0), signature));
  }
  // With the identity as key, R = [S]B is a signature of anything: the spellings above must not be decoded to it.
  const base =
    littleEndian(46316835694926478169428394003475163141307993866256225615783033603165251855960n);
  const forged = Uint8Array.of(...base, ...littleEndian(1n));
  assert.ok(verifyEd25519Portable(littleEndian(1n), utf8('anything'), forged));
  assert.ok(!verifyEd25519Portable(littleEndian(P + 1n), utf8('anything'), forged));
  assert.ok(!verifyEd25519Portable(littleEndian(1n | (1n << 255n)), utf8('anything'), forged));
});

test('keys and signatures of a wrong length are refused, not thrown at', async () => {
  const [key, message, signature] = VECTORS[2].map((hex) => fromHex(hex)!) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  for (const [badKey, badSignature] of [
    [key.slice(1), signature],
    [Uint8Array.of(...key, 0), signature],
    [key, signature.slice(1)],
    [key, Uint8Array.of(...signature, 0)],
    [new Uint8Array(0), new Uint8Array(0)],
  ] as const) {
    assert.ok(!(await verifyEd25519(badKey, message, badSignature)));
    assert.ok(!verifyEd25519Portable(badKey, message, badSignature));
  }
});

test('a platform that does not know Ed25519 falls back, whichever error it gives', async () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  const [key, message, signature] = VECTORS[0].map((hex) => fromHex(hex)!) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const platforms = [
    undefined,
    {},
    { subtle: { importKey: () => Promise.reject(new DOMException('', 'NotSupportedError')) } },
    { subtle: { importKey: () => Promise.reject(new TypeError('unknown algorithm')) } },
  ];
  for (const value of platforms) {
    Object.defineProperty(globalThis, 'crypto', { value, configurable: true });
    try {
      assert.ok(await verifyEd25519(key, message, signature));
      assert.ok(!(await verifyEd25519(key, utf8('another'), signature)));
    } finally {
      Object.defineProperty(globalThis, 'crypto', original);
    }
  }
});
