import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem } from '#server/problem.ts';
import { forgetAccount } from '#server/session/identify.ts';
import type { Key, Me } from '#server/session/present.ts';
import { seedPassword } from '../client.ts';
import type { Client } from '../client.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { noLaw, startServer } from '../service.ts';

const service = await startServer({ after }, { law: noLaw });
const { clock, context } = service;
let cast: Cast;
before(async () => {
  cast = await seedCast(context.database);
});

interface NewKey {
  readonly id: string;
  readonly key: string;
  readonly expiresAt: string;
}

async function makeKey(client: Client, name = '生产执行系统', days = 30): Promise<NewKey> {
  const { status, body } = await client.post<NewKey>('/api/keys', { name, days });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

/** A program of the enterprise. */
function program({ key }: { key: string }): Client {
  return service.client({ authorization: `Bearer ${key}` });
}

test('the owner makes a key, and her system acts in her name', async () => {
  const client = await service.client().signIn('principal');
  const made = await makeKey(client);
  assert.match(made.key, /^sfk_[\w-]{43}$/);
  const { status, body: me } = await program(made).get<Me>('/api/me');
  assert.equal(status, 200);
  assert.equal(me.by, 'api-key');
  assert.equal(me.account.login, 'principal');
  assert.deepEqual(
    me.posts.map(({ id }) => id),
    ['principal'],
  );
});

test('the list shows keys of the own organisation and never the key itself', async () => {
  const client = await service.client().signIn('principal');
  const made = await makeKey(client, '仓储系统');
  await program(made).get('/api/me');
  const listed = await client.get<Key[]>('/api/keys');
  const found = listed.body.find(({ id }) => id === made.id);
  assert.equal(found?.name, '仓储系统');
  assert.equal(found.account.name, '曾广源');
  assert.equal(found.lastUsedAt, clock.now());
  assert.equal(JSON.stringify(listed.body).includes(made.key), false);
  const shop = await service.client().signIn('shopkeeper');
  assert.deepEqual((await shop.get<Key[]>('/api/keys')).body, []);
  assert.equal((await shop.delete(`/api/keys/${made.id}`)).status, 404);
});

test('an officer may not make, list or revoke keys', async () => {
  const client = await service.client().signIn('officer');
  const refused = await client.post<Problem>('/api/keys', { name: '系统', days: 1 });
  assert.equal(refused.status, 403);
  assert.match(refused.body.detail, /主要负责人/);
  assert.equal((await client.get('/api/keys')).status, 403);
});

test('a key lives for a year at most', async () => {
  const client = await service.client().signIn('principal');
  const refused = await client.post<Problem>('/api/keys', { name: '系统', days: 366 });
  assert.equal(refused.status, 422);
  assert.equal(refused.body.issues?.[0]?.sentence, '有效期最长365天');
});

test('a key dies on its day', async () => {
  const client = await service.client().signIn('principal');
  const made = await makeKey(client, '一日密钥', 1);
  clock.pass(24 * 60 - 1);
  assert.equal((await program(made).get('/api/me')).status, 200);
  clock.pass(1);
  assert.equal((await program(made).get('/api/me')).status, 401);
});

test('a revoked key is refused at once', async () => {
  const client = await service.client().signIn('principal');
  const made = await makeKey(client);
  assert.equal((await program(made).get('/api/me')).status, 200);
  assert.equal((await client.delete(`/api/keys/${made.id}`)).status, 204);
  assert.equal((await program(made).get('/api/me')).status, 401);
});

test('a key cannot make keys, change the password or set up a second factor', async () => {
  const client = await service.client().signIn('principal');
  const machine = program(await makeKey(client));
  const body = { old: seedPassword, new: '章贡合流为赣 1129' };
  for (const [path, sent] of [
    ['/api/keys', { name: '系统', days: 1 }],
    ['/api/me/password', body],
    ['/api/me/second-factor', undefined],
  ] as const) {
    const refused = await machine.post<Problem>(path, sent);
    assert.equal(refused.status, 403, path);
    assert.match(refused.body.detail, /接口密钥/);
  }
});

test('a wrong key is refused, also beside a good cookie', async () => {
  const client = await service.client().signIn('principal');
  const headers = { authorization: `Bearer sfk_${'A'.repeat(43)}` };
  assert.equal((await client.get('/api/me', { headers })).status, 401);
  assert.equal((await client.get('/api/me')).status, 200);
});

test('a key goes with the posts and the account of the one who made it', async () => {
  const client = await service.client().signIn('shopkeeper');
  const made = await makeKey(client);
  const { id } = cast.people.shopkeeper;
  const posts = async () => {
    forgetAccount(id);
    const { body } = await program(made).get<Me>('/api/me');
    return body.posts.map(({ standing }) => standing);
  };
  assert.deepEqual(await posts(), ['valid']);
  await context.database.asSystem('import', (tx) =>
    tx.rows("update appointment set ended_on = '2026-11-20' where account_id = $1", [id]),
  );
  assert.deepEqual(await posts(), ['not-held']);
  await context.database.asSystem('session', (tx) =>
    tx.rows('update account set disabled_at = $2 where id = $1', [id, clock.now()]),
  );
  forgetAccount(id);
  assert.equal((await program(made).get('/api/me')).status, 401);
});

test('an organisation has twenty living keys at most', async () => {
  const client = await service.client().signIn('leader');
  for (let count = 1; count <= 20; count += 1) await makeKey(client, `系统${count}`);
  const refused = await client.post<Problem>('/api/keys', { name: '系统21', days: 1 });
  assert.equal(refused.body.code, 'condition-unmet');
});
