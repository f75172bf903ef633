import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeForm } from '#kernel/derive/describe.ts';
import { weekFiguresForm } from '#law/enterprise/weekly/form.ts';
import { changedFigures, redraftedTexts } from './changes.ts';

const fields = describeForm(weekFiguresForm);
const figures = {
  daily: { expected: 5, recorded: 4, idle: 0, late: 0, missing: 1, missingDays: '2026-11-18' },
  findings: [
    { keyLink: '出厂检验', count: 2, days: 2, details: '一' },
    { keyLink: '熟料', count: 1, days: 1, details: '二' },
  ],
  corrective: { opened: 1, closed: 0, open: 1, overdue: 0 },
  incomingRejects: 0,
  complaints: 0,
};

test('equal figures have no changes', () => {
  assert.deepEqual(changedFigures(fields, figures, structuredClone(figures)), []);
});

test('each changed figure is named with what it was and is', () => {
  const daily = { ...figures.daily, recorded: 5, late: 1, missing: 0, missingDays: '' };
  const now = { ...figures, daily, complaints: 2 };
  assert.deepEqual(changedFigures(fields, figures, now), [
    { label: '日管控情况·已记录天数', before: '4', now: '5' },
    { label: '日管控情况·其中补录天数', before: '0', now: '1' },
    { label: '日管控情况·缺失天数', before: '1', now: '0' },
    { label: '日管控情况·缺失日期', before: '2026-11-18', now: '无' },
    { label: '本周投诉', before: '0', now: '2' },
  ]);
});

test('rows are told apart by their first field, wherever they stand', () => {
  const findings = [
    { keyLink: '仓储', count: 1, days: 1, details: '三' },
    { keyLink: '出厂检验', count: 3, days: 2, details: '一' },
  ];
  assert.deepEqual(changedFigures(fields, figures, { ...figures, findings }), [
    { label: '按关键环节汇总的问题·出厂检验·问题数', before: '2', now: '3' },
    { label: '按关键环节汇总的问题·熟料', before: '有', now: '无' },
    { label: '按关键环节汇总的问题·仓储', before: '无', now: '新增' },
  ]);
});

test('only texts that would read otherwise are redrafted, and no other field', () => {
  const then = { analysis: '旧', measures: '同', figures: {} };
  const now = {
    analysis: '新',
    measures: '同',
    figures: { daily: {} },
    participants: [],
    more: '',
  };
  assert.deepEqual(redraftedTexts(then, now), { analysis: '新' });
});
