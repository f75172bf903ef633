import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  amountText,
  dayText,
  exactText,
  momentText,
  percentText,
  periodText,
  remainingText,
  yuanText,
} from './words.ts';

test('times read as they are in China, wherever the browser stands', () => {
  assert.equal(momentText('2026-11-22T16:05:09.000Z'), '2026-11-23 00:05');
  assert.equal(exactText('2026-11-23T09:05:09+08:00'), '2026-11-23 09:05:09');
});

test('days and periods are written as offices write them', () => {
  assert.equal(dayText('2026-11-23'), '2026年11月23日(周一)');
  assert.equal(periodText('month', { from: '2026-11-01', to: '2026-11-30' }), '2026年11月');
  assert.equal(
    periodText('week', { from: '2026-11-16', to: '2026-11-22' }),
    '2026-11-16 至 2026-11-22',
  );
});

test('a due day says how far it is away', () => {
  assert.equal(remainingText('2026-11-23', '2026-11-23'), '今天到期');
  assert.equal(remainingText('2026-11-26', '2026-11-23'), '还有3天');
  assert.equal(remainingText('2026-11-18', '2026-11-23'), '已过5天');
});

test('a share is never rounded up to all of it, nor down to nothing', () => {
  assert.equal(percentText(999_999, 1_000_000), '99.9%');
  assert.equal(percentText(1, 100_000), '0.1%');
  assert.equal(percentText(5, 5), '100%');
  assert.equal(percentText(0, 5), '0.0%');
  assert.equal(percentText(0, 0), '—');
});

test('amounts are shortened without being made larger', () => {
  assert.equal(yuanText(8_999), '8,999元');
  assert.equal(yuanText(18_999_999), '1,899.99万元');
  assert.equal(yuanText(400_000_000), '4亿元');
});

test('sums are written with their thousands apart, decimals as they came', () => {
  assert.equal(amountText('1234567.8901'), '1,234,567.8901');
  assert.equal(amountText(999), '999');
  assert.equal(amountText('66000'), '66,000');
});
