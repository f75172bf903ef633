import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as field from '../field.ts';
import { placeTitle } from './place.ts';

const form = field.form({
  group: field.group('分组', { on: field.date('日期') }),
  rows: field.optional(
    field.rows('项目', { item: field.text('编号'), note: field.optional(field.text('备注')) }),
  ),
});

test('the place of a path is named in the words of the form', () => {
  assert.equal(placeTitle(form, ['rows', 3, 'note']), '项目第4行“备注”');
  assert.equal(placeTitle(form, ['rows', 3]), '项目第4行');
  assert.equal(placeTitle(form, ['rows']), '项目');
  assert.equal(placeTitle(form, ['group', 'on']), '分组·日期');
  assert.equal(placeTitle(form, ['unknown']), '');
  assert.equal(placeTitle(form, []), '');
});
