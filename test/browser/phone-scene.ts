import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { KEY_TYPES, signerFromSeed } from '#ledger/keys.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Sequencer } from '#server/ledger/sequencer.ts';
import { webFolder } from '#server/pages/routes.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import type { Client } from '#test/client.ts';
import { seedPassword } from '#test/client.ts';
import type { Scope } from '#test/database.ts';
import { seedCast } from '#test/seed.ts';
import { startServer } from '#test/service.ts';
import type { Service } from '#test/service.ts';
import { launchBrowser } from './launch.ts';
import { openLine } from './phone-line.ts';
import type { Line } from './phone-line.ts';

/** A works with a risk control list of twelve lines, its officer, and a phone on a line that can be cut. */
export interface PhoneScene {
  readonly service: Service;
  readonly line: Line;
  /** The officer at a desk. */
  readonly desk: Client;
  readonly works: string;
  readonly browser: Browser;
  /** A phone of its own, 375 pixels wide, at the home page and signed in unless told otherwise. */
  phone(options?: PhoneOptions): Promise<Phone>;
  /** Records of daily control on the server, latest first. */
  records(): Promise<Recorded[]>;
  /** Writes another version of the list; `photo` names the lines that want one. */
  keepList(change: string, lines: readonly ListLine[]): Promise<string>;
  /** Waits until the log holds everything. */
  settle(): Promise<void>;
}

/** How a phone is held and what day its owner expects. */
export interface PhoneOptions {
  readonly signIn?: boolean;
  readonly isLandscape?: boolean;
  readonly day?: string;
}

/** A phone under test. */
export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
}

/** A record as the server gives it back. */
export interface Recorded {
  readonly id: string;
  readonly period: PlainDate;
  readonly late: boolean;
  readonly reason?: string;
  readonly corrects?: string;
  readonly input: Record<string, unknown>;
}

/** A line of the list, without what is the same for all. */
export interface ListLine {
  readonly code: string;
  readonly keyLink: string;
  readonly riskPoint: string;
  readonly measure: string;
  readonly photoRequired?: boolean;
  /** Every day where absent. */
  readonly frequency?: 'week' | 'month';
}

/** Monday; the scene begins on the Thursday before. */
export const today = '2026-11-23';

/** Twelve lines of a cement works, none of which asks for a photo of its own. */
export const twelveLines: readonly ListLine[] = [
  line(
    '原料进厂',
    '石灰石成分波动，有害组分超标',
    '按批取样化验，对照进厂指标放行，不合格的单独堆放并退货。',
  ),
  line(
    '原料进厂',
    '混合材来源不明、掺入清单外材料',
    '核对供货商、品种和检验报告，首次使用的做放射性和活性检验。',
  ),
  line(
    '生料配制',
    '配料秤失准，率值偏离控制范围',
    '每班核对配料秤零点，按频次检测生料成分并调整。',
  ),
  line('熟料煅烧', '游离氧化钙高，安定性不良', '按频次检测游离氧化钙和立升重，超标熟料单独入库。'),
  line('熟料煅烧', '窑内温度波动，欠烧料混入', '查看中控曲线，欠烧料单独堆放并标识。'),
  line('水泥粉磨', '石膏掺量偏差，凝结时间异常', '每班检测三氧化硫，偏离控制值立即调整。'),
  line('水泥粉磨', '细度跑粗，强度偏低', '每两小时检测细度和比表面积。'),
  line('包装储运', '袋重不足', '每班抽20袋称重，不足的停机调整包装机。'),
  line('包装储运', '包装标志与品种强度等级不符', '换品种时核对袋上标志，首袋确认后开包。'),
  line('出厂检验', '未经检验或者检验不合格出厂', '无检验合格单不得装车，放行由质量部门签字。'),
  line('出厂检验', '封存样缺失', '每编号留样封存，核对封存样台账。'),
  line('计量设备', '压力试验机超期未检定', '查看检定标签，临期一个月送检。'),
].map((one, at) => ({ ...one, code: `SN${String(at + 1).padStart(2, '0')}` }));

function line(keyLink: string, riskPoint: string, measure: string): Omit<ListLine, 'code'> {
  return { keyLink, riskPoint, measure };
}

