import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf, parseSearch, stringifySearch } from './search.ts';

test('codes, months and names go through an address as they are', () => {
  const search = { region: '360700', month: '2026-11', q: '水泥 & 钢筋', clause: 'order-18/36' };
  assert.deepEqual(parseSearch(stringifySearch(search)), search);
});

test('what is empty leaves no trace in the address', () => {
  assert.equal(stringifySearch({ q: '', page: undefined }), '');
  assert.equal(stringifySearch({ q: '钢', page: undefined }), `?q=${encodeURIComponent('钢')}`);
});

test('a page that makes no sense is the first one', () => {
  for (const page of ['0', '-1', 'x', '1.5']) assert.equal(pageOf({ page }), 1);
  assert.equal(pageOf({ page: '3' }), 3);
  assert.equal(pageOf({}), 1);
});
