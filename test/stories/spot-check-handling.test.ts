import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
let check: SpotCheckStory;
let cast: SpotCheckCast;
before(async () => {
  cast = await spotCheckCast(service.context.database);
  check = new SpotCheckStory(story, cast);
});

/** Whom the platform told of a result as it was made public. */
async function informed(): Promise<string[]> {
  const rows = await asOwner(service.databaseUrl, (owner) =>
    owner.query<{ name: string }>(
      `select o.name from notification n join organisation o on o.id = n.organisation_id
       where n.title like '监督抽查结果通报：%' order by o.name collate "C"`,
    ),
  );
  return rows.map(({ name }) => name);
}

/** Nobody objected; the county ordered correction on 9 October. */
async function ordered() {
  const matter = await check.notified();
  await check.does(matter, 'maker', 'stopProducer', {}, 'stop');
  story.on('2026-10-09');
  await matter.does('organiser', 'settle', { conclusion: 'fail' });
  await check.does(matter, 'handler', 'order');
  return matter;
}

test('ordered to correct, corrected a day late, passed the follow-up, published, closed', async () => {
  const matter = await ordered();
  assert.equal((await matter.clock('maker', 'stop-producer')).status, 'met');
  assert.equal(await matter.due('owner', 'correction'), '2026-12-08');
  assert.equal(await matter.due('handler', 'follow-up'), '2026-12-23');
  assert.match((await matter.told('owner'))[0] ?? '', /六十日内改正/);
  await matter.refuses('organiser', 'followUp', await check.form('organiser', 'check'), {
    code: 'not-entitled',
    basis: ['order-18/47', 'order-18/49'],
  });

  story.on('2026-12-09');
  const late = await check.does(matter, 'owner', 'reportCorrection', {}, 'correction');
  assert.equal(late.late, true);
  assert.equal((await matter.clock('handler', 'correction')).status, 'met-late');
  story.on('2026-12-20');
  const paid = await check.form('handler', 'check', { free: false });
  await matter.refuses('handler', 'followUp', paid, {
    code: 'condition-unmet',
    sentence: /无偿提供/,
  });
  const followUp = await check.does(matter, 'handler', 'followUp', {}, 'check');
  assert.equal(followUp.late, false);
  assert.match((await matter.told('owner'))[0] ?? '', /可以恢复生产、销售/);

  story.on('2026-12-21');
  const result = { text: '城东电器行销售的延长线插座不合格', producerElsewhere: true };
  const told = ['government', 'superior'];
  // A tick tells nobody: the letter to the maker's place is an act of its own.
  await matter.refuses(
    'organiser',
    'publish',
    { ...result, told },
    {
      code: 'condition-unmet',
      basis: ['order-18/44'],
      sentence: /请先办理“通报生产者所在地市场监管部门”/,
    },
  );
  await matter.refuses(
    'organiser',
    'publish',
    { ...result, told: [...told, 'producer-place'] },
    { code: 'invalid-input' },
  );
  await matter.does('organiser', 'tellProducerPlace', {
    regulator: cast.organisations.neighbour.id,
    letterNumber: '赣市监函〔2026〕8号',
    text: '标称生产者在贵地',
    files: [],
  });
  await matter.refuses(
    'organiser',
    'publish',
    { ...result, producerElsewhere: false },
    { code: 'condition-unmet', sentence: /已经通报外地生产者所在地部门/ },
  );
  assert.deepEqual(await informed(), []);
  await matter.does('organiser', 'publish', { ...result, told });
  assert.deepEqual(await informed(), ['江西省市场监督管理局', '赣县区人民政府']);
  await matter.does('handler', 'close', { outcome: '复查合格', archive: '2026-0314' });
  assert.deepEqual((await matter.seenBy('handler')).offers, []);
  await story.isProved();
});

test('where no such office is on the platform nobody is said to have been told', async () => {
  const matter = await ordered();
  const result = { text: '延长线插座不合格', told: ['government'], producerElsewhere: false };
  const moved = (region: number) =>
    asOwner(service.databaseUrl, (owner) =>
      owner.query('update organisation set region = $1 where id = $2', [
        String(region),
        cast.organisations.government.id,
      ]),
    );
  await moved(361_100);
  await matter.refuses('organiser', 'publish', result, {
    code: 'condition-unmet',
    sentence: /本地的地方人民政府没有在平台登记/,
  });
  const { told: _told, ...untold } = result;
  const proof = [await story.paper('organiser')];
  const letter = { office: '外省市场监管局', number: '函8号', sentOn: '2026-10-09', proof };
  await matter.does('organiser', 'publish', { ...untold, producerElsewhere: true, letter });
  await moved(360_704);
});

