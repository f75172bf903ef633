import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addHours } from '#kernel/calendar/plain-date.ts';
import { guestOpenings } from '#server/acts/guest.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import { buildServer } from '#server/http.ts';
import { guestFiles } from '#server/files/routes.ts';
import type { Problem } from '#server/problem.ts';
import { sweepGuests } from '#server/session/guest.ts';
import { policy } from '#server/session/proof/policy.ts';
import type { Me } from '#server/session/present.ts';
import { forms } from '../law/complaint-setting.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { assertSays, paperOf, paperText } from './download.ts';

const service = await startServer({ after });
after(closeRenderer);
const { database } = service.context;
const story = new Story(service);
let cast: Cast;
before(async () => {
  cast = await seedCast(database);
  const organisation = cast.organisations.countyRegulator;
  await seedPerson(database, {
    login: 'intake',
    name: '受理员朱琴',
    organisation,
    posts: ['intake-officer'],
  });
  await seedPerson(database, { login: 'chief', name: '叶青山', organisation, posts: ['leader'] });
});

const county = 360_704;
const letter = {
  channel: 'web',
  matter: '销售没有检验合格证的水泥',
  violation: 'unsafe',
  respondentName: '赣县区梅林建材经营部',
  respondentAddress: '赣县区梅林镇',
  facts: '仓库里有三十吨水泥，袋子上没有生产日期，老板让我们夜里换袋。',
  evidence: [],
};

test('a guest complains, is known by the access code alone, and carries the matter on by it', async () => {
  story.on('2026-08-03');
  const code = await story.guest('buyer');
  const buyer = await story.as('buyer');
  const { body: me } = await buyer.get<Me>('/api/me');
  assert.deepEqual([me.guest, me.organisation, me.account.name], [true, null, '公众用户']);
  const input = await story.filled('buyer', { ...forms.register, channel: 'web', goods: '水泥' });
  const about = { subject: cast.organisations.shop.id };
  const matter = await story.opens('buyer', 'complaint', 'register', input, about);
  await matter.fills('intake', 'dispatch', {
    handler: cast.organisations.countyRegulator.id,
    ground: 'business',
  });
  await matter.fills('inspector', 'askIdentity', { wanted: '请补充购买凭证' });

  // Days later, from another device, by the code as somebody copies it.
  story.on('2026-08-06');
  const elsewhere = service.client();
  const copied = code.toLowerCase().replaceAll('-', ' ');
  assert.equal((await elsewhere.post('/api/sign-in/code', { code: copied })).status, 204);
  assert.deepEqual(await matter.told('buyer'), ['请提供身份证明和材料']);
  await matter.does('buyer', 'supply', { papers: [await story.paper('buyer', 'receipt')] });
  await matter.fills('inspector', 'accept', forms.accept);
  await matter.does('buyer', 'consentComplainant', { answer: 'yes' });
  assert.match(
    await paperText(story, 'buyer', `/api/proceedings/${matter.id}/dossier.docx`),
    /投诉受理决定书/,
  );
  const shop = JSON.stringify(await matter.seenBy('shopkeeper'));
  for (const secret of ['胡小兰', '13900000000', '湓城街道']) assert.ok(!shop.includes(secret));
});

test('a wrong code opens nothing; a renewed one ends the old one and every other session', async () => {
  story.on('2026-08-10');
  const code = await story.guest('writer');
  const writer = await story.as('writer');
  const other = service.client();
  await other.post('/api/sign-in/code', { code });
  const stranger = service.client();
  for (const wrong of ['', 'abc', code.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))]) {
    const answer = await stranger.post<Problem>('/api/sign-in/code', { code: wrong });
    assert.equal(answer.body.code, 'wrong-credentials');
  }
  const renewed = await writer.post<{ code: string }>('/api/me/code');
  assert.equal(renewed.status, 200);
  assert.equal((await writer.get('/api/me')).status, 200);
  assert.equal((await other.get('/api/me')).status, 401);
  assert.equal((await stranger.post('/api/sign-in/code', { code })).status, 401);
  assert.equal((await stranger.post('/api/sign-in/code', { code: renewed.body.code })).status, 204);
  const official = await story.as('inspector');
  const refused = await official.post<Problem>('/api/me/code');
  assert.equal(refused.body.code, 'not-entitled');
});

