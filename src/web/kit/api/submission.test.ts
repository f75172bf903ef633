import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './id.ts';
import { attemptFor } from './submission.ts';
import type { Keep } from './submission.ts';

function memory(): Keep & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test('the same content goes out again under the same id and with the same client time', () => {
  const keep = memory();
  const first = attemptFor('a', 'content', keep);
  keep.setItem('submission:a', JSON.stringify(first));
  assert.deepEqual(attemptFor('a', 'content', keep), first);
});

test('other content keeps the id, so that the server can tell that the first did arrive', () => {
  const keep = memory();
  const first = attemptFor('a', 'content', keep);
  keep.setItem('submission:a', JSON.stringify(first));
  const second = attemptFor('a', 'other', keep);
  assert.equal(second.id, first.id);
  assert.equal(second.body, 'other');
});

test('another form is another submission', () => {
  const keep = memory();
  assert.notEqual(attemptFor('a', 'content', keep).id, attemptFor('b', 'content', keep).id);
});

test('ids are UUIDs of version 7 that sort by their time', () => {
  const early = newId(Date.parse('2026-11-23T00:00:00Z'));
  const late = newId(Date.parse('2026-11-23T00:00:01Z'));
  for (const id of [early, late]) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  assert.ok(early < late);
  assert.notEqual(newId(0), newId(0));
});
