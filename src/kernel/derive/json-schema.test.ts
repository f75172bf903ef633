import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as field from '../field.ts';
import { upkeep } from '../fixture/upkeep.ts';
import { formSchema } from './json-schema.ts';

test('labels become titles and nothing of the screens remains', () => {
  assert.deepEqual(formSchema(upkeep.form), {
    type: 'object',
    properties: {
      clean: { type: 'boolean', title: '是否清洁' },
      items: {
        type: 'array',
        title: '器具',
        minItems: 0,
        maxItems: 3,
        items: {
          type: 'object',
          properties: {
            name: { type: 'string', title: '名称', minLength: 1, maxLength: 200 },
            size: {
              type: 'object',
              title: '规格',
              properties: { width: { type: 'integer', title: '宽(毫米)', minimum: 0, maximum: 9 } },
              required: ['width'],
              additionalProperties: false,
            },
          },
          required: ['name', 'size'],
          additionalProperties: false,
        },
      },
    },
    required: ['clean', 'items'],
    additionalProperties: false,
  });
});

test('days, moments and ids have formats, choices and hints a description', () => {
  const { properties } = formSchema(
    field.form({
      day: field.date('日期'),
      at: field.instant('时间'),
      who: field.organisation('单位', ['enterprise'], { hint: '选择被查单位' }),
      door: field.choice('门', { front: '前门', back: '后门' }, { hint: '必选' }),
    }),
  );
  assert.deepEqual(properties, {
    day: { type: 'string', format: 'date', title: '日期' },
    at: { type: 'string', format: 'date-time', title: '时间' },
    who: { type: 'string', format: 'uuid', title: '单位', description: '选择被查单位' },
    door: {
      type: 'string',
      enum: ['front', 'back'],
      title: '门',
      description: '必选 front=前门;back=后门',
    },
  });
});

test('who may see a field is no part of its schema', () => {
  const name = field.text('姓名', { max: 9, personal: true, hiddenFrom: ['borrower'] });
  const { properties } = formSchema(field.form({ name }));
  assert.deepEqual(properties, {
    name: { type: 'string', title: '姓名', minLength: 1, maxLength: 9 },
  });
});

test('what may be left out is not required, and stays described', () => {
  const schema = formSchema(field.form({ note: field.optional(field.text('说明', { max: 5 })) }));
  assert.deepEqual(schema, {
    type: 'object',
    properties: { note: { type: 'string', title: '说明', minLength: 1, maxLength: 5 } },
    additionalProperties: false,
  });
});

test('picks of proceedings and standards are plain ids and numbers to others', () => {
  const form = field.form({
    product: field.proceeding('产品', 'product-file'),
    standards: field.standards('标准'),
  });
  const { properties } = formSchema(form) as { properties: Record<string, object> };
  assert.deepEqual(properties['product'], { type: 'string', format: 'uuid', title: '产品' });
  assert.ok(!JSON.stringify(properties).includes('product-file'));
  assert.equal((properties['standards'] as { type: string }).type, 'array');
});