test('nothing that was written down tells where a guest came from, except for wrong codes', async () => {
  story.on('2026-08-10');
  await story.guest('quiet');
  assert.equal((await (await story.as('quiet')).post('/api/sign-out')).status, 204);
  const rows = await database.asSystem('session', (tx) =>
    tx.rows<{ login: string; outcome: string; address: string }>(
      `select login, outcome, address from sign_in_event
        where login like 'guest-%' or login = 'access code'`,
    ),
  );
  assert.ok(rows.length > 3);
  for (const { outcome, address } of rows) {
    assert.equal(address !== '', outcome === 'wrong-credentials', outcome);
  }
});

test('the log of requests does not say where one came from', async () => {
  const lines: string[] = [];
  const stream = { write: (line: string) => lines.push(line) };
  const app = await buildServer(service.context, { level: 'info', stream });
  const remoteAddress = '203.0.113.77';
  const answer = await app.inject({ method: 'POST', url: '/api/guests', remoteAddress });
  assert.equal(answer.statusCode, 201);
  const said = lines.join('');
  assert.match(said, /"url":"\/api\/guests"/);
  assert.ok(!said.includes(remoteAddress) && !said.includes('remotePort'), said);
  await app.close();
});

test('a report is read by the offices that carry it on, never by whom it is about, and asks for no name', async () => {
  story.on('2026-08-11');
  await story.guest('insider');
  const about = { subject: cast.organisations.shop.id };
  const matter = await story.opens('insider', 'violation-report', 'report', letter, about);
  const dispatch = { handler: cast.organisations.countyRegulator.id, ground: 'place' };
  await matter.does('intake', 'dispatch', dispatch);
  await matter.isHiddenFrom('shopkeeper', 'officer', 'technician', 'housing');
  const offered = await matter.offeredTo('inspector');
  assert.ok(offered.includes('ask') && offered.includes('openCase'), offered.join());

  await matter.does('inspector', 'ask', { question: '夜里几点换袋？' });
  assert.ok((await matter.told('insider')).includes('承办部门向您询问，请查看并回复'));
  await matter.does('insider', 'add', { text: '十一点以后。', evidence: [] });
  await matter.does('inspector', 'openCase', { facts: '换袋销售水泥。', evidence: [] });
  const inspector = await story.as('inspector');
  const { body } = await inspector.get<{ proceedings: { procedure: string; id: string }[] }>(
    '/api/proceedings?procedure=penalty-case',
  );
  const [filed] = body.proceedings;
  assert.ok(filed, 'the case is there');
  const told = JSON.stringify((await inspector.get(`/api/proceedings/${filed.id}`)).body);
  assert.match(told, /换袋销售水泥/);
  for (const own of ['老板让我们', '十一点以后']) assert.ok(!told.includes(own), own);
  await matter.isHiddenFrom('shopkeeper', 'officer');
  assert.ok((await matter.offeredTo('insider')).includes('add'));

  // Papers go from hand to hand: they call the report by its day and a number, and not in the words of whoever made it.
  const number = matter.id.slice(-8).toUpperCase();
  const named = `办理事项\n违法行为举报（2026年8月11日，编号${number}）`;
  const source = await paperOf(story, 'inspector', matter, 'openCase');
  assertSays(source, ['案件来源登记表', named], [letter.matter]);
  const dossier = `/api/proceedings/${matter.id}/dossier.docx`;
  assertSays(await paperText(story, 'inspector', dossier), [`编号${number}`]);
});

