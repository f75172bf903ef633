import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import type { RecordList } from '#server/entries/present.ts';
import { audit } from '#server/audit/audit.ts';
import type { LotCodes } from '#server/codes/present.ts';
import type { BookImport } from '#server/imports/present.ts';
import type { LotList } from '#server/lots/present.ts';
import type { Problem } from '#server/problem.ts';
import { readTable } from '#server/tables/read-table.ts';
import { writeCsv, writeTable } from '#server/tables/write-table.ts';
import { startServer } from '../service.ts';
import { download } from './download.ts';
import { LotStory, records } from './lot-scene.ts';

const service = await startServer({ after });
const lots = new LotStory(service);
const { story } = lots;
before(async () => {
  await lots.seed();
  await lots.tells();
  story.on('2026-11-09');
});

type Row = Readonly<Record<string, string>>;

/** Uploads rows as a table and waits for the end of the import. */
async function imports(login: string, book: string, rows: readonly Row[], as: 'xlsx' | 'csv') {
  const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const table = { sheet: '导入', columns: titles.map((title) => ({ title, key: title })), rows };
  const bytes = as === 'csv' ? writeCsv(table) : await writeTable(table);
  const client = await story.as(login);
  const url = `/api/books/${book}/import?name=${book}.${as}`;
  const begun = await client.post<{ id: string } & Problem>(url, new Uint8Array(bytes));
  if (begun.status !== 202) return { refused: begun.body };
  for (;;) {
    const { body } = await client.get<BookImport>(`/api/imports/${begun.body.id}`);
    if (body.state !== 'running') return { job: body };
    await sleep(20);
  }
}

async function count(login: string, book: string): Promise<number> {
  const { body } = await (await story.as(login)).get<RecordList>(records(book));
  return body.total;
}

const sold = (quantity: string, number = 'GJ-1103', change: Row = {}): Row => ({
  销售产品·产品和生产批号: number,
  销售产品·数量: quantity,
  销售产品·检验合格证号: 'HG-1103',
  购买者: '其他单位',
  购买单位: '',
  购买单位名称: '信丰县某工地',
  联系方式: '0797-3300000',
  销售日期: '2026/11/9',
  出货日期: '2026年11月9日',
  销售地点: '赣县区',
  ...change,
});

test('a template has a column for every field, and a book whose records need files has none', async () => {
  const path = '/api/books/sales-record/import-template.xlsx';
  const { bytes, name } = await download(story, 'officer', path);
  assert.equal(name, '产品销售台账导入模板.xlsx');
  // A header and no rows reads back as empty; with one row it is a table.
  const table = await readTable(bytes, { name });
  assert.equal(!table.ok && table.code, 'empty');
  const disposal = await (
    await story.as('officer')
  ).get<Problem>('/api/books/lot-disposal/import-template.xlsx');
  assert.equal(disposal.status, 422);
  assert.match(disposal.body.detail, /须附文件/);
});

test('of a table with wrong rows nothing is recorded, and every wrong cell is named', async () => {
  const before_ = await count('officer', 'sales-record');
  const rows = [
    sold('3'),
    sold('2', 'GJ-9999'),
    sold('0'),
    sold('2', 'GJ-1103', { 销售日期: '昨天' }),
    sold('2', 'GJ-1103', { 购买者: '路人' }),
    sold('2', 'GJ-1103', { 购买者: '平台上的单位', 购买单位: '91360000000000000X' }),
    sold('17.5'),
    sold('17.5'),
  ];
  const { job } = await imports('officer', 'sales-record', rows, 'xlsx');
  assert.equal(job?.state, 'refused');
  assert.deepEqual(
    job?.issues.map(({ cell, line, sentence }) => [cell ?? line, sentence.slice(0, 12)]),
    [
      ['A3', '没有找到批号“GJ-99'],
      [4, '数量应当大于0。'],
      ['H5', '日期应为年-月-日，如2026'],
      ['D6', '请填平台上的单位、其他单'],
      ['E7', '没有找到“9136000'],
      // 20 were left: 3 and 17.5 are more than that, and so is every later row.
      [8, '“普通硅酸盐水泥 P·O'],
      [9, '“普通硅酸盐水泥 P·O'],
    ].map(([place, words]) => [place, String(words).slice(0, 12)]),
  );
  assert.equal(await count('officer', 'sales-record'), before_);
  assert.equal((await lots.held('officer', 'GJ-1103')).available, '20');
});

test('a right table is recorded whole: real entries with receipts, and the goods have gone', async () => {
  const before_ = await count('officer', 'sales-record');
  const { creditCode } = lots.beams as unknown as { creditCode: string };
  const registered = { 购买者: '平台上的单位', 购买单位: creditCode, 购买单位名称: '' };
  const goesOn = {
    销售产品·产品和生产批号: 'gj-1103',
    销售产品·数量: '2',
    销售产品·检验合格证号: 'HG-1103',
  };
  const rows = [sold('3'), sold('4', 'GJ-1103', registered), goesOn, sold('1')];
  const { job } = await imports('officer', 'sales-record', rows, 'csv');
  assert.equal(job?.state, 'done', JSON.stringify(job?.issues));
  assert.deepEqual([job?.rows, job?.done], [3, 3], 'a record of two rows is one record');
  assert.equal(await count('officer', 'sales-record'), before_ + 3);
  assert.equal((await lots.held('officer', 'GJ-1103')).available, '10');
  const held = await lots.held('beams', 'GJ-1103');
  assert.equal(held.onHand, '36');
  const client = await story.as('officer');
  const { body } = await client.get<RecordList>(records('sales-record'));
  const entry = body.records[0]!.id;
  await story.log();
  assert.equal((await client.get(`/api/entries/${entry}/receipt`)).status, 200);
});

