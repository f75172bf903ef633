import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from '../check/definition.ts';
import type { Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import * as field from '../field.ts';
import { clauses, lender } from '../fixture/scene.ts';
import { apply, unopened } from '../replay.ts';
import type { Snapshot } from '../replay.ts';

const office = ['market-regulator'] as const;
const passing = (from: string | undefined, seats = true) => ({
  title: '交给',
  by: ['sender'],
  ...(from === undefined ? {} : { from }),
  to: 'open',
  basis: ['loan-rule'],
  form: field.form({ to: field.organisation('交给', office) }),
  ...(seats ? { seats: { receiver: 'to' } } : {}),
});

/** A matter that goes from office to office. */
const matter: Procedure = {
  kind: 'procedure',
  id: 'loan',
  title: '转交',
  basis: ['loan-rule'],
  inForce: { from: '2026-01-01' },
  party: 'regulator',
  subject: 'optional',
  roles: {
    sender: { title: '移送单位', kinds: office, fills: 'opener' },
    receiver: { title: '受移送单位', kinds: office, fills: 'named', formerly: 'former' },
    former: { title: '曾受移送单位', kinds: office, fills: 'named' },
  },
  states: { open: { title: '办理中' }, done: { title: '已办结', final: true } },
  acts: {
    send: passing(undefined),
    pass: passing('open'),
    note: { ...passing('open', false), title: '记录', by: ['receiver'] },
    end: { ...passing('open', false), title: '办结', to: 'done' },
  },
  deadlines: {},
};

const act = (id: string, to: string, entry = `${id} ${to}`): PastAct => ({
  entry,
  act: id,
  at: '2026-11-23T01:00:00Z',
  by: lender(),
  input: { to },
});
const played = (...acts: readonly PastAct[]): Snapshot =>
  acts.reduce((snapshot, past) => apply(matter, snapshot, past), unopened);
const sitting = ({ seats }: Snapshot, role: string) =>
  seats
    .filter((seat) => seat.role === role)
    .flatMap(({ organisation = [] }) => organisation)
    .sort();

test('who is replaced goes on sitting as a former one, and leaves that seat when it comes back', () => {
  const passed = played(act('send', 'a'), act('pass', 'b'), act('pass', 'c'));
  assert.deepEqual(sitting(passed, 'receiver'), ['c']);
  assert.deepEqual(sitting(passed, 'former'), ['a', 'b']);
  const back = apply(matter, passed, act('pass', 'a'));
  assert.deepEqual(sitting(back, 'receiver'), ['a']);
  assert.deepEqual(sitting(back, 'former'), ['b', 'c']);
  const alone = played(act('send', 'a'), act('pass', 'b'), act('pass', 'a'), act('pass', 'a'));
  assert.deepEqual(sitting(alone, 'former'), ['b']);
});

test('who gives a matter back leaves with that act, although nobody follows yet', () => {
  const giving = {
    ...matter,
    acts: { ...matter.acts, note: { ...matter.acts['note']!, vacates: 'receiver' } },
  };
  const given = [act('send', 'a'), act('note', 'x')].reduce(
    (snapshot, past) => apply(giving, snapshot, past),
    unopened,
  );
  assert.deepEqual(sitting(given, 'receiver'), []);
  assert.deepEqual(sitting(given, 'former'), ['a']);
  const back = apply(giving, given, act('pass', 'a'));
  assert.deepEqual([sitting(back, 'receiver'), sitting(back, 'former')], [['a'], []]);
  const lonely = {
    ...giving,
    roles: { ...matter.roles, receiver: { ...matter.roles['sender']! } },
  };
  assert.match(
    checkDefinition(lonely, clauses, new Set(['procedure/loan'])).join('; '),
    /act note vacates receiver, which leaves no former role/,
  );
});

test('the time of leaving is that of the act that seated another one, and stays as long as it is not seated again', () => {
  const at = (day: string, past: PastAct): PastAct => ({ ...past, at: `2026-11-${day}T01:00:00Z` });
  const passed = played(
    at('23', act('send', 'a')),
    at('24', act('pass', 'b')),
    at('25', act('note', 'x')),
    at('26', act('pass', 'c')),
  );
  const left = ({ seats }: Snapshot) =>
    seats.flatMap(({ organisation, leftAt }) =>
      leftAt === undefined ? [] : [`${organisation} ${leftAt.slice(8, 10)}`],
    );
  assert.deepEqual(left(passed).sort(), ['a 24', 'b 26']);
  const back = apply(matter, passed, at('27', act('pass', 'a')));
  assert.deepEqual(left(back).sort(), ['b 26', 'c 27']);
  assert.deepEqual(left(apply(matter, back, at('28', act('pass', 'b')))).sort(), ['a 28', 'c 27']);
});

test('a former role acts in nothing, and must be one that the procedure has', () => {
  const defects = (change: Partial<Procedure>) =>
    checkDefinition({ ...matter, ...change }, clauses, new Set(['procedure/loan'])).join('; ');
  assert.equal(defects({}), '');
  const { former: _, ...without } = matter.roles;
  assert.match(defects({ roles: without }), /role receiver is formerly unknown role former/);
  const note = { ...matter.acts['note']!, by: ['receiver', 'former'] };
  assert.match(defects({ acts: { ...matter.acts, note } }), /act note is done by former/);
});
