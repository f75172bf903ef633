import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { file } from '../law/play.ts';
import type { WatchRecord } from '#server/watches/present.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { comesToday } from './visit-scene.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let cast: Cast;
let colleague = '';

before(async () => {
  cast = await seedCast(database);
  const organisation = cast.organisations.countyRegulator;
  await seedPerson(database, { login: 'chief', name: '钟局', organisation, posts: ['leader'] });
  colleague = (
    await seedPerson(database, {
      login: 'colleague',
      name: '黄小勇',
      organisation,
      posts: ['case-officer'],
    })
  ).id;
});

test('intensified supervision shows to the enterprise once it is decided, and ends after a clean visit', async () => {
  story.on('2026-11-23');
  const matter = await story.opens(
    'inspector',
    'intensified-supervision',
    'propose',
    {
      matter: '水泥质量重点监管',
      area: 'town-fringe',
      classes: ['cement'],
      ground: 'failed-checks',
      facts: '一年内两次抽查不合格',
      frequency: 'month',
      from: '2026-11-24',
      until: '2027-05-23',
    },
    { subject: cast.organisations.works.id },
  );
  await matter.isHiddenFrom('principal');
  await matter.does('chief', 'decide', { decision: 'listed', frequency: 'month', reason: '同意' });
  assert.match((await matter.told('principal')).join(), /已列入重点监管/);
  assert.equal(await matter.due('inspector', 'visit-month'), '2026-12-23');
  story.on('2026-12-10');
  const people = [cast.people.inspector.id, colleague] as const;
  const visit = {
    inspectors: people,
    visitedOn: '2026-12-10',
    products: ['cement'],
    result: 'clean',
    frequency: 'month',
    record: [file],
  };
  const subject = cast.organisations.works.id;
  // A visit that names no regime, or another one, is none of this regime.
  const officers = people.map((person, at) => ({ person, certificate: `赣执法${at + 1}` }));
  const routine = await story.opens(
    'inspector',
    'inspection-visit',
    'plan',
    {
      matterName: '日常检查',
      kind: 'routine',
      plannedOn: '2026-12-10',
      announce: 'arrival',
      items: '出厂检验',
      officers,
    },
    { subject },
  );
  await matter.rejects(
    'inspector',
    'visit',
    { ...visit, inspection: routine.id },
    {
      code: 'condition-unmet',
      basis: ['guidance/4.1', 'inspection-2024-54/scan'],
      sentence: /没有在平台登记为本项重点监管的检查/,
    },
  );
  const came = await comesToday(story, {
    officer: 'inspector',
    chief: 'chief',
    people,
    subject,
    regime: matter.id,
  });
  const inspection = came.id;
  await matter.fills('inspector', 'visit', { ...visit, inspection });
  await matter.rejects(
    'inspector',
    'visit',
    { ...visit, inspection },
    { code: 'condition-unmet', sentence: /一次检查只记录一次/ },
  );
  await matter.does('chief', 'lift', { summary: '稳定合格' });
  assert.equal((await matter.seenBy('principal')).stateTitle, '已解除');
});

