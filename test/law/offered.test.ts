import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Procedure } from '#kernel/definition.ts';
import { law } from '#law/all.ts';

/**
 * Acts whose condition doesn't look at the form: whatever is filled in, it refuses. Those that ask for the account of a
 * recall look at more than the past: what is still held is counted when the act is done.
 */
function askingNothing(procedures: readonly Procedure[]): string[] {
  return procedures.flatMap(({ id, acts }) =>
    Object.entries(acts)
      .filter(
        ([, { when, accounts = false }]) => when !== undefined && when.length < 2 && !accounts,
      )
      .map(([act]) => `${id} ${act}`),
  );
}

test('what the past alone rules out is said by possible, and not offered with a form to fill in vain', () => {
  assert.deepEqual(askingNothing(law.procedures), []);
});

test('a condition that does not look at the form is found', () => {
  const visit = law.procedure('inspection-visit', '2026-07-01')!;
  const rate = { ...visit.acts['rate']!, when: () => '已经评价过。' };
  const wrong = { ...visit, acts: { ...visit.acts, rate } };
  assert.deepEqual(askingNothing([wrong]), ['inspection-visit rate']);
});
