import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { cementDocument, milling } from '#trace/epcis/fixture/cement.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';

const service = await startServer({ after });
let browser: Browser;
before(async () => {
  browser = await launchBrowser();
  await seedCast(service.context.database);
});
after(() => browser.close());

/** The principal's desk at 追溯事件. */
async function desk(width: number): Promise<Page> {
  const page = await sitDown(browser, service, { login: 'principal', path: '/app/traces', width });
  await page.getByRole('heading', { name: '追溯事件', level: 1 }).waitFor();
  return page;
}

const upload = (page: Page, name: string, document: object) =>
  page.getByLabel('追溯事件文件').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  });

test('somebody uploads a document, sees what came of it, finds a lot by its label and reads the event', async () => {
  const page = await desk(1440);
  const wrong = {
    ...milling,
    outputQuantityList: [{ ...milling.outputQuantityList[0], quantity: -1 }],
  };
  await upload(page, 'wrong.json', cementDocument([wrong]));
  await page.getByText('未采集：1个事件中1个有误').waitFor();
  await page.getByText('outputQuantityList[0].quantity：数量不能是负数，写的是-1。').waitFor();
  // The latest is the one that was handed in later.
  service.clock.pass(1);
  await upload(page, 'day.json', cementDocument());
  await page.getByText('采集5个').waitFor();
  // The works has neither lots nor a bar code on file: said once.
  await page.getByText(/没有登记有商品条码的产品档案.*都不写入批次/).waitFor();
  const list = page.getByRole('table', { name: '追溯事件' });
  await list.getByRole('row').nth(5).waitFor();
  const search = page.getByRole('searchbox');
  await search.fill('(01)06901234567892(10)P42-1119');
  await page.getByText('没有符合条件的事件').waitFor();
  await search.fill('(01)06901234567893(10)P42');
  await page.getByText('商品条码06901234567893的校验码应为2，写的是3。').waitFor();
  await search.fill('(01)06901234567892(10)P42-1118');
  await list.getByRole('row').nth(4).waitFor();
  assert.equal(await list.getByRole('row').count(), 5);
  await list.getByRole('link', { name: '生产转换' }).click();
  await page.getByRole('heading', { name: '生产转换', level: 1 }).waitFor();
  await page.getByRole('table', { name: '投入' }).getByText('61.5 吨').waitFor();
  await page
    .getByRole('table', { name: '产出' })
    .getByText('6901234567892 批号 P42-1118')
    .waitFor();
  await page.getByText('"jx:strengthClass": "42.5"').waitFor();
});

test('what was read before a document was handed in is not shown for what came of it', async () => {
  const page = await sitDown(browser, service, { login: 'principal', path: '/app', width: 1440 });
  const handedIn = Promise.withResolvers<void>();
  let looks = 0;
  await page.route('**/api/epcis/capture?perPage=5', async (route) => {
    looks += 1;
    if (looks > 1) return route.continue();
    // The first look is answered from before the upload and arrives after it.
    const before = await route.fetch();
    await handedIn.promise;
    return route.fulfill({ response: before });
  });
  await page.goto('/app/traces');
  await page.getByRole('heading', { name: '追溯事件', level: 1 }).waitFor();
  service.clock.pass(1);
  const answered = page.waitForResponse('**/api/trace/documents?*');
  await upload(page, 'repeated.json', cementDocument());
  await answered;
  handedIn.resolve();
  await page.getByText('5个此前已采集').waitFor();
});

test('nothing runs out of a phone’s screen', async () => {
  const page = await desk(375);
  await page.getByRole('table', { name: '追溯事件' }).waitFor();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await width(), 375);
  await page.getByRole('link', { name: '装入', exact: true }).click();
  await page.getByRole('heading', { name: '装入', level: 1 }).waitFor();
  await page.getByRole('table', { name: '单元内的物品' }).waitFor();
  assert.equal(await width(), 375);
});
