import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { AddedPerson } from '#server/registry/present.ts';
import type { Me } from '#server/session/present.ts';
import type { Client } from '../client.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import {
  detailOf,
  firmOf,
  isSound,
  lastNotice,
  listed,
  neighbourOf,
  registered,
} from './accounts-scene.ts';
import { testKey } from './ledger-scene.ts';
import { isRefused } from './submission-scene.ts';

after(() => sequencer.stop());
const service = await startServer({ after });
const sequencer = startSequencer(service.context, { key: await testKey() });
let cast: Cast;
let inspector: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  inspector = await service.client().signIn('inspector');
});

function open(client: Client, id: string, person: object = { name: '肖春生' }) {
  return client.post<AddedPerson>(`/api/organisations/${id}/first-account`, person);
}

test('the regulator finds firms without an account and opens the first one', async () => {
  const firm = await registered(inspector);
  assert.deepEqual(await listed(inspector, 'kind=enterprise&withoutAccount=true'), [firm.name]);
  assert.equal((await detailOf(inspector, firm.id)).hasAccount, false);
  const local = await service.client().signIn('local');
  assert.equal((await detailOf(local, firm.id)).hasAccount, undefined, 'told to nobody else');
  isRefused(await local.get('/api/organisations?withoutAccount=true'), 'not-entitled');

  const { status, body } = await open(inspector, firm.id);
  assert.equal(status, 201, JSON.stringify(body));
  assert.equal(body.login, firm.creditCode.toLowerCase());
  assert.equal((await detailOf(inspector, firm.id)).hasAccount, true);
  assert.deepEqual(await listed(inspector, 'kind=enterprise&withoutAccount=true'), []);

  const principal = await service.client().signIn(body.login, body.password);
  assert.equal((await principal.get<Me>('/api/me')).body.mustDo, 'change-password');
  isRefused(await principal.get('/api/people'), 'not-entitled');
  const changed = await principal.post('/api/me/password', {
    old: body.password,
    new: 'hetang-yuese-2026',
  });
  assert.equal(changed.status, 204, JSON.stringify(changed.body));
  const me = (await principal.get<Me>('/api/me')).body;
  assert.deepEqual(
    me.posts.map(({ id, standing, from }) => [id, standing, from]),
    [['principal', 'valid', '2026-11-23']],
  );
  assert.match((await lastNotice(principal))?.title ?? '', /赣县区市场监督管理局黄志强.*开通/);
  assert.equal(
    (await principal.post('/api/people', { login: 'xiaohu', name: '肖湖' })).status,
    201,
  );
  const { id, ...facts } = firm;
  const moved = await principal.put(`/api/organisations/${id}`, { ...facts, address: '江口镇' });
  assert.equal(moved.status, 204, JSON.stringify(moved.body));
  await sequencer.idle();
  await isSound(service);
});

test('whoever may not, and what has an account, is told so', async () => {
  const firm = await registered(inspector);
  for (const login of ['principal', 'housing', 'local', 'citizen']) {
    isRefused(await open(await service.client().signIn(login), firm.id), 'not-entitled');
  }
  isRefused(await open(service.client(), firm.id), 'not-signed-in');
  isRefused(await open(await neighbourOf(service), firm.id), 'not-found');
  const { works, housing } = cast.organisations;
  assert.match(isRefused(await open(inspector, works.id), 'already-done').detail, /已经有账号/);
  assert.match(isRefused(await open(inspector, housing.id), 'not-entitled').detail, /平台运营者/);
  const used = await open(inspector, firm.id, { name: '肖春生', login: 'officer' });
  assert.match(isRefused(used, 'already-done').detail, /登录名/);
  isRefused(await open(inspector, firm.id, { name: '' }), 'invalid-input');
  await asOwner(service.databaseUrl, (owner) =>
    owner.query(`update organisation set closed_on = '2026-11-20' where id = '${firm.id}'`),
  );
  assert.match(isRefused(await open(inspector, firm.id), 'wrong-state').detail, /注销/);
});

test('two who open the first account at once: one does, the other is told', async () => {
  const firm = await registered(inspector);
  const leader = await service.client().signIn('leader');
  const answers = await Promise.all([
    open(inspector, firm.id, { name: '肖甲', login: 'xiaojia' }),
    open(leader, firm.id, { name: '肖乙', login: 'xiaoyi' }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((one, other) => one - other),
    [201, 409],
  );
  const late = answers.find(({ status }) => status === 409)!;
  assert.match(isRefused(late, 'already-done').detail, /已经有账号/);
  const [{ n } = { n: 0 }] = await service.context.database.asSystem('import', (tx) =>
    tx.rows<{ n: number }>('select count(*)::int as n from account where organisation_id = $1', [
      firm.id,
    ]),
  );
  assert.equal(n, 1);
});

test('a network trading platform is registered and gets its account as an enterprise does', async () => {
  const { business, ...platform } = firmOf({ kind: 'platform', name: '赣县区赣品网络科技公司' });
  const asked = await inspector.post('/api/organisations', { ...platform, business });
  assert.deepEqual(
    isRefused(asked, 'invalid-input').issues?.map(({ path }) => path),
    ['business'],
  );
  const { business: none, ...bare } = firmOf();
  assert.equal(none, business);
  const unasked = isRefused(await inspector.post('/api/organisations', bare), 'invalid-input');
  assert.match(unasked.issues?.[0]?.sentence ?? '', /生产、批发或者零售/);
  const made = await inspector.post<{ id: string }>('/api/organisations', platform);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const seen = await detailOf(inspector, made.body.id);
  assert.deepEqual(
    [seen.kind, seen.business, seen.confirmed, seen.hasAccount],
    ['platform', undefined, true, false],
  );
  const { status, body } = await open(inspector, seen.id, { name: '赖网', login: 'laiwang' });
  assert.equal(status, 201, JSON.stringify(body));
  const turned = await inspector.put(`/api/organisations/${seen.id}`, {
    ...platform,
    kind: 'enterprise',
  });
  assert.deepEqual(
    isRefused(turned, 'invalid-input').issues?.map(({ path }) => path),
    ['kind'],
  );
  const moved = { ...platform, phone: '0797-7654321' };
  const changed = await inspector.put<{ detail: string }>(`/api/organisations/${seen.id}`, moved);
  assert.equal(changed.status, 204, changed.body.detail);
  assert.equal((await detailOf(inspector, seen.id)).phone, '0797-7654321');
});
