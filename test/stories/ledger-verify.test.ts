import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { keyBook, upkeep } from '#kernel/fixture/upkeep.ts';
import { calendar, clauses } from '#kernel/fixture/scene.ts';
import { loadLaw } from '#kernel/law.ts';
import { formatVerifierKey } from '#ledger/keys.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { registerLogKey } from '#server/ledger/registered.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Sequencer } from '#server/ledger/sequencer.ts';
import { packVerifyPage } from '#server/ledger/verify-page.ts';
import { launchBrowser } from '#test/browser/launch.ts';
import { seedCast } from '#test/seed.ts';
import { startServer } from '#test/service.ts';
import { testKey } from './ledger-scene.ts';

const law = loadLaw([upkeep, keyBook], clauses, calendar);
// Hooks run in the order of registration: the sequencer has to stop before the database closes.
after(() => sequencer.stop());
const service = await startServer({ after }, { law });
const { context, clock } = service;
const folder = mkdtempSync(path.join(tmpdir(), 'sifang-verify-'));
const key = await testKey();
const sequencer: Sequencer = startSequencer(context, { key });
let browser: Browser;
let receipt: string;
let entry: string;
let csp: string;
let site: Awaited<ReturnType<typeof openSite>>;

before(async () => {
  const { people } = await seedCast(context.database);
  const officer = await service.client().signIn('officer');
  const id = newEntryId(clock.now());
  entry = id;
  const record = await officer.post('/api/books/key-book/records', {
    id,
    input: {
      holder: people.officer.id,
      keys: ['front', 'back'],
      from: '2026-11-23T00:30:00.000Z',
      photos: [],
    },
  });
  assert.equal(record.status, 201, JSON.stringify(record.body));
  await sequencer.idle();
  const answer = await officer.get<string>(`/api/entries/${id}/receipt`);
  assert.equal(answer.status, 200);
  receipt = answer.body;
  csp = answer.headers.get('content-security-policy') ?? '';
  const web = fileURLToPath(new URL('../../src/web', import.meta.url));
  await build({
    configFile: false,
    root: web,
    base: '/assets/',
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: { input: { verify: path.join(web, 'verify/index.html') } },
    },
  });
  site = await openSite();
  browser = await launchBrowser();
});
after(async () => {
  await browser.close();
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page and its parts out of this test's own build, with the server's headers; everything else from the server. */
async function openSite(): Promise<{ origin: string; close: () => Promise<void> }> {
  const site = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', service.baseUrl);
    const asset =
      pathname === '/verify' ? 'verify/index.html' : /^\/assets\/(.*)$/.exec(pathname)?.[1];
    if (asset !== undefined) {
      const type = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
      const end = path.extname(asset) as keyof typeof type;
      response.setHeader('content-type', type[end]).setHeader('content-security-policy', csp);
      response.end(readFileSync(path.join(folder, asset)));
      return;
    }
    const { cookie = '' } = request.headers;
    void fetch(service.baseUrl + pathname, { headers: { cookie } }).then(async (answer) => {
      const text = await answer.text();
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
    });
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
    close: async () => {
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
    },
  };
}

async function openPage(own?: BrowserContext, query = ''): Promise<Page> {
  const page = await (own ?? (await newContext())).newPage();
  page.on('pageerror', (error) => assert.fail(error));
  await page.goto(`${site.origin}/verify${query}`);
  await page.locator('#policy-state:not(:text("读取中"))').waitFor();
  return page;
}

function newContext(serviceWorkers: 'allow' | 'block' = 'block'): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 375, height: 700 }, serviceWorkers });
}

async function verify(page: Page, text: string): Promise<string> {
  await page.locator('#receipt').fill(text);
  await page.getByRole('button', { name: '核验' }).click();
  await page.locator('#result h2').waitFor();
  return page.locator('#result').innerText();
}

