import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { PhoneToday } from '#server/phone/present.ts';
import { webFolder } from '#server/pages/routes.ts';
import type { Today } from '#web/phone/day/today.ts';
import { phoneScene, shot, shotFile } from './phone-scene.ts';

const scene = await phoneScene({ after });
const shots = mkdtempSync(join(tmpdir(), 'sifang-phone-'));

/** Counts what fingers do: every tap on the page, and for a photo the shutter and “use it” in the camera. */
function countTaps(page: Page) {
  let taps = 0;
  return {
    get taps() {
      return taps;
    },
    async tap(name: string | RegExp) {
      taps += 1;
      await page.getByRole('button', { name }).tap();
    },
    async photograph(label: string, number: number) {
      taps += 3;
      await page.getByLabel(label).setInputFiles(shot(number));
    },
  };
}

test('the page knows the server’s answer about the day', () => {
  const said: (answer: PhoneToday) => Today = (answer) => answer;
  assert.ok(said);
});

test('all scripts of the page weigh less than 40 KB on the line', () => {
  const html = readFileSync(join(webFolder, 'phone/index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)];
  assert.ok(scripts.length > 0);
  const sizes = scripts.map((match) => gzipSync(readFileSync(join(webFolder, match[1]!))).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes < 40_000, `${bytes} bytes`);
});

test('a day without findings takes at most eight taps and far less than a minute', async () => {
  const { page } = await scene.phone();
  const fingers = countTaps(page);
  const began = performance.now();
  await fingers.tap('开始检查');
  const all = page.getByRole('button', { name: '以上全部正常' });
  await all.waitFor();
  assert.equal(await page.locator('article').count(), 12);
  assert.equal(await page.locator('input[type=radio]:checked').count(), 1, 'only the sort of day');
  await page.screenshot({ path: join(shots, 'list.png'), fullPage: true });
  const isInSight = await all.evaluate(
    (button) => button.getBoundingClientRect().top < innerHeight,
  );
  assert.equal(isInSight, false, 'the list has to be passed first');
  await fingers.tap('以上全部正常');
  await page.getByText('12项已全部检查').waitFor();
  assert.equal(await page.getByRole('button', { name: '提交零风险报告' }).count(), 0);
  await fingers.photograph('随机抽中项目现场拍照', 1);
  await fingers.tap('提交零风险报告');
  await page.getByRole('heading', { name: '零风险报告已提交' }).waitFor();
  const seconds = (performance.now() - began) / 1000;
  assert.ok(fingers.taps <= 8, `${fingers.taps} taps`);
  assert.ok(seconds < 60, `${seconds} s`);
  await page.getByText(/已入账 · 第\d+条/).waitFor();
  await page.screenshot({ path: join(shots, 'receipt.png'), fullPage: true });
  const [record] = await scene.records();
  assert.equal(record?.period, '2026-11-23');
  assert.ok((await page.locator('main').textContent())?.includes(record.id));
  const receipt = await page.getByRole('link', { name: '下载存证回执' }).getAttribute('href');
  const proof = await scene.desk.get<string>(receipt!);
  assert.equal(proof.status, 200);
  assert.match(proof.body, /^c2sp.org\/tlog-proof/);
  await page.getByRole('button', { name: '返回今日' }).tap();
  await page.getByRole('heading', { name: '零风险报告已提交' }).waitFor();
  await page.screenshot({ path: join(shots, 'home.png'), fullPage: true });
});

test('a finding with photos opens its corrective action', async () => {
  const { page } = await scene.phone();
  await page.getByRole('button', { name: /11月22日.*没有记录/ }).tap();
  await page.getByRole('button', { name: '网络不通' }).tap();
  await page.getByRole('radiogroup', { name: '袋重不足' }).getByLabel('发现问题').tap();
  const sheet = page.getByRole('dialog', { name: '发现问题' });
  await sheet.getByRole('button', { name: '完成' }).tap();
  await sheet.getByText('请写明发现的问题').waitFor();
  await sheet.getByLabel('问题描述').fill('3号包装机抽20袋，4袋低于49.5kg');
  await sheet.getByLabel('问题拍照').setInputFiles(shot(21, { width: 3000, height: 2000 }));
  await sheet.getByLabel('查看问题照片1').waitFor();
  await sheet.getByLabel('问题从相册选').setInputFiles([shot(22), shot(23)]);
  await sheet.getByLabel('查看问题照片3').waitFor();
  await sheet.getByRole('button', { name: '立即停用' }).tap();
  await sheet.getByLabel('实测值').fill('平均49.2kg');
  await page.screenshot({ path: join(shots, 'finding.png') });
  await sheet.getByRole('button', { name: '完成' }).tap();
  await page.getByRole('button', { name: '其余11项正常' }).tap();
  await page.getByLabel('随机抽中项目现场拍照').setInputFiles(shot(24));
  await page.getByRole('button', { name: '提交检查记录（1项问题）' }).tap();
  await page.getByRole('heading', { name: '检查记录已提交' }).waitFor();
  const record = (await scene.records()).find(({ period }) => period === '2026-11-22');
  assert.deepEqual([record?.late, record?.reason], [true, '网络不通']);
  const rows = record?.input['items'] as { item: string; result: string; photos: string[] }[];
  const found = rows.filter(({ result }) => result === 'finding');
  assert.deepEqual(
    found.map(({ item, photos }) => [item, photos.length]),
    [['SN08', 3]],
  );
  const opened = await scene.desk.get<{ proceedings: { procedure: string }[] }>('/api/proceedings');
  assert.deepEqual(
    opened.body.proceedings.map(({ procedure }) => procedure),
    ['corrective-action'],
  );
  const photo = await scene.desk.get(`/api/files/${found[0]!.photos[0]}`);
  assert.equal(photo.headers.get('content-type'), 'image/jpeg');
  assert.ok(Number(photo.headers.get('content-length')) < 1_000_000);
  await page.getByRole('button', { name: '返回今日' }).tap();
  await page.getByText('1项问题正在整改').waitFor();
});

test('a day without production is recorded with its reason', async () => {
  const { page } = await scene.phone();
  await page.getByRole('button', { name: /11月21日.*没有记录/ }).tap();
  await page.getByRole('button', { name: '忘记提交' }).tap();
  await page.getByRole('radio', { name: '停产、休业' }).tap();
  await page.getByRole('button', { name: '请写明停产、休业原因' }).tap();
  await page.getByRole('button', { name: '周末休息' }).tap();
  await page.getByRole('button', { name: '提交停产、休业记录' }).tap();
  await page.getByRole('heading', { name: '停产、休业记录已提交' }).waitFor();
  const record = (await scene.records()).find(({ period }) => period === '2026-11-21');
  assert.equal(record?.input['idleReason'], '周末休息');
  assert.deepEqual(record?.input['items'], []);
});

test('a wrong record is corrected, and both stay', async () => {
  const { page } = await scene.phone();
  await page.getByRole('button', { name: /11月21日.*停产/ }).tap();
  await page.getByRole('button', { name: '填错了？更正这份记录' }).tap();
  await page.getByLabel('停产、休业原因', { exact: true }).fill('窑系统检修');
  await page.getByRole('button', { name: '填写有误' }).tap();
  await page.getByRole('button', { name: '提交停产、休业记录' }).tap();
  await page.getByRole('heading', { name: '更正后的停产、休业记录已提交' }).waitFor();
  const records = (await scene.records()).filter(({ period }) => period === '2026-11-21');
  assert.equal(records.length, 2);
  const correction = records.find(({ corrects }) => corrects !== undefined);
  assert.ok(records.some(({ id }) => id === correction?.corrects));
  assert.equal(correction?.input['idleReason'], '窑系统检修');
  assert.equal(correction?.reason, '填写有误');
});

test('only pictures are taken, and for the drawn line only fresh ones', async () => {
  const { page } = await scene.phone();
  await page.getByRole('button', { name: /11月20日.*没有记录/ }).tap();
  const camera = page.getByLabel('随机抽中项目现场拍照');
  await camera.setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await page.getByText('这里只能添加照片').waitFor();
  await camera.setInputFiles({ name: 'a.heic', mimeType: 'image/heic', buffer: Buffer.from('x') });
  await page.getByText('读不出这张照片').waitFor();
  await camera.setInputFiles(shotFile(31, Date.parse('2026-11-23T00:00:00Z')));
  await page.getByText('请现场拍摄，不要使用以前的照片').waitFor();
  assert.equal(await page.getByLabel('查看随机抽中项目现场照片1').count(), 0);
});
