import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FoundLot, LotList } from '#server/lots/present.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { startServer } from '../service.ts';
import { download } from './download.ts';
import { clinker, LotStory, records } from './lot-scene.ts';

const lots = new LotStory(await startServer({ after }));
const { story } = lots;
before(async () => {
  await lots.seed();
  await lots.tells();
});

async function todo(login: string): Promise<readonly TodoItem[]> {
  const { body } = await (await story.as(login)).get<{ items: TodoItem[] }>('/api/to-do');
  return body.items.filter(({ record }) => record !== undefined);
}

async function numbers(login: string, query: string): Promise<string[]> {
  const { body } = await (await story.as(login)).get<LotList>(`/api/lots?${query}`);
  return body.lots.map(({ number }) => number).sort();
}

test('what was shipped to a house waits in its to-do list until all of it was accepted', async () => {
  story.on('2026-11-09');
  const beam = await lots.held('builder', 'QY-1');
  const [item, ...more] = await todo('builder');
  assert.deepEqual(more, []);
  assert.deepEqual(item?.record, { book: 'incoming-inspection', lot: beam.id });
  assert.equal(item?.title, '预应力梁板 批号QY-1 8件');
  assert.equal(item?.subject, '吉安市青原预制构件厂');
  assert.equal(item?.deadline, '供货商发来的批次，尚未进货查验');
  // Nobody else has it to do: neither who sent it nor who watches.
  assert.deepEqual(await todo('beams'), []);
  assert.deepEqual(await todo('inspector'), []);
  const half = { ...clinker, quantity: '3', unit: '件', batch: 'QY-1', lot: beam.id };
  await story.submits('builder', records('incoming-inspection'), { input: half });
  assert.deepEqual(
    (await todo('builder')).map(({ title }) => title),
    ['预应力梁板 批号QY-1 5件'],
  );
  await story.submits('builder', records('incoming-inspection'), {
    input: { ...half, quantity: '5' },
  });
  assert.deepEqual(await todo('builder'), []);
});

test('a list of lots is narrowed to what is there, what waits and what is kept back', async () => {
  assert.deepEqual(await numbers('officer', ''), ['GJ-1103', 'HD-1101']);
  assert.deepEqual(await numbers('officer', 'waits=release'), ['GJ-1103']);
  assert.deepEqual(await numbers('officer', 'waits=accept'), []);
  assert.deepEqual(await numbers('officer', 'blocked=true'), []);
  assert.deepEqual(await numbers('officer', 'number=gj-1103'), ['GJ-1103']);
  assert.deepEqual(await numbers('officer', 'number=GJ-110'), [], 'the whole number');
  assert.deepEqual(await numbers('shopkeeper', ''), []);
});

test('an office finds a lot by its whole number, or chooses the firm first', async () => {
  assert.deepEqual(await numbers('inspector', 'q=gj-1103&left=true'), ['GJ-1103']);
  assert.deepEqual(await numbers('inspector', 'q=GJ-110'), [], 'the whole number');
  const inspector = await story.as('inspector');
  const refused = await inspector.get<{ detail: string }>('/api/lots?waits=release');
  assert.equal(refused.status, 422);
  assert.match(refused.body.detail, /先选择单位/);
  assert.equal((await inspector.get('/api/lots/export.xlsx?waits=accept')).status, 422);
  const works = `holder=${lots.cast.organisations.works.id}`;
  assert.deepEqual(await numbers('inspector', `${works}&waits=release`), ['GJ-1103']);
  assert.deepEqual(await numbers('inspector', `${works}&q=GJ-110`), ['GJ-1103']);
  assert.deepEqual(await numbers('inspector', 'blocked=true'), []);
});

test('a list of lots can be taken along, with where they came from', async () => {
  const { bytes, name } = await download(story, 'beams', '/api/lots/export.xlsx?left=true');
  assert.equal(name, '批次2026-11-09.xlsx');
  const table = await readTable(bytes, { name });
  assert.ok(table.ok);
  const cement = table.rows.find(({ cells }) => cells['生产批号'] === 'GJ-1103');
  assert.equal(cement?.cells['来源'], '赣州贡江水泥有限公司');
  assert.equal(cement?.cells['现存数量'], '30');
});

test('a scanned code finds the own lot: its page, its link, its number, with the certificate of its release', async () => {
  const works = await story.as('officer');
  const cement = await lots.held('officer', 'GJ-1103');
  const find = async (code: string, client = works) => {
    const url = `/api/lots/find?code=${encodeURIComponent(code)}`;
    return (await client.get<{ lots: FoundLot[] }>(url)).body.lots;
  };
  for (const code of [cement.id, `https://sifang.example/app/lots/${cement.id}`, 'gj-1103']) {
    const [found, ...more] = await find(code);
    assert.deepEqual([found?.id, found?.certificate, more], [cement.id, 'HG-1103', []], code);
  }
  const [received] = await find('GJ-1103', await story.as('beams'));
  assert.deepEqual([received?.own, received?.certificate], [false, undefined]);
  assert.deepEqual(await find('GJ-110'), []);
  assert.deepEqual(await find('https://id.gs1.org/01/06901234567892'), []);
  assert.deepEqual(await find(cement.id, await story.as('shopkeeper')), []);
  // Where two lots have one number, the link tells which is meant.
  const link = 'https://id.gs1.org/01/06901234567892/10/GJ-1103';
  const lot = {
    product: '白水泥',
    quantity: '5',
    unit: '吨',
    number: 'GJ-1103',
    madeOn: '2026-11-09',
  };
  const input = { ...lot, identifier: link, parts: [] };
  await story.submits('officer', records('lot-registration'), { input });
  assert.equal((await find('GJ-1103')).length, 2);
  assert.deepEqual(
    (await find(link)).map(({ product }) => product),
    ['白水泥'],
  );
});
