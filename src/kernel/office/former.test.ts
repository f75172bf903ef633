import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from '../check/definition.ts';
import type { Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import * as field from '../field.ts';
import { clauses, lender } from '../fixture/scene.ts';
import { apply, unopened } from '../replay.ts';
import type { Snapshot } from '../replay.ts';
import { doneAfterLeaving } from './former.ts';

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

test('a former holder reads what it had, and nothing of what was done from then on', () => {
  const { history } = played(
    act('send', 'a'),
    act('note', 'x', 'note of a'),
    act('pass', 'b'),
    act('note', 'x', 'note of b'),
    act('pass', 'a', 'back to a'),
    act('pass', 'c'),
  );
  const closed = (organisation: string, roles: readonly string[] = ['former']) => [
    ...doneAfterLeaving(matter, history, roles, { account: 'x', organisation, posts: [] }),
  ];
  assert.deepEqual(closed('b'), ['back to a', 'pass c']);
  assert.deepEqual(closed('a'), ['pass c']);
  assert.deepEqual(closed('a', ['former', 'sender']), [], 'who sits here too reads all');
  assert.deepEqual(closed('a', []), [], 'who sits nowhere is no former holder');
  // Seated by the effect that opened the case.
  assert.deepEqual(
    closed('z'),
    history.map(({ entry }) => entry),
  );
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
