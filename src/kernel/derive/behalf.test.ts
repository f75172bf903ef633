import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProcedure } from '../check/procedure.ts';
import type { Actor } from '../decide.ts';
import { loan } from '../fixture/loan.ts';
import { borrower, lender, past } from '../fixture/scene.ts';
import { behalfOfPast, behalfOfRole } from './behalf.ts';

const object = {
  ...loan.acts['object']!,
  by: ['borrower', 'witness', 'lender'],
  onBehalfOf: 'borrower',
};
const procedure = { ...loan, acts: { ...loan.acts, object } };

test('a role acts for another where the act is that one’s own', () => {
  assert.equal(behalfOfRole(procedure, object, 'lender'), '借用企业');
  assert.equal(behalfOfRole(procedure, object, 'borrower'), undefined);
  assert.equal(behalfOfRole(loan, loan.acts['object']!, 'lender'), undefined);
});

test('an act of the past was recorded for a role whose seat the person did not fill', () => {
  const seats = [
    { role: 'lender', organisation: 'office-1' },
    { role: 'borrower', organisation: 'enterprise-1' },
  ];
  const by = (actor: Actor) =>
    behalfOfPast(procedure, past('object', '2026-09-03', {}, actor), seats);
  assert.equal(by(lender()), '借用企业');
  assert.equal(by(borrower()), undefined);
  assert.equal(behalfOfPast(procedure, past('tell', '2026-09-03'), seats), undefined);
});

test('an act on behalf of a role that may not do it, or that nobody else may do, does not load', () => {
  const defects = (change: object) =>
    checkProcedure({ ...loan, acts: { ...loan.acts, object: { ...object, ...change } } });
  assert.deepEqual(defects({}), []);
  const wrong = ['act object is done on behalf of borrower, which nobody can do for it'];
  assert.deepEqual(defects({ by: ['lender', 'witness'] }), wrong);
  const alone = defects({ by: ['borrower'] });
  assert.ok(alone.includes(wrong[0]!), alone.join());
});
