import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type {
  OrganisationCertificates,
  PresentedCertificate,
} from '#server/certificates/present.ts';
import { audit } from '#server/audit/audit.ts';
import { asOwner } from '#db/owner.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { certificate, check, licence, report } from '../law/certificate-setting.ts';
import { accountOf, file } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast, Seeded } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let cast: Cast;
let second = '';
let joinery: Seeded;

before(async () => {
  cast = await seedCast(database);
  const { provinceRegulator, countyRegulator } = cast.organisations;
  const neighbour = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '南康区市场监督管理局',
    region: 360_703,
    level: 'county',
    departments: ['market-regulation'],
  });
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
    name: '王小渡',
    organisation: joinery,
    posts: ['principal'],
  });
  const posts = ['case-officer'] as const;
  const granter = await seedPerson(database, {
    login: 'granter',
    name: '许可处甲',
    organisation: provinceRegulator,
    posts,
  });
  second = (
    await seedPerson(database, {
      login: 'granter2',
      name: '许可处乙',
      organisation: provinceRegulator,
      posts,
    })
  ).id;
  const colleague = await seedPerson(database, {
    login: 'colleague',
    name: '黄小勇',
    organisation: countyRegulator,
    posts,
  });
  await seedPerson(database, {
    login: 'neighbour',
    name: '郭志明',
    organisation: neighbour,
    posts,
  });
  story.cast([
    [accountOf('县甲'), cast.people.inspector.id],
    [accountOf('县乙'), colleague.id],
    [accountOf('许甲'), granter.id],
  ]);
});

const works = () => ({ subject: cast.organisations.works.id });

async function listed(login: string, query: string): Promise<PresentedCertificate[]> {
  const client = await story.as(login);
  const { status, body } = await client.get<{ certificates: PresentedCertificate[] }>(
    `/api/certificates?${query}`,
  );
  assert.equal(status, 200, JSON.stringify(body));
  return body.certificates;
}

async function held(login: string): Promise<OrganisationCertificates> {
  const client = await story.as(login);
  const path = `/api/organisations/${cast.organisations.works.id}/certificates`;
  return (await client.get<OrganisationCertificates>(path)).body;
}

let matter: Matter;

test('a licence is entered by the province; from then on the works lacks none', async () => {
  story.on('2026-11-23');
  assert.match((await held('principal')).lacks[0]?.sentence ?? '', /水泥.*生产许可证/);
  assert.ok(
    (await held('principal')).lacks[0]?.basis.some(({ id }) => id === 'licence-regulation/5'),
  );
  const input = await story.filled('granter', licence);
  await story.opensNot(
    'inspector',
    'production-licence',
    'enter',
    await story.filled('inspector', licence),
    { code: 'not-entitled' },
    works(),
  );
  matter = await story.opens('granter', 'production-licence', 'enter', input, works());
  assert.deepEqual((await held('principal')).lacks, []);
  assert.match((await matter.told('principal')).join(), /已登记/);
  await story.opensNot(
    'granter',
    'production-licence',
    'enter',
    await story.filled('granter', licence),
    { code: 'already-done' },
    works(),
  );
});

test('the register is searched by holder, class and end; a whole number finds it from anywhere', async () => {
  assert.equal((await listed('inspector', 'q=贡江')).length, 1);
  assert.equal((await listed('inspector', 'class=cement&standing=valid')).length, 1);
  assert.equal((await listed('inspector', 'class=cement&expiring=90')).length, 0);
  assert.equal((await listed('inspector', 'expiring=1800')).length, 1);
  assert.deepEqual(await listed('neighbour', 'class=cement'), []);
  const [found] = await listed('neighbour', `q=${licence.number}`);
  assert.equal(found?.holder.name, '赣州贡江水泥有限公司');
  assert.equal(found?.opens, false);
  const client = await story.as('inspector');
  const sheet = await client.get('/api/certificates/export.xlsx');
  assert.match(sheet.headers.get('content-type') ?? '', /spreadsheetml/);
});

test('another region’s regulator can do nothing in it', async () => {
  const order = { letterNumber: '责改1', dueOn: '2026-12-20', note: '提交报告' };
  await matter.refuses('neighbour', 'orderReport', order, { code: 'not-found' });
  await matter.isHiddenFrom('neighbour');
});

