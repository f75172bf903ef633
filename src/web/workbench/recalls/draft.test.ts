import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecallTier } from '#server/recalls/present.ts';
import { summaryOf } from './draft.ts';

const tier: RecallTier = {
  tier: 1,
  unit: '辆',
  holders: 3,
  told: 3,
  answered: 2,
  lots: 1,
  got: '80',
  placed: '60',
  secured: '45.5',
  open: '14.5',
  found: '30',
  destroyed: '9',
  outside: '5',
  consumers: '10',
  recovered: '6.5',
};
const recalled = {
  silent: 1,
  stale: 2,
  keepers: 1,
  sums: [{ unit: '辆', placed: '60', secured: '45.5', destroyed: '9', kept: '30', lots: 1 }],
};
const sums = { unit: '辆', placed: '60', secured: '45.5', open: '14.5' };

test('a summary starts with what the answers amount to, in whole pieces and never rounded up', () => {
  const { text, counted, silent, stale } = summaryOf({ totals: [sums], tiers: [tier], recalled });
  assert.deepEqual(counted, { recalled: 45, remedied: 0, destroyed: 9 });
  assert.deepEqual([silent, stale], [1, 2]);
  assert.match(text, /持有单位3家，已答复2家。应处置60辆，已控制45\.5辆（75\.8%），未收回14\.5辆/);
});

test('pieces and tons are not added up', () => {
  const tons = { ...sums, unit: '吨' };
  const both = { ...recalled, sums: [...recalled.sums, { ...recalled.sums[0]!, unit: '吨' }] };
  const { counted } = summaryOf({ totals: [sums, tons], tiers: [tier], recalled: both });
  assert.deepEqual(counted, {});
});
