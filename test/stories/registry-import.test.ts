import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { creditCodeCheckDigit } from '#kernel/credit-code.ts';
import type { Problem } from '#server/problem.ts';
import { importColumns } from '#server/registry/import.ts';
import type { ImportResult, OrganisationSummary } from '#server/registry/present.ts';
import { readTable } from '#server/tables/read-table.ts';
import { writeTable } from '#server/tables/write-table.ts';
import type { Answer, Client } from '../client.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { unzip } from '../zip.ts';
import { isRefused } from './submission-scene.ts';

type Key = (typeof importColumns)[number]['key'];
type Row = Partial<Record<Key, string>>;

const service = await startServer({ after });
let cast: Cast;
let inspector: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  inspector = await service.client().signIn('inspector');
});

let numbers = 0;

/** A firm of 赣县区 with a credit code of its own. */
function firm(change: Row = {}): Row {
  numbers += 1;
  const first17 = `91360704MAB${String(numbers).padStart(6, '0')}`;
  return {
    name: `赣县区兴国${numbers}号建材厂`,
    creditCode: first17 + creditCodeCheckDigit(first17),
    region: '赣县区',
    business: '生产',
    headcount: '30',
    revenueYuan: '8,000,000',
    productClasses: '水泥;插头插座',
    ...change,
  };
}

const everyKey = importColumns.map(({ key }) => key);

function titleOf(key: Key): string {
  return importColumns.find((column) => column.key === key)!.title;
}

function csv(rows: readonly Row[], columns: readonly Key[] = everyKey): Uint8Array {
  const quoted = (text = '') => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => columns.map((key) => quoted(row[key])).join(','));
  return new TextEncoder().encode([columns.map(titleOf).join(','), ...lines].join('\r\n'));
}

function sheet(rows: readonly Row[]): Promise<Uint8Array> {
  return writeTable({
    sheet: '名录',
    columns: importColumns,
    rows,
  });
}

function send(
  bytes: Uint8Array,
  name = '名录.csv',
  client = inspector,
): Promise<Answer<ImportResult & Problem>> {
  return client.post(`/api/organisations/import?name=${encodeURIComponent(name)}`, bytes);
}

async function registered(): Promise<number> {
  const [row] = await service.context.database.asSystem('import', (tx) =>
    tx.rows<{ n: number }>(
      `select (select count(*) from organisation)::int * 100000 + (select count(*) from organisation_product)::int as n`,
    ),
  );
  return row?.n ?? 0;
}

/** The import must name these errors, by line and column, and register nothing. */
async function finds(
  rows: readonly Row[],
  expected: readonly [line: number, column: Key, sentence: RegExp][],
) {
  const before = await registered();
  const { status, body } = await send(csv(rows));
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body.ok, false);
  assert.equal(body.rows, rows.length);
  assert.deepEqual(
    body.issues.map(({ line, column }) => [line, column]),
    expected.map(([line, column]) => [line, titleOf(column)]),
    JSON.stringify(body.issues),
  );
  for (const [at, [, , sentence]] of expected.entries()) {
    assert.match(body.issues[at]!.sentence, sentence);
    assert.match(body.issues[at]!.sentence, /[一-鿿]/);
  }
  assert.equal(await registered(), before, 'nothing was registered');
}

test('one wrong cell among a hundred rows is named by line and column, and no row is registered', async () => {
  const rows = Array.from({ length: 100 }, () => firm());
  rows[57] = firm({ business: '贩卖' });
  await finds(rows, [[59, 'business', /生产、批发或者零售/]]);
});

test('each kind of wrong cell has its sentence', async () => {
  const good = firm();
  const code = good['creditCode']!;
  const wrongDigit = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');
  await finds(
    [
      firm({ creditCode: code.slice(0, 17) }),
      firm({ creditCode: `${code.slice(0, 16)}OI` }),
      firm({ creditCode: wrongDigit }),
      firm({ creditCode: '' }),
      firm({ name: '' }),
      firm({ name: '长'.repeat(121) }),
      firm({ region: '不存在县' }),
      firm({ region: '赣州市' }),
      firm({ headcount: '三十' }),
      firm({ headcount: '-1' }),
      firm({ headcount: '1.5' }),
      firm({ headcount: '99999999999' }),
      firm({ revenueYuan: '8百万' }),
      firm({ revenueYuan: '99999999999999999999' }),
      firm({ productClasses: '水泥;永动机' }),
      firm({ address: '路'.repeat(201) }),
    ],
    [
      [2, 'creditCode', /18位/],
      [3, 'creditCode', /不允许的字符/],
      [4, 'creditCode', /校验位/],
      [5, 'creditCode', /18位/],
      [6, 'name', /至少2个字/],
      [7, 'name', /最多120个字/],
      [8, 'region', /江西省的县/],
      [9, 'region', /江西省的县/],
      [10, 'headcount', /整数/],
      [11, 'headcount', /小于0/],
      [12, 'headcount', /整数/],
      [13, 'headcount', /过多/],
      [14, 'revenueYuan', /整数/],
      [15, 'revenueYuan', /有误|整数/],
      [16, 'productClasses', /永动机/],
      [17, 'address', /最多200个字/],
    ],
  );
});

