import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as field from '../field.ts';
import { carriedInto } from './carried.ts';

const from = field.form({
  name: field.text('姓名', { personal: true }),
  phone: field.text('电话', { personal: true }),
  firm: field.text('商家'),
  goods: field.text('商品'),
  facts: field.longText('事实'),
  proofs: field.files('凭证'),
  asked: field.choice('请求', { refund: '退货' }),
});
const to = field.form({
  name: field.text('线人'),
  firm: field.text('被举报人'),
  goods: field.optional(field.text('产品')),
  facts: field.longText('线索'),
  proofs: field.files('证据'),
  asked: field.choice('类型', { refund: '退货' }),
});
const filled = {
  name: '胡小兰',
  phone: '139 0000 0000',
  firm: '梅林建材经营部',
  goods: '水泥',
  facts: '袋子上没有生产日期。',
  proofs: ['a'.repeat(64)],
  asked: 'refund',
};

test('what both forms ask for begins the other, and nothing that tells who wrote it', () => {
  assert.deepEqual(carriedInto(from, to, filled), {
    input: { firm: '梅林建材经营部', goods: '水泥', facts: '袋子上没有生产日期。' },
    left: [],
  });
});

test('a text in which the writer names himself stays behind, and is told of', () => {
  for (const facts of ['我叫胡 小兰，买了水泥。', '请打１３９００００００００。']) {
    const { input, left } = carriedInto(from, to, { ...filled, facts });
    assert.deepEqual([Object.keys(input), left], [['firm', 'goods'], ['事实']]);
  }
});
