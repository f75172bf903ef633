import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverOf, isAbout } from './cover.ts';

const line = { key: '1', productClass: 'cement', region: '360704' };
const watch = { classes: ['cement', 'gas-hose'], region: 360_700 };

test('a line covers a watched class within its territory, in a part of it or beyond; what no line has is left out', () => {
  assert.deepEqual(coverOf(watch, [line, { ...line, key: '2', region: '360000' }]), [
    { productClass: 'cement', lines: ['1', '2'] },
    { productClass: 'gas-hose', lines: [] },
  ]);
  assert.deepEqual(coverOf(watch, [{ ...line, region: '360981' }])[0]?.lines, []);
});

test('a watch is about the firm that it names, or about whoever deals in its products there', () => {
  const firm = { id: 'f', classes: ['cement'], region: 360_704 };
  assert.equal(isAbout({ ...watch, organisation: 'f' }, firm), true);
  assert.equal(isAbout({ ...watch, organisation: 'g' }, firm), false);
  assert.equal(isAbout({ ...watch, organisation: 'f' }, { ...firm, classes: ['toys'] }), false);
  assert.equal(isAbout(watch, firm), true);
  assert.equal(isAbout(watch, { ...firm, region: 360_981 }), false);
});
