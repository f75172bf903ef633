import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret } from 'otpauth';
import type { Problem } from '#server/problem.ts';
import { forgetAccount } from '#server/session/identify.ts';
import type { Me } from '#server/session/present.ts';
import { codeAt } from '#server/session/proof/totp.ts';
import type { Client } from '../client.ts';
import { startIdentityProvider } from '../identity-provider.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { noLaw, startServer } from '../service.ts';

const provider = await startIdentityProvider({ after });
const { issuer, clientId, clientSecret } = provider;
const service = await startServer(
  { after },
  { law: noLaw, settings: { oidc: { issuer, clientId, clientSecret } } },
);
provider.redirectUri = `${service.baseUrl}/api/oidc/callback`;
const { clock, context } = service;
let cast: Cast;
before(async () => {
  cast = await seedCast(context.database);
});

async function link(account: string, subject: string) {
  await context.database.asSystem('session', (tx) =>
    tx.rows('update account set oidc_issuer = $2, oidc_subject = $3 where id = $1', [
      account,
      issuer,
      subject,
    ]),
  );
}

/** Goes to the provider, signs on there and stands before our door again. @returns where the provider sent us. */
async function goAndComeBack(
  client: Client,
  person: string | undefined,
  next = '',
): Promise<string> {
  provider.person = person;
  const start = await client.get(`/api/oidc/start${next}`);
  assert.equal(start.status, 303);
  const back = await provider.signOn(start.headers.get('location') ?? '');
  return back.pathname + back.search;
}

test('the sign-in page learns that the provider is there', async () => {
  const { body } = await service.client().get('/api/sign-in');
  assert.deepEqual(body, { provider: true, demo: false });
});

test('a linked person signs in with the province and lands in the workbench', async () => {
  await link(cast.people.leader.id, 'jx-0001');
  const client = service.client();
  const answer = await client.get(await goAndComeBack(client, 'jx-0001'));
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), '/app/');
  const { body: me } = await client.get<Me>('/api/me');
  assert.equal(me.account.login, 'leader');
  assert.equal(me.mustDo, null);
  assert.equal(client.cookies.has('sifang_oidc'), false);
});

test('who asked for a page comes back to that page, on the phone too', async () => {
  for (const page of ['/app/books/incoming-inspection?q=%E6%B0%B4%E6%B3%A5&page=2', '/phone/']) {
    const client = service.client();
    const next = `?next=${encodeURIComponent(page)}`;
    const answer = await client.get(await goAndComeBack(client, 'jx-0001', next));
    assert.equal(answer.headers.get('location'), page);
    assert.equal((await client.get<Me>('/api/me')).body.account.login, 'leader');
  }
});

test('a sign-in that would lead to another site is refused before anybody goes to the provider', async () => {
  for (const next of [
    'https://elsewhere.example/app/',
    '//elsewhere.example/app/',
    '/\\elsewhere.example/app/',
    '/app/..//elsewhere.example/',
    '/api/keys',
  ]) {
    const client = service.client();
    const answer = await client.get<string>(`/api/oidc/start?next=${encodeURIComponent(next)}`);
    assert.equal(answer.status, 422, next);
    assert.equal(answer.headers.get('location'), null);
    assert.match(answer.body, /不属于本平台/);
    assert.equal(client.cookies.size, 0);
  }
});

test('the page to go to is sealed: what is added to the answer of the provider changes nothing', async () => {
  const client = service.client();
  const back = await goAndComeBack(client, 'jx-0001', '?next=/app/account');
  const answer = await client.get(
    `${back}&next=https://elsewhere.example/&landing=//elsewhere.example`,
  );
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('location'), '/app/account');
});

test('the way to the provider carries PKCE, state and nonce', async () => {
  const { headers } = await service.client().get('/api/oidc/start');
  const { searchParams } = new URL(headers.get('location') ?? '');
  assert.equal(searchParams.get('code_challenge_method'), 'S256');
  for (const name of ['code_challenge', 'state', 'nonce']) {
    assert.ok((searchParams.get(name) ?? '').length >= 43, name);
  }
});

test('a person whom nobody linked is refused with a sentence, and no account appears', async () => {
  const client = service.client();
  const answer = await client.get<string>(await goAndComeBack(client, '<b>stranger</b>'));
  assert.equal(answer.status, 403);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(answer.body, /尚未关联本平台账号/);
  assert.doesNotMatch(answer.body, /<b>/);
  assert.equal(client.cookies.has('sifang_session'), false);
});

