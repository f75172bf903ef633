import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { webFolder } from '#server/pages/routes.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { firmOf, registered } from '../stories/accounts-scene.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';
import { tellWhereItFailed } from './told.ts';

const service = await startServer({ after });
let browser: Browser;

before(async () => {
  assert.ok(existsSync(join(webFolder, 'workbench/index.html')), 'run `npm run build` first');
  await seedCast(service.context.database);
  browser = await launchBrowser();
});
after(() => browser.close());
tellWhereItFailed(() => browser);

function atDesk(path: string, width?: number): Promise<Page> {
  return sitDown(browser, service, { login: 'inspector', path, width });
}

/** Finds the county by its name, as a person does among a hundred. */
async function placeIn(page: Page): Promise<void> {
  const box = page.getByRole('combobox', { name: '选择地区' });
  await box.fill('赣县');
  await page
    .locator('.ant-select-item-option')
    .and(page.getByTitle(/赣县区/))
    .last()
    .click();
}

/** Picks a class of products in the form of a firm. */
async function classIn(page: Page): Promise<void> {
  const box = page.getByLabel('产品类别');
  await box.fill('水泥');
  await page
    .locator('.ant-select-item-option')
    .and(page.getByTitle('水泥', { exact: true }))
    .click();
  await box.press('Escape');
}

for (const width of [1440, 375]) {
  test(`the regulator opens a firm's first account, ${width} pixels wide`, async () => {
    const inspector = await service.client().signIn('inspector');
    const firm = await registered(inspector);
    const page = await atDesk('/app/organisations', width);
    await page.getByLabel('无人能办理').check();
    await page.getByRole('link', { name: firm.name }).click();
    await page.getByText('这家单位没有主要负责人能够登录办理').waitFor();
    await page.getByRole('button', { name: '开通账号' }).click();
    const drawer = page.getByRole('dialog');
    assert.equal(await drawer.getByLabel('登录名').inputValue(), firm.creditCode.toLowerCase());
    await drawer.getByLabel('主要负责人姓名').fill('肖春生');
    await drawer.getByRole('button', { name: /^开\s?通$/ }).click();
    const password = await drawer.locator('.secret').textContent();
    assert.match(password ?? '', /^(\w{4}-){3}\w{4}$/);
    await drawer.getByRole('button', { name: '已记下' }).click();
    await page.getByText('有主要负责人能够办理', { exact: true }).waitFor();
    assert.equal(await page.getByRole('button', { name: '开通账号' }).count(), 0);
    await page.context().close();
  });

  test(`a firm claims itself and the regulator confirms, ${width} pixels wide`, async () => {
    const inspector = await service.client().signIn('inspector');
    const firm = await registered(inspector);
    const context = await browser.newContext({
      baseURL: service.baseUrl,
      locale: 'zh-CN',
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto('/app/register');
    await page.getByLabel('单位名称').fill('江口水泥');
    await page.getByLabel('统一社会信用代码').fill(firm.creditCode);
    await placeIn(page);
    await page.getByLabel('生产').check();
    await page.getByLabel('电话').fill('0797-4441234');
    await classIn(page);
    await page.getByLabel('主要负责人姓名').fill('肖春生');
    await page.getByLabel('登录名').fill(`xiao${width}`);
    await page.getByLabel('密码').fill('hetang-yuese-2026');
    await page.getByRole('button', { name: '注册' }).click();
    await page.getByText('认领已提交').waitFor();
    await page.getByRole('link', { name: '去登录页面' }).click();
    await page.getByLabel('登录名').fill(`xiao${width}`);
    await page.getByLabel('密码').fill('hetang-yuese-2026');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText(/等待.*核对/).waitFor();
    await context.close();

    const desk = await atDesk(`/app/organisations/${firm.id}`, width);
    await desk.getByText('江口水泥（与登记不同）').waitFor();
    await desk.getByRole('button', { name: '已核对，确认' }).click();
    await desk.getByText('有主要负责人能够办理', { exact: true }).waitFor();
    await desk.context().close();
    await service.client().signIn(`xiao${width}`, 'hetang-yuese-2026');
  });
}

test('a platform is registered without the question of what an enterprise does', async () => {
  const { name, creditCode } = firmOf({ name: '赣县区赣品网络科技公司' });
  const page = await atDesk('/app/organisations/new');
  await page.getByText('经营类型').waitFor();
  await page.getByLabel('生产').check();
  await page.getByLabel('网络交易平台').check();
  await page.getByText('经营类型').waitFor({ state: 'detached' });
  await page.getByLabel('单位名称').fill(name);
  await page.getByLabel('统一社会信用代码').fill(creditCode);
  await placeIn(page);
  await page.getByRole('button', { name: /^登\s?记$/ }).click();
  await page.getByText('网络交易平台 · 赣县区').waitFor();
  await page.getByText('这家单位没有主要负责人能够登录办理').waitFor();
  await page.context().close();
});
