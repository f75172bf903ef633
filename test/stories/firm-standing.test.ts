import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { audit } from '#server/audit/audit.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Problem } from '#server/problem.ts';
import type { AddedPerson } from '#server/registry/present.ts';
import type { Me } from '#server/session/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import type { TodoItem } from '#server/todo/present.ts';
import type { Client } from '../client.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { detailOf, firmOf, isSound, lastNotice, listed, neighbourOf } from './accounts-scene.ts';
import { testKey } from './ledger-scene.ts';
import { isRefused } from './submission-scene.ts';

after(() => sequencer.stop());
const service = await startServer({ after });
const { clock, context, databaseUrl } = service;
const { database, law } = context;
const sequencer = startSequencer(context, { key: await testKey() });
let cast: Cast;
let inspector: Client;
let neighbour: Client;

before(async () => {
  cast = await seedCast(database);
  inspector = await service.client().signIn('inspector');
  neighbour = await neighbourOf(service);
  await sweepOnce(context);
});

const password = 'hetang-yuese-2026';
const owner = (sql: string) => asOwner(databaseUrl, (connection) => connection.query(sql));

function register(enterprise: object, login: string) {
  const principal = { name: '赖新民', login, password };
  return service.client().post<{ id: string }>('/api/registrations', { enterprise, principal });
}

function change(who: Client, id: string, input: object) {
  clock.pass(1);
  return who.post(`/api/organisations/${id}/standing`, input);
}

async function standings(who: Client, id: string): Promise<PresentedEntry[]> {
  const { body } = await who.get<{ records: PresentedEntry[] }>(
    `/api/books/firm-standing/records?organisation=${id}`,
  );
  return body.records;
}

async function owed(): Promise<string[]> {
  const rows = await database.asSystem('audit', (tx) =>
    tx.rows<{ duty: string }>(
      `select duty from duty_month where organisation_id = $1 and expected & $2 <> 0 order by 1`,
      [cast.organisations.works.id, 1 << 22],
    ),
  );
  return rows.map(({ duty }) => duty);
}

test('a registration that is false is rejected: its code is free again, and whoever made it is told why', async () => {
  const firm = firmOf();
  const made = await register(firm, 'impostor');
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id } = made.body;
  const impostor = await service.client().signIn('impostor', password);
  const waits = async (who: Client) =>
    (await who.get<{ items: TodoItem[] }>('/api/to-do')).body.items.map((one) => one.organisation);
  assert.ok((await waits(inspector)).includes(id), 'on the to-do list of the county');
  assert.ok(!(await waits(neighbour)).includes(id));
  assert.ok(!(await waits(impostor)).includes(id));
  const reject = { change: 'reject', reason: '营业执照系伪造' };
  isRefused(await change(impostor, id, reject), 'not-entitled');
  isRefused(await change(neighbour, id, reject), 'not-found');
  isRefused(await change(inspector, id, { change: 'reject' }), 'invalid-input');
  isRefused(
    await change(inspector, id, {
      change: 'close',
      cause: 'duplicate',
      on: '2026-11-20',
      reason: '重复',
    }),
    'wrong-state',
  );
  const done = await change(inspector, id, reject);
  assert.equal(done.status, 204, JSON.stringify(done.body));
  assert.ok(!(await waits(inspector)).includes(id));
  assert.equal((await impostor.get('/api/me')).status, 401, 'his session ended');
  const again = await service
    .client()
    .post<Problem>('/api/sign-in', { login: 'impostor', password });
  assert.match(isRefused(again, 'not-entitled').detail, /没有通过.*营业执照系伪造/);
  const [entry] = await standings(inspector, id);
  assert.equal(entry?.input['reason'], '营业执照系伪造');
  assert.deepEqual(await listed(inspector, `q=${firm.creditCode}`), []);
  assert.deepEqual(await listed(inspector, 'closed=true'), [firm.name]);
  isRefused(
    await (await service.client().signIn('local')).get('/api/organisations?closed=true'),
    'not-entitled',
  );
  isRefused(await change(inspector, id, { change: 'reopen', reason: '误办' }), 'wrong-state');
  const rightful = await register(firm, 'rightful');
  assert.equal(rightful.status, 201, JSON.stringify(rightful.body));
  assert.equal((await detailOf(inspector, rightful.body.id)).confirmed, false);
  assert.equal(
    (await inspector.post(`/api/organisations/${rightful.body.id}/confirm`)).status,
    204,
  );
  isRefused(await change(inspector, rightful.body.id, reject), 'wrong-state');
  await sequencer.idle();
  await isSound(service);
});

