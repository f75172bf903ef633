import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loan } from './fixture/loan.ts';
import { after, laboratoryId, lender, opening, past, request } from './fixture/scene.ts';
import type { Procedure } from './definition.ts';
import { decide } from './decide.ts';
import { apply, nameOf, stateBefore, statesAlong, targetOf, unopened } from './replay.ts';

test('the opening act gives a proceeding its state, seats and history', () => {
  const snapshot = after(loan, [opening]);
  assert.equal(snapshot.state, 'opened');
  assert.deepEqual(snapshot.seats, [
    { role: 'lender', organisation: 'office-1' },
    { role: 'laboratory', organisation: laboratoryId },
  ]);
  assert.deepEqual(snapshot.history, [opening]);
});

test('an act without a target leaves the state', () => {
  const snapshot = after(loan, [
    opening,
    past('tell', '2026-09-02'),
    past('prolong', '2026-09-03'),
  ]);
  assert.equal(snapshot.state, 'told');
});

test('a choice decides where an act leads', () => {
  const acts = [opening, past('tell', '2026-09-02'), past('object', '2026-09-03')];
  const settled = (result: string) =>
    after(loan, [...acts, past('settle', '2026-09-04', { result })]).state;
  assert.equal(settled('upheld'), 'closed');
  assert.equal(settled('rejected'), 'told');
  assert.equal(targetOf({ by: 'result', cases: { upheld: 'closed' } }, { result: 1 }), undefined);
});

test('a yes-no field decides by true and false', () => {
  const target = { by: 'fit', cases: { true: 'returned', false: 'closed' } };
  assert.equal(targetOf(target, { fit: true }), 'returned');
  assert.equal(targetOf(target, { fit: false }), 'closed');
});

/** The loan whose objection, where it fails, leaves the loan where it stood, be it told of or given back. */
const undone: Procedure = {
  ...loan,
  acts: {
    ...loan.acts,
    object: { ...loan.acts['object']!, from: ['told', 'returned'] },
    settle: {
      ...loan.acts['settle']!,
      to: { by: 'result', cases: { upheld: 'closed', rejected: { before: 'object' } } },
    },
  },
};

test('an act that leads back finds the state in which the one before it was done, each time anew', () => {
  const rejected = (day: string) => past('settle', day, { result: 'rejected' });
  const once = [opening, past('tell', '2026-09-02'), past('object', '2026-09-03')];
  const back = [...once, rejected('2026-09-04')];
  assert.equal(after(undone, back).state, 'told');
  const again = [...back, past('giveBack', '2026-09-05'), past('object', '2026-09-06')];
  assert.equal(stateBefore(undone, again, 'object'), 'returned');
  assert.equal(stateBefore(undone, again, 'check'), undefined);
  assert.equal(stateBefore(undone, again, 'open'), undefined);
  const returned = [...again, rejected('2026-09-07')];
  assert.equal(after(undone, returned).state, 'returned');
  assert.deepEqual(statesAlong(undone, returned), [
    'opened',
    'told',
    'objected',
    'told',
    'returned',
    'objected',
    'returned',
  ]);
  const upheld = [...again, past('settle', '2026-09-07', { result: 'upheld' })];
  assert.equal(after(undone, upheld).state, 'closed');
});

test('what is decided is what the replay finds, also on the way back', () => {
  const objected = after(undone, [
    opening,
    past('tell', '2026-09-02'),
    past('giveBack', '2026-09-02'),
    past('object', '2026-09-03'),
  ]);
  const answer = decide(
    request({
      act: 'settle',
      procedure: undone,
      snapshot: objected,
      actor: lender({ account: 'account-2' }),
      input: { result: 'rejected' },
      now: '2026-09-03T05:00:00.000Z',
    }),
  );
  assert.equal(answer.ok && answer.to, 'returned');
  const plain: Procedure = {
    ...undone,
    acts: { ...undone.acts, settle: { ...undone.acts['settle']!, to: { before: 'object' } } },
  };
  const settled = apply(plain, objected, past('settle', '2026-09-04'));
  assert.equal(settled.state, 'returned');
});

test('a later filling of a seat replaces the one before', () => {
  const first = after(loan, [opening]);
  const again = apply(loan, first, past('open', '2026-09-02', { laboratory: 'laboratory-2' }));
  assert.deepEqual(again.seats, [
    { role: 'lender', organisation: 'office-1' },
    { role: 'laboratory', organisation: 'laboratory-2' },
  ]);
});

test('a citizen is seated by account, beside the seats of the form', () => {
  const seated = apply(loan, unopened, opening, [{ role: 'witness', account: 'account-9' }]);
  assert.deepEqual(
    seated.seats.map((seat) => seat.account ?? seat.organisation),
    ['account-9', laboratoryId],
  );
});

test('the same acts always give the same proceeding, and the one before is untouched', () => {
  const acts = [opening, past('tell', '2026-09-02')];
  assert.deepEqual(after(loan, acts), after(loan, acts));
  assert.deepEqual(unopened, { state: undefined, seats: [], history: [] });
});

test('an act that the procedure does not know is a fault', () => {
  assert.throws(() => apply(loan, unopened, past('steal', '2026-09-02')), /has no act steal/);
  assert.throws(() => apply(loan, unopened, past('toString', '2026-09-02')), /has no act/);
});

test('a proceeding is called by the field that its procedure names, on one short line', () => {
  const named: Procedure = { ...loan, named: 'item' };
  assert.equal(nameOf(loan, { item: '梯子' }), loan.title);
  assert.equal(nameOf(named, { item: ' 梯子\n第二行' }), '梯子');
  assert.equal(nameOf(named, { item: '长'.repeat(90) }).length, 60);
  assert.equal(nameOf(named, {}), loan.title);
});