test('codes are given out by table, range after range, and no more of them than there are things', async () => {
  const range = (serials: string): Row => ({ 批次: 'GJ-1103', 单品序列码数量: serials });
  const lot = (await lots.held('officer', 'GJ-1103')).id;
  const { job: tooMany } = await imports(
    'officer',
    'code-issue',
    [range('50'), range('31')],
    'csv',
  );
  assert.equal(tooMany?.state, 'refused');
  const { job } = await imports('officer', 'code-issue', [range('50'), range('30')], 'csv');
  assert.equal(job?.state, 'done', JSON.stringify(job?.issues));
  const { body } = await (await story.as('officer')).get<LotCodes>(`/api/lots/${lot}/codes`);
  assert.deepEqual(
    body.ranges.map(({ first, last }) => [first, last]),
    [
      [1, 50],
      [51, 80],
    ],
  );
});

const lot = (number: string, change: Row = {}): Row => ({
  产品名称: '水泥熟料粉',
  规格型号: '',
  生产批号: number,
  生产日期: '2026-11-09',
  数量: '10',
  计量单位: '吨',
  '所用批次（原材料、零配件、半成品）·批次': '',
  '所用批次（原材料、零配件、半成品）·用量': '',
  ...change,
});

test('lots are registered by table, and a later row may use what an earlier one made', async () => {
  const part = (number: string, quantity: string) => ({
    '所用批次（原材料、零配件、半成品）·批次': number,
    '所用批次（原材料、零配件、半成品）·用量': quantity,
  });
  const more = { 产出多于所用批次的原因: '掺入矿渣' };
  const first = lot('F-1', part('HD-1101', '4'));
  const silent = await imports('officer', 'lot-registration', [first], 'xlsx');
  assert.match(silent.job?.issues[0]?.sentence ?? '', /产出10吨多于所用批次（4吨）/);
  const rows = [{ ...first, ...more }, lot('F-2', { ...part('F-1', '10') })];
  const twice = await imports('officer', 'lot-registration', [...rows, lot('F-1')], 'xlsx');
  assert.match(twice.job?.issues[0]?.sentence ?? '', /已经登记/);
  const { job } = await imports('officer', 'lot-registration', rows, 'xlsx');
  assert.equal(job?.state, 'done', JSON.stringify(job?.issues));
  assert.equal((await lots.held('officer', 'HD-1101')).onHand, '6');
  assert.equal((await lots.held('officer', 'F-1')).onHand, '0');
  const again = await imports('officer', 'lot-registration', rows, 'xlsx');
  assert.deepEqual(
    again.job?.issues.map(({ line }) => line),
    [2, 3],
  );
});

test('of a hundred thousand rows the thirty-seven wrong ones are named, and nothing is recorded', async () => {
  const before_ = await count('officer', 'lot-registration');
  const isWrong = (place: number) => place % 2_700 === 13 && place < 37 * 2_700;
  const rows = Array.from({ length: 100_000 }, (_, place) => {
    const wrong: Row = place % 200 < 100 ? { 数量: '许多' } : { 生产日期: '2026-02-30' };
    return lot(`DA-${place}`, isWrong(place) ? wrong : {});
  });
  const { job } = await imports('officer', 'lot-registration', rows, 'xlsx');
  assert.equal(job?.state, 'refused');
  const lines = rows.flatMap((_, place) => (isWrong(place) ? [place + 2] : []));
  assert.equal(lines.length, 37);
  assert.deepEqual(
    job?.issues.map(({ cell, line }) => (cell === undefined ? line : Number(cell.slice(1)))),
    lines,
  );
  assert.equal(await count('officer', 'lot-registration'), before_);
});

test('two lots of one number are told apart by their page, never guessed', async () => {
  const { body } = await (await story.as('officer')).get<LotList>('/api/lots?number=GJ-1103');
  const white = { product: '白水泥', number: 'GJ-1103', madeOn: '2026-11-09', parts: [] };
  const input = { ...white, quantity: '5', unit: '吨' };
  await story.submits('officer', records('lot-registration'), { input });
  const { job } = await imports('officer', 'sales-record', [sold('1')], 'xlsx');
  assert.match(job?.issues[0]?.sentence ?? '', /有2个批次是这个批号（.*白水泥.*改填批次网址/);
  const byPage = sold('1', `https://sifang.example/app/lots/${body.lots[0]!.id}`);
  assert.equal((await imports('officer', 'sales-record', [byPage], 'xlsx')).job?.state, 'done');
});

test('a table without a needed column, with an unknown one, or by somebody else is refused', async () => {
  const { 销售地点: _, ...short } = sold('1');
  const missing = await imports('officer', 'sales-record', [short], 'xlsx');
  assert.match(missing.refused?.detail ?? '', /缺少“销售地点”列/);
  const unknown = await imports('officer', 'sales-record', [{ ...sold('1'), 备注: 'x' }], 'xlsx');
  assert.match(unknown.refused?.detail ?? '', /不认识“备注”列/);
  const office = await imports('inspector', 'sales-record', [sold('1')], 'xlsx');
  assert.equal(office.job?.state, 'refused');
  const own = await imports('officer', 'sales-record', [sold('1', 'GJ-0')], 'xlsx');
  const strange = await (await story.as('beams')).get(`/api/imports/${own.job?.id ?? ''}`);
  assert.equal(strange.status, 404);
});

test('what came in by a table is what the graph holds', async () => {
  const { context } = service;
  const { difference } = await audit(context.database, { law: context.law, now: context.now() });
  assert.equal(difference, undefined, difference?.en ?? '');
});
