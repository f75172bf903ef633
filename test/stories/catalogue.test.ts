import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CatalogueImport, CatalogueView } from '#server/catalogue/present.ts';
import type { Problem } from '#server/problem.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { rollOver } from '#server/sweep/roll-over.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Seeded } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { download } from './download.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let joinery: Seeded;

before(async () => {
  await seedCast(database);
  joinery = await seedOrganisation(database, {
    kind: 'enterprise',
    name: '赣县区王母渡竹木制品厂',
    region: 360_704,
    business: 'producer',
    headcount: 12,
    products: ['cultural-article'],
  });
  await seedPerson(database, {
    login: 'joiner',
    name: '王母渡',
    organisation: joinery,
    posts: ['principal'],
  });
});

const header = 'class,seq,product,licence,ccc,special_rules,risk_level';
const good = ['工业生产资料,1,水泥,是,否,,高', '文教体育用品,2,文化创意用品,否,否,,低'];

async function sends(
  login: string,
  rows: readonly string[],
  query: Readonly<Record<string, string>> = {},
) {
  const client = await story.as(login);
  const about = new URLSearchParams({
    name: '目录.csv',
    year: '2027',
    from: '2027-03-01',
    source: '公告2027年第1号',
    commit: 'true',
    ...query,
  });
  const bytes = new TextEncoder().encode([header, ...rows].join('\r\n'));
  return client.post<CatalogueImport & Problem>(`/api/catalogue/import?${about}`, bytes);
}

async function view(login: string, from?: string): Promise<CatalogueView> {
  const client = await story.as(login);
  const answer = await client.get<CatalogueView>(
    `/api/catalogue${from === undefined ? '' : `?from=${from}`}`,
  );
  assert.equal(answer.status, 200);
  return answer.body;
}

async function needsDirector(): Promise<boolean> {
  const client = await story.as('inspector');
  const { body } = await client.get<OrganisationDetail>(`/api/organisations/${joinery.id}`);
  return body.staffing.some(({ post, required }) => post === 'quality-safety-director' && required);
}

async function owesDaily(day: string): Promise<boolean> {
  await rollOver(database, service.context.law, day, service.clock.now());
  const rows = await database.asSystem('audit', (tx) =>
    tx.rows<{ expected: number }>(
      `select expected from duty_month where organisation_id = $1 and duty = 'daily-control' and month = $2`,
      [joinery.id, `${day.slice(0, 7)}-01`],
    ),
  );
  return rows.some(({ expected }) => (expected & (1 << (Number(day.slice(8)) - 1))) !== 0);
}

test('only the head of the provincial regulator imports', async () => {
  story.on('2026-11-23');
  for (const login of ['inspector', 'principal', 'housing', 'technician']) {
    const { body } = await sends(login, good);
    assert.equal(body.code, 'not-entitled', login);
  }
  assert.equal((await view('inspector')).mayImport, false);
  assert.equal((await view('leader')).mayImport, true);
});

test('bad rows are named by line and column, and nothing of the file is imported', async () => {
  const { body } = await sends('leader', [
    ...good,
    '工业生产资料,3,水泥,是,否,,高',
    '家用电器,4,电饭锅,也许,否,,高',
    '家用电器,5,电水壶,否,是,,特高',
    ',6,,否,否,,低',
  ]);
  assert.equal(body.ok, false);
  assert.equal(body.imported, false);
  assert.deepEqual(
    body.issues.map(({ line, column }) => [line, column]),
    [
      [4, '产品名称'],
      [5, '生产许可证'],
      [6, '风险等级'],
      [7, '产品大类'],
      [7, '产品名称'],
    ],
  );
  assert.deepEqual((await view('leader')).editions, []);
  const missing = await sends('leader', []);
  assert.equal(missing.body.code, 'table-refused');
});

test('a licence for part of a row becomes lines of its own, each with its class', async () => {
  const fuel = '交通用具,146,车用燃油(汽油、柴油等),是(车用汽油),否,,中';
  const { body } = await sends('leader', [fuel], { commit: 'false' });
  assert.deepEqual(
    body.comparison?.added.map(({ product, licence }) => [product, licence]),
    [
      ['车用汽油', true],
      ['车用燃油(汽油、柴油等)，其余', false],
    ],
  );
  assert.equal(body.comparison?.added[0]?.classId, 'motor-gasoline');
});

