import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarDays } from '../calendar/count.ts';
import { decide } from '../decide.ts';
import type { Actor } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import { loan } from '../fixture/loan.ts';
import { after, borrower, lender, noon, opening, past, request } from '../fixture/scene.ts';
import { notYet } from '../refusal.ts';
import type { Objection } from '../refusal.ts';
import { meetingActs, offeredActs, upcomingActs } from './offers.ts';
import type { OfferedAct, Standing } from './offers.ts';

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
  assert.deepEqual(acts(inTime), ['giveBack', 'object']);
  assert.deepEqual(acts({ ...inTime, now: '2026-09-17T16:00:00.000Z' }), ['giveBack']);
  assert.deepEqual(acts({ actor: lender({ organisation: 'office-2' }) }), []);
});

test('what the past makes impossible is refused whatever the form says, and not offered', () => {
  const once: Procedure = {
    ...loan,
    acts: {
      ...loan.acts,
      calibrate: {
        ...loan.acts['calibrate']!,
        possible: ({ last }) => (last('tell') === undefined ? undefined : '已经告知。'),
      },
    },
  };
  const now = standing({ procedure: once, snapshot: told });
  assert.deepEqual(
    offeredActs(now).map(({ act }) => act),
    ['prolong'],
  );
  const answer = decide({ ...now, act: 'calibrate', input: 'no form at all' });
  assert.ok(!answer.ok && answer.code === 'condition-unmet' && answer.sentence === '已经告知。');
});

test('what is wanted first is told for an act that may come, and never for one that cannot', () => {
  const asking = (objection: Objection) =>
    standing({
      procedure: {
        ...loan,
        acts: {
          ...loan.acts,
          calibrate: { ...loan.acts['calibrate']!, possible: () => objection },
        },
      },
      snapshot: told,
    });
  const upcoming = (objection: Objection) =>
    upcomingActs(asking(objection)).filter(({ act }) => act === 'calibrate');
  const { title } = loan.acts['calibrate']!;
  const sentence = '先归还。';
  assert.deepEqual(upcoming(notYet(sentence)), [{ act: 'calibrate', title, sentence }]);
  assert.deepEqual(upcoming(sentence), []);
  assert.deepEqual(upcoming({ code: 'too-early', sentence, later: false }), []);
  const answer = decide({ ...asking(notYet(sentence)), act: 'calibrate', input: {} });
  assert.ok(!answer.ok && answer.code === 'condition-unmet' && answer.sentence === sentence);
});

test('what would come late is offered and marked', () => {
  const offers = offeredActs(
    standing({ snapshot: told, actor: borrower(), now: noon('2026-12-01') }),
  );
  assert.deepEqual(offers, [
    {
      act: 'giveBack',
      title: '归还器具',
      role: 'borrower',
      late: true,
      due: '2026-09-15',
      urgent: true,
    },
  ]);
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

/** The loan where the borrower also has to report: a second duty with a clock of its own. */
function reporting(days: number): Procedure {
  const { calibrate, giveBack } = loan.acts;
  return {
    ...loan,
    acts: {
      ...loan.acts,
      report: { ...giveBack!, title: '报告使用情况', to: 'told' },
      keep: { ...giveBack!, title: '买断器具', to: 'closed' },
      calibrate: calibrate!,
    },
    deadlines: {
      ...loan.deadlines,
      return: { ...loan.deadlines['return']!, ends: ['keep', 'giveBack'] },
      report: {
        ...loan.deadlines['return']!,
        starts: { act: 'tell' },
        count: calendarDays(days),
        ends: ['report'],
      },
    },
  };
}

const marked = (offers: readonly OfferedAct[]) =>
  offers.map(({ act, urgent }) => (urgent ? `${act}!` : act));

test('what meets the duty that falls due first stands first and is marked, whatever the definition’s order', () => {
  const asked = { snapshot: told, actor: borrower(), now: noon('2026-09-03') };
  const offers = (days: number) =>
    marked(offeredActs(standing({ ...asked, procedure: reporting(days) })));
  assert.deepEqual(offers(5), ['report!', 'giveBack', 'keep', 'object']);
  assert.deepEqual(offers(40), ['giveBack!', 'keep', 'report', 'object']);
});

test('a clock that stands still presses nobody', () => {
  const snapshot = after(loan, [
    opening,
    past('tell', '2026-09-02'),
    past('calibrate', '2026-09-03'),
  ]);
  const asked = { snapshot, actor: borrower(), now: noon('2026-09-04') };
  assert.deepEqual(marked(offeredActs(standing(asked))), ['object', 'giveBack']);
});

test('a clock of another holder is not the reader’s own', () => {
  const procedure = reporting(40);
  const report = { ...procedure.deadlines['report']!, owner: 'borrower', each: true as const };
  const each = { ...procedure, deadlines: { ...procedure.deadlines, report } };
  const seats = [
    ...told.seats,
    { role: 'borrower', organisation: 'enterprise-1' },
    { role: 'borrower', organisation: 'enterprise-2' },
  ];
  const snapshot = {
    ...told,
    seats,
    history: [...told.history, past('report', '2026-09-03', {}, borrower())],
  };
  const asked = { snapshot, actor: borrower(), now: noon('2026-09-04'), procedure: each };
  const report1 = offeredActs(standing(asked)).find(({ act }) => act === 'report');
  assert.equal(report1?.due, undefined);
});

test('whoever may end another’s clock, or need not, is not pressed by it', () => {
  const ended = { ...loan.deadlines['return']!, owner: 'lender' };
  const of = (change: Partial<Procedure>) =>
    marked(
      offeredActs(
        standing({
          snapshot: told,
          actor: borrower(),
          now: noon('2026-09-03'),
          procedure: { ...loan, ...change },
        }),
      ),
    );
  assert.deepEqual(of({}), ['giveBack!', 'object']);
  assert.deepEqual(of({ deadlines: { ...loan.deadlines, return: ended } }), ['object', 'giveBack']);
  const giveBack = { ...loan.acts['giveBack']!, optional: true as const };
  assert.deepEqual(of({ acts: { ...loan.acts, giveBack } }), ['object', 'giveBack']);
});

test('a clock is met by the acts of its role that its state allows', () => {
  assert.deepEqual(meetingActs(loan, 'told', 'return', 'borrower'), ['归还器具']);
  assert.deepEqual(meetingActs(loan, 'objected', 'return', 'borrower'), []);
  assert.deepEqual(meetingActs(loan, 'told', 'return', 'lender'), []);
});

test('whoever only records an act for somebody else is told for whom', () => {
  const object = { ...loan.acts['object']!, by: ['borrower', 'lender'], onBehalfOf: 'borrower' };
  const procedure = { ...loan, acts: { ...loan.acts, object } };
  const behalf = (actor: Actor) =>
    offeredActs(standing({ snapshot: told, procedure, actor, now: noon('2026-09-03') })).find(
      ({ act }) => act === 'object',
    )?.onBehalfOf;
  assert.equal(behalf(lender()), '借用企业');
  assert.equal(behalf(borrower()), undefined);
});
