import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as field from '../field.ts';
import { sheetColumns } from './sheet.ts';

const text = { name: field.text('名称'), note: field.optional(field.text('备注')) };

test('a form becomes columns, those of groups and rows under the name of both', () => {
  const form = field.form({
    ...text,
    items: field.rows('产品', { lot: field.lot('批次'), amount: field.decimal('数量') }),
    parts: field.rows('用料', { lot: field.lot('批次') }, { min: 0 }),
    why: field.optional(field.group('让步', { reason: field.text('理由') })),
    papers: field.files('凭证'),
  });
  assert.deepEqual(
    sheetColumns(form)?.map(({ title, isRequired }) => `${title}${isRequired ? '*' : ''}`),
    ['名称*', '备注', '产品·批次*', '产品·数量*', '用料·批次', '让步·理由'],
  );
});

test('what needs a file or another record cannot be read from a sheet', () => {
  const papers = field.files('报告', { min: 1 });
  assert.equal(sheetColumns(field.form({ ...text, papers })), undefined);
  assert.equal(sheetColumns(field.form({ of: field.record('记录', 'key-book') })), undefined);
});
