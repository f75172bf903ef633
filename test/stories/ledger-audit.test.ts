import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { loadLaw } from '#kernel/law.ts';
import { loan } from '#kernel/fixture/loan.ts';
import { calendar, clauses } from '#kernel/fixture/scene.ts';
import { keyBook, upkeep } from '#kernel/fixture/upkeep.ts';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import { openPolicy, quorumOf, readPolicy } from '#server/ledger/registered.ts';
import { parseReceipt, verifyReceipt } from '#ledger/receipt.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { audit } from '#server/audit/audit.ts';
import type { Difference } from '#server/audit/difference.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Sequencer } from '#server/ledger/sequencer.ts';
import type { Client } from '#test/client.ts';
import { seedCast } from '#test/seed.ts';
import { startServer } from '#test/service.ts';
import { testKey } from './ledger-scene.ts';

const law = loadLaw([loan, upkeep, keyBook], clauses, calendar);
// Hooks run in the order of registration: the sequencer has to stop before the database closes.
after(() => sequencer.stop());
const service = await startServer({ after }, { law });
const { clock, context, databaseUrl } = service;
const { database } = context;
const key = await testKey();
const sequencer: Sequencer = startSequencer(context, { key });
const entries: string[] = [];
const loans: string[] = [];
let officer: Client;
let inspector: Client;
let works: string;

