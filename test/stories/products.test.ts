import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import type { PresentedNotice } from '#server/notices/present.ts';
import type { PresentedProduct, ProductList } from '#server/products/present.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { licence } from '../law/certificate-setting.ts';
import { cement, declaration, sheet } from '../law/product-setting.ts';
import { file } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';
import { download } from './download.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let cast: Cast;

before(async () => {
  cast = await seedCast(database);
  await seedPerson(database, {
    login: 'granter',
    name: '许可处甲',
    organisation: cast.organisations.provinceRegulator,
    posts: ['case-officer'],
  });
  const rival = await seedOrganisation(database, {
    kind: 'enterprise',
    name: '于都雩山水泥厂',
    region: 360_731,
    business: 'producer',
    headcount: 40,
    products: ['cement', 'wood-furniture'],
  });
  await seedPerson(database, {
    login: 'rival',
    name: '雩山',
    organisation: rival,
    posts: ['principal'],
  });
});

const works = () => ({ subject: cast.organisations.works.id });
const own = { number: 'Q/GZGJ 001-2026' };

async function products(login: string, query = ''): Promise<readonly PresentedProduct[]> {
  const client = await story.as(login);
  const { status, body } = await client.get<ProductList>(`/api/products?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.products;
}

async function lacks(login: string, id: string): Promise<string[]> {
  const client = await story.as(login);
  const { body } = await client.get<PresentedProduct>(`/api/products/${id}`);
  return body.lacks.map(({ kind }) => kind);
}

async function lists(rows: readonly object[]) {
  const input = { source: '国家标准公告', standards: rows };
  await story.submits('leader', '/api/books/standard-register/records', { input });
}

async function told(login: string): Promise<string[]> {
  const client = await story.as(login);
  const { body } = await client.get<{ notices: PresentedNotice[] }>('/api/notices');
  return body.notices.map(({ title }) => title);
}

const old = {
  number: 'GB 175-2007',
  title: '通用硅酸盐水泥',
  from: '2008-06-01',
  classes: ['cement'],
};
const method = { number: 'GB/T 17671-2021', title: '水泥胶砂强度检验方法', from: '2022-07-01' };

let matter: Matter;
let second: Matter;

test('a product is filed with standards of the register; what the register does not have is refused', async () => {
  story.on('2026-11-23');
  await lists([old, method]);
  const refused = { ...cement, standards: ['GB 175-2007', 'GB 99999-2020'] };
  const problem = await story.opensNot(
    'officer',
    'product-file',
    'file',
    refused,
    { code: 'invalid-input' },
    works(),
  );
  assert.match(problem.issues?.[0]?.sentence ?? '', /标准登记簿没有GB 99999-2020/);
  await story.opensNot(
    'officer',
    'product-file',
    'file',
    { ...cement, standards: ['GB/T 17671-2021'] },
    {
      code: 'condition-unmet',
      basis: ['standardization-law/25', 'product-quality-law/13'],
      sentence: /GB 175-2007/,
    },
    works(),
  );
  await story.opensNot('rival', 'product-file', 'file', cement, { code: 'not-entitled' }, works());
  matter = await story.opens(
    'officer',
    'product-file',
    'file',
    { ...cement, own: own.number },
    works(),
  );
  assert.deepEqual(await lacks('principal', matter.id), ['undeclared', 'licence', 'label']);
});

test('it is declared with indicators and methods, for everybody to read', async () => {
  await matter.refuses(
    'principal',
    'declare',
    { truthful: true },
    { code: 'condition-unmet', basis: ['standardization-law/27', 'order-83/14'] },
  );
  await matter.does('principal', 'declare', declaration);
  const portal = service.client();
  const list = await portal.get<string>('/declarations?q=' + encodeURIComponent(own.number));
  assert.match(list.body, /普通硅酸盐水泥 P·O 42\.5/);
  const [, path = ''] = /href="(\/declarations\/[0-9a-f-]+)"/.exec(list.body) ?? [];
  const page = await portal.get<string>(path);
  for (const said of [
    'GB 175-2007',
    '通用硅酸盐水泥',
    'Q/GZGJ 001-2026',
    '28天抗压强度',
    '≥42.5 MPa',
    'GB/T 17671-2021',
    '低于推荐性标准',
  ]) {
    assert.ok(page.body.includes(said), said);
  }
  await matter.does('principal', 'declare', declaration);
  assert.match((await portal.get<string>(path)).body, /已于2026-11-23废止：声明已经更新/);
  const again = await portal.get<string>('/declarations');
  assert.equal(again.body.match(/href="\/declarations\/[0-9a-f-]+"/g)?.length, 1);
  assert.equal(
    (await portal.get('/declarations/00000000-0000-7000-8000-000000000000')).status,
    404,
  );
  assert.ok(!(await portal.get<string>('/announcements')).body.includes('自我声明'));
});

test('the label is checked on the strength of valid papers; a bad one opens a corrective action', async () => {
  await matter.rejects('officer', 'checkLabel', sheet(), {
    code: 'condition-unmet',
    sentence: /没有登记有效的证书/,
  });
  const paper = await story.filled('granter', licence);
  await story.opens('granter', 'production-licence', 'enter', paper, works());
  await matter.fills(
    'officer',
    'checkLabel',
    sheet({ verdict: 'failed', note: '没有厂址' }, { maker: 'unmet' }),
  );
  const client = await story.as('principal');
  const open = await client.get<{ proceedings: { procedureTitle: string }[] }>('/api/proceedings');
  assert.deepEqual(
    open.body.proceedings.map(({ procedureTitle }) => procedureTitle).toSorted(),
    ['工业产品生产许可证', '整改'].toSorted(),
    'products are no cases and stand in a list of their own',
  );
  const asked = await client.get<typeof open.body>('/api/proceedings?procedure=product-file');
  assert.equal(asked.body.proceedings.length, 1);
  await matter.refuses(
    'principal',
    'supply',
    { from: '2026-11-23' },
    { code: 'condition-unmet', sentence: /不符合要求/ },
  );
  await matter.fills('officer', 'checkLabel', sheet());
  assert.deepEqual(await lacks('inspector', matter.id), []);
  await matter.does('principal', 'supply', { from: '2026-11-23' });
  assert.equal((await products('inspector', 'state=supplied'))[0]?.stateTitle, '供应中');
});

test('the territory sees its products and finds those that lack something', async () => {
  second = await story.opens(
    'principal',
    'product-file',
    'file',
    { ...cement, name: '复合水泥', model: 'P·C 42.5', code: undefined },
    works(),
  );
  const names = async (login: string, query: string) =>
    (await products(login, query)).map(({ name }) => name);
  assert.deepEqual(await names('inspector', ''), ['复合水泥', '普通硅酸盐水泥']);
  assert.deepEqual(await names('inspector', 'concern=undeclared'), ['复合水泥']);
  assert.deepEqual(await names('inspector', 'concern=label'), ['复合水泥']);
  assert.deepEqual(await names('inspector', 'concern=lapsed'), []);
  assert.deepEqual(await names('inspector', `q=${cement.code}`), ['普通硅酸盐水泥']);
  assert.deepEqual(
    await names('leader', 'class=cement&standard=' + encodeURIComponent('GB 175-2007')),
    ['复合水泥', '普通硅酸盐水泥'],
  );
  for (const login of ['rival', 'shopkeeper', 'technician']) {
    assert.deepEqual(await names(login, ''), [], login);
    const client = await story.as(login);
    assert.equal((await client.get(`/api/products/${matter.id}`)).status, 404, login);
  }
  const table = await download(story, 'inspector', '/api/products/export.xlsx');
  assert.equal(table.status, 200);
  assert.match(table.name, /\.xlsx$/);
});

test('what the database filters by is what the rules say, for every product and every concern', async () => {
  const furniture = {
    ...cement,
    name: '木桌',
    model: 'M1',
    productClass: 'wood-furniture',
    code: undefined,
    standards: ['GB/T 17671-2021'],
  };
  const rival = {
    subject: (await (await story.as('rival')).get<{ organisation: { id: string } }>('/api/me')).body
      .organisation.id,
  };
  await story.opens('rival', 'product-file', 'file', furniture, rival);
  const entrusted = {
    ...cement,
    name: '代工水泥',
    mode: 'entrusted',
    partner: '江西甲公司',
    code: undefined,
  };
  await story.opens('rival', 'product-file', 'file', entrusted, rival);
  await isConsistent('2026-11-23');
  await lists([
    {
      number: 'GB 18584-2001',
      title: '木家具中有害物质限量',
      from: '2002-01-01',
      classes: ['wood-furniture'],
    },
  ]);
  await story.submits('leader', '/api/books/eliminated-products/records', {
    input: { source: '目录', kinds: [{ word: '代工', from: '2026-11-01', source: '第1项' }] },
  });
  await isConsistent('2026-11-23');
});

/** Asks the lists and the rules about everything that the province sees. */
async function isConsistent(day: string) {
  story.on(day);
  const all = await products('leader');
  const kinds = [
    'eliminated',
    'lapsed',
    'mandatory',
    'undeclared',
    'outdated',
    'unregistered',
    'licence',
    'ccc',
    'label',
  ] as const;
  for (const kind of kinds) {
    const found = (await products('leader', `concern=${kind}`)).map(({ id }) => id);
    const said = all
      .filter((one) => one.lacks.some((lack) => lack.kind === kind))
      .map(({ id }) => id);
    assert.deepEqual(found.toSorted(), said.toSorted(), kind);
  }
}

test('a new standard tells every enterprise that cites the old one, and asks for a revision by its day', async () => {
  story.on('2026-11-24');
  await lists([
    {
      number: 'GB 175-2026',
      title: '通用硅酸盐水泥',
      from: '2026-12-01',
      replaces: 'GB 175-2007',
      classes: ['cement'],
    },
  ]);
  assert.match(
    (await told('principal')).join(),
    /GB 175-2007自2026-12-01起由GB 175-2026代替.*涉及2种产品/,
  );
  assert.match((await told('rival')).join(), /GB 175-2007.*涉及1种产品/);
  assert.deepEqual(await told('shopkeeper'), []);
  const count = (await told('principal')).length;
  await lists([
    {
      number: 'GB 175-2026',
      title: '通用硅酸盐水泥',
      from: '2026-12-01',
      replaces: 'GB 175-2007',
      classes: ['cement'],
    },
  ]);
  assert.equal((await told('principal')).length, count, 'nothing changed, nobody is told again');
  const todo = async (login: string) => {
    const client = await story.as(login);
    const { body } = await client.get<{ items: TodoItem[] }>('/api/to-do');
    return body.items.filter(({ deadline }) => deadline.startsWith('修订执行标准'));
  };
  assert.deepEqual(
    (await todo('officer')).map(({ proceeding, due, overdue }) => [proceeding, due, overdue]),
    [
      [second.id, '2026-11-30', false],
      [matter.id, '2026-11-30', false],
    ],
  );
  assert.deepEqual(await todo('inspector'), []);
  await isConsistent('2026-11-30');
  assert.ok(!(await lacks('inspector', matter.id)).includes('lapsed'));
  assert.equal((await products('inspector', 'concern=lapsing')).length, 2);
  await isConsistent('2026-12-01');
  assert.ok((await lacks('inspector', matter.id)).includes('lapsed'));
  assert.ok((await todo('officer')).every(({ overdue }) => overdue));
});

test('on the day itself everybody who has not revised is told once more, and once only', async () => {
  await sweepOnce(service.context);
  await sweepOnce(service.context);
  const said = (await told('principal')).filter((title) => title.includes('已失效'));
  assert.equal(said.length, 1);
  await matter.refuses(
    'officer',
    'revise',
    { ...cement, reason: '换标' },
    {
      code: 'condition-unmet',
      basis: ['standardization-law/25', 'product-quality-law/26'],
      sentence: /已自2026-12-01起由GB 175-2026代替/,
    },
  );
  await matter.does('officer', 'revise', { ...cement, standards: ['GB 175-2026'], reason: '换标' });
  assert.deepEqual(await lacks('principal', matter.id), ['outdated', 'label']);
  await matter.does('principal', 'declare', { truthful: true });
  await isConsistent('2026-12-01');
});

test('an office orders a declaration and names who lets the day pass', async () => {
  const order = {
    letterNumber: '责改1号',
    finding: '没有声明',
    dueOn: '2026-12-10',
    paper: [file],
  };
  await second.fills('inspector', 'orderDeclaration', order);
  assert.match((await second.told('principal')).join(), /2026-12-10前改正/);
  await second.refuses('inspector', 'nameOverdue', { note: '逾期' }, { code: 'too-early' });
  story.on('2026-12-11');
  await second.does('inspector', 'nameOverdue', { note: '逾期未声明' });
  assert.match(
    (await service.client().get<string>('/announcements')).body,
    /逾期未改正执行标准的声明/,
  );
  await second.does('principal', 'revise', {
    ...cement,
    name: '复合水泥',
    model: 'P·C 42.5',
    code: undefined,
    standards: ['GB 175-2026'],
    reason: '换标',
  });
  await second.does('principal', 'declare', { truthful: true });
  const later = await service.client().get<string>('/announcements');
  assert.ok(!later.body.includes('逾期未改正'), 'who has put it right is named no longer');
  await second.does('principal', 'withdrawDeclaration', { reason: '暂不生产' });
});

test('the end of a product takes its declaration back; everything is proved and can be replayed', async () => {
  await matter.does('principal', 'stop', { reason: '转产' });
  await matter.does('principal', 'retire', { reason: '不再生产' });
  const list = await service.client().get<string>('/declarations');
  assert.match(list.body, /目前没有公开的声明/);
  assert.equal(
    (await products('principal', 'concern=lapsed')).some(({ id }) => id === matter.id),
    false,
  );
  await story.isProved();
  const options = { law: service.context.law, now: service.context.now() };
  assert.deepEqual((await audit(database, options)).difference, undefined);
  await asOwner(service.databaseUrl, (owner) =>
    owner.query(`update product set standards = '{}' where proceeding_id = '${second.id}'`),
  );
  const { difference } = await audit(database, options);
  assert.equal(difference?.table, 'product');
  assert.equal(difference?.proceeding, second.id);
});
