import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LotFacts } from './lot.ts';
import { afterEvent } from './stock.ts';

const lot: LotFacts = {
  id: 'a',
  number: 'A',
  product: '水泥',
  unit: '吨',
  registeredBy: 'works',
  own: true,
  got: '100',
  released: '40',
  onHand: '90',
  available: '30',
  used: '0',
  passed: '10',
  returned: '0',
  destroyed: '0',
  blocked: false,
};
const after = (event: Parameters<typeof afterEvent>[1], own: Partial<LotFacts> = {}) => {
  const stock = new Map([['a', { ...lot, ...own }]]);
  afterEvent(stock, event, 'b', 'works');
  return stock;
};
const figures = (one: LotFacts | undefined) => [one?.released, one?.onHand, one?.available];
const to = { consumer: true } as const;
const on = '2026-11-23';

test('what is shipped, returned, destroyed or released changes what is there and what may leave', () => {
  const part = { lot: 'a', quantity: '10.5' };
  const all = (kind: 'shipped' | 'returned') => figures(after({ kind, ...part, to, on }).get('a'));
  assert.deepEqual(all('shipped'), ['40', '79.5', '19.5']);
  assert.deepEqual(all('returned'), ['40', '79.5', '30']);
  assert.deepEqual(figures(after({ kind: 'destroyed', lot: 'a', quantity: '80' }).get('a')), [
    '40',
    '10',
    '10',
  ]);
  assert.deepEqual(figures(after({ kind: 'released', ...part }).get('a')), ['50.5', '90', '40.5']);
});

test('a new lot takes from its parts; of what was received, the accepted quantity shrinks too', () => {
  const made = { kind: 'made', number: 'B', product: '砖', unit: '块', quantity: '7' } as const;
  const parts = [{ lot: 'a', quantity: '20' }];
  const own = after({ ...made, parts });
  assert.deepEqual(figures(own.get('a')), ['40', '70', '30']);
  assert.deepEqual(figures(own.get('b')), ['0', '7', '0']);
  assert.deepEqual(figures(after({ ...made, parts }, { own: false }).get('a')), ['40', '70', '10']);
});

test('more of a lot that is there is more of it, not another one', () => {
  const made = { kind: 'made', number: 'A', product: '水泥', unit: '吨', quantity: '7.5' } as const;
  const stock = after({ ...made, adds: 'a' }, { released: '0', available: '0' });
  assert.deepEqual([...stock.keys()], ['a']);
  const { got, onHand, available } = stock.get('a')!;
  assert.deepEqual([got, onHand, available], ['107.5', '97.5', '0']);
  const parts = [{ lot: 'a', quantity: '20' }];
  const used = after({ ...made, adds: 'x', parts });
  assert.deepEqual([used.get('a')?.used, used.get('a')?.onHand], ['20', '70']);
  assert.equal(used.size, 1, 'a lot that nobody knows is left alone');
  assert.equal(after({ kind: 'destroyed', lot: 'a', quantity: '5' }).get('a')?.destroyed, '5');
});

test('what is kept back is kept back for the next record, and a lot of somebody else is left alone', () => {
  assert.equal(after({ kind: 'blocked', lots: ['a', 'x'] }).get('a')?.blocked, true);
  assert.equal(after({ kind: 'blocked', lots: ['x'] }).size, 1);
});
