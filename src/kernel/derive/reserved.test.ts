import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import { deadlinesOf } from '../due.ts';
import { loan } from '../fixture/loan.ts';
import {
  after,
  borrower,
  calendar,
  lender,
  noon,
  opening,
  past,
  request,
} from '../fixture/scene.ts';
import { ownerOf, rolesOf } from './reserved.ts';

/** Whoever objected settles it: the borrower's own objection is reserved for the borrower. */
const own: Procedure = {
  ...loan,
  acts: {
    ...loan.acts,
    settle: {
      ...loan.acts['settle']!,
      by: ['lender', 'borrower'],
      notBy: [],
      reserved: { to: 'borrower', whereDid: 'object' },
    },
  },
};
const seat = { role: 'borrower', organisation: 'enterprise-1' };

function objected(by = borrower()) {
  const told = past('tell', '2026-09-02');
  const snapshot = after(own, [opening, told, past('object', '2026-09-03', {}, by)]);
  return { ...snapshot, seats: [...snapshot.seats, seat] };
}

test('an act is reserved where that role did the other act, and free where another did', () => {
  assert.deepEqual(rolesOf(own.acts['settle']!, objected()), ['borrower']);
  const other = objected(borrower({ organisation: 'somebody-else' }));
  assert.deepEqual(rolesOf(own.acts['settle']!, other), ['lender', 'borrower']);
  assert.deepEqual(rolesOf(own.acts['tell']!, objected()), ['lender']);
});

test('nobody else may do it, and the refusal names who may', () => {
  const asked = {
    procedure: own,
    act: 'settle',
    snapshot: objected(),
    input: { result: 'upheld' },
  };
  const late = { ...asked, now: noon('2026-09-04') };
  const refused = decide(request({ ...late, actor: lender() }));
  assert.ok(!refused.ok && refused.code === 'not-entitled');
  assert.match(refused.sentence, /由借用企业办理/);
  assert.ok(decide(request({ ...late, actor: borrower() })).ok);
});

test('the clock of such an act falls to whom it is reserved for', () => {
  assert.equal(ownerOf(own, 'settlement', objected()), 'borrower');
  assert.equal(ownerOf(loan, 'settlement', objected()), 'lender');
  assert.equal(ownerOf(own, 'nothing', objected()), undefined);
});

test('where each holder has a clock, one answer leaves the others running', () => {
  const each: Procedure = {
    ...loan,
    acts: { ...loan.acts, tell: { ...loan.acts['tell']!, seats: { witness: 'note' } } },
    deadlines: {
      answers: {
        title: '逐一答复',
        owner: 'witness',
        nature: 'duty',
        starts: { act: 'tell' },
        count: { unit: 'hours', value: 24 },
        ends: ['object'],
        each: true,
        basis: ['loan-rule/3'],
      },
    },
  };
  const seats = ['a', 'b'].map((organisation) => ({ role: 'witness', organisation }));
  const history = [
    opening,
    past('tell', '2026-09-02', { note: 'a' }),
    past('tell', '2026-09-03', { note: ['a', 'b'] }),
    past('object', '2026-09-04', {}, borrower({ organisation: 'a' })),
  ];
  const runs = deadlinesOf(each, history, calendar, noon('2026-09-04'), seats);
  assert.deepEqual(
    runs.map(({ holder, status, startedBy }) => [holder?.organisation, status, startedBy]),
    [
      ['a', 'met-late', 'tell@2026-09-02'],
      ['b', 'overdue', 'tell@2026-09-03'],
    ],
  );
});

test('an act that meets a clock only with one value leaves it running with another', () => {
  const half: Procedure = {
    ...loan,
    deadlines: {
      settlement: {
        ...loan.deadlines['settlement']!,
        endsWhere: { field: 'result', is: 'upheld' },
      },
    },
  };
  const status = (result: string) =>
    deadlinesOf(
      half,
      [opening, past('object', '2026-09-03'), past('settle', '2026-09-04', { result })],
      calendar,
      noon('2026-09-04'),
    )[0]?.status;
  assert.equal(status('upheld'), 'met-late');
  assert.equal(status('rejected'), 'overdue');
});
