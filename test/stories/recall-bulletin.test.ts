import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { actByTime } from '#server/acts/by-time.ts';
import type { BulletinImport } from '#server/recalls/present.ts';
import { writeTable } from '#server/tables/write-table.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
before(async () => {
  cast = await seedCast(service.context.database);
});

const titles = ['发布日期', '生产者', '产品名称', '涉及数量', '缺陷和后果', '召回措施'];
const good = ['2026-11-20', '浙江某电器有限公司', '电热水壶', '1200', '可能漏电', '退货'];

async function send(
  login: string,
  rows: readonly (readonly string[])[],
  commit: boolean,
  header: readonly string[] = titles,
) {
  const client = await story.as(login);
  const csv = [header, ...rows].map((row) => row.join(',')).join('\n');
  const source = encodeURIComponent('浙江省市场监督管理局网站');
  const path = `/api/recall-bulletins/import?name=a.csv&source=${source}&commit=${commit}`;
  return client.post<BulletinImport & { code?: string; detail?: string }>(
    path,
    new TextEncoder().encode(csv),
    { headers: { 'content-type': 'text/csv' } },
  );
}

async function announced(): Promise<string> {
  return (await service.client().get<string>('/announcements')).body;
}

test('a table with a wrong row publishes nothing and names the place', async () => {
  story.on('2026-11-23');
  const { body } = await send('leader', [good, ['去年', '', '充电器', '三', '起火', '更换']], true);
  assert.equal(body.imported, false);
  assert.deepEqual(
    body.issues.map(({ line, column }) => [line, column]),
    [
      [3, '发布日期'],
      [3, '生产者'],
      [3, '涉及数量'],
    ],
  );
  // Trying says what the act would refuse, each at its place.
  for (const commit of [false, true]) {
    const rows = [['2026-12-01', ...good.slice(1)], good, good];
    const { body } = await send('leader', rows, commit);
    assert.equal(body.imported, false);
    assert.deepEqual(
      body.issues.map(({ line, column, sentence }) => [line, column, sentence]),
      [
        [2, '发布日期', '“电热水壶”的发布日期不能晚于今天'],
        [4, '产品名称', '“电热水壶”重复，每项召回只能有一行'],
      ],
    );
  }
  for (const link of ['javascript:alert(1)', 'data:text/html;x', 'www.example.cn']) {
    const { body } = await send('leader', [[...good, link]], false, [...titles, '原文链接']);
    assert.match(body.issues[0]?.sentence ?? '', /须是以http:/, link);
  }
  const linked = await send('leader', [[...good, 'https://www.example.cn/a']], false, [
    ...titles,
    '原文链接',
  ]);
  assert.equal(linked.body.ok, true);
  assert.doesNotMatch(await announced(), /电热水壶/);
});

test('who may not publish is told at the first try which posts may', async () => {
  await seedPerson(service.context.database, {
    login: 'recalls-desk',
    name: '赵小燕',
    organisation: cast.organisations.provinceRegulator,
    posts: ['case-officer'],
  });
  for (const commit of [false, true]) {
    const { status, body } = await send('recalls-desk', [good], commit);
    assert.equal(status, 403);
    assert.match(
      body.detail ?? '',
      /省级市场监管部门的信息发布人、单位负责人、系统管理员转载，您不担任这些岗位/,
    );
  }
  const input = {
    source: '浙江省市场监督管理局网站',
    items: [
      {
        publishedOn: '2026-11-20',
        producer: '浙江某电器有限公司',
        product: '电热水壶',
        defect: '可能漏电',
        measures: '退货',
      },
    ],
  };
  const sentence = /由省级市场监管部门的信息发布人、单位负责人、系统管理员办理，您不担任这些岗位/;
  const refusal = { code: 'not-entitled', sentence } as const;
  await story.opensNot('recalls-desk', 'recall-bulletin', 'publish', input, refusal);
  for (const login of ['inspector', 'director', 'housing']) {
    assert.equal((await send(login, [good], false)).status, 403, login);
  }
  const template = await (await story.as('leader')).get('/api/recall-bulletins/template.xlsx');
  assert.equal(template.status, 200);
  assert.doesNotMatch(await announced(), /电热水壶/);
});

test('recalls from elsewhere are public until they are withdrawn or their time is over', async () => {
  const tried = await send('leader', [good], false);
  assert.deepEqual([tried.body.ok, tried.body.imported], [true, false]);
  const { body } = await send('leader', [good], true);
  assert.ok(body.imported && body.proceeding !== undefined);
  assert.match(await announced(), /浙江某电器有限公司 电热水壶/);
  const matter = new Matter(story, body.proceeding);
  await matter.does('leader', 'withdraw', { reason: '原公告撤销' });
  assert.doesNotMatch(await announced(), /电热水壶/);
  const sheet = await writeTable({
    sheet: '召回',
    columns: titles.map((title) => ({ title, key: title })),
    rows: [Object.fromEntries(titles.map((title, at) => [title, good[at]]))],
  });
  const client = await story.as('leader');
  const path = `/api/recall-bulletins/import?name=a.xlsx&source=x&commit=true`;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const again = await client.post<BulletinImport>(path, new Uint8Array(sheet), {
    headers: { 'content-type': type },
  });
  assert.equal(again.body.imported, true);
  assert.match(await announced(), /电热水壶/);
  story.on('2028-11-24');
  assert.equal(await actByTime(service.context), 1);
  assert.doesNotMatch(await announced(), /电热水壶/);
});
