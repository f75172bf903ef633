import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startServer } from '#test/service.ts';
import { buildWeb } from '../../scripts/build.ts';
import { seedCast, seedPerson } from '../seed.ts';
import { Story } from '../stories/case-file.ts';
import { launchBrowser } from './launch.ts';
import { pick } from './pick.ts';
import { tellWhereItFailed } from './told.ts';

await buildWeb();
const service = await startServer({ after });
const story = new Story(service);
let browser: Browser;
before(async () => {
  browser = await launchBrowser();
  const cast = await seedCast(service.context.database);
  await seedPerson(service.context.database, {
    login: 'intake',
    name: '受理员朱琴',
    organisation: cast.organisations.countyRegulator,
    posts: ['intake-officer'],
  });
});
after(() => browser.close());
tellWhereItFailed(() => browser);

async function fitsTheScreen(page: Page) {
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 375);
}

test('somebody without an account reports from a phone, leaves, and comes back by the code to answer', async () => {
  story.on('2026-11-23');
  const page = await browser.newPage({ viewport: { width: 375, height: 760 } });
  await page.clock.install({ time: service.clock.now() });
  await page.goto(`${service.baseUrl}/`);
  await page.getByRole('link', { name: '网上投诉举报' }).click();
  await fitsTheScreen(page);
  await page.getByRole('button', { name: '举报', exact: true }).click();
  const output = page.getByRole('status', { name: '查询码' });
  const code = ((await output.textContent()) ?? '').trim();
  assert.match(code, /^[0-9A-Z]{20}$/);
  await page.getByRole('button', { name: '我已保存，开始填写' }).click();
  // What is missing is told at once, the county with all else.
  const submit = page.getByRole('button', { name: '提交举报' });
  await submit.click();
  const lacking = page.getByText('请选择商家或者违法行为所在的县（市、区）').first();
  await lacking.waitFor();
  await page
    .getByText(/^举报事项/)
    .last()
    .waitFor();
  await fitsTheScreen(page);
  await page.getByLabel('举报事项').fill('销售没有合格证的水泥');
  await pick(page, '违法类型', /产品不符合安全标准/);
  await page.getByLabel('被举报人名称').fill('梅林建材经营部');
  await page.getByLabel('被举报人地址或者违法行为发生地').fill('赣县区梅林镇');
  await page.getByLabel('违法线索').fill('仓库里的水泥袋上没有生产日期。');
  await fitsTheScreen(page);
  await submit.click();
  await lacking.waitFor();
  await page.getByRole('combobox', { name: '选择县（市、区）' }).fill('赣县区');
  await pick(page, '选择县（市、区）', /赣县区/);
  await submit.click();
  await page.getByRole('heading', { name: '销售没有合格证的水泥' }).waitFor();
  await fitsTheScreen(page);
  const id = /proceedings\/([\w-]+)/.exec(page.url())?.[1] ?? '';
  await page.context().clearCookies();

  const intake = await story.as('intake');
  const { body: me } = await intake.get<{ organisation: { id: string } }>('/api/me');
  await story.submits('intake', `/api/proceedings/${id}/acts/dispatch`, {
    input: { handler: me.organisation.id, ground: 'place' },
  });
  await story.submits('inspector', `/api/proceedings/${id}/acts/ask`, {
    input: { question: '水泥袋上印的是哪家厂？' },
  });

  await page.goto(`${service.baseUrl}/app/start`);
  await page.getByLabel('查询码').fill(code.toLowerCase());
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await page.getByRole('heading', { name: '我的投诉举报' }).waitFor();
  await fitsTheScreen(page);
  await page.getByRole('link', { name: '销售没有合格证的水泥' }).first().click();
  await page.getByText('水泥袋上印的是哪家厂？').waitFor();
  await page.getByRole('button', { name: '补充线索或者回复' }).click();
  await page.getByLabel('补充或者回复的内容').fill('印的是贡江水泥。');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /补充线索或者回复|提交/ })
    .click();
  await page.getByText('印的是贡江水泥。').waitFor();
  await page.close();
});

test('whose session has ended begins anew without a password, with the code of the goods', async () => {
  const page = await browser.newPage();
  await page.goto(`${service.baseUrl}/app/concern?about=complaint&lot=some-lot`);
  await page.getByRole('heading', { name: '查询办理进展' }).waitFor();
  assert.match(page.url(), /\/start\?lot=some-lot$/);
  await page.close();
});

