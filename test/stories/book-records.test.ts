import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RecordList } from '#server/entries/present.ts';
import { readTable } from '#server/tables/read-table.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { download } from './download.ts';
import { deliveries, delivery, isRefused } from './submission-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
const ids = { gypsum: '', slag: '', ash: '', amended: '' };
before(async () => {
  cast = await seedCast(service.context.database);
  const record = async (day: string, login: string, change: object, own: object = {}) => {
    story.on(day);
    const input = { ...delivery, receivedOn: day, ...change };
    return (await story.submits(login, deliveries, { input, ...own })).id;
  };
  ids.gypsum = await record('2026-11-02', 'officer', { quantity: '32.50' });
  const approvedBy = cast.people.director.id;
  const concession = { reason: '含水率偏高', approvedBy, limits: '先行烘干' };
  const slag = { productName: '矿渣粉100%纯', conclusion: 'concession', concession };
  ids.slag = await record('2026-11-03', 'officer', slag);
  ids.ash = await record('2026-11-04', 'principal', { productName: '粉煤灰', batch: 'FA_7' });
  const change = { corrects: ids.ash, reason: '批号写错' };
  ids.amended = await record('2026-11-05', 'principal', { productName: '粉煤灰' }, change);
});

async function listed(query: string, login = 'officer') {
  const client = await story.as(login);
  const { status, body } = await client.get<RecordList>(`${deliveries}?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

async function found(query: string, login?: string): Promise<string[]> {
  return (await listed(query, login)).records.map(({ id }) => id);
}

test('records are found by any part of what they say, signs that mean something to SQL included', async () => {
  const q = (text: string) => found(`q=${encodeURIComponent(text)}`);
  assert.deepEqual(await q('矿渣'), [ids.slag]);
  assert.deepEqual(await q('含水率'), [ids.slag], 'inside a group');
  assert.deepEqual(await q('32.5'), [ids.amended, ids.ash, ids.slag, ids.gypsum]);
  assert.deepEqual(await q('fa_7'), [ids.ash], 'whatever the case');
  assert.deepEqual(await q('100%'), [ids.slag]);
  assert.deepEqual(await q('%'), [ids.slag]);
  assert.deepEqual(await q('_'), [ids.ash]);
  assert.deepEqual(await q(`' or 1=1 --`), []);
  assert.deepEqual(await q(ids.gypsum), [ids.gypsum], 'by the whole number of the record');
  assert.deepEqual(await q(ids.gypsum.slice(0, 8)), [], 'not by a part of a number');
});

test('records are found by the names that stand in them and of who wrote them', async () => {
  assert.deepEqual(await found(`q=${encodeURIComponent('谢慧敏')}`), [ids.slag]);
  assert.deepEqual(await found(`q=${encodeURIComponent('曾广')}`), [ids.amended, ids.ash]);
  const { names } = await listed('');
  assert.equal(names[cast.people.director.id], '谢慧敏');
  // Names that are somewhere else do not find anything.
  assert.deepEqual(await found(`q=${encodeURIComponent('黄志强')}`), []);
});

test('records are narrowed by day, by what was chosen and by whether they still stand', async () => {
  assert.deepEqual(await found('from=2026-11-03&to=2026-11-03'), [ids.slag]);
  assert.deepEqual(await found('choice=conclusion:concession'), [ids.slag]);
  assert.deepEqual(await found('state=corrected'), [ids.ash]);
  assert.deepEqual(await found('state=standing'), [ids.amended, ids.slag, ids.gypsum]);
  const both = `state=standing&q=${encodeURIComponent('粉煤灰')}`;
  assert.deepEqual(await found(both), [ids.amended]);
  const officer = await story.as('officer');
  for (const choice of ['conclusion:', 'conclusion:maybe', 'productName:x', '__proto__:x', 'x']) {
    isRefused(await officer.get(`${deliveries}?choice=${choice}`), 'invalid-input');
  }
  const long = await officer.get(`${deliveries}?q=${'x'.repeat(61)}`);
  assert.match(isRefused(long, 'invalid-input').issues?.[0]?.sentence ?? '', /最多60个字/);
});

test('pages follow each other without a gap, and the last says how many there are', async () => {
  story.on('2026-12-01');
  const before = (await listed('')).total;
  for (let count = 0; count < 20; count += 1) {
    await story.submits('officer', deliveries, { input: { ...delivery, batch: `P${count}` } });
  }
  const first = await listed('page=1');
  const second = await listed('page=2');
  assert.equal(first.records.length, 20);
  assert.equal(second.records.length, before);
  assert.equal(second.total, before + 20);
  const all = [...first.records, ...second.records].map(({ id }) => id);
  assert.equal(new Set(all).size, before + 20);
  assert.deepEqual(await listed('page=3'), { records: [], total: 0, names: {} });
});

test('the spreadsheet holds what the list was narrowed to, with names and no ids of people', async () => {
  const q = encodeURIComponent('含水率');
  const url = `/api/books/incoming-inspection/export.xlsx?q=${q}&choice=conclusion:concession`;
  const file = await download(story, 'officer', url);
  assert.match(file.name, /^进货查验记录\d{4}-\d\d-\d\d\.xlsx$/);
  const table = await readTable(new Uint8Array(file.bytes), { name: 'export.xlsx' });
  assert.ok(table.ok);
  assert.equal(table.rows.length, 1);
  const cells = table.rows[0]?.cells ?? {};
  assert.equal(cells['记录编号'], ids.slag);
  assert.equal(cells['让步接收·批准人'], '谢慧敏');
  assert.equal(cells['记录人'], '刘建平');
  const answer = await download(story, 'officer', url.replace('concession', 'maybe'));
  assert.equal(answer.status, 422);
});

test('a search ends where the reader’s scope ends', async () => {
  const own = `organisation=${cast.organisations.works.id}&q=${encodeURIComponent('矿渣')}`;
  assert.deepEqual(await found(own, 'inspector'), [ids.slag]);
  assert.deepEqual(await found(own, 'shopkeeper'), []);
  assert.deepEqual(await found(own, 'citizen'), []);
});
