import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PresentedNotice } from '#server/notices/present.ts';
import { remindExpiries } from '#server/sweep/expiries.ts';
import { file } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);
const bodies = '/api/books/entrusted-laboratory/records';
before(async () => {
  const { database } = service.context;
  await seedCast(database);
  const organisation = await seedOrganisation(database, {
    kind: 'enterprise',
    name: '瑞金沙洲坝水泥有限公司',
    region: 360_781,
    business: 'producer',
    products: ['cement'],
  });
  await seedPerson(database, {
    login: 'later',
    name: '后来者',
    organisation,
    posts: ['quality-safety-officer', 'quality-safety-director'],
  });
});

async function commissioned(validUntil: string, certificateNumber: string, login = 'officer') {
  const input = await story.filled(login, {
    name: '江西省产品质量监督检测院',
    certificateNumber,
    issuer: '江西省市场监督管理局',
    validUntil,
    scope: [{ item: '强度', method: 'GB/T 17671' }],
    files: [file],
  });
  return story.submits(login, bodies, { input });
}

/** What the works is told of bodies that it commissions, by the night of a day. */
async function told(day: string): Promise<string[]> {
  story.on(day, '00:30');
  const { database, law, now } = service.context;
  // House by house: whoever stands behind others is reached as well.
  await remindExpiries(database, law, now(), 1);
  return heard('director');
}

async function heard(login: string): Promise<string[]> {
  const client = await story.as(login);
  const { body } = await client.get<{ notices: PresentedNotice[] }>('/api/notices');
  return body.notices.filter(({ title }) => title.includes('到期')).map(({ title }) => title);
}

const will = '“江西省产品质量监督检测院”（受托检验机构名录）将于2026-12-31到期，请及时更新登记';

test('a body’s certificate that runs out is told of thirty and seven days before and on the day, each once', async () => {
  story.on('2026-11-20');
  await commissioned('2026-12-31', '221401060001');
  await commissioned('2026-12-31', '221401060001', 'later');
  assert.deepEqual(await told('2026-11-30'), []);
  assert.deepEqual(await told('2026-12-01'), [will]);
  assert.deepEqual(await heard('later'), [will], 'whoever stands behind others in the register');
  assert.deepEqual(await told('2026-12-02'), [will]);
  assert.deepEqual(await told('2026-12-24'), [will, will]);
  assert.equal((await told('2026-12-30')).length, 2);
  assert.deepEqual(await told('2026-12-31'), [will, will, will]);
  assert.equal((await told('2027-01-05')).length, 3);
});

test('what was renewed is not told of, and what was recorded late is told of at its next step', async () => {
  story.on('2027-01-05');
  await commissioned('2027-01-20', '221401060002');
  service.clock.pass(1);
  await commissioned('2030-01-20', '221401060002');
  await commissioned('2027-01-10', '221401060003');
  const before = 3;
  assert.equal((await told('2027-01-06')).length, before + 1, 'seven days are the next step');
  assert.equal((await told('2027-01-09')).length, before + 1);
  assert.equal((await told('2027-01-20')).length, before + 2);
});
