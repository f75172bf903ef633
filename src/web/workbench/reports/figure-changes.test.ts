import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeForm } from '#kernel/derive/describe.ts';
import { weekFiguresForm } from '#law/enterprise/weekly/form.ts';
import { changedFigures } from './figure-changes.ts';

const figures = {
  daily: { expected: 5, recorded: 5, idle: 0, late: 0, missing: 0, missingDays: '' },
  findings: [],
  corrective: { opened: 1, closed: 0, open: 1, overdue: 0 },
  incomingRejects: 0,
  complaints: 0,
};
const fields = describeForm(weekFiguresForm);

test('figures that say the same are not told of', () => {
  assert.deepEqual(changedFigures(fields, figures, structuredClone(figures)), []);
});

test('each figure that changed is named with what it was and is', () => {
  const daily = { ...figures.daily, recorded: 4, missing: 1, missingDays: '2026-11-18' };
  const found = [{ keyLink: '熟料', count: 1, days: 1, details: '2026-11-17 细度' }];
  const changes = changedFigures(fields, figures, { ...figures, daily, findings: found });
  assert.equal(changes.length, 4);
  assert.ok(changes.every(({ label }) => /[一-鿿]/.test(label)));
  assert.deepEqual(
    changes.map(({ before, after }) => [before, after]),
    [
      ['5', '4'],
      ['0', '1'],
      ['无', '2026-11-18'],
      ['0行', '1行'],
    ],
  );
});
