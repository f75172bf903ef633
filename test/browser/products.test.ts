import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { RecordList } from '#server/entries/present.ts';
import { webFolder } from '#server/pages/routes.ts';
import type { ProductList } from '#server/products/present.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';
import { freshShot } from './phone-scene.ts';
import { tellWhereItFailed } from './told.ts';

const service = await startServer({ after });
const story = new Story(service);
let browser: Browser;

before(async () => {
  assert.ok(existsSync(join(webFolder, 'workbench/index.html')), 'run `npm run build` first');
  await seedCast(service.context.database);
  const joinery = await seedOrganisation(service.context.database, {
    kind: 'enterprise',
    name: '赣县区王母渡木器厂',
    region: 360_704,
    business: 'producer',
    headcount: 12,
    products: ['wood-furniture'],
  });
  await seedPerson(service.context.database, {
    login: 'joiner',
    name: '王小渡',
    organisation: joinery,
    posts: ['principal'],
  });
  story.on('2026-11-23');
  const input = {
    source: '公告',
    standards: [
      { number: 'GB 18584-2001', title: '木家具', from: '2002-01-01', classes: ['wood-furniture'] },
    ],
  };
  await story.submits('leader', '/api/books/standard-register/records', { input });
  browser = await launchBrowser();
});
after(() => browser.close());
tellWhereItFailed(() => browser);

async function opened(login: string, path: string, width: number): Promise<Page> {
  return sitDown(browser, service, { login, path, width });
}

test('a product goes from a short form over declaration and label to supply, on a phone', async () => {
  const page = await opened('joiner', '/app/products/new', 375);
  await page.getByLabel('产品名称').fill('实木书架');
  await page.getByLabel('规格型号').fill('SJ-1');
  await page.getByLabel('产地').fill('江西赣州');
  await page.getByRole('button', { name: '登记产品' }).click();
  await page.getByText('请选择执行的标准').waitFor();
  await page.getByRole('button', { name: '列入' }).click();
  await page.getByRole('button', { name: '登记产品' }).click();
  await page.getByText('供应产品前，应当声明公开执行的标准').waitFor();
  await page.getByRole('button', { name: '声明公开执行标准' }).click();
  const drawer = page.getByRole('dialog');
  await drawer
    .getByRole('radiogroup', { name: /声明内容真实/ })
    .getByText('是', { exact: true })
    .click();
  await drawer.getByRole('button', { name: '声明公开执行标准' }).click();
  await page.getByText('2026年11月23日(周一)声明').waitFor();
  await page.getByRole('button', { name: '检查标签标识' }).click();
  const items = page.getByRole('radiogroup');
  await items.first().waitFor();
  assert.equal(await items.count(), 8, 'marks that the class does not need are not asked for');
  const send = page.getByRole('button', { name: /^提交/ });
  assert.ok(await send.isDisabled());
  for (const item of await items.all())
    await item.getByRole('radio', { name: '符合', exact: true }).click();
  await page.getByLabel('标签照片').setInputFiles(await freshShot(page, 51));
  await page.getByRole('button', { name: '移除第1个文件' }).waitFor();
  await page.getByRole('button', { name: '提交：符合要求' }).click();
  await page.getByRole('button', { name: '开始供应' }).click();
  await drawer.getByRole('button', { name: '开始供应', exact: true }).click();
  await page.getByText('供应中').first().waitFor();
  const narrow = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(narrow, 'nothing is wider than the phone');
  const client = await story.as('inspector');
  const { body } = await client.get<ProductList>('/api/products?state=supplied');
  assert.deepEqual(
    body.products.map(({ name, lacks }) => [name, lacks.length]),
    [['实木书架', 0]],
  );
  await page.goto('/app/lots/make');
  const filed = page.getByRole('combobox', { name: '产品档案' });
  await filed.click();
  await page.getByTitle('实木书架 SJ-1').click();
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input:disabled')?.value === '实木书架',
  );
  await page.getByLabel('生产批号').fill('SJ-1123');
  await page.getByLabel('数量').fill('20');
  await page.getByLabel('计量单位').fill('件');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已登记批号SJ-1123').waitFor();
  const joiner = await story.as('joiner');
  const made = await joiner.get<RecordList>('/api/books/lot-registration/records');
  assert.equal(made.body.records[0]!.input['file'], body.products[0]!.id, 'made under its file');
  await page.context().close();
});

test('the province tries a table of standards, sees the wrong row, and imports the right one', async () => {
  const page = await opened('leader', '/app/standards', 1440);
  await page.getByRole('button', { name: '导入标准' }).click();
  await page.getByLabel('来源').fill('公告2026年第1号');
  const choose = (rows: string) =>
    page.getByLabel('标准文件').setInputFiles({
      name: '标准.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`标准编号,标准名称,实施日期,代替的标准,产品类别\n${rows}`),
    });
  await choose('甲,木家具,2026-12-01,,\n');
  await page.getByText('“甲”不是标准编号').waitFor();
  await choose('GB 18584-2026,木家具,2026-12-01,GB 18584-2001,木家具\n');
  await page.getByText('核对无误，共1项标准，其中新增1项').waitFor();
  await page.getByRole('button', { name: '确认导入1项标准' }).click();
  await page.getByText('已导入1项标准').waitFor();
  await page.getByText('即将废止').waitFor();
  await page.getByRole('link', { name: '1种' }).click();
  await page.getByText('实木书架').waitFor();
  await page.getByText('执行标准即将失效').waitFor();
  await page.context().close();
});

test('what the province reprinted of recalls elsewhere stays on its page, where it is found again', async () => {
  const page = await opened('leader', '/app/recall-bulletins', 375);
  await page.getByText('还没有转载过召回信息').waitFor();
  await page.getByLabel('来源').fill('浙江省市场监督管理局网站');
  await page.getByLabel('召回信息文件').setInputFiles({
    name: '召回.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '发布日期,生产者,产品名称,缺陷和后果,召回措施\n2026-11-20,浙江某电器,电热水壶,漏电,退货\n',
    ),
  });
  await page.getByRole('button', { name: '确认公示' }).click();
  await page.getByText('已公示1项').waitFor();
  await page.getByRole('link', { name: '浙江省市场监督管理局网站' }).click();
  await page.getByRole('button', { name: /撤下/ }).waitFor();
  await page.context().close();
});
