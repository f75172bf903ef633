import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Post } from '#kernel/party.ts';
import type { OrganisationSummary } from '#server/registry/present.ts';
import { forms, holders } from '../law/recall-setting.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { OrganisationSeed, Seeded } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let maker: Seeded;
let shops: readonly string[];
let creditCode: string;
before(async () => {
  await seedCast(database);
  const place = (name: string, region: number, own: Partial<OrganisationSeed> = {}) => {
    const goods = { kind: 'enterprise', products: ['baby-carriage'], headcount: 20 } as const;
    return seedOrganisation(database, { name, region, ...goods, ...own });
  };
  const office = { kind: 'market-regulator', departments: ['market-regulation'] } as const;
  const person = (login: string, name: string, organisation: Seeded, ...posts: Post[]) =>
    seedPerson(database, { login, name, organisation, posts });
  maker = await place('南昌小鹿童车有限公司', 360_103, { business: 'producer' });
  const one = await place('赣县区贝贝母婴店', 360_704, { business: 'retail' });
  const two = await place('瑞金市宝宝乐园', 360_781, { business: 'retail' });
  const three = await place('瑞金市喜洋洋童装店', 360_781, { business: 'retail' });
  const city = await place('南昌市市场监督管理局', 360_100, { ...office, level: 'city' });
  const market = await place('赣品优选网络科技有限公司', 360_100, { kind: 'platform' });
  await person('maker', '陈小鹿', maker, 'quality-safety-director');
  await person('one', '李贝', one, 'principal');
  await person('two', '王宝', two, 'principal');
  await person('three', '周喜', three, 'principal');
  await person('market', '章文', market);
  await person('city', '熊建国', city, 'case-officer');
  shops = [one.id, two.id];
  creditCode = two.creditCode;
  story.cast([
    [holders.one.id, one.id],
    [holders.two.id, two.id],
    [holders.platform.id, market.id],
    ['city', city.id],
  ]);
});

/** A shop's answer; what came in is what is there, went back, was sold or destroyed. */
const answer = {
  stoppedOn: '2026-10-11',
  received: 100,
  found: 60,
  returned: 0,
  sold: 40,
  destroyed: 0,
  displayed: true,
};

/** The maker found the hazard on the last day before National Day and reports it. */
async function reported(): Promise<Matter> {
  story.on('2026-09-30');
  const matter = await story.opens('maker', 'recall', 'discover', forms.discover, {
    subject: maker.id,
  });
  await matter.fills('maker', 'report', forms.report);
  return matter;
}

/** The same, found to be a defect, stopped, planned, published. */
async function recalling(): Promise<Matter> {
  const matter = await reported();
  await matter.fills('maker', 'conclude', forms.defect);
  await matter.fills('maker', 'stop', { ...forms.stop, operators: shops });
  await matter.fills('maker', 'plan', forms.plan);
  story.on('2026-10-10');
  await matter.fills('maker', 'publishRecall', forms.publish);
  return matter;
}

test('a maker reports a hazard in time and the province alone is told', async () => {
  story.on('2026-09-30');
  const { discover } = forms;
  const wrong = { ...discover, discoverer: 'operator' };
  await story.opensNot(
    'maker',
    'recall',
    'discover',
    wrong,
    { code: 'condition-unmet', basis: ['order-19/7', 'order-19/8', 'order-19/9'] },
    { subject: maker.id },
  );
  const matter = await story.opens('maker', 'recall', 'discover', discover, { subject: maker.id });
  // Two working days: 8 and 9 October, the seven holidays do not count.
  assert.equal(await matter.due('maker', 'report'), '2026-10-09');
  await matter.isHiddenFrom('one', 'two', 'inspector', 'housing');
  story.on('2026-10-10');
  const late = await matter.fills('maker', 'report', forms.report);
  assert.equal(late.late, true);
  assert.equal((await matter.clock('maker', 'report')).status, 'met-late');
  assert.match((await matter.told('leader'))[0] ?? '', /消费品安全危害报告/);
  // Three working days for the office: Monday 12 to Wednesday 14 October.
  assert.equal(await matter.due('leader', 'ask-analysis'), '2026-10-14');
  await matter.rejects('maker', 'report', forms.report, {
    code: 'condition-unmet',
    sentence: /已经报告/,
  });
  await matter.rejects('maker', 'plan', forms.plan, {
    code: 'wrong-state',
    basis: ['order-19/17', 'order-19/18', 'order-19/20'],
  });
  await story.isProved();
});

