import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeForm } from '#kernel/derive/describe.ts';
import * as field from '#kernel/field.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';
import { gatheredOf } from './gathered.ts';

const rows = { name: field.text('名称') };
const fields = describeForm(
  field.form({
    note: field.text('说明'),
    proofs: field.rows('证据', rows, { gathers: '证据清单' }),
    goods: field.rows('物品', rows),
  }),
);

function act(entry: string, input: TimelineItem['input']): TimelineItem {
  return {
    entry,
    act: 'collect',
    title: '收集证据',
    at: '2026-07-10T02:00:00.000Z',
    by: { name: '执法甲', posts: [] },
    input,
    withheld: [],
  };
}

test('marked rows of several acts form one list with the acts that they came with', () => {
  const timeline = [
    act('1', { proofs: [{ name: '笔录' }], goods: [{ name: '电缆' }] }),
    act('2', { note: '无' }),
    act('3', { proofs: [{ name: '照片' }, { name: '账册' }] }),
  ];
  const [list, ...others] = gatheredOf(timeline, () => fields);
  assert.deepEqual(others, []);
  assert.equal(list?.title, '证据清单');
  assert.deepEqual(
    list?.rows.map(({ values, item }) => [values['name'], item.entry]),
    [
      ['笔录', '1'],
      ['照片', '3'],
      ['账册', '3'],
    ],
  );
});

test('where a reader may not see the rows there is no list', () => {
  assert.deepEqual(
    gatheredOf([act('1', {})], () => fields),
    [],
  );
});
