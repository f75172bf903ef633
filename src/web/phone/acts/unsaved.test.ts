import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newDraft } from '../day/draft.ts';
import type { Today } from '../day/today.ts';
import { unsaved } from './unsaved.ts';

const today = { organisation: { id: 'works', name: '' }, duty: { form: '' } } as unknown as Today;
const begin = (id: string) =>
  newDraft({ id, account: 'officer', today, day: '2026-11-23', list: undefined });

test('what was typed stays over what is stored until exactly that is stored', () => {
  const stored = begin('one');
  const first = { ...stored, remark: '夜' };
  const second = { ...stored, remark: '夜班' };
  unsaved.add(first);
  unsaved.add(second);
  const { changes } = unsaved;
  unsaved.settle(first);
  assert.equal(unsaved.over(stored), second);
  assert.notEqual(unsaved.changes, changes, 'a reader learns that something was written');
  unsaved.settle(second);
  assert.equal(unsaved.over(stored), stored);
});

test('what was typed into one record is never put over another of the same day', () => {
  unsaved.add({ ...begin('one'), remark: '旧' });
  const other = begin('two');
  assert.equal(unsaved.over(other), other);
  unsaved.drop('2026-11-23');
  assert.deepEqual([...unsaved.values()], []);
});