async function submit(who: Client, path: string, body: object): Promise<string> {
  const id = newEntryId(clock.now());
  const answer = await who.post<{ proceeding?: string }>(path, { id, ...body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  entries.push(id);
  clock.pass(1);
  return answer.body.proceeding ?? id;
}

/** A book, a duty over several days with a late record and an amendment, one closed loan and one that runs. */
before(async () => {
  const { organisations, people } = await seedCast(database);
  works = organisations.works.id;
  officer = await service.client().signIn('officer');
  inspector = await service.client().signIn('inspector');
  await submit(officer, '/api/books/key-book/records', {
    clientAt: '2026-11-23T09:00:00+08:00',
    input: {
      holder: people.officer.id,
      keys: ['front', 'back'],
      from: '2026-11-23T08:00:00+08:00',
      photos: [],
      deposit: '20.50',
    },
  });
  const record = (period: string, clean: boolean, more: object = {}) =>
    submit(officer, '/api/duties/upkeep/records', {
      period,
      input: { clean, items: [{ name: '卡尺', size: { width: 3 } }] },
      ...more,
    });
  await record('2026-11-22', false, { reason: '周日设备检修' });
  const today = await record('2026-11-23', true);
  await record('2026-11-23', false, { corrects: today, reason: '复核时发现油污' });
  for (const item of ['卡尺', '天平']) {
    const input = { laboratory: organisations.laboratory.id, item, lentOn: '2026-11-20' };
    const opening = { act: 'open', subject: works, input };
    loans.push(await submit(inspector, '/api/procedures/loan', opening));
  }
  const act = (who: Client, id: string, name: string, input: object = {}) =>
    submit(who, `/api/proceedings/${id}/acts/${name}`, { input });
  await act(inspector, loans[0]!, 'tell');
  await act(officer, loans[0]!, 'giveBack');
  await act(inspector, loans[1]!, 'tell');
  await act(officer, loans[1]!, 'object', { reason: '并非本厂器具' });
  await sequencer.idle();
});

const owner = (sql: string) => asOwner(databaseUrl, (connection) => connection.query(sql));
const run = (more: object = {}) => audit(database, { law, now: clock.now(), ...more });

/** Changes something by hand, audits, puts it back, and audits again. @returns what the first audit found. */
async function findAfter(sql: string, undo: string): Promise<Difference> {
  await owner(sql);
  const report = await run();
  await owner(undo);
  assert.ok(report.difference, `not found: ${sql}`);
  assert.match(report.difference.zh, /[一-鿿].*。$/);
  assert.equal((await run()).difference, undefined, 'not put back');
  return report.difference;
}

test('everything agrees after a day of work, logged or still waiting', async () => {
  const report = await run({ log: key });
  assert.equal(report.difference, undefined);
  assert.equal(report.counts.entries, entries.length);
  assert.equal(report.counts.proceedings, 2);
  assert.equal(report.counts.dutyMonths, 1);
  assert.ok(report.counts.checkpoints > 0);
});

test('the receipt of every entry verifies offline', async () => {
  const policy = openPolicy((await database.asSystem('public', readPolicy))!);
  assert.equal(quorumOf(policy.witnesses.length), 0);
  for (const id of entries) {
    const receipts = [];
    for (const who of [officer, inspector]) {
      receipts.push(await who.get<string>(`/api/entries/${id}/receipt`));
    }
    const found = receipts.find(({ status }) => status === 200);
    assert.ok(found, id);
    const result = await verifyReceipt(found.body, policy);
    assert.ok(result.ok, id);
    assert.equal((result.value as { id: string }).id, id);
  }
});

/** What is changed by hand, how it is put back, and where the audit finds it. */
const changes: readonly {
  readonly what: string;
  readonly sql: (entry: string) => string;
  readonly undo: (entry: string) => string;
  readonly table: string;
  readonly column: RegExp;
}[] = [
  ...(
    [
      ['the input', `input = input || '{"clean":false}'`],
      ['the time', `at = at - interval '1 hour'`],
      ['the account', `account_id = (select id from account where login = 'director')`],
      ['the posts', `posts = '{principal}'`],
      ['the mark that it was late', 'late = not late'],
      ['the period', 'period = period - 1'],
      ['the region', 'region = 360703'],
      ['the salt', `salt = decode(repeat('00', 32), 'hex')`],
    ] as const
  ).map(([what, change]) => ({
    what,
    sql: (entry: string) => `create table was as select * from entry where id = '${entry}';
      update entry set ${change} where id = '${entry}'`,
    undo: (entry: string) => `delete from entry where id = '${entry}';
      insert into entry select * from was; drop table was`,
    table: 'entry',
    column: /input, salt$/,
  })),
  {
    what: 'a content hash',
    sql: (entry) =>
      `update entry set content_hash = set_byte(content_hash, 0, get_byte(content_hash, 0) # 1) where id = '${entry}'`,
    undo: (entry) =>
      `update entry set content_hash = set_byte(content_hash, 0, get_byte(content_hash, 0) # 1) where id = '${entry}'`,
    table: 'entry',
    column: /^content_hash$/,
  },
  {
    what: 'an entry that was deleted',
    sql: (entry) => `create table was as select * from entry where id = '${entry}';
      delete from entry where id = '${entry}'`,
    undo: () => 'insert into entry select * from was; drop table was',
    table: 'entry',
    column: /^id$/,
  },
  {
    what: 'a leaf that was deleted',
    sql: (entry) => `create table was as select * from leaf where entry_id = '${entry}';
      delete from leaf where entry_id = '${entry}'`,
    undo: () => 'insert into leaf select * from was; drop table was',
    table: 'leaf',
    column: /^index$/,
  },
  {
    what: 'the hash of a leaf',
    sql: (entry) =>
      `update leaf set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where entry_id = '${entry}'`,
    undo: (entry) =>
      `update leaf set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where entry_id = '${entry}'`,
    table: 'leaf',
    column: /^hash$/,
  },
  {
    what: 'a file that was filed for an entry',
    sql: (entry) => `insert into entry_file select repeat('a', 64), id, organisation_id
      from entry where id = '${entry}'`,
    undo: () => 'delete from entry_file',
    table: 'entry_file',
    column: /^file_hash$/,
  },
];

for (const { what, sql, undo, table, column } of changes) {
  test(`${what}, changed by hand, is found with its entry`, async () => {
    const entry = entries[2]!;
    const difference = await findAfter(sql(entry), undo(entry));
    assert.equal(difference.table, table);
    assert.match(difference.column, column);
    if (column.source !== '^index$') assert.equal(difference.entry, entry);
    assert.equal(difference.index, 2);
  });
}

const flip = (column: string) => `${column} = set_byte(${column}, 40, get_byte(${column}, 40) # 1)`;

/** The same beside the entries. */
const others: readonly (readonly [what: string, sql: string, undo: string, place: string])[] = [
  [
    'a tile',
    `update tile set ${flip('hashes')}`,
    `update tile set ${flip('hashes')}`,
    'tile.hashes',
  ],
  [
    'a tile that is too wide',
    `update tile set hashes = hashes || substr(hashes, 1, 32)`,
    `update tile set hashes = substr(hashes, 1, length(hashes) - 32)`,
    'tile.hashes',
  ],
  [
    'a signature',
    `update checkpoint set note = replace(note, '— ', '—  ')`,
    `update checkpoint set note = replace(note, '—  ', '— ')`,
    'checkpoint.note',
  ],
  [
    'a root',
    'update checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)',
    'update checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)',
    'checkpoint.size, root',
  ],
  [
    'an entry written past the log',
    `create table was as select * from entry limit 1; update was set id = overlay(id::text placing 'ffff' from 33)::uuid;
      insert into entry select * from was`,
    'delete from entry e using was where e.id = was.id; drop table was',
    'leaf.entry_id',
  ],
  [
    'the state of a case',
    `update proceeding set state = 'closed' where state = 'objected'`,
    `update proceeding set state = 'objected' where state = 'closed'`,
    'proceeding.state',
  ],
  [
    'the end of a case',
    `update proceeding set closed_at = last_at where state = 'objected'`,
    'update proceeding set closed_at = null',
    'proceeding.closed_at',
  ],
  [
    'the number of acts',
    'update proceeding set acts = acts + 1',
    'update proceeding set acts = acts - 1',
    'proceeding.acts',
  ],
  [
    'the title of a case',
    `update proceeding set title = '另一件事'`,
    `update proceeding set title = '器具借用'`,
    'proceeding.title',
  ],
  [
    'a seat that was taken away',
    `create table was as select * from seat where role = 'laboratory'; delete from seat where role = 'laboratory'`,
    'insert into seat select * from was; drop table was',
    'seat.role',
  ],
  [
    'a seat that was slipped in',
    `insert into seat select id, 'overseer', (select id from organisation where kind = 'local-government'), null from proceeding`,
    `delete from seat where role = 'overseer'`,
    'seat.role',
  ],
  [
    'the territory of a clock, by which it is shown',
    `update clock set region = region + 1 where deadline = 'return'`,
    `update clock set region = region - 1 where deadline = 'return'`,
    'clock.region',
  ],
  [
    'the domains of a clock, by which it is shown',
    `update clock set domains = domains + 1 where deadline = 'return'`,
    `update clock set domains = domains - 1 where deadline = 'return'`,
    'clock.domains',
  ],
  [
    'a due day',
    `update clock set due_day = due_day + 30 where deadline = 'return'`,
    `update clock set due_day = due_day - 30 where deadline = 'return'`,
    'clock.due_day',
  ],
  [
    'the procedure of a clock, by which reminders find it',
    `create table was as select * from clock; update clock set procedure = 'recall'`,
    'update clock c set procedure = w.procedure from was w where (w.proceeding_id, w.deadline) = (c.proceeding_id, c.deadline); drop table was',
    'clock.procedure',
  ],
  [
    'a clock that was deleted',
    'create table was as select * from clock; delete from clock',
    'insert into clock select * from was; drop table was',
    'clock.deadline',
  ],
  ...(['expected', 'done', 'late', 'finding', 'idle'] as const).map(
    (mark) =>
      [
        `the mark ${mark} of a day`,
        `update duty_month set ${mark} = ${mark} # (1 << 22)`,
        `update duty_month set ${mark} = ${mark} # (1 << 22)`,
        `duty_month.${mark}`,
      ] as const,
  ),
  [
    'a month of a duty',
    'create table was as select * from duty_month; delete from duty_month',
    'insert into duty_month select * from was; drop table was',
    'duty_month.month',
  ],
];

for (const [what, sql, undo, place] of others) {
  test(`${what}, changed by hand, is found`, async () => {
    const difference = await findAfter(sql, undo);
    assert.equal(`${difference.table}.${difference.column}`, place, difference.en);
  });
}

test('a case that was deleted is found by its entries', async () => {
  const [id] = loans;
  const move = (table: string, column: string) =>
    `create table kept_${table} as select * from ${table} where ${column} = '${id}';
      delete from ${table} where ${column} = '${id}';`;
  const back = (table: string) =>
    `insert into ${table} select * from kept_${table}; drop table kept_${table};`;
  const difference = await findAfter(
    move('clock', 'proceeding_id') + move('seat', 'proceeding_id') + move('proceeding', 'id'),
    back('proceeding') + back('seat') + back('clock'),
  );
  assert.equal(difference.proceeding, id);
  assert.ok(difference.entry);
});

test('a history rewritten in full is found with a checkpoint that somebody kept', async () => {
  const [head] = await database.asSystem('public', (tx) =>
    tx.rows<{ note: string; size: number }>('select * from checkpoint order by size desc limit 1'),
  );
  const kept = parseCheckpoint(head!.note.split('\n\n')[0]! + '\n')!;
  assert.equal((await run({ kept: [kept] })).difference, undefined);
  const other = { ...kept, root: new Uint8Array(32) };
  assert.equal((await run({ kept: [other] })).difference?.column, 'root');
  const longer = { ...kept, size: kept.size + 1 };
  assert.equal((await run({ kept: [longer] })).difference?.column, 'size');
  assert.equal((await run({ log: await testKey(2) })).difference?.column, 'note');
});

test('an entry that waits is checked as well', async () => {
  await sequencer.stop();
  await submit(officer, '/api/duties/upkeep/records', {
    period: '2026-11-21',
    reason: '网络中断',
    input: { clean: true, items: [] },
  });
  assert.equal((await run()).difference, undefined);
  const id = entries.at(-1)!;
  const turn = `update entry set late = not late where id = '${id}'`;
  const difference = await findAfter(turn, turn);
  assert.equal(difference.check, 'queue');
  assert.equal(difference.entry, id);
  const queued = await findAfter(
    'create table was as select * from leaf_queue; delete from leaf_queue',
    'insert into leaf_queue overriding system value select * from was; drop table was',
  );
  assert.equal(queued.entry, id);
});

test('deleting the value and salt of an entry leaves the log and all other receipts whole', async () => {
  await sequencer.idle();
  const [id, other] = entries;
  const receipt = await officer.get<string>(`/api/entries/${other}/receipt`);
  await owner(
    `update entry set input = '{}', salt = decode(repeat('00', 32), 'hex') where id = '${id}'`,
  );
  const policy = openPolicy((await database.asSystem('public', readPolicy))!);
  assert.ok((await verifyReceipt(receipt.body, policy)).ok);
  const fresh = await officer.get<string>(`/api/entries/${other}/receipt`);
  assert.ok((await verifyReceipt(fresh.body, policy)).ok);
  assert.equal(parseReceipt(fresh.body)?.index, 1);
  await submit(officer, '/api/duties/upkeep/records', {
    period: '2026-11-20',
    reason: '网络中断',
    input: { clean: true, items: [] },
  });
  await sequencer.idle();
  const report = await run();
  assert.equal(report.difference?.entry, id);
  assert.equal(report.difference?.table, 'entry');
});
