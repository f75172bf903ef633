import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Me } from '#server/session/present.ts';
import { adminOf, passwordIn } from '../admin.ts';
import { seedPassword } from '../client.ts';
import { seedOrganisation, seedPerson } from '../seed.ts';
import { noLaw, startServer } from '../service.ts';

// The command's clock is the system's, and so is this server's.
const service = await startServer({ after }, { law: noLaw, now: new Date().toISOString() });
const { database } = service.context;
const admin = adminOf(service);

const creditCode = '113600000145000177';

function create(login: string, ...more: string[]) {
  return admin(
    'create-administrator',
    `--login=${login}`,
    '--name=陈国栋',
    `--credit-code=${creditCode}`,
    '--organisation=江西省市场监督管理局',
    ...more,
  );
}

test('the first administrator of an empty database signs in and has to change the password', async () => {
  const { code, out, err } = await create('administrator');
  assert.equal(code, 0, err);
  const client = await service.client().signIn('administrator', passwordIn(out));
  const { body: me } = await client.get<Me>('/api/me');
  assert.equal(me.mustDo, 'change-password');
  assert.equal(me.organisation?.name, '江西省市场监督管理局');
  assert.equal(me.organisation.level?.id, 'province');
  assert.deepEqual(
    me.posts.map(({ id, standing }) => [id, standing]),
    [['administrator', 'valid']],
  );
});

test('a second administrator joins the organisation of the same credit code', async () => {
  assert.equal((await create('second')).code, 0);
  const rows = await database.asSystem('session', (tx) => tx.rows('select from organisation'));
  assert.equal(rows.length, 1);
});

test('it refuses a login in use, a wrong credit code, an unknown division and another body', async () => {
  assert.match((await create('second')).err, /已被使用/);
  assert.match((await create('third', '--credit-code', '113600000145000178')).err, /信用代码有误/);
  assert.match((await create('third', '--region', '110000')).err, /没有代码为110000/);
  assert.match((await create('Third!')).err, /登录名由/);
  const firm = { kind: 'enterprise', name: '信丰水泥厂', region: 360_000 } as const;
  const { creditCode: other } = await seedOrganisation(database, firm);
  const refused = await create('third', '--credit-code', other);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /不是市场监管部门/);
});

test('a reset password is random, works once for a change and ends the sessions', async () => {
  const { login } = await seedPerson(database, { login: 'forgetful', name: '张三' });
  const client = await service.client().signIn(login);
  const { out } = await admin('reset-password', login);
  assert.equal((await client.get('/api/me')).status, 401);
  assert.equal((await client.post('/api/sign-in', { login, password: seedPassword })).status, 401);
  await client.signIn(login, passwordIn(out));
  assert.equal((await client.get<Me>('/api/me')).body.mustDo, 'change-password');
  assert.notEqual(passwordIn((await admin('reset-password', login)).out), passwordIn(out));
});

test('an unlocked login may try again', async () => {
  const { login } = await seedPerson(database, { login: 'locked', name: '张三' });
  const client = service.client();
  for (let count = 1; count <= 5; count += 1) {
    await client.post('/api/sign-in', { login, password: 'wrong' });
  }
  assert.equal((await client.post('/api/sign-in', { login, password: 'wrong' })).status, 423);
  assert.equal((await admin('unlock', login)).code, 0);
  await client.signIn(login);
});

test('a disabled account is out, and back when enabled', async () => {
  const { login } = await seedPerson(database, { login: 'leaver', name: '张三' });
  const client = await service.client().signIn(login);
  assert.equal((await client.get('/api/me')).status, 200);
  await admin('disable', login);
  assert.equal((await client.get('/api/me')).status, 401);
  const password = seedPassword;
  assert.equal((await client.post('/api/sign-in', { login, password })).status, 403);
  await admin('enable', login);
  await client.signIn(login);
});

test('a link to the identity provider is kept, and what was done is written down', async () => {
  const { login } = await seedPerson(database, { login: 'linked', name: '张三' });
  const { code } = await admin('link-oidc', login, 'https://id.example', 'jx-1');
  assert.equal(code, 0);
  const rows = await database.asSystem('session', (tx) =>
    tx.rows(
      `select a.oidc_issuer, a.oidc_subject, e.outcome, e.address
        from account a join sign_in_event e using (login) where login = $1`,
      [login],
    ),
  );
  assert.deepEqual(rows, [
    {
      oidc_issuer: 'https://id.example',
      oidc_subject: 'jx-1',
      outcome: 'provider-linked',
      address: 'command line',
    },
  ]);
});

test('a wrong command shows the usage, an unknown login is refused', async () => {
  const wrong = await admin('promote', 'somebody');
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /用法/);
  assert.equal((await admin('unlock')).code, 2);
  assert.equal((await admin('unlock', '--unknown')).code, 2);
  const refused = await admin('unlock', 'nobody');
  assert.equal(refused.code, 1);
  assert.match(refused.err, /没有登录名为nobody/);
});
