import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { webFolder } from '#server/pages/routes.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import { spotCheckCast, SpotCheckStory } from '../stories/spot-check-scene.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';
import { tellWhereItFailed } from './told.ts';

const service = await startServer({ after });
let browser: Browser;
let check: SpotCheckStory;

before(async () => {
  assert.ok(existsSync(join(webFolder, 'workbench/index.html')), 'run `npm run build` first');
  check = new SpotCheckStory(new Story(service), await spotCheckCast(service.context.database));
  browser = await launchBrowser();
});
after(() => browser.close());
tellWhereItFailed(() => browser);

test('at the desk every link is one stop of the Tab key and is followed with Enter', async () => {
  await check.reported();
  const page = await sitDown(browser, service, { login: 'organiser', path: '/app/spot-checks' });
  const link = page.getByRole('link', { name: '下达单项任务' });
  await link.waitFor();
  assert.equal(await page.locator('a button').count(), 0);
  assert.match((await link.getAttribute('class')) ?? '', /ant-btn-primary/);
  await page.getByRole('link', { name: '抽查计划' }).last().focus();
  await page.keyboard.press('Tab');
  assert.ok(await link.evaluate((one) => one === document.activeElement));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/proceedings\/new/);
});

test('a form that is closed with Escape gives the focus back to the button that opened it', async () => {
  const matter = await check.reported();
  const path = `/app/spot-checks/${matter.id}`;
  const page = await sitDown(browser, service, { login: 'organiser', path });
  const button = page.getByRole('button', { name: '书面告知检验结论和权利' });
  await button.focus();
  await page.keyboard.press('Enter');
  const field = page.getByLabel('告知书编号');
  await field.focus();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  assert.ok(await button.evaluate((one) => one === document.activeElement));
});

test('the Tab key leaves a list of several choices and picks nothing', async () => {
  const page = await (await browser.newContext({ baseURL: service.baseUrl })).newPage();
  await page.goto('/app/register');
  const field = page.getByLabel('产品类别');
  await field.fill('延长线');
  await page.keyboard.press('Enter');
  const chosen = page.locator('.ant-select-selection-item');
  assert.deepEqual(await chosen.allInnerTexts(), ['延长线插座']);
  await page.keyboard.press('Tab');
  assert.equal(await field.evaluate((one) => one === document.activeElement), false);
  await page.locator('.ant-select-dropdown').waitFor({ state: 'hidden' });
  assert.deepEqual(await chosen.allInnerTexts(), ['延长线插座']);
  await page.context().close();
});
