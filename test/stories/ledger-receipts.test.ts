import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { calendar, clauses } from '#kernel/fixture/scene.ts';
import { keyBook, upkeep } from '#kernel/fixture/upkeep.ts';
import { loadLaw } from '#kernel/law.ts';
import { fromHex } from '#ledger/bytes.ts';
import { verifyPresence, verifyReceipt } from '#ledger/receipt.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { LoggedEntry, PolicyFile, Words } from '#server/ledger/present.ts';
import { openPolicy } from '#server/ledger/registered.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Sequencer } from '#server/ledger/sequencer.ts';
import type { Problem } from '#server/problem.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { Client } from '#test/client.ts';
import { seedCast } from '#test/seed.ts';
import type { Cast } from '#test/seed.ts';
import { startServer } from '#test/service.ts';
import { testKey } from './ledger-scene.ts';

/** An invented case with a secret: the office writes down who told it, and the enterprise may answer. */
const hint = defineProcedure({
  id: 'hint',
  title: '线索登记',
  basis: ['loan-rule'],
  inForce: { from: '2026-01-01' },
  party: 'regulator',
  subject: 'required',
  roles: {
    office: {
      title: '登记机关',
      kinds: ['market-regulator'],
      posts: ['case-officer'],
      fills: 'opener',
    },
    enterprise: { title: '所涉企业', kinds: ['enterprise'], fills: 'subject' },
  },
  states: { noted: { title: '已登记' }, answered: { title: '已答复', final: true } },
  acts: {
    note: {
      title: '登记线索',
      by: ['office'],
      to: 'noted',
      basis: ['loan-rule/1'],
      form: field.form({
        what: field.text('线索内容'),
        informant: field.text('提供人', { hiddenFrom: ['enterprise'] }),
      }),
    },
    answer: {
      title: '答复',
      by: ['enterprise'],
      from: 'noted',
      to: 'answered',
      basis: ['loan-rule/2'],
      form: field.form({ text: field.text('答复') }),
    },
  },
  deadlines: {},
});

const law = loadLaw([hint, upkeep, keyBook], clauses, calendar);
// Hooks run in the order of registration: the sequencer has to stop before the database closes.
after(() => sequencer.stop());
const service = await startServer({ after }, { law });
const { clock, context } = service;
const sequencer: Sequencer = startSequencer(context, { key: await testKey(), intervalMs: 60_000 });
let cast: Cast;
let officer: Client;
let inspector: Client;
let shopkeeper: Client;

before(async () => {
  await sequencer.idle();
  cast = await seedCast(context.database);
  officer = await service.client().signIn('officer');
  inspector = await service.client().signIn('inspector');
  shopkeeper = await service.client().signIn('shopkeeper');
});

