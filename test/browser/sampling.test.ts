import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { rules } from '../law/spot-check/books-setting.ts';
import { startServer } from '../service.ts';
import type { Matter, Story } from '../stories/case-file.ts';
import type { SpotCheckStory } from '../stories/spot-check-scene.ts';
import { sitDown } from './desk.ts';
import { answer } from './pick.ts';
import { fillIn, photograph, pick } from './sampling-sheet.ts';
import { openSpotChecks } from './spot-checks.ts';
import { tellWhereItFailed } from './told.ts';

const service = await startServer({ after });
let browser: Browser;
let story: Story;
let check: SpotCheckStory;

before(async () => {
  ({ browser, story, check } = await openSpotChecks(service));
});
after(() => browser.close());
tellWhereItFailed(() => browser);

/** A sampler's phone before the sheet of a new check. */
async function sheet() {
  story.on('2026-08-28');
  const { sample, items } = rules;
  const matter = await check.assigned({ sample, items });
  story.on('2026-09-01');
  const path = `/app/spot-checks/${matter.id}/sampling`;
  const page = await sitDown(browser, service, { login: 'sampler', path, isPhone: true });
  await page.getByRole('heading', { name: '延长线插座' }).waitFor();
  return { page, context: page.context(), matter };
}

async function acts(matter: Matter) {
  return (await matter.seenBy('organiser')).timeline.map(({ act }) => act);
}

test('a sheet filled in without network waits on the phone and arrives exactly once', async () => {
  const { page, context, matter } = await sheet();
  // The numbers of the rules stand there already.
  assert.equal(await page.getByLabel('检验样品数量').inputValue(), '4');
  await context.setOffline(true);
  await fillIn(page, 700);
  await page.getByRole('button', { name: '提交现场抽样' }).tap();
  await page.getByRole('heading', { name: '等待发送' }).waitFor();
  assert.deepEqual(await acts(matter), ['assign']);
  await page.getByRole('button', { name: '立即发送' }).tap();
  await page.getByRole('heading', { name: '等待发送' }).waitFor();
  await context.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('抽样已经结束').waitFor();
  assert.deepEqual(await acts(matter), ['assign', 'present', 'take']);
  const taken = (await matter.seenBy('organiser')).timeline.at(-1)!.input;
  const { samplers, sampled } = taken['signatures'] as { samplers: string[]; sampled: string[] };
  assert.deepEqual([samplers.length, sampled.length], [2, 1]);
  assert.equal(new Set([...samplers, ...sampled]).size, 3, 'three different signatures');
  await context.close();
});

test('what was typed survives a reload, and what is missing is named at its place', async () => {
  const { page, context, matter } = await sheet();
  await page.getByLabel('监督抽查通知书编号').fill('通知2026-2');
  await pick(page, '抽样人员', '孙立');
  await page.waitForFunction(() => indexedDB.databases().then((all) => all.length > 0));
  await page.reload();
  await page.getByRole('heading', { name: '延长线插座' }).waitFor();
  assert.equal(await page.getByLabel('监督抽查通知书编号').inputValue(), '通知2026-2');
  await page.getByRole('button', { name: '提交现场抽样' }).tap();
  await page.getByText('至少选择2人').waitFor();
  assert.deepEqual(await acts(matter), ['assign']);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 375, `nothing is wider than the phone: ${width}`);
  await context.close();
});

test('what the office refuses comes back with its reason and is corrected', async () => {
  const { page, context, matter } = await sheet();
  await fillIn(page, 800);
  await page.getByLabel('备用样品封条编号', { exact: true }).fill('F-1');
  await page.getByRole('button', { name: '提交现场抽样' }).tap();
  await page.getByRole('heading', { name: '没有被接收' }).waitFor();
  await page.getByText('检验样品和备用样品须分别封样').waitFor();
  assert.deepEqual(await acts(matter), ['assign', 'present']);
  await page.getByRole('button', { name: '返回修改' }).tap();
  await page.getByLabel('备用样品封条编号', { exact: true }).fill('F-2');
  await page.getByRole('button', { name: '提交现场抽样' }).tap();
  await page.getByText('抽样已经结束').waitFor();
  assert.deepEqual(await acts(matter), ['assign', 'present', 'take']);
  await context.close();
});

test('a shop that refuses ends the sampling with its record', async () => {
  const { page, context, matter } = await sheet();
  await page.getByRole('button', { name: '拒绝抽样', exact: true }).first().tap();
  await pick(page, '情形', '阻碍抽样');
  await page.getByLabel('情况记录').fill('店主锁门离开');
  await photograph(page, '照片录像', 900);
  await page.getByRole('button', { name: '提交拒绝抽样' }).tap();
  await answer(page, '提交');
  await page.getByText('抽样已经结束').waitFor();
  assert.deepEqual(await acts(matter), ['assign', 'reportRefusal']);
  await context.close();
});
