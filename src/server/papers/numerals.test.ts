import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapter, chineseNumeral } from './numerals.ts';

test('headings are counted in Chinese', () => {
  const numbers = [1, 9, 10, 11, 20, 21, 99].map(chineseNumeral);
  assert.deepEqual(numbers, ['一', '九', '十', '十一', '二十', '二十一', '九十九']);
  assert.equal(chapter(3, '风险分析'), '三、风险分析');
  assert.equal(chapter(100, '附件'), '附件');
  for (const wrong of [0, 1.5, 100]) assert.throws(() => chineseNumeral(wrong), RangeError);
});
