import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { deferredStore, folderStore } from './store.ts';

const folderOf = (t: TestContext) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sifang-store-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return path.join(folder, 'files');
};

const bytes = (text: string) => new TextEncoder().encode(text);
const absent = 'f'.repeat(64);

for (const [name, open] of [
  ['a store', folderStore],
  ['a deferred store', deferredStore],
] as const) {
  test(`${name} gives back what was put under its hash, and nothing else`, async (t) => {
    const store = open(folderOf(t));
    const { hash, size } = await store.put(bytes('照片'));
    assert.equal(hash, '7b50017ae47eca327bf1f92c1afb647811242711589b51de5c6009817d042310');
    assert.equal(size, 6);
    assert.deepEqual(await store.get(hash), Buffer.from('照片'));
    assert.equal(await store.get(absent), undefined);
    assert.equal(await store.get('../secret'), undefined);
  });
}

test('what a deferred store settled is what a store finds, without drafts beside it', async (t) => {
  const folder = folderOf(t);
  const deferred = deferredStore(folder);
  const texts = Array.from({ length: 20 }, (_, at) => `photo ${at % 15}`);
  const hashes = await Promise.all(
    texts.map(async (text) => (await deferred.put(bytes(text))).hash),
  );
  await deferred.settle();
  const store = folderStore(folder);
  for (const [at, hash] of hashes.entries()) {
    assert.deepEqual(await store.get(hash), Buffer.from(texts[at]!));
  }
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  assert.equal(found.filter((entry) => entry.isFile()).length, 15);
  await deferred.settle();
});