test('a receipt is verified in the browser and said in Chinese, also on a narrow phone', async () => {
  const page = await openPage();
  const report = await verify(page, `\n${receipt.replaceAll('\n', '\r\n')}\r\n`);
  assert.match(report, /核验通过/);
  for (const words of [
    '钥匙登记',
    '记录',
    '质量安全员',
    '前门、后门',
    '2026-11-23 08:30:00',
    '第1条',
  ]) {
    assert.ok(report.includes(words), words);
  }
  assert.match(report, /平台收到时间\s+2026-11-23 09:00:00（北京时间）/);
  const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(scroll <= 375, `${scroll}`);
  await page.getByRole('button', { name: '大字' }).click();
  const large = await page.evaluate(() => [
    getComputedStyle(document.documentElement).fontSize,
    document.documentElement.scrollWidth,
  ]);
  assert.deepEqual(large, ['23px', 375]);
  await page.context().close();
});

test('a receipt that was changed by one character is refused with a reason', async () => {
  const page = await openPage();
  const at = receipt.indexOf('extra ') + 60;
  const changed = receipt.slice(0, at) + (receipt[at] === 'A' ? 'B' : 'A') + receipt.slice(at + 1);
  assert.match(await verify(page, changed), /核验未通过：/);
  assert.match(await verify(page, '随便写的'), /不是有效的存证回执/);
  await page.context().close();
});

/** What the page says to whoever scanned the code on the paper of an entry. */
async function scanned(number: string, own?: BrowserContext): Promise<string> {
  const page = await openPage(own, `?entry=${number}`);
  await page.locator('#result h2:not(:text("正在查询"))').waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 375, `${width}`);
  const said = await page.locator('#result').innerText();
  const state = await page.locator('#result').getAttribute('class');
  await page.context().close();
  return `${state}: ${said}`;
}

test('who scans the code on a paper learns that its entry is in the log, and nothing of what it says', async () => {
  const said = await scanned(entry);
  assert.match(said, /^good: 已入账：这个编号的记录在账本中/);
  assert.match(said, /第1条/);
  assert.ok(said.includes(entry));
  assert.match(said, /不证明纸面文字与记录一致/);
  for (const secret of ['钥匙登记', '前门']) assert.ok(!said.includes(secret), secret);
});

test('who may read the entry and is signed in gets all of it verified from the same code', async () => {
  const own = await newContext();
  const { cookies } = await service.client().signIn('officer');
  await own.addCookies([...cookies].map(([name, value]) => ({ name, value, url: site.origin })));
  const said = await scanned(entry.toUpperCase(), own);
  assert.match(said, /^good: 核验通过：该记录确已入账/);
  assert.match(said, /前门、后门/);
});

test('a number that nobody has, and one that was not scanned to its end, are said to be unknown', async () => {
  const other = newEntryId(clock.now());
  assert.match(await scanned(other), /^bad: 查无此记录[^]*不可采信/);
  assert.match(await scanned(entry.slice(0, 20)), /^bad: 查无此记录[^]*没有扫全/);
});

test('an answer that does not lead to the signed log is not believed', async () => {
  const own = await newContext();
  await own.route('**/ledger/entries/*', async (route) => {
    const answer = await route.fetch();
    const said = (await answer.json()) as { contentHash: string };
    await route.fulfill({ json: { ...said, contentHash: 'a'.repeat(64) } });
  });
  assert.match(await scanned(entry, own), /^bad: 核验未通过，与账本不符：/);
});

test('an entry that waits, and a network that is gone, can be asked for again', async () => {
  const own = await newContext();
  let waits = true;
  await own.route('**/ledger/entries/*', (route) =>
    waits ? route.fulfill({ json: { state: 'waiting' } }) : route.continue(),
  );
  const page = await openPage(own, `?entry=${entry}`);
  await page.locator('#result.wait h2:has-text("尚未入账")').waitFor();
  waits = false;
  await page.getByRole('button', { name: '重新查询' }).click();
  await page.locator('#result.good').waitFor();
  waits = true;
  await page.reload();
  await page.locator('#result.wait').waitFor();
  await own.unroute('**/ledger/entries/*');
  await own.setOffline(true);
  await page.getByRole('button', { name: '重新查询' }).click();
  await page.locator('#result.wait h2:has-text("没有连通网络")').waitFor();
  await own.close();
});

test('a receipt file can be picked', async () => {
  const page = await openPage();
  const file = path.join(folder, 'a.tlog-proof');
  writeFileSync(file, receipt);
  await page.locator('#file').setInputFiles(file);
  await page.locator('#result.good').waitFor();
  await page.context().close();
});