test('a complaint is begun with a code of one’s own, which can be changed later', async () => {
  const page = await browser.newPage();
  await page.clock.install({ time: service.clock.now() });
  await page.goto(`${service.baseUrl}/app/start`);
  await page.getByRole('button', { name: '投诉', exact: true }).click();
  await page.getByRole('button', { name: '我已保存，开始填写' }).click();
  await page.getByLabel('投诉人姓名').fill('胡小兰');
  await page.getByLabel('电话号码').fill('13900000000');
  await page.getByLabel('通讯地址').fill('赣县区梅林镇');
  await page.getByLabel('被投诉人名称').fill('梅林建材经营部');
  await page.getByLabel('被投诉人地址').fill('赣县区梅林镇');
  await page.getByLabel('商品或者服务').fill('水泥');
  await page.getByLabel('退货退款').check();
  await page.getByLabel('争议事实和理由').fill('结块不能使用。');
  await page.getByRole('combobox', { name: '选择县（市、区）' }).fill('赣县区');
  await pick(page, '选择县（市、区）', /赣县区/);
  await page.getByRole('button', { name: '提交投诉' }).click();
  await page.getByRole('heading', { name: '水泥' }).waitFor();
  await page.goto(`${service.baseUrl}/app/`);
  await page.getByRole('button', { name: '更换查询码' }).click();
  await page
    .getByRole('button', { name: '更 换' })
    .or(page.getByRole('button', { name: '更换', exact: true }))
    .click();
  await page.getByRole('status', { name: '查询码' }).waitFor();
  await page.close();
});

test('who complains and reports too is led to the report under another code, without a name', async () => {
  const page = await browser.newPage({ viewport: { width: 375, height: 760 } });
  await page.clock.install({ time: service.clock.now() });
  await page.goto(`${service.baseUrl}/app/start`);
  await page.getByRole('button', { name: '投诉', exact: true }).click();
  const output = page.getByRole('status', { name: '查询码' });
  const first = await output.textContent();
  await page.getByRole('button', { name: '我已保存，开始填写' }).click();
  await page.getByLabel('投诉人姓名').fill('胡小兰');
  await page.getByLabel('电话号码').fill('13900000000');
  await page.getByLabel('通讯地址').fill('赣县区梅林镇');
  await page.getByLabel('被投诉人名称').fill('梅林建材经营部');
  await page.getByLabel('被投诉人地址').fill('赣县区城南大道');
  await page.getByLabel('商品或者服务').fill('水泥');
  await page.getByLabel('退货退款').check();
  await page.getByLabel('争议事实和理由').fill('我叫胡小兰，买的水泥结块。');
  await page.getByText('是', { exact: true }).last().click();
  await page.getByRole('combobox', { name: '选择县（市、区）' }).fill('赣县区');
  await pick(page, '选择县（市、区）', /赣县区/);
  await page.getByRole('button', { name: '提交投诉' }).click();
  await page.getByText('投诉已提交，请接着举报').waitFor();
  await page.getByText(/“争议事实和理由”里写有您的姓名/).waitFor();
  await fitsTheScreen(page);
  await page.getByRole('button', { name: '另取查询码，填写举报' }).click();
  await page.getByRole('button', { name: '举报', exact: true }).click();
  await output.waitFor();
  assert.notEqual(await output.textContent(), first);
  await page.getByRole('button', { name: '我已保存，开始填写' }).click();
  await page.getByText(/已带入您在投诉中填写的/).waitFor();
  assert.equal(await page.getByLabel('被举报人名称').inputValue(), '梅林建材经营部');
  assert.equal(await page.getByLabel('违法线索').inputValue(), '');
  await fitsTheScreen(page);
  const texts = await page.evaluate(
    `[...document.querySelectorAll('input, textarea')].map((one) => one.value).join() + document.body.innerText`,
  );
  for (const own of ['胡小兰', '13900000000']) assert.ok(!String(texts).includes(own), own);
  await page.getByLabel('举报事项').fill('销售结块的水泥');
  await pick(page, '违法类型', /掺杂掺假/);
  await page.getByLabel('违法线索').fill('仓库里的水泥都已结块。');
  await page.getByRole('button', { name: '提交举报' }).click();
  await page.getByRole('heading', { name: '销售结块的水泥' }).waitFor();
  // The complaint is not among the matters of the new code.
  await page.goto(`${service.baseUrl}/app/`);
  await page.getByRole('link', { name: '销售结块的水泥' }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: '水泥', exact: true }).count(), 0);
  await page.close();
});
