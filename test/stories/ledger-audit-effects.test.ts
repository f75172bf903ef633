import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { defineBook, defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { calendar, clauses } from '#kernel/fixture/scene.ts';
import { loadLaw } from '#kernel/law.ts';
import type { Json } from '#kernel/json.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { audit } from '#server/audit/audit.ts';
import type { Difference } from '#server/audit/difference.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Client } from '#test/client.ts';
import { seedCast } from '#test/seed.ts';
import type { Cast } from '#test/seed.ts';
import { startServer } from '#test/service.ts';
import { testKey } from './ledger-scene.ts';

const rule = { basis: ['loan-rule'], inForce: { from: '2026-01-01' } };

/** A case that an effect opens and seats, and that announces its end under the subject's name. */
const errand = defineProcedure({
  ...rule,
  id: 'errand',
  title: '委托事项',
  party: 'enterprise',
  subject: 'required',
  roles: {
    house: { title: '委托企业', kinds: ['enterprise'], fills: 'subject' },
    laboratory: { title: '受托机构', kinds: ['laboratory'], fills: 'named' },
  },
  states: { open: { title: '办理中' }, done: { title: '已办结', final: true } },
  acts: {
    start: {
      title: '委托',
      by: ['house'],
      to: 'open',
      basis: rule.basis,
      form: field.form({ what: field.text('事项') }),
    },
    finish: {
      title: '办结',
      by: ['laboratory'],
      from: 'open',
      to: 'done',
      basis: rule.basis,
      form: field.form({ result: field.text('结果') }),
      then: (facts, { result }) => [
        { do: 'notify', to: { role: 'house' }, title: '已办结' },
        {
          do: 'publish',
          kind: 'errand',
          title: `公示：${facts.subject?.name ?? ''}`,
          text: result,
        },
      ],
    },
  },
  deadlines: {},
});

/** A book whose records appoint, dismiss and open such cases. */
const orders = defineBook({
  ...rule,
  id: 'orders',
  title: '指令簿',
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: { years: 2, policy: '保存二年' },
  form: field.form({
    kind: field.choice('类型', { appoint: '任命', dismiss: '免职', errand: '委托' }),
    person: field.optional(field.person('人员', [])),
    laboratory: field.optional(field.organisation('机构', ['laboratory'])),
  }),
  then: (facts, { kind, person = '', laboratory = '' }) => {
    const post = 'quality-safety-director';
    if (kind === 'appoint') return [{ do: 'appoint', account: person, post, from: facts.today }];
    if (kind === 'dismiss') return [{ do: 'dismiss', account: person, post, on: facts.today }];
    const input: Json = { what: '校准' };
    return [{ do: 'open', procedure: 'errand', act: 'start', input, seats: { laboratory } }];
  },
});

const law = loadLaw([errand, orders], clauses, calendar);
after(() => sequencer.stop());
const service = await startServer({ after }, { law });
const { clock, context, databaseUrl } = service;
const { database } = context;
const sequencer = startSequencer(context, { key: await testKey() });
let cast: Cast;

async function submit(who: Client, path: string, body: object): Promise<void> {
  const answer = await who.post(path, { id: newEntryId(clock.now()), ...body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  clock.pass(1);
}

before(async () => {
  cast = await seedCast(database);
  const officer = await service.client().signIn('officer');
  const technician = await service.client().signIn('technician');
  const record = (input: object) => submit(officer, '/api/books/orders/records', { input });
  const person = cast.people.officer.id;
  await record({ kind: 'appoint', person });
  await record({ kind: 'dismiss', person: cast.people.director.id });
  await record({ kind: 'errand', laboratory: cast.organisations.laboratory.id });
  await record({ kind: 'errand', laboratory: cast.organisations.laboratory.id });
  const [first] = await database.asSystem('audit', (tx) =>
    tx.rows<{ id: string }>('select id from proceeding order by opened_at limit 1'),
  );
  const input = { result: '合格' };
  await submit(technician, `/api/proceedings/${first!.id}/acts/finish`, { input });
  await sequencer.idle();
});

const owner = (sql: string) => asOwner(databaseUrl, (connection) => connection.query(sql));
const run = () => audit(database, { law, now: clock.now() });

async function findAfter(sql: string, undo: string): Promise<Difference> {
  await owner(sql);
  const { difference } = await run();
  await owner(undo);
  assert.ok(difference, `not found: ${sql}`);
  assert.match(difference.zh, /[一-鿿].*。$/);
  assert.equal((await run()).difference, undefined, 'not put back');
  return difference;
}

test('the seats that an effect named stand in the opening entry, and everything agrees', async () => {
  const rows = await database.asSystem('audit', (tx) =>
    tx.rows<{ seats: unknown }>(`select seats from entry where act = 'start'`),
  );
  const seats = { laboratory: cast.organisations.laboratory.id };
  assert.deepEqual(rows, [{ seats }, { seats }]);
  assert.equal((await run()).difference, undefined);
});

const keep = (table: string, where: string) => ({
  sql: `create table was as select * from ${table} where ${where}; delete from ${table} where ${where}`,
  undo: `insert into ${table} select * from was; drop table was`,
});

/** What is changed by hand, how it is put back, and where the audit finds it. */
const changes: readonly (readonly [what: string, sql: string, undo: string, place: string])[] = [
  [
    'a seat that the effect named',
    `update seat set organisation_id = (select id from organisation where kind = 'local-government')
      where role = 'laboratory'`,
    `update seat set organisation_id = (select id from organisation where kind = 'laboratory')
      where role = 'laboratory'`,
    'seat.role',
  ],
  ['the seat that was taken away', ...pair(keep('seat', `role = 'laboratory'`)), 'seat.role'],
  [
    'the seats in the entry',
    `create table was as select * from entry where act = 'start'; update entry set seats = null where act = 'start'`,
    `delete from entry where act = 'start'; insert into entry select * from was; drop table was`,
    'entry.*',
  ],
  ...(['title', 'text', 'kind'] as const).map(
    (column) =>
      [
        `the ${column} of an announcement`,
        `create table was as select * from publication; update publication set ${column} = '别的'`,
        'delete from publication; insert into publication select * from was; drop table was',
        `publication.${column}`,
      ] as const,
  ),
  [
    'an announcement that was withdrawn',
    'update publication set withdrawn_at = now()',
    'update publication set withdrawn_at = null',
    'publication.withdrawn_at',
  ],
  ['an announcement that was deleted', ...pair(keep('publication', 'true')), 'publication.id'],
  [
    'an announcement slipped in beside an act',
    `insert into publication select gen_random_uuid(), kind, title, text, organisation_id, region, entry_id, at
      from publication`,
    `delete from publication where id <> (select id from publication order by id limit 1)`,
    'publication.id',
  ],
  [
    'an announcement without an act',
    `insert into publication (id, kind, title, text, region, entry_id, at)
      values (gen_random_uuid(), 'x', '假', '假', 360704, gen_random_uuid(), now())`,
    `delete from publication where kind = 'x'`,
    'publication.entry_id',
  ],
  ...(
    [
      ['post', `post = 'principal'`, `post = 'quality-safety-director'`],
      ['from_day', 'from_day = from_day - 30', 'from_day = from_day + 30'],
      ['qualified_until', `qualified_until = '2030-01-01'`, 'qualified_until = null'],
      ['ended_on', `ended_on = '2026-11-01'`, 'ended_on = null'],
    ] as const
  ).map(
    ([column, change, undo]) =>
      [
        `the ${column} of an appointment`,
        `update appointment set ${change} where entry_id is not null`,
        `update appointment set ${undo} where entry_id is not null`,
        `appointment.${column}`,
      ] as const,
  ),
  [
    'a dismissal that was undone',
    'create table was as select * from appointment where ended_on is not null; update appointment set ended_on = null',
    'update appointment a set ended_on = was.ended_on from was where was.id = a.id; drop table was',
    'appointment.ended_on',
  ],
  [
    'an appointment that was deleted',
    ...pair(keep('appointment', 'entry_id is not null')),
    'appointment.id',
  ],
  [
    'an appointment that claims another entry',
    `insert into appointment (id, account_id, organisation_id, post, from_day, entry_id)
      select gen_random_uuid(), account_id, organisation_id, 'principal', from_day, entry_id from appointment
      where entry_id is not null`,
    `delete from appointment where post = 'principal' and entry_id is not null`,
    'appointment.id',
  ],
];

function pair({ sql, undo }: ReturnType<typeof keep>): readonly [string, string] {
  return [sql, undo];
}

for (const [what, sql, undo, place] of changes) {
  test(`${what}, changed by hand, is found`, async () => {
    const difference = await findAfter(sql, undo);
    const [table, column] = place.split('.');
    assert.equal(difference.table, table, difference.en);
    if (column !== '*') assert.equal(difference.column, column, difference.en);
  });
}
