import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { audit } from '#server/audit/audit.ts';
import type { Difference } from '#server/audit/difference.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import type { TodoItem } from '#server/todo/present.ts';
import type { Client } from '../client.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { testKey } from './ledger-scene.ts';
import { isRefused } from './submission-scene.ts';

after(() => sequencer.stop());
const service = await startServer({ after });
const { clock, context, databaseUrl } = service;
const { database, law } = context;
const sequencer = startSequencer(context, { key: await testKey() });
let cast: Cast;
let principal: Client;
let inspector: Client;
let neighbour: Client;

before(async () => {
  cast = await seedCast(database);
  const house = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '南康区市场监督管理局',
    region: 360_703,
    level: 'county',
    departments: ['market-regulation'],
  });
  const login = 'neighbour';
  await seedPerson(database, { login, name: '邓海', organisation: house, posts: ['case-officer'] });
  principal = await service.client().signIn('principal');
  inspector = await service.client().signIn('inspector');
  neighbour = await service.client().signIn(login);
  await sweepOnce(context);
});

function works(change: object = {}) {
  const { name, creditCode } = cast.organisations.works;
  return {
    name,
    creditCode,
    region: 360_704,
    business: 'producer',
    headcount: 60,
    productClasses: ['cement'],
    ...change,
  };
}

const put = (who: Client, change: object) =>
  who.put(`/api/organisations/${cast.organisations.works.id}`, works(change));

async function history(who: Client): Promise<PresentedEntry[]> {
  const { body } = await who.get<{ records: PresentedEntry[] }>(
    `/api/books/enterprise-profile/records?organisation=${cast.organisations.works.id}`,
  );
  return body.records;
}

async function told(who: Client): Promise<string[]> {
  const { body } = await who.get<{ notices: { title: string }[] }>('/api/notices');
  return body.notices.map(({ title }) => title);
}

async function owedToday(): Promise<string[]> {
  const bit = 1 << (Number(clock.now().slice(8, 10)) - 1);
  const rows = await database.asSystem('audit', (tx) =>
    tx.rows<{ duty: string }>(
      `select duty from duty_month where organisation_id = $1 and expected & $2 <> 0 and duty = 'daily-control'`,
      [cast.organisations.works.id, bit],
    ),
  );
  return rows.map(({ duty }) => duty);
}

const run = () => audit(database, { law, now: clock.now() });
const owner = (sql: string) => asOwner(databaseUrl, (connection) => connection.query(sql));

async function findAfter(sql: string, undo: string): Promise<Difference> {
  await owner(sql);
  const { difference } = await run();
  await owner(undo);
  assert.ok(difference, `not found: ${sql}`);
  assert.equal((await run()).difference, undefined, 'not put back');
  return difference;
}

test('a change of the register is an entry with what was before, and nothing is written where nothing changes', async () => {
  assert.equal((await put(principal, {})).status, 204);
  assert.deepEqual(await history(inspector), []);
  assert.equal((await put(principal, { headcount: 350, address: '贡江大道1号' })).status, 204);
  const [entry] = await history(inspector);
  assert.equal(entry?.input['headcount'], 350);
  assert.equal((entry!.input['before'] as { headcount: number }).headcount, 60);
  assert.deepEqual(await told(inspector), ['“赣州贡江水泥有限公司”变更了企业基本信息']);
  clock.pass(1);
});

test('what an enterprise owes is judged again from the day of the change', async () => {
  assert.deepEqual(await owedToday(), ['daily-control']);
  const stopped = { headcount: 350, productClasses: [], note: '水泥生产线已经拆除' };
  isRefused(await put(inspector, { ...stopped, note: undefined }), 'reason-required');
  assert.equal((await put(inspector, stopped)).status, 204);
  assert.deepEqual(await owedToday(), []);
  clock.pass(1);
  assert.equal((await put(inspector, { headcount: 350 })).status, 204);
  assert.deepEqual(await owedToday(), ['daily-control']);
  assert.ok((await told(principal)).some((title) => title.includes('监管部门变更了')));
  clock.pass(1);
  await sequencer.idle();
  assert.equal((await run()).difference, undefined);
});

