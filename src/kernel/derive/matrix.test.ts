import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendar, clauses } from '../fixture/scene.ts';
import { loan } from '../fixture/loan.ts';
import { keyBook, upkeep } from '../fixture/upkeep.ts';
import { loadLaw } from '../law.ts';
import { coverage, featureCoverage } from './matrix.ts';
import type { Feature } from './matrix.ts';

const law = loadLaw([loan, upkeep, keyBook], clauses, calendar);
const rows = coverage(law);
const row = (clause: string) => rows.find((found) => found.clause === clause);

test('every clause has a row, a whole instrument only where it is cited', () => {
  assert.deepEqual(
    rows.map(({ clause }) => clause),
    ['loan-rule', ...[1, 2, 3, 4, 5, 6, 7, 8].map((article) => `loan-rule/${article}`)],
  );
  const without = coverage({ clauses, definitions: [upkeep] });
  assert.equal(without[0]?.clause, 'loan-rule/1');
});

test('a row names the definitions, acts and deadlines that cite the clause', () => {
  assert.deepEqual(row('loan-rule/3'), {
    clause: 'loan-rule/3',
    instrument: '器具借用规则',
    title: '第3条的内容',
    definitions: [
      {
        kind: 'procedure',
        id: 'loan',
        from: '2026-01-01',
        title: '器具借用',
        acts: ['提出异议', '处理异议'],
        deadlines: ['异议期限', '异议处理期限'],
      },
    ],
  });
  assert.deepEqual(
    row('loan-rule/6')?.definitions.map(({ id }) => id),
    ['upkeep'],
  );
});

test('a clause that nothing cites stands empty, and a retention cites too', () => {
  assert.deepEqual(row('loan-rule/8')?.definitions, []);
  const kept = { ...keyBook, retention: { years: 3, basis: 'loan-rule/8' } };
  const found = coverage({ clauses, definitions: [kept] });
  assert.deepEqual(
    found.at(-1)?.definitions.map(({ id }) => id),
    ['key-book'],
  );
});

test('a feature is covered by a screen and a test, unless something is said to be missing', () => {
  const feature: Feature = {
    id: 'F1',
    title: '借用',
    clause: 'loan-rule/1',
    definitions: [],
    screens: [],
    tests: [],
  };
  const status = (change: Partial<Feature>) => {
    const [found] = featureCoverage([{ ...feature, ...change }], law);
    return [found?.status, found?.unknown];
  };
  assert.deepEqual(status({}), ['not yet', []]);
  assert.deepEqual(status({ definitions: ['loan'] }), ['partly', []]);
  assert.deepEqual(status({ tests: ['a.test.ts'] }), ['partly', []]);
  assert.deepEqual(status({ definitions: ['loan'], tests: ['a.test.ts'] }), ['partly', []]);
  const whole = { screens: ['a.tsx'], tests: ['a.test.ts'] };
  assert.deepEqual(status(whole), ['covered', []]);
  assert.deepEqual(status({ ...whole, lacks: '归还提醒' }), ['partly', []]);
  assert.deepEqual(status({ ...whole, definitions: ['gone'] }), ['partly', ['gone']]);
  assert.deepEqual(status({ definitions: ['gone'] }), ['not yet', ['gone']]);
});
