import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launchBrowser } from './launch.ts';

const page = `<!doctype html><meta charset="utf-8"><title>四方</title>
  <button onclick="this.textContent = '已提交'">提交</button>`;

test('a browser opens a page and presses a button', async (t) => {
  const browser = await launchBrowser();
  t.after(() => browser.close());
  const tab = await browser.newPage({ viewport: { width: 375, height: 667 } });
  await tab.goto(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
  await tab.getByRole('button', { name: '提交' }).click();
  assert.equal(await tab.getByRole('button').textContent(), '已提交');
  assert.equal(await tab.title(), '四方');
});
