import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import type { Page } from 'playwright-core';
import { newEntryId } from '#server/acts/entry-id.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { freshShot, phoneScene, signInOn, twelveLines } from './phone-scene.ts';

const scene = await phoneScene({ after });
const { line } = scene;
let photo = 100;

beforeEach(() => line.set('clear'));

/** Fills a day in up to the button that hands it in. */
async function fillIn(page: Page) {
  await page.getByRole('button', { name: /以上全部正常|其余\d+项正常/ }).tap();
  await photograph(page);
}

async function photograph(page: Page, number = (photo += 1)) {
  await page.getByLabel('随机抽中项目现场拍照').setInputFiles(await freshShot(page, number));
  await page.getByLabel('查看随机抽中项目现场照片1').waitFor();
}

async function openLate(page: Page, day: string) {
  await page.getByRole('button', { name: new RegExp(`^${day}.*可补录`) }).tap();
  await page.getByRole('button', { name: '手机故障' }).tap();
}

/** Presses what a finger would, where it is still there: what goes out by itself meanwhile takes it away. */
const pressIfThere = (page: Page, name: string) =>
  page.evaluate((text) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent?.trim() === text)?.click();
  }, name);

const comeOnline = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));
const submit = (page: Page) => page.getByRole('button', { name: '提交零风险报告' }).tap();
const ofDay = async (day: string) => (await scene.records()).filter(({ period }) => period === day);

test('a half-filled day survives that the phone dies, also without network', async () => {
  const { page } = await scene.phone();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await openLate(page, '11月20日');
  await page.getByRole('radiogroup', { name: '袋重不足' }).getByLabel('不涉及').tap();
  await photograph(page);
  await page.getByLabel('备注').fill('夜班停机一小时');
  await page.waitForTimeout(500);
  line.set('down');
  await page.reload();
  await page.getByRole('heading', { name: '补录 11月20日' }).waitFor();
  assert.equal(await page.getByLabel('备注').inputValue(), '夜班停机一小时');
  assert.equal(await page.getByLabel('补录原因', { exact: true }).inputValue(), '手机故障');
  await page.getByRole('button', { name: '其余11项正常' }).waitFor();
  await page.getByLabel('查看随机抽中项目现场照片1').waitFor();
});

test('what was handed in without network waits through reloads and arrives exactly once', async () => {
  const { page } = await scene.phone();
  await page.evaluate(() => navigator.serviceWorker.ready);
  line.set('down');
  await page.reload();
  await page.getByText('离线').waitFor();
  await page.getByRole('button', { name: '开始检查' }).tap();
  await fillIn(page);
  await submit(page);
  await page.getByRole('heading', { name: '已存在本机，等待提交' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '已存在本机，等待提交' }).waitFor();
  await page.getByRole('button', { name: '返回今日' }).tap();
  await page.getByRole('heading', { name: '零风险报告待提交' }).waitFor();
  assert.deepEqual(await ofDay('2026-11-23'), []);
  line.set('clear');
  await comeOnline(page);
  await page.getByRole('heading', { name: '零风险报告已提交' }).waitFor();
  assert.equal((await ofDay('2026-11-23')).length, 1);
});

test('when the server’s answer gets lost, the same record goes again and gets the same receipt', async () => {
  const { page } = await scene.phone();
  await openLate(page, '11月22日');
  await fillIn(page);
  line.set('deaf');
  await submit(page);
  await page.getByRole('heading', { name: '已存在本机，等待提交' }).waitFor();
  await until(async () => (await ofDay('2026-11-22')).length === 1);
  const [kept] = await ofDay('2026-11-22');
  assert.ok((await page.locator('main').textContent())?.includes(kept!.id));
  line.set('clear');
  await pressIfThere(page, '立即提交');
  await page.getByRole('heading', { name: '零风险报告已提交' }).waitFor();
  assert.ok((await page.locator('main').textContent())?.includes(kept!.id));
  assert.equal((await ofDay('2026-11-22')).length, 1);
  const posts = line.seen.filter((name) => name.includes('daily-control/records'));
  assert.ok(posts.length >= 2, 'it went out twice');
});

test('a photo that was used before is refused; only it has to be taken again', async () => {
  const { page } = await scene.phone();
  await openLate(page, '11月21日');
  await page.getByRole('button', { name: '以上全部正常' }).tap();
  await photograph(page, photo);
  await submit(page);
  await page.getByRole('heading', { name: '未予受理' }).waitFor();
  await page.getByText(/以前用过/).waitFor();
  await page.getByRole('button', { name: '修改后重新提交' }).tap();
  await page.getByText('12项已全部检查').waitFor();
  await photograph(page);
  await submit(page);
  await page.getByRole('heading', { name: '零风险报告已提交' }).waitFor();
  assert.equal((await ofDay('2026-11-21')).length, 1);
});

