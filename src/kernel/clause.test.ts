import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clausesFor, indexClauses } from './clause.ts';
import type { Instrument } from './clause.ts';
import type { Business } from './organisation.ts';
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

test('an enterprise is told of the provisions that bind it, and of those that bind everybody', () => {
  const rule = (id: string, binds?: readonly Business[]): Instrument => ({
    id,
    title: id,
    inForce: { from: '2023-05-05' },
    clauses: [{ article: '1', summary: '总则。' }],
    ...(binds === undefined ? {} : { binds }),
  });
  const all = indexClauses([
    rule('makers', ['producer']),
    rule('sellers', ['retail']),
    rule('law'),
  ]);
  const seen = (business?: Business) =>
    ['makers/1', 'sellers/1', 'law/1'].filter((id) => clausesFor(all, business).find(id));
  assert.deepEqual(seen('producer'), ['makers/1', 'law/1']);
  assert.deepEqual(seen('retail'), ['sellers/1', 'law/1']);
  assert.deepEqual(seen(), ['makers/1', 'sellers/1', 'law/1']);
});