/** Sets the scene: three days before today the list was written, and since then nothing was recorded. */
export async function phoneScene(scope: Scope): Promise<PhoneScene> {
  assert.ok(existsSync(join(webFolder, 'phone/index.html')), 'run `npm run build` first');
  const log: { sequencer?: Sequencer } = {};
  const closing: (() => Promise<void>)[] = [];
  scope.after(async () => {
    for (const close of closing.reverse()) await close();
  });
  const service = await startServer(scope, {
    now: `${addDays(today, -4)}T01:00:00.000Z`,
    wakeSequencer: () => log.sequencer?.wake(),
  });
  const { context, clock } = service;
  const { organisations } = await seedCast(context.database);
  const key = await signerFromSeed('sifang.test/log', KEY_TYPES.log, new Uint8Array(32).fill(1));
  // When the file ends the database goes first; what fails before that shows in `settle`.
  const onFault = () => undefined;
  log.sequencer = startSequencer(context, { key, intervalMs: 50, onFault });
  closing.push(() => log.sequencer!.stop());
  const desk = await service.client().signIn('officer');
  const scene = { service, desk, works: organisations.works.id };
  await sweepOnce(context);
  await keepList(scene, 'first', twelveLines);
  clock.set(`${today}T01:00:00.000Z`);
  await sweepOnce(context);
  await desk.signIn('officer');
  // The tree head that draws the photo is of this morning.
  await keepList(scene, 'yearly-review', twelveLines);
  await log.sequencer.idle();
  const line = await openLine(scope, service.baseUrl);
  const browser = await launchBrowser();
  closing.push(() => browser.close());
  return {
    ...scene,
    line,
    browser,
    phone: (options) => openPhone(browser, line, clock.now(), options),
    records: () => recordsOf(desk),
    keepList: (change, lines) => keepList(scene, change, lines),
    settle: () => log.sequencer!.idle(),
  };
}

async function openPhone(
  browser: Browser,
  line: Line,
  now: string,
  { signIn = true, isLandscape = false, day = '11月23日' }: PhoneOptions = {},
): Promise<Phone> {
  const size = { width: 375, height: 667 };
  const context = await browser.newContext({
    baseURL: line.url,
    viewport: isLandscape ? { width: size.height, height: size.width } : size,
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => assert.fail(error));
  await page.clock.install({ time: now });
  const answer = await page.goto('/phone/');
  assert.equal(answer?.status(), 200, 'the page is there');
  if (signIn) await signInOn(page, 'officer', day);
  return { page, context };
}

/** Signs the officer in on the phone. */
export async function signInOn(page: Page, login = 'officer', day = '11月23日'): Promise<void> {
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(seedPassword);
  await page.getByRole('button', { name: '登录', exact: true }).tap();
  await page.getByRole('heading', { name: day }).waitFor();
}

async function keepList(
  { service, desk }: Pick<PhoneScene, 'service' | 'desk'>,
  changeReason: string,
  lines: readonly ListLine[],
): Promise<string> {
  const items = lines.map((one) => ({
    photoRequired: false,
    frequency: 'day',
    ...one,
    ownerPost: 'workshop',
  }));
  // Versions follow one another: two of the same instant would both be the latest.
  service.clock.pass(1);
  const id = newEntryId(service.clock.now());
  const input = { changeReason, items };
  const answer = await desk.post('/api/books/risk-control-list/records', { id, input });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return id;
}

async function recordsOf(desk: Client): Promise<Recorded[]> {
  const answer = await desk.get<{ records: Recorded[] }>('/api/duties/daily-control/records');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.records;
}

/** A picture as a camera's file; each number gives another one. */
export function shot(number: number, { width = 640, height = 480 } = {}) {
  return { name: `IMG_${number}.png`, mimeType: 'image/png', buffer: png(number, width, height) };
}

/** The same as a file on disk, taken at a time in milliseconds since 1970: pages can read when. */
export function shotFile(number: number, atMs: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'sifang-shot-'));
  const path = join(folder, `IMG_${number}.png`);
  writeFileSync(path, shot(number).buffer);
  utimesSync(path, atMs / 1000, atMs / 1000);
  return path;
}

/** A picture taken just now by the clock of a phone. */
export async function freshShot(page: Page, number: number): Promise<string> {
  return shotFile(number, await page.evaluate(() => Date.now()));
}

/** A PNG of one colour with a diagonal, in the plainest form that the standard allows. */
function png(number: number, width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * 3 + 1) + 1 + x * 3;
      const isLine = Math.abs(x * height - y * width) < width * 12;
      rows[at] = isLine ? 240 : (number * 53) % 200;
      rows[at + 1] = isLine ? 240 : (number * 97 + y / 8) % 200;
      rows[at + 2] = isLine ? 240 : (number * 31 + x / 8) % 200;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
