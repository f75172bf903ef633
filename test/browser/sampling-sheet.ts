import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { freshShot } from './phone-scene.ts';

/** Chooses an answer of the sheet. */
export const pick = (page: Page, group: string, choice: string) =>
  page.getByRole('group', { name: group }).getByRole('button', { name: choice, exact: true }).tap();

/** Adds a photo that nobody handed in before. */
export async function photograph(page: Page, label: string, number: number) {
  await page
    .getByLabel(`${label}拍照`, { exact: true })
    .setInputFiles(await freshShot(page, number));
  await page.getByRole('img', { name: `${label}1` }).waitFor();
}

/** Writes a name with a finger. */
export async function sign(page: Page, name: string) {
  const pad = page.getByRole('img', { name: `${name}，请用手指签名` });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  // Everybody writes another name.
  await page.mouse.move(box.x + 60 + (name.codePointAt(name.length - 1)! % 90), box.y + 70, {
    steps: 4,
  });
  await page.mouse.up();
  const part = page.locator('.sheet-sign').filter({ has: pad });
  await part.getByRole('button', { name: '确认签名' }).tap();
  await page.getByRole('img', { name: `${name}的签名` }).waitFor();
}

/** Fills the whole sheet in, up to the button that hands it in. */
export async function fillIn(page: Page, from: number) {
  await pick(page, '抽样人员', '孙立');
  await pick(page, '抽样人员', '何静');
  await page.getByLabel('监督抽查通知书编号').fill('通知2026-1');
  await pick(page, '已出示抽样人员身份证明', '是');
  await pick(page, '已告知抽查产品范围和抽样方法', '是');
  await pick(page, '监督抽查通知书已交被抽样者', '是');
  await photograph(page, '授权委托书复印件', from);
  await page.getByLabel('待销产品数量').fill('60');
  await pick(page, '由抽样人员在待销产品中随机抽取', '是');
  await page.getByLabel('生产日期或批号').fill('2026年5月');
  await page.getByLabel('检验样品单价').fill('29.90');
  await pick(page, '检验样品已购买', '是');
  await page.getByLabel('支付样品费').fill('119.60');
  await page.getByLabel('检验样品封条编号', { exact: true }).fill('F-1');
  await page.getByLabel('备用样品封条编号', { exact: true }).fill('F-2');
  await pick(page, '送样方式', '携带');
  await photograph(page, '场所、贮存、标识、库存和过程的照片录像', from + 1);
  await pick(page, '被抽样者签字', '已签字');
  await sign(page, '抽样人员孙立');
  await sign(page, '抽样人员何静');
  await sign(page, '被抽样者');
}
