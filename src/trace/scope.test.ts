import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceOf, standingOf } from './balance.ts';
import { scopeText } from './scope-text.ts';
import { closureOf, scopeOf } from './scope.ts';
import type { Holding, LotGraph, ScopeLine } from './scope.ts';

const none = { used: 0n, shipped: 0n, returned: 0n, destroyed: 0n };
const held = (holder: string, lot: string, own: Partial<Holding>): Holding => ({
  holder,
  lot,
  got: 0n,
  ...none,
  ...own,
});

/** 甲 makes clinker, 乙 makes cement of it, 丙 and 丁 deal in it; 丁 sells on and sends some back. */
const graph: LotGraph = {
  parts: [{ child: 'cement', parent: 'clinker' }],
  makers: new Map([
    ['clinker', '甲'],
    ['cement', '乙'],
    ['other', '乙'],
  ]),
  holdings: [
    held('甲', 'clinker', { got: 100n, shipped: 90n }),
    held('乙', 'clinker', { got: 90n, used: 80n }),
    held('乙', 'cement', { got: 125n, shipped: 100n }),
    held('丙', 'cement', { got: 60n, shipped: 50n }),
    held('丁', 'cement', { got: 60n, shipped: 30n, returned: 5n, destroyed: 1n }),
    held('乙', 'other', { got: 7n }),
  ],
  deliveries: [
    { from: '甲', lot: 'clinker', quantity: 90n, to: '乙' },
    { from: '乙', lot: 'cement', quantity: 60n, to: '丙' },
    { from: '乙', lot: 'cement', quantity: 40n, to: '丁' },
    { from: '丙', lot: 'cement', quantity: 20n, to: '丁' },
    { from: '丙', lot: 'cement', quantity: 30n },
    { from: '丁', lot: 'cement', quantity: 30n, consumer: true },
    { from: '乙', lot: 'other', quantity: 1n, to: '戊' },
  ],
};

test('the scope is all that a lot went into, at whoever holds it, and how far each is from its maker', () => {
  assert.deepEqual([...closureOf(graph.parts, ['clinker'])], ['clinker', 'cement']);
  const lines = scopeOf(graph, ['clinker']);
  assert.deepEqual(
    lines.map(({ lot, holder, tier }) => [lot, holder, tier]),
    [
      ['cement', '丁', 2],
      ['cement', '丙', 2],
      ['cement', '乙', 1],
      ['clinker', '乙', 1],
      ['clinker', '甲', 0],
    ],
  );
  const dealer = lines.find(({ holder }) => holder === '丙');
  assert.deepEqual([dealer?.passed, dealer?.outside, dealer?.onHand], [20n, 30n, 10n]);
  assert.equal(scopeOf(graph, ['cement']).find(({ holder }) => holder === '丁')?.tier, 1);
});

test('what was made is on hand, used, sold outside, sent back or destroyed; what is missing shows', () => {
  const cement = scopeOf(graph, ['clinker']).filter(({ lot }) => lot === 'cement');
  const whole = balanceOf(cement, 5n);
  assert.deepEqual([whole.made, whole.missing], [120n, 0n]);
  const short = cement.map((line) => (line.holder === '丙' ? { ...line, onHand: 4n } : line));
  assert.equal(balanceOf(short, 5n).missing, 6n);
});

test('without an answer all of a lot is open; with one, what has not come back', () => {
  const [line] = scopeOf(graph, ['clinker']).filter(({ holder }) => holder === '丁') as [ScopeLine];
  assert.deepEqual(standingOf(line), { placed: 55n, secured: 0n, open: 55n });
  const answer = { found: 20n, outside: 0n, consumers: 34n, destroyed: 1n, recovered: 10n };
  assert.deepEqual(standingOf(line, answer), { placed: 55n, secured: 31n, open: 24n });
});

test('a list is text that says all of it, and another quantity is another text', () => {
  const lines = scopeOf(graph, ['cement']);
  const text = scopeText(lines.map((line) => ({ ...line, got: line.got * 1_250n })));
  assert.match(text, /^sifang-recall-scope\/v1\ncement 丁 1 7\.5 0 0 0 0\.003 /);
  assert.notEqual(scopeText(lines), scopeText(lines.slice(1)));
});
