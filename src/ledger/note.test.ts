import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEY_TYPES, parseVerifierKey, signerFromSeed } from './keys.ts';
import {
  formatNote,
  formatSignature,
  MAX_SIGNATURES,
  parseNote,
  parseSignature,
  signNote,
  verifyNote,
} from './note.ts';

/** The example of C2SP signed-note. */
const FOO = parseVerifierKey(
  'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
)!;
const EXAMPLE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const LINE = EXAMPLE.slice(EXAMPLE.indexOf('—'));

test('the example of the specification verifies under its key', async () => {
  const note = parseNote(EXAMPLE)!;
  assert.equal(note.text, 'This is an example message.\n');
  assert.equal(await verifyNote(note, FOO), 'valid');
  assert.equal(formatNote(note), EXAMPLE);
});

test('a changed text or signature is invalid, and so is a note with one true and one false signature', async () => {
  const note = parseNote(EXAMPLE)!;
  assert.equal(
    await verifyNote({ ...note, text: 'This is an example message!\n' }, FOO),
    'invalid',
  );
  const [signature] = note.signatures;
  for (let at = 0; at < 64; at++) {
    const bytes = signature!.signature.slice();
    bytes[at]! ^= 1;
    const forged = { ...signature!, signature: bytes };
    assert.equal(await verifyNote({ ...note, signatures: [forged] }, FOO), 'invalid');
    if (at === 0)
      assert.equal(await verifyNote({ ...note, signatures: [signature!, forged] }, FOO), 'invalid');
  }
});

test('signatures of unknown keys are ignored, even if they share the name or the id', async () => {
  const note = parseNote(EXAMPLE)!;
  const [signature] = note.signatures;
  const otherName = { ...signature!, name: 'example.com/bar' };
  const otherId = { ...signature!, keyId: signature!.keyId ^ 1 };
  assert.equal(await verifyNote({ ...note, signatures: [otherName, otherId] }, FOO), 'absent');
  assert.equal(
    await verifyNote({ ...note, signatures: [otherName, otherId, signature!] }, FOO),
    'valid',
  );
});

test('text may hold empty lines; the last one separates the signatures', () => {
  const text = 'one\n\n\ntwo\n\n';
  const note = parseNote(`${text}\n${LINE}${LINE}`)!;
  assert.equal(note.text, text);
  assert.equal(note.signatures.length, 2);
  assert.equal(formatNote(note), `${text}\n${LINE}${LINE}`);
});

test('malformed notes are refused', () => {
  const wrong = [
    '',
    '\n',
    'text\n',
    LINE,
    `\n${LINE}`,
    `text\n${LINE}`,
    `text\n\n`,
    `text\n\n\n`,
    `text\n\n${LINE.slice(0, -1)}`,
    `text\n\n${LINE}\n`,
    `text\n\n${LINE}x`,
    `text\n\n${LINE}\n${LINE.slice(0, -1)}`,
    EXAMPLE.replaceAll('\n', '\r\n'),
    EXAMPLE.replace('This', 'Th\u0000is'),
    EXAMPLE.replace('This', 'Th\tis'),
    EXAMPLE.replace('This', 'Th\u001fis'),
    EXAMPLE.replace('This', 'Th\ud800is'),
    EXAMPLE.replace('—', '-'),
    EXAMPLE.replace('— ', '—'),
    EXAMPLE.replace('— ', '—  '),
    EXAMPLE.replace('/foo ', '/foo  '),
    EXAMPLE.replace('/foo', '/f+o'),
    EXAMPLE.replace('/foo', '/f\u3000o'),
    EXAMPLE.replace('yaQM=', 'yaQM'),
    EXAMPLE.replace('yaQM=', 'yaQN='),
    EXAMPLE.replace('yaQM=', 'yaQM= '),
    'text\n\n— name Uw2QOg==\n',
    `${'x'.repeat(500_000)}${EXAMPLE}`,
    `text\n\n${LINE.repeat(MAX_SIGNATURES + 1)}`,
  ];
  for (const text of wrong)
    assert.ok(parseNote(text) === undefined, JSON.stringify(text.slice(0, 200)));
});

test('as many signatures as the specification demands are read, of post-quantum length too', () => {
  const big = formatSignature({ name: 'a', keyId: 0xffff_ffff, signature: new Uint8Array(5000) });
  const note = parseNote(`text\n\n${big.repeat(16)}${LINE.repeat(MAX_SIGNATURES - 16)}`);
  assert.equal(note?.signatures.length, MAX_SIGNATURES);
  assert.equal(note.signatures[0]!.keyId, 0xffff_ffff);
});

test('cutting a note anywhere, or changing any one character, never reads as the same signed text', async () => {
  for (let at = 0; at < EXAMPLE.length; at++) {
    for (const damaged of [
      EXAMPLE.slice(0, at),
      EXAMPLE.slice(0, at) + 'A' + EXAMPLE.slice(at + 1),
    ]) {
      const note = damaged === EXAMPLE ? undefined : parseNote(damaged);
      if (note === undefined) continue;
      assert.notEqual(await verifyNote(note, FOO), 'valid', damaged);
      assert.equal(formatNote(note), damaged);
    }
  }
});

test('what is signed here verifies here, under several keys at once', async () => {
  const signers = await Promise.all(
    [1, 2].map((n) =>
      signerFromSeed(`example.com/${n}`, KEY_TYPES.log, new Uint8Array(32).fill(n)),
    ),
  );
  const note = parseNote(await signNote('四方\n', signers))!;
  for (const signer of signers) assert.equal(await verifyNote(note, signer), 'valid');
  assert.equal(await verifyNote(note, FOO), 'absent');
});

test('a text that is no note and a key of a witness are faults', async () => {
  const signer = await signerFromSeed('a', KEY_TYPES.log, new Uint8Array(32));
  const witness = await signerFromSeed('a', KEY_TYPES.witness, new Uint8Array(32));
  for (const text of ['', 'no newline', 'tab\t\n'])
    await assert.rejects(signNote(text, [signer]), RangeError);
  await assert.rejects(signNote('text\n', []), RangeError);
  await assert.rejects(signNote('text\n', [witness]), RangeError);
  await assert.rejects(verifyNote(parseNote(EXAMPLE)!, witness), RangeError);
});

test('a signature line stands alone as witnesses send it', () => {
  assert.equal(formatSignature(parseSignature(LINE.slice(0, -1))!), LINE);
  assert.equal(parseSignature(LINE), undefined);
});
