import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCalendar } from './calendar/calendar.ts';
import { calendarDays } from './calendar/count.ts';
import { indexClauses } from './clause.ts';
import { checkDefinition } from './check/definition.ts';
import { decide, mayAct } from './decide.ts';
import type { Actor } from './decide.ts';
import { defineAct, defineProcedure } from './definition.ts';
import * as field from './field.ts';
import { apply, unopened } from './replay.ts';
import type { Snapshot } from './replay.ts';

const shops = ['0198c0de-0000-7000-8000-00000000000a', '0198c0de-0000-7000-8000-00000000000b'];

const hand = defineAct({
  title: '分送',
  by: ['officer'],
  to: 'handed',
  basis: ['rule/1'],
  form: field.form({ shops: field.organisations('门店', ['enterprise']) }),
  seats: { shop: 'shops' },
});

const approve = defineAct({
  title: '批准',
  by: ['head'],
  from: 'handed',
  to: 'approved',
  basis: ['rule/1'],
  form: field.form({}),
  when: (facts) => {
    const clock = facts.clock('reply');
    return clock?.status === 'running' ? `答复期至${clock.due.day}届满。` : undefined;
  },
});

const rounds = defineProcedure({
  id: 'rounds',
  title: '分送',
  basis: ['rule'],
  inForce: { from: '2026-01-01' },
  party: 'regulator',
  subject: 'optional',
  roles: {
    officer: {
      title: '承办人',
      kinds: ['market-regulator'],
      posts: ['case-officer'],
      fills: 'opener',
    },
    head: {
      title: '负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'officer',
    },
    shop: { title: '门店', kinds: ['enterprise'], fills: 'named' },
  },
  states: { handed: { title: '已分送' }, approved: { title: '已批准', final: true } },
  acts: {
    hand,
    answer: {
      title: '答复',
      by: ['shop'],
      from: 'handed',
      basis: ['rule/1'],
      form: field.form({}),
    },
    approve,
  },
  deadlines: {
    reply: {
      title: '答复期限',
      owner: 'shop',
      nature: 'right',
      starts: { act: 'hand' },
      count: calendarDays(3),
      ends: ['answer'],
      basis: ['rule/1'],
    },
  },
});

const calendar = buildCalendar([]);
const officer = person('office-1', 'case-officer');
const handed = apply(
  rounds,
  unopened,
  { entry: 'e1', act: 'hand', at: '2026-03-02T04:00:00Z', by: officer, input: { shops } },
  [{ role: 'officer', organisation: 'office-1' }],
);

function person(organisation: string, post: Actor['posts'][number]): Actor {
  const kind = organisation.startsWith('office') ? 'market-regulator' : 'enterprise';
  const covers = { lo: 0, hi: 999999 };
  return {
    account: `${organisation} ${post}`,
    organisation,
    kind,
    posts: [post],
    lapsed: [],
    covers,
  };
}

function act(id: string, actor: Actor, day: string, snapshot: Snapshot = handed) {
  return decide({
    procedure: rounds,
    snapshot,
    act: id,
    actor,
    input: {},
    subject: undefined,
    region: 360102,
    now: `${day}T04:00:00Z`,
    calendar,
  });
}

test('a field that picks several organisations seats each of them', () => {
  assert.deepEqual(
    handed.seats.filter((seat) => seat.role === 'shop').map((seat) => seat.organisation),
    shops,
  );
  for (const shop of shops) assert.ok(act('answer', person(shop, 'principal'), '2026-03-03').ok);
  const stranger = act('answer', person('shop-c', 'principal'), '2026-03-03');
  assert.equal(!stranger.ok && stranger.code, 'not-entitled');
});

test('a role that sits with another is open to its house alone, once that seat is filled', () => {
  const head = rounds.roles.head!;
  const of = (organisation: string, snapshot: Snapshot) =>
    mayAct('head', head, {
      actor: person(organisation, 'leader'),
      snapshot,
      subject: undefined,
      region: 360102,
    });
  assert.ok(of('office-1', handed));
  assert.ok(!of('office-2', handed));
  assert.ok(!of('office-1', unopened));
});

test('a guard reads the clocks of the proceeding', () => {
  const early = act('approve', person('office-1', 'leader'), '2026-03-05');
  assert.equal(!early.ok && early.sentence, '答复期至2026-03-05届满。');
  assert.ok(act('approve', person('office-1', 'leader'), '2026-03-06').ok);
});

test('a role that never acts is a defect unless the proceeding is kept from it', () => {
  const roles = { ...rounds.roles, rival: { title: '对手', kinds: [], fills: 'named' } as const };
  const rule = { id: 'rule', title: '规则', inForce: { from: '2026-01-01' } };
  const clauses = indexClauses([{ ...rule, clauses: [{ article: '1', summary: '规则' }] }]);
  assert.deepEqual(checkDefinition({ ...rounds, roles }, clauses, new Set()), [
    'procedure rounds: role rival never acts',
  ]);
  const states = { ...rounds.states, handed: { title: '已分送', hiddenFrom: ['rival'] } };
  assert.deepEqual(checkDefinition({ ...rounds, roles, states }, clauses, new Set()), []);
});

test('a role that sits with, or a state that hides from, an unknown role is a defect', () => {
  const roles = { ...rounds.roles, head: { ...rounds.roles.head!, sameAs: 'chief' } };
  const states = { ...rounds.states, handed: { title: '已分送', hiddenFrom: ['rival'] } };
  const rule = { id: 'rule', title: '规则', inForce: { from: '2026-01-01' } };
  const clauses = indexClauses([{ ...rule, clauses: [{ article: '1', summary: '规则' }] }]);
  assert.deepEqual(checkDefinition(rounds, clauses, new Set()), []);
  assert.deepEqual(checkDefinition({ ...rounds, roles, states }, clauses, new Set()), [
    'procedure rounds: role head sits with unknown role chief',
    'procedure rounds: state handed hides from unknown role rival',
  ]);
});
