import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauses } from '#law/clauses/all.ts';
import { amountOf, discretionOf, fineBounds, hearingIsDue, lateFine, yuanText } from './amount.ts';
import { penaltyBands, penaltyGrounds } from './bands.ts';
import type { PenaltyGround } from './bands.ts';

function bounds(ground: PenaltyGround | readonly PenaltyGround[], value: string, gain = '0') {
  const found = fineBounds({
    grounds: [ground].flat() as PenaltyGround[],
    goodsValueYuan: amountOf(value),
    illegalGainYuan: amountOf(gain),
  });
  return found && [yuanText(found.lower), yuanText(found.upper), found.ground];
}

test('every band rests on a clause that exists and has its lower bound below the upper', () => {
  for (const [id, band] of Object.entries(penaltyBands)) {
    assert.ok(clauses.find(id), id);
    assert.ok(band.min <= band.max, id);
    assert.match(penaltyGrounds[id as PenaltyGround], /第\d+条/);
  }
});

/** Bounds for goods of 60,000 yuan and a gain of 8,000, worked out by hand from the articles. */
const byHand: readonly (readonly [PenaltyGround, string, string])[] = [
  ['product-quality-law/49', '60,000.00', '180,000.00'],
  ['product-quality-law/50', '30,000.00', '180,000.00'],
  ['product-quality-law/51', '0.00', '60,000.00'],
  ['product-quality-law/52', '0.00', '120,000.00'],
  ['product-quality-law/53', '0.00', '60,000.00'],
  ['product-quality-law/54', '0.00', '18,000.00'],
  ['product-quality-law/56', '0.00', '0.00'],
  ['product-quality-law/57', '50,000.00', '100,000.00'],
  ['product-quality-law/61', '4,000.00', '24,000.00'],
  ['product-quality-law/63', '60,000.00', '180,000.00'],
  ['order-75/17', '5,000.00', '50,000.00'],
  ['order-76/17', '5,000.00', '50,000.00'],
];

test('each article gives the bounds that were worked out by hand', () => {
  for (const [ground, lower, upper] of byHand) {
    assert.deepEqual(bounds(ground, '60000', '8000'), [lower, upper, ground]);
  }
  assert.deepEqual(byHand.map(([ground]) => ground).sort(), Object.keys(penaltyBands).sort());
});

test('of several grounds the one with the highest bound counts', () => {
  const two = ['product-quality-law/53', 'product-quality-law/50'] as const;
  assert.equal(bounds(two, '1000')?.[2], 'product-quality-law/50');
  const same = ['product-quality-law/50', 'product-quality-law/49'] as const;
  assert.equal(bounds(same, '1000')?.[2], 'product-quality-law/49');
  assert.equal(bounds([], '1000'), undefined);
});

test('amounts are exact, cut below the cent and written with groups', () => {
  assert.equal(yuanText(amountOf('1234567.8999')), '1,234,567.89');
  assert.equal(yuanText(amountOf('-0.50')), '-0.50');
  assert.deepEqual(['', '12.', 'x', undefined].map(amountOf), [0n, 0n, 0n, 0n]);
  assert.equal(yuanText(amountOf('99999999999999.99')), '99,999,999,999,999.99');
  assert.deepEqual(bounds('product-quality-law/54', '0.03'), [
    '0.00',
    '0.00',
    'product-quality-law/54',
  ]);
});

test('both bounds belong to the band; a cent beside them does not', () => {
  const band = fineBounds({
    grounds: ['product-quality-law/49'],
    goodsValueYuan: amountOf('60000'),
    illegalGainYuan: 0n,
  })!;
  const level = (yuan: string) => discretionOf(amountOf(yuan), band);
  assert.equal(level('59999.99'), 'mitigated');
  assert.equal(level('60000'), 'lighter');
  assert.equal(level('96000'), 'lighter');
  assert.equal(level('96000.01'), 'normal');
  assert.equal(level('143999.99'), 'normal');
  assert.equal(level('144000'), 'heavier');
  assert.equal(level('180000'), 'heavier');
  assert.equal(level('180000.01'), undefined);
});

test('a late payment costs three per cent a day and never more than the fine', () => {
  const fine = amountOf('66000');
  assert.equal(lateFine(fine, 0), 0n);
  assert.equal(lateFine(fine, -3), 0n);
  assert.equal(yuanText(lateFine(fine, 1)), '1,980.00');
  assert.equal(yuanText(lateFine(fine, 33)), '65,340.00');
  assert.equal(yuanText(lateFine(fine, 34)), '66,000.00');
});

test('a hearing is due from ten thousand for a person and a hundred thousand for a unit', () => {
  const due = (party: 'unit' | 'person', fine: string, confiscation = '0', kinds = ['fine']) =>
    hearingIsDue({
      party,
      kinds,
      fine: amountOf(fine),
      confiscation: amountOf(confiscation),
    });
  assert.deepEqual([due('unit', '99999.99'), due('unit', '100000')], [false, true]);
  assert.deepEqual([due('person', '9999.99'), due('person', '10000')], [false, true]);
  assert.deepEqual([due('unit', '0', '99999.99'), due('unit', '0', '100000')], [false, true]);
  assert.ok(due('unit', '0', '0', ['revoke']));
  assert.ok(due('unit', '0', '0', ['stop']));
  assert.ok(!due('unit', '0', '0', ['warning']));
});
