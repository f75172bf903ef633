import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startServer } from '#test/service.ts';
import { buildWeb } from '../../scripts/build.ts';
import { Story } from '../stories/case-file.ts';
import { plan, rules } from '../law/spot-check/books-setting.ts';
import { houses } from '../law/spot-check/setting.ts';
import { DrawStory, seedDrawCast } from '../stories/draw-scene.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';
import { pick } from './pick.ts';
import { tellWhereItFailed } from './told.ts';

await buildWeb();
const service = await startServer({ after });
const story = new Story(service);
let browser: Browser;
let draw: DrawStory;
before(async () => {
  browser = await launchBrowser();
  story.on('2026-11-23');
  draw = await new DrawStory(story, await seedDrawCast(story)).meets();
  await draw.commits();
  await draw.announces();
  await draw.draws();
});
after(() => browser.close());
tellWhereItFailed(() => browser);

function address(): string {
  return `${service.baseUrl}/draws/${draw.matter.id}`;
}

/** Opens the public page, presses the button and reads what it says. */
async function said(page: Page): Promise<string> {
  await page.goto(address());
  await page.getByRole('button', { name: '在本机重新计算' }).click();
  const output = page.locator('#check output:is(.good, .bad)');
  await output.waitFor();
  return (await output.textContent()) ?? '';
}

test('a visitor’s browser checks the announcement, then computes the draw again, at 375 pixels too', async () => {
  const page = await browser.newPage({ viewport: { width: 375, height: 760 } });
  assert.match(await said(page), /^已核对/);
  await draw.publishes();
  assert.match(await said(page), /^正确/);
  const width = await page.evaluate('document.documentElement.scrollWidth');
  assert.equal(width, 375);
  await page.close();
});

test('a file that no longer agrees is said to be wrong, in plain words', async () => {
  const page = await browser.newPage();
  const { pools } = await draw.view();
  await page.route(`**/files/${pools.objects}`, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('\t1\t', '\t2\t');
    await route.fulfill({ response: answer, body });
  });
  assert.match(await said(page), /^不正确：对象库文件与重算不一致/);
  await page.close();
});

test('the page tells everything without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address());
  const rows = await page.getByRole('row').count();
  assert.equal(rows, 11);
  assert.ok(!(await page.getByRole('button', { name: '在本机重新计算' }).isVisible()));
  await context.close();
});

/** The county's plan and rules; what it hands on goes to itself. */
async function planned(number: string): Promise<string> {
  const { countyRegulator, laboratory } = draw.cast.organisations;
  story.cast([
    [houses.city.id, countyRegulator.id],
    [houses.bench.id, laboratory.id],
  ]);
  const kept = async (book: string, form: object) => {
    const input = await story.filled('inspector', form);
    return story.submits('inspector', `/api/books/${book}/records`, { input });
  };
  const { id } = await kept('spot-check-plan', { ...plan, number });
  await kept('spot-check-rules', { ...rules, number });
  return `/app/spot-check-plans/${id}/batch`;
}

test('the organiser fills the tasks of a batch with what was drawn, on a phone too', async () => {
  const path = await planned('GZ-2026');
  const { drawn } = await draw.result();
  const page = await sitDown(browser, service, { login: 'inspector', path, isPhone: true });
  await page.getByLabel('产品名称').fill('延长线插座');
  await pick(page, '双随机抽取', /水泥插座抽查/);
  await page.getByLabel('从第').fill('3');
  await page.getByRole('button', { name: '填入任务' }).click();
  await page.getByText('已填入8个，请补充产品信息。').waitFor();
  assert.equal(await page.getByLabel('任务编号').count(), 9);
  assert.equal(await page.getByLabel('产品名称').first().inputValue(), '延长线插座');
  assert.equal(await page.getByLabel('任务编号').nth(1).inputValue(), 'GZ-2026-1-001');
  await page.getByText(drawn[2]!.object.name, { exact: false }).first().waitFor();
  await page.getByRole('button', { name: '填入任务' }).click();
  await page.getByText('都已在任务中').waitFor();
  const source = page.locator('.ant-select', {
    has: page.getByRole('combobox', { name: '抽取来源' }),
  });
  await source.getByText('2026年第四季度水泥插座抽查').waitFor();
  const width = await page.evaluate('document.documentElement.scrollWidth');
  assert.equal(width, 375);
  await page.context().close();
});

test('the batch is handed in, stands on the desk, and the draw and its record lead to each other', async () => {
  const path = await planned('GZ-2026-B');
  const { drawn } = await draw.result();
  const page = await sitDown(browser, service, { login: 'inspector', path });
  await pick(page, '双随机抽取', /水泥插座抽查/);
  await page.getByLabel('从第').fill('9');
  await page.getByRole('button', { name: '填入任务' }).click();
  await page.getByText('已填入2个，请补充产品信息。').waitFor();
  await pick(page, '抽样单位', /赣县区/);
  const due = page.getByRole('textbox', { name: '检验报告报送期限' });
  await due.fill('2026-12-30');
  await due.press('Tab');
  const rows = [0, 1];
  for (const row of rows) {
    await page.getByLabel('产品名称').nth(row).fill('延长线插座');
    await page.getByLabel('商标').nth(row).fill('赣能');
    await page.getByLabel('规格型号').nth(row).fill(`GN-${row}`);
    if (row === 0)
      await page.getByLabel('标称生产者名称', { exact: true }).nth(row).fill('红井电器有限公司');
  }
  const issue = task(page, 1).getByText('请填写', { exact: true });
  await page.getByRole('button', { name: '下达全部任务' }).click();
  await issue.waitFor();
  // What was wrong is no longer red once it is put right, before it is handed in again.
  await page.getByLabel('标称生产者名称', { exact: true }).nth(1).fill('红井电器有限公司');
  await issue.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '下达全部任务' }).click();
  await page.waitForURL(({ pathname }) => pathname === '/app/spot-checks');
  for (const { object } of drawn.slice(8)) await page.getByText(object.name).first().waitFor();

  await page.goto(`/app/draws/${draw.matter.id}`);
  await page.getByRole('heading', { name: '据此下达的监督抽查任务' }).waitFor();
  await page.getByRole('link', { name: plan.title }).click();
  await page.getByRole('link', { name: /2026年第四季度水泥插座抽查/ }).click();
  await page.waitForURL(({ pathname }) => pathname === `/app/draws/${draw.matter.id}`);
  await page.context().close();
});

/** One row of the tasks. */
function task(page: Page, row: number) {
  return page.locator('.row-card').nth(row);
}
