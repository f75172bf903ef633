import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { creditCodeCheckDigit } from '#kernel/credit-code.ts';
import type { PresentedNotice } from '#server/notices/present.ts';
import type { OrganisationDetail, OrganisationSummary } from '#server/registry/present.ts';
import type { Problem } from '#server/problem.ts';
import type { Client } from '../client.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { isRefused } from './submission-scene.ts';

const service = await startServer({ after });
const visitor = service.client();
let cast: Cast;
let inspector: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  inspector = await service.client().signIn('inspector');
});

const first17 = '91360704MAE000001';
const enterprise = {
  name: '赣县区新办水泥制品厂',
  creditCode: first17 + creditCodeCheckDigit(first17),
  region: 360_704,
  business: 'producer',
  headcount: 30,
  productClasses: ['cement'],
};
const principal = { name: '赖新民', login: 'laixinmin', password: 'hetang-yuese-2026' };

function register(change: { enterprise?: object; principal?: object } = {}) {
  return visitor.post<{ id: string } & Problem>('/api/registrations', {
    enterprise: { ...enterprise, ...change.enterprise },
    principal: { ...principal, ...change.principal },
  });
}

async function waiting(client: Client): Promise<readonly OrganisationSummary[]> {
  const { body } = await client.get<{ organisations: OrganisationSummary[] }>(
    '/api/organisations?kind=enterprise&unconfirmed=true',
  );
  return body.organisations;
}

test('an enterprise registers itself, is told what it lacks, works at once and waits to be confirmed', async () => {
  const wrong = await register({
    enterprise: { creditCode: `${first17}${enterprise.creditCode.endsWith('A') ? 'B' : 'A'}` },
    principal: { password: '12345' },
  });
  const { issues = [] } = isRefused(wrong, 'invalid-input');
  assert.deepEqual(
    issues.map(({ path }) => path),
    ['enterprise.creditCode', 'principal.password'],
  );
  const unknown = await register({ enterprise: { employees: 30, annualRevenue: 1 } });
  assert.match(isRefused(unknown, 'invalid-input').issues?.[0]?.sentence ?? '', /employees/);
  const unclassed = isRefused(
    await register({ enterprise: { productClasses: [] } }),
    'invalid-input',
  );
  assert.deepEqual(
    unclassed.issues?.map(({ path }) => path),
    ['enterprise.productClasses'],
  );
  const elsewhere = isRefused(await register({ enterprise: { region: 110_101 } }), 'invalid-input');
  assert.match(elsewhere.issues?.[0]?.sentence ?? '', /江西省的县/);
  const { creditCode } = cast.organisations.works;
  assert.match(
    isRefused(await register({ enterprise: { creditCode } }), 'already-done').detail,
    /已经登记/,
  );
  assert.match(
    isRefused(await register({ principal: { login: 'officer' } }), 'already-done').detail,
    /登录名/,
  );
  assert.deepEqual(await waiting(inspector), [], 'nothing half-done');

  const { status, body } = await register();
  assert.equal(status, 201, JSON.stringify(body));
  const own = await service.client().signIn(principal.login, principal.password);
  const { body: seen } = await own.get<OrganisationDetail>(`/api/organisations/${body.id}`);
  assert.equal(seen.confirmed, false);
  assert.deepEqual(
    seen.staffing.map(({ post, required, gap }) => [post, required, gap]),
    [
      ['quality-safety-officer', true, true],
      ['quality-safety-director', true, true],
    ],
  );
  assert.ok(seen.staffing.every(({ reason, basis }) => reason !== '' && basis.length > 0));
});

test('the regulator of the place is told, finds it among those that wait, and alone confirms it', async () => {
  const { body } = await inspector.get<{ notices: PresentedNotice[] }>('/api/notices');
  assert.match(body.notices[0]?.title ?? '', /新办水泥制品厂”自行注册，请核对营业执照后确认/);
  const [firm, ...others] = await waiting(inspector);
  assert.equal(firm?.name, enterprise.name);
  assert.deepEqual(others, []);
  assert.equal(body.notices[0]?.organisation, firm.id, 'the message leads to it');
  const confirm = `/api/organisations/${firm.id}/confirm`;
  for (const login of ['officer', 'housing', 'local']) {
    isRefused(await (await service.client().signIn(login)).post(confirm), 'not-entitled');
  }
  const { database } = service.context;
  const organisation = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '章贡区市场监督管理局',
    region: 360_702,
    level: 'county',
  });
  await seedPerson(database, {
    login: 'next',
    name: '邻局人',
    organisation,
    posts: ['case-officer'],
  });
  isRefused(await (await service.client().signIn('next')).post(confirm), 'not-found');
  assert.equal((await inspector.post(confirm)).status, 204);
  assert.deepEqual(await waiting(inspector), []);
  isRefused(await inspector.post(confirm), 'not-found');
});

test('a network trading platform registers itself and waits to be confirmed as an enterprise does', async () => {
  const own = '91360704MAE000002';
  const creditCode = own + creditCodeCheckDigit(own);
  const platform = { name: '赣县区赣品网络科技公司', creditCode, kind: 'platform' };
  const login = 'laiwang';
  const asked = await register({ enterprise: platform, principal: { login } });
  assert.deepEqual(
    isRefused(asked, 'invalid-input').issues?.map(({ path, sentence }) => [path, sentence]),
    [['enterprise.business', '网络交易平台不填写经营类型']],
  );
  const made = await register({
    enterprise: { ...platform, business: undefined },
    principal: { login },
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const principalOfIt = await service.client().signIn(login, principal.password);
  const path = `/api/organisations/${made.body.id}`;
  const { body: seen } = await principalOfIt.get<OrganisationDetail>(path);
  assert.deepEqual([seen.kind, seen.confirmed, seen.staffing], ['platform', false, []]);
  const { body: list } = await inspector.get<{ organisations: OrganisationSummary[] }>(
    '/api/organisations?unconfirmed=true',
  );
  assert.deepEqual(
    list.organisations.map(({ name, kindTitle }) => [name, kindTitle]),
    [[platform.name, '网络交易平台']],
  );
  assert.equal((await inspector.post(`${path}/confirm`)).status, 204);
  assert.equal((await inspector.get<OrganisationDetail>(path)).body.confirmed, true);
});
