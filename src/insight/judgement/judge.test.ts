import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, limitDefect, requirementText } from './judge.ts';
import type { Limit } from './judge.ts';
import { readDecimal, roundHalfToEven, writeDecimal } from './rounding.ts';

const rounded = (text: string, decimals: number) =>
  writeDecimal(roundHalfToEven(readDecimal(text)!, decimals));

test('rounding follows the examples of GB/T 8170: half goes to even, once, and keeps its places', () => {
  const table: readonly [value: string, decimals: number, rounded: string][] = [
    ['12.1498', 1, '12.1'],
    ['12.1498', 0, '12'],
    ['10.5002', 0, '11'],
    ['1.050', 1, '1.0'],
    ['0.35', 1, '0.4'],
    ['0.25', 1, '0.2'],
    ['-0.25', 1, '-0.2'],
    ['-0.35', 1, '-0.4'],
    ['15.4546', 0, '15'],
    ['2.5', 0, '2'],
    ['3.5', 0, '4'],
    ['7', 2, '7.00'],
    ['0.05', 1, '0.0'],
    ['99.95', 1, '100.0'],
  ];
  for (const [value, decimals, expected] of table) {
    assert.equal(rounded(value, decimals), expected, `${value} to ${decimals}`);
  }
});

test('all digits are compared unless the rules say that rounded values are', () => {
  const limit: Limit = { rule: 'at-most', upper: '45' };
  assert.deepEqual(judge(limit, '45.4'), { verdict: 'fail', compared: '45.4' });
  assert.deepEqual(judge({ ...limit, compares: 'rounded' }, '45.4'), {
    verdict: 'pass',
    compared: '45',
  });
  // The standard's own table: 97.0 as the lower limit, 96.96 measured.
  const lower: Limit = { rule: 'at-least', lower: '97.0' };
  assert.equal(judge(lower, '96.96').verdict, 'fail');
  assert.equal(judge({ ...lower, compares: 'rounded' }, '96.96').verdict, 'pass');
});

test('a value on the limit keeps ≤ and ≥ and breaks < and >', () => {
  assert.equal(judge({ rule: 'at-most', upper: '0.5' }, '0.50').verdict, 'pass');
  assert.equal(judge({ rule: 'below', upper: '0.5' }, '0.50').verdict, 'fail');
  assert.equal(judge({ rule: 'at-least', lower: '0.5' }, '0.5').verdict, 'pass');
  assert.equal(judge({ rule: 'above', lower: '0.5' }, '0.5').verdict, 'fail');
});

test('a range is kept between both ends, the ends included', () => {
  const limit: Limit = { rule: 'between', lower: '-1.0', upper: '1.0' };
  for (const value of ['-1.0', '0', '1']) assert.equal(judge(limit, value).verdict, 'pass', value);
  for (const value of ['-1.01', '1.001']) assert.equal(judge(limit, value).verdict, 'fail', value);
});

test('what was not detected keeps an upper limit above the limit of detection, and decides nothing else', () => {
  const limit: Limit = { rule: 'at-most', upper: '0.1' };
  assert.equal(judge(limit, '<0.05').verdict, 'pass');
  assert.equal(judge(limit, '未检出').verdict, 'pass');
  assert.equal(judge(limit, '<0.2').verdict, undefined);
  assert.equal(judge({ rule: 'at-least', lower: '0.1' }, '<0.05').verdict, undefined);
});

test('what is seen and not measured conforms or does not', () => {
  assert.equal(judge({ rule: 'conforms' }, '符合').verdict, 'pass');
  assert.equal(judge({ rule: 'conforms' }, '不合格').verdict, 'fail');
  assert.equal(judge({ rule: 'conforms' }, '还行').verdict, undefined);
});

test('a text that is no number is not judged, and a limit that is none is a defect', () => {
  assert.equal(judge({ rule: 'at-most', upper: '45' }, '约40').verdict, undefined);
  assert.equal(judge({ rule: 'at-most' }, '40').verdict, undefined);
  assert.equal(limitDefect({ rule: 'between', lower: '2', upper: '1' }), '下限不得大于上限。');
  assert.equal(limitDefect({ rule: 'at-least', lower: '2' }), undefined);
});

test('a limit reads as on paper', () => {
  assert.equal(requirementText({ rule: 'at-most', upper: '45' }, 'K'), '≤45 K');
  assert.equal(requirementText({ rule: 'between', lower: '1', upper: '2' }), '1～2');
  assert.equal(requirementText({ rule: 'conforms' }), '符合要求');
});
