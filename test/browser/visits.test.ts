import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { webFolder } from '#server/pages/routes.ts';
import { officers } from '../law/penalty-case/setting.ts';
import { file } from '../law/play.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import type { Matter } from '../stories/case-file.ts';
import { penaltyCast, realIds } from '../stories/penalty-scene.ts';
import type { PenaltyCast } from '../stories/penalty-scene.ts';
import { sitDown } from './desk.ts';
import { launchBrowser } from './launch.ts';
import { tellWhereItFailed } from './told.ts';

const service = await startServer({ after });
const story = new Story(service);
let browser: Browser;
let cast: PenaltyCast;

before(async () => {
  assert.ok(existsSync(join(webFolder, 'workbench/index.html')), 'run `npm run build` first');
  cast = await penaltyCast(service.context.database);
  story.cast(realIds(cast));
  browser = await launchBrowser();
});
after(() => browser.close());
tellWhereItFailed(() => browser);

const plan = {
  matterName: '水泥生产企业双随机检查',
  kind: 'random',
  plannedOn: '2026-07-10',
  announce: 'arrival',
  items: '出厂检验记录',
  officers,
};

/** Planned on 6 July; the officers stand at the gate on the 10th. */
async function atTheGate(): Promise<Matter> {
  story.on('2026-07-06');
  const subject = cast.organisations.works.id;
  const input = await story.filled('inspector', plan);
  const matter = await story.opens('inspector', 'inspection-visit', 'plan', input, { subject });
  await matter.does('chief', 'approve', { noticeNumber: '赣区市监检2026-1', decision: 'silent' });
  story.on('2026-07-10');
  return matter;
}

/** Nothing was found, and the officer archived it on the same day. */
async function archived(): Promise<void> {
  const matter = await atTheGate();
  const arrival = { scanned: cast.organisations.works.id, officers, shown: true };
  await matter.fills('inspector', 'arrive', arrival);
  const photos = { photos: [file], signatures: [file], endedAt: '2026-07-10T01:30:00.000Z' };
  const record = { places: '成品库', result: 'clean', findings: [], ...photos };
  await matter.fills('inspector', 'writeUp', record);
  await matter.fills('principal', 'confirm', { agrees: 'agree', signature: [file] });
  await matter.does('reviewer', 'publishResult', { text: '未发现问题' });
  await matter.does('inspector', 'archive', { summary: '完成' });
}

const page = (login: string, isPhone = false) =>
  sitDown(browser, service, { login, isPhone, path: `/app/visit/${cast.organisations.works.id}` });

test('the page at the gate counts the visits of the year, and a firm rates one that is archived', async () => {
  await archived();
  story.on('2026-07-20');
  const phone = await page('principal', true);
  await phone.getByText('1／2次').waitFor();
  await phone.getByText('已归档，企业评价期内').waitFor();
  await phone.getByText('评价检查期限').waitFor();
  await phone.getByText('还有20天').waitFor();
  await phone.getByRole('button', { name: '评价检查' }).tap();
  await phone.getByRole('spinbutton', { name: '评分' }).fill('5');
  for (const label of ['影响正常生产经营', '有乱收费、乱罚款、吃拿卡要等情形']) {
    await phone.getByRole('radiogroup', { name: label }).getByText('否', { exact: true }).tap();
  }
  await phone.locator('.form-foot').getByRole('button', { name: '评价检查' }).tap();
  await phone.getByText('没有已登记的检查').waitFor();
});

test('whoever is not let in finds the refusal on the page of the code, with what was scanned filled in', async () => {
  await atTheGate();
  const desk = await page('inspector');
  await desk.getByText('2／2次，已达上限').waitFor();
  await desk.getByRole('button', { name: '记录拒绝入厂检查' }).click();
  const drawer = desk.getByRole('dialog');
  await drawer.getByText(cast.organisations.works.name).first().waitFor();
  await drawer.getByText('没有扫码的原因').waitFor();
});
