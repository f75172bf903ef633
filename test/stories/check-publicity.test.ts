import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import type { PresentedPublication } from '#server/publicity/present.ts';
import { file } from '../law/play.ts';
import { items } from '../law/spot-check/setting.ts';
import { seedPerson } from '../seed.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let check: SpotCheckStory;
let publicity: Matter;

before(async () => {
  const cast = await spotCheckCast(database);
  const organisation = cast.organisations.city;
  await seedPerson(database, { login: 'boss', name: '曾局', organisation, posts: ['leader'] });
  check = new SpotCheckStory(story, cast);
});

const announcements = async () => (await service.client().get<string>('/announcements')).body;

async function own(): Promise<readonly PresentedPublication[]> {
  const client = await story.as('owner');
  const path = '/api/publications/mine';
  return (await client.get<{ publications: PresentedPublication[] }>(path)).body.publications;
}

const application = {
  performed: true,
  remedied: true,
  noFurther: true,
  followed: 'none',
  application: [file],
  qualification: [file],
  commitment: [file],
  performance: [file],
};

test('what a check found is shown by a proceeding of its own, which the enterprise sees', async () => {
  const matter = await check.notified();
  story.on('2026-10-09');
  await matter.does('organiser', 'settle', { conclusion: 'fail' });
  const result = { text: '城东电器行销售的延长线插座温升不合格', producerElsewhere: false };
  await matter.does('organiser', 'publish', result);
  assert.match(await announcements(), /监督抽查结果：赣县区城东电器行/);
  const [shown] = await own();
  assert.deepEqual(
    [shown?.kindTitle, shown?.grounds, shown?.standing, shown?.until],
    ['抽查检查负面信息', '延长线插座监督抽查不合格', 'shown', undefined],
  );
  publicity = new Matter(story, shown!.proceeding!);
  assert.match((await publicity.told('owner')).join(), /可以申请信用修复/);
  assert.equal((await publicity.seenBy('owner')).stateTitle, '公示中');
});

test('it may be repaired after three months, where no more than a minor penalty followed', async () => {
  story.on('2027-01-09');
  await publicity.rejects('owner', 'apply', application, {
    code: 'too-early',
    basis: ['order-107/10'],
  });
  await publicity.isHiddenFrom('technician');
  story.on('2027-01-10');
  await publicity.rejects(
    'owner',
    'apply',
    { ...application, followed: 'shown', penaltyNumber: '赣区市监罚2026-9' },
    { code: 'condition-unmet', sentence: /随处罚信息一并修复/ },
  );
  await publicity.fills('owner', 'apply', application);
  assert.equal(await publicity.due('organiser', 'acceptance'), '2027-01-12');
  story.on('2027-01-12');
  await publicity.does('organiser', 'accept', { outcome: 'accepted' });
  assert.equal(await publicity.due('owner', 'repair-decision'), '2027-01-21');
});

test('granted within seven working days, and gone from the pages within three', async () => {
  story.on('2027-01-19');
  const { application: _application, ...rest } = application;
  const { performed, remedied, noFurther } = rest;
  const found = { performed, remedied, noFurther, record: '未受处罚，已整改', papers: [] };
  await publicity.does('organiser', 'check', { ...found, followed: 'none' });
  const decision = { decision: 'granted', number: '赣市监修2027-1', reason: '三项条件具备' };
  await publicity.does('boss', 'decideRepair', decision);
  assert.equal(await publicity.due('organiser', 'stop'), '2027-01-22');
  assert.match(await announcements(), /监督抽查结果：赣县区城东电器行/);
  story.on('2027-01-20');
  await publicity.does('organiser', 'stopPublicity', {});
  assert.doesNotMatch(await announcements(), /监督抽查结果：赣县区城东电器行/);
  const [gone] = await own();
  assert.equal(gone?.standing, 'withdrawn');
  assert.match(gone?.withdrawn?.reason ?? '', /信用修复：赣市监修2027-1/);
  assert.equal((await publicity.seenBy('owner')).stateTitle, '已停止公示');
  await story.isProved();
  const options = { law: service.context.law, now: service.context.now() };
  assert.equal((await audit(database, options)).difference, undefined);
});

test('a result that passed is no negative information', async () => {
  story.on('2026-08-28');
  const before = (await own()).length;
  const matter = await check.reported({ items: items('pass'), conclusion: 'pass' });
  story.on('2026-09-16');
  await check.does(matter, 'organiser', 'notify', { conclusion: 'pass' });
  await check.signs(matter, 'owner', 'receiveSampled', '2026-09-16', 'pass');
  await check.signs(matter, 'maker', 'receiveProducer', '2026-09-16', 'pass');
  story.on('2026-10-14');
  await matter.does('organiser', 'settle', { conclusion: 'pass' });
  await matter.does('organiser', 'publish', { text: '插座合格', producerElsewhere: false });
  assert.equal((await own()).length, before);
});
