import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phaseOf, phases } from '#law/regulator/spot-check/phases.ts';
import { countedActs, outcomeOf, spentCents } from '#law/regulator/spot-check/progress.ts';
import { spotCheck } from '#law/regulator/spot-check.ts';

test('every state stands in one column of the desk', () => {
  const sorted = Object.values(phases).flatMap(({ states }) => states as readonly string[]);
  assert.deepEqual(sorted.toSorted(), Object.keys(spotCheck.states).toSorted());
  assert.equal(phaseOf('objected'), 'telling');
});

test('progress reads acts that the procedure has', () => {
  for (const act of countedActs) assert.ok(Object.hasOwn(spotCheck.acts, act), act);
});

test('a check counts as done when its conclusion is final, not when the report comes', () => {
  const report = { act: 'test', input: { conclusion: 'fail', fee: '800.00' } };
  assert.equal(outcomeOf([report]), 'running');
  assert.equal(outcomeOf([report, { act: 'settle', input: { conclusion: 'pass' } }]), 'passed');
  assert.equal(outcomeOf([{ act: 'cannotSample', input: {} }]), 'not-sampled');
  assert.equal(outcomeOf([]), 'running');
});

test('samples, backup samples and tests are what a check costs', () => {
  const taken = { price: '29.90', testCount: 4, backupCount: 4, bought: true };
  const take = (change: object) => ({ act: 'take', input: { ...taken, ...change } });
  assert.equal(spentCents([take({})]), 11_960);
  assert.equal(spentCents([take({ bought: false })]), 0);
  assert.equal(spentCents([take({ paid: '100.00' })]), 10_000);
  assert.equal(spentCents([{ act: 'buy', input: taken }]), 23_920);
  const tested = { act: 'test', input: { fee: '860.00' } };
  const retested = { act: 'fixLaboratory', input: { backupPaid: '119.60' } };
  assert.equal(spentCents([take({}), tested, retested]), 109_920);
  const refunded = { act: 'refundRetest', input: { amount: '860.00' } };
  assert.equal(spentCents([take({}), tested, retested, refunded]), 195_920);
});
