import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import type { Problem } from '#server/problem.ts';
import type { StandardImport, StandardList } from '#server/standards/present.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { download } from './download.ts';

const service = await startServer({ after });
const story = new Story(service);
before(() => seedCast(service.context.database));

const header = '标准编号,标准名称,性质,发布日期,实施日期,代替的标准,废止日期,产品类别';

async function sends(login: string, rows: readonly string[], query: object = {}) {
  const client = await story.as(login);
  const about = new URLSearchParams({
    name: '标准.csv',
    source: '国家标准公告',
    commit: 'true',
    ...query,
  });
  const bytes = new TextEncoder().encode([header, ...rows].join('\r\n'));
  return client.post<StandardImport & Problem>(`/api/standards/import?${about}`, bytes);
}

async function listed(login: string, query = ''): Promise<StandardList> {
  const client = await story.as(login);
  const { status, body } = await client.get<StandardList>(`/api/standards?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

const old = 'GB 175-2007,通用硅酸盐水泥,强制性,2007-11-09,2008-06-01,,,水泥';
const next =
  'GB 175-2026,通用硅酸盐水泥,强制性,2026-05-01,2026-12-01,GB 175-2007、GB 199-1990,,水泥';
const method = 'GB／T 17671—2021,水泥胶砂强度检验方法,推荐性,2021-12-31,2022/7/1,,,';

test('only the head of the provincial regulator imports standards', async () => {
  story.on('2026-11-23');
  for (const login of ['inspector', 'principal', 'housing']) {
    const { body } = await sends(login, [old]);
    assert.equal(body.code, 'not-entitled', login);
    assert.equal((await listed(login)).mayImport, false);
  }
  const input = {
    source: '公告',
    standards: [{ number: 'GB 1-2020', title: '甲', from: '2020-01-01' }],
  };
  await story.refused(
    'inspector',
    '/api/books/standard-register/records',
    { input },
    { code: 'not-entitled' },
  );
  assert.equal((await listed('leader')).mayImport, true);
});

test('bad rows are named by line and column, and nothing of the file is imported', async () => {
  const { body } = await sends('leader', [
    old,
    'GB 175-2007,重复,,,2008-06-01,,,',
    '水泥标准,甲,,,2020-01-01,,,',
    'GB/T 1-2020,乙,强制性,,2020-01-01,,,',
    'GB 2-2020,,,2020-05-01,2020-01-01,,,',
    'GB 3-2020,丙,,,明天,,,',
    'GB 4-2020,丁,,,2020-01-01,GB 4-2020、旧的,2019-01-01,没有的类别',
    'Q/GJ 001-2026,戊,,,2020-01-01,,,',
  ]);
  assert.equal(body.ok, false);
  assert.deepEqual(
    body.issues.map(({ line, column }) => [line, column]),
    [
      [3, '标准编号'],
      [4, '标准编号'],
      [5, '性质'],
      [6, '标准名称'],
      [6, '实施日期'],
      [7, '实施日期'],
      [8, '产品类别'],
      [8, '废止日期'],
      [8, '代替的标准'],
      [8, '代替的标准'],
      [9, '标准编号'],
    ],
  );
  assert.deepEqual((await listed('leader')).standards, []);
  assert.equal((await sends('leader', [])).body.code, 'table-refused');
  const trial = await sends('leader', [old, next], { commit: 'false' });
  assert.deepEqual([trial.body.ok, trial.body.imported, trial.body.added], [true, false, 2]);
  assert.deepEqual((await listed('leader')).standards, []);
});

test('a successor takes the place of the old one on its day of implementation, not before', async () => {
  const { body } = await sends('leader', [old, next, method]);
  assert.deepEqual([body.imported, body.rows, body.added], [true, 3, 3]);
  const { standards, total } = await listed('shopkeeper');
  assert.equal(total, 3);
  assert.deepEqual(
    standards.map(({ number, standing }) => [number, standing]),
    [
      ['GB 175-2007', 'lapsing'],
      ['GB 175-2026', 'coming'],
      ['GB/T 17671-2021', 'current'],
    ],
  );
  assert.deepEqual(standards[0]?.replacedBy, ['GB 175-2026']);
  assert.equal(standards[0]?.lapsesOn, '2026-12-01');
  story.on('2026-11-30');
  assert.equal((await listed('inspector', 'standing=lapsed')).total, 0);
  story.on('2026-12-01');
  const lapsed = await listed('inspector', 'standing=lapsed');
  assert.deepEqual(
    lapsed.standards.map(({ number }) => number),
    ['GB 175-2007'],
  );
});

test('the register is searched by number and title, by class and by nature', async () => {
  const numbers = async (query: string) =>
    (await listed('principal', query)).standards.map(({ number }) => number);
  assert.deepEqual(await numbers('q=17671'), ['GB/T 17671-2021']);
  assert.deepEqual(await numbers(`q=${encodeURIComponent('gb175')}&class=cement`), [
    'GB 175-2007',
    'GB 175-2026',
  ]);
  assert.deepEqual(await numbers(`q=${encodeURIComponent('胶砂')}`), ['GB/T 17671-2021']);
  assert.deepEqual(await numbers('nature=mandatory&class=toy'), []);
  assert.deepEqual(await numbers('q=%25'), []);
});

test('a row entered again replaces itself; an exported table can be imported again', async () => {
  const changed = next.replace('2026-12-01', '2027-01-01');
  const { body } = await sends('leader', [changed]);
  assert.deepEqual([body.imported, body.added], [true, 0]);
  const [first] = (await listed('leader', 'q=GB175-2007')).standards;
  assert.deepEqual([first?.lapsesOn, first?.standing], ['2027-01-01', 'lapsing']);
  const file = await download(story, 'leader', '/api/standards/export.xlsx');
  assert.equal(file.status, 200);
  const client = await story.as('leader');
  const again = await client.post<StandardImport>(
    `/api/standards/import?${new URLSearchParams({ name: file.name, source: '导出', commit: 'true' })}`,
    file.bytes,
  );
  assert.deepEqual([again.body.imported, again.body.rows, again.body.added], [true, 3, 0]);
  assert.equal((await listed('leader', 'q=GB175-2007')).standards[0]?.lapsesOn, '2027-01-01');
});

test('the audit works the register out from its records and finds a day that was moved', async () => {
  await story.submits('leader', '/api/books/eliminated-products/records', {
    input: { source: '目录', kinds: [{ word: '立窑', from: '2020-01-01', source: '第1项' }] },
  });
  await story.log();
  const options = { law: service.context.law, now: service.context.now() };
  assert.deepEqual((await audit(service.context.database, options)).difference, undefined);
  const changes = [
    ['standard', `update standard set lapses_on = null where number = 'GB 175-2007'`],
    ['eliminated_kind', `update eliminated_kind set word = '回转窑'`],
  ] as const;
  for (const [table, change] of changes.toReversed()) {
    await asOwner(service.databaseUrl, (owner) => owner.query(change));
    const { difference } = await audit(service.context.database, options);
    assert.equal(difference?.table, table);
  }
});
