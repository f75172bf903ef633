import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecallCockpit } from '#server/recalls/present.ts';
import { begunOf, noteOf, remainingOf, summaryOf } from './draft.ts';

const scope: RecallCockpit['scope'] = {
  frozen: true,
  hash: 'sha256:',
  at: '2026-11-29T00:00:00Z',
  lots: 1,
  holders: 3,
};
const recalled = {
  silent: 1,
  stale: 2,
  keepers: 1,
  sums: [
    {
      product: '童车',
      unit: '辆',
      placed: '60',
      secured: '45.5',
      destroyed: '9',
      kept: '30',
      lots: 1,
    },
  ],
};
const sums = { product: '童车', unit: '辆', placed: '60', secured: '45.5', open: '14.5' };

test('a summary starts with what the answers amount to, in whole pieces and never rounded up', () => {
  const { text, counted, silent, stale } = summaryOf({ totals: [sums], scope, recalled });
  assert.deepEqual(counted, { recalled: 45, remedied: 0, destroyed: 9 });
  assert.deepEqual([silent, stale], [1, 2]);
  assert.match(text, /持有单位3家，已答复2家。应处置60辆，已控制45\.5辆（75\.8%），未收回14\.5辆/);
});

test('pieces and tons are not added up, nor carriages and frames', () => {
  const tons = { ...sums, unit: '吨' };
  const both = { ...recalled, sums: [...recalled.sums, { ...recalled.sums[0]!, unit: '吨' }] };
  const { counted } = summaryOf({ totals: [sums, tons], scope, recalled: both });
  assert.deepEqual(counted, {});
  const frames = { ...sums, product: '车架' };
  const parts = {
    ...recalled,
    sums: [...recalled.sums, { ...recalled.sums[0]!, product: '车架' }],
  };
  const said = summaryOf({ totals: [sums, frames], scope, recalled: parts });
  assert.deepEqual(said.counted, {});
  assert.match(said.text, /童车应处置60辆.*；车架应处置60辆/);
});

test('before carrying out is called done it is said what is left, and that the plan is not public', () => {
  const done = {
    ...recalled,
    silent: 0,
    stale: 0,
    sums: [{ ...recalled.sums[0]!, secured: '60' }],
  };
  const open = /1家持有单位没有答复全部批次，2家的答复已经过时，“童车”应处置60辆、已控制45\.5辆/;
  const timeline = [{ act: 'publishPlan' }];
  assert.match(noteOf('complete', { recalled }, { timeline }).note ?? '', open);
  assert.match(
    noteOf('complete', { recalled: done }, { timeline: [] }).note ?? '',
    /没有公示召回计划/,
  );
  assert.deepEqual(noteOf('complete', { recalled: done }, { timeline }), {});
  assert.deepEqual(noteOf('plan', { recalled }, { timeline: [] }), {});
  assert.match(String(remainingOf({ recalled })['remaining']), open);
  assert.deepEqual(remainingOf({ recalled: done }), {});
});

const today = '2026-11-29';
const reported = {
  act: 'discover',
  input: {
    productName: '移动电源LD-20000',
    model: 'LD-20000',
    lots: 'LD26-09批次',
    quantity: 8400,
    seeds: [{ lot: 'a' }],
  },
};

test('the stop starts with the lots of the report, the plan with what was reported and found', () => {
  const { stop, plan, lots } = begunOf(
    [reported, { act: 'conclude', input: { finding: 'defect', cause: '保护芯片虚焊' } }],
    today,
  );
  assert.equal(lots, 1);
  assert.deepEqual(stop, { stoppedOn: today, seeds: [{ lot: 'a' }] });
  assert.deepEqual(plan, {
    scope: '移动电源LD-20000，LD26-09批次',
    quantity: 8400,
    defect: '保护芯片虚焊',
  });
});

test('a second stop drops nobody who was told; where nothing is known nothing is filled in', () => {
  const first = {
    act: 'stop',
    input: { stoppedOn: '2026-11-27', operators: ['x'], seeds: [{ lot: 'b' }], notice: '立即下架' },
  };
  assert.deepEqual(begunOf([reported, first], today).stop, {
    stoppedOn: today,
    seeds: [{ lot: 'b' }],
    operators: ['x'],
    notice: '立即下架',
  });
  assert.deepEqual(begunOf([], today), { lots: 0, stop: { stoppedOn: today }, plan: {} });
});
