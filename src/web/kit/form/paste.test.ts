import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeForm } from '#kernel/derive/describe.ts';
import * as field from '#kernel/field.ts';
import { fillRows, readCells } from './paste.ts';

const [table] = describeForm(
  field.form({
    rows: field.rows('项目', {
      item: field.text('项目'),
      photos: field.files('照片'),
      count: field.integer('数量'),
      on: field.date('日期'),
      result: field.choice('结果', { pass: '符合', fail: '不符合' }),
    }),
  }),
);
const fields = table?.fields ?? [];

test('cells of a spreadsheet are read by line and tab', () => {
  assert.deepEqual(readCells('甲\t1\r\n乙\t2\r\n'), [
    ['甲', '1'],
    ['乙', '2'],
  ]);
  assert.deepEqual(readCells('"两\n行"\t"说""好"""'), [['两\n行', '说"好"']]);
  assert.equal(readCells('只有一格'), undefined);
});

test('pasted cells fill rows from where they were pasted, fields that take no text are passed over', () => {
  const cells = readCells('砂石\t1,200\t2026/1/5\t符合\n水泥\t3\t2026年11月23日\t不符合') ?? [];
  const rows = fillRows(fields, [{ item: '旧' }], cells, { row: 1, field: 'item' });
  assert.deepEqual(rows, [
    { item: '旧' },
    { item: '砂石', count: 1200, on: '2026-01-05', result: 'pass' },
    { item: '水泥', count: 3, on: '2026-11-23', result: 'fail' },
  ]);
});

test('a paste from the middle of a row does not touch the fields before it', () => {
  const cells = readCells('5\t2026-02-03') ?? [];
  assert.deepEqual(fillRows(fields, [{ item: '旧' }], cells, { row: 0, field: 'count' }), [
    { item: '旧', count: 5, on: '2026-02-03' },
  ]);
});

test('a table takes no more rows than it may have', () => {
  const cells = readCells('甲\n乙\n丙') ?? [];
  assert.equal(fillRows(fields, [], cells, { row: 0, field: 'item' }, 2).length, 2);
});