test('in the edition that the classes were made from the row finds the class, in others the name alone', async () => {
  const rows = ['家用电器,10,电热水壶类,否,是,,中'];
  const classOf = async (year: string) =>
    (await sends('leader', rows, { commit: 'false', year })).body.comparison?.added[0]?.classId;
  assert.equal(await classOf('2026'), 'electric-kettle');
  assert.equal(await classOf('2027'), undefined);
});

test('a trial says what would change and writes nothing; days that are past are refused', async () => {
  const { body } = await sends('leader', [...good, '日杂,9,竹筷,否,否,,低'], { commit: 'false' });
  assert.equal(body.imported, false);
  assert.deepEqual(body.unmatched.at(-1), { line: 4, product: '竹筷' });
  assert.equal(body.comparison?.added.length, 3);
  assert.deepEqual((await view('leader')).editions, []);
  const past = await sends('leader', good, { from: '2026-11-22' });
  assert.equal(past.body.code, 'condition-unmet');
});

const withClass = `${header},平台产品类别`;

async function sendsWithClass(rows: readonly string[], query: Readonly<Record<string, string>>) {
  const client = await story.as('leader');
  const about = new URLSearchParams({ name: '目录.csv', source: '公告', commit: 'true', ...query });
  const bytes = new TextEncoder().encode([withClass, ...rows].join('\r\n'));
  return client.post<CatalogueImport & Problem>(`/api/catalogue/import?${about}`, bytes);
}

test('an edition changes duties from its first day and not before', async () => {
  const first = await sendsWithClass(
    ['工业生产资料,1,水泥,是,否,,高,cement', '文教,2,竹木文创,否,否,,低,cultural-article'],
    { year: '2026', from: '2026-11-23' },
  );
  assert.equal(first.body.imported, true, JSON.stringify(first.body));
  assert.equal(await needsDirector(), false);
  const second = await sendsWithClass(
    ['文教,1,竹木文创,是,否,,高,cultural-article', '日杂,2,竹筷,否,否,,低,'],
    { year: '2027', from: '2026-12-01' },
  );
  assert.equal(second.body.imported, true, JSON.stringify(second.body));
  assert.deepEqual(second.body.unmatched, [{ line: 3, product: '竹筷' }]);
  assert.match(second.body.comparison?.changed[0]?.duties.join() ?? '', /纳入生产许可/);
  assert.equal(await needsDirector(), false);
  assert.equal(await owesDaily('2026-11-30'), false);
  assert.equal(await owesDaily('2026-12-01'), true);
  // Marked afterwards, an old day keeps the rules of its own edition.
  assert.equal(await owesDaily('2026-11-27'), false);
  story.on('2026-12-01');
  assert.equal(await needsDirector(), true);
  const lacks = await (
    await story.as('joiner')
  ).get<{ lacks: { sentence: string }[] }>(`/api/organisations/${joinery.id}/certificates`);
  assert.match(lacks.body.lacks[0]?.sentence ?? '', /生产许可证/);
});

test('editions are listed, compared, exported and shown to the public', async () => {
  const now = await view('principal');
  assert.deepEqual(
    now.editions.map(({ year, standing, to }) => [year, standing, to]),
    [
      [2027, 'current', undefined],
      [2026, 'past', '2026-11-30'],
    ],
  );
  assert.equal(now.comparison?.removed[0]?.product, '水泥');
  assert.equal((await view('principal', '2026-11-23')).comparison, undefined);
  const client = await story.as('principal');
  const sheet = await client.get('/api/catalogue/export.xlsx?from=2026-11-23');
  assert.match(sheet.headers.get('content-type') ?? '', /spreadsheetml/);
  assert.equal((await client.get('/api/catalogue/export.xlsx?from=2020-01-01')).status, 404);
  const open = await service.client().get<string>('/catalogue');
  assert.match(open.body, /2027年版，自2026-12-01起施行/);
  assert.match(open.body, /竹木文创/);
  assert.doesNotMatch(open.body, /水泥<\/td>/);
});

test('what was exported can be imported again: a trial finds the same products and no change', async () => {
  const client = await story.as('leader');
  const { bytes } = await download(story, 'leader', '/api/catalogue/export.xlsx');
  const about = new URLSearchParams({
    name: '目录.xlsx',
    year: '2028',
    from: '2028-01-01',
    source: '公告',
  });
  const { body } = await client.post<CatalogueImport & Problem>(
    `/api/catalogue/import?${about}`,
    bytes,
  );
  assert.equal(body.ok, true, JSON.stringify(body));
  assert.deepEqual(body.comparison, { added: [], removed: [], changed: [] });
});