test('two windows share one draft and hand in one record', async () => {
  const { page, context } = await scene.phone();
  const other = await context.newPage();
  await other.clock.install({ time: scene.service.clock.now() });
  await openLate(page, '11月20日');
  await other.goto('/phone/#/day/2026-11-20');
  await fillIn(page);
  await other.getByText('12项已全部检查').waitFor();
  await other.getByRole('button', { name: '提交零风险报告' }).waitFor();
  // Both at once: whoever comes second may find the button gone.
  await Promise.all([page, other].map((window) => pressIfThere(window, '提交零风险报告')));
  for (const window of [page, other]) {
    await window.getByRole('heading', { name: '零风险报告已提交' }).waitFor();
  }
  assert.equal((await ofDay('2026-11-20')).length, 1);
});

test('over night the session ends and the list is replaced: nothing is lost, what fits stays', async () => {
  const { page } = await scene.phone();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const changed = twelveLines.map((one) =>
    one.code === 'SN08' ? { ...one, measure: '每班抽40袋称重。' } : one,
  );
  await scene.keepList('finding', changed);
  line.set('down');
  await page.clock.fastForward('24:00:00');
  scene.service.clock.set('2026-11-24T01:00:00.000Z');
  await sweepOnce(scene.service.context);
  await page.reload();
  await page.getByRole('heading', { name: '11月24日' }).waitFor();
  await page.getByRole('button', { name: '开始检查' }).tap();
  await fillIn(page);
  await submit(page);
  line.set('clear');
  await comeOnline(page);
  await page.getByRole('button', { name: '重新登录并提交' }).tap();
  await page.getByText('1份未提交的记录保存在本机').waitFor();
  await signInOn(page, 'officer', '11月24日');
  await page.getByRole('heading', { name: '零风险报告被退回' }).waitFor();
  await page.getByRole('button', { name: '查看', exact: true }).tap();
  await page.getByText('所选清单在检查日之前已被新版本替代').waitFor();
  await page.getByRole('button', { name: '修改后重新提交' }).tap();
  await page.getByRole('button', { name: '其余1项正常' }).tap();
  const camera = page.getByLabel('随机抽中项目现场拍照');
  if ((await camera.count()) > 0) await photograph(page);
  await submit(page);
  await page.getByRole('heading', { name: '零风险报告已提交' }).waitFor();
});

test('what a colleague recorded meanwhile can be corrected with one’s own, or left as it is', async () => {
  scene.service.clock.set('2026-11-25T01:00:00.000Z');
  await sweepOnce(scene.service.context);
  const { page } = await scene.phone({ day: '11月25日' });
  await page.getByRole('button', { name: '开始检查' }).tap();
  await fillIn(page);
  await scene.desk.signIn('officer');
  const now = scene.service.clock.now();
  const input = { dayType: 'idle', idleReason: '停电', items: [], filledAt: now };
  const record = { id: newEntryId(now), period: '2026-11-25', input };
  const kept = await scene.desk.post('/api/duties/daily-control/records', record);
  assert.equal(kept.status, 201, JSON.stringify(kept.body));
  await submit(page);
  await page.getByRole('heading', { name: '未予受理' }).waitFor();
  await page.getByRole('button', { name: '查看已有记录' }).waitFor();
  await page.getByRole('button', { name: '作为更正重新提交' }).tap();
  await page.getByRole('button', { name: '补充说明' }).tap();
  await submit(page);
  await page.getByRole('heading', { name: '更正后的零风险报告已提交' }).waitFor();
  const [correction] = (await ofDay('2026-11-25')).filter(({ corrects }) => corrects !== undefined);
  assert.equal(correction?.corrects, record.id);
});

test('when the page is closed the worker hands in as soon as there is network again', async () => {
  scene.service.clock.set('2026-11-26T01:00:00.000Z');
  await sweepOnce(scene.service.context);
  await scene.desk.signIn('officer');
  await scene.keepList('process-change', twelveLines);
  await scene.settle();
  const { page, context } = await scene.phone({ day: '11月26日' });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByRole('button', { name: '开始检查' }).tap();
  await fillIn(page);
  line.set('down');
  await submit(page);
  await page.getByRole('heading', { name: '已存在本机，等待提交' }).waitFor();
  line.set('clear');
  const elsewhere = await context.newPage();
  await elsewhere.goto('/api/sign-in');
  const session = await context.newCDPSession(elsewhere);
  const registration = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0] !== undefined) resolve(registrations[0].registrationId);
    });
  });
  line.set('down');
  await page.close();
  await session.send('ServiceWorker.enable');
  const event = { origin: line.url, tag: 'sifang-phone-outbox', lastChance: false };
  const registrationId = await registration;
  line.set('clear');
  await session.send('ServiceWorker.dispatchSyncEvent', { ...event, registrationId });
  await until(async () => (await ofDay('2026-11-26')).length === 1);
});

async function until(holds: () => Promise<boolean>) {
  const ends = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < ends, 'it did not come about');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
