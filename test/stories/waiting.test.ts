import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sweepOnce } from '#server/sweep/sweep.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { file } from '../law/play.ts';
import { Story } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
before(async () => {
  cast = await seedCast(service.context.database);
  const maker = await seedOrganisation(service.context.database, {
    kind: 'enterprise',
    name: '章贡区水泥制品店',
    region: 360_702,
    products: ['cement'],
  });
  const login = 'seller';
  await seedPerson(service.context.database, {
    login,
    name: '肖平',
    organisation: maker,
    posts: ['principal'],
  });
  sellers = [cast.organisations.shop.id, maker.id];
});
let sellers: readonly string[] = [];

async function todo(login: string, proceeding: string): Promise<TodoItem[]> {
  const { body } = await (await story.as(login)).get<{ items: TodoItem[] }>('/api/to-do');
  return body.items.filter((item) => item.proceeding === proceeding);
}

const titles = async (login: string, proceeding: string) =>
  (await todo(login, proceeding)).map(({ deadline }) => deadline);

const finding = {
  source: 'inspection',
  foundOn: '2026-11-23',
  keyLink: '出厂检验',
  description: '强度漏检一批',
  photos: [],
  containment: 'taken',
  immediateMeasure: '停止发货',
};

test('what a regulator found is in the regulator’s list to verify, not in the enterprise’s', async () => {
  story.on('2026-11-23');
  const about = { subject: cast.organisations.works.id };
  const matter = await story.opens('inspector', 'corrective-action', 'find', finding, about);
  const plan = {
    causes: ['management'],
    analysis: '交接不清',
    plan: '补检',
    responsible: cast.people.officer.id,
    dueOn: '2026-11-25',
    endangersSafety: false,
  };
  await matter.does('officer', 'plan', plan);
  story.on('2026-11-24');
  const done = { result: '已补检', completedOn: '2026-11-24' };
  await matter.does(
    'officer',
    'implement',
    await story.filled('officer', { ...done, evidence: [file] }),
  );
  assert.deepEqual(await titles('inspector', matter.id), ['由另一人验收']);
  for (const login of ['officer', 'director', 'principal']) {
    assert.deepEqual(await titles(login, matter.id), [], login);
  }
  const { deadlines } = await matter.seenBy('inspector');
  assert.equal(deadlines.find(({ id }) => id === 'verify')?.ownerTitle, '市场监管部门');
  story.on('2026-11-30', '06:00');
  await sweepOnce(service.context);
  assert.ok((await matter.told('inspector')).some((title) => title.includes('由另一人验收')));
  assert.ok(!(await matter.told('officer')).some((title) => title.includes('由另一人验收')));
  await matter.does('inspector', 'verify', { result: 'pass', opinion: '符合', evidence: [] });
  assert.deepEqual(await titles('inspector', matter.id), []);
});

test('a case without a clock waits in the list of whoever can carry it on', async () => {
  story.on('2026-12-01');
  const found = {
    discoverer: 'operator',
    discoveredOn: '2026-12-01',
    hazard: 'other',
    productName: '水泥',
    model: '42.5',
    lots: '11月',
    quantity: 10,
    facts: '安定性不合格',
    evidence: [],
  };
  const about = { subject: cast.organisations.works.id };
  const matter = await story.opens('shopkeeper', 'recall', 'discover', found, about);
  const [item] = await todo('principal', matter.id);
  assert.equal(item?.nature, 'awaits');
  assert.match(item.deadline, /开展调查分析/);
  assert.equal(item.due, undefined);
  assert.equal((await todo('leader', matter.id)).length, 1);
  assert.deepEqual(await todo('inspector', matter.id), [], 'the county has no part in it');

  const concluded = await story.filled('principal', { cause: '配料', evidence: [file] });
  await matter.does('principal', 'conclude', { finding: 'defect', ...concluded });
  const stop = {
    stoppedOn: '2026-12-01',
    stock: 0,
    operators: sellers,
    notice: '立即停止销售',
  };
  await matter.does('principal', 'stop', stop);
  const answer = '答复持有情况（停止经营须立即）';
  assert.deepEqual(await titles('shopkeeper', matter.id), [answer]);
  assert.deepEqual(await titles('seller', matter.id), [answer]);
  const held = { received: 5, found: 5, returned: 0, sold: 0, destroyed: 0, displayed: true };
  await matter.does('seller', 'assist', { stoppedOn: '2026-12-01', ...held });
  assert.deepEqual(await titles('seller', matter.id), [], 'one answer meets one clock');
  assert.deepEqual(await titles('shopkeeper', matter.id), [answer]);
});
