import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import type { LotCodes } from '#server/codes/present.ts';
import type { LotList } from '#server/lots/present.ts';
import { serialNumber } from '#server/codes/code.ts';
import { Story } from './case-file.ts';
import { licensed, seedGranter } from './certified.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let lot: string;

const records = (book: string) => `/api/books/${book}/records`;
const link = 'https://id.gs1.org/01/06901234567892/10/GJ-1103';
const made = {
  product: '延长线插座',
  model: 'GN-26',
  number: 'GJ-1103',
  madeOn: '2026-11-03',
  quantity: '120',
  unit: '个',
  parts: [],
  identifier: link,
};

before(async () => {
  cast = await seedCast(service.context.database);
  await seedGranter(service.context.database, cast);
  await licensed(story, cast.organisations.works.id, ['cement']);
});

/** What somebody in the street reads. */
async function visit(path: string, headers: Record<string, string> = {}) {
  const client = service.client({ accept: 'text/html', ...headers });
  const answer = await client.get<string>(path, { headers: { accept: 'text/html', ...headers } });
  return { ...answer, heading: /<h1>([^<]*)<\/h1>/.exec(String(answer.body))?.[1] };
}

async function release(quantity: string) {
  const report = [await story.paper('officer')];
  const inspector = cast.people.officer.id;
  const passed = { conclusion: 'pass', quantity, certificate: 'HG-1103' };
  const input = { lot, inspectedOn: '2026-11-06', report, inspector, ...passed };
  await story.submits('officer', records('lot-release'), { input });
}

test('a GS1 link must be one, and name this very lot', async () => {
  story.on('2026-11-03');
  const refused = (identifier: string, sentence: RegExp) =>
    story.refused(
      'officer',
      records('lot-registration'),
      { input: { ...made, identifier } },
      { code: 'invalid-input', sentence },
    );
  await refused('https://id.gs1.org/01/06901234567891/10/GJ-1103', /校验码应为2/);
  await refused('https://id.gs1.org/01/06901234567892/10/GJ-1104', /批号GJ-1103/);
  await refused('https://id.gs1.org/01/06901234567892', /批号/);
  await story.submits('officer', records('lot-registration'), {
    input: {
      ...made,
      identifier: 'https://example.com/shop/01/6901234567892/10/GJ-1103?15=270101',
    },
  });
  const { body } = await (await story.as('officer')).get<LotList>('/api/lots?q=GJ-1103');
  lot = body.lots[0]!.id;
});

test('before its inspection a lot gets no code, and its printed bar code says so', async () => {
  await story.refused(
    'officer',
    records('code-issue'),
    { input: { lot, serials: 0 } },
    {
      code: 'condition-unmet',
      sentence: /不得赋码/,
      basis: ['guidance/2.5', 'product-quality-law/12', 'product-quality-law/27'],
    },
  );
  const page = await visit('/01/06901234567892/10/GJ-1103');
  assert.equal(page.status, 200);
  assert.equal(page.heading, '没有检验合格记录');
  assert.doesNotMatch(page.body, /HG-1103/);
});

test('what was released gets codes, and no more of them than there are things', async () => {
  story.on('2026-11-07');
  await release('100');
  await story.refused(
    'officer',
    records('code-issue'),
    { input: { lot, serials: 101 } },
    { code: 'condition-unmet', sentence: /已放行100个/ },
  );
  await story.submits('officer', records('code-issue'), { input: { lot, serials: 60 } });
  await story.refused(
    'officer',
    records('code-issue'),
    { input: { lot, serials: 41 } },
    { code: 'condition-unmet', sentence: /超过/ },
  );
  await story.submits('officer', records('code-issue'), { input: { lot, serials: 40 } });
  const officer = await story.as('officer');
  const { body } = await officer.get<LotCodes>(`/api/lots/${lot}/codes`);
  assert.deepEqual(
    body.ranges.map(({ first, last }) => [first, last]),
    [
      [1, 60],
      [61, 100],
    ],
  );
  assert.match(body.qr ?? '', /^<svg/);
  const stranger = await story.as('shopkeeper');
  assert.deepEqual((await stranger.get<LotCodes>(`/api/lots/${lot}/codes`)).body.ranges, []);
  assert.equal((await stranger.get(`/api/lots/${lot}/labels.pdf?from=1&to=5`)).status, 404);
});

test('codes come as a sheet to print and as a table for the printer', async () => {
  const officer = await story.as('officer');
  const pdf = await officer.get<string>(`/api/lots/${lot}/labels.pdf?from=1&to=30`);
  assert.equal(pdf.status, 200);
  assert.match(pdf.headers.get('content-type') ?? '', /^application\/pdf/);
  const one = await officer.get<string>(`/api/lots/${lot}/labels.pdf`);
  assert.equal(one.status, 200);
  assert.equal((await officer.get(`/api/lots/${lot}/codes.xlsx?from=1&to=100`)).status, 200);
  assert.equal((await officer.get(`/api/lots/${lot}/codes.xlsx?from=1&to=101`)).status, 422);
  assert.equal((await officer.get(`/api/lots/${lot}/labels.pdf?from=9&to=3`)).status, 422);
});

