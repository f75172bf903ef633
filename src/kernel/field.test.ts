import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { innerForms, metaOf } from './check/form.ts';
import * as field from './field.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const other = '0198c0de-0000-7000-8000-000000000002';
const hash = 'a'.repeat(64);

/** What is said to a value; `ok` where it is accepted. */
function said(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value);
  return parsed.success ? 'ok' : (parsed.error.issues[0]?.message ?? '');
}

test('text is trimmed, bounded and whole', () => {
  const name = field.text('名称', { max: 4 });
  assert.equal(name.parse('  卡尺 '), '卡尺');
  assert.equal(said(name, '   '), '请填写');
  assert.equal(said(name, '一二三四五'), '最多4个字');
  assert.equal(said(name, '\ud83d'), '含有不能识别的字符');
  assert.equal(said(name, 'a\0b'), '含有不能识别的字符');
  assert.equal(said(name, '😀'), 'ok');
  assert.equal(said(field.text('说明', { min: 0 }), ''), 'ok');
  assert.equal(said(field.longText('理由', { min: 2 }), '无'), '请填写');
  assert.equal(said(field.longText('理由'), '字'.repeat(4001)), '最多4000个字');
});

test('whole numbers are bounded', () => {
  const count = field.integer('数量', { min: 1, max: 9 });
  assert.equal(said(count, 9), 'ok');
  assert.equal(said(count, 1.5), '请填写整数');
  assert.equal(said(count, '1'), '请填写整数');
  assert.equal(said(count, 0), '不得小于1');
  assert.equal(said(count, 10), '不得大于9');
});

test('amounts are decimal text, never binary numbers', () => {
  const amount = field.decimal('金额', { unit: '元' });
  for (const value of ['0', '12.5', '-0.0001', '12345678901234.1234']) {
    assert.equal(said(amount, value), 'ok', value);
  }
  for (const value of ['.5', '1.', '1.23456', '1e3', '', '１', '123456789012345']) {
    assert.equal(said(amount, value), '请填写数字，小数不超过4位', value);
  }
});

test('days and moments are real', () => {
  assert.equal(said(field.date('日期'), '2026-02-28'), 'ok');
  assert.equal(said(field.date('日期'), '2026-02-29'), '请选择日期');
  const moment = field.instant('时间');
  assert.equal(said(moment, '2026-02-28T08:00:00+08:00'), 'ok');
  assert.equal(said(moment, '2026-02-28T00:00:00.000Z'), 'ok');
  assert.equal(said(moment, '2026-02-28T08:00:00'), '请选择日期和时间');
  assert.equal(said(moment, '2026-02-29T08:00:00Z'), '请选择日期和时间');
});

test('choices take keys of their list', () => {
  const keys = { front: '前门', back: '后门' };
  assert.equal(said(field.choice('门', keys), 'front'), 'ok');
  assert.equal(said(field.choice('门', keys), '前门'), '请选择');
  assert.equal(said(field.choices('门', keys), ['front', 'back']), 'ok');
  assert.equal(said(field.choices('门', keys), []), '请至少选择一项');
  assert.equal(said(field.choices('门', keys), ['side']), '请选择');
  assert.equal(said(field.choices('门', keys), ['front', 'front']), '选项不得重复');
  assert.equal(said(field.yesNo('可否'), 'yes'), '请选择是或否');
});

test('references are ids, and lists of them have no double', () => {
  assert.equal(said(field.organisation('单位', ['laboratory']), '甲厂'), '请选择单位');
  assert.equal(said(field.person('人员', []), 'x'), '请选择人员');
  assert.equal(said(field.record('记录', 'key-book'), 'x'), '请选择记录');
  const pair = field.people('人员', ['sampler'], { min: 2, max: 2 });
  assert.equal(said(pair, [id, other]), 'ok');
  assert.equal(said(pair, [id]), '至少选择2人');
  assert.equal(said(pair, [id, other, id]), '最多选择2人');
  assert.equal(said(pair, [id, id]), '人员不得重复');
  const several = field.organisations('单位', ['enterprise'], { max: 2 });
  assert.equal(said(several, []), '至少选择1家单位');
  assert.equal(said(several, [id, id]), '单位不得重复');
});

test('files are named by the hash of their content', () => {
  assert.equal(said(field.files('照片', { min: 1, max: 1 }), [hash]), 'ok');
  assert.equal(said(field.files('照片', { min: 1 }), []), '请至少上传1个文件');
  assert.equal(said(field.files('照片', { max: 1 }), [hash, hash]), '最多上传1个文件');
  assert.equal(said(field.photos('照片', { max: 1 }), [hash, hash]), '最多上传1个文件');
  assert.equal(metaOf(field.photos('照片'))?.pictures, true);
  assert.equal(said(field.files('照片'), ['A'.repeat(64)]), '文件标识无效');
});

test('tables are bounded and every level refuses unknown keys', () => {
  const table = field.rows('明细', { name: field.text('名称') }, { max: 1 });
  assert.equal(said(table, []), '请至少填写1行');
  assert.equal(said(table, [{ name: '甲' }, { name: '乙' }]), '最多1行');
  assert.match(said(table, [{ name: '甲', price: 1 }]), /Unrecognized key/);
  assert.match(said(field.group('规格', {}), { price: 1 }), /Unrecognized key/);
  assert.match(said(field.form({}), { price: 1 }), /Unrecognized key/);
});

test('a field that may be left out keeps what screens need to know', () => {
  const deposit = field.optional(field.decimal('押金', { unit: '元', hint: '可不填' }));
  assert.equal(said(deposit, undefined), 'ok');
  assert.deepEqual(metaOf(deposit), {
    label: '押金',
    control: 'decimal',
    unit: '元',
    hint: '可不填',
  });
});

test('the forms inside a group or a table are found through every wrapper', () => {
  const shape = { name: field.text('名称') };
  for (const schema of [
    field.group('组', shape),
    field.rows('表', shape),
    field.optional(field.rows('表', shape)),
  ]) {
    assert.deepEqual(
      innerForms(schema).map((form) => Object.keys(form.shape)),
      [['name']],
    );
  }
  assert.deepEqual(innerForms(field.files('照片')), []);
  assert.deepEqual(innerForms(field.optional(field.text('名称'))), []);
});

test('a proceeding is picked by its id and standards by their numbers, each once', () => {
  const form = field.form({
    product: field.proceeding('产品', 'product-file'),
    standards: field.standards('标准', { min: 0, max: 2 }),
  });
  const product = '0198c0de-0000-7000-8000-000000000001';
  const says = (input: object) => form.safeParse({ product, standards: [], ...input }).success;
  assert.ok(says({ standards: ['GB 175-2023', 'GB/T 1-2020'] }));
  assert.equal(says({ standards: ['GB 175-2023', 'GB 175-2023'] }), false);
  assert.equal(says({ standards: ['a', 'b', 'c'] }), false);
  assert.equal(says({ product: '水泥' }), false);
});
