import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem } from '#server/problem.ts';
import type { Me } from '#server/session/present.ts';
import { codeAt } from '#server/session/proof/totp.ts';
import { Secret } from 'otpauth';
import { seedPassword } from '../client.ts';
import type { Client } from '../client.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { noLaw, startServer } from '../service.ts';

const settings = { secondFactorFor: ['market-regulator'] } as const;
const service = await startServer({ after }, { law: noLaw, settings });
const { clock, context } = service;
const { database } = context;
let cast: Cast;
before(async () => {
  cast = await seedCast(database);
});

const url = '/api/me/second-factor';

let logins = 0;

/** A fresh person of the county regulator or of the works. */
async function somebody(from: 'countyRegulator' | 'works' = 'countyRegulator') {
  logins += 1;
  const organisation = cast.organisations[from];
  const login = `person${logins}`;
  await seedPerson(database, { login, name: '张三', organisation, posts: ['leader'] });
  return login;
}

/** An authenticator app. */
function appOf(secret: string) {
  const { bytes } = Secret.fromBase32(secret);
  return () => codeAt(bytes, clock.now());
}

/** Sets the second factor up. @returns the app. */
async function setUp(client: Client) {
  const started = await client.post<{ secret: string; uri: string; qr: string }>(url);
  assert.equal(started.status, 200);
  const app = appOf(started.body.secret);
  assert.equal((await client.post(`${url}/confirm`, { code: app() })).status, 204);
  clock.pass(1);
  return app;
}

function attempt(client: Client, login: string, code?: string, password: string = seedPassword) {
  return client.post<Problem>('/api/sign-in', { login, password, ...(code ? { code } : {}) });
}

test('a regulator must set a second factor up before anything else is allowed', async () => {
  const login = await somebody();
  const client = await service.client().signIn(login);
  const { body: me } = await client.get<Me>('/api/me');
  assert.deepEqual(me.secondFactor, { on: false, required: true });
  assert.equal(me.mustDo, 'set-up-second-factor');
  const refused = await client.get<Problem>('/api/keys');
  assert.equal(refused.body.code, 'second-factor');
  assert.match(refused.body.detail, /绑定身份验证器/);
  await setUp(client);
  assert.equal((await client.get('/api/keys')).status, 200);
  assert.equal((await client.get<Me>('/api/me')).body.mustDo, null);
});

test('an enterprise may do without one, and may have one', async () => {
  const login = await somebody('works');
  const client = await service.client().signIn(login);
  const { body: me } = await client.get<Me>('/api/me');
  assert.deepEqual(me.secondFactor, { on: false, required: false });
  assert.equal((await client.get('/api/keys')).status, 200);
  const app = await setUp(client);
  assert.equal((await attempt(service.client(), login)).body.code, 'second-factor');
  assert.equal((await attempt(service.client(), login, app())).status, 204);
});

test('the start shows a QR code and an address that names the login', async () => {
  const client = await service.client().signIn(await somebody());
  const { body } = await client.post<{ secret: string; uri: string; qr: string }>(url);
  assert.match(body.uri, /^otpauth:\/\/totp\/Sifang:person\d+\?/);
  assert.match(body.uri, new RegExp(`secret=${body.secret}`));
  assert.match(body.qr, /^<svg /);
});

test('the secret lies sealed in the database', async () => {
  const login = await somebody();
  const client = await service.client().signIn(login);
  const { body } = await client.post<{ secret: string }>(url);
  const secret = Buffer.from(Secret.fromBase32(body.secret).bytes);
  const [row] = await database.asSystem('session', (tx) =>
    tx.rows<{ totp_secret: Buffer }>('select totp_secret from account where login = $1', [login]),
  );
  assert.ok(row && row.totp_secret.length > secret.length);
  assert.equal(row.totp_secret.includes(secret), false);
});

