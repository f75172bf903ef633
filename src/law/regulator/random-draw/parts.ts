import type { DrawStep, Effect } from '#kernel/effect.ts';
import type { PastAct, PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { RecitedAct } from '#kernel/paper/words.ts';
import { planOf, poolsOf, stepOf } from './rounds.ts';

/** What the acts that change a result hand in: the result itself, and who is now sent. */
export const outcome = {
  result: field.files('抽取结果', {
    min: 1,
    max: 1,
    hint: '由平台重算，与所交结果不一致的不予受理。',
  }),
  inspectors: field.people('派出的检查人员', ['case-officer', 'sampler'], { min: 1, max: 500 }),
};

/** The acts that make or change a result. */
const changing = ['draw', 'replace', 'recuse'] as const;

/** What became public when the sources were announced, and what does in the end. */
export const publicFirst = ['commit', 'announce'];
/** Everything that a visitor needs to compute the draw again. */
export const publicAll = [
  ...publicFirst,
  ...changing,
  'redraw',
  'attest',
  'finish',
  'publish',
  'cancel',
];

/** Acts since the latest announcement: the round that counts. */
export function currentRound(facts: PastFacts): readonly PastAct[] {
  const start = facts.history.findLastIndex(({ act }) => act === 'announce');
  return facts.history.slice(start);
}

/** The steps of the current round. */
export function stepsOf(facts: ProceedingFacts): readonly DrawStep[] {
  return currentRound(facts).flatMap(({ act, input }) => stepOf(act, input));
}

/** Has the shell compute the draw again, with the act that is being done. */
export function recompute(
  facts: ProceedingFacts,
  input: { readonly result: readonly string[]; readonly inspectors: readonly string[] },
  draw: JsonObject,
  step: readonly DrawStep[],
): Effect {
  const commit = facts.last('commit')!.input;
  const announce = facts.last('announce')!;
  const { size, beaconName } = announce.input as { size: number; beaconName?: string };
  const { beaconValue } = draw as { beaconValue?: string };
  const beacon =
    beaconName === undefined || beaconValue === undefined
      ? {}
      : { beacon: { name: beaconName, value: beaconValue } };
  return {
    do: 'draw',
    pools: poolsOf(commit),
    plan: planOf(commit),
    drawn: {
      announced: announce.entry,
      size,
      ...beacon,
      steps: [...stepsOf(facts), ...step],
      result: input.result[0] ?? '',
      inspectors: input.inspectors,
    },
  };
}

/** The name of the task, for announcements. */
export function nameIn(facts: ProceedingFacts): string {
  const name = facts.value('commit', 'name');
  return typeof name === 'string' ? name : '';
}

/** What was locked before anybody could know the seed; the files are listed by their hashes. */
export const locked: RecitedAct = {
  act: 'commit',
  fields: [
    'name',
    'matter',
    'method',
    'uniform',
    'strata',
    'inspectorsEach',
    'objectsEach',
    'objects',
    'inspectors',
    'witness',
  ],
};

/** From what the seed comes. */
export const source: RecitedAct = {
  act: 'announce',
  fields: ['size', 'beaconName', 'beaconOn'],
};
