import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seal, unseal } from './seal.ts';

const key = new Uint8Array(32).fill(1);
const secret = Buffer.from('举报人的电话');

test('what was sealed opens with the same key and purpose', () => {
  const sealed = seal(key, 'reporter:1', secret);
  assert.deepEqual(Buffer.from(unseal(key, 'reporter:1', sealed) ?? []), secret);
  assert.deepEqual(unseal(key, 'empty', seal(key, 'empty', new Uint8Array())), Buffer.alloc(0));
});

test('it opens with no other key, for no other purpose and in no changed or cut form', () => {
  const sealed = seal(key, 'reporter:1', secret);
  assert.equal(unseal(new Uint8Array(32), 'reporter:1', sealed), undefined);
  assert.equal(unseal(key, 'reporter:2', sealed), undefined);
  for (const index of sealed.keys()) {
    const changed = Uint8Array.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    assert.equal(unseal(key, 'reporter:1', changed), undefined, `byte ${index}`);
    assert.equal(unseal(key, 'reporter:1', sealed.subarray(0, index)), undefined);
  }
});

test('the same secret never looks the same twice', () => {
  assert.notDeepEqual(seal(key, 'a', secret), seal(key, 'a', secret));
});
