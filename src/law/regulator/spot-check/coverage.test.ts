import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedOn, coverageOf, isShift, shiftOf } from './coverage.ts';

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

test('a plan is compared on the day, and on no day outside its year', () => {
  assert.equal(comparedOn(2026, '2026-09-03'), '2026-09-03');
  assert.equal(comparedOn(2027, '2026-12-20'), '2027-01-01');
  assert.equal(comparedOn(2025, '2026-01-02'), '2025-12-31');
});

test('a new edition drops classes of a plan, names products that it lacks, and gives others another risk', () => {
  const next = [
    { product: '水泥', classId: 'cement', risk: 'medium' },
    { product: '没有类别的产品', risk: 'high' },
    { product: '电线电缆', classId: 'cable', risk: 'high' },
    { product: '童车', classId: 'pram', risk: 'low' },
    { product: '头盔', classId: 'helmet', risk: 'high' },
  ] as const;
  const shift = shiftOf(['cement', 'electric-blanket', 'cable'], catalogue, next);
  assert.deepEqual(shift, {
    dropped: ['electric-blanket'],
    missing: [
      { product: '头盔', risk: 'high' },
      { product: '童车', risk: 'low' },
    ],
    changed: [{ productClass: 'cement', before: 'high', after: 'medium' }],
  });
  assert.ok(isShift(shift));
  assert.ok(!isShift(shiftOf(['cement'], catalogue, catalogue)));
});
