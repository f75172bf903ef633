import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LotDetail, LotList } from '#server/lots/present.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { licensed, seedGranter } from './certified.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let builder: { readonly id: string };

before(async () => {
  const { database } = service.context;
  cast = await seedCast(database);
  await seedGranter(database, cast);
  await licensed(story, cast.organisations.works.id, ['cement']);
  builder = await seedOrganisation(database, {
    kind: 'enterprise',
    name: '吉安市青原预制构件厂',
    region: 360_803,
    business: 'producer',
    headcount: 20,
    products: ['cement'],
  });
  await seedPerson(database, {
    login: 'builder',
    name: '罗海',
    organisation: builder,
    posts: ['quality-safety-officer', 'quality-safety-director', 'principal'],
  });
});

const records = (book: string) => `/api/books/${book}/records`;

/** What somebody holds, by number. */
async function held(login: string, number: string) {
  const { body } = await (await story.as(login)).get<LotList>(`/api/lots?q=${number}`);
  return body.lots.find((lot) => lot.number === number);
}

async function detailOf(login: string, id: string) {
  return (await story.as(login)).get<LotDetail>(`/api/lots/${id}`);
}

const clinker = {
  productName: '硅酸盐水泥熟料',
  specification: '42.5',
  quantity: '100',
  unit: '吨',
  supplier: '于都县宏达熟料厂',
  supplierContact: '0797-6200000',
  receivedOn: '2026-11-02',
  batch: 'HD-1101',
  supplierPapers: [],
  reportKind: 'none',
  report: [],
  checks: [{ item: '标识', result: 'pass' }],
  conclusion: 'accept',
};

const cement = {
  product: '普通硅酸盐水泥',
  model: 'P·O 42.5',
  number: 'GJ-1103',
  madeOn: '2026-11-03',
  quantity: '120',
  unit: '吨',
  gain: '混合材、石膏没有按批次登记',
};

async function release(login: string, lot: string, quantity: string) {
  const report = [await story.paper(login)];
  const inspector = (await (await story.as(login)).get<{ account: { id: string } }>('/api/me')).body
    .account.id;
  return {
    lot,
    inspectedOn: '2026-11-06',
    conclusion: 'pass',
    quantity,
    certificate: 'HG-1103',
    report,
    inspector,
  };
}

const buyer = {
  contact: '0796-8200000',
  soldOn: '2026-11-07',
  shippedOn: '2026-11-07',
  place: '赣州市赣县区',
};

test('what comes in begins a lot, what is made of it takes from it, and no more than there is', async () => {
  story.on('2026-11-02');
  await story.submits('officer', records('incoming-inspection'), { input: clinker });
  const raw = await held('officer', 'HD-1101');
  assert.equal(raw?.onHand, '100');
  assert.equal(raw?.own, false);
  story.on('2026-11-03');
  await story.refused(
    'officer',
    records('lot-registration'),
    { input: { ...cement, parts: [{ lot: raw!.id, quantity: '100.0001' }] } },
    { code: 'condition-unmet', sentence: /现存100吨，不足100.0001吨/ },
  );
  const parts = [{ lot: raw!.id, quantity: '90' }];
  await story.submits('officer', records('lot-registration'), { input: { ...cement, parts } });
  assert.equal((await held('officer', 'HD-1101'))?.onHand, '10');
  await story.refused(
    'officer',
    records('lot-registration'),
    { input: { ...cement, parts: [] } },
    { code: 'already-done', sentence: /已经登记/ },
  );
});

test('nothing leaves before its inspection, and no more than was released', async () => {
  const lot = (await held('officer', 'GJ-1103'))!;
  story.on('2026-11-07');
  const sale = (quantity: string) => ({
    input: {
      ...buyer,
      items: [{ lot: lot.id, quantity, certificate: 'HG-1103' }],
      buyerKind: 'registered',
      buyer: builder.id,
    },
  });
  const gate = { code: 'condition-unmet', sentence: /出厂检验合格并放行/ } as const;
  await story.refused('officer', records('sales-record'), sale('1'), {
    ...gate,
    basis: ['guidance/2.5', 'state-council-503/5', 'product-quality-law/12'],
  });
  await story.submits('officer', records('lot-release'), {
    input: await release('officer', lot.id, '80'),
  });
  await story.refused('officer', records('sales-record'), sale('80.5'), gate);
  await story.submits('officer', records('sales-record'), sale('50'));
  assert.equal((await held('officer', 'GJ-1103'))?.available, '30');
  assert.equal((await held('builder', 'GJ-1103'))?.onHand, '50');
});

