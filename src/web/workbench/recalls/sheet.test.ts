import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NoticeLot } from '#server/recalls/present.ts';
import { answersOf, consumersOf, gapOf, startOf } from './sheet.ts';

const lot: NoticeLot = {
  id: 'a',
  number: 'TC-1',
  product: '童车',
  unit: '辆',
  registeredBy: 'm',
  own: false,
  got: '70',
  released: '70',
  onHand: '40',
  used: '0',
  passed: '15',
  returned: '0',
  destroyed: '0',
  available: '40',
  blocked: true,
  consumers: '10',
  buyers: [{ name: '小太阳', quantity: '5' }],
};

test('a lot starts with what the records of the holder say, which balances by itself', () => {
  const start = startOf(lot);
  assert.equal(gapOf(lot, start), '0');
  assert.equal(start.buyers[0]?.name, '小太阳');
});

test('what was not found shows as a gap at once, what is too much as less than nothing', () => {
  const start = startOf(lot);
  assert.equal(gapOf(lot, { ...start, found: '37.5' }), '2.5');
  assert.equal(gapOf(lot, { ...start, returned: '1' }), '-1');
  assert.equal(gapOf(lot, { ...start, found: '' }), undefined);
});

test('the act gets each lot with its buyers, and only lots that were typed', () => {
  const { items, buyers } = answersOf([lot, { ...lot, id: 'b' }], { a: startOf(lot) });
  assert.deepEqual(
    items.map(({ lot: id, outside }) => [id, outside]),
    [['a', '5']],
  );
  assert.deepEqual(
    buyers.map(({ lot: id, quantity }) => [id, quantity]),
    [['a', '5']],
  );
});

test('consumers are counted only where something was sold to them, or it is said why they are not', () => {
  const rows = { a: startOf(lot) };
  const typed = { people: '9', isUnknown: false, why: '' };
  assert.deepEqual(consumersOf(rows, typed), { consumerCount: 9 });
  assert.deepEqual(consumersOf(rows, { ...typed, isUnknown: true }), { consumerCount: 0 });
  const why = '没有记录';
  assert.deepEqual(consumersOf(rows, { ...typed, isUnknown: true, why }), {
    consumersUnknown: why,
  });
  const none = { a: { ...startOf(lot), consumers: '0' } };
  assert.deepEqual(consumersOf(none, typed), { consumerCount: 0 });
});