async function submit(who: Client, path: string, body: object): Promise<string> {
  const id = newEntryId(clock.now());
  const answer = await who.post(path, { id, ...body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  clock.pass(1);
  return id;
}

const keys = (more: object = {}) => ({
  holder: cast.people.officer.id,
  keys: ['front', 'back'],
  from: '2026-11-23T00:30:00.000Z',
  photos: [],
  ...more,
});

test('a receipt is refused while the entry waits, and verifies once it is in the log', async () => {
  const id = await submit(officer, '/api/books/key-book/records', { input: keys() });
  const early = await officer.get<Problem>(`/api/entries/${id}/receipt`);
  assert.equal(early.status, 404);
  assert.match(early.body.detail, /正在入账/);
  const waiting = await officer.get<PresentedEntry>(`/api/entries/${id}`);
  assert.equal(waiting.body.index, undefined);
  await sequencer.idle();
  const logged = await officer.get<PresentedEntry>(`/api/entries/${id}`);
  assert.equal(logged.body.index, 0);
  assert.equal(logged.body.by.name, '刘建平');
  const receipt = await officer.get<string>(`/api/entries/${id}/receipt`);
  assert.match(receipt.headers.get('content-disposition') ?? '', /\.tlog-proof/);
  const policy = openPolicy((await officer.get<PolicyFile>('/ledger/policy.json')).body);
  const result = await verifyReceipt(receipt.body, policy);
  assert.ok(result.ok);
  assert.deepEqual((result.value as { input: unknown }).input, keys());
});

test('nobody reads entries of others, and nobody reads any without signing in', async () => {
  const id = await submit(officer, '/api/books/key-book/records', { input: keys() });
  await sequencer.idle();
  for (const path of [`/api/entries/${id}`, `/api/entries/${id}/receipt`]) {
    assert.equal((await shopkeeper.get(path)).status, 404, path);
    assert.equal((await service.client().get(path)).status, 401, path);
    assert.equal((await officer.get(path.replace(id, newEntryId(clock.now())))).status, 404);
  }
});

test('anybody with the number of an entry learns whether it is in the log, provably, and nothing else', async () => {
  const citizen = service.client();
  const input = { what: '夜间排放', informant: '王某' };
  const about = { act: 'note', subject: cast.organisations.works.id, input };
  const id = await submit(inspector, '/api/procedures/hint', about);
  const path = `/ledger/entries/${id}`;
  assert.deepEqual((await citizen.get(path)).body, { state: 'waiting' });
  await sequencer.idle();
  const { headers, body } = await citizen.get<LoggedEntry & { state: 'logged' }>(path);
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.deepEqual(Object.keys(body), ['state', 'contentHash', 'proof']);
  const policy = openPolicy((await citizen.get<PolicyFile>('/ledger/policy.json')).body);
  assert.ok((await verifyPresence(body.proof, fromHex(body.contentHash)!, policy)).ok);
  const own = await inspector.get<PresentedEntry>(`/api/entries/${id}`);
  assert.equal(body.contentHash, own.body.contentHash);
  assert.equal((await citizen.get(`/ledger/entries/${newEntryId(clock.now())}`)).status, 404);
  assert.equal((await citizen.get('/ledger/entries/x')).status, 422);
});

test('from whom something is withheld gets no receipt, which would show it', async () => {
  const id = await submit(inspector, '/api/procedures/hint', {
    act: 'note',
    subject: cast.organisations.works.id,
    input: { what: '夜间排放', informant: '王某' },
  });
  await sequencer.idle();
  const seen = await officer.get<PresentedEntry & { withheld: string[] }>(`/api/entries/${id}`);
  assert.deepEqual(seen.body.input, { what: '夜间排放' });
  assert.deepEqual(seen.body.withheld, ['提供人']);
  const refused = await officer.get<Problem>(`/api/entries/${id}/receipt`);
  assert.equal(refused.status, 403);
  assert.match(refused.body.detail, /“提供人”/);
  const own = await inspector.get<PresentedEntry>(`/api/entries/${id}`);
  assert.equal(own.body.input['informant'], '王某');
  assert.equal((await inspector.get(`/api/entries/${id}/receipt`)).status, 200);
});

test('records of a book come page by page, corrected ones with what corrects them', async () => {
  const wrong = await submit(officer, '/api/books/key-book/records', {
    input: keys({ deposit: '5' }),
  });
  const right = await submit(officer, '/api/books/key-book/records', {
    corrects: wrong,
    reason: '押金写错',
    input: keys({ deposit: '50.00' }),
  });
  const list = await officer.get<{ records: PresentedEntry[]; total: number }>(
    '/api/books/key-book/records',
  );
  assert.equal(list.body.total, list.body.records.length);
  assert.deepEqual(
    list.body.records.slice(0, 2).map(({ id }) => id),
    [right, wrong],
  );
  assert.equal(list.body.records[1]?.correctedBy, right);
  const none = await shopkeeper.get<{ total: number }>(
    `/api/books/key-book/records?organisation=${cast.organisations.works.id}`,
  );
  assert.equal(none.body.total, 0);
});

async function exported(who: Client, url: string) {
  const response = await fetch(service.baseUrl + url, {
    headers: { cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-disposition') ?? '', /filename\*=UTF-8''/);
  const table = await readTable(Buffer.from(await response.arrayBuffer()), { name: 'a.xlsx' });
  assert.ok(table.ok, JSON.stringify(table));
  return table;
}

test('an exported book has the labels of its form, names in place of ids, and the proof', async () => {
  await sequencer.idle();
  const { header, rows } = await exported(officer, '/api/books/key-book/export.xlsx');
  for (const title of ['记录日期', '保管人', '钥匙', '押金（元）', '存证序号', '存证内容哈希']) {
    assert.ok(header.includes(title), title);
  }
  const [corrected] = rows;
  assert.equal(corrected?.cells['保管人'], '刘建平');
  assert.match(corrected?.cells['钥匙'] ?? '', /^前门\s后门$/);
  assert.equal(corrected?.cells['押金（元）'], '50');
  assert.equal(corrected?.cells['状态'], '更正后有效');
  assert.equal(rows[1]?.cells['状态'], '已被更正');
  assert.equal(corrected?.cells['开始时间'], '2026-11-23 08:30:00');
});

test('an exported duty shows its rows in words and can be narrowed to days', async () => {
  for (const period of ['2026-11-22', '2026-11-23']) {
    await submit(officer, '/api/duties/upkeep/records', {
      period,
      reason: '补录说明',
      input: { clean: true, items: [{ name: '=卡尺', size: { width: 3 } }] },
    });
  }
  const all = await exported(officer, '/api/duties/upkeep/export.xlsx');
  assert.equal(all.rows.length, 2);
  assert.equal(all.rows[0]?.cells['器具'], '名称：=卡尺；规格：宽：3');
  assert.equal(all.rows[0]?.cells['是否清洁'], '是');
  const url = `/api/duties/upkeep/export.xlsx?from=2026-11-22&to=2026-11-22&organisation=${cast.organisations.works.id}`;
  const one = await exported(inspector, url);
  assert.deepEqual(
    one.rows.map(({ cells }) => [cells['所属期首日'], cells['补录']]),
    [['2026-11-22', '是']],
  );
  assert.equal((await officer.get('/api/duties/nothing/export.xlsx')).status, 404);
});

test('the words of the law come with their labels, for pages that show a receipt', async () => {
  const { body } = await service.client().get<Words>('/ledger/words.json');
  assert.equal(body.definitions['hint']?.acts['note']?.fields['what']?.label, '线索内容');
  assert.equal(
    body.definitions['key-book']?.acts['record']?.fields['keys']?.options?.['front'],
    '前门',
  );
  assert.equal(body.posts['case-officer'], '承办人');
});
