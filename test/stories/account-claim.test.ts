import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { PresentedPerson } from '#server/registry/present.ts';
import type { Client } from '../client.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import {
  detailOf,
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
let neighbour: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  inspector = await service.client().signIn('inspector');
  neighbour = await neighbourOf(service);
});

const password = 'hetang-yuese-2026';

/** Registers with the code of a firm; whoever does so knows the code and need not know more. */
function claim(creditCode: string, login: string, enterprise: object = {}) {
  return service.client().post<{ claim?: true; login: string }>('/api/registrations', {
    enterprise: {
      name: '江口水泥',
      creditCode,
      region: 360_702,
      business: 'producer',
      phone: '0797-4441234',
      productClasses: ['cement'],
      ...enterprise,
    },
    principal: { name: '肖春生', login, password },
  });
}

function signIn(login: string, given = password) {
  return service.client().post('/api/sign-in', { login, password: given });
}

/** Claims a firm and finds the claim on its page. */
async function claimed(login: string) {
  const firm = await registered(inspector);
  const answer = await claim(firm.creditCode, login);
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
  const open = (await detailOf(inspector, firm.id)).claim;
  assert.ok(open);
  return { firm, claim: open };
}

test('a claim waits: the office sees who asks, the claimant sees nothing and is told why', async () => {
  const firm = await registered(inspector);
  const { status, body } = await claim(firm.creditCode, 'xiao1');
  assert.equal(status, 202);
  assert.deepEqual(body, { claim: true, login: 'xiao1' }, 'neither name nor id of the firm');
  assert.match(isRefused(await signIn('xiao1'), 'not-entitled').detail, /等待.*市场监管部门核对/);
  isRefused(await signIn('xiao1', 'wrong-password'), 'wrong-credentials');

  const notice = await lastNotice(inspector);
  assert.match(notice?.title ?? '', new RegExp(`认领“${firm.name}”`));
  assert.equal(
    notice?.organisation,
    firm.id,
    'told by where the firm is, not by what was filled in',
  );
  assert.deepEqual(await listed(inspector, 'claimed=true'), [firm.name]);
  const seen = await detailOf(inspector, firm.id);
  assert.equal(seen.hasAccount, false);
  const { id, ...shown } = seen.claim!;
  assert.deepEqual(shown, {
    name: '肖春生',
    login: 'xiao1',
    firmName: '江口水泥',
    phone: '0797-4441234',
    at: service.context.now(),
  });
  for (const login of ['housing', 'local']) {
    const other = await service.client().signIn(login);
    assert.equal((await detailOf(other, firm.id)).claim, undefined);
    isRefused(await other.post(`/api/claims/${id}/confirm`), 'not-entitled');
    isRefused(await other.get('/api/organisations?claimed=true'), 'not-entitled');
  }
  for (const verdict of ['confirm', 'refuse']) {
    isRefused(await neighbour.post(`/api/claims/${id}/${verdict}`), 'not-found');
  }
  const people = await inspector.get<{ people: PresentedPerson[] }>(
    `/api/people?organisation=${firm.id}`,
  );
  assert.deepEqual(people.body.people, [], 'the claimant is not yet of the firm');
  const early = await inspector.post(`/api/organisations/${firm.id}/first-account`, { name: '甲' });
  assert.match(isRefused(early, 'wrong-state').detail, /认领/);
});