test('the report is missed: warned of, ordered, suspended and restored', async () => {
  await sweepOnce(service.context);
  assert.match((await matter.told('principal')).join(), /年度自查报告期限将于2026-12-01届满/);
  const order = { letterNumber: '责改1', dueOn: '2026-12-20', note: '提交年度自查报告' };
  story.on('2026-12-01');
  await matter.refuses('inspector', 'orderReport', order, {
    code: 'condition-unmet',
    basis: ['licence-regulation/53', 'licence-measures/51'],
  });
  story.on('2026-12-02');
  await sweepOnce(service.context);
  assert.match((await matter.told('principal')).join(), /年度自查报告期限已于2026-12-01届满/);
  assert.match((await matter.told('inspector')).join(), /年度自查报告期限已于/);
  await matter.does('inspector', 'orderReport', order);
  story.on('2026-12-21');
  await matter.fills('granter', 'suspend', {
    decisionNumber: '赣市监罚1',
    ground: 'not-corrected',
    article: '实施办法第四十九条',
    reason: '逾期未改正',
    paper: [file],
  });
  const [lack] = (await held('principal')).lacks;
  assert.match(lack?.sentence ?? '', /暂停/);
  assert.equal((await listed('inspector', 'standing=valid')).length, 0);
  story.on('2026-12-22');
  await matter.fills('granter', 'proposeRescission', {
    ground: 'fraud',
    foundOn: '2026-12-21',
    facts: '申请材料涉嫌虚假',
    noticeNumber: '赣市监告1',
    paper: [file],
  });
  assert.equal((await listed('inspector', 'standing=valid')).length, 0);
  story.on('2026-12-30');
  await matter.fills('granter', 'decideRescission', {
    decision: 'keep',
    decisionNumber: '赣市监决1',
    facts: '经查证据不足',
    paper: [file],
  });
  // What was suspended before it was proposed is suspended after it was not decided.
  assert.match((await matter.told('principal')).join(), /不予撤销生产许可，许可证仍在暂扣中/);
  assert.equal((await listed('inspector', 'standing=valid')).length, 0);
  await matter.fills('principal', 'rectify', { result: '已补报', evidence: [file] });
  await matter.fills('granter', 'restore', {
    inspectors: [accountOf('许甲'), second],
    result: 'pass',
    opinion: '符合条件',
    record: [file],
  });
  assert.deepEqual((await held('principal')).lacks, []);
  await matter.fills('officer', 'report', report(2026));
  await matter.fills('inspector', 'check', check({ checkedOn: '2026-12-30' }));
});

test('an expired licence cannot be renewed, and the works lacks one again', async () => {
  story.on('2030-11-30');
  assert.deepEqual((await held('principal')).lacks, []);
  story.on('2030-12-01');
  await matter.rejects(
    'principal',
    'applyRenewal',
    { papers: [file] },
    {
      code: 'too-late',
      basis: ['licence-measures/27', 'licence-regulation/25'],
    },
  );
  assert.match((await held('principal')).lacks[0]?.sentence ?? '', /已于2030-11-30届满/);
  assert.equal((await listed('inspector', `q=${licence.number}`))[0]?.stateTitle, '已届满');
});

test('a certificate counts once the regulator of the place verified it', async () => {
  story.on('2026-11-23', '15:00');
  const input = await story.filled('principal', certificate);
  const ccc = await story.opens('principal', 'ccc-certificate', 'enter', input, works());
  assert.deepEqual(await listed('neighbour', `q=${certificate.number}`), []);
  assert.equal((await listed('inspector', `q=${certificate.number}`))[0]?.valid, false);
  const genuine = { source: '认证信息平台', outcome: 'genuine', evidence: [file] };
  await ccc.fills('inspector', 'verify', genuine);
  assert.equal((await listed('neighbour', `q=${certificate.number}`))[0]?.valid, true);
});

test('who holds a verified certificate must have a director, also where the class was not registered', async () => {
  const client = await story.as('inspector');
  const required = async () => {
    const path = `/api/organisations/${joinery.id}`;
    const { body } = await client.get<OrganisationDetail>(path);
    return body.staffing.find(({ post }) => post === 'quality-safety-director')?.required;
  };
  assert.equal(await required(), false);
  const input = await story.filled('joiner', { ...certificate, number: '2025010101999999' });
  const about = { subject: joinery.id };
  const ccc = await story.opens('joiner', 'ccc-certificate', 'enter', input, about);
  assert.equal(await required(), false);
  const genuine = { source: '认证信息平台', outcome: 'genuine', evidence: [file] };
  await ccc.fills('inspector', 'verify', genuine);
  assert.equal(await required(), true);
});

test('the audit replays every certificate and finds one that was lengthened by hand', async () => {
  await story.isProved();
  // A right that lapsed is judged as of a day after it did: the certificates were entered out of order.
  story.on('2030-12-01');
  const options = { law: service.context.law, now: service.context.now() };
  assert.deepEqual((await audit(database, options)).difference, undefined);
  await asOwner(service.databaseUrl, (owner) =>
    owner.query(`update certificate set until = '2039-11-30' where kind = 'licence'`),
  );
  const { difference } = await audit(database, options);
  assert.equal(difference?.table, 'certificate');
  assert.equal(difference?.proceeding, matter.id);
});
