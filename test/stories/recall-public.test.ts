import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LotCodes } from '#server/codes/present.ts';
import { tellHolders } from '#server/recalls/tell.ts';
import { forms } from '../law/recall-setting.ts';
import { startServer } from '../service.ts';
import type { Matter } from './case-file.ts';
import { isAudited, RecallChain } from './recall-scene.ts';

const service = await startServer({ after });
const chain = new RecallChain(service);
const { story } = chain;
/** Tubes with a defect, of which another firm made carriages. */
let matter: Matter;
let code: string;

const text = '龙南钢管有限公司召回GG-1批次车架钢管。';

before(async () => {
  await chain.seed();
  await chain.delivers();
  const carriage = (await chain.held('maker', 'TC-1'))!.id;
  const issue = { input: { lot: carriage, serials: 0 } };
  await story.submits('maker', '/api/books/code-issue/records', issue);
  const { body } = await (await story.as('maker')).get<LotCodes>(`/api/lots/${carriage}/codes`);
  code = new URL(body.address!).pathname;
  story.on('2026-09-30');
  const about = { subject: chain.id('tubes') };
  const goods = { ...forms.discover, productName: '车架钢管', model: 'GG', lots: 'GG-1批次' };
  matter = await story.opens('tubes', 'recall', 'discover', goods, about);
  await matter.fills('tubes', 'report', forms.report);
  await matter.fills('tubes', 'conclude', forms.defect);
  const steel = (await chain.held('tubes', 'GG-1'))!.id;
  const seeds = [{ lot: steel }];
  await matter.fills('tubes', 'stop', { ...forms.stop, operators: [], seeds });
});

async function page(path: string) {
  const client = service.client({ accept: 'text/html' });
  const { status, body } = await client.get<string>(path);
  return { status, body, heading: /<h1>([^<]*)<\/h1>/.exec(body)?.[1] };
}

/** Ids of what stands announced, newest first. */
async function announced() {
  const { body } = await page('/announcements');
  return [...body.matchAll(/<li id="a-([^"]+)"/g)].map(([, id]) => id!);
}

test('before anything is published the goods are sealed, and nobody is named', async () => {
  const { heading, body } = await page(code);
  assert.equal(heading, '已封存，请不要购买和使用');
  assert.doesNotMatch(body, /龙南钢管/);
});

test('the plan is announced with the goods, the defect, what to do and whom to call', async () => {
  const client = await story.as('tubes');
  const { body } = await client.post<{ hash: string }>(`/api/recalls/${matter.id}/preview`, {
    lots: [],
  });
  await matter.fills('tubes', 'plan', { ...forms.plan, hash: body.hash });
  await matter.does('leader', 'publishPlan', { text: '公示龙南钢管有限公司的召回计划。' });
  const [id] = await announced();
  const shown = await page(`/announcements/${id}`);
  assert.equal(shown.heading, '召回计划：车架钢管 GG（龙南钢管有限公司）');
  for (const said of [
    'GG-1批次',
    'XL-2全部批次',
    '车架断裂',
    '停止使用',
    '退货',
    '全额退款',
    '质量部',
  ]) {
    assert.ok(shown.body.includes(said), said);
  }
  assert.match(shown.body, /<a href="tel:07910000000">/);
  assert.match((await page(code)).body, /召回咨询电话：<a href="tel:07910000000">/);
});

test('the recall is announced with its hotline, in the list and in whole', async () => {
  story.on('2026-10-10');
  await matter.fills('tubes', 'publishRecall', { ...forms.publish, text });
  const [id] = await announced();
  const list = await page('/announcements');
  for (const said of ['召回：车架钢管 GG（龙南钢管有限公司）', text, '存在的缺陷：车架断裂']) {
    assert.ok(list.body.includes(said), said);
  }
  assert.match(list.body, /应急处置方式：停止使用/);
  assert.match(list.body, /公众咨询电话：4000000000/);
  const whole = await page(`/announcements/${id}`);
  for (const said of [text, '500', '退货', '2026-10-10至2027-06-30', '第十五条']) {
    assert.ok(whole.body.includes(said), said);
  }
  assert.match(whole.body, /<a href="tel:4000000000">4000000000<\/a>/);
  for (const { body } of [list, whole]) {
    assert.ok(Buffer.byteLength(body) < 30_000);
    assert.doesNotMatch(body, /<script|王总监/, 'nobody who reported is named');
  }
});

test('the code of goods that another made names who recalls, its phone and its notice', async () => {
  const [id] = await announced();
  const { heading, body } = await page(code);
  assert.equal(heading, '正在召回，请立即停止使用');
  assert.match(
    body,
    /召回由<b>龙南钢管有限公司<\/b>实施，不是本产品的生产者南昌小鹿童车有限公司。/,
  );
  assert.match(body, /召回咨询电话：<a href="tel:4000000000">/, 'the hotline before the plan’s');
  assert.match(body, /应急处置：停止使用/);
  assert.equal(body.match(/召回由/g)?.length, 1, 'one recall, though plan and notice stand');
  assert.ok(body.includes(`href="/announcements/${id}"`));
  assert.ok(Buffer.byteLength(body) < 30_000);
});

test('a notice that nobody published is nowhere', async () => {
  assert.equal((await page('/announcements/01a19f22-7d00-773a-873d-92dedf8fd7dd')).status, 404);
  assert.equal((await page('/announcements/x')).status, 422);
});

test('what was announced follows from the acts', async () => {
  await story.isProved();
  await tellHolders(service.context);
  await isAudited(service);
});
