import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Problem } from '#server/problem.ts';
import { sweepSessions } from '#server/session/routes.ts';
import { forgetAccount } from '#server/session/identify.ts';
import type { Me } from '#server/session/present.ts';
import { seedPassword } from '../client.ts';
import type { Client } from '../client.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { noLaw, startServer } from '../service.ts';

const service = await startServer({ after }, { law: noLaw });
const { clock, context } = service;
const { database } = context;
let cast: Cast;
before(async () => {
  cast = await seedCast(database);
});

let logins = 0;

/** A fresh person of the works, so that locks of one test do not reach the next. */
async function somebody(own: { organisation?: { id: string } } = {}) {
  logins += 1;
  const organisation = own.organisation ?? cast.organisations.works;
  return seedPerson(database, { login: `person${logins}`, name: '张三', organisation });
}

function attempt(client: Client, login: string, password: string) {
  return client.post<Problem>('/api/sign-in', { login, password });
}

async function outcomesOf(login: string): Promise<string[]> {
  const rows = await database.asSystem('session', (tx) =>
    tx.rows<{ outcome: string }>('select outcome from sign_in_event where login = $1 order by id', [
      login,
    ]),
  );
  return rows.map(({ outcome }) => outcome);
}

test('an officer signs in and reads who she is, where and in which post', async () => {
  const client = await service.client().signIn('officer');
  const { status, body: me } = await client.get<Me>('/api/me');
  assert.equal(status, 200);
  assert.equal(me.account.name, '刘建平');
  assert.equal(me.organisation?.name, '赣州贡江水泥有限公司');
  assert.equal(me.organisation.region.name, '江西省赣州市赣县区');
  assert.deepEqual(me.party, { id: 'enterprise', title: '企业主体责任' });
  assert.deepEqual(
    me.posts.map(({ title, standing }) => [title, standing]),
    [['质量安全员', 'valid']],
  );
  assert.equal(me.mustDo, null);
  assert.deepEqual(await outcomesOf('officer'), ['signed-in']);
});

test('the answer tells the server’s time, by which the screens count', async () => {
  const client = await service.client().signIn('officer');
  const asked = clock.now();
  assert.equal((await client.get<Me>('/api/me')).body.now, asked);
  clock.pass(1);
  assert.equal((await client.get<Me>('/api/me')).body.now, clock.now());
});

test('a citizen without an organisation signs in for the public', async () => {
  const client = await service.client().signIn(' Citizen ');
  const { body: me } = await client.get<Me>('/api/me');
  assert.equal(me.organisation, null);
  assert.equal(me.party.id, 'public');
});

test('nobody is let in without a session', async () => {
  const answer = await service.client().get<Problem>('/api/me');
  assert.equal(answer.status, 401);
  assert.equal(answer.body.code, 'not-signed-in');
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
});

test('a wrong password and an unknown login are refused in the same words', async () => {
  const { login } = await somebody();
  const client = service.client();
  const wrong = await attempt(client, login, 'not the password');
  const unknown = await attempt(client, 'nobody.at.all', 'not the password');
  assert.equal(wrong.status, 401);
  assert.equal(wrong.body.code, 'wrong-credentials');
  assert.equal(unknown.status, 401);
  assert.equal(unknown.body.detail, wrong.body.detail);
});

test('a missing password is a matter of the form, not of the lock', async () => {
  const answer = await service.client().post<Problem>('/api/sign-in', { login: 'officer' });
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.body.issues, [{ path: 'password', sentence: '请输入密码' }]);
});

test('an unknown login takes as long as a wrong password', async () => {
  const people = await Promise.all(Array.from({ length: 7 }, () => somebody()));
  const client = service.client();
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  // In turns, and the shortest of each: what else the machine does lengthens some of them and shortens none.
  const known: number[] = [];
  const unknown: number[] = [];
  const bare: number[] = [];
  for (const [index, { login }] of people.entries()) {
    known.push(await timed(() => attempt(client, login, 'not the password')));
    unknown.push(await timed(() => attempt(client, `ghost${index}`, 'not the password')));
    bare.push(await timed(() => client.get('/api/sign-in')));
  }
  const rest = Math.min(...bare);
  const [wrong, ghost] = [Math.min(...known) - rest, Math.min(...unknown) - rest];
  assert.ok(ghost > wrong / 2, `${ghost} ms against ${wrong} ms`);
});

test('five wrong passwords lock the login for 15 minutes, the right one included', async () => {
  const { login } = await somebody();
  const client = service.client();
  for (let count = 1; count <= 5; count += 1) {
    assert.equal((await attempt(client, login, `wrong ${count}`)).status, 401);
  }
  const locked = await attempt(client, login, seedPassword);
  assert.equal(locked.status, 423);
  assert.equal(locked.body.code, 'locked-out');
  assert.match(locked.body.detail, /15分钟/);
  clock.pass(14);
  assert.equal((await attempt(client, login, seedPassword)).status, 423);
  clock.pass(1);
  assert.equal((await attempt(client, login, seedPassword)).status, 204);
});

test('each further lock takes twice as long, and a sign-in starts afresh', async () => {
  const { login } = await somebody();
  const client = service.client();
  const failFiveTimes = async () => {
    for (let count = 1; count <= 5; count += 1) await attempt(client, login, 'wrong');
    return (await attempt(client, login, seedPassword)).body.detail;
  };
  assert.match(await failFiveTimes(), /15分钟/);
  clock.pass(15);
  assert.match(await failFiveTimes(), /30分钟/);
  clock.pass(30);
  await client.signIn(login);
  assert.match(await failFiveTimes(), /15分钟/);
});

