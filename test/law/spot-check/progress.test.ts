import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phaseOf, phases } from '#law/regulator/spot-check/phases.ts';
import {
  countedActs,
  forecastCents,
  outcomeOf,
  spentCents,
} from '#law/regulator/spot-check/progress.ts';
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

test('what a plan will cost goes by the average of what was tested, once something was', () => {
  const tested = (fee: string) => [{ act: 'test', input: { fee } }];
  const refused = [{ act: 'reportRefusal', input: {} }];
  const underWay = [{ act: 'take', input: { bought: true, price: '10.00', testCount: 2 } }];
  assert.equal(forecastCents([], 10), undefined);
  assert.equal(forecastCents([underWay, refused], 10), undefined);
  // Two tested for 600 and 800 yuan, one refused, one under way, six more to come: 1,400 and seven times 700.
  const checks = [tested('600.00'), tested('800.00'), refused, underWay];
  assert.equal(forecastCents(checks, 10), 630_000);
  assert.equal(forecastCents(checks, 3), 210_000, 'more were opened than planned');
});
