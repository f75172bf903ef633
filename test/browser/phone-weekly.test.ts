import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { phoneScene, shot, twelveLines } from './phone-scene.ts';

const scene = await phoneScene({ after });
const shots = mkdtempSync(join(tmpdir(), 'sifang-phone-'));
const weekly = { ...twelveLines[11]!, frequency: 'week' as const };
const lines = [...twelveLines.slice(0, 11), weekly];
const days = ['2026-11-25', '2026-11-26', '2026-11-27'] as const;

async function on(day: (typeof days)[number]) {
  scene.service.clock.set(`${day}T01:00:00.000Z`);
  await scene.desk.signIn('officer');
  if (day === days[0]) await scene.keepList('new-product', lines);
  await scene.settle();
  return (await scene.phone({ day: `11月${day.slice(8)}日` })).page;
}

test('a weekly line comes on Thursday, folded, and goes once it was checked', async () => {
  const wednesday = await on('2026-11-25');
  await wednesday.getByText('按风险管控清单检查11项').waitFor();
  await wednesday.context().close();
  const page = await on('2026-11-26');
  await page.getByText('按风险管控清单检查12项').waitFor();
  await page.getByRole('button', { name: '开始检查' }).tap();
  await page.getByRole('button', { name: '以上全部正常' }).tap();
  await page.getByText('11项已全部检查').waitFor();
  await page.getByLabel('随机抽中项目现场拍照').setInputFiles(shot(31));
  // The day can be handed in without it; who looks into it unfolds it.
  await page.getByRole('button', { name: '提交零风险报告' }).waitFor();
  assert.equal(await page.getByRole('radiogroup', { name: weekly.riskPoint }).isVisible(), false);
  await page.screenshot({ path: join(shots, 'folded.png'), fullPage: true });
  await page.getByText('本周须查1项').tap();
  await page.getByRole('radiogroup', { name: weekly.riskPoint }).waitFor();
  await page.screenshot({ path: join(shots, 'open.png'), fullPage: true });
  await page.getByRole('button', { name: '本周须查全部正常' }).tap();
  await page.getByText('已全部检查', { exact: true }).waitFor();
  await page.getByRole('button', { name: '提交零风险报告' }).tap();
  await page.getByText('12项检查未发现问题').waitFor();
  const [record] = await scene.records();
  assert.equal((record!.input['items'] as unknown[]).length, 12);
  await page.context().close();
  const friday = await on('2026-11-27');
  await friday.getByText('按风险管控清单检查11项').waitFor();
  if (process.env['SHOTS'] !== undefined) console.log(shots);
});
