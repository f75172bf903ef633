import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { webFolder } from '#server/pages/routes.ts';
import { gauge, socketPlan } from '../law/inspection-setting.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';
import { pick } from './pick.ts';

const service = await startServer({ after });
let browser: Browser;
let story: Story;
let cast: Cast;

before(async () => {
  assert.ok(existsSync(join(webFolder, 'workbench/index.html')), 'run `npm run build` first');
  story = new Story(service);
  cast = await seedCast(service.context.database);
  story.on('2026-11-24');
  await story.submits('officer', '/api/books/inspection-plan/records', { input: socketPlan });
  const paper = await story.paper('officer', 'verification');
  const tester = {
    ...gauge,
    items: '插拔力、外观',
    certificate: 'JD-1',
    doneOn: '2026-11-10',
    dueOn: '2026-12-15',
    files: [paper],
  };
  const subject = { subject: cast.organisations.works.id };
  await story.opens('officer', 'test-equipment', 'register', tester, subject);
  browser = await launchBrowser();
});
after(() => browser.close());

async function open(address: string, width = 1440): Promise<Page> {
  return sitDown(browser, service, { login: 'officer', path: `/app${address}`, width });
}

/** For looking at a page where a folder for pictures is named. */
async function shoot(page: Page, name: string) {
  const folder = process.env['SIFANG_SHOTS'];
  if (folder !== undefined)
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Nothing sticks out of the page sideways. */
async function fits(page: Page) {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= client, `the page is ${scroll} wide in a window of ${client}`);
}

test('the calculator names letter, sample and numbers, and draws the curve', async () => {
  const page = await open('/sampling-plans?lot=2000&aql=1.0&level=II');
  await page.getByText('Ac 3，Re 4').waitFor();
  assert.match((await page.locator('svg.chart').getAttribute('aria-label'))!, /接收概率95%/);
  const texts = await page.locator('svg.curve text:not(.strong)').allTextContents();
  const marks = texts.filter((text) => /^[\d.]+$/.test(text));
  assert.deepEqual(marks, ['0', '2', '4', '6'], 'the axis is marked at round numbers');
  await shoot(page, 'sampling-1440');
  await page.setViewportSize({ width: 375, height: 800 });
  await fits(page);
  await shoot(page, 'sampling-375');
  await page.context().close();
});

test('a lot is inspected by keyboard alone, value by value, and the verdict follows', async () => {
  const page = await open('/inspections');
  await page.getByRole('link', { name: '录入检验' }).click();
  await page.getByLabel('生产批号').fill('B-7');
  await page.getByLabel('批量（件）').fill('1000');
  await page.getByText('Ac 2，Re 3').waitFor();
  const cell = (at: number, item: string) => page.getByLabel(`第${at}件${item}`, { exact: true });
  await cell(1, '插拔力').focus();
  for (let at = 1; at <= 80; at += 1) {
    await page.keyboard.type(at <= 3 ? '54.5' : '30.0');
    await page.keyboard.press('Enter');
  }
  // Enter at the end of a column leads to the head of the next one.
  assert.ok(await cell(1, '外观').evaluate((own) => own === document.activeElement));
  await page.getByRole('button', { name: '目视项目其余填“符合”' }).click();
  await page.getByText('发现3，不合格').waitFor();
  await shoot(page, 'entry-1440');
  await page.setViewportSize({ width: 375, height: 800 });
  await fits(page);
  await shoot(page, 'entry-375');
  await page.setViewportSize({ width: 1440, height: 900 });
  // One of them was a slip of the pen.
  await cell(3, '插拔力').fill('54.0');
  await page.getByText('发现2，合格').waitFor();
  await page.getByLabel('合格证编号').fill('HG-B-7');
  await pick(page, '检验人', /^刘建平/);
  await pick(page, '签发人', /^谢慧敏/);
  await page.getByRole('textbox', { name: '生产日期' }).fill('2026-11-20');
  await page.getByRole('button', { name: '记入检验记录' }).click();
  await page.getByRole('heading', { name: /出厂检验记录/ }).waitFor();
  const client = await story.as('officer');
  const { body } = await client.get<{ records: { input: { outcome: { found: number } } }[] }>(
    '/api/books/ex-factory-inspection/records',
  );
  assert.equal(body.records[0]?.input.outcome.found, 2);
  await page.goto('/app/test-equipment');
  await page.getByText('即将到期').first().waitFor();
  await shoot(page, 'equipment-1440');
  await page.context().close();
});

test('a chart grows with each measurement and shows the point that broke a rule', async () => {
  const input = {
    number: 'TX-01',
    title: '插孔直径',
    productName: '三位插座',
    process: '注塑',
    kind: 'xbar-r',
    size: 3,
    unit: '毫米',
    lower: '4.9',
    upper: '5.1',
    rules: ['beyond', 'nine'],
    trial: 20,
  };
  const url = '/api/books/process-characteristic/records';
  const { id } = await story.submits('officer', url, { input });
  for (let at = 0; at < 22; at += 1) {
    service.clock.pass(5);
    const off = ((at * 7) % 5) / 250;
    const values = [4.985 + off, 4.995 + off, 5.005 - off].map((one) => one.toFixed(3)).join(' ');
    const takenAt = service.clock.now();
    const measured = { characteristic: id, characteristicNumber: 'TX-01', takenAt, values };
    await story.submits('officer', '/api/books/process-measurement/records', { input: measured });
  }
  service.clock.pass(5);
  const page = await open('/processes/TX-01', 375);
  await page.getByText('Cpk').waitFor();
  assert.equal(await page.locator('circle.alarm').count(), 0);
  // The server's clock stands still while the page's goes on; nothing may be measured in the future.
  service.clock.pass(5);
  await page.getByLabel('值1').focus();
  for (const value of ['5.06', '5.07', '5.08']) {
    await page.keyboard.type(value);
    await page.keyboard.press('Enter');
  }
  await page.locator('circle.alarm').first().waitFor();
  await page.getByRole('cell', { name: '一点落在控制限以外' }).first().waitFor();
  await fits(page);
  await shoot(page, 'chart-375');
  await page.setViewportSize({ width: 1440, height: 900 });
  await shoot(page, 'chart-1440');
  await page.context().close();
});
