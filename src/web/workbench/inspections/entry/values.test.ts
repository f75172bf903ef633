import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Characteristic } from '#law/enterprise/inspection/values.ts';
import { filled, measuredOf, progressOf, sized, stateOf } from './values.ts';

const items: Characteristic[] = [
  { item: '插拔力', method: '拉力计', rule: 'between', lower: '2', upper: '54' },
  { item: '外观', method: '目视', rule: 'conforms' },
];

test('what is pasted fills the grid from one cell on and never beyond it', () => {
  const grid = sized([], 3, 2);
  const pasted = filled(grid, [['30', '符合'], ['31'], ['55', '符合', '多余'], ['多余']], 1, 0);
  assert.deepEqual(pasted, [
    ['', ''],
    ['30', '符合'],
    ['31', ''],
  ]);
  assert.deepEqual(filled(grid, [['a', 'b']], 0, 1)[0], ['', 'a']);
});

test('a grid of another size keeps what was typed', () => {
  assert.deepEqual(
    sized(
      [
        ['1', '2'],
        ['3', '4'],
      ],
      1,
      2,
    ),
    [['1', '2']],
  );
  assert.deepEqual(sized([['1', '2']], 2, 2), [
    ['1', '2'],
    ['', ''],
  ]);
});

test('each cell is judged at once, and samples are counted, not values', () => {
  assert.equal(stateOf(items[0]!, '54.1'), 'fail');
  assert.equal(stateOf(items[0]!, '约30'), 'unclear');
  assert.equal(stateOf(items[1]!, ' '), 'blank');
  const cells = [
    ['60', '不符合'],
    ['30', '符合'],
    ['', '好'],
  ];
  assert.deepEqual(progressOf(items, cells), { blank: 1, unclear: 1, badItems: 1, badValues: 2 });
});

test('values go out as they were written, in the order of the samples', () => {
  assert.deepEqual(
    measuredOf(items, [
      ['30.0', '符合'],
      ['3 1', '符合'],
    ]),
    [
      { item: '插拔力', values: '30.0 31' },
      { item: '外观', values: '符合 符合' },
    ],
  );
});
