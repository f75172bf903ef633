import assert from 'node:assert/strict';
import { test } from 'node:test';
import { months } from './calendar/count.ts';
import { checkDefinition } from './check/definition.ts';
import { decide, time } from './decide.ts';
import type { Act, Procedure } from './definition.ts';
import { accessTable } from './derive/access.ts';
import { stateDiagram } from './derive/diagram.ts';
import { offeredActs, upcomingActs } from './derive/offers.ts';
import * as field from './field.ts';
import { loan } from './fixture/loan.ts';
import { after, clauses, lender, opening, past, request } from './fixture/scene.ts';
import { apply } from './replay.ts';

const expire: Act = {
  title: '到期自动办结',
  by: [],
  byTime: 'term',
  from: ['opened', 'told'],
  to: 'closed',
  basis: ['loan-rule/8'],
  form: field.form({}),
  then: () => [{ do: 'withdraw', key: 'slip', reason: '期满' }],
};

/** A loan that ends by itself three months after it was opened, or after it was last told. */
const ending: Procedure = withExpire({});

function withExpire(change: Partial<Act>): Procedure {
  return {
    ...loan,
    acts: { ...loan.acts, expire: { ...expire, ...change } },
    deadlines: {
      ...loan.deadlines,
      term: {
        title: '借用届满',
        owner: 'lender',
        nature: 'opening',
        starts: [{ act: 'open' }, { act: 'tell' }],
        restarts: true,
        count: months(3),
        ends: ['expire'],
        basis: ['loan-rule/8'],
      },
    },
  };
}

const opened = after(ending, [opening]);
const ask = (now: string, change: object = {}) =>
  decide(
    request({
      procedure: ending,
      snapshot: opened,
      act: 'expire',
      actor: time,
      now,
      ...change,
    }),
  );

test('what time does loads, and its clock says when', () => {
  assert.deepEqual(checkDefinition(ending, clauses, new Set(['procedure/loan'])), []);
});

test('time does its act once the clock has run out, not a second before', () => {
  const early = ask('2026-12-01T15:59:59.000Z');
  assert.ok(!early.ok);
  assert.equal(early.code, 'too-early');
  assert.deepEqual(early.basis, ['loan-rule/8']);
  const done = ask('2026-12-01T16:00:00.000Z');
  assert.ok(done.ok);
  assert.equal(done.to, 'closed');
  assert.deepEqual(done.input, {});
  assert.deepEqual(done.effects, [{ do: 'withdraw', key: 'slip', reason: '期满' }]);
});

test('a clock that started again moves the day', () => {
  const told = after(ending, [opening, past('tell', '2026-10-10')]);
  const answer = ask('2026-12-02T00:00:00.000Z', { snapshot: told });
  assert.equal(answer.ok ? '' : answer.code, 'too-early');
  assert.ok(ask('2027-01-10T16:00:00.000Z', { snapshot: told }).ok);
});

test('nobody else does it, and it is offered to nobody', () => {
  const now = '2026-12-02T00:00:00.000Z';
  const refused = ask(now, { actor: lender() });
  assert.ok(!refused.ok);
  assert.equal(refused.code, 'not-entitled');
  const standing = request({ procedure: ending, snapshot: opened, act: 'tell', now });
  assert.ok(offeredActs(standing).every(({ act }) => act !== 'expire'));
  assert.ok(upcomingActs(standing).every(({ act }) => act !== 'expire'));
  assert.ok(accessTable(ending).every(({ act }) => act !== 'expire'));
});

test('time does nothing that belongs to somebody', () => {
  const answer = ask('2026-12-02T00:00:00.000Z', { act: 'tell' });
  assert.equal(answer.ok ? '' : answer.code, 'not-entitled');
});

test('it comes once: afterwards the state or the met clock refuses', () => {
  const gone = past('expire', '2026-12-02T00:00:00.000Z', {}, time);
  const closed = apply(ending, opened, gone);
  assert.equal(closed.state, 'closed');
  assert.equal(closed.seats, opened.seats);
  const again = ask('2026-12-03T00:00:00.000Z', { snapshot: closed });
  assert.equal(again.ok ? '' : again.code, 'wrong-state');
});

test('a diagram says that it comes by itself', () => {
  assert.match(stateDiagram(ending), /到期自动办结\(满3个月自动\)/);
});

const broken: readonly (readonly [string, Procedure])[] = [
  ['act expire names unknown deadline gone', withExpire({ byTime: 'gone' })],
  ['act expire is done by time and by somebody', withExpire({ by: ['lender'] })],
  [
    'act expire is done by time and asks for something',
    withExpire({ form: field.form({ note: field.text('说明') }) }),
  ],
  ['act expire comes with objection, which is no opening', withExpire({ byTime: 'objection' })],
  ['act expire comes with cooling and does not meet it', withExpire({ byTime: 'cooling' })],
];

test('what time cannot do does not load', () => {
  for (const [sentence, procedure] of broken) {
    const defects = checkDefinition(procedure, clauses, new Set(['procedure/loan']));
    assert.ok(
      defects.some((defect) => defect.endsWith(sentence)),
      `${sentence}: ${defects.join('; ')}`,
    );
  }
});

test('an act that waits for one of several openings waits for the one that has started', () => {
  const either = {
    ...ending,
    acts: { ...ending.acts, check: { ...loan.acts['check']!, notBefore: ['cooling', 'term'] } },
  };
  const back = after(either, [opening, past('tell', '2026-09-02'), past('giveBack', '2026-09-03')]);
  const asked = (procedure: Procedure, now: string) => {
    const overseer = { ...lender(), kind: 'local-government' as const };
    const answer = decide(
      request({ procedure, snapshot: back, act: 'check', actor: overseer, now }),
    );
    return answer.ok ? 'accepted' : answer.code;
  };
  assert.equal(asked(either, '2026-10-03T15:59:59.000Z'), 'too-early');
  assert.equal(asked(either, '2026-10-03T16:00:00.000Z'), 'accepted');
  const check = { ...either.acts['check'], notBefore: ['objection', 'term'] } as Act;
  const wrong = { ...either, acts: { ...either.acts, check } };
  const defects = checkDefinition(wrong, clauses, new Set(['procedure/loan']));
  assert.match(defects.join(), /act check waits for objection, which is no opening/);
});
