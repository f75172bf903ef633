import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RiskItem } from '#law/enterprise/risk-control-list.ts';
import { compareLists } from './compare.ts';

const item = (code: string, measure = '分仓存放'): RiskItem => ({
  code,
  keyLink: '原料',
  riskPoint: '混料',
  measure,
  frequency: 'day',
  ownerPost: 'warehouse',
  photoRequired: false,
});

test('versions are compared item by item, whatever their order', () => {
  const changes = compareLists(
    [item('A'), item('B'), item('C')],
    [item('C'), item('D'), item('A', '分仓并挂牌')],
  );
  assert.deepEqual(
    changes.map(({ code, kind, before }) => [code, kind, before]),
    [
      ['D', 'added', {}],
      ['A', 'changed', { measure: '分仓存放' }],
      ['B', 'removed', {}],
    ],
  );
});

test('a field that came or went counts as changed', () => {
  const [change] = compareLists([item('A')], [{ ...item('A'), basis: '规程' }]);
  assert.deepEqual(change?.before, { basis: '' });
  assert.deepEqual(compareLists([item('A')], [item('A')]), []);
});
