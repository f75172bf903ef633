import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexClauses } from './clause.ts';
import { clauses } from './fixture/scene.ts';

const rule = { id: 'rule', title: '规则', inForce: { from: '2026-01-01' } };

test('an article is found with its instrument, an instrument as a whole without', () => {
  const cited = clauses.find('loan-rule/3');
  assert.equal(cited?.instrument.title, '器具借用规则');
  assert.equal(cited?.clause?.article, '3');
  const whole = clauses.find('loan-rule');
  assert.ok(whole !== undefined && whole.clause === undefined);
  assert.equal(clauses.find('loan-rule/99'), undefined);
  assert.equal(clauses.find('rule'), undefined);
});

test('an instrument or an article listed twice is a fault', () => {
  const article = { article: '1', summary: '内容' };
  assert.throws(
    () =>
      indexClauses([
        { ...rule, clauses: [] },
        { ...rule, clauses: [] },
      ]),
    /clause rule is listed twice/,
  );
  assert.throws(
    () => indexClauses([{ ...rule, clauses: [article, article] }]),
    /clause rule\/1 is listed twice/,
  );
});
