import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Level, Post } from '#kernel/party.ts';
import { audit } from '#server/audit/audit.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast, Seeded } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { assertSays, paperOf } from './download.ts';

const service = await startServer({ after });
after(closeRenderer);
const { database } = service.context;
const story = new Story(service);
let cast: Cast;
let neighbour: Seeded;
let third: Seeded;
let city: Seeded;

before(async () => {
  cast = await seedCast(database);
  const office = (name: string, region: number, level: Level) =>
    seedOrganisation(database, {
      kind: 'market-regulator',
      name,
      region,
      level,
      departments: ['market-regulation'],
    });
  neighbour = await office('于都县市场监督管理局', 360_731, 'county');
  third = await office('兴国县市场监督管理局', 360_732, 'county');
  city = await office('赣州市市场监督管理局', 360_700, 'city');
  const person = (login: string, name: string, organisation: Seeded, ...posts: Post[]) =>
    seedPerson(database, { login, name, organisation, posts });
  await person('intake', '受理员朱琴', cast.organisations.countyRegulator, 'intake-officer');
  await person('neighbour', '于都承办人', neighbour, 'case-officer');
  await person('third', '兴国承办人', third, 'case-officer');
  await person('city', '市局处长', city, 'leader');
});

const letter = {
  channel: 'web',
  matter: '夜里换袋卖水泥',
  violation: 'unsafe',
  respondentName: '赣县区梅林建材经营部',
  respondentAddress: '赣县区梅林镇',
  facts: '仓库里有三十吨水泥，袋子上没有生产日期，老板让我们夜里换袋。',
  evidence: [],
};

test('two counties dispute over a report, consult in time, and the city designates', async () => {
  story.on('2026-11-02');
  await story.guest('insider');
  const about = { subject: cast.organisations.shop.id };
  const matter = await story.opens('insider', 'violation-report', 'report', letter, about);
  await matter.does('intake', 'dispatch', { handler: neighbour.id, ground: 'place' });
  await matter.isHiddenFrom('third', 'shopkeeper');

  story.on('2026-11-03');
  const says = { kind: 'neither', reason: '换袋的仓库在兴国县。' };
  await matter.does('neighbour', 'dispute', { ...says, other: third.id });
  assert.match((await matter.told('third')).join(), /七个工作日内协商/);
  assert.equal(await matter.due('third', 'consultation'), '2026-11-12');
  // Who disputes reads what it is about; the verification goes on being counted.
  assert.equal((await matter.seenBy('third')).timeline[0]?.input['facts'], letter.facts);
  assert.equal((await matter.clock('neighbour', 'verification')).status, 'running');
  const record = '两局电话协商，意见不一。';
  await matter.refuses(
    'neighbour',
    'agree',
    { handler: third.id, record },
    { code: 'condition-unmet', basis: ['order-121/33'], sentence: /接下处理的部门自己登记/ },
  );

  story.on('2026-11-12');
  await matter.does('third', 'requestDesignation', { superior: city.id, record });
  assertSays(
    await paperOf(story, 'third', matter, 'requestDesignation'),
    [
      '报请指定处理权限函',
      '于都县市场监督管理局',
      '兴国县市场监督管理局',
      '都认为本部门没有处理权限',
    ],
    [letter.matter, '三十吨'],
  );
  assert.equal(await matter.due('city', 'designation'), '2026-11-23');
  const order = {
    handler: third.id,
    noticeNumber: '赣市市监指〔2026〕1号',
    reason: '仓库在兴国县',
  };
  await matter.refuses('third', 'designate', order, { code: 'not-entitled' });
  story.on('2026-11-16');
  await matter.does('city', 'designate', order);
  assert.equal(await matter.due('third', 'after-designation'), '2026-12-07');
  assert.match((await matter.told('insider')).join(), /已经确定核查您的举报的部门/);
  const notice = await paperOf(story, 'city', matter, 'designate');
  assertSays(notice, ['指定处理权限通知书', '赣市市监指〔2026〕1号'], [letter.matter]);

  // Who is designated neither gives it back nor disputes anew; who is not reads on what it had.
  await matter.refuses(
    'third',
    'giveBack',
    { reason: '不归我管' },
    { code: 'condition-unmet', sentence: /上级已经指定/ },
  );
  const had = ['report', 'dispatch', 'dispute', 'requestDesignation'];
  assert.deepEqual(await matter.readBy('neighbour'), had);
  await matter.does('third', 'openCase', { facts: '换袋销售水泥。', evidence: [] });
  assert.deepEqual(await matter.readBy('neighbour'), had);
  assert.equal((await matter.seenBy('neighbour')).state, 'to-designate');
  const roles = (await matter.seenBy('third')).seats.map(({ role }) => role);
  assert.ok(!roles.includes('formerDisputant'), roles.join());
  const { law, now } = service.context;
  assert.equal((await audit(database, { law, now: now() })).difference, undefined);
  await story.isProved();
});
