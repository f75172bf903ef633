import assert from 'node:assert/strict';
import { randomUUIDv7 } from 'node:crypto';
import { after, before, test } from 'node:test';
import { creditCodeCheckDigit } from '#kernel/credit-code.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { insertEnterprises } from '#server/registry/queries.ts';
import type { OrganisationDetail, PresentedPerson } from '#server/registry/present.ts';
import type { Client } from '../client.ts';
import { seedCast, seedOrganisation } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { readTable } from '#server/tables/read-table.ts';
import { startServer } from '../service.ts';
import { download } from './download.ts';
import { isRefused } from './submission-scene.ts';

const service = await startServer({ after });
let cast: Cast;
let inspector: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  inspector = await service.client().signIn('inspector');
});

let numbers = 0;

function firm(change: object = {}) {
  numbers += 1;
  const first17 = `91360704MAD${String(numbers).padStart(6, '0')}`;
  return {
    name: `赣县区登记${numbers}厂`,
    creditCode: first17 + creditCodeCheckDigit(first17),
    region: 360_704,
    business: 'producer',
    productClasses: ['cement'],
    ...change,
  };
}

function own(change: object = {}) {
  const { name, creditCode } = cast.organisations.works;
  return { ...firm(), name, creditCode, ...change };
}

async function detail(client: Client, id: string): Promise<OrganisationDetail> {
  const { status, body } = await client.get<OrganisationDetail>(`/api/organisations/${id}`);
  assert.equal(status, 200);
  return body;
}

test('a firm is registered once, with a code that checks, in the county of who registers it', async () => {
  const good = firm();
  const { status, body } = await inspector.post<{ id: string }>('/api/organisations', good);
  assert.equal(status, 201);
  assert.equal((await detail(inspector, body.id)).confirmed, true);
  isRefused(await inspector.post('/api/organisations', good), 'already-done');
  isRefused(
    await inspector.post('/api/organisations', {
      ...good,
      creditCode: good.creditCode.toLowerCase(),
    }),
    'already-done',
  );
  const code = (creditCode: string) => inspector.post('/api/organisations', firm({ creditCode }));
  for (const wrong of ['', '91360704', `${good.creditCode.slice(0, 17)}!`, 'O'.repeat(18)]) {
    isRefused(await code(wrong), 'credit-code');
  }
  for (const region of [360_703, 360_700, 360_000, 110_101, 0]) {
    isRefused(await inspector.post('/api/organisations', firm({ region })), 'invalid-input');
  }
  const classes = { productClasses: ['cement', 'nothing'] };
  isRefused(await inspector.post('/api/organisations', firm(classes)), 'invalid-input');
});

test('a word that thousands bear still finds the one firm of a class, counts all and exports all', async () => {
  const name = (number: number) => `赣县区同名${String(number).padStart(4, '0')}厂`;
  const firms = Array.from({ length: 2_050 }, (_, at) => ({
    id: randomUUIDv7(),
    kind: 'enterprise' as const,
    business: 'producer' as const,
    name: name(at),
    region: 360_704,
    address: '',
    phone: '',
    creditCode: `91360704MB${String(at).padStart(8, '0')}`,
    productClasses: [at === 1_999 ? 'electric-bicycle' : 'cement'],
  }));
  const { database } = service.context;
  await database.asSystem('import', (tx) =>
    insertEnterprises(tx, firms, '2026-01-01', service.clock.now()),
  );
  const list = async (q: string, narrowing = '') => {
    const url = `/api/organisations?q=${encodeURIComponent(q)}${narrowing}`;
    const { body } = await inspector.get<{ total: number; organisations: { name: string }[] }>(url);
    return { total: body.total, names: body.organisations.map((one) => one.name) };
  };
  // More than two thousand hits are read in another way than fewer.
  for (const [q, total] of [
    ['同名', 2_050],
    ['同名1', 1_000],
  ] as const) {
    assert.equal((await list(q)).total, total);
    assert.deepEqual(await list(q, '&class=electric-bicycle'), { total: 1, names: [name(1_999)] });
  }
  assert.deepEqual(
    (await list('同名', '&page=103')).names,
    Array.from({ length: 10 }, (_, at) => name(2_040 + at)),
  );
  assert.deepEqual((await list('同名1', '&page=50')).names.at(-1), name(1_999));
  const path = `/api/organisations/export.xlsx?q=${encodeURIComponent('同名1')}`;
  const as = (login: string) => service.client().signIn(login);
  const { bytes } = await download({ as }, 'inspector', path);
  const table = await readTable(new Uint8Array(bytes), { name: 'export.xlsx' });
  assert.equal(table.ok && table.rows.length, 1_000);
});

