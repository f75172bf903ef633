import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LotSummary } from '#server/lots/present.ts';
import { actsOf, waitingOf } from './acts.ts';

const lot: LotSummary = {
  id: 'l',
  number: 'A',
  product: '水泥',
  unit: '吨',
  registeredBy: 'works',
  own: true,
  got: '100',
  released: '40',
  onHand: '70',
  available: '10',
  used: '0',
  passed: '30',
  returned: '0',
  destroyed: '0',
  blocked: false,
  holder: 'works',
  lastAt: '2026-11-23T00:00:00Z',
};
const labels = (one: LotSummary) => actsOf(one, '某厂').map(({ label }) => label);

test('of what was made here, what is there and was not released waits', () => {
  assert.equal(waitingOf(lot), '60');
  assert.equal(waitingOf({ ...lot, onHand: '20' }), '20', 'the rest was used in the house');
  assert.equal(waitingOf({ ...lot, released: '100' }), '0');
});

test('of what was received, what may not be used yet waits', () => {
  const received = { ...lot, own: false, got: '100', released: '39.5', onHand: '70.5' };
  assert.equal(waitingOf(received), '60.5');
  assert.equal(waitingOf({ ...received, blocked: true, available: '0' }), '60.5');
});

test('a lot offers what its holder can do with it, and nothing that would be refused', () => {
  assert.deepEqual(labels(lot), ['检验放行', '登记销售', '用于生产', '赋码', '销毁']);
  assert.deepEqual(labels({ ...lot, blocked: true }), ['销毁']);
  assert.deepEqual(labels({ ...lot, own: false, available: '0' }), ['进货查验', '退回或者销毁']);
  assert.deepEqual(labels({ ...lot, onHand: '0', available: '0' }), []);
});
