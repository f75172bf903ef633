import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { seedPassword } from '#test/client.ts';
import { rules } from '../law/spot-check/books-setting.ts';
import { startServer } from '../service.ts';
import type { Matter, Story } from '../stories/case-file.ts';
import type { SpotCheckStory } from '../stories/spot-check-scene.ts';
import { sitDown } from './desk.ts';
import { openLine } from './phone-line.ts';
import { fillIn, photograph, pick } from './sampling-sheet.ts';
import { openSpotChecks } from './spot-checks.ts';
import { tellWhereItFailed } from './told.ts';

const service = await startServer({ after });
const line = await openLine({ after }, service.baseUrl);
let browser: Browser;
let story: Story;
let check: SpotCheckStory;

before(async () => {
  ({ browser, story, check } = await openSpotChecks(service));
});
after(() => browser.close());
beforeEach(() => line.set('clear'));
tellWhereItFailed(() => browser);

/** A sheet that was opened at the office: it says itself that it is ready. */
async function prepared() {
  story.on('2026-08-28');
  const { sample, items } = rules;
  const matter = await check.assigned({ sample, items });
  story.on('2026-09-01');
  const path = `/app/spot-checks/${matter.id}/sampling`;
  const seat = { login: 'sampler', path, isPhone: true };
  const page = await sitDown(browser, { ...service, baseUrl: line.url }, seat);
  await page.getByText('已在本机备好').waitFor();
  return { page, context: page.context(), matter, path };
}

/** Cuts the line and closes the page; what is opened is another tab, as after the phone was put away. */
async function reopened(page: Page, path: string) {
  line.set('down');
  const next = await page.context().newPage();
  await page.close();
  next.setDefaultTimeout(30_000);
  await next.clock.install({ time: service.clock.now() });
  await next.goto(path);
  return next;
}

async function acts(matter: Matter) {
  return (await matter.seenBy('organiser')).timeline.map(({ act }) => act);
}

test('a prepared sheet opens in a village, is filled in, left, opened again, and arrives exactly once', async () => {
  const { page, context, matter, path } = await prepared();
  const away = await reopened(page, path);
  await away.getByText('离线', { exact: true }).waitFor();
  await away.getByRole('heading', { name: '延长线插座' }).waitFor();
  await away.getByLabel('监督抽查通知书编号').fill('通知2026-9');
  await photograph(away, '授权委托书复印件', 1200);
  await away.reload();
  await away.getByRole('img', { name: '授权委托书复印件1' }).waitFor();
  assert.equal(await away.getByLabel('监督抽查通知书编号').inputValue(), '通知2026-9');
  await away.getByRole('button', { name: '移除授权委托书复印件1' }).tap();
  await fillIn(away, 1210);
  await away.getByRole('button', { name: '提交现场抽样' }).tap();
  await away.getByRole('heading', { name: '等待发送' }).waitFor();
  const later = await reopened(away, path);
  await later.getByRole('heading', { name: '等待发送' }).waitFor();
  assert.deepEqual(await acts(matter), ['assign']);
  line.set('clear');
  await later.evaluate(() => dispatchEvent(new Event('online')));
  await later.getByText('抽样已经结束').waitFor();
  await later.reload();
  await later.getByText('抽样已经结束').waitFor();
  assert.deepEqual(await acts(matter), ['assign', 'present', 'take']);
  await context.close();
});

test('after signing out nobody opens the sheet without network', async () => {
  const { page, context, path } = await prepared();
  await pick(page, '抽样人员', '孙立');
  await page.goto('/app/');
  await page.getByRole('button', { name: '孙立' }).tap();
  await page.getByRole('button', { name: '退出登录' }).tap();
  await page.getByLabel('登录名').waitFor();
  const away = await reopened(page, path);
  await away.getByText('没有在本机备好').waitFor();
  assert.equal(await away.getByRole('heading', { name: '延长线插座' }).count(), 0);
  await context.close();
});

test('once the session would have ended, nobody opens the sheet without network', async () => {
  const again = await prepared();
  line.set('down');
  await again.page.clock.setFixedTime('2026-09-03T01:00:00.000Z');
  await again.page.reload();
  await again.page.getByText('没有在本机备好').waitFor();
  await again.context.close();
});

test('somebody else who signs in on the same device does not come upon the sheet', async () => {
  const { page, context, path } = await prepared();
  await context.clearCookies();
  await page.goto('/app/sign-in');
  await page.getByLabel('登录名').fill('organiser');
  await page.getByLabel('密码').fill(seedPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(({ pathname }) => !pathname.endsWith('/sign-in'));
  await page.getByRole('button', { name: '打开菜单' }).waitFor();
  const away = await reopened(page, path);
  await away.getByText('没有在本机备好').waitFor();
  await context.close();
});
