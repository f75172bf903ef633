import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsPieces, inSmallest, inUnit, quantityOf, unitTitle } from './unit.ts';

test('a quantity is told in the unit of its lot, to the last digit or not at all', () => {
  assert.equal(inUnit('950', 'KGM', '吨'), '0.95');
  assert.equal(inUnit('0.95', 'TNE', '公斤'), '950');
  assert.equal(inUnit('61.5', 'TNE', '吨'), '61.5');
  assert.equal(inUnit('1', 'GRM', '吨'), undefined, 'smaller than the register counts');
  assert.equal(inUnit('2', 'MTQ', 'm³'), '2');
  assert.equal(inUnit('2500', 'MMT', '米'), '2.5');
});

test('pieces are whatever the house counts its lot in; what is weighed is never counted', () => {
  for (const title of ['件', '袋', '块', '箱']) assert.equal(inUnit('40', 'H87', title), '40');
  assert.equal(inUnit('40', 'H87', '吨'), undefined);
  assert.equal(inUnit('40', 'KGM', '袋'), undefined);
  assert.equal(inUnit('40', 'KGM', '升'), undefined);
  assert.equal(inUnit('40', 'XYZ', '件'), undefined);
  assert.deepEqual([unitTitle('TNE'), unitTitle('EA'), unitTitle('XYZ')], ['吨', '件', undefined]);
});

test('a number of a document is a quantity of four places at most', () => {
  assert.deepEqual([61.5, 79, 0.0001, 1e13].map(quantityOf), [
    '61.5',
    '79',
    '0.0001',
    '10000000000000',
  ]);
  assert.deepEqual([0.00001, 1e21, -1, Number.NaN, 1 / 3].map(quantityOf), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('quantities are compared where the same is measured; what is counted in bags with bags alone', () => {
  const amount = (quantity: string, title: string) => {
    const { of, amount: size } = inSmallest(quantity, title);
    return `${of} ${size}`;
  };
  assert.equal(amount('1', '吨'), amount('1000', ' KG '));
  assert.equal(amount('2', '方'), amount('2000', '升'));
  assert.notEqual(amount('2', '袋'), amount('2', '箱'));
  assert.notEqual(inSmallest('2', '吨').of, inSmallest('2', '升').of);
});

test('boards, sets and vehicles are pieces; tonnes and opened packages are not', () => {
  for (const title of ['张', '只', '台', '辆', ' 件 ', '个']) assert.ok(countsPieces(title), title);
  for (const title of ['吨', '千克', '箱', '卷', '米', 'kg', '']) {
    assert.ok(!countsPieces(title), title);
  }
});
