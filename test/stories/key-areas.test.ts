import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { file } from '../law/play.ts';
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
  // The record of the regime is no way round the gate.
  await matter.rejects('inspector', 'visit', visit, {
    code: 'condition-unmet',
    basis: ['guidance/4.1', 'inspection-2024-54/scan'],
    sentence: /没有在平台登记/,
  });
  const subject = cast.organisations.works.id;
  await comesToday(story, { officer: 'inspector', chief: 'chief', people, subject });
  await matter.fills('inspector', 'visit', visit);
  await matter.does('chief', 'lift', { summary: '稳定合格' });
  assert.equal((await matter.seenBy('principal')).stateTitle, '已解除');
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