test('only a market regulator registers firms', async () => {
  for (const login of ['principal', 'housing', 'local', 'technician', 'citizen']) {
    const client = await service.client().signIn(login);
    isRefused(await client.post('/api/organisations', firm()), 'not-entitled');
  }
  isRefused(await service.client().post('/api/organisations', firm()), 'not-signed-in');
});

test('a firm is changed by its principal and by its regulator, and by nobody beside them', async () => {
  const { works } = cast.organisations;
  const url = `/api/organisations/${works.id}`;
  const neighbour = await seedOrganisation(service.context.database, {
    kind: 'enterprise',
    name: '南康区邻县厂',
    region: 360_703,
    products: ['cement'],
  });
  for (const login of ['officer', 'director', 'shopkeeper', 'housing', 'citizen']) {
    const client = await service.client().signIn(login);
    isRefused(await client.put(url, own({ address: '别处' })), 'not-entitled');
  }
  isRefused(
    await inspector.put(`/api/organisations/${neighbour.id}`, firm({ name: '抢来的厂' })),
    'not-found',
  );
  isRefused(await inspector.put(url, own({ region: 360_703 })), 'invalid-input');
  const principal = await service.client().signIn('principal');
  assert.equal((await principal.put(url, own({ address: '贡江大道1号' }))).status, 204);
  assert.equal((await detail(inspector, works.id)).address, '贡江大道1号');
  assert.equal((await inspector.put(url, own({ headcount: 350 }))).status, 204);
  assert.equal((await detail(principal, works.id)).headcount, 350);
});

test('no change makes a firm an office, or gives it another code', async () => {
  const { works } = cast.organisations;
  const principal = await service.client().signIn('principal');
  const change = own({
    ...firm(),
    kind: 'market-regulator',
    level: 'province',
    domains: 0x7f_ff_ff_ff,
    closed_on: '2026-11-23',
  });
  assert.ok(
    [204, 422].includes((await principal.put(`/api/organisations/${works.id}`, change)).status),
  );
  const after = await detail(principal, works.id);
  assert.equal(after.kind, 'enterprise');
  assert.equal(after.creditCode, works.creditCode);
  assert.equal(after.level, undefined);
  assert.equal(after.closed, undefined);
});

test('details are shown within the scope alone', async () => {
  const { works, shop, countyRegulator } = cast.organisations;
  for (const login of ['shopkeeper', 'technician', 'citizen']) {
    const client = await service.client().signIn(login);
    isRefused(await client.get(`/api/organisations/${works.id}`), 'not-found');
    const people = await client.get<{ people: unknown[] }>(`/api/people?organisation=${works.id}`);
    assert.deepEqual(people.body.people, []);
  }
  const housing = await service.client().signIn('housing');
  assert.equal((await detail(housing, works.id)).kind, 'enterprise');
  const officer = await service.client().signIn('officer');
  isRefused(await officer.get(`/api/organisations/${shop.id}`), 'not-found');
  const office = await officer.get<{ people: unknown[] }>(
    `/api/people?organisation=${countyRegulator.id}`,
  );
  assert.deepEqual(office.body.people, []);
});

test('who is appointed to the same post again holds it once, for as long as the later assessment holds', async () => {
  const { works } = cast.organisations;
  const principal = await service.client().signIn('principal');
  const today = service.clock.now().slice(0, 10);
  for (const qualifiedUntil of ['2028-12-31', '2028-06-30']) {
    const { status, body } = await principal.post('/api/books/appointment/records', {
      id: newEntryId(service.clock.now()),
      input: {
        person: cast.people.officer.id,
        post: 'quality-safety-officer',
        from: today,
        assessedOn: today,
        qualifiedUntil,
        assessment: [],
        hasSignedLetter: true,
        document: [],
      },
    });
    assert.equal(status, 201, JSON.stringify(body));
    service.clock.pass(1);
  }
  const { staffing } = await detail(principal, works.id);
  const officers = staffing.find(({ post }) => post === 'quality-safety-officer')?.filledBy ?? [];
  const own = officers.filter(({ account }) => account === cast.people.officer.id);
  assert.equal(own.length, 1);
  const { body } = await principal.get<{ people: PresentedPerson[] }>('/api/people');
  const held = body.people.find(({ account }) => account === cast.people.officer.id)?.posts ?? [];
  assert.deepEqual(
    held.map(({ post }) => post),
    ['quality-safety-officer'],
  );
});
