import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { phoneScene } from './phone-scene.ts';

const scene = await phoneScene({ after });
const shots = mkdtempSync(join(tmpdir(), 'sifang-phone-'));

/** What is too small to hit, too small to read, wider than the screen, or nameless to a screen reader. */
function defects(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 20)}`;
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is too wide');
    for (const target of document.querySelectorAll('button, a, input, textarea, summary')) {
      const box = target.getBoundingClientRect();
      if (box.width === 0 || (target as HTMLButtonElement).disabled) continue;
      // The cells of two weeks share the width of the screen; they are high instead.
      const isCell = target.classList.contains('strip-day');
      if (box.height < 43.5 || (box.width < 43.5 && !isCell)) {
        found.push(`${nameOf(target)} is ${box.width} × ${box.height}`);
      }
      const labels = (target as HTMLInputElement).labels ?? [];
      const name = [target.getAttribute('aria-label'), target.textContent, labels[0]?.textContent];
      if (!name.some((text) => text?.trim())) found.push(`${target.outerHTML} has no name`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const { parentElement } = text;
      if (parentElement === null || !text.textContent?.trim() || parentElement.closest('svg'))
        continue;
      const size = Number.parseFloat(getComputedStyle(parentElement).fontSize);
      if (size < 16) found.push(`“${text.textContent}” is ${size} px`);
    }
    return found;
  });
}

/** Pairs of text and ground whose contrast is below 4.5 : 1 (WCAG 2.2, 1.4.3). */
function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parse = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const channel = (value: number) =>
      value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    const light = ([r = 0, g = 0, b = 0]: number[]) =>
      0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const groundOf = (from: Element): number[] | undefined => {
      for (let at: Element | null = from; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.backgroundImage !== 'none') return undefined;
        const color = parse(style.backgroundColor);
        if ((color[3] ?? 1) > 0.99) return color;
      }
      return [255, 255, 255];
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own.map((node) => node.textContent?.trim()).join('');
      const ground = groundOf(element);
      if (text === '' || ground === undefined || element.closest('svg, .toast')) continue;
      const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground)];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) found.push(`“${text}” ${ratio.toFixed(2)}`);
    }
    return found;
  });
}

test('the checks of this file find what they look for', async () => {
  const { page } = await scene.phone();
  assert.deepEqual([await defects(page), await faint(page)], [[], []]);
  const content =
    '* { min-height: 0 !important; font-size: 15px !important; color: #999 !important }';
  await page.addStyleTag({ content });
  assert.ok((await defects(page)).some((defect) => defect.includes('15 px')));
  assert.ok((await defects(page)).some((defect) => defect.includes('开始检查 is')));
  assert.ok((await faint(page)).length > 0);
});

for (const [title, width, isLarge] of [
  ['at 375 px', 375, false],
  ['in large type', 375, true],
  ['on a narrow phone', 320, false],
  ['held across', 740, false],
] as const) {
  test(`everything can be hit, read and named ${title}`, async () => {
    const { page } = await scene.phone();
    await page.setViewportSize({ width, height: width === 740 ? 360 : 667 });
    if (isLarge) await page.getByRole('button', { name: '大字' }).tap();
    const check = async (name: string) => {
      await page.screenshot({ path: join(shots, `${width}-${isLarge}-${name}.png`) });
      assert.deepEqual(await defects(page), [], name);
      assert.deepEqual(await faint(page), [], name);
    };
    await check('home');
    await page.getByRole('button', { name: /11月22日.*没有记录/ }).tap();
    await page.getByRole('button', { name: '以上全部正常' }).waitFor();
    await page.getByRole('button', { name: /处未完成/ }).tap();
    await page.getByText('请写明补录原因').waitFor();
    await page.getByText('尚未检查').first().waitFor();
    await page.waitForTimeout(400);
    await check('list');
    await page.getByRole('radiogroup', { name: '袋重不足' }).getByLabel('发现问题').tap();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(300);
    await check('finding');
  });
}

test('the whole day can be filled in with the keyboard', async () => {
  const { page } = await scene.phone();
  await page.getByRole('button', { name: '开始检查' }).press('Enter');
  await page.getByRole('radiogroup', { name: '袋重不足' }).getByLabel('正常').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const last = page.getByRole('radiogroup', { name: '袋重不足' }).getByLabel('不涉及');
  assert.equal(await last.isChecked(), true);
  assert.equal(await page.getByRole('dialog').count(), 0, 'arrow keys open no sheet on their way');
  await page.getByRole('button', { name: '其余11项正常' }).press('Enter');
  await page.getByText('正常11 · 发现问题0 · 不涉及1').waitFor();
});

test('the page says so when the phone’s clock is off', async () => {
  const { page } = await scene.phone();
  await page.clock.setSystemTime('2026-11-23T00:40:00Z');
  await page.reload();
  await page.getByText('手机时间比北京时间慢').waitFor();
});

test('it installs as an app and asks the browser to keep what is stored', async () => {
  const { page } = await scene.phone();
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await page.evaluate(async (url) => (await fetch(url)).json(), address!);
  assert.deepEqual([manifest.start_url, manifest.scope], ['/phone/', '/phone/']);
  assert.equal(manifest.display, 'standalone');
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
  assert.match(scope, /\/phone\/$/);
});
