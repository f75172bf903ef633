import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startServer } from '../service.ts';
import {
  cementLot,
  clinkerLot,
  EventStory,
  gln,
  left,
  milled,
} from '../stories/epcis/lot-events.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';

const service = await startServer({ after });
let browser: Browser;
const works = new EventStory(service);
before(async () => {
  browser = await launchBrowser();
  await works.begins();
});
after(() => browser.close());

test('a lot says by which event it came in, the event what it wrote, the capture what it could not write and why', async () => {
  await works.tell([
    milled('2026-11-06', cementLot('P1', 79, 'TNE'), [clinkerLot(61.5)]),
    left('2026-11-07', { quantityList: [cementLot('HD-9', 1, 'TNE')] }, gln.beams),
  ]);
  const { id } = await works.held('officer', 'P1');
  const path = `/app/lots/${id}`;
  const page = await sitDown(browser, service, { login: 'principal', path, width: 375 });
  const steps = page.getByRole('table', { name: '批次经过' });
  await steps.getByRole('link', { name: '追溯事件' }).click();
  await page.getByRole('heading', { name: '生产转换', level: 1 }).waitFor();
  const written = page.getByRole('table', { name: '写入的批次' });
  await written.getByText('登记批次').waitFor();
  await written.getByRole('link', { name: /P1/ }).click();
  await page.getByRole('button', { name: '追溯图' }).click();
  await page.getByRole('link', { name: '追溯事件' }).first().waitFor();
  await page.goto(`${service.baseUrl}/app/traces`);
  await page.getByText('写入1个').waitFor();
  await page.getByRole('button', { name: '1个未写入' }).click();
  const reasons = page.getByRole('region', { name: '未写入批次的事件' });
  await reasons.getByText('批号HD-9（06901234567892）不在本单位持有的批次中。').waitFor();
});

test('what was left out is marked in the list with its reason, and one filters for it', async () => {
  const page = await sitDown(browser, service, { login: 'principal', path: '/app/traces' });
  const list = page.getByRole('table', { name: '追溯事件' });
  await list.getByText('未写入批次').waitFor();
  await page.getByRole('checkbox', { name: '只看未写入批次的' }).check();
  await page.waitForURL(/left=1/);
  await list.getByText('批号HD-9（06901234567892）不在本单位持有的批次中。').waitFor();
  await list.getByText('生产转换').waitFor({ state: 'detached' });
  await list.getByRole('link').first().click();
  await page.getByText('补齐后重新提交原文件即可').waitFor();
  for (let index = 0; index < 6; index += 1) {
    service.clock.pass(1);
    await works.tell([milled('2026-11-06', cementLot(`Q${index}`, 1, 'TNE'))]);
  }
  await page.goto(`${service.baseUrl}/app/traces`);
  const older = page.getByRole('navigation', { name: '更早的采集' });
  await older.getByRole('button', { name: '下一页' }).click();
  await page.getByRole('button', { name: '1个未写入' }).waitFor();
});
