import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exceeds, parseQuantity, quantityText, sumOf } from './quantity.ts';

test('a quantity is read and written without losing a digit', () => {
  for (const text of ['0', '12.5', '0.0001', '99999999999999.9999', '-3.25']) {
    assert.equal(quantityText(parseQuantity(text)), text);
  }
  assert.equal(quantityText(parseQuantity('7.5000')), '7.5');
});

test('what is no quantity is a fault', () => {
  for (const text of ['', '1.00001', '1e3', ' 1', '.5', '123456789012345']) {
    assert.throws(() => parseQuantity(text), /no quantity/);
  }
});

test('tenths add up exactly, unlike binary fractions', () => {
  assert.equal(sumOf(['0.1', '0.2']), '0.3');
  assert.equal(sumOf([]), '0');
  assert.equal(exceeds('0.3', sumOf(['0.1', '0.2'])), false);
  assert.equal(exceeds('0.3001', '0.3'), true);
});
