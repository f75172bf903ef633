import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inclusionProof } from './audit-path.ts';
import { toHex } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { formatVerifierKey, KEY_TYPES, signerFromSeed } from './keys.ts';
import { contentHash, leafBytes, leafHash } from './leaf.ts';
import { formatSignature, signNote } from './note.ts';
import { formatReceipt, RECEIPT_SENTENCES } from './receipt.ts';
import { tilesFor } from './tile.ts';
import { rootOf } from './tree.ts';

const page = readFileSync(new URL('./FORMAT.md', import.meta.url), 'utf8');
const salt = (entry: number) => new Uint8Array(32).fill(entry);
const value = (entry: number) => ({ entry, act: 'daily-control', enterprise: '示例水泥厂' });
const leaves = Array.from({ length: 8 }, (_, i) =>
  leafHash(leafBytes(contentHash(salt(i), value(i)))),
);

test('FORMAT.md shows the canonical JSON, hashes and roots that the code computes', () => {
  assert.ok(page.includes(`value    ${canonicalJson(value(5))}\n`));
  assert.ok(page.includes(`content hash ${toHex(contentHash(salt(5), value(5)))}\n`));
  assert.ok(page.includes(`leaf hash    ${toHex(leaves[5]!)}\n`));
  assert.ok(page.includes(`root of 5    ${toHex(rootOf(leaves.slice(0, 5)))}\n`));
  assert.ok(page.includes(`root of 8    ${toHex(rootOf(leaves))}\n`));
  assert.equal(tilesFor(0, 70_000).length, 277);
});

test('FORMAT.md shows the keys and the receipt that the code writes', async () => {
  const seed = (fill: number) => new Uint8Array(32).fill(fill);
  const log = await signerFromSeed('sifang.example/jiangxi', KEY_TYPES.log, seed(1));
  const witnesses = await Promise.all([
    signerFromSeed('witness.example/enterprise', KEY_TYPES.witness, seed(2)),
    signerFromSeed('witness.example/regulator', KEY_TYPES.witness, seed(3)),
  ]);
  for (const key of [log, ...witnesses])
    assert.ok(page.includes(`    ${formatVerifierKey(key)}\n`));

  const text = formatCheckpoint({
    origin: log.name,
    size: 8,
    root: rootOf(leaves),
    extensions: [],
  });
  let checkpoint = await signNote(text, [log]);
  for (const witness of witnesses)
    checkpoint += formatSignature(await cosign(text, witness, 1_764_000_000));
  const receipt = formatReceipt({
    salt: salt(5),
    value: value(5),
    index: 5,
    proof: inclusionProof(leaves, 5),
    checkpoint,
  });
  assert.ok(page.includes(`\n\`\`\`\n${receipt}\`\`\`\n`));
});

test('FORMAT.md names every refusal', () => {
  for (const reason of Object.keys(RECEIPT_SENTENCES)) {
    assert.ok(page.includes(`\`${reason}\``), reason);
  }
});
