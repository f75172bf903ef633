import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inclusionProof } from './audit-path.ts';
import { fromBase64, toBase64, utf8 } from './bytes.ts';
import { CanonicalJsonError, MAX_JSON_DEPTH } from './canonical-json.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { cosign, type Policy } from './cosignature.ts';
import { KEY_TYPES, signerFromSeed } from './keys.ts';
import { contentHash, leafBytes, leafHash } from './leaf.ts';
import { formatSignature, signNote } from './note.ts';
import { formatProof } from './proof.ts';
import {
  formatErasedReceipt,
  formatReceipt,
  parseReceipt,
  RECEIPT_SENTENCES,
  verifyPresence,
  verifyReceipt,
  type ReceiptParts,
} from './receipt.ts';
import { rootOf } from './tree.ts';

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const LOG = await signerFromSeed('sifang.example/jiangxi', KEY_TYPES.log, seed(1));
const WITNESSES = await Promise.all(
  [2, 3, 4].map((fill) => signerFromSeed(`w${fill}.example`, KEY_TYPES.witness, seed(fill))),
);
const POLICY: Policy = { log: LOG, witnesses: WITNESSES, quorum: 2 };

const VALUES = Array.from({ length: 13 }, (_, i) => ({
  act: '日管控',
  entry: i,
  found: [null, true, 0.5],
}));
const LEAVES = VALUES.map((value, i) => leafHash(leafBytes(contentHash(seed(i), value))));
const CHECKPOINT = await checkpointOf(LEAVES);

async function checkpointOf(leaves: readonly Uint8Array[]): Promise<string> {
  const text = formatCheckpoint({
    origin: LOG.name,
    size: leaves.length,
    root: rootOf(leaves),
    extensions: [],
  });
  let note = await signNote(text, [LOG]);
  for (const witness of WITNESSES.slice(0, 2))
    note += formatSignature(await cosign(text, witness, 1_764_000_000));
  return note;
}

function parts(index: number): ReceiptParts {
  const proof = inclusionProof(LEAVES, index);
  return { salt: seed(index), value: VALUES[index], index, proof, checkpoint: CHECKPOINT };
}

const reasonOf = async (text: string, policy: Policy = POLICY): Promise<string> => {
  const result = await verifyReceipt(text, policy);
  if (!result.ok) assert.equal(result.sentence, RECEIPT_SENTENCES[result.reason]);
  return result.ok ? 'ok' : result.reason;
};

/** A receipt whose content line says something else. */
function withExtra(text: string): string {
  return formatReceipt(parts(7)).replace(/^extra .*$/m, `extra ${toBase64(utf8(text))}`);
}

test('every entry of a log has a receipt that verifies and discloses it', async () => {
  for (let index = 0; index < VALUES.length; index++) {
    const text = formatReceipt(parts(index));
    const result = await verifyReceipt(text, POLICY);
    assert.ok(result.ok);
    assert.deepEqual(result.value, VALUES[index]);
    assert.equal(result.index, index);
    assert.equal(result.checkpoint.size, 13);
    assert.deepEqual(result.witnesses, ['w2.example', 'w3.example']);
    assert.deepEqual(result.cosignatures[0], { witness: 'w2.example', timestamp: 1_764_000_000 });
    assert.deepEqual(parseReceipt(text), parts(index));
  }
});

test('a log of one entry gives a receipt without hashes', async () => {
  const checkpoint = await checkpointOf(LEAVES.slice(0, 1));
  const text = formatReceipt({ ...parts(0), proof: [], checkpoint });
  assert.equal(await reasonOf(text), 'ok');
});

test('another value, salt, index or proof is not in the log', async () => {
  const good = parts(7);
  const changed: Partial<ReceiptParts>[] = [
    { value: { ...VALUES[7], found: [null, true, 0.6] } },
    { value: VALUES[6] },
    { value: null },
    { salt: seed(8) },
    { index: 6 },
    { index: 13 },
    { index: 2 ** 52 },
    { proof: good.proof.slice(1) },
    { proof: good.proof.slice(0, -1) },
    { proof: [] },
    { proof: [...good.proof, LEAVES[0]!] },
    { proof: good.proof.map((hash, i) => (i === 2 ? hash.map((byte) => byte ^ 1) : hash)) },
    { checkpoint: await checkpointOf(LEAVES.slice(0, 12)) },
  ];
  for (const change of changed)
    assert.equal(await reasonOf(formatReceipt({ ...good, ...change })), 'not-in-log');
});