test('what takes duties away waits for the office, which reads why and decides', async () => {
  const { id } = cast.organisations.works;
  const path = `/api/organisations/${id}`;
  const asked = async (who: Client) => (await who.get<OrganisationDetail>(path)).body.asked;
  const answer = (who: Client, verdict: string, body: object) => {
    clock.pass(1);
    return who.post(`${path}/asked/${verdict}`, body);
  };
  const stop = { headcount: 350, productClasses: [] };
  const bare = isRefused(await put(principal, stop), 'reason-required');
  assert.equal(bare.issues?.[0]?.path, 'note');
  assert.equal((await put(principal, { ...stop, note: '不再生产水泥' })).status, 204);
  assert.deepEqual(await owedToday(), ['daily-control'], 'goes on');
  assert.match(
    (await told(inspector))[0] ?? '',
    /停止生产、销售“水泥”，日管控、周排查、月调度义务将终止/,
  );
  const waits = await asked(inspector);
  assert.deepEqual([waits?.endings, waits?.note], [['停止生产、销售“水泥”'], '不再生产水泥']);
  assert.ok((await asked(principal)) !== undefined);
  const todo = (await inspector.get<{ items: TodoItem[] }>('/api/to-do')).body.items;
  assert.ok(todo.some(({ organisation, title }) => organisation === id && title.includes('变更')));
  const { entry } = waits!;
  isRefused(await answer(principal, 'confirm', { entry }), 'not-entitled');
  isRefused(await answer(neighbour, 'confirm', { entry }), 'not-found');
  isRefused(await answer(inspector, 'confirm', { entry: id }), 'not-found');
  isRefused(await answer(inspector, 'decline', { entry }), 'invalid-input');
  assert.equal((await answer(inspector, 'decline', { entry, reason: '现场仍在生产' })).status, 204);
  assert.equal(await asked(inspector), undefined);
  assert.ok((await told(principal)).some((title) => title.includes('现场仍在生产')));
  isRefused(await answer(inspector, 'confirm', { entry }), 'not-found');
  clock.pass(1);
  assert.equal((await put(principal, { ...stop, note: '生产线已经拆除' })).status, 204);
  const again = (await asked(inspector))!;
  await sequencer.idle();
  assert.equal((await run()).difference, undefined);
  const where = `where id = '${id}'`;
  const found = await findAfter(
    `update organisation set asked_entry = null ${where}`,
    `update organisation set asked_entry = '${again.entry}' ${where}`,
  );
  assert.equal(`${found.table}.${found.column}`, 'organisation.asked_entry');
  assert.equal((await answer(inspector, 'confirm', { entry: again.entry })).status, 204);
  assert.deepEqual(await owedToday(), []);
  assert.deepEqual((await principal.get<OrganisationDetail>(path)).body.productClasses, []);
  clock.pass(1);
  assert.equal((await put(principal, { headcount: 350 })).status, 204, 'a class more needs nobody');
  assert.deepEqual(await owedToday(), ['daily-control']);
  clock.pass(1);
  await sequencer.idle();
  assert.equal((await run()).difference, undefined);
});

test('nobody registers what was to be confirmed by another way, and a smaller size or another business waits too', async () => {
  const { id, name } = cast.organisations.works;
  const before = {
    name,
    county: '360704',
    address: '贡江大道1号',
    business: 'producer',
    headcount: 350,
    productClasses: ['cement'],
  };
  const byHand = (change: object) =>
    principal.post('/api/books/enterprise-profile/records', {
      id: newEntryId(clock.now()),
      input: { ...before, note: '说明情况', ...change, before },
    });
  isRefused(await byHand({ productClasses: undefined }), 'condition-unmet');
  isRefused(await byHand({ headcount: 400, asks: true }), 'condition-unmet');
  isRefused(await byHand({ headcount: 10, asks: true, county: '360703' }), 'condition-unmet');
  for (const change of [{ headcount: 60 }, { headcount: 350, business: 'retail' }]) {
    assert.equal((await put(principal, { ...change, note: '规模变化' })).status, 204);
    const { body } = await inspector.get<OrganisationDetail>(`/api/organisations/${id}`);
    assert.equal(body.asked?.endings.length, 1);
    assert.deepEqual([body.headcount, body.business], [350, 'producer']);
    clock.pass(1);
  }
  assert.equal((await put(principal, { headcount: 350, phone: '0797-1' })).status, 204);
  const { body } = await inspector.get<OrganisationDetail>(`/api/organisations/${id}`);
  assert.equal(body.asked, undefined, 'a later change takes its place');
  clock.pass(1);
  await sequencer.idle();
  assert.equal((await run()).difference, undefined);
});

