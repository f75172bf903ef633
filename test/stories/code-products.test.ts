import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import type { LotList } from '#server/lots/present.ts';
import { cement, sheet } from '../law/product-setting.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';
import { licensed, seedGranter } from './certified.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let file: Matter;

const records = (book: string) => `/api/books/${book}/records`;
const works = () => ({ subject: cast.organisations.works.id });
const bar = '/01/06901234567892';

before(async () => {
  cast = await seedCast(service.context.database);
  await seedGranter(service.context.database, cast);
  await licensed(story, works().subject, ['cement'], 'XK08-001-00001');
  story.on('2026-11-23');
  const old = { number: 'GB 175-2007', title: '通用硅酸盐水泥', from: '2008-06-01' };
  await story.submits('leader', records('standard-register'), {
    input: { source: '国家标准公告', standards: [{ ...old, classes: ['cement'] }] },
  });
  file = await story.opens('officer', 'product-file', 'file', cement, works());
});

/** What somebody in the street reads. */
async function visit(path: string, accept = 'text/html') {
  const answer = await service.client({ accept }).get<string>(path, { headers: { accept } });
  return { ...answer, heading: /<h1>([^<]*)<\/h1>/.exec(String(answer.body))?.[1] };
}

test('a bar code whose product is not supplied says so of the register, and nothing of the goods', async () => {
  const draft = await visit(bar);
  assert.deepEqual([draft.status, draft.heading], [404, '没有这个商品条码的产品档案']);
  assert.match(draft.body, /商品条码6901234567892没有/);
  assert.doesNotMatch(draft.body, /假冒的|普通硅酸盐|贡江/);
  assert.match(draft.body, /<input name="lot"/);
});

test('the bar code of a product in supply leads to the product, in little and without script', async () => {
  await file.does('principal', 'declare', { truthful: true });
  await file.fills('officer', 'checkLabel', sheet());
  await file.does('principal', 'supply', { from: '2026-11-23' });
  for (const path of [bar, '/01/6901234567892', `${bar}?lot=`]) {
    const page = await visit(path);
    assert.deepEqual([page.status, page.heading], [200, '普通硅酸盐水泥 P·O 42.5'], path);
    for (const said of [
      '赣州贡江水泥有限公司',
      'GB 175-2007 通用硅酸盐水泥',
      '工业产品生产许可证 XK08-001-00001（有效，有效期至',
      '江西赣州',
      '供应中',
      '网上投诉举报',
    ]) {
      assert.ok(page.body.includes(said), said);
    }
    assert.doesNotMatch(page.body, /可能是假冒|<script|刘建平/);
    assert.ok(Buffer.byteLength(page.body) < 30_000);
  }
});

test('a serial number without its lot is asked for the lot, and both lead to it', async () => {
  const page = await visit(`${bar}/21/5`);
  assert.deepEqual([page.status, page.heading], [200, '普通硅酸盐水泥 P·O 42.5']);
  assert.match(page.body, /序列号5要和批号一起查询：请输入包装上的批号/);
  assert.match(page.body, /name="serial" value="5"/);
  const led = await service.client().get(`${bar}?lot=A-1&serial=5`);
  assert.deepEqual([led.status, led.headers.get('location')], [303, `${bar}/10/A-1/21/5`]);
});

test('what is no code gets a sentence, and a program that reads JSON alone gets problem details', async () => {
  for (const path of ['/01/06901234567891', '/01/06901234567891/21/5', `${bar}/99/5`, '/01/abc']) {
    const page = await visit(path);
    assert.deepEqual([page.status, page.heading], [422, '无法识别这个码'], path);
    assert.equal((await visit(path, '*/*')).heading, '无法识别这个码', path);
    const problem = await service.client({ accept: 'application/json' }).get(path);
    assert.equal(problem.status, 422);
    assert.equal(problem.body['code'], 'invalid-input', path);
  }
  const unknown = await service.client({ accept: 'application/json' }).get('/01/06901234000009');
  assert.deepEqual([unknown.status, unknown.body['code']], [404, 'not-found']);
});