test('platforms stand in the same table, enterprises need not say what they are', async () => {
  const platform = firm({ kind: '网络交易平台', business: '', productClasses: '' });
  await finds(
    [
      firm({ kind: '工厂' }),
      { ...platform, business: '零售' },
      firm({ business: '' }),
      firm({ kind: '企业', business: '' }),
    ],
    [
      [2, 'kind', /企业或者网络交易平台/],
      [3, 'business', /不填写经营类型/],
      [4, 'business', /生产、批发或者零售/],
      [5, 'business', /生产、批发或者零售/],
    ],
  );
  const enterprise = firm({ kind: '企业' });
  assert.equal((await send(csv([platform, enterprise]))).body.ok, true);
  const old = everyKey.filter((key) => key !== 'kind');
  assert.equal((await send(csv([firm()], old))).body.ok, true, 'older tables have no such column');
  const found = await inspector.get<{ organisations: OrganisationSummary[] }>(
    '/api/organisations?kind=platform',
  );
  assert.deepEqual(
    found.body.organisations.map(({ name, confirmed }) => [name, confirmed]),
    [[platform.name, true]],
  );
});

test('a firm twice in the file, and one that is registered already, are told apart', async () => {
  const twice = firm();
  const known = cast.organisations.works.creditCode;
  const elsewhere = firm({ name: '换了名字的厂', creditCode: known.toLowerCase() });
  await finds(
    [twice, firm(), { ...twice, name: '同一家的另一个名字' }, elsewhere],
    [
      [4, 'creditCode', /与第2行重复/],
      [5, 'creditCode', /已经登记/],
    ],
  );
});

test('a county registers its own firms, the province those of every county', async () => {
  const outside = firm({ region: '南康区' });
  await finds([outside], [[2, 'region', /不在您的管辖范围/]]);
  await finds([{ ...outside, region: '360703' }], [[2, 'region', /不在您的管辖范围/]]);
  const leader = await service.client().signIn('leader');
  assert.equal((await send(csv([outside]), '名录.csv', leader)).body.ok, true);
});

test('only a market regulator registers firms, in person and with a table', async () => {
  for (const login of ['principal', 'housing', 'local', 'technician', 'citizen']) {
    const client = await service.client().signIn(login);
    isRefused(await send(csv([firm()]), '名录.csv', client), 'not-entitled');
  }
  isRefused(await send(csv([firm()]), '名录.csv', service.client()), 'not-signed-in');
  isRefused(await inspector.post('/api/organisations/import', { rows: [] }), 'file-type');
  const text = { headers: { 'content-type': 'text/plain' } };
  isRefused(await inspector.post('/api/organisations/import', csv([firm()]), text), 'file-type');
});

test('five thousand firms are registered in one go, from a workbook and from text', async () => {
  const before = await registered();
  for (const make of [sheet, csv]) {
    const rows = Array.from({ length: 5_000 }, () => firm());
    const { status, body } = await send(await make(rows), make === csv ? '名录.csv' : '名录.xlsx');
    assert.equal(status, 200, JSON.stringify(body).slice(0, 300));
    assert.deepEqual(body, { ok: true, rows: 5_000, issues: [] });
  }
  assert.equal(await registered(), before + 10_000 * 100_000 + 20_000);
  const found = await inspector.get<{ organisations: OrganisationSummary[] }>(
    `/api/organisations?q=${encodeURIComponent(firm()['name']!.replace(/\d+/, String(numbers - 1)))}`,
  );
  assert.equal(found.body.organisations[0]?.confirmed, true);
});

test('two imports of the same firms at once: one registers them, the other registers nothing', async () => {
  const rows = Array.from({ length: 200 }, () => firm());
  const before = await registered();
  const answers = await Promise.all([send(csv(rows)), send(csv(rows)), send(csv(rows))]);
  const done = answers.filter(({ body }) => body.ok);
  assert.equal(done.length, 1);
  for (const answer of answers) {
    if (answer === done[0]) continue;
    if (answer.status !== 200) isRefused(answer, 'already-done');
    else assert.match(answer.body.issues[0]?.sentence ?? '', /已经登记/);
  }
  assert.equal(await registered(), before + 200 * 100_000 + 400);
});

