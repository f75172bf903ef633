import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageOf } from './coverage.ts';

const catalogue = [
  { product: '电热毯', classId: 'electric-blanket', risk: 'medium' },
  { product: '水泥', classId: 'cement', risk: 'high' },
  { product: '特种水泥', classId: 'cement', risk: 'low' },
  { product: '没有类别的产品', risk: 'high' },
] as const;

test('a class that the catalogue names several times has the highest of their risks', () => {
  const { named, leftOut } = coverageOf(['cement', 'cable', 'cement'], catalogue);
  assert.deepEqual([...named], [['cement', { products: ['水泥', '特种水泥'], risk: 'high' }]]);
  assert.deepEqual(leftOut, [
    { product: '没有类别的产品', risk: 'high' },
    { product: '电热毯', risk: 'medium' },
  ]);
});

test('an empty plan leaves everything out, and without a catalogue nothing is missing', () => {
  assert.equal(coverageOf([], catalogue).leftOut.length, catalogue.length);
  assert.deepEqual(coverageOf(['cement'], []).leftOut, []);
});