async function codeOf() {
  const officer = await story.as('officer');
  const { body } = await officer.get<LotCodes>(`/api/lots/${lot}/codes`);
  return body.address!.split('/').at(-1)!;
}

test('everybody reads what it is, who made it and that it passed, in little and without script', async () => {
  const code = await codeOf();
  for (const path of [`/c/${code}`, `/c/${code.toLowerCase()}`, '/01/06901234567892/10/GJ-1103']) {
    const page = await visit(path);
    assert.equal(page.heading, '已检验合格出厂', path);
    for (const said of ['延长线插座', 'GJ-1103', '2026-11-03', '赣州贡江水泥有限公司', 'HG-1103']) {
      assert.ok(page.body.includes(said), said);
    }
    assert.ok(Buffer.byteLength(page.body) < 30_000);
    assert.doesNotMatch(page.body, /<script/);
    assert.doesNotMatch(page.body, /刘建平|\b120\b/, 'neither people nor quantities');
    const standards = /<a href="(\/declarations[^"]*)">/.exec(page.body)?.[1] ?? '';
    assert.equal(standards, `/declarations?q=${encodeURIComponent('赣州贡江水泥有限公司')}`);
    assert.equal((await visit(standards)).heading, '执行标准自我声明');
  }
});

test('unknown codes, and numbers that nobody gave out, are called so', async () => {
  const code = await codeOf();
  const unknown = await visit('/c/000000000000');
  assert.deepEqual([unknown.status, unknown.heading], [404, '没有这个码']);
  assert.equal((await visit('/01/06901234567892/10/OTHER')).heading, '没有这个码');
  const misread = await visit('/01/06901234567891/10/GJ-1103');
  assert.deepEqual([misread.status, misread.heading], [422, '无法识别这个码']);
  assert.match(misread.body, /校验码/);
  assert.equal((await visit(`/c/${code}/0001AAAAAAAA`)).heading, '序列码不是生产者发出的');
  const { serverKey } = service.context.settings;
  const beyond = serialNumber(serverKey, code, 101);
  assert.equal((await visit(`/c/${code}/${beyond}`)).heading, '序列码不是生产者发出的');
  assert.equal((await visit(`/c/${code}/%3Cscript%3E`)).heading, '序列码不是生产者发出的');
});

/** Looks of several people at one thing, each from an address of his own, and one who says where he is. */
async function looksAt(n: number) {
  const code = await codeOf();
  const serial = serialNumber(service.context.settings.serverKey, code, n);
  const seenBy = (host: number, at = '') =>
    visit(`/c/${code}/${serial}${at}`, { 'x-forwarded-for': `203.0.113.${host}` });
  return { serial, seenBy };
}

test('cities that people name are told without a word of forgery, until several name each', async () => {
  const { serial, seenBy } = await looksAt(7);
  const first = await seenBy(7);
  assert.equal(first.heading, '已检验合格出厂');
  assert.match(first.body, /首次查询在2026-11-07/);
  assert.doesNotMatch(first.body, /未经核实/);
  // Nobody alone makes a thing look as if it had been elsewhere, wherever he says that he is.
  await seenBy(7, '?at=360700');
  const elsewhere = await seenBy(7, '?at=360100');
  assert.match(elsewhere.body, /共有1人次/);
  assert.doesNotMatch(elsewhere.body, /未经核实/);
  const second = await seenBy(8, '?at=360700');
  assert.equal(second.heading, '已检验合格出厂', 'two that nobody knows condemn no genuine thing');
  assert.match(second.body, /城市有2个，未经核实。如非本人或者家人扫描，请核对/);
  assert.doesNotMatch(second.body, /可能被复制|可能是假冒/);
  for (const host of [9, 10]) await seenBy(host, '?at=360700');
  assert.equal((await seenBy(11, '?at=360100')).heading, '已检验合格出厂');
  const warned = await seenBy(12, '?at=360100');
  assert.equal(warned.heading, '这个码可能被复制');
  assert.match(warned.body, /多人填写在不同城市/);
  const other = await visit(`/01/06901234567892/10/GJ-1103/21/${serial}`);
  assert.equal(other.heading, '这个码可能被复制', 'whatever spelling it is asked for in');
  const neighbour = await looksAt(8);
  assert.equal((await neighbour.seenBy(7)).heading, '已检验合格出厂');
});

