import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OwedDuty } from '#server/duties/present.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { riskItems, WorksStory } from './works-scene.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
const works = new WorksStory(story);
let cast: Cast;
before(async () => {
  cast = await seedCast(database);
  await seedPerson(database, {
    login: 'worker',
    name: '工人老杨',
    organisation: cast.organisations.works,
  });
  story.on('2026-11-16', '08:00');
  await works.list();
});

const inspection = {
  productName: '普通硅酸盐熟料',
  specification: '52.5',
  quantity: '300',
  unit: '吨',
  supplier: '于都县宏达熟料厂',
  supplierContact: '0797-6200000',
  receivedOn: '2026-11-16',
  batch: 'HD20261115',
  supplierPapers: [],
  reportKind: 'none',
  report: [],
  checks: [{ item: '氧化镁含量', result: 'fail', note: '5.6%' }],
};

test('a rejected delivery is refused, corrected with the supplier, and counted in the week', async () => {
  story.on('2026-11-16', '10:00');
  const url = '/api/books/incoming-inspection/records';
  const basis = ['guidance/2.4', 'state-council-503/5', 'product-quality-law/33'];
  await story.refused(
    'officer',
    url,
    { input: { ...inspection, conclusion: 'accept' } },
    {
      code: 'condition-unmet',
      basis,
      sentence: /氧化镁含量/,
    },
  );
  const concession = { reason: '生产急需', approvedBy: cast.people.officer.id, limits: '掺量减半' };
  const yielding = { ...inspection, conclusion: 'concession', concession };
  await story.refused(
    'officer',
    url,
    { input: yielding },
    {
      code: 'condition-unmet',
      sentence: /查验人以外/,
    },
  );
  // A seller may not take goods without a report at all.
  await story.refused(
    'shopkeeper',
    url,
    { input: { ...yielding, checks: [{ item: '标识', result: 'pass' }], conclusion: 'accept' } },
    {
      code: 'condition-unmet',
      basis,
      sentence: /销售单位不得接收/,
    },
  );
  const rejection = { reason: '氧化镁超标', disposal: 'return', needsCorrection: true };
  const record = await story.submits('officer', url, {
    input: { ...inspection, conclusion: 'reject', rejection },
  });
  const [matter] = await works.matters('director', 'corrective-action');
  const opening = (await matter!.seenBy('director')).timeline[0];
  assert.equal(opening?.input['source'], 'incoming-inspection');
  assert.equal(opening?.input['immediateMeasure'], '该批次已拒收退货');

  const housing = await story.as('housing');
  const seen = await housing.get<{ total: number; records: { id: string }[] }>(
    `/api/books/incoming-inspection/records?organisation=${cast.organisations.works.id}`,
  );
  assert.deepEqual(
    seen.body.records.map(({ id }) => id),
    [record.id],
  );
  const shop = await story.as('shopkeeper');
  const other = await shop.get<{ total: number }>(
    `/api/books/incoming-inspection/records?organisation=${cast.organisations.works.id}`,
  );
  assert.equal(other.body.total, 0);

  story.on('2026-11-22', '17:00');
  const draft = await works.draft('director', 'weekly-screening', '2026-11-16');
  const { figures } = draft.input as { figures: { incomingRejects: number } };
  assert.equal(figures.incomingRejects, 1);
  const embellished = { ...draft.input, figures: { ...figures, incomingRejects: 0 } };
  const report = '/api/duties/weekly-screening/records';
  await story.refused(
    'director',
    report,
    { ...draft, input: embellished },
    {
      code: 'condition-unmet',
      basis: ['order-75/11', 'guidance/2.2'],
      sentence: /数据已有变化/,
    },
  );
  await story.refused('officer', report, draft, { code: 'not-entitled' });
  await story.submits('director', report, draft);
  await story.isProved();
});