test('a table that is none, or no good one, is refused as a whole with what to do', async () => {
  const before = await registered();
  const rows = [firm()];
  const refused = async (bytes: Uint8Array, sentence: RegExp, name?: string) => {
    assert.match(isRefused(await send(bytes, name), 'table-refused').detail, sentence);
  };
  await refused(csv(rows, everyKey.slice(1)), /缺少“单位名称”列/);
  await refused(csv(rows, [...everyKey, 'name']), /单位名称.*不止一次/);
  await refused(csv([]), /没有数据/);
  await refused(new Uint8Array([0]), /编码|表格/);
  await refused(new TextEncoder().encode('<html></html>'), /不是 XLSX/);
  await refused(csv([firm({ address: '=cmd|/C calc!A0' })]), /第 2 行 G 列.*公式/);
  await refused(csv([firm({ creditCode: '9.13607E+17' })]), /改写/);
  await refused(csv([firm({ address: '#REF!' })]), /错误值/);
  await refused(csv([firm({ address: '甲'.repeat(4_001) })]), /过长/);
  const workbook = await sheet(rows);
  await refused(workbook.subarray(0, workbook.length - 30), /损坏/, '名录.xlsx');
  await refused(withFormula(workbook), /第 2 行 A 列.*公式/, '名录.xlsx');
  await refused(bomb(300_000_000), /解压后过大/, '名录.xlsx');
  await refused(bomb(30_000_000, 1_000), /解压后过大|损坏/, '名录.xlsx');
  await refused(new Uint8Array(10_490_000).fill(65), /10 MB/);
  const large = isRefused(await send(new Uint8Array(11_000_000).fill(65)), 'file-too-large');
  assert.match(large.detail, /超过10MB.*拆分表格/);
  assert.equal(await registered(), before);
});

test('a name that looks like a formula stays a name, also in the next export', async () => {
  const name = '=HYPERLINK("http://x")厂';
  const own = firm({ name: `'${name}`, address: '＝1+1 @路' });
  assert.equal((await send(csv([own]))).body.ok, true);
  const q = encodeURIComponent('=HYPERLINK(');
  const answer = await fetch(new URL(`/api/organisations/export.xlsx?q=${q}`, service.baseUrl), {
    headers: { cookie: [...inspector.cookies].map((pair) => pair.join('=')).join('; ') },
  });
  assert.equal(answer.status, 200);
  // The reader refuses formulas, so that it reads the name shows that it is none.
  const table = await readTable(new Uint8Array(await answer.arrayBuffer()), { name: 'x.xlsx' });
  assert.ok(table.ok, table.ok ? '' : table.sentence);
  assert.deepEqual(
    table.rows.map(({ cells }) => cells['单位名称']),
    [name],
  );
});

/** A workbook whose sheet unpacks to many bytes, and whose directory may say something else. */
function bomb(bytes: number, declared = bytes): Uint8Array {
  const sheetXml = Buffer.concat([Buffer.from('<worksheet>'), Buffer.alloc(bytes, ' ')]);
  return zipped([
    ['[Content_Types].xml', Buffer.from('<Types/>'), 8],
    ['xl/workbook.xml', Buffer.from('<workbook/>'), 11],
    ['xl/worksheets/sheet1.xml', sheetXml, declared],
  ]);
}

/** The same workbook, its first name the result of a formula. */
function withFormula(workbook: Uint8Array): Uint8Array {
  const parts = [...unzip(Buffer.from(workbook))].map(([name, raw]): [string, Buffer, number] => {
    const isSheet = name === 'xl/worksheets/sheet1.xml';
    const cell = '<c r="A2" t="str"><f>1+1</f><v>2</v></c>';
    const part = isSheet
      ? Buffer.from(raw.toString('utf8').replace(/<c r="A2"[^>]*>.*?<\/c>/, cell))
      : raw;
    if (isSheet) assert.ok(part.includes(cell));
    return [name, part, part.length];
  });
  return zipped(parts);
}

/** A zip of named parts, each with the size that its directory claims. */
function zipped(parts: readonly (readonly [string, Buffer, number])[]): Uint8Array {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, raw, size] of parts) {
    const packed = deflateRawSync(raw);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(crc32(raw), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(size, 18);
    header.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, place, Buffer.from(name));
    files.push(Buffer.from('PK\x03\x04', 'latin1'), header, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