test('the reasons of the checkpoint come through, each with its sentence', async () => {
  const text = formatReceipt(parts(7));
  const stranger = await signerFromSeed('sifang.example/jiangxi', KEY_TYPES.log, seed(9));
  const elsewhere = await signerFromSeed('sifang.example/hunan', KEY_TYPES.log, seed(9));
  assert.equal(await reasonOf(text, { ...POLICY, quorum: 3 }), 'too-few-witnesses');
  assert.equal(await reasonOf(text, { ...POLICY, log: stranger }), 'unsigned-checkpoint');
  assert.equal(await reasonOf(text, { ...POLICY, log: elsewhere }), 'wrong-log');
  assert.equal(await reasonOf(text.replace('\n13\n', '\n14\n')), 'bad-log-signature');
  assert.equal(
    await reasonOf(text.replace('— w2.example ', '—  w2.example ')),
    'malformed-checkpoint',
  );
  assert.equal(await reasonOf(text.replaceAll('\n', '\r\n')), 'malformed-receipt');
  assert.equal(await reasonOf(''), 'malformed-receipt');
  for (const sentence of Object.values(RECEIPT_SENTENCES)) assert.match(sentence, /。$/);
});

test('content in any form but the canonical one is refused', async () => {
  const salt = toBase64(seed(7));
  const good = `{"salt":"${salt}","value":{"act":"日管控","entry":7,"found":[null,true,0.5]}}`;
  assert.equal(await reasonOf(withExtra(good)), 'ok');
  const wrong = [
    good.replace('"entry":7', '"entry":6,"entry":7'),
    good.replace('"entry":7', '"entry":7.0'),
    good.replace('"entry":7', '"entry": 7'),
    good.replace('"act":"日管控","entry":7', '"entry":7,"act":"日管控"'),
    good.replace('日', '\\u65e5'),
    good.replace('{"salt', '{"more":1,"salt'),
    good.replace(/}$/, ',"x":1}'),
    good.replace(`"salt":"${salt}",`, ''),
    good.replace(salt, salt.slice(4)),
    good.replace(`"${salt}"`, '7'),
    good.replace('0.5', '"\\ud800"'),
    good.replace('0.5', '['.repeat(200_000) + ']'.repeat(200_000)),
    `{"salt":"${salt}"}`,
    `\ufeff${good}`,
    `${good}\n`,
    '[]',
    'null',
    '7',
    '{',
  ];
  for (const text of wrong)
    assert.equal(await reasonOf(withExtra(text)), 'malformed-content', text.slice(0, 200));
  const without = formatReceipt(parts(7)).replace(/^extra .*\n/m, '');
  assert.equal(await reasonOf(without), 'malformed-content');
  const notUtf8 = formatReceipt(parts(7)).replace(/^extra .*$/m, 'extra /////w==');
  assert.equal(await reasonOf(notUtf8), 'malformed-content');
  assert.equal(parseReceipt(notUtf8), undefined);
  assert.equal(parseReceipt(''), undefined);
});

test('a receipt cut anywhere or with any character changed never verifies as anything else', async () => {
  const text = formatReceipt(parts(7));
  const allWitnesses: Policy = { ...POLICY, quorum: 2 };
  for (let at = 0; at < text.length; at++) {
    assert.notEqual(await reasonOf(text.slice(0, at), allWitnesses), 'ok', `cut at ${at}`);
    const other = text[at] === 'A' ? 'B' : 'A';
    assert.notEqual(
      await reasonOf(text.slice(0, at) + other + text.slice(at + 1), allWitnesses),
      'ok',
      `changed at ${at}`,
    );
  }
});

