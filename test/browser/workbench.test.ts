import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { RecordList } from '#server/entries/present.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import { WorksStory } from '../stories/works-scene.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';
import { answer, pick } from './pick.ts';
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
async function desk(
  login: string,
  path: string,
  { day = friday as PlainDate, width = 1440, time = '16:00' } = {},
) {
  story.on(day, time);
  return sitDown(browser, service, { login, path: `/app${path}`, width });
}

async function weeklyReports() {
  const director = await story.as('director');
  const { body } = await director.get<RecordList>(
    `/api/duties/weekly-screening/records?from=${monday}&to=${friday}`,
  );
  return body.records;
}

/** Waits for the receipt, or for the refusal in its place: a test that only waited for the one would not say why. */
async function accepted(page: Page, receipt: string): Promise<void> {
  const shown = page.getByText(receipt);
  const refused = page.getByRole('alert');
  await shown.or(refused).first().waitFor();
  assert.ok(await shown.isVisible(), `refused: ${(await refused.allInnerTexts()).join(' ')}`);
}

/** What a link leads to, as the browser would save it. */
async function save(page: Page, name: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
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

test('the director reads the week’s draft, adds to it, signs it and takes its paper away', async () => {
  const page = await desk('director', '/');
  const card = page.locator('.duty-card').filter({ hasText: '周排查' });
  await card.getByRole('button', { name: '起草并签署' }).click();
  await page.getByRole('heading', { name: '每周工业产品质量安全排查治理报告' }).waitFor();
  const analysis = page.getByLabel('风险分析');
  await page.waitForFunction(
    (box) => (box as HTMLTextAreaElement).value.includes('已记录'),
    await analysis.elementHandle(),
  );
  await page.getByLabel('治理措施').fill('更换2号磨研磨体，复测细度后恢复生产。');
  await page.getByRole('button', { name: '签署并提交' }).click();
  const question = page.getByRole('dialog');
  await question.getByText('提交后不能删除，只能更正并注明原因').waitFor();
  await answer(page, '再看看');
  assert.deepEqual(await weeklyReports(), [], 'nothing is signed before the question is answered');
  await page.getByRole('button', { name: '签署并提交' }).click();
  await answer(page, '确认签署');
  await accepted(page, '《每周工业产品质量安全排查治理报告》已受理');
  const [report, ...others] = await weeklyReports();
  assert.equal(others.length, 0);
  assert.equal(report?.by.name, '谢慧敏');
  assert.equal(report?.input['measures'], '更换2号磨研磨体，复测细度后恢复生产。');
  const paper = await save(page, '下载Word');
  assert.match(paper.name, /^每周工业产品质量安全排查治理报告-赣州贡江水泥有限公司-.*\.docx$/);
  assert.equal(paper.bytes.subarray(0, 2).toString(), 'PK');
  const pdf = await page.getByRole('link', { name: '打开PDF' }).getAttribute('href');
  const file = await page.request.get(pdf!);
  assert.equal((await file.body()).subarray(0, 5).toString(), '%PDF-');
  await page.goto('/app/');
  await card.getByText('本周已按时完成').waitFor();
  assert.equal(await card.getByRole('button', { name: '起草并签署' }).count(), 0);
  await page.context().close();
});

test('who corrects the report is told which figures changed, and takes the new text or leaves it', async () => {
  story.on(friday, '16:30');
  await works.rejects('氧化镁超标');
  const [report] = await weeklyReports();
  const page = await desk('director', `/entries/${report!.id}`, { time: '16:40' });
  await page.getByRole('button', { name: '更正' }).click();
  await page.getByText('与原记录相比，1项数据有变化').waitFor();
  await page.getByText('进货查验不合格批次：0 → 1').waitFor();
  const analysis = page.getByLabel('风险分析');
  const before = await analysis.inputValue();
  assert.doesNotMatch(before, /进货查验不合格/);
  const offer = page.locator('.ant-form-item').filter({ has: analysis });
  await offer.getByText('平台另拟了这一段').click();
  await offer.getByRole('button', { name: '采用新拟的文字' }).click();
  assert.match(await analysis.inputValue(), /进货查验不合格1批次/);
  await offer.getByRole('button', { name: '恢复原来的文字' }).click();
  assert.equal(await analysis.inputValue(), before);
  await offer.getByText('平台另拟了这一段').click();
  await offer.getByRole('button', { name: '采用新拟的文字' }).click();
  await page.getByLabel('更正原因').fill('漏计一批拒收的熟料');
  await page.getByRole('button', { name: '签署并提交' }).click();
  await answer(page, '确认签署');
  await accepted(page, '《每周工业产品质量安全排查治理报告》已受理');
  const [corrected] = await weeklyReports();
  assert.match(JSON.stringify(corrected?.input['analysis']), /进货查验不合格1批次/);
  assert.equal(corrected?.input['measures'], '更换2号磨研磨体，复测细度后恢复生产。');
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
  await page.getByTitle('消费投诉：提出投诉', { exact: true }).waitFor();
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

test('a newcomer is told what must be there first, and a row that was deleted comes back', async () => {
  const page = await desk('shopkeeper', '/');
  await page.getByRole('heading', { name: '开始之前' }).waitFor();
  await page.getByRole('link', { name: '从同类产品的模板编制' }).click();
  await page.getByRole('button', { name: '删除第2行' }).waitFor();
  const second = () => page.locator('.edit-table tbody tr').nth(1).locator('input').first();
  const code = await second().inputValue();
  await page.getByRole('button', { name: '删除第2行' }).click();
  assert.notEqual(await second().inputValue(), code);
  await page.getByRole('button', { name: '撤销删除' }).click();
  assert.equal(await second().inputValue(), code);
  await page.context().close();
  const settled = await desk('director', '/');
  await settled.locator('.duty-card').first().waitFor();
  assert.equal(await settled.getByRole('heading', { name: '开始之前' }).count(), 0);
  await settled.context().close();
});

test('who may see no board is told so, and is given nothing to narrow or to save', async () => {
  const page = await desk('officer', '/board');
  await page.getByText('区域总览供监管部门、行业主管部门和地方政府使用').waitFor();
  assert.equal(await page.getByRole('combobox').count(), 0);
  assert.equal(await page.getByText('导出Excel').count(), 0);
  await page.context().close();
});

test('every row of a risk control list can be removed without scrolling to the side', async () => {
  const page = await desk('director', '/risk-list/edit');
  const remove = page.getByRole('button', { name: '删除第1行' });
  await remove.waitFor();
  const [button, table] = await Promise.all([
    remove.boundingBox(),
    page.locator('.table-scroll').first().boundingBox(),
  ]);
  assert.ok(button!.x + button!.width <= table!.x + table!.width, 'the button is cut off');
  await page.context().close();
});

test('whoever cannot go on with a case reads whom it waits for', async () => {
  const [matter] = await works.matters('director', 'corrective-action');
  const page = await desk('local', `/proceedings/${matter!.id}`);
  await page.getByText(/目前没有轮到您办理的步骤。正在等待企业.*办理：/).waitFor();
  await page.context().close();
});

test('a form that cannot be taken back is not sent by Enter in a line, but by Ctrl and Enter', async () => {
  const page = await desk('director', '/proceedings/new?procedure=corrective-action');
  const line = page.getByLabel('关键环节');
  await line.fill('出厂检验');
  await line.press('Enter');
  const day = page.getByRole('textbox', { name: '发现日期' });
  await day.fill(friday);
  await day.press('Enter');
  await day.press('Tab');
  assert.equal(await day.inputValue(), friday);
  assert.equal(await page.getByRole('alert').getByText('问题描述').count(), 0);
  await line.press('Control+Enter');
  await page.getByRole('alert').getByText('问题描述').waitFor();
  await page.context().close();
});

test('a county that opens a case finds its own place filled in', async () => {
  const page = await desk('local', '/proceedings/new?opening=clue-referral%2Fsend');
  const place = page.locator('.ant-form-item').filter({ hasText: '所在地区' });
  await place.getByText('赣州市赣县区').waitFor();
  await page.context().close();
});

test('on a phone no page of the workbench is wider than the screen', async () => {
  const [matter] = await works.matters('director', 'corrective-action');
  const page = await desk('director', '/', { width: 375 });
  const pages = [
    '/',
    '/to-do',
    '/duties',
    '/books',
    '/organisations',
    `/proceedings/${matter!.id}`,
  ];
  await narrow(page, [...pages, '/proceedings', '/posts', '/account']);
  await page.context().close();
  const office = await desk('inspector', '/', { width: 375 });
  await narrow(office, ['/', '/to-do', '/board', '/organisations', `/proceedings/${matter!.id}`]);
  await office.context().close();
});

/** Looks at each page once it shows what it is about; what is too wide on purpose shows that the measure can see it. */
async function narrow(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(`/app${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.loading').first().waitFor({ state: 'detached' });
    assert.deepEqual(await page.evaluate(sticksOut), [], `${path} is wider than the screen`);
  }
  await page.evaluate(() => {
    const wide = document.createElement('div');
    wide.style.width = '500px';
    document.querySelector('main')?.append(wide);
  });
  assert.equal((await page.evaluate(sticksOut)).length, 1);
}

/** Elements that reach beyond the screen, but for those inside something that scrolls by itself. Runs in the page. */
function sticksOut(): string[] {
  const scrolls = (element: Element | null): boolean =>
    element !== null &&
    element !== document.body &&
    (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) ||
      scrolls(element.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > window.innerWidth + 1 && !scrolls(element.parentElement);
    })
    .map(
      (element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 30)}`,
    );
}

test('an office brings somebody in, gives a post, reads who holds which, and keeps out who left', async () => {
  const page = await desk('leader', '/posts', { time: '17:00' });
  await page.getByText('本单位的岗位').waitFor();
  await page.getByRole('button', { name: '增加人员' }).click();
  await page.getByLabel('姓名').fill('温志刚');
  await page.getByLabel('登录名').fill('wen.zhigang');
  await page.getByRole('button', { name: '增加', exact: true }).click();
  await page.getByText('密码只显示这一次').waitFor();
  await page.getByRole('button', { name: '已记下' }).click();
  const row = page.getByRole('row', { name: /温志刚/ });
  await row.getByRole('button', { name: '任职' }).click();
  await pick(page, '岗位', /^审核人$/);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await row.getByText('审核人').waitFor();
  const own = page.getByRole('row', { name: /陈国栋/ });
  await own.getByText('由他人任免').waitFor();
  await row.getByRole('button', { name: '停用账号' }).click();
  await answer(page, '停用账号');
  await row.getByText('已停用').waitFor();
  await page.context().close();
});