test('a wrong code does not confirm, and an unconfirmed factor is not asked for', async () => {
  const login = await somebody();
  const client = await service.client().signIn(login);
  const { body } = await client.post<{ secret: string }>(url);
  const wrong = appOf(body.secret)() === '000000' ? '000001' : '000000';
  const refused = await client.post<Problem>(`${url}/confirm`, { code: wrong });
  assert.equal(refused.body.code, 'second-factor');
  assert.equal((await attempt(service.client(), login)).status, 204);
});

test('signing in asks for the code, refuses a wrong one and takes the right one', async () => {
  const login = await somebody();
  const app = await setUp(await service.client().signIn(login));
  const client = service.client();
  const asked = await attempt(client, login);
  assert.equal(asked.status, 401);
  assert.equal(asked.body.code, 'second-factor');
  const wrong = app() === '000000' ? '000001' : '000000';
  assert.equal((await attempt(client, login, wrong)).body.code, 'second-factor');
  const spaced = `${app().slice(0, 3)} ${app().slice(3)}`;
  assert.equal((await attempt(client, login, spaced)).status, 204);
  assert.equal((await client.get<Me>('/api/me')).body.mustDo, null);
});

test('with a wrong password the code is not even looked at', async () => {
  const login = await somebody();
  const app = await setUp(await service.client().signIn(login));
  const refused = await attempt(service.client(), login, app(), 'wrong');
  assert.equal(refused.body.code, 'wrong-credentials');
  assert.equal((await attempt(service.client(), login, app())).status, 204);
});

test('a code works once: overheard, it is worth nothing', async () => {
  const login = await somebody();
  const app = await setUp(await service.client().signIn(login));
  const code = app();
  assert.equal((await attempt(service.client(), login, code)).status, 204);
  const replayed = await attempt(service.client(), login, code);
  assert.equal(replayed.body.code, 'second-factor');
  assert.match(replayed.body.detail, /已经使用/);
});

test('of four sign-ins at once with one code, one gets in', async () => {
  const login = await somebody();
  const app = await setUp(await service.client().signIn(login));
  const code = app();
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => attempt(service.client(), login, code)),
  );
  assert.equal(answers.filter(({ status }) => status === 204).length, 1);
});

test('a code older or newer than half a minute does not fit', async () => {
  const login = await somebody();
  const app = await setUp(await service.client().signIn(login));
  const old = app();
  clock.pass(2);
  assert.equal((await attempt(service.client(), login, old)).body.code, 'second-factor');
});

test('guessing codes with a known password locks the login', async () => {
  const login = await somebody();
  const app = await setUp(await service.client().signIn(login));
  for (let count = 1; count <= 5; count += 1) {
    const wrong = app() === '000000' ? '000001' : '000000';
    await attempt(service.client(), login, wrong);
    // Asking in between does not wipe the failures out.
    if (count < 5) await attempt(service.client(), login);
  }
  const locked = await attempt(service.client(), login, app());
  assert.equal(locked.body.code, 'locked-out');
  clock.pass(15);
  assert.equal((await attempt(service.client(), login, app())).status, 204);
});

test('setting the factor up ends the sessions that were opened without it', async () => {
  const login = await somebody();
  const other = await service.client().signIn(login);
  const client = await service.client().signIn(login);
  await setUp(client);
  assert.equal((await other.get('/api/me')).status, 401);
  assert.equal((await client.get('/api/me')).status, 200);
});

test('a second factor cannot be replaced by whoever sits at the open session', async () => {
  const client = await service.client().signIn(await somebody());
  await setUp(client);
  assert.equal((await client.post<Problem>(url)).body.code, 'already-done');
  const refused = await client.delete<Problem>(url, { password: 'wrong' });
  assert.equal(refused.body.code, 'wrong-credentials');
  assert.equal((await client.get<Me>('/api/me')).body.secondFactor.on, true);
});

test('given up with the password, it has to be set up anew where it is required', async () => {
  const client = await service.client().signIn(await somebody());
  await setUp(client);
  assert.equal((await client.delete(url, { password: seedPassword })).status, 204);
  assert.equal((await client.get<Me>('/api/me')).body.mustDo, 'set-up-second-factor');
  assert.equal((await client.get<Problem>('/api/keys')).body.code, 'second-factor');
});
