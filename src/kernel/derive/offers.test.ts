import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../decide.ts';
import { loan } from '../fixture/loan.ts';
import { after, borrower, lender, noon, opening, past, request } from '../fixture/scene.ts';
import { offeredActs, upcomingActs } from './offers.ts';
import type { Standing } from './offers.ts';

const told = after(loan, [opening, past('tell', '2026-09-02')]);
const standing = (change: Partial<Standing>): Standing => {
  const { act: _act, input: _input, ...rest } = request({ act: 'open', ...change });
  return rest;
};

test('before the opening only the opening act is offered, with its paper', () => {
  assert.deepEqual(offeredActs(standing({})), [
    { act: 'open', title: '登记借用', role: 'lender', document: 'loan-slip' },
  ]);
});

test('each person is offered what the seat, state and time allow', () => {
  const acts = (change: Partial<Standing>) =>
    offeredActs(standing({ snapshot: told, ...change })).map(({ act }) => act);
  assert.deepEqual(acts({}), ['prolong', 'calibrate']);
  const inTime = { actor: borrower(), now: '2026-09-17T15:59:59.999Z' };
  assert.deepEqual(acts(inTime), ['object', 'giveBack']);
  assert.deepEqual(acts({ ...inTime, now: '2026-09-17T16:00:00.000Z' }), ['giveBack']);
  assert.deepEqual(acts({ actor: lender({ organisation: 'office-2' }) }), []);
});

test('what would come late is offered and marked', () => {
  const offers = offeredActs(
    standing({ snapshot: told, actor: borrower(), now: noon('2026-12-01') }),
  );
  assert.deepEqual(offers, [{ act: 'giveBack', title: '归还器具', role: 'borrower', late: true }]);
});

test('what must wait is named with the day after which it may be done', () => {
  const snapshot = after(loan, [
    opening,
    past('tell', '2026-09-02'),
    past('giveBack', '2026-09-03'),
  ]);
  const actor = lender({ kind: 'local-government' });
  const waiting = standing({ snapshot, actor, now: noon('2026-09-04') });
  assert.deepEqual(offeredActs(waiting), []);
  assert.deepEqual(upcomingActs(waiting), [
    { act: 'check', title: '复核', sentence: '“复核”尚不能办理：2026-10-03之后方可办理。' },
  ]);
  assert.deepEqual(upcomingActs({ ...waiting, actor: borrower() }), []);
});

test('an offer is never refused for state, seat, person or time', () => {
  for (const actor of [lender(), borrower(), lender({ kind: 'local-government' })]) {
    const asked = standing({ snapshot: told, actor, now: noon('2026-09-03') });
    for (const { act } of offeredActs(asked)) {
      const answer = decide({ ...asked, act, input: undefined });
      assert.ok(!answer.ok && answer.code === 'invalid-input', act);
    }
  }
});