test('an unknown login is locked like a known one', async () => {
  const client = service.client();
  for (let count = 1; count <= 5; count += 1) await attempt(client, 'ghost.locked', 'wrong');
  const locked = await attempt(client, 'ghost.locked', 'wrong');
  assert.equal(locked.status, 423);
  clock.pass(15);
  assert.equal((await attempt(client, 'ghost.locked', 'wrong')).status, 401);
});

test('twenty guesses sent at once try five passwords, not twenty', async () => {
  const { login } = await somebody();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => attempt(service.client(), login, `guess ${index}`)),
  );
  const compared = answers.filter(({ status }) => status === 401);
  assert.equal(compared.length, 5);
});

test('an address may try thirty times in a minute, whatever the logins', async () => {
  const client = service.client();
  const statuses: number[] = [];
  for (let count = 1; count <= 31; count += 1) {
    statuses.push((await attempt(client, '', '')).status);
  }
  assert.equal(statuses.at(-2), 422);
  assert.equal(statuses.at(-1), 429);
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const client = service.client();
  const { headers } = await attempt(client, 'officer', seedPassword);
  const [cookie = ''] = headers.getSetCookie();
  assert.match(cookie, /^sifang_session=[\w-]{43};/);
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);
  assert.match(cookie, /Path=\//);
  assert.match(cookie, /Max-Age=43200/);
  assert.doesNotMatch(cookie, /Domain=/);
});

test('the database holds a hash of the token only', async () => {
  const client = await service.client().signIn('officer');
  const token = client.cookies.get('sifang_session') ?? '';
  const [found] = await database.asSystem('session', (tx) =>
    tx.rows<{ n: number }>(
      `select count(*)::int as n from session where token_hash = sha256($1::bytea)`,
      [Buffer.from(token)],
    ),
  );
  assert.equal(found?.n, 1);
});

test('signing in again ends the session that the browser had', async () => {
  const client = await service.client().signIn('officer');
  const old = service.client();
  old.cookies.set('sifang_session', client.cookies.get('sifang_session') ?? '');
  assert.equal((await old.get('/api/me')).status, 200);
  await client.signIn('officer');
  assert.equal((await old.get('/api/me')).status, 401);
  assert.equal((await client.get('/api/me')).status, 200);
});

test('signing out ends the session on the server, not just in the browser', async () => {
  const client = await service.client().signIn('officer');
  const thief = service.client();
  thief.cookies.set('sifang_session', client.cookies.get('sifang_session') ?? '');
  assert.equal((await thief.get('/api/me')).status, 200);
  assert.equal((await client.post('/api/sign-out')).status, 204);
  assert.equal(client.cookies.size, 0);
  assert.equal((await thief.get('/api/me')).status, 401);
});

test('a session ends two hours after the last request', async () => {
  const client = await service.client().signIn('officer');
  clock.pass(119);
  assert.equal((await client.get('/api/me')).status, 200);
  clock.pass(119);
  assert.equal((await client.get('/api/me')).status, 200);
  clock.pass(120);
  assert.equal((await client.get('/api/me')).status, 401);
});

test('a session ends twelve hours after signing in, however busy, and is then swept', async () => {
  const client = await service.client().signIn('officer');
  for (let hour = 1; hour < 12; hour += 1) {
    clock.pass(60);
    assert.equal((await client.get('/api/me')).status, 200);
  }
  clock.pass(60);
  assert.equal((await client.get('/api/me')).status, 401);
  assert.ok((await sweepSessions(context)) >= 1);
  assert.equal(await sweepSessions(context), 0);
});

test('a disabled account loses its sessions and cannot sign in', async () => {
  const { id, login } = await somebody();
  const client = await service.client().signIn(login);
  await database.asSystem('session', (tx) =>
    tx.rows('update account set disabled_at = $2 where id = $1', [id, clock.now()]),
  );
  forgetAccount(id);
  assert.equal((await client.get('/api/me')).status, 401);
  const refused = await attempt(client, login, seedPassword);
  assert.equal(refused.status, 403);
  assert.match(refused.body.detail, /停用/);
  assert.equal((await attempt(client, login, 'wrong')).body.code, 'wrong-credentials');
  assert.deepEqual(await outcomesOf(login), ['signed-in', 'disabled', 'wrong-credentials']);
});

test('a post lapses with its qualification and ends with its appointment', async () => {
  const organisation = cast.organisations.works;
  const own = { name: '李四', organisation, posts: ['quality-safety-officer'] } as const;
  const day = dayOf(clock.now());
  await seedPerson(database, { ...own, login: 'until.today', qualifiedUntil: day });
  await seedPerson(database, { ...own, login: 'lapsed', qualifiedUntil: '2026-06-30' });
  await seedPerson(database, { ...own, login: 'former', until: '2026-06-30' });
  await seedPerson(database, { ...own, login: 'future', from: '2027-01-01' });
  const standing = async (login: string) => {
    const client = await service.client().signIn(login);
    return (await client.get<Me>('/api/me')).body.posts.map((post) => post.standing);
  };
  assert.deepEqual(await standing('until.today'), ['valid']);
  assert.deepEqual(await standing('lapsed'), ['lapsed']);
  assert.deepEqual(await standing('former'), ['not-held']);
  assert.deepEqual(await standing('future'), ['not-held']);
});

test('another site cannot act with the cookie', async () => {
  const client = await service.client().signIn('officer');
  const headers = { origin: 'https://elsewhere.example' };
  const refused = await client.post<Problem>('/api/sign-out', undefined, { headers });
  assert.equal(refused.status, 403);
  assert.equal((await client.get('/api/me')).status, 200);
  const own = { origin: service.baseUrl };
  assert.equal((await client.post('/api/sign-out', undefined, { headers: own })).status, 204);
});
