import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import * as field from '../field.ts';
import { keyBook, upkeep } from '../fixture/upkeep.ts';
import { describeForm } from './describe.ts';

test('a field is described with everything a screen needs to draw it', () => {
  assert.deepEqual(describeForm(keyBook.form), [
    {
      name: 'holder',
      label: '保管人',
      control: 'person',
      posts: ['quality-safety-officer'],
      required: true,
    },
    {
      name: 'keys',
      label: '钥匙',
      control: 'choices',
      options: { front: '前门', back: '后门' },
      required: true,
      min: 1,
    },
    { name: 'from', label: '开始时间', control: 'instant', required: true },
    { name: 'photos', label: '照片', control: 'files', required: true, min: 0, max: 1 },
    { name: 'deposit', label: '押金', control: 'decimal', unit: '元', required: false },
    { name: 'previous', label: '上一次登记', control: 'record', book: 'key-book', required: false },
    {
      name: 'helpers',
      label: '协助人员',
      control: 'people',
      posts: [],
      required: false,
      min: 1,
      max: 2,
    },
  ]);
});

test('groups and rows are described inside', () => {
  const items = describeForm(upkeep.form)[1];
  assert.deepEqual([items?.control, items?.min, items?.max], ['rows', 0, 3]);
  assert.deepEqual(items?.fields, [
    { name: 'name', label: '名称', control: 'text', required: true, minLength: 1, maxLength: 200 },
    {
      name: 'size',
      label: '规格',
      control: 'group',
      required: true,
      fields: [
        {
          name: 'width',
          label: '宽',
          control: 'integer',
          unit: '毫米',
          required: true,
          min: 0,
          max: 9,
        },
      ],
    },
  ]);
});

test('an optional table keeps its rows', () => {
  const form = field.form({ list: field.optional(field.rows('表', { a: field.yesNo('可否') })) });
  assert.deepEqual(describeForm(form), [
    {
      name: 'list',
      label: '表',
      control: 'rows',
      required: false,
      min: 1,
      max: 200,
      fields: [{ name: 'a', label: '可否', control: 'yes-no', required: true }],
    },
  ]);
});

test('a field from outside the vocabulary is a fault', () => {
  assert.throws(() => describeForm(z.strictObject({ a: z.string() })), /field a has no label/);
});

test('a picked proceeding says of which procedure, picked standards how many', () => {
  const form = field.form({
    product: field.proceeding('产品', 'product-file'),
    standards: field.standards('标准', { min: 0, max: 3 }),
  });
  assert.deepEqual(describeForm(form), [
    {
      name: 'product',
      label: '产品',
      control: 'proceeding',
      procedure: 'product-file',
      required: true,
    },
    { name: 'standards', label: '标准', control: 'standards', required: true, min: 0, max: 3 },
  ]);
});
