import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem } from '#server/problem.ts';
import type { Me } from '#server/session/present.ts';
import { forgetAccount } from '#server/session/identify.ts';
import { seedPassword } from '../client.ts';
import type { Client } from '../client.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { noLaw, startServer } from '../service.ts';

const service = await startServer({ after }, { law: noLaw });
const { clock, context } = service;
let cast: Cast;
before(async () => {
  cast = await seedCast(context.database);
});

const wanted = '章贡合流为赣 1129';
let logins = 0;

async function somebody() {
  logins += 1;
  const organisation = cast.organisations.works;
  const login = `person${logins}`;
  return seedPerson(context.database, { login, name: '张三', organisation, posts: ['principal'] });
}

function change(client: Client, next: string, old: string = seedPassword) {
  return client.post<Problem>('/api/me/password', { old, new: next });
}

test('a changed password signs in, the old one no longer', async () => {
  const { login } = await somebody();
  const client = await service.client().signIn(login);
  assert.equal((await change(client, wanted)).status, 204);
  await service.client().signIn(login, wanted);
  const old = await service.client().post('/api/sign-in', { login, password: seedPassword });
  assert.equal(old.status, 401);
});

test('changing it ends the other sessions and renews the token of this one', async () => {
  const { login } = await somebody();
  const other = await service.client().signIn(login);
  const client = await service.client().signIn(login);
  assert.equal((await other.get('/api/me')).status, 200);
  const before = client.cookies.get('sifang_session');
  await change(client, wanted);
  assert.notEqual(client.cookies.get('sifang_session'), before);
  assert.equal((await client.get('/api/me')).status, 200);
  assert.equal((await other.get('/api/me')).status, 401);
  other.cookies.set('sifang_session', before ?? '');
  assert.equal((await other.get('/api/me')).status, 401);
});

test('weak passwords are refused, each weakness with its sentence', async () => {
  const { login } = await somebody();
  const client = await service.client().signIn(login);
  const sentences = async (password: string) => {
    const { status, body } = await change(client, password);
    assert.equal(status, 422);
    return body.issues?.map(({ sentence }) => sentence);
  };
  assert.deepEqual(await sentences('短密码12'), ['新密码至少10个字符。']);
  assert.deepEqual(await sentences('aaaaaaaaaaaa'), ['新密码至少使用5种不同的字符。']);
  assert.deepEqual(await sentences(`${login}!2026 x`), ['新密码不得包含登录名。']);
  assert.deepEqual(await sentences(seedPassword), ['新密码不得与原密码相同。']);
  assert.deepEqual(await sentences('0123456789'.repeat(13)), ['新密码最多128个字符。']);
});

test('an open session does not help to guess the old password', async () => {
  const { login } = await somebody();
  const client = await service.client().signIn(login);
  for (let count = 1; count <= 5; count += 1) {
    assert.equal((await change(client, wanted, 'wrong')).status, 401);
  }
  assert.equal((await change(client, wanted)).body.code, 'locked-out');
  clock.pass(15);
  assert.equal((await change(client, wanted)).status, 204);
});

test('who signs in with a one-time password must change it first', async () => {
  const { id, login } = await somebody();
  await context.database.asSystem('session', (tx) =>
    tx.rows('update account set must_change_password = true where id = $1', [id]),
  );
  forgetAccount(id);
  const client = await service.client().signIn(login);
  assert.equal((await client.get<Me>('/api/me')).body.mustDo, 'change-password');
  const refused = await client.get<Problem>('/api/keys');
  assert.equal(refused.status, 403);
  assert.match(refused.body.detail, /先修改密码/);
  assert.equal((await client.post('/api/me/second-factor')).status, 403);
  assert.equal((await change(client, wanted)).status, 204);
  assert.equal((await client.get('/api/keys')).status, 200);
});