test('what a reporter handed in goes into no case, by whatever way, and no firm can ask for it', async () => {
  story.on('2026-08-10');
  await story.guest('packer');
  const photo = await story.paper('packer', 'photo of the back door');
  const about = { subject: cast.organisations.shop.id };
  const told = { ...letter, evidence: [photo] };
  const matter = await story.opens('packer', 'violation-report', 'report', told, about);
  const dispatch = { handler: cast.organisations.countyRegulator.id, ground: 'place' };
  await matter.does('intake', 'dispatch', dispatch);
  const secret = {
    code: 'condition-unmet',
    basis: ['order-121/37'],
    sentence: /对来源保密的文件|依法保密/,
  } as const;
  const found = { facts: '仓库内水泥三十吨，包装袋无生产日期。', evidence: [] };
  await matter.refuses('inspector', 'openCase', { ...found, evidence: [photo] }, secret);
  await matter.refuses('inspector', 'openCase', { ...found, facts: letter.facts }, secret);
  // Neither as a copy of his own, nor in a case that has nothing to do with the report.
  assert.equal(await story.paper('inspector', 'photo of the back door'), photo);
  await matter.refuses('inspector', 'openCase', { ...found, evidence: [photo] }, secret);
  const lead = {
    caseName: '赣县区梅林建材经营部涉嫌违法案',
    partyName: '赣县区梅林建材经营部',
    partyKind: 'unit',
    source: 'own-check',
    receivedOn: '2026-08-10',
    facts: found.facts,
    materials: [photo],
  };
  const refused = await story.opensNot('inspector', 'penalty-case', 'open', lead, secret, about);
  assert.deepEqual(
    refused.issues?.map(({ path }) => path),
    ['materials'],
  );
  const own = await story.paper('inspector', 'photo of the check');
  await story.opens('inspector', 'penalty-case', 'open', { ...lead, materials: [own] }, about);
  await matter.does('inspector', 'openCase', { ...found, evidence: [own] });
  // In the case that came of it nothing that its party reads repeats the reporter.
  const { linked } = await matter.seenBy('inspector');
  const { laboratory } = cast.organisations;
  const test = { laboratory: laboratory.id, period: '十日', periodTold: true };
  const url = `/api/proceedings/${linked[0]!.id}/acts/sendForTest`;
  const copied = { input: { ...test, items: `核实：${letter.facts}` } };
  await story.refused('inspector', url, copied, { ...secret, sentence: /“违法线索”/ });
  await story.submits('inspector', url, { input: { ...test, items: '抗压强度' } });
  // The reporter goes on handing it in, and a firm that asks with the same file is not told of it.
  await matter.does('packer', 'add', { text: '还是这张照片。', evidence: [photo] });
  await story.paper('officer', 'photo of the back door');
  const asked = { ...(await story.filled('officer', forms.register)), evidence: [photo] };
  await story.opens('officer', 'complaint', 'register', asked, about);
});

test('an office that gave a report back reads what it had, and nothing of what came of it', async () => {
  story.on('2026-08-11');
  const elsewhere = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '于都县市场监督管理局',
    region: 360_731,
    level: 'county',
    departments: ['market-regulation'],
  });
  await seedPerson(database, {
    login: 'stranger',
    name: '于都承办人',
    organisation: elsewhere,
    posts: ['case-officer'],
  });
  await story.guest('witness');
  const about = { subject: cast.organisations.shop.id };
  const matter = await story.opens('witness', 'violation-report', 'report', letter, about);
  await matter.isHiddenFrom('stranger');
  await matter.does('intake', 'dispatch', { handler: elsewhere.id, ground: 'place' });
  await matter.does('stranger', 'giveBack', { reason: '不在辖区' });
  const handler = cast.organisations.countyRegulator.id;
  const again = await matter.does('intake', 'dispatch', { handler, ground: 'place' });
  await matter.does('witness', 'add', { text: '十一点以后。', evidence: [] });
  await matter.does('inspector', 'openCase', { facts: '换袋销售水泥。', evidence: [] });
  assert.deepEqual(await matter.readBy('stranger'), ['report', 'dispatch', 'giveBack']);
  assert.deepEqual(await matter.offeredTo('stranger'), []);
  const { linked, timeline } = await matter.seenBy('stranger');
  assert.deepEqual(linked, []);
  for (const own of ['十一点以后', '换袋销售']) {
    assert.ok(!JSON.stringify(timeline).includes(own), own);
  }
  await story.log();
  const client = await story.as('stranger');
  assert.equal((await client.get(`/api/entries/${again.id}/receipt`)).status, 404);
  const dossier = `/api/proceedings/${matter.id}/dossier.docx`;
  assert.doesNotMatch(await paperText(story, 'stranger', dossier), /十一点以后|换袋销售/);
});

test('who works for a firm is told to report without its name, before anything is written', async () => {
  story.on('2026-08-12');
  await story.opensNot(
    'officer',
    'violation-report',
    'report',
    letter,
    { code: 'not-entitled', sentence: /请退出登录/ },
    { region: county },
  );
});