test('an owner may look every day; many people within three days are too many', async () => {
  const { seenBy } = await looksAt(9);
  for (let day = 7; day <= 25; day += 1) {
    story.on(`2026-11-${String(day).padStart(2, '0')}`);
    const own = await seenBy(20);
    assert.equal(own.heading, '已检验合格出厂', `on day ${day}`);
    assert.match(own.body, new RegExp(`共有${day - 6}人次`));
  }
  story.on('2026-12-20');
  for (let host = 30; host < 40; host += 1) {
    assert.equal((await seenBy(host)).heading, '已检验合格出厂');
  }
  const eleventh = await seenBy(40);
  assert.equal(eleventh.heading, '这个码可能被复制');
  assert.match(eleventh.body, /72小时内，同一个序列码被查询了10人次以上/);
  assert.doesNotMatch(eleventh.body, /不同城市/);
  story.on('2026-12-24');
  assert.equal((await seenBy(40)).heading, '已检验合格出厂', 'what is long ago condemns nothing');
  story.on('2026-11-07');
});

test('of the looks at a number the first and the latest are kept, and no address', async () => {
  const { seenBy } = await looksAt(10);
  await seenBy(1);
  await asOwner(service.databaseUrl, async (owner) => {
    const [one] = await owner.query<{ lot: string; n: number }>(
      `select lot, max(serial) as n from code_scan group by lot`,
    );
    await owner.query(`insert into code_scan select ${one!.lot}, ${one!.n}, '2026-11-08T00:00Z'::timestamptz
      + n * interval '1 minute', null, int4send(n) from generate_series(1, 300) n`);
    story.on('2026-12-01');
    await seenBy(2);
    const kept = await owner.query<{ at: string; visitor: Buffer }>(
      `select at::date::text as at, visitor from code_scan where serial = ${one!.n} order by code_scan.at`,
    );
    assert.equal(kept.length, 200);
    assert.deepEqual([kept[0]!.at, kept.at(-1)!.at], ['2026-11-07', '2026-12-01']);
    assert.ok(kept.every(({ visitor }) => visitor.length <= 8));
  });
  story.on('2026-11-07');
});

test('programs get the links of goods, and are led to one of them', async () => {
  const path = '/01/06901234567892/10/GJ-1103';
  const page = await visit(path);
  assert.match(page.headers.get('link') ?? '', /linkType=all>; rel="linkset"/);
  const set = await visit(path, { accept: 'application/linkset+json' });
  assert.match(set.headers.get('content-type') ?? '', /^application\/linkset\+json/);
  const said = (typeof set.body === 'string' ? JSON.parse(set.body) : set.body) as {
    linkset: [Record<string, readonly { href: string }[]> & { anchor: string }];
  };
  const [links] = said.linkset;
  assert.equal(links.anchor, link);
  assert.match(links['https://ref.gs1.org/voc/certificationInfo']![0]!.href, /\/verify\?entry=/);
  assert.ok(links['https://ref.gs1.org/voc/defaultLink']);
  assert.equal((await visit(`${path}?linkType=gs1:nothing`)).status, 404);
});

test('two firms that claim the same bar code are both shown, and neither is believed', async () => {
  const twin = { ...made, product: '仿冒插座', identifier: link };
  await story.submits('shopkeeper', records('lot-registration'), { input: twin });
  const page = await visit('/01/06901234567892/10/GJ-1103');
  assert.equal(page.heading, '多个生产者登记了同一个码');
  assert.match(page.body, /赣州贡江水泥有限公司：延长线插座 GN-26（已检验合格出厂）/);
  assert.match(page.body, /仿冒插座 GN-26（没有检验合格记录）/);
  assert.equal((await visit(`/c/${await codeOf()}`)).heading, '已检验合格出厂');
});

test('what is kept back says so at once behind every code that was printed', async () => {
  story.on('2026-11-08');
  const report = [await story.paper('officer')];
  const inspector = cast.people.officer.id;
  const failed = { lot, inspectedOn: '2026-11-08', conclusion: 'fail', report, inspector };
  await story.submits('officer', records('lot-release'), { input: failed });
  const code = await codeOf();
  assert.equal((await visit(`/c/${code}`)).heading, '已封存，请不要购买和使用');
  const disputed = await visit('/01/06901234567892/10/GJ-1103');
  assert.match(disputed.body, /赣州贡江水泥有限公司：延长线插座 GN-26（已封存，请不要购买和使用）/);
  const serial = serialNumber(service.context.settings.serverKey, code, 8);
  assert.equal((await visit(`/c/${code}/${serial}`)).heading, '已封存，请不要购买和使用');
  await story.refused(
    'officer',
    records('code-issue'),
    { input: { lot, serials: 0 } },
    { code: 'condition-unmet', sentence: /隔离/ },
  );
});

test('every record of the story can be proved', () => story.isProved());