test('a move is told to the office of the old and of the new county', async () => {
  assert.equal((await put(principal, { region: 360_703, headcount: 350 })).status, 204);
  const moved = '“赣州贡江水泥有限公司”所在地由江西省赣州市赣县区变更为江西省赣州市南康区';
  assert.ok((await told(inspector)).includes(moved));
  assert.ok((await told(neighbour)).includes(moved));
  const [entry] = await history(neighbour);
  assert.equal(entry?.input['county'], '360703');
  assert.equal((entry!.input['before'] as { county: string }).county, '360704');
  isRefused(await put(inspector, { headcount: 10 }), 'not-found');
  clock.pass(1);
  await sequencer.idle();
  assert.equal((await run()).difference, undefined);
});

test('an office changes only what lies in its place, and a version rests on what is registered', async () => {
  const record = (who: Client, more: object) =>
    who.post('/api/books/enterprise-profile/records', {
      id: newEntryId(clock.now()),
      ...more,
    });
  const input = { name: '甲厂', county: '360703', before: { name: '甲厂', county: '360703' } };
  const organisation = cast.organisations.works.id;
  const stale = await record(neighbour, { organisation, input });
  isRefused(stale, 'condition-unmet');
  isRefused(await record(inspector, { organisation, input }), 'not-found');
  const officer = await service.client().signIn('officer');
  isRefused(await record(officer, { input }), 'not-entitled');
  const housing = await service.client().signIn('housing');
  isRefused(
    await record(housing, { organisation: cast.organisations.shop.id, input }),
    'not-entitled',
  );
});

test('what the register holds, changed by hand, is found', async () => {
  const id = cast.organisations.works.id;
  const where = `where id = '${id}'`;
  for (const [column, change, undo] of [
    ['region', 'region = 360704', 'region = 360703'],
    ['headcount', 'headcount = 10', 'headcount = 350'],
    ['name', `name = '别名'`, `name = '赣州贡江水泥有限公司'`],
  ] as const) {
    const found = await findAfter(
      `update organisation set ${change} ${where}`,
      `update organisation set ${undo} ${where}`,
    );
    assert.equal(`${found.table}.${found.column}`, `organisation.${column}`);
  }
  const found = await findAfter(
    `delete from organisation_product where organisation_id = '${id}'`,
    `insert into organisation_product values ('${id}', 'cement')`,
  );
  assert.equal(found.table, 'organisation_product');
});

test('what was owed, changed by hand, is found: a bit more, a bit less, a month of it', async () => {
  const id = cast.organisations.works.id;
  const where = `where organisation_id = '${id}' and duty = 'daily-control'`;
  for (const bit of [1 << 22, 1 << 5]) {
    const flip = `update duty_month set expected = expected # ${bit} ${where}`;
    const found = await findAfter(flip, flip);
    assert.equal(`${found.table}.${found.column}`, 'duty_month.expected');
  }
  const found = await findAfter(
    `create table was as select * from duty_month ${where}; delete from duty_month ${where}`,
    'insert into duty_month select * from was; drop table was',
  );
  assert.equal(`${found.table}.${found.column}`, 'duty_month.expected');
});

test('a service that was down for long catches up in bounded runs', async () => {
  const days = async () => {
    const [row] = await database.asSystem('audit', (tx) =>
      tx.rows<{ days: number; last: string }>(
        'select count(*) as days, max(day)::text as last from duty_roll',
      ),
    );
    return row!;
  };
  clock.set('2027-03-01T01:00:00.000Z');
  await sweepOnce(context);
  assert.deepEqual(await days(), { days: 41, last: '2027-01-02' });
  await sweepOnce(context);
  await sweepOnce(context);
  assert.deepEqual(await days(), { days: 99, last: '2027-03-01' });
  assert.equal((await run()).difference, undefined);
});

test('a sum of bit maps, changed by hand, is found', async () => {
  const row = `(duty, class_id, region, month, day, domains) = (select duty, class_id, region, month, day, domains
    from duty_summary where month = '2026-12-01' and day = 0 order by 1, 2, 3, 6 limit 1)`;
  for (const column of ['expected', 'done', 'missing', 'organisations']) {
    const found = await findAfter(
      `update duty_summary set ${column} = ${column} + 1 where ${row}`,
      `update duty_summary set ${column} = ${column} - 1 where ${row}`,
    );
    assert.equal(`${found.table}.${found.column}`, `duty_summary.${column}`);
  }
  const gone = await findAfter(
    `create table was as select * from duty_summary where month = '2026-12-01';
      delete from duty_summary where month = '2026-12-01'`,
    'insert into duty_summary select * from was; drop table was',
  );
  assert.equal(gone.table, 'duty_summary');
});