test('without WebCrypto, as on pages without TLS, the same receipts hold and fail', async () => {
  const text = formatReceipt(parts(7));
  const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  try {
    assert.equal(await reasonOf(text), 'ok');
    assert.equal(await reasonOf(text.replace('\n13\n', '\n14\n')), 'bad-log-signature');
  } finally {
    Object.defineProperty(globalThis, 'crypto', original);
  }
});

test('what has no receipt is a fault when writing', () => {
  assert.throws(() => formatReceipt({ ...parts(7), salt: new Uint8Array(31) }), RangeError);
  assert.throws(() => formatReceipt({ ...parts(7), value: undefined }), CanonicalJsonError);
  assert.throws(() => formatReceipt({ ...parts(7), index: -1 }), RangeError);
});

test('an entry as deep as the log takes it fits into its receipt', async () => {
  const value: unknown = JSON.parse('['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH));
  const leaf = leafHash(leafBytes(contentHash(seed(7), value)));
  const text = formatReceipt({
    salt: seed(7),
    value,
    index: 0,
    proof: [],
    checkpoint: await checkpointOf([leaf]),
  });
  assert.equal(await reasonOf(text), 'ok');
  assert.ok(fromBase64(/^extra (.*)$/m.exec(text)![1]!));
});

test('a proof without its entry shows that its hash stands in the log, and no other hash', async () => {
  const { index, proof } = parts(5);
  const text = formatProof({ index, hashes: proof, checkpoint: CHECKPOINT });
  const present = await verifyPresence(text, contentHash(seed(5), VALUES[5]), POLICY);
  assert.ok(present.ok);
  assert.equal(present.index, 5);
  assert.equal(present.witnesses.length, 2);
  const reason = async (said: string, hash: Uint8Array, policy = POLICY) => {
    const result = await verifyPresence(said, hash, policy);
    return result.ok ? 'ok' : result.reason;
  };
  assert.equal(await reason(text, contentHash(seed(4), VALUES[4])), 'not-in-log');
  assert.equal(await reason(text, seed(5).subarray(1)), 'malformed-content');
  assert.equal(await reason('x', seed(5)), 'malformed-receipt');
  const strict = { ...POLICY, quorum: 3 };
  assert.equal(await reason(text, contentHash(seed(5), VALUES[5]), strict), 'too-few-witnesses');
  // It is no receipt: it says nothing of the entry.
  assert.equal(await reasonOf(text), 'malformed-content');
});

test('a receipt without content proves the hash alone, and says so', async () => {
  const { index, proof, checkpoint } = parts(5);
  const hash = contentHash(seed(5), VALUES[5]);
  const text = formatErasedReceipt({ index, proof, checkpoint, contentHash: hash });
  const result = await verifyReceipt(text, POLICY);
  assert.ok(result.ok && result.erased);
  assert.equal(result.value, undefined);
  assert.equal(parseReceipt(text), undefined);
  const other = formatErasedReceipt({ index, proof, checkpoint, contentHash: seed(9) });
  assert.equal(await reasonOf(other), 'not-in-log');
  const whole = await verifyReceipt(formatReceipt(parts(5)), POLICY);
  assert.ok(whole.ok && !whole.erased);
});

test('an erased receipt has one spelling, and a hash of 32 bytes', async () => {
  const { index, proof, checkpoint } = parts(5);
  const hash = contentHash(seed(5), VALUES[5]);
  const text = formatErasedReceipt({ index, proof, checkpoint, contentHash: hash });
  const [head = '', extra = '', ...rest] = text.split('\n');
  const said = new TextDecoder().decode(fromBase64(extra.slice('extra '.length)));
  for (const wrong of [
    ` ${said}`,
    said.replace('}', ',"value":1}'),
    '{"contentHash":"AAAA"}',
    '{}',
  ]) {
    const changed = [head, `extra ${toBase64(utf8(wrong))}`, ...rest].join('\n');
    assert.equal(await reasonOf(changed), 'malformed-content', wrong);
  }
  assert.throws(
    () => formatErasedReceipt({ index, proof, checkpoint, contentHash: new Uint8Array(31) }),
    RangeError,
  );
});
