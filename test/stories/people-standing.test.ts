import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem } from '#server/problem.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { AddedPerson, OrganisationDetail, PresentedPerson } from '#server/registry/present.ts';
import type { Me } from '#server/session/present.ts';
import { seedPassword } from '../client.ts';
import type { Client } from '../client.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';

const service = await startServer({ after });
const { database } = service.context;
let cast: Cast;
let principal: Client;

before(async () => {
  cast = await seedCast(database);
  principal = await service.client().signIn('principal');
});

async function added(login: string): Promise<string> {
  const { works } = cast.organisations;
  return (await seedPerson(database, { login, name: '周离任', organisation: works })).id;
}

const take = <T = Problem>(client: Client, account: string, measure: string) =>
  client.post<T>(`/api/people/${account}/${measure}`);

test('whoever left is out at once with all his sessions, and comes back when enabled', async () => {
  const account = await added('leaver');
  const leaver = await service.client().signIn('leaver');
  assert.equal((await leaver.get('/api/me')).status, 200);
  assert.equal((await take(principal, account, 'disable')).status, 204);
  assert.equal((await leaver.get('/api/me')).status, 401);
  const again = { login: 'leaver', password: seedPassword };
  assert.equal((await service.client().post('/api/sign-in', again)).status, 403);
  const { body } = await principal.get<{ people: PresentedPerson[] }>('/api/people');
  assert.equal(body.people.find(({ login }) => login === 'leaver')?.disabled, true);
  assert.equal((await take(principal, account, 'disable')).status, 204, 'twice is once');
  assert.equal((await take(principal, account, 'enable')).status, 204);
  const back = await service.client().signIn('leaver');
  const { body: told } = await back.get<{ notices: { title: string }[] }>('/api/notices');
  assert.deepEqual(
    told.notices
      .map(({ title }) => title.replace(/^.*(停用|恢复)/, '$1'))
      .slice(0, 3)
      .toSorted(),
    ['停用了您的账号', '停用了您的账号', '恢复了您的账号'],
  );
});

test('a forgotten password is replaced by one that works once, and the old sessions end', async () => {
  const account = await added('forgetful');
  const before_ = await service.client().signIn('forgetful');
  const { status, body } = await take<AddedPerson>(principal, account, 'password');
  assert.equal(status, 201);
  assert.equal((await before_.get('/api/me')).status, 401);
  const old = { login: 'forgetful', password: seedPassword };
  assert.equal((await service.client().post('/api/sign-in', old)).status, 401);
  const fresh = await service.client().signIn('forgetful', body.password);
  assert.equal((await fresh.get<Me>('/api/me')).body.mustDo, 'change-password');
});

test('nobody does it to himself, to another house, or without the post', async () => {
  const { body: me } = await principal.get<Me>('/api/me');
  for (const measure of ['disable', 'enable', 'password']) {
    const own = await take(principal, me.account.id, measure);
    assert.match(own.body.detail, /不能由自己/);
    const { id } = cast.people.inspector;
    assert.equal((await take(principal, id, measure)).status, 404);
    const officer = await service.client().signIn('officer');
    const other = await added(`by-officer-${measure}`);
    assert.equal((await take(officer, other, measure)).body.code, 'not-entitled');
    assert.equal((await take(service.client(), other, measure)).status, 401);
  }
});

test('an administrator has no hold over the accounts of those who lead', async () => {
  const { countyRegulator: organisation } = cast.organisations;
  await seedPerson(database, {
    login: 'keeper',
    name: '钟管理',
    organisation,
    posts: ['administrator'],
  });
  const head = await seedPerson(database, {
    login: 'head',
    name: '罗局长',
    organisation,
    posts: ['leader'],
  });
  const keeper = await service.client().signIn('keeper');
  for (const measure of ['disable', 'password']) {
    assert.match((await take(keeper, head.id, measure)).body.detail, /负责人的账号/);
  }
  await service.client().signIn('head');
});

test('a disabled officer is shown as disabled, and who takes up a post later is shown with the day', async () => {
  const { works } = cast.organisations;
  const today = '2026-01-01';
  await seedPerson(database, {
    login: 'valid-officer',
    name: '曾有效',
    organisation: works,
    posts: ['quality-safety-officer'],
    from: today,
    qualifiedUntil: '2027-12-31',
  });
  await seedPerson(database, {
    login: 'coming-officer',
    name: '温将任',
    organisation: works,
    posts: ['quality-safety-officer'],
    from: '2027-01-19',
  });
  const people = async () =>
    (await principal.get<{ people: PresentedPerson[] }>('/api/people')).body.people;
  const officer = (await people()).find(({ login }) => login === 'valid-officer')!;
  assert.equal((await take(principal, officer.account, 'disable')).status, 204);
  const { body } = await principal.get<OrganisationDetail>(`/api/organisations/${works.id}`);
  const line = body.staffing.find(({ post }) => post === 'quality-safety-officer')!;
  const shown = line.filledBy.find(({ account }) => account === officer.account);
  assert.deepEqual([shown?.valid, shown?.disabled], [false, true]);
  assert.deepEqual(
    line.coming.map(({ name, from }) => [name, from]),
    [['温将任', '2027-01-19']],
  );
  const coming = (await people()).find(({ login }) => login === 'coming-officer')!;
  assert.deepEqual(coming.posts, []);
  assert.equal(coming.coming[0]?.from, '2027-01-19');
  const undone = await principal.post('/api/books/dismissal/records', {
    id: newEntryId(service.clock.now()),
    input: {
      person: coming.account,
      post: 'quality-safety-officer',
      on: '2027-01-19',
      reason: 'other',
      note: '任职日期尚未到，撤销任命',
    },
  });
  assert.equal(undone.status, 201, JSON.stringify(undone.body));
  assert.deepEqual((await people()).find(({ login }) => login === 'coming-officer')?.coming, []);
});