test('a site that later offers another key is not believed, and the visitor is told', async () => {
  const own = await newContext();
  const first = await openPage(own);
  assert.match(await first.locator('#policy-state').innerText(), /本网站提供/);
  const other = await testKey(9);
  await registerLogKey(context.database, other, '2030-01-01T00:00:00.000Z');
  const page = await openPage(own);
  assert.match(await page.locator('#policy-state').innerText(), /本机保存/);
  assert.match(await page.locator('#policy-change').innerText(), /不一致/);
  assert.match(await verify(page, receipt), /核验通过/);
  await page.getByRole('button', { name: '改用新策略' }).click();
  assert.match(await verify(page, receipt), /核验未通过/);
  const policy = { log: formatVerifierKey(key), witnesses: [], quorum: 0 };
  await page.locator('#policy').fill(JSON.stringify(policy));
  await page.getByRole('button', { name: '使用此策略' }).click();
  assert.match(await page.locator('#policy-state').innerText(), /手工填写/);
  assert.match(await verify(page, receipt), /核验通过/);
  await page.locator('#policy').fill('{}');
  await page.getByRole('button', { name: '使用此策略' }).click();
  assert.match(await page.locator('#policy-error').innerText(), /公钥/);
  await own.close();
});

test('the page saved as one file verifies without any network', async () => {
  const policy = { log: formatVerifierKey(key), witnesses: [], quorum: 0, parties: {} };
  const since = clock.now();
  const text = await packVerifyPage(folder, { policy, since });
  assert.ok(text);
  assert.doesNotMatch(text, /\/assets\//);
  const file = path.join(folder, '离线验证页.html');
  writeFileSync(file, text);
  const own = await newContext();
  await own.setOffline(true);
  const page = await own.newPage();
  page.on('pageerror', (error) => assert.fail(error));
  await page.goto(pathToFileURL(file).href);
  await page.locator('#policy-state:has-text("随本文件保存")').waitFor();
  assert.match(await verify(page, receipt), /核验通过/);
  assert.ok(!(await page.locator('#download-box').isVisible()));
  await own.close();
});

test('from the second visit on the page opens without the server', async (t) => {
  // The policy of the site was turned to another key above; the offline copy carries it.
  const own = await newContext('allow');
  t.after(() => own.close());
  const page = await openPage(own);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await own.setOffline(true);
  await page.reload();
  await page.locator('#policy-state:has-text("随本文件保存")').waitFor();
  assert.match(
    await verify(page, receipt),
    /核验未通过：该回执出自其他账本|核验未通过：检查点没有/,
  );
});

test('modules that share code are packed into the file, one inside the other', async () => {
  const web = path.join(folder, 'shared');
  mkdirSync(path.join(web, 'verify'), { recursive: true });
  const html =
    '<head><link rel="stylesheet" href="/assets/a.css"></head><body><script type="module" src="/assets/a.js"></script></body>';
  writeFileSync(path.join(web, 'verify/index.html'), html);
  writeFileSync(path.join(web, 'a.css'), 'p{}');
  writeFileSync(
    path.join(web, 'a.js'),
    'import{b as c}from"./b.js";document.title=c+"$&</script>";',
  );
  writeFileSync(path.join(web, 'b.js'), 'import"./c.js";export const b=document.body.dataset.c;');
  writeFileSync(path.join(web, 'c.js'), 'document.body.dataset.c="packed";');
  const packed = path.join(web, 'packed.html');
  writeFileSync(packed, (await packVerifyPage(web, { a: '</script>' }))!);
  const page = await (await newContext()).newPage();
  await page.goto(pathToFileURL(packed).href);
  await page.waitForFunction(() => document.title !== '');
  assert.equal(await page.title(), 'packed$&</script>');
  await page.context().close();
  assert.equal(await packVerifyPage(path.join(web, 'nowhere'), {}), undefined);
});

test('the script that keeps the page is plain JavaScript for its scope', async () => {
  const script = await service.client().get<string>('/verify/service-worker.js');
  assert.equal(script.headers.get('service-worker-allowed'), '/verify');
  assert.ok(new Script(script.body));
});
