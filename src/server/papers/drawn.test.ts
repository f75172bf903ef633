import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeForm } from '#kernel/derive/describe.ts';
import * as field from '#kernel/field.ts';
import type { FileStore } from '../files/store.ts';
import { drawnSignatures } from './drawn.ts';

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const hash = (of: string) => of.repeat(64);
const kept = new Map<string, Uint8Array>([
  [hash('a'), dot],
  [hash('b'), Buffer.from('%PDF-1.7 a scan')],
  [hash('c'), Buffer.concat([dot, Buffer.alloc(60_000)])],
]);
const files: FileStore = {
  put: () => assert.fail('a paper keeps no file'),
  get: (one) => Promise.resolve(kept.get(one)),
};
const fields = describeForm(
  field.form({
    photos: field.files('照片'),
    hands: field.group('手写签名', { sampler: field.files('抽样人员签名', { drawn: true }) }),
  }),
);

test('signatures drawn on a screen are printed, wherever in the form they stand; photos are not', async () => {
  const input = { photos: [hash('a')], hands: { sampler: [hash('a')] } };
  const [block] = await drawnSignatures(files, fields, input);
  assert.deepEqual(block, {
    kind: 'pictures',
    pictures: [
      { label: '手写签名·抽样人员签名', width: 1, height: 1, png: dot.toString('base64') },
    ],
  });
});

test('what is no small PNG, is gone or was not drawn is left to the list of files', async () => {
  for (const one of [hash('b'), hash('c'), hash('d')]) {
    assert.deepEqual(await drawnSignatures(files, fields, { hands: { sampler: [one] } }), []);
  }
  assert.deepEqual(await drawnSignatures(files, fields, { photos: [hash('a')] }), []);
});
