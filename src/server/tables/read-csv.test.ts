import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable } from './read-table.ts';
import type { TableReading } from './table.ts';

async function read(content: string | Buffer, name = '导入.csv'): Promise<TableReading> {
  return readTable(Buffer.from(content), { name });
}

async function code(content: string | Buffer, name?: string): Promise<string> {
  const reading = await read(content, name);
  return reading.ok ? 'ok' : reading.code;
}

async function lines(content: string | Buffer): Promise<string[][]> {
  const reading = await read(content);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.rows.map((row) => reading.header.map((title) => row.cells[title] ?? '?'));
}

const HEADER = '名称,编码\r\n';
/** 名称,编码 \n 江西,䶮 in GB18030; the last character takes two bytes there, others take four. */
const GB18030 = Buffer.from('c3fbb3c62cb1e0c2eb0abdadcef72cfe9f0a', 'hex');

test('UTF-8 is read with and without a mark, with any line end and none at the end', async () => {
  for (const content of ['\uFEFF名称,编码\r\n甲,1', '名称,编码\n甲,1\n', '名称,编码\r甲,1\r']) {
    assert.deepEqual(await lines(content), [['甲', '1']]);
  }
});

test('GB18030, which Chinese spreadsheet programs write, is recognised', async () => {
  const reading = await read(GB18030);
  assert.ok(reading.ok, JSON.stringify(reading));
  assert.deepEqual(reading.header, ['名称', '编码']);
  assert.deepEqual(reading.rows[0]?.cells, { 名称: '江西', 编码: '䶮' });
});

test('tab-separated text and UTF-16 with a mark are read', async () => {
  assert.deepEqual(await lines('名称\t编码\r\n甲,乙\t1\r\n'), [['甲,乙', '1']]);
  assert.deepEqual(await lines(Buffer.from('\uFEFF名称\t编码\r\n甲\t1\r\n', 'utf16le')), [
    ['甲', '1'],
  ]);
});

test('quoted fields hold delimiters, quotes and line ends; rows count as records', async () => {
  const reading = await read(`${HEADER}"甲,""乙""\n丙",1\r\n\r\n丁,2`);
  assert.ok(reading.ok, JSON.stringify(reading));
  assert.deepEqual(
    reading.rows.map((row) => [row.line, row.cells['名称']]),
    [
      [2, '甲,"乙"\n丙'],
      [4, '丁'],
    ],
  );
});

test('a quote where none belongs is refused with its row', async () => {
  for (const bad of ['甲,"1', '甲,1"', '"甲"乙,1']) {
    const reading = await read(`${HEADER}${bad}\r\n`);
    assert.ok(!reading.ok && reading.code === 'quotes' && reading.line === 2, bad);
  }
});

test('a formula is refused; signs, handles and protected codes are text', async () => {
  assert.equal(await code(`${HEADER}甲,=1+1`), 'formula');
  assert.equal(await code(`${HEADER}甲,"=HYPERLINK(""http://x"")"`), 'formula');
  const values = await lines(`${HEADER}+86 791,@甲\r\n-5,"=""00123"""\r\n'=1,'甲`);
  assert.deepEqual(values, [
    ['+86 791', '@甲'],
    ['-5', '00123'],
    ['=1', "'甲"],
  ]);
});

test('numbers that lost their digits and error values are refused', async () => {
  assert.equal(await code(`${HEADER}甲,1.36E+17`), 'digits-lost');
  assert.equal(await code(`${HEADER}甲,9.1E+11`), 'digits-lost');
  assert.equal(await code(`${HEADER}甲,#N/A`), 'error-value');
  assert.deepEqual(await lines(`${HEADER}甲,1.2E-05\r\n乙,3E+2`), [
    ['甲', '1.2E-05'],
    ['乙', '3E+2'],
  ]);
});

test('invisible characters do not get in', async () => {
  assert.deepEqual(await lines(`${HEADER}\u3000甲\u200B ,\uFEFF1\u00A0`), [['甲', '1']]);
});

test('binary content and undecodable bytes are refused', async () => {
  assert.equal(await code(Buffer.from([0x41, 0x00, 0x42, 0x2c, 0x43])), 'encoding');
  assert.equal(await code(Buffer.from([0x2c, 0xff, 0xff, 0x0a, 0xfe])), 'encoding');
});

test('blank files, titles twice and missing titles are refused', async () => {
  assert.equal(await code(''), 'empty');
  assert.equal(await code('\r\n,,\r\n'), 'empty');
  assert.equal(await code(HEADER), 'empty');
  assert.equal(await code('名称,名称\r\n甲,1'), 'header-twice');
  assert.equal(await code(`${HEADER}甲,1,多`), 'header-missing');
  assert.deepEqual(await lines(`名称,编码,\r\n甲\r\n`), [['甲', '']]);
});

test('a very wide line and endless rows are refused', async () => {
  assert.equal(await code(`a${','.repeat(1_000)}\r\n`), 'too-many-columns');
  assert.equal(await code(`a\r\n${'1\r\n'.repeat(101_001)}`), 'too-many-rows');
});

test('a megabyte of quotes does not take long', async () => {
  const started = performance.now();
  assert.equal(await code(`a\r\n${'"'.repeat(1_000_001)}`), 'quotes');
  await code(`a\r\n"${'""'.repeat(500_000)}"`);
  assert.ok(performance.now() - started < 5_000);
});