test('a subject that equals a login opens nothing', async () => {
  const client = service.client();
  const answer = await client.get(await goAndComeBack(client, 'principal'));
  assert.equal(answer.status, 403);
});

test('the same subject of another issuer opens nothing', async () => {
  const { id } = await seedPerson(context.database, { login: 'elsewhere', name: '张三' });
  await context.database.asSystem('session', (tx) =>
    tx.rows(
      "update account set oidc_issuer = 'https://other.example', oidc_subject = 'x1' where id = $1",
      [id],
    ),
  );
  const client = service.client();
  assert.equal((await client.get(await goAndComeBack(client, 'x1'))).status, 403);
});

test('an answer with another state is refused: it belongs to another browser', async () => {
  const victim = service.client();
  await victim.get('/api/oidc/start');
  const attacker = service.client();
  const back = await goAndComeBack(attacker, 'jx-0001');
  const refused = await victim.get<string>(back);
  assert.equal(refused.status, 401);
  assert.match(refused.body, /重新开始/);
  assert.equal(victim.cookies.has('sifang_session'), false);
});

test('an answer without a journey is refused', async () => {
  const client = service.client();
  const back = await goAndComeBack(client, 'jx-0001');
  assert.equal((await service.client().get(back)).status, 401);
  client.cookies.set('sifang_oidc', 'AAAA');
  assert.equal((await client.get(back)).status, 401);
});

test('an answer works once', async () => {
  const client = service.client();
  const journey = (await client.get('/api/oidc/start')).headers;
  const cookie = client.cookies.get('sifang_oidc') ?? '';
  provider.person = 'jx-0001';
  const back = await provider.signOn(journey.get('location') ?? '');
  assert.equal((await client.get(back.pathname + back.search)).status, 303);
  const again = service.client();
  again.cookies.set('sifang_oidc', cookie);
  assert.equal((await again.get(back.pathname + back.search)).status, 401);
});

test('who turns away at the provider is told so', async () => {
  const client = service.client();
  const answer = await client.get<string>(await goAndComeBack(client, undefined));
  assert.equal(answer.status, 401);
  assert.match(answer.body, /统一身份认证没有通过/);
});

test('a disabled account stays out, whatever the provider says', async () => {
  const { id } = await seedPerson(context.database, { login: 'disabled', name: '张三' });
  await link(id, 'jx-0002');
  await context.database.asSystem('session', (tx) =>
    tx.rows('update account set disabled_at = $2 where id = $1', [id, clock.now()]),
  );
  const client = service.client();
  const answer = await client.get<string>(await goAndComeBack(client, 'jx-0002'));
  assert.equal(answer.status, 403);
  assert.match(answer.body, /停用/);
});

test('the second factor of an account is asked for also after the provider', async () => {
  const { id, login } = cast.people.reviewer;
  await link(id, 'jx-0003');
  const own = await service.client().signIn(login);
  const { body } = await own.post<{ secret: string }>('/api/me/second-factor');
  const { bytes } = Secret.fromBase32(body.secret);
  const code = () => codeAt(bytes, clock.now());
  await own.post('/api/me/second-factor/confirm', { code: code() });
  clock.pass(1);
  forgetAccount(id);

  const client = service.client();
  await client.get(await goAndComeBack(client, 'jx-0003'));
  assert.equal((await client.get<Me>('/api/me')).body.mustDo, 'give-second-factor');
  assert.equal((await client.get<Problem>('/api/keys')).body.code, 'second-factor');
  const wrong = code() === '000000' ? '000001' : '000000';
  const url = '/api/me/second-factor/code';
  assert.equal((await client.post(url, { code: wrong })).status, 401);
  assert.equal((await client.post(url, { code: code() })).status, 204);
  assert.equal((await client.get<Me>('/api/me')).body.mustDo, null);
});

test('signing on again does not wipe wrong codes out', async () => {
  clock.pass(1);
  const client = service.client();
  const statuses: number[] = [];
  for (let count = 1; count <= 6; count += 1) {
    await client.get(await goAndComeBack(client, 'jx-0003'));
    const answer = await client.post('/api/me/second-factor/code', { code: '123456' });
    statuses.push(answer.status);
  }
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 423]);
});
