import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Procedure } from '#kernel/definition.ts';
import { awaitedRoles } from '#kernel/derive/awaits.ts';
import type { Awaited } from '#kernel/derive/awaits.ts';
import { law } from '#law/all.ts';

const procedures = law.procedures.map(
  (procedure) => [`${procedure.id}@${procedure.inForce.from}`, procedure] as const,
);

/** Everybody who could ever sit in it, so that only the definition decides who is awaited. */
const seatsOf = (procedure: Procedure) =>
  Object.keys(procedure.roles).map((role) => ({ role, organisation: role }));

function awaitedIn(procedure: Procedure, state: string): Awaited[] {
  return awaitedRoles(procedure, { state, seats: seatsOf(procedure), history: [] }, []);
}

const openStates = ({ states }: Procedure) =>
  Object.keys(states).filter((state) => !states[state]?.final && !states[state]?.rests);

/** What time itself leads on from waits for nobody. */
const waitsForTime = ({ acts }: Procedure, state: string) =>
  Object.values(acts).some(
    (act) =>
      (act.byTime !== undefined || act.byEffect === true) &&
      [act.from].flat().some((from) => from === state),
  );

test('in every state that is neither final nor lasting somebody has something in the to-do list, or time goes on', () => {
  const idle = procedures.flatMap(([name, procedure]) =>
    openStates(procedure)
      .filter((state) => awaitedIn(procedure, state).length === 0)
      .filter((state) => !waitsForTime(procedure, state))
      .map((state) => `${name} ${state}`),
  );
  assert.deepEqual(idle, []);
});

/** Who may act and never has to: possibilities, and acts that follow from somebody else's. */
const neverAwaited: readonly string[] = [
  // May press or postpone; what a regulator found is reserved for it, which its own test shows.
  'corrective-action senior',
  'corrective-action regulator',
  // Asks; the approver decides.
  'entry-erasure requester',
  // Whoever advised may supplement and report; the principal owes the answer.
  'quality-advice adviser',
  // Reports at once or through the producer's clock; whoever only opened a case owes nothing more.
  'recall reporter',
  // Stands in for the province, whose clocks these are.
  'recall delegate',
  // Looks at what a holder does; the clock is the holder's.
  'recall-notice office',
  // May object; the fifteen days are the right's own clock.
  'spot-check platform',
  // Approves an extension that may be asked for.
  'complaint head',
  'clue-referral head',
  // Reports a visit and waits for the answer.
  'unregistered-visit enterprise',
  // Has said what he knows; may add and answer, and is told of what is asked.
  'violation-report reporter',
  // May take the report on; the clock of the consultation is the handler's, who disputes.
  'violation-report disputant',
  // Looks on and may object; keeps away where there is a reason to.
  'random-draw witness',
  'random-draw inspector',
  // Verifies what an enterprise entered and may suspend or revoke; the clocks are the holder's.
  'ccc-certificate authority',
  // Orders where nothing is declared; the clock is the enterprise's.
  'product-file regulator',
  // Approves what the office proposes.
  'production-licence chief',
  // Is looked at; owes nothing by being so.
  'intensified-supervision enterprise',
];

test('every role that acts owes something at some time, or is known as one that never has to', () => {
  const idle = procedures.flatMap(([, procedure]) => {
    const awaited = openStates(procedure).flatMap((state) => awaitedIn(procedure, state));
    const owners = Object.values(procedure.deadlines).map((clock) => clock.owner);
    const busy = new Set([...owners, ...awaited.map(({ role }) => role)]);
    const acting = new Set(Object.values(procedure.acts).flatMap((act) => act.by));
    return [...acting].filter((role) => !busy.has(role)).map((role) => `${procedure.id} ${role}`);
  });
  assert.deepEqual([...new Set(idle)].toSorted(), neverAwaited.toSorted());
});

test('the acts that others wait for have a clock', () => {
  const clocks = (id: string) => {
    const [, procedure] = procedures.findLast(([name]) => name.startsWith(`${id}@`))!;
    return new Set(Object.values(procedure.deadlines).flatMap(({ ends }) => ends));
  };
  const expected = {
    'spot-check': ['decideObjection', 'retest', 'receiveSampled', 'publish', 'disposeSamples'],
    recall: ['assist', 'publishPlan', 'stop'],
    complaint: ['consentRespondent', 'consentComplainant', 'supply', 'hold'],
    'corrective-action': ['verify'],
  };
  for (const [id, acts] of Object.entries(expected)) {
    for (const act of acts) assert.ok(clocks(id).has(act), `${id} ${act}`);
  }
});
