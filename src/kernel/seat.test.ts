import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayAct } from './decide.ts';
import type { Actor } from './decide.ts';
import { defineProcedure } from './definition.ts';
import * as field from './field.ts';
import { apply, unopened } from './replay.ts';

const errand = defineProcedure({
  id: 'errand',
  title: '交办',
  basis: ['errand-rule'],
  inForce: { from: '2026-01-01' },
  party: 'enterprise',
  subject: 'required',
  roles: {
    sender: { title: '交办人', kinds: ['enterprise'], fills: 'opener' },
    runner: { title: '承办人', kinds: ['enterprise'], fills: 'named' },
    laboratory: { title: '检验机构', kinds: ['laboratory'], fills: 'named' },
  },
  states: { open: { title: '已交办' }, done: { title: '已办结', final: true } },
  acts: {
    send: {
      title: '交办',
      by: ['sender'],
      to: 'open',
      basis: ['errand-rule'],
      form: field.form({
        runner: field.person('承办人', []),
        laboratory: field.organisation('检验机构', ['laboratory']),
      }),
      seats: { runner: 'runner', laboratory: 'laboratory' },
    },
    finish: {
      title: '办结',
      by: ['runner', 'laboratory'],
      from: 'open',
      to: 'done',
      basis: ['errand-rule'],
      form: field.form({}),
    },
  },
  deadlines: {},
});

const person: Actor = {
  account: 'ping',
  organisation: 'works',
  posts: [],
  lapsed: [],
  kind: 'enterprise',
  covers: { lo: 0, hi: 0 },
};

test('a person picked in a form sits there personally, an organisation with all its people', () => {
  const input = { runner: 'ping', laboratory: 'lab' };
  const past = { entry: 'e1', act: 'send', at: '2026-11-23T01:00:00Z', by: person, input };
  const snapshot = apply(errand, unopened, past);
  assert.deepEqual(snapshot.seats, [
    { role: 'runner', account: 'ping' },
    { role: 'laboratory', organisation: 'lab' },
  ]);
  const may = (actor: Actor) =>
    mayAct('runner', errand.roles.runner!, { actor, snapshot, subject: undefined, region: 0 });
  assert.equal(may(person), true);
  assert.equal(may({ ...person, account: 'lan' }), false);
});

test('a private role is nobody’s who acts for an organisation', () => {
  const role = { title: '举报人', kinds: [], private: true, fills: 'opener' } as const;
  const scene = { snapshot: unopened, subject: undefined, region: 0 };
  const { organisation: _house, kind: _kind, ...citizen } = person;
  assert.equal(mayAct('reporter', role, { ...scene, actor: person }), false);
  assert.equal(mayAct('reporter', role, { ...scene, actor: citizen }), true);
});