test('voluntary recall from the plan to the assessment: every shop is told, the sum must balance', async () => {
  const matter = await reported();
  await matter.fills('maker', 'conclude', forms.defect);
  await matter.isHiddenFrom('one', 'two', 'three', 'market');
  await matter.fills('maker', 'stop', { ...forms.stop, operators: shops });
  for (const shop of ['one', 'two']) {
    assert.match((await matter.told(shop))[0] ?? '', /停止经营缺陷消费品/);
    assert.ok((await matter.offeredTo(shop)).includes('assist'));
  }
  await matter.isHiddenFrom('three', 'market');
  // Ten working days from 30 September: 8 to 10 October (Saturday is worked), 12 to 16, 19 and 20 October.
  assert.equal(await matter.due('maker', 'plan'), '2026-10-20');
  await matter.fills('maker', 'plan', forms.plan);
  assert.equal(await matter.due('maker', 'publication'), '2026-10-10');
  story.on('2026-10-10');
  await matter.fills('maker', 'publishRecall', forms.publish);

  story.on('2026-10-11');
  await matter.rejects(
    'one',
    'assist',
    { ...answer, sold: 39 },
    {
      code: 'condition-unmet',
      basis: ['order-19/16', 'order-19/19'],
      sentence: /购进数量须等于/,
    },
  );
  await matter.fills('one', 'assist', answer);
  await matter.rejects(
    'maker',
    'stop',
    { ...forms.stop, operators: [holders.platform.id] },
    {
      code: 'condition-unmet',
      sentence: /不得删除/,
    },
  );
  await matter.fills('maker', 'stop', {
    ...forms.stop,
    operators: [...shops, holders.platform.id],
  });
  await matter.fills('market', 'assist', answer);
  await matter.refuses('city', 'publishPlan', { text: '召回计划' }, { code: 'not-entitled' });
  await matter.fills('leader', 'delegate', { delegate: 'city', scope: '现场监督' });
  await matter.does('city', 'publishPlan', { text: '南昌小鹿童车XL-2召回计划' });

  // Three months from the beginning, and again from the day that a summary covers.
  assert.equal(await matter.due('maker', 'stage-summary'), '2027-01-10');
  story.on('2027-01-08');
  await matter.fills('maker', 'stageSummary', { ...forms.stage, until: '2026-12-31' });
  assert.equal(await matter.due('maker', 'stage-summary'), '2027-03-31');
  story.on('2027-03-01');
  await matter.does('maker', 'complete', { completedOn: '2027-03-01' });
  await matter.rejects('maker', 'finalSummary', forms.final, {
    code: 'condition-unmet',
    basis: ['order-19/20', 'order-19/21'],
    sentence: /还有1家经营者没有答复/,
  });
  const silent = '瑞金市宝宝乐园已停业，已上门查明无库存';
  await matter.fills('maker', 'finalSummary', { ...forms.final, silent });
  const assessment = { outcome: 'effective', reason: '范围准确' };
  await matter.refuses('maker', 'assess', assessment, {
    code: 'not-entitled',
    basis: ['order-19/22'],
  });
  await matter.does('city', 'assess', assessment);
  assert.equal((await matter.seenBy('one')).final, true);
  await story.isProved();
});

test('a shop may report goods of a maker that lies outside of all it sees', async () => {
  story.on('2026-09-30');
  const seen = { ...forms.discover, discoverer: 'operator' };
  const about = { subject: maker.id };
  const matter = await story.opens('one', 'recall', 'discover', seen, about);
  assert.equal((await matter.seenBy('one')).subject?.name, '南昌小鹿童车有限公司');
  assert.equal((await matter.seenBy('maker')).timeline.length, 1);
  await matter.isHiddenFrom('two', 'inspector');
  story.on('2026-10-09');
  await matter.fills('one', 'report', { ...forms.report, producerPlace: 'outside' });
  // Passed on to the maker's province in two working days: Saturday 10 and Monday 12 October.
  assert.equal(await matter.due('leader', 'pass-on'), '2026-10-12');
  await matter.does('leader', 'passOn', { province: '浙江省', letterNumber: '函1' });
  assert.equal((await matter.seenBy('one')).final, true);
});

test('a maker finds the shops that it sells to by their credit codes, and learns no more of them', async () => {
  story.on('2026-09-30');
  const client = await story.as('maker');
  const find = async (q: string) => {
    const { body } = await client.get<{ organisations: OrganisationSummary[] }>(
      `/api/organisations?q=${encodeURIComponent(q)}&kind=enterprise,platform`,
    );
    return body.organisations;
  };
  assert.deepEqual(await find('瑞金市宝宝乐园'), []);
  const [found, ...others] = await find(creditCode.toLowerCase());
  assert.equal(found?.id, shops[1]);
  assert.equal(found?.name, '瑞金市宝宝乐园');
  assert.deepEqual(others, []);
  assert.equal((await client.get(`/api/organisations/${shops[1]}`)).status, 404);
});

test('the public reads of the recall without signing in', async () => {
  await recalling();
  const { status, body } = await service.client().get<string>('/announcements');
  assert.equal(status, 200);
  assert.match(body, /召回：童车 XL-2（南昌小鹿童车有限公司）/);
});

test('a recall notice is objected to within ten working days, and the plan waits meanwhile', async () => {
  story.on('2026-09-18');
  const about = { subject: maker.id };
  await story.opensNot('city', 'recall', 'find', forms.find, { code: 'not-entitled' }, about);
  const matter = await story.opens('leader', 'recall', 'find', forms.find, about);
  await matter.does('leader', 'startInquiry', { ground: 'grave', reason: '已有多起伤害' });
  story.on('2026-09-23');
  await matter.fills('leader', 'concludeInquiry', forms.inquiry);
  await matter.fills('leader', 'noticeRecall', forms.notice);
  story.on('2026-09-24');
  await matter.does('maker', 'receiveNotice', { receivedOn: '2026-09-24', proof: [] });
  // 25–27 September and 1–7 October are free, Saturday 10 October is worked.
  assert.equal(await matter.due('maker', 'objection'), '2026-10-15');
  assert.equal(await matter.due('maker', 'plan'), '2026-10-15');
  story.on('2026-10-14', '23:59');
  await matter.fills('maker', 'object', forms.object);
  story.on('2026-10-16');
  assert.equal((await matter.clock('maker', 'plan')).status, 'paused');
  await matter.refuses(
    'leader',
    'refer',
    { letterNumber: '报1', facts: '未召回' },
    {
      code: 'wrong-state',
    },
  );
  const decision = { finding: 'defect', method: ['expert'], reason: '论证认为存在缺陷' };
  await matter.does('leader', 'decideObjection', decision);
  // One day was left on the 14th; it comes back with the decision: Saturday and Sunday do not count.
  assert.equal(await matter.due('maker', 'plan'), '2026-10-19');
  assert.ok((await matter.offeredTo('maker')).includes('plan'));
  await story.isProved();
});
