import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '#ledger/bytes.ts';
import { formatCheckpoint } from '#ledger/checkpoint.ts';
import { KEY_TYPES, signerFromSeed } from '#ledger/keys.ts';
import { contentHash, leafBytes, leafHash } from '#ledger/leaf.ts';
import { signNote } from '#ledger/note.ts';
import { formatProof } from '#ledger/proof.ts';
import { formatReceipt } from '#ledger/receipt.ts';
import { judgeFound, judgeReceipt } from './answer.ts';
import { askedNumber, lookUp } from './lookup.ts';

const number = '019ab000-0000-7000-8000-000000000001';
const other = '019ab000-0000-7000-8000-000000000002';
const salt = new Uint8Array(32).fill(5);
const value = { format: 'sifang-entry/v1', id: number };
const hash = contentHash(salt, value);
const key = await signerFromSeed('sifang.test/log', KEY_TYPES.log, new Uint8Array(32).fill(1));
const witness = await signerFromSeed('w', KEY_TYPES.witness, new Uint8Array(32).fill(2));
const tree = { size: 1, root: leafHash(leafBytes(hash)) };
const text = formatCheckpoint({ origin: key.name, ...tree, extensions: [] });
const checkpoint = await signNote(text, [key]);
const measure = { policy: { log: key, witnesses: [], quorum: 0 }, meanings: {} };
const receipt = formatReceipt({ salt, value, index: 0, proof: [], checkpoint });
const proof = formatProof({ index: 0, hashes: [], checkpoint });

async function said(...[entry, found, by = measure]: Parameters<typeof judgeFound>) {
  const { state, headline } = await judgeFound(entry, found, by);
  return `${state} ${headline}`;
}

test('a receipt of another entry than the one asked for is refused, although it is genuine', async () => {
  assert.match(await said(number, { kind: 'receipt', text: receipt }, measure), /^good 核验通过/);
  const swapped = await said(other, { kind: 'receipt', text: receipt }, measure);
  assert.match(swapped, /^bad .*编号不符/);
});

test('the proof alone shows that the entry is there; another hash does not lead to the log', async () => {
  const found = { kind: 'proof', proof, contentHash: toHex(hash) } as const;
  assert.match(await said(number, found, measure), /^good 已入账/);
  const changed = { ...found, contentHash: 'ab'.repeat(32) };
  assert.match(await said(number, changed, measure), /^bad 核验未通过，与账本不符/);
  const odd = { ...found, contentHash: 'zz' };
  assert.match(await said(number, odd, measure), /^bad 核验未通过，与账本不符/);
});

test('witnesses that have not answered yet are no reason for suspicion', async () => {
  const strict = { ...measure, policy: { log: key, witnesses: [witness], quorum: 1 } };
  const found = { kind: 'proof', proof, contentHash: toHex(hash) } as const;
  assert.match(await said(number, found, strict), /^wait 已入账，见证尚未完成/);
});

test('what is not there yet, not known or not reachable is told apart, with or without anybody to trust', async () => {
  for (const by of [measure, undefined]) {
    const of = async (kind: 'waiting' | 'unknown' | 'busy' | 'offline') =>
      (await judgeFound(number, { kind }, by)).headline;
    assert.match(await of('waiting'), /^尚未入账/);
    assert.match(await of('unknown'), /^查无此记录/);
    assert.match(await of('busy'), /^暂时不能查询/);
    assert.match(await of('offline'), /^没有连通网络/);
  }
  const nobody = await judgeFound(number, { kind: 'receipt', text: receipt }, undefined);
  assert.match(nobody.headline, /没有信任策略/);
  assert.match((await judgeReceipt(receipt, undefined)).headline, /没有信任策略/);
  assert.match((await judgeReceipt(' ', measure)).headline, /请先粘贴/);
});

test('the number is read from the address, and one out of form is asked of nobody', async () => {
  assert.equal(askedNumber(`?large&entry=${number.toUpperCase()}%20`), number);
  assert.equal(askedNumber('?large'), undefined);
  const nobody: typeof fetch = () => assert.fail('asked');
  for (const entry of ['', 'x', number.slice(1), `${number}/../../api/me`]) {
    assert.deepEqual(await lookUp(entry, nobody), { kind: 'unknown' });
  }
});
