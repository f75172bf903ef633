import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SalesLedger } from '#server/lots/present.ts';
import { readTable } from '#server/tables/read-table.ts';
import { startServer } from '../../service.ts';
import { download } from '../download.ts';
import { cementLot, EventStory, gln, left, milled } from './lot-events.ts';

const works = new EventStory(await startServer({ after }));
const { story } = works;

/** Cement is milled and released; one truck is told by an event, one sale is filled in, one goes to a consumer. */
before(async () => {
  await works.begins();
  await works.takes([milled('2026-11-06', cementLot('P1', 79, 'TNE'))]);
  const { id } = await works.held('officer', 'P1');
  await works.releases('officer', id, '79', '2026-11-07');
  await works.takes([
    left('2026-11-07', { quantityList: [cementLot('P1', 20, 'TNE')] }, gln.beams),
    left('2026-11-07', { quantityList: [cementLot('P1', 2, 'TNE')] }, gln.nobody),
  ]);
  story.on('2026-11-08');
  const buyer = { buyerKind: 'other', buyerName: '于都县某工地', buyer: undefined };
  const days = { soldOn: '2026-11-08', shippedOn: '2026-11-08' };
  await works.sells('officer', id, '5', { ...buyer, ...days });
  await works.sells('officer', id, '1', {
    ...buyer,
    ...days,
    buyerKind: 'consumer',
    buyerName: undefined,
  });
});

async function ledger(login: string, query = ''): Promise<SalesLedger> {
  const client = await story.as(login);
  const { status, body } = await client.get<SalesLedger>(`/api/sales?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

test('the ledger holds every sale, by hand and by event, with what is lacking', async () => {
  const { sales } = await ledger('officer');
  assert.deepEqual(
    sales
      .map((one) =>
        [one.number, one.quantity, one.unit, one.on, one.buyer ?? '', one.certificate].join(' '),
      )
      .toSorted(),
    [
      'P1 1 吨 2026-11-08  HG-1103',
      'P1 2 吨 2026-11-07 GLN 6901234000016 HG-1103',
      'P1 20 吨 2026-11-07 吉安市青原预制构件厂 HG-1103',
      'P1 5 吨 2026-11-08 于都县某工地 HG-1103',
    ],
  );
  const lacks = new Map(sales.map((one) => [one.quantity, one.lacks]));
  assert.deepEqual(lacks.get('5'), []);
  assert.deepEqual(lacks.get('1'), [], 'a consumer is named in the record alone');
  assert.deepEqual(lacks.get('20'), ['contact', 'place']);
});

test('it is narrowed by word, day and what lacks', async () => {
  const found = async (query: string) =>
    (await ledger('officer', query)).sales.map(({ quantity }) => quantity).sort();
  assert.deepEqual(await found(`q=${encodeURIComponent('青原')}`), ['20']);
  assert.deepEqual(await found(`q=${encodeURIComponent('于都')}`), ['5']);
  assert.deepEqual(await found('q=p1&from=2026-11-08'), ['1', '5']);
  assert.deepEqual(await found('until=2026-11-07'), ['2', '20']);
  assert.deepEqual(await found('lacking=true'), ['2', '20']);
  assert.deepEqual(await found('q=%25'), [], 'a sign, not everything');
});

test('the sheet holds the same, and no way to reach anybody', async () => {
  const { bytes, name } = await download(story, 'officer', '/api/sales/export.xlsx?lacking=true');
  assert.match(name, /^产品销售台账2026-11-08\.xlsx$/);
  const table = await readTable(new Uint8Array(bytes), { name: 'export.xlsx' });
  assert.ok(table.ok);
  assert.deepEqual(
    table.rows
      .map(({ cells }) =>
        ['数量', '购买者', '登记方式', '缺少'].map((name) => cells[name]).join(' '),
      )
      .toSorted(),
    [
      '2 GLN 6901234000016 追溯事件 联系方式、销售地点',
      '20 吉安市青原预制构件厂 追溯事件 联系方式、销售地点',
    ],
  );
});

test('its own house and its own regulator read it, nobody else', async () => {
  const { id } = works.cast.organisations.works;
  assert.equal((await ledger('inspector', `holder=${id}`)).sales.length, 4);
  const client = await story.as('inspector');
  assert.equal((await client.get('/api/sales')).status, 422);
  assert.equal((await client.get('/api/sales/export.xlsx')).status, 422);
  assert.deepEqual((await ledger('shopkeeper', `holder=${id}`)).sales, []);
  const got = (await ledger('beams', `holder=${id}`)).sales.map(({ quantity }) => quantity);
  assert.deepEqual(got, ['20'], 'what a buyer got itself is one step up');
  assert.equal((await service().get('/api/sales')).status, 401);
});

test('a long ledger is read on from page to page, nothing twice and nothing missed', async () => {
  story.on('2026-11-08', '20:00');
  const truck = () =>
    left('2026-11-08', { quantityList: [cementLot('P1', 0.1, 'TNE')] }, gln.beams);
  await works.takes(Array.from({ length: 60 }, truck));
  const first = await ledger('officer');
  assert.equal(first.sales.length, 50);
  const rest = await ledger('officer', `before=${encodeURIComponent(first.next!)}`);
  assert.deepEqual([rest.sales.length, rest.next], [14, undefined]);
  const events = [...first.sales, ...rest.sales].flatMap(({ event }) => event ?? []);
  assert.equal(new Set(events).size, 62);
});

function service() {
  return works.story.service.client();
}