test('an operation counts the visits that name it, and may end early with its reason', async () => {
  story.on('2026-12-10');
  const operation = await story.opens('inspector', 'special-operation', 'launch', {
    title: '水泥专项行动',
    areas: ['town-fringe'],
    classes: ['cement'],
    objects: [{ object: '水泥生产企业', target: 3, measure: '现场检查' }],
    members: [cast.organisations.government.id],
    frequency: 'month',
    from: '2026-12-11',
    until: '2027-05-30',
    plan: '查清进货渠道',
  });
  const go = { decision: 'approved', frequency: 'month', opinion: '同意' };
  await operation.does('chief', 'approve', go);
  story.on('2026-12-11');
  const subject = cast.organisations.works.id;
  const people = [cast.people.inspector.id, colleague];
  const plan = {
    matterName: '水泥专项检查',
    kind: 'special',
    plannedOn: '2026-12-12',
    announce: 'arrival',
    items: '进货和出厂检验',
    officers: people.map((person, at) => ({ person, certificate: `赣执法${at + 1}` })),
    operation: operation.id,
  };
  await story.opensNot(
    'inspector',
    'inspection-visit',
    'plan',
    { ...plan, object: '学校' },
    { code: 'condition-unmet', sentence: /哪一类检查对象：水泥生产企业/ },
    { subject },
  );
  const named = { ...plan, object: '水泥生产企业' };
  await story.opens('inspector', 'inspection-visit', 'plan', named, { subject });
  const client = await story.as('inspector');
  const seen = await client.get<WatchRecord>(`/api/watches/${operation.id}`);
  assert.deepEqual(
    seen.body.carriedOut.map(({ title }) => title),
    ['水泥专项检查'],
  );
  story.on('2027-01-05');
  const end = {
    ground: 'merged',
    reason: '并入全市建材专项行动。',
    summary: '发现一家进货无记录。',
    followUp: '移交全市行动继续办理',
    silent: '区政府尚未报送，已提示',
  };
  await operation.refuses('inspector', 'endEarly', end, { code: 'not-entitled' });
  await operation.does('chief', 'endEarly', end);
  assert.match((await operation.told('local')).join(), /专项行动已提前结束/);
  const page = await service.client().get<string>('/announcements');
  assert.match(page.body, /水泥专项行动提前结束[^]*并入其他行动：并入全市建材专项行动/);
  const late = { ...named, plannedOn: '2027-01-06' };
  await story.opensNot(
    'inspector',
    'inspection-visit',
    'plan',
    late,
    { code: 'condition-unmet', sentence: /没有实施、已经结束/ },
    { subject },
  );
  await story.isProved();
});

test('an operation ends with sums that everybody can read', async () => {
  story.on('2026-11-23');
  const matter = await story.opens('inspector', 'special-operation', 'launch', {
    title: '冬季农村市场电器专项行动',
    areas: ['countryside'],
    classes: ['electric-blanket'],
    objects: [{ object: '农村集市', target: 12, measure: '现场检查' }],
    members: [cast.organisations.government.id, cast.organisations.housing.id],
    frequency: 'month',
    from: '2026-11-24',
    until: '2026-12-30',
    plan: '突出农村',
  });
  await matter.does('chief', 'approve', {
    decision: 'approved',
    frequency: 'month',
    opinion: '同意',
  });
  assert.match((await matter.told('local')).join(), /专项行动开始/);
  await matter.isHiddenFrom('principal');
  story.on('2026-12-20');
  const done = { visited: 12, sampled: 3, found: 2, corrected: 2, cases: 0, note: '已改正' };
  await matter.does('local', 'report', { ...done, frequency: 'month', papers: [] });
  // Each member has its own clock: what one reported says nothing of the other.
  const { deadlines } = await matter.seenBy('inspector');
  const clocks = deadlines.filter(({ id }) => id === 'visit-month');
  const stands = clocks.map(({ dueDay, status }) => `${dueDay} ${status}`);
  assert.deepEqual(new Set(stands), new Set(['2026-12-23 running', '2027-01-20 running']));
  assert.equal(new Set(clocks.map(({ ownerTitle }) => ownerTitle)).size, 2);
  const waits = async (login: string) => {
    const client = await story.as(login);
    const { body } = await client.get<{ items: { proceeding: string; due?: string }[] }>(
      '/api/to-do',
    );
    return body.items.find(({ proceeding }) => proceeding === matter.id)?.due;
  };
  assert.equal(await waits('local'), '2027-01-20');
  assert.equal(await waits('housing'), '2026-12-23');
  story.on('2026-12-30');
  const summary = { summary: '秩序好转。', followUp: '日常监管' };
  await matter.refuses('inspector', 'conclude', summary, {
    code: 'condition-unmet',
    sentence: /1家参加单位没有报送/,
  });
  await matter.does('inspector', 'conclude', { ...summary, silent: '住建部门未报送，已通报' });
  const page = await service.client().get<string>('/announcements');
  assert.match(page.body, /共检查12家次，抽检3批次，发现问题2个/);
  await story.isProved();
});
