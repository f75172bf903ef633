import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { actByTime } from '#server/acts/by-time.ts';
import type { BulletinImport } from '#server/recalls/present.ts';
import { writeTable } from '#server/tables/write-table.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);
before(() => seedCast(service.context.database));

const titles = ['发布日期', '生产者', '产品名称', '涉及数量', '缺陷和后果', '召回措施'];
const good = ['2026-11-20', '浙江某电器有限公司', '电热水壶', '1200', '可能漏电', '退货'];

async function send(login: string, rows: readonly (readonly string[])[], commit: boolean) {
  const client = await story.as(login);
  const csv = [titles, ...rows].map((row) => row.join(',')).join('\n');
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
  const late = await send('leader', [['2026-12-01', ...good.slice(1)]], true);
  assert.match(late.body.detail ?? '', /不能晚于今天/);
  const doubled = await send('leader', [good, good], true);
  assert.match(doubled.body.detail ?? '', /重复/);
  for (const login of ['inspector', 'director', 'housing']) {
    assert.equal((await send(login, [good], true)).status, 403, login);
  }
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
