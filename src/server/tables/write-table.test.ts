import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { readTable } from './read-table.ts';
import type { TableContent } from './table.ts';
import { type ExportTable, writeCsv, writeTable } from './write-table.ts';
import { readDirectory } from './zip-guard.ts';

const columns = [
  { title: '单位', key: 'name' },
  { title: '统一社会信用代码', key: 'code', width: 24 },
  { title: '批次数', key: 'count', type: 'number' as const },
  { title: '日期', key: 'day', type: 'date' as const },
];
const rows = [
  { name: '=HYPERLINK("http://x")', code: '913601040123456789', count: 3, day: '2026-03-05' },
  { name: '@甲', code: '00123', count: '2.5', day: '未定' },
  { name: '-1+2', code: '13800138000', count: '——', day: null },
  { name: '甲,"乙"\n丙\u0000\u200B', code: '\tcmd', count: undefined, day: '1899-01-01' },
  { name: true, code: "'=1", count: '123456789012345678', day: '' },
];
const table: ExportTable = { sheet: '台账[2026]:/?', columns, rows };
/** What a reader must get back. */
const expected = [
  ['=HYPERLINK("http://x")', '913601040123456789', '3', '2026-03-05'],
  ['@甲', '00123', '2.5', '未定'],
  ['-1+2', '13800138000', '——', ''],
  ['甲,"乙"\n丙', 'cmd', '', '1899-01-01'],
  ['是', "'=1", '123456789012345678', ''],
];

async function readBack(bytes: Buffer, name: string): Promise<TableContent> {
  const reading = await readTable(bytes, { name });
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading;
}

function texts({ header, rows: read }: TableContent): string[][] {
  return read.map((row) => header.map((title) => row.cells[title] ?? '?'));
}

function part(xlsx: Buffer, name: string): string {
  const parts = readDirectory(xlsx);
  assert.ok(Array.isArray(parts));
  const found = parts.find((entry) => entry.name === name);
  assert.ok(found, name);
  const at = found.localHeader;
  const start = at + 30 + xlsx.readUInt16LE(at + 26) + xlsx.readUInt16LE(at + 28);
  const stored = xlsx.subarray(start, start + found.compressedBytes);
  return (found.method === 0 ? stored : inflateRawSync(stored)).toString('utf8');
}

test('what is written as XLSX reads back as the same texts', async () => {
  const reading = await readBack(await writeTable(table), 'a.xlsx');
  assert.deepEqual(
    reading.header,
    columns.map((column) => column.title),
  );
  assert.deepEqual(texts(reading), expected);
});

test('no text becomes a formula in XLSX, and numbers and dates can be calculated with', async () => {
  const sheet = part(await writeTable(table), 'xl/worksheets/sheet1.xml');
  assert.doesNotMatch(sheet, /<f[ >]/);
  assert.match(sheet, /<c r="A2" t="s"/);
  assert.match(sheet, /<c r="C2"[^>]*><v>3<\/v>/);
  assert.match(sheet, /<c r="D2"[^>]*><v>46086<\/v>/);
  assert.match(sheet, /<c r="C4" t="s"/);
  assert.match(sheet, /<c r="C6" t="s"/, 'a long number must stay text');
  assert.match(sheet, /state="frozen"/);
});

test('a CSV has a mark, CRLF and no cell that opens as a formula, and reads back the same', async () => {
  const csv = writeCsv(table);
  const content = csv.toString('utf8');
  assert.ok(content.startsWith('\uFEFF单位,统一社会信用代码,批次数,日期\r\n'));
  for (const line of content.slice(1).split('\r\n')) {
    for (const cell of line.split(',')) assert.doesNotMatch(cell, /^"?[=+@\-\t]/, cell);
  }
  assert.deepEqual(texts(await readBack(csv, 'a.csv')), expected);
});

test('negative numbers in a CSV stay numbers', () => {
  const csv = writeCsv({ columns: [{ title: 'a', key: 'a', type: 'number' }], rows: [{ a: -5 }] });
  assert.equal(csv.toString('utf8'), '\uFEFFa\r\n-5\r\n');
});

test('a sheet name and a text longer than a workbook allows are fitted', async () => {
  const long = {
    sheet: '长'.repeat(40),
    columns: [{ title: 'a', key: 'a' }],
    rows: [{ a: '字'.repeat(40_000) }],
  };
  const xlsx = await writeTable(long);
  assert.match(part(xlsx, 'xl/workbook.xml'), /name="长{31}"/);
  assert.match(part(xlsx, 'xl/sharedStrings.xml'), /字……（过长，已截断）<\/t>/);
  assert.match(part(await writeTable(table), 'xl/workbook.xml'), /name="台账_2026____"/);
  assert.match(
    part(await writeTable({ ...long, sheet: '', rows: [] }), 'xl/workbook.xml'),
    /Sheet1/,
  );
});

test('a column of choices offers them in its cells, and a hint stands beside them', async () => {
  const choices = ['1,2', '3'];
  const head = [
    { title: '结论', key: 'a', choices: ['合格，放行', '不合格'], hint: '以检验记录为准' },
    { title: '带逗号', key: 'b', choices },
    { title: '说明', key: 'c', hint: '随意' },
  ];
  const xlsx = await writeTable({ sheet: '模板', columns: head, rows: [{ a: '合格', c: '一' }] });
  const sheet = part(xlsx, 'xl/worksheets/sheet1.xml');
  assert.match(sheet, /<dataValidation type="list"[^>]*sqref="A2:A5000"/);
  assert.match(sheet, /prompt="以检验记录为准"/);
  assert.match(sheet, /sqref="C2:C5000"/);
  assert.doesNotMatch(sheet, /sqref="B2/, 'a list inside a cell is parted by commas');
  assert.ok((await readTable(xlsx, { name: 'a.xlsx' })).ok);
});

test('20,000 rows go out and come back without holding up the event loop', async () => {
  const many = Array.from({ length: 20_000 }, (_, index) => ({
    name: `江西第${index}实业公司`,
    code: `9136${String(index).padStart(14, '0')}`,
    count: index,
    day: '2026-03-05',
  }));
  const started = performance.now();
  let [longestMs, last] = [0, started];
  const beat = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  }, 5);
  const xlsx = await writeTable({ sheet: '台账', columns, rows: many });
  const reading = await readBack(xlsx, 'a.xlsx');
  clearInterval(beat);
  const wholeMs = performance.now() - started;
  assert.equal(reading.rows.length, 20_000);
  assert.deepEqual(reading.rows[19_999], {
    line: 20_001,
    cells: {
      单位: '江西第19999实业公司',
      统一社会信用代码: '913600000000019999',
      批次数: '19999',
      日期: '2026-03-05',
    },
  });
  assert.ok(longestMs < wholeMs / 3, `blocked ${longestMs} of ${wholeMs} ms`);
});
