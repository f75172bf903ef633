import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeForm } from '#kernel/derive/describe.ts';
import { parseForm } from '#kernel/decide.ts';
import * as field from '#kernel/field.ts';
import { changedPath, isAbout, isAsked, isNeeded, startValues, toInput, toPath } from './values.ts';
import type { Values } from './values.ts';

const form = field.form({
  name: field.text('名称'),
  empty: field.text('可空文字', { min: 0 }),
  note: field.optional(field.longText('说明')),
  count: field.integer('数量'),
  photos: field.files('照片'),
  papers: field.optional(field.files('附件')),
  group: field.group('分组', { on: field.date('日期') }),
  extra: field.optional(field.group('补充', { why: field.text('原因') })),
  rows: field.rows('项目', { item: field.text('编号'), note: field.optional(field.text('备注')) }),
});
const fields = describeForm(form);

test('what was left blank is left out where it may be, and named where it may not', () => {
  const input = toInput(fields, { note: '  ', papers: [], extra: undefined, rows: [{ item: '' }] });
  assert.deepEqual(input, {
    name: '',
    empty: '',
    photos: [],
    group: { on: '' },
    rows: [{ item: '' }],
  });
  const refused = parseForm(form, input, []);
  assert.ok(!refused.ok);
  assert.deepEqual(
    refused.issues?.map(({ path, sentence }) => [path, sentence]),
    [
      ['name', '请填写'],
      ['count', '请填写整数'],
      ['group.on', '请选择日期'],
      ['rows.0.item', '请填写'],
    ],
  );
});

test('what goes with a choice is asked for with it, and left out with another', () => {
  const goesWith = { choice: 'how', values: ['other'] };
  const own = describeForm(
    field.form({
      how: field.choice('方式', { usual: '通常', other: '其他' }),
      why: field.optional(field.group('其他方式', { reason: field.text('原因') }, { goesWith })),
    }),
  );
  const [, why] = own;
  assert.ok(why);
  assert.deepEqual(
    [{ how: 'other' }, { how: 'usual' }, {}].map((beside) => isAsked(why, beside)),
    [true, false, false],
  );
  const typed = { why: { reason: '断电' } };
  assert.deepEqual(toInput(own, { how: 'other', ...typed }), { how: 'other', ...typed });
  assert.deepEqual(toInput(own, { how: 'usual', ...typed }), { how: 'usual' });
  assert.ok(isNeeded(why));
});

test('a full form passes as it was filled, without what is not of the form', () => {
  const values = {
    name: '水泥',
    empty: '',
    count: 3,
    group: { on: '2026-11-23', foreign: 1 },
    extra: { why: '补充' },
    rows: [{ item: 'A', note: '' }],
    foreign: 'x',
  };
  const parsed = parseForm(form, toInput(fields, values), []);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.input, {
    name: '水泥',
    empty: '',
    count: 3,
    photos: [],
    group: { on: '2026-11-23' },
    extra: { why: '补充' },
    rows: [{ item: 'A' }],
  });
});

test('a number that was cleared counts as not filled in', () => {
  assert.ok(!('count' in toInput(fields, { count: null })));
});

test('a form starts with its groups and with one row where one is needed', () => {
  assert.deepEqual(startValues(fields, { name: '砂' }), { name: '砂', group: {}, rows: [{}] });
  const optionalRows = describeForm(
    field.form({ rows: field.rows('项目', { a: field.text('甲') }, { min: 0 }) }),
  );
  assert.deepEqual(startValues(optionalRows), { rows: [] });
});

test('a path of a refusal is the path of its field', () => {
  assert.deepEqual(toPath('rows.3.note'), ['rows', 3, 'note']);
});

test('only what must not be left empty is marked as needed', () => {
  const needed = fields.filter(isNeeded).map(({ name }) => name);
  assert.deepEqual(needed, ['name', 'count', 'group', 'rows']);
});

test('a change is about the field that was touched and what stands around it, and about no other row', () => {
  const brand: Values[] = [];
  brand[1] = { brand: '赣能' };
  const changed = changedPath({ tasks: brand });
  assert.deepEqual(changed, ['tasks', 1, 'brand']);
  for (const path of ['tasks.1.brand', 'tasks.1', 'tasks'])
    assert.ok(isAbout(toPath(path), changed));
  for (const path of ['tasks.0.brand', 'tasks.1.model', 'line', 'tasks.1.brand.x']) {
    assert.ok(!isAbout(toPath(path), changed), path);
  }
  assert.deepEqual(changedPath({ files: ['a', 'b'] }), ['files']);
  assert.deepEqual(changedPath({ files: [] }), ['files']);
  assert.deepEqual(changedPath({ day: undefined }), ['day']);
});

test('a row that was added says nothing about what stands in the others', () => {
  const changed = changedPath({ tasks: [{ brand: '', model: 'a' }, {}] });
  assert.deepEqual(changed, ['tasks']);
  assert.ok(!isAbout(toPath('tasks.0.brand'), changed));
});
