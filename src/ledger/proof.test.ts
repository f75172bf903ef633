import assert from 'node:assert/strict';
import { test } from 'node:test';
import { utf8 } from './bytes.ts';
import { formatProof, parseProof, type TlogProof } from './proof.ts';
import { sha256 } from './sha256.ts';

const HASHES = [
  'gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=',
  'B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=',
];
const CHECKPOINT = `example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n— example.com/fancylog hI2DJw==\n`;
const TEXT = `c2sp.org/tlog-proof@v1\nextra YWJj\nindex 73894\n${HASHES.join('\n')}\n\n${CHECKPOINT}`;

test('a proof laid out as in the specification is read and written alike', () => {
  const proof = parseProof(TEXT)!;
  assert.deepEqual(proof.extra, utf8('abc'));
  assert.equal(proof.index, 73894);
  assert.equal(proof.hashes.length, 2);
  assert.equal(proof.checkpoint, CHECKPOINT);
  assert.equal(formatProof(proof), TEXT);
});

test('extra data and hashes may be missing', () => {
  const text = `c2sp.org/tlog-proof@v1\nindex 0\n\n${CHECKPOINT}`;
  const proof = parseProof(text)!;
  assert.ok(!('extra' in proof));
  assert.deepEqual(proof.hashes, []);
  assert.equal(formatProof(proof), text);
});

test('malformed proofs are refused', () => {
  const wrong = [
    '',
    CHECKPOINT,
    TEXT.replace('@v1', '@v2'),
    ` ${TEXT}`,
    `\ufeff${TEXT}`,
    TEXT.replace('extra YWJj', 'extra '),
    TEXT.replace('extra YWJj', 'extra'),
    TEXT.replace('extra YWJj', 'extra YWJj='),
    TEXT.replace('extra YWJj', 'extra  YWJj'),
    TEXT.replace('extra YWJj', 'extra YWJj\nextra YWJj'),
    TEXT.replace('extra YWJj\nindex 73894', 'index 73894\nextra YWJj'),
    TEXT.replace('index 73894\n', ''),
    TEXT.replace('index 73894', 'index 073894'),
    TEXT.replace('index 73894', 'index -1'),
    TEXT.replace('index 73894', 'index  73894'),
    TEXT.replace('index 73894', 'index 9007199254740992'),
    TEXT.replace('index 73894', 'Index 73894'),
    TEXT.replace(HASHES[0]!, HASHES[0]!.slice(4)),
    TEXT.replace(HASHES[0]!, `${HASHES[0]!} `),
    TEXT.replaceAll('\n', '\r\n'),
    TEXT.slice(0, TEXT.indexOf('\n\n') + 2),
    TEXT.slice(0, TEXT.indexOf('\n\n') + 1),
    TEXT.replace(HASHES[0]!, Array(53).fill(HASHES[0]).join('\n')),
    TEXT.replace('YWJj', 'YWJj'.repeat(2_000_000)),
  ];
  for (const text of wrong)
    assert.ok(parseProof(text) === undefined, JSON.stringify(text.slice(0, 150)));
});

test('a proof that could not be read back is a fault', () => {
  const good: TlogProof = { index: 1, hashes: [sha256(utf8('a'))], checkpoint: CHECKPOINT };
  formatProof(good);
  for (const bad of [
    { ...good, index: -1 },
    { ...good, index: 1.5 },
    { ...good, hashes: [new Uint8Array(31)] },
    { ...good, extra: new Uint8Array(0) },
    { ...good, checkpoint: '' },
  ]) {
    assert.throws(() => formatProof(bad), RangeError);
  }
});
