import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loan } from './fixture/loan.ts';
import { after, laboratoryId, opening, past } from './fixture/scene.ts';
import type { Procedure } from './definition.ts';
import { apply, nameOf, targetOf, unopened } from './replay.ts';

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