test('what a guest may hand in has an end, and says so', async () => {
  story.on('2026-08-13');
  await story.guest('eager');
  for (let n = 0; n < guestFiles; n += 1) await story.paper('eager', `paper ${n}`);
  const eager = await story.as('eager');
  const bytes = new TextEncoder().encode('%PDF-1.7 one more'.padEnd(40));
  const headers = { 'content-type': 'application/pdf' };
  const more = await eager.put<Problem>('/api/files', bytes, { headers });
  assert.equal(more.body.code, 'condition-unmet');
  const about = { region: county };
  for (let n = 0; n < guestOpenings; n += 1) {
    await story.opens('eager', 'violation-report', 'report', letter, about);
  }
  const limit = { code: 'too-many-requests' } as const;
  await story.opensNot('eager', 'violation-report', 'report', letter, limit, about);
  story.on('2026-08-14', '10:01');
  await story.opens('eager', 'violation-report', 'report', letter, about);
});

test('guests are made at a rate that nobody feels who means it', async () => {
  story.on('2026-08-17');
  const client = service.client();
  for (let n = 0; n < policy.guestsPerHour; n += 1) {
    assert.equal((await client.post('/api/guests')).status, 201);
  }
  const refused = await client.post<Problem>('/api/guests');
  assert.equal(refused.body.code, 'too-many-requests');
});

test('who handed nothing in is forgotten after a week; who did is not', async () => {
  story.on('2026-09-01');
  const idle = await story.guest('idle');
  const busy = await story.guest('busy');
  await story.opens('busy', 'violation-report', 'report', letter, { region: county });
  const enters = async (code: string) =>
    (await service.client().post('/api/sign-in/code', { code })).status;
  await sweepGuests(service.context);
  assert.equal(await enters(idle), 204);
  await database.asSystem('session', (tx) =>
    tx.run({
      sql: 'delete from session where created_at >= $1',
      parameters: [addHours(service.clock.now(), -1)],
    }),
  );
  service.clock.set(addHours(service.clock.now(), 24 * policy.guestIdleDays + 1));
  assert.ok((await sweepGuests(service.context)) > 0);
  assert.deepEqual([await enters(idle), await enters(busy)], [401, 204]);
});

test('of all that needs somebody signed in a guest reaches what carries on his own matters, and no more', async () => {
  story.on('2026-09-14');
  await story.guest('curious');
  const curious = await story.as('curious');
  const { body: spec } = await service
    .client()
    .get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
  const reached: string[] = [];
  for (const [path, methods] of Object.entries(spec.paths)) {
    const address = path
      .replaceAll('{hash}', 'a'.repeat(64))
      .replaceAll(/\{\w+\}/g, '0192f000-0000-7000-8000-000000000000');
    for (const method of Object.keys(methods)) {
      const by = method.toUpperCase();
      const body = ['GET', 'DELETE'].includes(by) ? undefined : {};
      const asVisitor = await service.client().request<Problem>(by, address, body);
      if (asVisitor.status !== 401 || asVisitor.body.code !== 'not-signed-in') continue;
      const asGuest = await curious.request<Problem>(by, address, body);
      const isRefused =
        asGuest.body.code === 'not-entitled' && asGuest.body.detail.startsWith('凭查询码只能');
      if (!isRefused)
        reached.push(`${by} ${path.replace(/^\/api\/procedures\/.*/, '/api/procedures/*')}`);
    }
  }
  assert.deepEqual([...new Set(reached)].sort(), [
    'GET /api/entries/{id}',
    'GET /api/entries/{id}/paper.docx',
    'GET /api/entries/{id}/paper.pdf',
    'GET /api/entries/{id}/receipt',
    'GET /api/files/{hash}',
    'GET /api/lots/{id}/goods',
    'GET /api/me',
    'GET /api/notices',
    'GET /api/proceedings',
    'GET /api/proceedings/export.xlsx',
    'GET /api/proceedings/{id}',
    'GET /api/proceedings/{id}/dossier.docx',
    'GET /api/proceedings/{id}/dossier.pdf',
    'GET /api/to-do',
    'POST /api/me/code',
    'POST /api/notices/{id}/read',
    'POST /api/procedures/*',
    'POST /api/proceedings/{proceeding}/acts/{act}',
    'PUT /api/files',
  ]);
});
