import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Procedure } from '../definition.ts';
import { deadlinesOf } from '../due.ts';
import { loan } from '../fixture/loan.ts';
import { after, calendar, noon, opening, past } from '../fixture/scene.ts';
import { awaitedRoles, onwardActs } from './awaits.ts';

const told = past('tell', '2026-09-02');

function awaited(acts: Parameters<typeof after>[1], procedure: Procedure = loan) {
  const snapshot = after(procedure, acts);
  const clocks = deadlinesOf(
    procedure,
    snapshot.history,
    calendar,
    noon('2026-09-05'),
    snapshot.seats,
  );
  return awaitedRoles(procedure, snapshot, clocks);
}

test('a state without a clock waits for the role that can lead it on', () => {
  assert.deepEqual(awaited([opening]), [{ role: 'lender', acts: ['tell'] }]);
});

test('a right is no task, and an unmet duty of somebody who is there asks for itself', () => {
  const seated = { ...loan, roles: { ...loan.roles } };
  assert.deepEqual(
    awaited([opening, told], seated),
    [],
    'nobody borrows: the subject is not seated',
  );
  const objected = [opening, told, past('object', '2026-09-03')];
  assert.deepEqual(awaited(objected), [], 'the settlement is due');
});

test('what may only be done later is awaited from the office of the place', () => {
  const returned = [opening, told, past('giveBack', '2026-09-03')];
  assert.deepEqual(awaited(returned), [{ role: 'overseer', acts: ['check'] }]);
});

test('a proceeding that is over, or has not begun, waits for nobody', () => {
  const settled = past('settle', '2026-09-04', { result: 'upheld' });
  assert.deepEqual(awaited([opening, told, past('object', '2026-09-03'), settled]), []);
  assert.deepEqual(awaitedRoles(loan, { state: undefined, seats: [], history: [] }, []), []);
});

test('a possibility is never awaited', () => {
  const { tell } = loan.acts;
  const idle = { ...loan, acts: { ...loan.acts, tell: { ...tell!, optional: true as const } } };
  assert.deepEqual(awaited([opening], idle), []);
  assert.deepEqual(onwardActs(idle, 'opened', 'lender'), []);
  assert.deepEqual(onwardActs(loan, 'opened', 'lender'), ['tell']);
});

test('where time itself leads on nobody is awaited', () => {
  const { tell } = loan.acts;
  const timed = { ...loan, acts: { ...loan.acts, tell: { ...tell!, by: [], byTime: 'cooling' } } };
  assert.deepEqual(awaited([opening], timed), []);
});

test('a lasting condition waits for nobody', () => {
  const { opened } = loan.states;
  const lasting = {
    ...loan,
    states: { ...loan.states, opened: { ...opened!, rests: true as const } },
  };
  assert.notDeepEqual(awaited([opening]), []);
  assert.deepEqual(awaited([opening], lasting), []);
});