test('two who sell the last of it at once: one of them does', async () => {
  const lot = (await held('officer', 'GJ-1103'))!;
  const input = {
    ...buyer,
    items: [{ lot: lot.id, quantity: '30', certificate: 'HG-1103' }],
    buyerKind: 'consumer',
    consumerName: '刘某',
  };
  const client = await story.as('officer');
  const post = (n: number) => {
    const time = (Date.parse(service.clock.now()) + n).toString(16).padStart(12, '0');
    const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-00000000000${n}`;
    return client.post<{ detail?: string }>(records('sales-record'), { id, input });
  };
  const answers = await Promise.all([post(1), post(2)]);
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [201, 422],
  );
  assert.equal((await held('officer', 'GJ-1103'))?.available, '0');
});

test('the buyer accepts before it uses; each sees one step up and down, and the maker no further', async () => {
  story.on('2026-11-08');
  const lot = (await held('builder', 'GJ-1103'))!;
  const beam = {
    product: '预应力梁板',
    number: 'QY-1',
    madeOn: '2026-11-08',
    quantity: '12',
    unit: '件',
    parts: [{ lot: lot.id, quantity: '20' }],
  };
  await story.refused(
    'builder',
    records('lot-registration'),
    { input: beam },
    { code: 'condition-unmet', sentence: /进货查验合格.*不得使用/ },
  );
  const arrival = {
    ...clinker,
    productName: cement.product,
    specification: cement.model,
    batch: cement.number,
    quantity: '50',
    receivedOn: '2026-11-08',
    supplier: '赣州贡江水泥有限公司',
    lot: lot.id,
  };
  await story.submits('builder', records('incoming-inspection'), { input: arrival });
  await story.submits('builder', records('lot-registration'), { input: beam });
  const own = await detailOf('builder', lot.id);
  assert.equal(own.body.lot.onHand, '30');
  assert.equal(own.body.names[own.body.lot.receivedFrom!], '赣州贡江水泥有限公司');
  assert.deepEqual(
    own.body.products.map(({ number, quantity }) => [number, quantity]),
    [['QY-1', '20']],
  );
  // What went into it is the maker's affair, what it went into the buyer's.
  assert.deepEqual(own.body.parts, []);
  const seen = await detailOf('officer', lot.id);
  assert.deepEqual(seen.body.products, []);
  assert.deepEqual(
    seen.body.holders.map(({ holder }) => holder),
    [cast.organisations.works.id],
  );
  const made = (await held('builder', 'QY-1'))!;
  assert.equal((await detailOf('officer', made.id)).status, 404);
  assert.equal((await detailOf('shopkeeper', lot.id)).status, 404);
});

test('a correction takes the first sale back; where the goods have gone on it is refused', async () => {
  story.on('2026-11-09');
  const works = await story.as('officer');
  const { body } = await works.get<{ records: { id: string; input: { buyerKind: string } }[] }>(
    records('sales-record'),
  );
  const toConsumer = body.records.find(({ input }) => input.buyerKind === 'consumer')!;
  const toBuilder = body.records.find(({ input }) => input.buyerKind === 'registered')!;
  const lot = (await held('officer', 'GJ-1103'))!;
  const input = {
    ...buyer,
    items: [{ lot: lot.id, quantity: '25', certificate: 'HG-1103' }],
    buyerKind: 'consumer',
  };
  const reason = '数量登记有误';
  await story.submits('officer', records('sales-record'), {
    input,
    corrects: toConsumer.id,
    reason,
  });
  assert.equal((await held('officer', 'GJ-1103'))?.available, '5');
  await story.refused(
    'officer',
    records('sales-record'),
    { input, corrects: toBuilder.id, reason },
    { code: 'wrong-state', sentence: /流转到下一步/ },
  );
  assert.equal((await held('builder', 'GJ-1103'))?.onHand, '30');
});

test('what failed is kept back, and what goes back to the supplier leaves the holder', async () => {
  story.on('2026-11-10');
  const lot = (await held('builder', 'GJ-1103'))!;
  const evidence = [await story.paper('builder')];
  const disposal = { lot: lot.id, way: 'return', on: '2026-11-10', reason: '受潮结块', evidence };
  await story.refused(
    'builder',
    records('lot-disposal'),
    { input: { ...disposal, quantity: '31' } },
    { code: 'condition-unmet', sentence: /现存30吨/ },
  );
  await story.submits('builder', records('lot-disposal'), {
    input: { ...disposal, quantity: '4' },
  });
  assert.equal((await held('builder', 'GJ-1103'))?.onHand, '26');
  const back = (await held('officer', 'GJ-1103'))!;
  assert.deepEqual([back.onHand, back.available], ['49', '5']);
  const failed = await release('officer', lot.id, '1');
  await story.submits('officer', records('lot-release'), {
    input: { ...failed, quantity: undefined, certificate: undefined, conclusion: 'fail' },
  });
  const items = [{ lot: lot.id, quantity: '1', certificate: 'HG-1103' }];
  await story.refused(
    'officer',
    records('sales-record'),
    { input: { ...buyer, items, buyerKind: 'other', buyerName: '信丰县某工地' } },
    { code: 'condition-unmet', sentence: /召回、查封或者隔离/ },
  );
  assert.equal((await held('builder', 'GJ-1103'))?.blocked, true);
});

test('every record of the story can be proved', () => story.isProved());
