import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import type { BookImport } from '#server/imports/present.ts';
import type { LotCodes } from '#server/codes/present.ts';
import type { LotDetail, LotList } from '#server/lots/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { writeTable } from '#server/tables/write-table.ts';
import { licence } from '../law/certificate-setting.ts';
import { cement, sheet } from '../law/product-setting.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let file: Matter;

const records = (book: string) => `/api/books/${book}/records`;
const works = () => ({ subject: cast.organisations.works.id });

before(async () => {
  const { database } = service.context;
  cast = await seedCast(database);
  await seedPerson(database, {
    login: 'granter',
    name: '许可处甲',
    organisation: cast.organisations.provinceRegulator,
    posts: ['case-officer'],
  });
  story.on('2026-11-23');
  const standards = [
    { number: 'GB 175-2007', title: '通用硅酸盐水泥', from: '2008-06-01', classes: ['cement'] },
  ];
  await story.submits('leader', records('standard-register'), {
    input: { source: '国家标准公告', standards },
  });
  file = await story.opens('officer', 'product-file', 'file', cement, works());
});

/** Registers a lot, of the product on file unless told otherwise. */
async function makes(number: string, own: object = { file: file.id }, madeOn = '2026-11-23') {
  const input = {
    product: cement.name,
    model: cement.model,
    number,
    madeOn,
    quantity: '60',
    unit: '吨',
    parts: [],
    ...own,
  };
  await story.submits('officer', records('lot-registration'), { input });
  const { body } = await (await story.as('officer')).get<LotList>(`/api/lots?number=${number}`);
  return body.lots[0]!;
}

async function releasing(lot: string, own: object = {}) {
  const report = [await story.paper('officer')];
  const passed = { conclusion: 'pass', quantity: '20', certificate: 'HG-1' };
  const inspectedOn = service.clock.now().slice(0, 10);
  return { lot, inspectedOn, report, inspector: cast.people.officer.id, ...passed, ...own };
}

const detail = async (lot: string) =>
  (await (await story.as('officer')).get<LotDetail>(`/api/lots/${lot}`)).body;

test('what is of a product that lacks papers, a declaration or a label check is not released', async () => {
  const lot = await makes('A-1');
  assert.equal(lot.file, file.id);
  await story.refused(
    'officer',
    records('lot-release'),
    { input: await releasing(lot.id) },
    {
      code: 'condition-unmet',
      sentence: /不得放行.*声明公开.*生产许可证.*标签/,
      basis: [
        'standardization-law/27',
        'order-83/15',
        'licence-regulation/5',
        'licence-regulation/45',
        'product-quality-law/27',
        'product-quality-law/54',
      ],
    },
  );
  // What failed is kept back, whatever else is wrong with it.
  const bad = await makes('A-2');
  const failed = { conclusion: 'fail', quantity: undefined, certificate: undefined };
  await story.submits('officer', records('lot-release'), {
    input: await releasing(bad.id, failed),
  });
});

test('nor is a product whose class was taken out of the register: its licence could not be asked for', async () => {
  const profile = (productClasses: readonly string[]) => {
    const { id, name, creditCode } = cast.organisations.works;
    return { id, name, creditCode, region: 360_704, business: 'producer', productClasses };
  };
  const register = async (productClasses: readonly string[]) => {
    const { id, ...own } = profile(productClasses);
    // The office's own change holds at once.
    const change = { ...own, note: '现场核查' };
    const answer = await (await story.as('inspector')).put(`/api/organisations/${id}`, change);
    assert.equal(answer.status, 204, JSON.stringify(answer.body));
  };
  const lacks = async () => {
    const client = await story.as('inspector');
    const { body } = await client.get<PresentedProduct>(`/api/products/${file.id}`);
    return body.lacks.map(({ kind }) => kind);
  };
  await register(['extension-socket']);
  const lot = (await (await story.as('officer')).get<LotList>('/api/lots?number=A-1')).body
    .lots[0]!;
  await story.refused(
    'officer',
    records('lot-release'),
    { input: await releasing(lot.id) },
    { code: 'condition-unmet', sentence: /已经没有“水泥”这一产品类别/ },
  );
  assert.ok((await lacks()).includes('unregistered'));
  await register(['cement']);
  assert.ok(!(await lacks()).includes('unregistered'));
});