async function makes(number: string) {
  const { name: product, model } = cement;
  const own = { product, model, number, madeOn: '2026-11-23', quantity: '60', unit: '吨' };
  await story.submits('officer', records('lot-registration'), {
    input: { ...own, parts: [], file: file.id },
  });
  const { body } = await (await story.as('officer')).get<LotList>(`/api/lots?number=${number}`);
  return body.lots[0]!.id;
}

async function releases(lot: string, certificate: string) {
  const report = [await story.paper('officer')];
  const passed = { conclusion: 'pass', quantity: '20', certificate };
  const inspector = cast.people.officer.id;
  await story.submits('officer', records('lot-release'), {
    input: { lot, inspectedOn: '2026-11-23', report, inspector, ...passed },
  });
}

test('a lot of the product is found by its number, though it was registered without a link', async () => {
  await releases(await makes('A-1'), 'HG-1');
  const page = await visit(`${bar}/10/A-1`);
  assert.deepEqual([page.status, page.heading], [200, '已检验合格出厂']);
  await releases(await makes('甲批1号'), 'HG-2');
  const named = await visit(`${bar}?lot=${encodeURIComponent('甲批1号')}`);
  assert.equal(named.heading, '已检验合格出厂', 'a number that no link can hold');
  const wrong = await visit(`${bar}/10/A-9`);
  assert.deepEqual([wrong.status, wrong.heading], [404, '没有这个批号的记录']);
  assert.match(wrong.body, /批号“A-9”/);
  assert.doesNotMatch(wrong.body, /可能是假冒/);
  const foreign = await visit('/01/06901234000009/10/A-1');
  assert.deepEqual([foreign.status, foreign.heading], [404, '没有这个码'], 'of that bar code only');
  assert.match(foreign.body, /仅凭这一点不能判断产品真假/);
});

test('programs get the links of a product', async () => {
  const set = await visit(bar, 'application/linkset+json');
  const said = (typeof set.body === 'string' ? JSON.parse(set.body) : set.body) as {
    linkset: [{ anchor: string }];
  };
  assert.equal(said.linkset[0].anchor, 'https://id.gs1.org/01/06901234567892');
});

test('a recall of some of its lots stands first, with whom to call', async () => {
  // As a recall over lots writes it; the stories of recalls go the whole way.
  await asOwner(service.databaseUrl, async (owner) => {
    await owner.query(`
      insert into lot_block (lot, cause, entry_id, at)
        select seq, '${file.id}', gen_random_uuid(), now() from lot where number = 'A-1';
      insert into publication (id, kind, title, text, organisation_id, region, entry_id, at, proceeding_id, record)
        values ('01a19f22-7d00-773a-873d-92dedf8fd7dd', 'recall', '召回：水泥（召回人）', '正文',
          '${cast.organisations.shop.id}', 360704, gen_random_uuid(), now(), '${file.id}',
          '{"phone":"0797-1234567","emergency":"停止使用"}')`);
  });
  const name = '赣县区梅林建材经营部';
  for (const path of [bar, `${bar}/10/A-1`]) {
    const { body } = await visit(path);
    assert.match(body, /正在召回/, path);
    assert.ok(body.includes(`召回由<b>${name}</b>实施，不是本产品的生产者赣州贡江水泥有限公司。`));
    assert.match(body, /召回咨询电话：<a href="tel:07971234567">0797-1234567<\/a>/);
    assert.match(body, /应急处置：停止使用/);
    assert.match(body, /href="\/announcements\/01a19f22-7d00-773a-873d-92dedf8fd7dd"/);
  }
  const other = await visit(`${bar}?lot=${encodeURIComponent('甲批1号')}`);
  assert.equal(other.heading, '已检验合格出厂', 'only the lot that is meant');
});

test('what is made no more is still known to whoever has it; what was never sold is not', async () => {
  await file.does('principal', 'stop', { reason: '改型' });
  const page = await visit(bar);
  assert.equal(page.status, 200);
  assert.match(page.body, /2026-11-23起停止供应/);
  const never = { ...cement, name: '未供应水泥', code: '6901234000009' };
  const other = await story.opens('officer', 'product-file', 'file', never, works());
  await other.does('officer', 'retire', { reason: '不生产' });
  assert.equal((await visit('/01/6901234000009')).status, 404);
});
