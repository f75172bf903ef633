import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PastAct } from '../facts.ts';
import type { JsonObject } from '../json.ts';
import { isWatching, turnsUntil, watchOf } from './watch.ts';
import type { WatchRule } from './watch.ts';

const watch: WatchRule = {
  inStates: ['on'],
  fields: { classes: 'classes', from: 'from', until: 'until' },
  lengthenedBy: 'prolong',
  frequency: { acts: ['decide', 'call'], field: 'often', months: { monthly: 1, quarterly: 3 } },
  visits: { act: 'call', on: 'calledOn' },
  carriedOutBy: [],
};
const acts = {
  decide: { to: { by: 'says', cases: { yes: 'on', no: 'off' } } },
  end: { to: 'over' },
};
const procedure = { id: 'keep-watch', watch, acts } as unknown as Parameters<typeof watchOf>[0];

function past(act: string, day: string, input: JsonObject = {}): PastAct {
  return { entry: act, act, at: `${day}T04:00:00.000Z`, by: { account: 'a', posts: [] }, input };
}

const opening = past('open', '2026-01-05', {
  classes: ['cement'],
  from: '2026-01-10',
  until: '2026-06-30',
});
const decided = past('decide', '2026-01-08', { says: 'yes', often: 'monthly' });
const place = { id: 'w', region: 360_700 };

test('it is in force once it was decided, within its term, until it ends', () => {
  const at = (day: string, ...more: PastAct[]) =>
    isWatching(watchOf(procedure, place, [opening, ...more])!, day);
  assert.equal(at('2026-02-01'), false, 'nobody has decided');
  assert.equal(at('2026-02-01', past('decide', '2026-01-08', { says: 'no' })), false);
  assert.equal(at('2026-01-09', decided), false);
  assert.equal(at('2026-01-10', decided), true);
  assert.equal(at('2026-07-01', decided), false);
  const longer = past('prolong', '2026-06-20', { until: '2026-08-31' });
  assert.equal(at('2026-07-01', decided, longer), true);
  assert.equal(at('2026-07-01', decided, longer, past('end', '2026-06-30')), false);
});

test('kinds of places that are gone to are read where the rule names their table', () => {
  const places = { ...opening, input: { ...opening.input, places: [{ kind: '集市', target: 3 }] } };
  assert.equal(watchOf(procedure, place, [places])?.objects, undefined);
  const listing = { ...procedure, watch: { ...watch, objects: { rows: 'places', field: 'kind' } } };
  assert.deepEqual(watchOf(listing, place, [places])?.objects, ['集市']);
  assert.deepEqual(watchOf(listing, place, [opening])?.objects, []);
});

test('turns follow the frequency as it was set, and count what was done in each', () => {
  const calls = [
    past('call', '2026-01-20', { calledOn: '2026-01-19', often: 'monthly' }),
    past('call', '2026-03-01', { calledOn: '2026-03-01', often: 'quarterly' }),
  ];
  const turns = turnsUntil(watchOf(procedure, place, [opening, decided, ...calls])!, '2026-04-15');
  assert.deepEqual(
    turns.map(({ from, to, visits }) => [from, to, visits]),
    [
      ['2026-01-10', '2026-02-10', 1],
      ['2026-02-10', '2026-03-10', 1],
      ['2026-03-10', '2026-06-10', 0],
    ],
  );
});

test('a higher frequency counts from the day on which it was set, in the midst of a turn', () => {
  const slow = past('decide', '2026-01-08', { says: 'yes', often: 'quarterly' });
  const found = past('call', '2026-01-20', { calledOn: '2026-01-20', often: 'monthly' });
  const turns = turnsUntil(watchOf(procedure, place, [opening, slow, found])!, '2026-03-25');
  assert.deepEqual(
    turns.map(({ from, to, visits }) => [from, to, visits]),
    [
      ['2026-01-10', '2026-02-20', 1],
      ['2026-02-20', '2026-03-20', 0],
      ['2026-03-20', '2026-04-20', 0],
    ],
  );
});

test('a procedure that has nothing watched is no watch', () => {
  assert.equal(watchOf({ id: 'other', acts: {} }, place, [opening]), undefined);
});
