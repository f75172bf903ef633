import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { RecordList } from '#server/entries/present.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { seedPassword } from '../client.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import { WorksStory } from '../stories/works-scene.ts';
import { launchBrowser } from './launch.ts';
import { pick } from './pick.ts';
import { tellWhereItFailed } from './told.ts';

const monday = '2026-11-23';
const friday = '2026-11-27';

const service = await startServer({ after });
const story = new Story(service);
const works = new WorksStory(story);
let browser: Browser;
let plant: { readonly id: string; readonly name: string };

before(async () => {
  browser = await launchBrowser();
  const { organisations } = await seedCast(service.context.database);
  plant = organisations.works;
  story.on('2026-11-22');
  await works.list();
  for (const day of [monday, '2026-11-24', '2026-11-25', '2026-11-26', friday]) {
    story.on(day, '09:00');
    await sweepOnce(service.context);
    await works.daily(day, day === friday ? { R02: '2号磨细度跑粗' } : {});
  }
});
after(() => browser.close());
tellWhereItFailed(() => browser);

/** Somebody's desk: signed in through the page, on a day of the story. */
async function desk(login: string, path: string, { day = friday as PlainDate, width = 1440 } = {}) {
  story.on(day, '16:00');
  const context = await browser.newContext({
    baseURL: service.baseUrl,
    viewport: { width, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => assert.fail(error));
  await page.clock.install({ time: service.clock.now() });
  await page.goto(`/app${path}`);
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(seedPassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('button', { name: '登录', exact: true }).waitFor({ state: 'detached' });
  return page;
}

async function weeklyReports() {
  const director = await story.as('director');
  const { body } = await director.get<RecordList>(
    `/api/duties/weekly-screening/records?from=${monday}&to=${friday}`,
  );
  return body.records;
}

test('who may not sign the week is not offered to, and is told who may', async () => {
  const page = await desk('officer', '/');
  const card = page.locator('.duty-card').filter({ hasText: '周排查' });
  await card.getByText('等待质量安全总监完成').waitFor();
  assert.equal(await card.getByRole('button', { name: '起草并签署' }).count(), 0);
  await page.goto(`/app/duties/weekly-screening/record?period=${monday}`);
  await page.getByText('“周排查”须由质量安全总监办理').waitFor();
  assert.equal(await page.getByRole('button', { name: '签署并提交' }).count(), 0);
  // The screen is a courtesy; the server refuses whoever goes round it.
  const { form, input } = await works.draft('officer', 'weekly-screening', monday);
  await story.refused(
    'officer',
    '/api/duties/weekly-screening/records',
    { period: monday, form, input },
    { code: 'not-entitled', sentence: /须由质量安全总监办理/ },
  );
  assert.deepEqual(await weeklyReports(), []);
  await page.context().close();
});

test('a week that can no longer be recorded is said to be so before anything is written', async () => {
  const page = await desk('director', '/duties/weekly-screening/record?period=2026-11-09');
  await page.getByText('已超过补录期限（7日），不能再补录').waitFor();
  assert.equal(await page.getByRole('button', { name: '签署并提交' }).count(), 0);
  await page.context().close();
});

test('the county opens a corrective action for an enterprise, and its board counts it', async () => {
  const openOnes = async () => {
    const inspector = await story.as('inspector');
    const { body } = await inspector.get<{ proceedings: ProceedingSummary[] }>(
      `/api/proceedings?organisation=${plant.id}&procedure=corrective-action`,
    );
    return body.proceedings;
  };
  const page = await desk('inspector', '/board');
  const before = (await openOnes()).length;
  await page.getByText(`未闭环${before}项`).waitFor();
  await page.goto(`/app/proceedings/new?procedure=corrective-action&subject=${plant.id}`);
  await page.getByText(plant.name).waitFor();
  await page.getByRole('button', { name: '登记问题' }).click();
  // Nothing is sent, and each field says what it lacks.
  await page.getByRole('alert').getByText('问题描述').waitFor();
  assert.equal((await openOnes()).length, before);
  await pick(page, '问题来源', /^监督检查$/);
  await page.getByRole('textbox', { name: '发现日期' }).fill(friday);
  await page.getByRole('textbox', { name: '发现日期' }).press('Tab');
  await page.getByLabel('关键环节').fill('出厂检验');
  await page.getByLabel('问题描述').fill('3个出厂编号未留封存样');
  await page.getByRole('radio', { name: '尚未采取' }).check();
  await page.getByRole('button', { name: '登记问题' }).click();
  await page.getByRole('heading', { name: '3个出厂编号未留封存样' }).waitFor();
  await page.getByText('待采取即时措施').first().waitFor();
  assert.equal((await openOnes()).length, before + 1);
  await page.goto('/app/board');
  await page.getByText(`未闭环${before + 1}项`).waitFor();
  await page.context().close();
  // The enterprise finds it on its own desk and must act first.
  const own = await desk('director', '/');
  await own.getByText('3个出厂编号未留封存样').first().click();
  await own.getByRole('button', { name: '采取即时措施' }).waitFor();
  assert.equal(await own.getByRole('button', { name: '验收' }).count(), 0);
  await own.context().close();
});

test('a department without the right is not offered a corrective action, and is refused in plain words', async () => {
  const page = await desk('housing', '/proceedings/new');
  await page.getByRole('combobox', { name: '程序' }).click();
  await page.getByTitle('消费投诉：登记投诉', { exact: true }).waitFor();
  assert.equal(await page.getByTitle(/^整改/).count(), 0);
  await page.context().close();
  await story.opensNot(
    'housing',
    'corrective-action',
    'find',
    {
      source: 'other',
      foundOn: friday,
      keyLink: '出厂检验',
      description: '未留封存样',
      photos: [],
      containment: 'pending',
    },
    { code: 'not-entitled', sentence: /[一-鿿]/ },
    { subject: plant.id },
  );
});
