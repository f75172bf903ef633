import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consistencyProof } from './audit-path.ts';
import { utf8 } from './bytes.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { openCheckpoint, verifyCosignature } from './cosignature.ts';
import { KEY_TYPES, signerFromSeed } from './keys.ts';
import { leafHash } from './leaf.ts';
import { formatSignature, signNote } from './note.ts';
import { emptyRoot, rootOf } from './tree.ts';
import { witnessStep, type WitnessResult, type WitnessState } from './witness.ts';

const seed = (fill: number) => new Uint8Array(32).fill(fill);
const LOG = await signerFromSeed('example.com/log', KEY_TYPES.log, seed(1));
const WITNESS = await signerFromSeed('w.example', KEY_TYPES.witness, seed(2));
const leaves = Array.from({ length: 20 }, (_, i) => leafHash(utf8(`leaf ${i}`)));
const rewritten = leaves.with(2, leafHash(utf8('another')));

const textOf = (size: number, root: Uint8Array, origin = LOG.name) =>
  formatCheckpoint({ origin, size, root, extensions: [] });
const signed = (size: number, tree = leaves) =>
  signNote(textOf(size, rootOf(tree.slice(0, size))), [LOG]);
const step = (
  state: WitnessState | undefined,
  checkpoint: string,
  proof: readonly Uint8Array[] = [],
) => witnessStep(state, { checkpoint, proof, log: LOG, signer: WITNESS, timestamp: 1_764_000_000 });
const reasonOf = (result: WitnessResult) => (result.ok ? 'ok' : result.reason);

/** The state of a witness that has cosigned a tree of this size. */
const at = (size: number): WitnessState => ({ size, root: rootOf(leaves.slice(0, size)) });

test('a witness follows a growing log, and its cosignature satisfies a policy', async () => {
  let state: WitnessState | undefined;
  for (const size of [0, 0, 1, 2, 2, 7, 8, 20]) {
    const checkpoint = await signed(size);
    const proof = consistencyProof(leaves.slice(0, size), state?.size ?? 0);
    const result = await step(state, checkpoint, proof);
    assert.ok(result.ok, `at ${size}`);
    state = result.state;
    assert.deepEqual(state, at(size));
    const policy = { log: LOG, witnesses: [WITNESS], quorum: 1 };
    assert.ok((await openCheckpoint(checkpoint + formatSignature(result.cosignature), policy)).ok);
  }
});

test('the first tree seen is taken on trust, without a proof', async () => {
  assert.equal(reasonOf(await step(undefined, await signed(9))), 'ok');
  assert.equal(reasonOf(await step(undefined, await signed(9), [leaves[0]!])), 'unproven');
  const wrongEmpty = await signNote(textOf(0, leaves[0]!), [LOG]);
  assert.notEqual(reasonOf(await step(undefined, wrongEmpty)), 'ok');
  assert.equal(reasonOf(await step({ size: 0, root: emptyRoot() }, await signed(9))), 'ok');
});

test('a smaller tree is a rollback, another tree of the same size a fork', async () => {
  assert.equal(reasonOf(await step(at(9), await signed(8))), 'rollback');
  assert.equal(reasonOf(await step(at(9), await signed(9, rewritten))), 'fork');
  assert.equal(reasonOf(await step(at(9), await signed(9))), 'ok');
});

test('growth needs the proof from exactly the old tree', async () => {
  const checkpoint = await signed(20);
  const proof = consistencyProof(leaves, 9);
  assert.equal(reasonOf(await step(at(9), checkpoint, proof)), 'ok');
  for (const wrong of [
    [],
    proof.slice(1),
    proof.slice(0, -1),
    [...proof, leaves[0]!],
    consistencyProof(leaves, 10),
  ]) {
    assert.equal(reasonOf(await step(at(9), checkpoint, wrong)), 'unproven');
  }
  const other = await signed(20, rewritten);
  assert.equal(reasonOf(await step(at(9), other, consistencyProof(rewritten, 9))), 'unproven');
  assert.equal(reasonOf(await step(at(9), other, proof)), 'unproven');
});

test('what the log did not sign is not cosigned', async () => {
  const good = await signed(9);
  assert.equal(
    reasonOf(await step(undefined, good.replace('\n9\n', '\n8\n'))),
    'bad-log-signature',
  );
  assert.equal(reasonOf(await step(undefined, good.slice(0, -1))), 'malformed-checkpoint');
  const foreign = await signerFromSeed('example.com/log', KEY_TYPES.log, seed(5));
  const text = textOf(9, rootOf(leaves.slice(0, 9)));
  assert.equal(
    reasonOf(await step(undefined, await signNote(text, [foreign]))),
    'unsigned-checkpoint',
  );
  const elsewhere = textOf(9, rootOf(leaves.slice(0, 9)), 'example.com/other');
  assert.equal(reasonOf(await step(undefined, await signNote(elsewhere, [LOG]))), 'wrong-log');
});

test('the cosignature carries the time it was given', async () => {
  const result = await step(undefined, await signed(9));
  assert.ok(result.ok);
  const text = textOf(9, rootOf(leaves.slice(0, 9)));
  assert.equal(await verifyCosignature(text, result.cosignature, WITNESS), 1_764_000_000);
});
