import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { waysFor } from './sections.ts';

test('the sheet asks for every field of every act that it hands in, and for no other', () => {
  for (const state of Object.keys(spotCheck.states)) {
    for (const { acts, sections } of waysFor(state)) {
      for (const act of acts) {
        const asked = sections.filter((one) => one.act === act).flatMap(({ fields }) => fields);
        assert.deepEqual(
          asked.toSorted(),
          Object.keys(spotCheck.acts[act]!.form.shape).toSorted(),
          `${state} ${act}`,
        );
      }
    }
  }
});

test('each way begins with an act that may be done where the check stands', () => {
  for (const state of Object.keys(spotCheck.states)) {
    for (const { acts } of waysFor(state)) {
      assert.ok([spotCheck.acts[acts[0]!]!.from].flat().includes(state), `${state} ${acts[0]}`);
    }
  }
  assert.deepEqual(waysFor('reported'), []);
});
