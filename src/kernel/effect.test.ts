import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from './decide.ts';
import type { Effect } from './effect.ts';
import { loan } from './fixture/loan.ts';
import { after, opening, request } from './fixture/scene.ts';

const pools = { objects: 'a'.repeat(64), inspectors: 'b'.repeat(64) };
const plan = {
  method: 'ranked',
  uniform: 1,
  strata: [{ stratum: '高', count: 2 }],
  inspectorsEach: 2,
  objectsEach: 3,
} as const;

/** The words that concern a draw or another proceeding, as an act would say them. */
const effects: readonly Effect[] = [
  { do: 'name-size', size: 900, ahead: 5 },
  { do: 'draw', pools, plan },
  {
    do: 'draw',
    pools,
    plan,
    drawn: {
      announced: 'entry',
      size: 900,
      beacon: { name: '某期', value: '7' },
      steps: [
        { do: 'replace', object: 'x' },
        { do: 'recuse', object: 'y', inspector: 'z' },
      ],
      result: 'c'.repeat(64),
      inspectors: ['z'],
    },
  },
  { do: 'act', proceeding: 'other', act: 'decide', input: { decision: 'list' }, path: 'listing' },
  { do: 'disclose', acts: ['open', 'tell'], files: [pools.objects] },
];

test('what a draw or another proceeding needs is said as data and reaches the shell as it was said', () => {
  const tell = { ...loan.acts['tell']!, then: () => effects };
  const procedure = { ...loan, acts: { ...loan.acts, tell } };
  const answer = decide(
    request({ act: 'tell', procedure, snapshot: after(loan, [opening]), input: {} }),
  );
  assert.ok(answer.ok, answer.ok ? '' : answer.sentence);
  assert.deepEqual(answer.effects, effects);
  assert.deepEqual(JSON.parse(JSON.stringify(answer.effects)), effects);
});