test('once confirmed the claimant is the principal and signs in with the own password', async () => {
  const { firm, claim: open } = await claimed('xiao2');
  service.clock.pass(24 * 60);
  inspector = await service.client().signIn('inspector');
  assert.equal((await inspector.post(`/api/claims/${open.id}/confirm`)).status, 204);
  isRefused(await inspector.post(`/api/claims/${open.id}/confirm`), 'not-found');
  isRefused(await inspector.post(`/api/claims/${open.id}/refuse`), 'not-found');
  const seen = await detailOf(inspector, firm.id);
  assert.deepEqual([seen.hasAccount, seen.claim], [true, undefined]);
  const own = await service.client().signIn('xiao2', password);
  const { body } = await own.get<{ posts: { id: string; from: string }[] }>('/api/me');
  assert.deepEqual(
    body.posts.map(({ id, from }) => [id, from]),
    [['principal', '2026-11-24']],
    'from the day of the confirmation',
  );
  assert.match((await lastNotice(own))?.title ?? '', /已确认肖春生认领/);
  const { id, ...facts } = firm;
  assert.equal((await own.put(`/api/organisations/${id}`, { ...facts, phone: '1' })).status, 204);
  await sequencer.idle();
  await isSound(service);
});

test('a refused claim leaves nothing that signs in, and the code and the login are free again', async () => {
  const { firm, claim: open } = await claimed('xiao3');
  assert.equal((await inspector.post(`/api/claims/${open.id}/refuse`)).status, 204);
  isRefused(await signIn('xiao3'), 'wrong-credentials');
  assert.equal((await detailOf(inspector, firm.id)).claim, undefined);
  assert.equal((await claim(firm.creditCode, 'xiao3')).status, 202);
  const again = (await detailOf(inspector, firm.id)).claim!;
  assert.notEqual(again.id, open.id);
  isRefused(await inspector.post(`/api/claims/${open.id}/confirm`), 'not-found');
  assert.equal((await inspector.post(`/api/claims/${again.id}/confirm`)).status, 204);
  await service.client().signIn('xiao3', password);
  await isSound(service);
});

test('whether a code is claimed, has an account or is no firm’s is refused in the same words', async () => {
  const { firm } = await claimed('xiao4');
  const { works, housing } = cast.organisations;
  const answers = await Promise.all(
    [firm.creditCode, works.creditCode, housing.creditCode].map((code, at) =>
      claim(code, `stranger${at}`),
    ),
  );
  const said = answers.map((answer) => isRefused(answer, 'already-done').detail);
  assert.equal(new Set(said).size, 1, said.join('\n'));
  assert.doesNotMatch(said[0]!, /水泥|住房/);
  isRefused(await signIn('stranger0'), 'wrong-credentials');
  const fresh = await registered(inspector);
  assert.match(
    isRefused(await claim(fresh.creditCode, 'officer'), 'already-done').detail,
    /登录名/,
  );
});

test('of many who claim a firm at once one does', async () => {
  const firm = await registered(inspector);
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((letter) => claim(firm.creditCode, `rival-${letter}`)),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((one, other) => one - other),
    [202, 409, 409, 409],
  );
  const claim1 = (await detailOf(inspector, firm.id)).claim!;
  const verdicts = await Promise.all([
    inspector.post(`/api/claims/${claim1.id}/confirm`),
    inspector.post(`/api/claims/${claim1.id}/refuse`),
  ]);
  assert.deepEqual(
    verdicts.map(({ status }) => status).toSorted((one, other) => one - other),
    [204, 404],
  );
});

test('a platform is claimed as an enterprise is, and claims are limited as registrations are', async () => {
  const platform = await registered(inspector, {
    kind: 'platform',
    name: '赣县区赣品网络科技公司',
    business: undefined,
  });
  const one = await claim(platform.creditCode, 'wang1', { kind: 'platform', business: undefined });
  assert.equal(one.status, 202, JSON.stringify(one.body));
  const stranger = service.client();
  const statuses: number[] = [];
  for (let count = 0; count < 101; count += 1) {
    statuses.push((await stranger.post('/api/registrations', {})).status);
  }
  assert.deepEqual(
    statuses.slice(0, 12),
    Array.from({ length: 12 }, () => 422),
    'corrections',
  );
  assert.equal(statuses.at(-1), 429);
  const refused = await stranger.post('/api/registrations', {});
  assert.match(isRefused(refused, 'too-many-requests').detail, /\d+分钟后再试/);
});