test('failed again and again: announced by the province, suspended, licence revoked', async () => {
  const matter = await ordered();
  story.on('2026-12-08');
  await check.does(matter, 'handler', 'followUp', {}, 'failedCheck');
  assert.deepEqual(await matter.offeredTo('handler'), ['reportUp', 'fileCase']);
  await matter.does('handler', 'reportUp', {
    reportNumber: '赣区市监报2026-3',
    text: '复查不合格',
  });
  story.on('2026-12-15');
  const announcement = { announcementNumber: '2026年第40号', text: '复查不合格名单' };
  await matter.refuses('organiser', 'announce', announcement, {
    code: 'not-entitled',
    basis: ['order-18/47', 'product-quality-law/17'],
    sentence: /省级市场监管部门/,
  });
  assert.deepEqual(await matter.offeredTo('leader'), ['announce']);
  await matter.does('leader', 'announce', announcement);

  // After the sixtieth and before the ninetieth day: 13 February is the sixtieth, 14 March the eighty-ninth.
  story.on('2027-02-13', '23:59');
  const early = await matter.seenBy('handler');
  assert.deepEqual(
    early.offers.map(({ act }) => act),
    ['fileCase'],
  );
  assert.deepEqual(early.upcoming, [
    {
      act: 'secondFollowUp',
      title: '公告后再次复查',
      sentence: '“公告后再次复查”尚不能办理：2027-02-13之后方可办理。',
    },
  ]);
  await matter.refuses('handler', 'secondFollowUp', await check.form('handler', 'failedCheck'), {
    code: 'too-early',
    basis: ['order-18/48'],
  });
  assert.equal(await matter.due('handler', 'second-follow-up'), '2027-03-14');
  story.on('2027-02-14');
  await check.does(matter, 'handler', 'secondFollowUp', {}, 'failedCheck');

  const decision = { decisionNumber: '赣区市监罚2027-9', caseNumber: '赣区市监立2027-9' };
  await matter.refuses(
    'handler',
    'suspend',
    { ...decision, rectifyBy: '2027-02-14' },
    {
      code: 'condition-unmet',
      basis: ['order-18/48', 'product-quality-law/17'],
    },
  );
  await matter.does('handler', 'suspend', { ...decision, rectifyBy: '2027-05-31' });
  story.on('2027-05-31');
  await matter.refuses('handler', 'recheckSuspended', await check.form('handler', 'check'), {
    code: 'too-early',
    basis: ['order-18/48', 'product-quality-law/17'],
  });
  await matter.refuses('handler', 'revoke', decision, { code: 'wrong-state' });
  story.on('2027-06-01');
  await check.does(matter, 'handler', 'recheckSuspended', {}, 'failedCheck');
  story.on('2027-07-01');
  await matter.does('handler', 'revoke', decision);
  assert.match((await matter.told('owner'))[0] ?? '', /吊销营业执照/);
  // Nobody may forget what the public is owed, however long ago the check was.
  const end = { outcome: '已吊销', archive: '2027-0012' };
  await matter.refuses('handler', 'close', end, {
    code: 'condition-unmet',
    basis: ['order-18/44'],
    sentence: /抽查结果尚未公开/,
  });
  const result = { text: '延长线插座不合格', told: ['superior'], producerElsewhere: false };
  await matter.does('organiser', 'publish', result);
  await matter.does('handler', 'close', end);
  const told = (await matter.seenBy('owner')).timeline.map(({ document }) => document);
  assert.ok(told.includes('责令停业整顿决定书') && told.includes('吊销营业执照决定书'));
  await story.isProved();
});

test('a shop that refuses is reported at once and handed over for punishment', async () => {
  story.on('2026-08-28');
  const matter = await check.assigned();
  story.on('2026-09-01');
  await check.does(matter, 'sampler', 'present');
  const refusal = { conduct: 'price', facts: '每只要价九千元' };
  await matter.refuses(
    'sampler',
    'reportRefusal',
    { ...refusal, evidence: [] },
    {
      code: 'invalid-input',
      basis: ['order-18/7', 'order-18/21', 'product-quality-law/16'],
    },
  );
  const evidence = [await story.paper('sampler')];
  await matter.does('sampler', 'reportRefusal', { ...refusal, evidence });
  for (const office of ['organiser', 'handler']) {
    assert.match((await matter.told(office))[0] ?? '', /拒绝监督抽查/);
  }
  const end = { outcome: '立案查处', archive: '2026-0315' };
  await matter.refuses('handler', 'close', end, {
    code: 'condition-unmet',
    sentence: /移交查处的案件号/,
  });
  await matter.does('handler', 'close', { ...end, caseNumber: '赣区市监立2026-61' });
  // The report's day is over, but nobody owes a report any more.
  story.on('2026-09-20');
  assert.equal((await matter.clock('organiser', 'report')).status, 'met');
  await story.isProved();
});

test('what a check shows to be unlawful becomes the source of a penalty case, once', async () => {
  const matter = await ordered();
  const papers = [await story.paper('handler', 'report')];
  const input = {
    facts: '延长线插座耐热不合格，货值不足一万元',
    suspected: ['product-quality-law/49'],
    materials: papers,
  };
  await matter.refuses(
    'organiser',
    'fileCase',
    { ...input, materials: [] },
    { code: 'invalid-input' },
  );
  await matter.does('handler', 'fileCase', input);
  await matter.refuses('handler', 'fileCase', input, {
    code: 'condition-unmet',
    sentence: /不能重复登记/,
  });
  const client = await story.as('handler');
  const { body } = await client.get<{
    proceedings: { procedure: string; stateTitle: string; title: string }[];
  }>('/api/proceedings?procedure=penalty-case');
  assert.match(body.proceedings[0]?.title ?? '', /监督抽查发现违法案/);
  const owner = await story.as('owner');
  const seen = await owner.get<{ proceedings: unknown[] }>(
    '/api/proceedings?procedure=penalty-case',
  );
  assert.deepEqual(seen.body.proceedings, []);
  assert.equal((await matter.seenBy('handler')).state, 'ordered');
  await story.isProved();
});