test('a firm that ended is closed: nothing falls due from that day, its code stays taken, and it may be reopened', async () => {
  const { id, creditCode } = cast.organisations.works;
  const close = {
    change: 'close',
    cause: 'deregistered',
    on: '2026-11-20',
    reason: '已办理注销登记',
  };
  assert.ok((await owed()).includes('daily-control'));
  isRefused(await change(await service.client().signIn('principal'), id, close), 'not-entitled');
  isRefused(await change(await service.client().signIn('local'), id, close), 'not-entitled');
  isRefused(await change(neighbour, id, close), 'not-found');
  await seedPerson(database, {
    login: 'no-post',
    name: '刘无岗',
    organisation: cast.organisations.countyRegulator,
  });
  isRefused(await change(await service.client().signIn('no-post'), id, close), 'not-entitled');
  const early = await change(inspector, id, { ...close, on: '2026-11-24' });
  assert.equal(isRefused(early, 'invalid-input').issues?.[0]?.path, 'on');
  isRefused(await change(inspector, id, { ...close, cause: undefined }), 'invalid-input');
  const byHand = await inspector.post('/api/books/firm-standing/records', {
    id: newEntryId(clock.now()),
    organisation: id,
    input: close,
  });
  isRefused(byHand, 'not-entitled');
  assert.equal((await change(inspector, id, close)).status, 204);
  assert.deepEqual(await owed(), []);
  const seen = await detailOf(inspector, id);
  assert.deepEqual(seen.closed, {
    as: 'deregistered',
    title: '注销',
    on: '2026-11-20',
    reason: '已办理注销登记',
  });
  assert.match(
    (await lastNotice(await service.client().signIn('principal')))?.title ?? '',
    /登记为注销/,
  );
  isRefused(await change(inspector, id, close), 'wrong-state');
  isRefused(await register({ ...firmOf(), creditCode }, 'again'), 'already-done');
  await sequencer.idle();
  await isSound(service);
  const run = async () => (await audit(database, { law, now: clock.now() })).difference;
  await owner(`update organisation set closed_on = '2026-11-21' where id = '${id}'`);
  assert.equal((await run())?.column, 'closed_on');
  await owner(`update organisation set closed_on = '2026-11-20' where id = '${id}'`);
  clock.pass(1);
  assert.equal(
    (await change(inspector, id, { change: 'reopen', reason: '注销系误登' })).status,
    204,
  );
  assert.ok((await owed()).includes('daily-control'));
  assert.equal((await detailOf(inspector, id)).closed, undefined);
  await sequencer.idle();
  await isSound(service);
});

test('a firm in which nobody can appoint any more gets a principal from the regulator, as an entry', async () => {
  const { id, name } = cast.organisations.works;
  assert.equal((await detailOf(inspector, id)).hasAccount, true);
  await owner(`update account set disabled_at = now() where login = 'principal'`);
  assert.equal((await detailOf(inspector, id)).hasAccount, false);
  assert.ok((await listed(inspector, 'withoutAccount=true')).includes(name));
  await owner(`update account set disabled_at = null where login = 'principal'`);
  assert.equal((await detailOf(inspector, id)).hasAccount, true);
  const held = `post = 'principal' and organisation_id = '${id}'`;
  await owner(`update appointment set ended_on = '2026-11-20' where ${held}`);
  assert.equal((await detailOf(inspector, id)).hasAccount, false);
  const person = { name: '肖春生', login: 'xiaochunsheng' };
  const path = `/api/organisations/${id}/first-account`;
  isRefused(await neighbour.post(path, person), 'not-found');
  const opened = await inspector.post<AddedPerson>(path, person);
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  isRefused(await inspector.post(path, { ...person, login: 'another' }), 'already-done');
  const next = await service.client().signIn(person.login, opened.body.password);
  assert.deepEqual(
    (await next.get<Me>('/api/me')).body.posts.map(({ id: post }) => post),
    ['principal'],
  );
  const entries = await standings(inspector, id);
  assert.equal(entries.filter(({ input }) => input['change'] === 'account').length, 1);
  await owner(`update appointment set ended_on = null where ${held} and ended_on is not null`);
  await sequencer.idle();
  await isSound(service);
});
