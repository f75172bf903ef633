import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  concat,
  decodeUtf8,
  equalBytes,
  fromBase64,
  fromHex,
  toBase64,
  toHex,
  utf8,
} from './bytes.ts';

test('Base64 gives the results of RFC 4648 section 10 both ways', () => {
  const vectors = {
    '': '',
    f: 'Zg==',
    fo: 'Zm8=',
    foo: 'Zm9v',
    foob: 'Zm9vYg==',
    foobar: 'Zm9vYmFy',
  };
  for (const [text, encoded] of Object.entries(vectors)) {
    assert.equal(toBase64(utf8(text)), encoded);
    assert.deepEqual(fromBase64(encoded), utf8(text));
  }
});

test('Base64 agrees with Node for every byte value and length', () => {
  for (let length = 0; length < 260; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
    const encoded = Buffer.from(bytes).toString('base64');
    assert.equal(toBase64(bytes), encoded);
    assert.deepEqual(fromBase64(encoded), bytes);
  }
});

test('Base64 in any other spelling is refused', () => {
  const wrong = [
    'A',
    'AA',
    'AAA',
    'A===',
    '====',
    'AB==',
    'AAB=',
    'AA=A',
    'AA-_',
    ' AAA',
    'AAA\n',
    'AA==AAAA',
  ];
  for (const text of wrong) assert.equal(fromBase64(text), undefined, JSON.stringify(text));
});

test('hexadecimal is lowercase and of even length', () => {
  assert.equal(toHex(Uint8Array.of(0, 1, 254, 255)), '0001feff');
  assert.deepEqual(fromHex('0001feff'), Uint8Array.of(0, 1, 254, 255));
  for (const text of ['0', '0G', 'FF', ' 00', '0x00']) assert.equal(fromHex(text), undefined);
});

test('a text without a UTF-8 form is a fault, bytes that are not UTF-8 are refused', () => {
  assert.deepEqual(utf8('江西😀'), new TextEncoder().encode('江西😀'));
  assert.throws(() => utf8('\ud83d'), RangeError);
  assert.throws(() => utf8('a\ude00b'), RangeError);
  assert.equal(decodeUtf8(Uint8Array.of(0xc0, 0x80)), undefined);
  assert.equal(decodeUtf8(Uint8Array.of(0xed, 0xa0, 0x80)), undefined);
  assert.equal(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)), '\ufeffa');
});

test('bytes are joined in order and compared by content', () => {
  assert.deepEqual(
    concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3)),
    Uint8Array.of(1, 2, 3),
  );
  assert.ok(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)));
  assert.ok(!equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)));
  assert.ok(!equalBytes(Uint8Array.of(1), Uint8Array.of(1, 2)));
});