test('no table is a way around it', async () => {
  const row = {
    批次: 'A-1',
    检验日期: '2026-11-23',
    出厂检验结论: '合格，放行',
    放行数量: '20',
    检验合格证号: 'HG-1',
    检验人员: '刘建平',
  };
  const columns = Object.keys(row).map((title) => ({ title, key: title }));
  const bytes = await writeTable({ sheet: '导入', columns, rows: [row] });
  const client = await story.as('officer');
  const url = '/api/books/lot-release/import?name=a.xlsx';
  const begun = await client.post<{ id: string }>(url, new Uint8Array(bytes));
  assert.equal(begun.status, 202);
  let job: BookImport;
  do {
    await sleep(20);
    job = (await client.get<BookImport>(`/api/imports/${begun.body.id}`)).body;
  } while (job.state === 'running');
  assert.equal(job.state, 'refused');
  assert.match(job.issues[0]!.sentence, /批号A-1不得放行/);
});

test('once it lacks nothing, its lots are released; one of no file is judged by its inspection alone', async () => {
  await story.opens(
    'granter',
    'production-licence',
    'enter',
    await story.filled('granter', licence),
    works(),
  );
  await file.does('principal', 'declare', { truthful: true });
  await file.fills('officer', 'checkLabel', sheet());
  const lot = (await (await story.as('officer')).get<LotList>('/api/lots?number=A-1')).body
    .lots[0]!;
  await story.submits('officer', records('lot-release'), { input: await releasing(lot.id) });
  assert.deepEqual((await detail(lot.id)).files, []);
  const loose = await makes('A-3', {});
  assert.equal(loose.file, undefined);
  assert.deepEqual((await detail(loose.id)).files, [
    { id: file.id, title: `${cement.name} ${cement.model}` },
  ]);
  await story.submits('officer', records('lot-release'), {
    input: await releasing(loose.id, { certificate: 'HG-3' }),
  });
});

test('who scans a code reads by which standards the goods were made', async () => {
  const lots = (await (await story.as('officer')).get<LotList>('/api/lots?number=A-1')).body.lots;
  await story.submits('officer', records('code-issue'), {
    input: { lot: lots[0]!.id, serials: 0 },
  });
  const officer = await story.as('officer');
  const { body } = await officer.get<LotCodes>(`/api/lots/${lots[0]!.id}/codes`);
  const accept = { accept: 'text/html' };
  const page = await service
    .client(accept)
    .get<string>(body.address!.replace(/^https?:..[^/]+/, ''), { headers: accept });
  assert.match(String(page.body), /<dt>执行标准<\/dt>\s*<dd>GB 175-2007 通用硅酸盐水泥<br \/>/);
});

test('what lapses later stands in the way of what has not left yet', async () => {
  const lot = await makes('B-1');
  story.on('2026-11-25');
  const next = {
    number: 'GB 175-2026',
    title: '通用硅酸盐水泥',
    from: '2026-12-01',
    replaces: 'GB 175-2007',
    classes: ['cement'],
  };
  await story.submits('leader', records('standard-register'), {
    input: { source: '国家标准公告', standards: [next] },
  });
  await story.submits('officer', records('lot-release'), {
    input: await releasing(lot.id, { certificate: 'HG-2' }),
  });
  story.on('2026-12-01');
  await story.refused(
    'officer',
    records('lot-release'),
    { input: await releasing(lot.id, { certificate: 'HG-2' }) },
    {
      code: 'condition-unmet',
      sentence: /GB 175-2007已自2026-12-01起由GB 175-2026代替/,
      basis: ['standardization-law/25', 'product-quality-law/26', 'product-quality-law/13'],
    },
  );
});

test('the audit knows which file a lot was registered under', async () => {
  await story.log();
  const { law, now } = service.context;
  const run = async () => (await audit(service.context.database, { law, now: now() })).difference;
  assert.equal(await run(), undefined);
  const owner = (sql: string) => asOwner(service.databaseUrl, (one) => one.query(sql));
  await owner(`update lot set product_file = null where number = 'A-1'`);
  const found = await run();
  assert.equal(`${found?.table}.${found?.column}`, 'lot.lot');
});
