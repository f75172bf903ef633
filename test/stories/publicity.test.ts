import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import type { PresentedDispatch, PresentedPublication } from '#server/publicity/present.ts';
import { sendDue } from '#server/publicity/send.ts';
import { folderDrop, httpPost } from '#server/publicity/transport.ts';
import type { Transport } from '#server/publicity/transport.ts';
import { readTable } from '#server/tables/read-table.ts';
import { file } from '../law/play.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { download } from './download.ts';
import { Story } from './case-file.ts';
import { creditSite, listingCast, published } from './dishonesty-scene.ts';

const site = await creditSite({ after });
const own = { transport: httpPost({ url: site.url, token: 'geheim' }) as Transport };
const service = await startServer(
  { after },
  { transport: { send: (one) => own.transport.send(one) } },
);
const story = new Story(service);
const { context, clock } = service;
let cast: Cast;
before(async () => {
  cast = await listingCast(service);
});

interface Outbox {
  items: PresentedDispatch[];
  total: number;
  counts: Record<string, number>;
}

async function outbox(login: string, query = ''): Promise<Outbox> {
  const client = await story.as(login);
  const { status, body } = await client.get<Outbox>(`/api/publicity${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

function sent(action: string) {
  return site.arrivals.filter(({ body }) => body.action === action);
}

/** Starts anew: nothing arrived yet, and whatever is still due is not of this test. */
function reset(answer: (nth: number) => number) {
  site.arrivals.length = 0;
  site.answer = answer;
}

async function fall(matter: Awaited<ReturnType<typeof published>>, day: string) {
  story.on(day);
  await matter.fills('inspector', 'reportFall', {
    fall: 'penalty-revoked',
    number: '赣府复2026-7',
    revokedOn: day,
    papers: [file],
  });
  await matter.does('reviewer', 'stopFallen');
  clock.pass(1);
}

test('an item goes to both sites once, in their columns, with a key and the token', async () => {
  reset(() => 200);
  const matter = await published(story, cast);
  const before = await outbox('inspector', '?state=due');
  assert.deepEqual(before.items.map(({ site }) => site).sort(), ['credit-china', 'gsxt']);
  assert.equal(await sendDue(context), 2);
  assert.equal(await sendDue(context), 0);
  assert.equal(site.arrivals.length, 2);
  assert.ok(site.arrivals.every(({ authorization }) => authorization === 'Bearer geheim'));
  const gsxt = site.arrivals.find(({ body }) => body.site === 'gsxt')!;
  assert.equal(gsxt.key, gsxt.body.id);
  assert.equal(gsxt.body.columns['企业名称'], '赣州贡江水泥有限公司');
  assert.equal(gsxt.body.columns['作出决定机关（列入）'], '赣县区市场监督管理局');
  assert.equal(gsxt.body.columns['公示截止日期'], '2029-09-10');
  const { items, counts } = await outbox('inspector');
  assert.deepEqual(
    items.map(({ state }) => state),
    ['accepted', 'accepted'],
  );
  assert.deepEqual(counts, { accepted: 2 });
  assert.match(items[0]!.receipt ?? '', /^收/);
  // What had gone out is taken back from both.
  await fall(matter, '2026-09-16');
  assert.equal(await sendDue(context), 2);
  assert.equal(sent('withdraw').length, 2);
  assert.match(sent('withdraw')[0]!.body.columns['撤回原因'] ?? '', /赣府复2026-7/);
});

test('what fails is tried again later and later under the same key, until a person has to look', async () => {
  reset(() => 503);
  const matter = await published(story, cast);
  await sendDue(context);
  const [failed] = (await outbox('inspector', '?state=failed')).items;
  assert.match(failed?.error ?? '', /503/);
  assert.equal(failed?.nextAt, '2026-09-14T02:01:00.000Z');
  assert.equal(await sendDue(context), 0);
  assert.equal(site.arrivals.length, 2);
  clock.pass(1);
  await sendDue(context);
  assert.equal(site.arrivals.length, 4);
  for (let run = 0; run < 20; run += 1) {
    clock.pass(6 * 60);
    await sendDue(context);
  }
  assert.equal(site.arrivals.length, 32);
  const keys = new Set(site.arrivals.map(({ key }) => key));
  assert.equal(keys.size, 2);
  story.on('2026-09-21');
  const stuck = await outbox('inspector', '?state=failed&q=贡江');
  assert.equal(stuck.total, 2);
  assert.equal(stuck.items[0]!.nextAt, undefined);
  const url = `/api/publicity/${stuck.items[0]!.id}/retry`;
  // Another county sees nothing of it, a firm may not, a reader's own post must fit.
  assert.equal((await outbox('elsewhere')).total, 0);
  assert.equal((await (await story.as('elsewhere')).post(url)).status, 404);
  assert.equal((await (await story.as('principal')).post(url)).status, 403);
  assert.equal((await (await story.as('housing')).post(url)).status, 403);
  reset(() => 200);
  assert.equal((await (await story.as('reviewer')).post(url)).status, 204);
  assert.equal((await (await story.as('reviewer')).post(url)).status, 409);
  assert.equal(await sendDue(context), 1);
  assert.equal(site.arrivals[0]!.key, stuck.items[0]!.id);
  await fall(matter, '2026-09-22');
  // Whatever was tried may have arrived: it is taken back from the site that never answered, too.
  await sendDue(context);
  assert.equal(sent('withdraw').length, 2);
});

test('a line that breaks after the item arrived sends the same item again, never a second one', async () => {
  reset((nth) => (nth <= 2 ? 0 : 200));
  const matter = await published(story, cast);
  await sendDue(context);
  clock.pass(1);
  await sendDue(context);
  assert.equal(site.arrivals.length, 4);
  assert.equal(new Set(site.arrivals.map(({ key }) => key)).size, 2);
  await fall(matter, '2026-09-16');
  await sendDue(context);
});

test('what was on its way once is not said to have been withdrawn before', async () => {
  reset(() => 503);
  const matter = await published(story, cast);
  await sendDue(context);
  await fall(matter, '2026-09-16');
  const { items } = await outbox('inspector', '?state=withdrawn');
  const own = items.filter(({ proceeding }) => proceeding === matter.id);
  assert.deepEqual(
    own.map(({ stateTitle }) => stateTitle),
    ['曾经报送，已撤回', '曾经报送，已撤回'],
  );
  const firm = await story.as('principal');
  const mine = await firm.get<{ publications: readonly PresentedPublication[] }>(
    '/api/publications/mine',
  );
  const one = mine.body.publications.find(({ proceeding }) => proceeding === matter.id);
  assert.ok(one?.sites.some(({ state }) => state === '公示：曾经报送，已撤回'));
  assert.ok(!one?.sites.some(({ state }) => state.includes('未报送')));
  reset(() => 200);
  await sendDue(context);
});

test('two nodes at once send each item once', async () => {
  reset(() => 200);
  const matter = await published(story, cast);
  await Promise.all([sendDue(context), sendDue(context), sendDue(context)]);
  assert.equal(site.arrivals.length, 2);
  await fall(matter, '2026-09-16');
  await Promise.all([sendDue(context), sendDue(context)]);
  assert.equal(sent('withdraw').length, 2);
});

test('what was withdrawn before it was ever sent is sent nowhere', async () => {
  reset(() => 200);
  const matter = await published(story, cast);
  await fall(matter, '2026-09-15');
  assert.equal(await sendDue(context), 0);
  assert.deepEqual(site.arrivals, []);
  const { items } = await outbox('inspector', '?state=withdrawn');
  const own = items.filter(({ proceeding }) => proceeding === matter.id);
  assert.deepEqual(
    own.map(({ stateTitle }) => stateTitle),
    ['未报送即撤回', '未报送即撤回'],
  );
});

test('withdrawn while it is on its way, it is taken back once it has arrived', async () => {
  reset(() => 200);
  const matter = await published(story, cast);
  const real = own.transport;
  let isFallen = false;
  own.transport = {
    send: async (one) => {
      if (!isFallen) {
        isFallen = true;
        await fall(matter, '2026-09-15');
      }
      return real.send(one);
    },
  };
  await sendDue(context);
  own.transport = real;
  clock.pass(3);
  await sendDue(context);
  const order = site.arrivals
    .filter(({ body }) => body.site === 'gsxt')
    .map(({ body }) => body.action);
  assert.deepEqual(order, ['publish', 'withdraw']);
  assert.equal(sent('withdraw').length, 2);
});

test('without an address each item lies as a file in the folder of its site until somebody notes its receipt', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sifang-drop-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const real = own.transport;
  own.transport = folderDrop(folder);
  const matter = await published(story, cast);
  await sendDue(context);
  own.transport = real;
  const [name = ''] = readdirSync(join(folder, 'gsxt'));
  assert.match(name, /^publish-.*\.csv$/);
  const rows = readFileSync(join(folder, 'gsxt', name), 'utf8').split('\r\n');
  assert.match(rows[0] ?? '', /企业名称,统一社会信用代码/);
  assert.match(rows[1] ?? '', /赣州贡江水泥有限公司/);
  story.on('2026-09-15');
  const { items } = await outbox('reviewer', '?state=exported');
  const url = `/api/publicity/${items[0]!.id}/accept`;
  const client = await story.as('reviewer');
  assert.equal((await client.post(url, {})).status, 422);
  assert.equal((await client.post(url, { receipt: '平台回执1' })).status, 204);
  const noted = (await outbox('reviewer', '?state=accepted&q=贡江')).items;
  assert.equal(noted.find(({ id }) => id === items[0]!.id)?.receipt, '平台回执1');
  await fall(matter, '2026-09-16');
  await sendDue(context);
});

test("the office exports a site's table, everybody the list; a firm neither the outbox", async () => {
  story.on('2026-09-20');
  const client = await story.as('inspector');
  const sheet = await client.get('/api/publicity/export.xlsx?site=gsxt&kind=serious-dishonesty');
  assert.equal(sheet.status, 200);
  assert.match(sheet.headers.get('content-type') ?? '', /spreadsheetml/);
  const list = await client.get('/api/publications/export.xlsx');
  assert.equal(list.status, 200);
  const firm = await story.as('principal');
  assert.equal((await firm.get('/api/publicity')).status, 403);
  assert.equal((await firm.get('/api/publicity/export.xlsx?site=gsxt&kind=penalty')).status, 403);
});

test('what was withdrawn stands in no table to publish', async () => {
  await published(story, cast);
  const path = '/api/publicity/export.xlsx?site=gsxt&kind=serious-dishonesty';
  const { bytes, name } = await download(story, 'inspector', path);
  const table = await readTable(bytes, { name });
  const [counts] = await asOwner(service.databaseUrl, (owner) =>
    owner.query<{ all: number; standing: number }>(
      `select count(*)::int as all, (count(*) filter (where p.withdrawn_at is null))::int as standing
       from dispatch d join publication p on p.id = d.publication_id
       where d.site = 'gsxt' and d.action = 'publish' and p.kind = 'serious-dishonesty'`,
    ),
  );
  assert.ok(counts !== undefined && counts.all > counts.standing && counts.standing > 0);
  assert.equal(table.ok && table.rows.length, counts.standing);
});
