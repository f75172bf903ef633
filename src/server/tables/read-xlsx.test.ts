import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { readTable } from './read-table.ts';
import type { TableLimits, TableReading, TableRefusal } from './table.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

interface Part {
  name: string;
  content: Buffer | string;
  /** What the directory says instead of the truth. */
  declaredBytes?: number;
}

/** A zip by hand, so that it can lie. */
function zip(parts: Part[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name, content, declaredBytes } of parts) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(crc32(raw), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(declaredBytes ?? raw.length, 18);
    header.writeUInt16LE(title.length, 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, entry, title);
    files.push(Buffer.from('PK\x03\x04', 'latin1'), header, title, packed);
    at += 30 + title.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const STYLES =
  `<styleSheet xmlns="${MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="000000"/>` +
  '<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>' +
  '<numFmt numFmtId="166" formatCode="yyyy/m/d h:mm"/></numFmts><cellXfs count="7">' +
  [0, 164, 165, 166, 14, 10, 31]
    .map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`)
    .join('') +
  '</cellXfs></styleSheet>';

/** A workbook whose first sheet holds the given XML of rows. */
function workbook(
  rows: string,
  more: { after?: string; parts?: Part[]; sheets?: string } = {},
): Part[] {
  const sheets = more.sheets ?? '<sheet name="数据" sheetId="1" r:id="rId1"/>';
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (inner: string): string =>
    `<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;
  return [
    { name: '[Content_Types].xml', content: `<Types xmlns="${PACKAGE}/content-types"/>` },
    {
      name: '_rels/.rels',
      content: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
          relation('rId2', 'worksheet', 'worksheets/sheet2.xml') +
          relation('rId9', 'styles', 'styles.xml'),
      ),
    },
    { name: 'xl/styles.xml', content: STYLES },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${more.after ?? ''}</worksheet>`,
    },
    ...(more.parts ?? []),
  ];
}

function text(value: string): string {
  return `<c t="inlineStr"><is><t>${value}</t></is></c>`;
}

function number(value: string, style = 0): string {
  return `<c s="${style}"><v>${value}</v></c>`;
}

function row(...cells: string[]): string {
  return `<row>${cells.join('')}</row>`;
}

const HEADER = row(text('名称'), text('编码'));

async function read(
  file: Buffer | Part[],
  limits: Partial<TableLimits> = {},
): Promise<TableReading> {
  const bytes = Array.isArray(file) ? zip(file) : file;
  return readTable(bytes, { name: '导入.xlsx', ...limits });
}

async function refusal(
  file: Buffer | Part[],
  limits?: Partial<TableLimits>,
): Promise<TableRefusal> {
  const reading = await read(file, limits);
  assert.ok(!reading.ok, 'the file was read');
  return reading;
}

async function cells(...values: string[]): Promise<Record<string, string>> {
  const titles = values.map((_, index) => text(`c${index}`));
  const reading = await read(workbook(row(...titles) + row(...values)));
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.rows[0]?.cells ?? {};
}

test('a plain sheet is read with its titles and row numbers, blank rows left out', async () => {
  const rows = row() + HEADER + row(text(' 甲 '), text('01')) + row() + row(text('乙'));
  const reading = await read(workbook(rows));
  assert.deepEqual(reading, {
    ok: true,
    header: ['名称', '编码'],
    rows: [
      { line: 3, cells: { 名称: '甲', 编码: '01' } },
      { line: 5, cells: { 名称: '乙', 编码: '' } },
    ],
    ignoredSheets: [],
  });
});

test('codes keep their digits, however the cell shows them', async () => {
  const read = await cells(number('13800138000'), number('42', 1), number('1.38E+10'), text('007'));
  assert.deepEqual(read, { c0: '13800138000', c1: '000042', c2: '13800000000', c3: '007' });
});

test('numbers come in plain digits, without the noise of binary fractions', async () => {
  const read = await cells(number('0.30000000000000004'), number('1E-7'), number('0.125', 5));
  assert.deepEqual(read, { c0: '0.3', c1: '0.0000001', c2: '12.5%' });
});

test('dates come as days, in Chinese formats too, and times are kept', async () => {
  const days = await cells(number('46086', 2), number('46086', 4), number('46086', 6));
  assert.deepEqual(days, { c0: '2026-03-05', c1: '2026-03-05', c2: '2026-03-05' });
  assert.deepEqual(await cells(number('46086.5', 3)), { c0: '2026-03-05 12:00' });
});

test('a number whose last digits the spreadsheet has lost is refused with its place', async () => {
  const lost = await refusal(workbook(HEADER + row(text('甲'), number('1.36E+17'))));
  assert.deepEqual([lost.code, lost.line, lost.column], ['digits-lost', 2, 'B']);
  const asText = await refusal(workbook(HEADER + row(text('甲'), text('1.36E+17'))));
  assert.equal(asText.code, 'digits-lost');
  assert.match(asText.sentence, /第 2 行 B 列（编码）/);
});

test('a formula is refused with its place, whatever value it shows', async () => {
  for (const formula of ['<f>1+1</f>', '<f t="shared" si="0"/>', '<f>[1]Sheet1!A1</f>']) {
    const cell = `<c>${formula}<v>2</v></c>`;
    const refused = await refusal(
      workbook(HEADER + row(text('甲'), text('x')) + row(text('乙'), cell)),
    );
    assert.deepEqual([refused.code, refused.line, refused.column], ['formula', 3, 'B'], formula);
  }
});

test('text that looks like a formula is only text', async () => {
  assert.deepEqual(await cells(text('=1+1')), { c0: '=1+1' });
});

test('an error value is refused', async () => {
  const refused = await refusal(workbook(HEADER + row('<c t="e"><v>#N/A</v></c>')));
  assert.deepEqual([refused.code, refused.line, refused.column], ['error-value', 2, 'A']);
});

test('merged cells are refused, in the header and below', async () => {
  for (const [range, line] of [
    ['A1:B1', 1],
    ['A2:A3', 2],
  ] as const) {
    const after = `<mergeCells count="1"><mergeCell ref="${range}"/></mergeCells>`;
    const rows = HEADER + row(text('甲'), text('1')) + row(text('乙'), text('2'));
    const refused = await refusal(workbook(rows, { after }));
    assert.deepEqual([refused.code, refused.line], ['merged-cells', line]);
  }
});

test('titles must be there and differ', async () => {
  const twice = await refusal(workbook(row(text('名称'), text(' 名称')) + row(text('甲'))));
  assert.equal(twice.code, 'header-twice');
  assert.match(twice.sentence, /“名称”/);
  const missing = await refusal(workbook(HEADER + row(text('甲'), text('1'), text('多'))));
  assert.deepEqual([missing.code, missing.line, missing.column], ['header-missing', 2, 'C']);
  const odd = await read(workbook(row(text('__proto__')) + row(text('甲'))));
  assert.ok(odd.ok && Object.hasOwn(odd.rows[0]?.cells ?? {}, '__proto__'));
});

test('only the first visible sheet is read, and the others are named', async () => {
  const sheets =
    '<sheet name="隐藏" sheetId="2" state="hidden" r:id="rId2"/>' +
    '<sheet name="数据" sheetId="1" r:id="rId1"/><sheet name="说明" sheetId="3" r:id="rId2"/>';
  const other = `<worksheet xmlns="${MAIN}"><sheetData>${row(text('别的'))}</sheetData></worksheet>`;
  const parts = [{ name: 'xl/worksheets/sheet2.xml', content: other }];
  const reading = await read(workbook(HEADER + row(text('甲')), { sheets, parts }));
  assert.ok(reading.ok);
  assert.deepEqual(reading.header, ['名称', '编码']);
  assert.deepEqual(reading.ignoredSheets, ['说明']);
});

test('rows, columns and cells beyond the limits are refused, not cut off', async () => {
  const three = workbook(HEADER + row(text('甲')).repeat(3));
  assert.equal((await refusal(three, { maxRows: 2 })).code, 'too-many-rows');
  assert.equal((await read(three, { maxRows: 3 })).ok, true);
  const long = workbook(HEADER + row(text('甲')).repeat(2_000));
  assert.equal((await refusal(long, { maxRows: 2 })).code, 'too-many-rows');
  assert.equal((await refusal(three, { maxColumns: 1 })).code, 'too-many-columns');
  const wordy = workbook(HEADER + row(text('字'.repeat(4_001))));
  assert.equal((await refusal(wordy)).code, 'cell-too-long');
  const far = workbook(HEADER + '<row r="2"><c r="XFD2" t="str"><v>x</v></c></row>');
  assert.deepEqual((await refusal(far)).column, 'XFD');
  const corner = workbook(`${HEADER}<row r="1048576"><c r="BH1048576"><v>1</v></c></row>`);
  assert.equal((await refusal(corner)).code, 'too-many-rows');
});

test('an empty sheet and a sheet with titles only have nothing to import', async () => {
  assert.equal((await refusal(workbook(''))).code, 'empty');
  assert.equal((await refusal(workbook(HEADER))).code, 'empty');
});

test('a bomb that declares its size is refused before anything is inflated', async () => {
  const content = Buffer.alloc(220 * 1024 * 1024, ' ');
  const bomb = zip(workbook(HEADER, { parts: [{ name: 'xl/media/a.xml', content }] }));
  assert.ok(bomb.length < 1024 * 1024);
  const started = performance.now();
  assert.equal((await refusal(bomb)).code, 'zip-bomb');
  assert.ok(performance.now() - started < 50);
});

test('a bomb whose parts are small but many, or whose ratio is absurd, is refused too', async () => {
  const ratio = { name: 'xl/a.xml', content: Buffer.alloc(30 * 1024 * 1024, ' ') };
  assert.equal((await refusal(workbook(HEADER, { parts: [ratio] }))).code, 'zip-bomb');
  const parts = Array.from({ length: 2_001 }, (_, index) => ({
    name: `xl/${index}.xml`,
    content: 'x',
  }));
  assert.equal((await refusal(workbook(HEADER, { parts }))).code, 'damaged');
});

test('a bomb that lies about its size is found out when inflated', async () => {
  const content = Buffer.alloc(5 * 1024 * 1024, ' ');
  const parts = [{ name: 'xl/media/a.xml', content, declaredBytes: 1_000 }];
  const lying = workbook(HEADER + row(text('甲')), { parts });
  assert.equal((await refusal(lying)).code, 'zip-bomb');
  const less = [{ name: 'xl/a.xml', content: 'x', declaredBytes: 1_000 }];
  assert.equal((await refusal(workbook(HEADER, { parts: less }))).code, 'damaged');
});

test('a document type, which could expand without end, is refused', async () => {
  const content = `<!DOCTYPE x [<!ENTITY a "b">]><worksheet xmlns="${MAIN}"><sheetData>&a;</sheetData></worksheet>`;
  const parts = workbook(HEADER).map((part) =>
    part.name.endsWith('sheet1.xml') ? { ...part, content } : part,
  );
  assert.equal((await refusal(parts)).code, 'damaged');
});

test('macros are refused, and so are names that occur twice', async () => {
  const macro = [{ name: 'xl/vbaProject.bin', content: 'x' }];
  assert.equal((await refusal(workbook(HEADER, { parts: macro }))).code, 'macro');
  const twice = [{ name: 'xl/worksheets/sheet1.xml', content: 'x' }];
  assert.equal((await refusal(workbook(HEADER, { parts: twice }))).code, 'damaged');
});

test('a file cut off or changed anywhere is refused and never crashes the process', async () => {
  const whole = zip(workbook(HEADER + row(text('甲'), text('1'))));
  for (const length of [4, 30, whole.length >> 1, whole.length - 1]) {
    assert.equal((await refusal(whole.subarray(0, length))).code, 'damaged', `${length} bytes`);
  }
  const broken = Buffer.from(whole);
  broken.fill(0xff, 60, 90);
  assert.equal((await refusal(broken)).code, 'damaged');
  const nonsense = workbook('').map((part) => ({ ...part, content: '<<<not xml' }));
  assert.equal((await refusal(nonsense)).ok, false);
});

test('other files are told apart by their content', async () => {
  const kinds: [string, string][] = [
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old', 'old-format'],
    ['%PDF-1.7', 'not-a-table'],
    ['plain text', 'not-a-table'],
    ['<html><table>', 'not-a-table'],
    ['', 'empty'],
  ];
  for (const [content, code] of kinds) {
    assert.equal((await refusal(Buffer.from(content, 'latin1'))).code, code, content);
  }
  const docx = zip([
    { name: '[Content_Types].xml', content: 'x' },
    { name: 'word/document.xml', content: 'x' },
  ]);
  assert.equal((await refusal(docx)).code, 'not-a-table');
  assert.equal((await refusal(Buffer.alloc(11 * 1024 * 1024))).code, 'too-large');
});

test('reading that takes too long is stopped', async () => {
  const slow = workbook(HEADER + row(text('甲'), text('1')).repeat(20_000));
  const started = performance.now();
  assert.equal((await refusal(slow, { timeLimitMs: 50 })).code, 'timeout');
  assert.ok(performance.now() - started < 1_000);
});

test('a table that needs too much memory is refused and the process lives on', async () => {
  const cells = Array.from({ length: 400_000 }, (_, index) =>
    number(String((index * 7_919) % 1_013)),
  );
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    row(...cells.slice(index * 40, index * 40 + 40)),
  );
  const refused = await refusal(workbook(rows.join('')), { maxMemoryMb: 24 });
  assert.equal(refused.code, 'too-much-memory');
});

test('beyond the places in the queue a caller is asked to come back', async () => {
  const file = Buffer.from('名称\n甲');
  const readings = await Promise.all(
    Array.from({ length: 54 }, async () => readTable(file, { name: 'a.csv' })),
  );
  const codes = readings.map((reading) => (reading.ok ? 'ok' : reading.code));
  assert.equal(codes.filter((code) => code === 'busy').length, 2);
  assert.equal(codes.filter((code) => code === 'ok').length, 52);
});
