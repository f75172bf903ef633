import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { asOwner } from '#db/owner.ts';
import { openPolicy, readPolicy } from '#server/ledger/registered.ts';
import { verifyReceipt } from '#ledger/receipt.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { audit } from '#server/audit/audit.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { seedPassword } from '../client.ts';
import type { Client } from '../client.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { testKey } from './ledger-scene.ts';
import { isRefused } from './submission-scene.ts';

after(() => sequencer.stop());
const service = await startServer({ after });
const { clock, context } = service;
const { database, law } = context;
const sequencer = startSequencer(context, { key: await testKey() });
let cast: Cast;
let inspector: Client;
let chief: Client;
let officer: Client;

before(async () => {
  cast = await seedCast(database);
  const { countyRegulator } = cast.organisations;
  const house = { organisation: countyRegulator, posts: ['leader'] as const };
  await seedPerson(database, { login: 'chief', name: '钟立新', ...house });
  inspector = await service.client().signIn('inspector');
  chief = await service.client().signIn('chief');
  officer = await service.client().signIn('officer');
});

async function submit(who: Client, path: string, body: object): Promise<string> {
  const id = newEntryId(clock.now());
  const answer = await who.post<{ proceeding?: string }>(path, { id, ...body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  clock.pass(1);
  return answer.body.proceeding ?? id;
}

/** A delivery whose note names a private person. */
function delivery() {
  return submit(officer, '/api/books/incoming-inspection/records', { input: incoming });
}

const incoming = {
  productName: '石灰石',
  specification: '一级',
  quantity: '30',
  unit: '吨',
  supplier: '胡小兰（个人）',
  supplierContact: '13900007788',
  receivedOn: '2026-11-20',
  batch: 'L-1',
  supplierPapers: [],
  reportKind: 'none',
  report: [],
  checks: [{ item: '含水率', result: 'fail', note: '超标' }],
  conclusion: 'reject',
  rejection: { reason: '水分超标', disposal: 'return', needsCorrection: false },
};

const request = {
  ground: 'personal-data',
  basis: '平台个人信息保护规则第三条',
  reason: '供货人为个人，电话不应继续保存',
};

async function ask(entry: string, who = inspector): Promise<string> {
  const answer = await who.post<{ proceeding: string }>(`/api/entries/${entry}/erasure`, request);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  clock.pass(1);
  return answer.body.proceeding;
}

const approve = (proceeding: string, who = chief) =>
  who.post(`/api/proceedings/${proceeding}/acts/approve`, {
    id: newEntryId(clock.now()),
    input: { opinion: '同意' },
  });

const run = () => audit(database, { law, now: clock.now() });

test('two persons erase what an entry says; the log, its receipts and the audit stay whole', async () => {
  const entry = await delivery();
  await sequencer.idle();
  const kept = await officer.get<string>(`/api/entries/${entry}/receipt`);
  const proceeding = await ask(entry);
  const waiting = await chief.get<{ items: TodoItem[] }>('/api/to-do');
  assert.ok(waiting.body.items.some((item) => item.proceeding === proceeding));
  isRefused(await approve(proceeding, inspector), 'not-entitled');
  assert.equal((await approve(proceeding)).status, 201);
  await sequencer.idle();

  const { body: shown } = await officer.get<PresentedEntry>(`/api/entries/${entry}`);
  assert.deepEqual(shown.input, {});
  assert.equal(shown.erased?.basis, request.basis);
  assert.equal(shown.erased.reason, request.reason);
  const policy = openPolicy((await database.asSystem('public', readPolicy))!);
  const before = await verifyReceipt(kept.body, policy);
  assert.ok(before.ok && !before.erased, 'whoever kept the receipt can still show what it said');
  const fresh = await officer.get<string>(`/api/entries/${entry}/receipt`);
  const now = await verifyReceipt(fresh.body, policy);
  assert.ok(now.ok && now.erased);
  assert.equal(now.index, before.index);
  assert.equal((await run()).difference, undefined);

  const rows = await database.asSystem('audit', (tx) =>
    tx.rows<{ input: object; salt: null; files: number }>(
      `select e.input, e.salt, (select count(*) from entry_file f where f.entry_id = e.id) as files
         from entry e where e.id = $1`,
      [entry],
    ),
  );
  assert.deepEqual(rows, [{ input: {}, salt: null, files: 0 }]);
  const book = await officer.get<string>('/api/books/incoming-inspection/records');
  assert.ok(!JSON.stringify(book.body).includes('13900007788'));
  isRefused(await inspector.post(`/api/entries/${entry}/erasure`, request), 'already-done');
});

test('who asked cannot approve, another office cannot either, and strangers see nothing to erase', async () => {
  const entry = await delivery();
  const own = await ask(entry, chief);
  isRefused(await approve(own, chief), 'separation-of-duties');
  const province = await service.client().signIn('leader');
  isRefused(await approve(own, province), 'not-entitled');
  isRefused(await officer.post(`/api/entries/${entry}/erasure`, request), 'not-entitled');
  for (const login of ['shopkeeper', 'citizen']) {
    const stranger = await service.client().signIn(login);
    isRefused(await stranger.post(`/api/entries/${entry}/erasure`, request), 'not-found');
  }
});

test('an open case keeps what was said in it, and erasures keep why', async () => {
  const { works } = cast.organisations;
  const found = {
    source: 'inspection',
    foundOn: '2026-11-23',
    keyLink: '出厂检验',
    description: '漏检',
    photos: [],
    containment: 'taken',
    immediateMeasure: '停止发货',
  };
  const id = newEntryId(clock.now());
  const opened = await inspector.post<{ id: string; proceeding: string }>(
    '/api/procedures/corrective-action',
    { id, act: 'find', subject: works.id, input: found },
  );
  assert.equal(opened.status, 201, JSON.stringify(opened.body));
  isRefused(await inspector.post(`/api/entries/${id}/erasure`, request), 'condition-unmet');
  const proceeding = await ask(await delivery());
  const { body } = await chief.get<{ timeline: { entry: string }[] }>(
    `/api/proceedings/${proceeding}`,
  );
  isRefused(
    await chief.post(`/api/entries/${body.timeline[0]!.entry}/erasure`, request),
    'condition-unmet',
  );
});

test('an entry emptied by hand is found, and so is an erasure that nobody approved', async () => {
  const entry = await delivery();
  await sequencer.idle();
  const owner = (sql: string) => asOwner(service.databaseUrl, (own) => own.query(sql));
  await owner(`create table was as select * from entry where id = '${entry}';
    update entry set input = '{}', salt = null where id = '${entry}'`);
  assert.equal((await run()).difference?.entry, entry);
  await owner(`insert into erasure select '${entry}', organisation_id, '依据', '理由', gen_random_uuid(), account_id,
    gen_random_uuid(), now() from entry where id = '${entry}'`);
  const forged = (await run()).difference;
  assert.equal(forged?.table, 'erasure');
  assert.equal(forged?.entry, entry);
  await owner(`delete from erasure where entry_id = '${entry}'; delete from entry where id = '${entry}';
    insert into entry select * from was; drop table was`);
  assert.equal((await run()).difference, undefined);
});

test('the command line erases as two persons who each give their password', async () => {
  const entry = await delivery();
  const words = [
    `--login=inspector`,
    `--approver=chief`,
    `--basis=内部规则第三条`,
    '--reason=误填了私人电话',
  ];
  const erase = (input: string, more: readonly string[] = words) =>
    admin(input, 'erase', entry, ...more);
  const wrong = await erase(`${seedPassword}\nfalsch\n`);
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /chief的登录名或者密码不正确/);
  assert.equal((await erase('', ['--login=inspector'])).code, 2);
  const self = await erase(`${seedPassword}\n${seedPassword}\n`, [
    ...words.slice(0, 1),
    '--approver=inspector',
    ...words.slice(2),
  ]);
  assert.equal(self.code, 1);
  assert.match(self.err, /未获批准/);
  const done = await erase(`${seedPassword}\n${seedPassword}\n`);
  assert.equal(done.code, 0, done.err);
  const { body } = await officer.get<PresentedEntry>(`/api/entries/${entry}`);
  assert.equal(body.erased?.reason, '误填了私人电话');
  await sequencer.idle();
  assert.equal((await run()).difference, undefined);
});

function admin(input: string, ...words: string[]) {
  const script = fileURLToPath(new URL('../../scripts/admin.ts', import.meta.url));
  const env = { ...process.env, DATABASE_URL: service.databaseUrl };
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [script, ...words], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
    child.stdin?.end(input);
  });
}
