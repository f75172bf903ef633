import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as field from '../field.ts';
import { describeForm } from './describe.ts';
import { idsNamed, namingPaths, withoutPersonal } from './named.ts';

const fields = describeForm(
  field.form({
    supplier: field.organisation('供货单位', ['enterprise']),
    note: field.text('说明'),
    draw: field.optional(field.proceeding('抽取', 'random-draw')),
    present: field.optional(field.people('到场人员', [])),
    rows: field.rows('明细', { item: field.text('品名'), tester: field.person('检验人', []) }),
    visit: field.optional(
      field.group('走访', { host: field.person('接待人', [], { personal: true }) }),
    ),
  }),
);

test('ids are found wherever a form names somebody, and texts that look like ids are none', () => {
  const input = {
    supplier: 'works',
    note: 'not-an-id',
    present: ['a', 'b'],
    rows: [
      { item: '水泥', tester: 'c' },
      { item: '砂', tester: 'a' },
    ],
    visit: { host: 'd' },
    unknown: 'e',
  };
  assert.deepEqual(idsNamed(fields, input), ['works', 'a', 'b', 'c', 'a', 'd']);
  assert.deepEqual(idsNamed(fields, { supplier: null, rows: 'no rows' }), []);
});

test('a proceeding that was picked is shown by its name, and no list is searched by it', () => {
  assert.deepEqual(idsNamed(fields, { draw: 'd-1' }), ['d-1']);
  assert.ok(!namingPaths(fields).flat().includes('draw'));
});

test('the ways to whoever is named lead through groups and rows', () => {
  assert.deepEqual(namingPaths(fields), [
    ['supplier'],
    ['present'],
    ['rows', 'tester'],
    ['visit', 'host'],
  ]);
});

test('personal data is left out, also inside a group', () => {
  const open = withoutPersonal(fields);
  assert.deepEqual(idsNamed(open, { supplier: 'works', visit: { host: 'd' } }), ['works']);
});