test('a finding of the day becomes a corrective action that another person verifies', async () => {
  story.on('2026-11-24', '17:00');
  const url = '/api/duties/daily-control/records';
  const day = await works.day('2026-11-24');
  const silent = { ...day.input, items: [{ item: 'R01', result: 'finding', photos: [] }] };
  await story.refused(
    'officer',
    url,
    { ...day, input: silent },
    {
      code: 'condition-unmet',
      basis: ['order-75/10', 'guidance/2.2'],
      sentence: /还有2个每日项目没有填写/,
    },
  );
  await story.refused('worker', url, day, { code: 'not-entitled' });
  const ofSellers = ['order-76/10', 'guidance/2.2'];
  await story.refused('shopkeeper', url, day, { code: 'condition-unmet', basis: ofSellers });
  await works.daily('2026-11-24', { R02: '细度筛余超过内控指标' });
  const again = await works.day('2026-11-24');
  await story.refused('officer', url, again, { code: 'already-done', sentence: /已经提交/ });

  const [matter] = await works.matters('director', 'corrective-action');
  assert.ok(matter);
  const opened = await matter.seenBy('director');
  assert.equal(opened.stateTitle, '待制定整改方案');
  assert.equal(opened.timeline[0]?.input['keyLink'], '生产过程');
  await matter.isHiddenFrom('shopkeeper', 'technician', 'citizen');
  // Competent officials see it: the market regulator and the housing department, which answers for cement on sites.
  assert.deepEqual(await matter.offeredTo('inspector'), ['press']);
  assert.deepEqual((await matter.seenBy('housing')).offers, []);
  assert.equal(await matter.due('director', 'plan'), '2026-11-27');

  story.on('2026-11-25');
  const plan = {
    causes: ['equipment'],
    analysis: '选粉机转子磨损',
    plan: '更换转子并复检细度',
    responsible: cast.people.officer.id,
    dueOn: '2026-12-02',
    endangersSafety: false,
  };
  await matter.refuses(
    'officer',
    'plan',
    { ...plan, dueOn: '2026-11-24' },
    {
      code: 'condition-unmet',
      sentence: /不能早于今天/,
    },
  );
  await matter.does('director', 'plan', plan);
  assert.match((await matter.told('officer'))[0] ?? '', /2026-12-02前完成整改/);
  assert.equal(await matter.due('officer', 'implement'), '2026-12-02');
  story.on('2026-12-01');
  const later = { dueOn: '2026-12-05', reason: '厂家转子交货推迟' };
  await matter.refuses('officer', 'postpone', later, { code: 'not-entitled' });
  await matter.refuses(
    'director',
    'postpone',
    { ...later, dueOn: '2026-12-02' },
    {
      code: 'condition-unmet',
      sentence: /应当晚于原定的2026-12-02/,
    },
  );
  await matter.does('director', 'postpone', later);
  story.on('2026-12-06');
  assert.equal((await matter.clock('officer', 'implement')).status, 'overdue');
  const evidence = [await works.photo()];
  const done = { result: '已更换转子', completedOn: '2026-12-06', evidence };
  const late = await matter.does('officer', 'implement', done);
  assert.equal(late.late, true);
  const passed = { result: 'pass', opinion: '连续三天细度合格', evidence: [] };
  await matter.refuses('officer', 'verify', passed, {
    code: 'separation-of-duties',
    sentence: /须由另一人办理/,
  });
  assert.equal(await matter.due('director', 'verify'), '2026-12-11');
  await matter.does('director', 'verify', { ...passed, result: 'fail', dueOn: '2026-12-09' });
  assert.equal((await matter.seenBy('officer')).stateTitle, '整改中');
  story.on('2026-12-09');
  await matter.does('worker', 'implement', {
    ...done,
    completedOn: '2026-12-09',
    evidence: [await story.paper('worker')],
  });
  await matter.does('principal', 'verify', passed);
  assert.equal((await matter.seenBy('inspector')).final, true);
  await story.isProved();
});

test('what the county found is not closed by the works itself', async () => {
  story.on('2026-12-10');
  const finding = {
    source: 'inspection',
    foundOn: '2026-12-10',
    keyLink: '出厂检验',
    description: '出厂检验报告缺少授权签字',
    photos: [],
    containment: 'pending',
  };
  const about = { subject: cast.organisations.works.id };
  const matter = await story.opens('inspector', 'corrective-action', 'find', finding, about);
  assert.equal((await matter.clock('officer', 'contain')).status, 'running');
  assert.match((await matter.told('director'))[0] ?? '', /登记了质量安全问题/);
  const excuse = { reason: '经核实签字在电子系统', evidence: [await story.paper('principal')] };
  await matter.refuses('principal', 'rule-out', excuse, {
    code: 'condition-unmet',
    sentence: /不能由企业自行排除/,
  });
  await matter.does('officer', 'contain', { immediateMeasure: '停止出厂', photos: [] });
  await matter.does('director', 'plan', {
    causes: ['management'],
    analysis: '签字人员离岗',
    plan: '补充任命签字人',
    responsible: cast.people.officer.id,
    dueOn: '2026-12-17',
    endangersSafety: false,
  });
  await matter.does('inspector', 'press', { opinion: '请按期完成' });
  story.on('2026-12-16');
  const evidence = [await works.photo()];
  await matter.does('officer', 'implement', {
    result: '已补签',
    completedOn: '2026-12-16',
    evidence,
  });
  const passed = { result: 'pass', opinion: '属实', evidence: [] };
  await matter.refuses('director', 'verify', passed, {
    code: 'not-entitled',
    sentence: /由市场监管部门办理/,
  });
  await matter.does('inspector', 'verify', passed);
  await story.isProved();
});

test('a list is replaced, never changed; a day is checked by the list of that day', async () => {
  story.on('2026-12-20', '17:00');
  const filledAt = service.clock.now();
  const input = { dayType: 'idle', idleReason: '周末停窑检修', items: [], filledAt };
  const idle = { period: '2026-12-20', input };
  await story.submits('officer', '/api/duties/daily-control/records', idle);
  await story.log();
  story.on('2026-12-21', '09:00');
  const day = await works.day('2026-12-21');
  story.on('2026-12-21', '23:00');
  const items = riskItems.slice(0, 2);
  const url = '/api/books/risk-control-list/records';
  await story.refused(
    'officer',
    url,
    { input: { changeReason: 'first', items } },
    {
      code: 'condition-unmet',
      sentence: /已有清单/,
    },
  );
  await story.submits('officer', url, { input: { changeReason: 'process-change', items } });
  // The phone held the old list, which was valid on that day.
  await story.submits('officer', '/api/duties/daily-control/records', day);
  story.on('2026-12-22', '09:00');
  const stale = { ...day, period: '2026-12-22' };
  await story.refused('officer', '/api/duties/daily-control/records', stale, {
    code: 'list-superseded',
    sentence: /已被新版本替代/,
  });
  const { body } = await (await story.as('officer')).get<{ duties: OwedDuty[] }>('/api/duties');
  const owed = body.duties.find(({ duty }) => duty === 'daily-control');
  assert.equal(owed?.period.state, 'open');
  assert.equal(owed?.mine, true);
});
