import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { PresentedEntry } from '#server/entries/present.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';

const service = await startServer({ after });

const purchase = {
  payer: '买样专户',
  account: 'buyer-7',
  address: '收样室',
  contact: '07970000000',
  shop: '城东电器专营店',
  link: 'https://shop.example/1',
  orderNumber: '20260829-1',
  boughtOn: '2026-08-29',
  price: '29.90',
  testCount: 4,
  backupCount: 4,
};

const unboxing = {
  arrivedOn: '2026-09-01',
  parcel: 'intact',
  packaging: 'intact',
  producedOn: '2026年5月',
  testSeal: 'W-1',
  backupSeal: 'W-2',
  postedOn: '2026-09-02',
  trackingNumber: 'EMS1',
};

test('bought online like a customer: seller, producer and platform are told, each answers for itself', async () => {
  const story = new Story(service);
  const cast = await spotCheckCast(service.context.database);
  const check = new SpotCheckStory(story, cast);
  story.on('2026-08-28');
  const about = { subject: cast.organisations.electrics.id };
  const anonymous = await check.form('organiser', 'assign', { site: 'online' });
  await story.opensNot(
    'organiser',
    'spot-check',
    'assign',
    anonymous,
    { code: 'condition-unmet', sentence: /电子商务平台经营者/ },
    about,
  );
  const platform = cast.organisations.platform.id;
  const matter = await check.assigned({ site: 'online', platform });
  await matter.isHiddenFrom('owner', 'maker', 'platform');
  story.on('2026-08-29');
  const evidence = [await story.paper('sampler')];
  const bought = { ...purchase, samplers: [cast.people.second.id], evidence };
  await matter.refuses('sampler', 'buy', bought, {
    code: 'condition-unmet',
    basis: ['order-18/25', 'order-18/26', 'order-18/27'],
  });
  const buying = await matter.does('sampler', 'buy', {
    ...bought,
    samplers: [cast.people.sampler.id],
  });
  await matter.isHiddenFrom('owner', 'maker', 'platform');

  story.on('2026-09-02');
  const again = [await story.paper('sampler')];
  await matter.refuses(
    'second',
    'unbox',
    { ...unboxing, evidence: [await story.paper('second')] },
    {
      code: 'condition-unmet',
      sentence: /买样的抽样人员/,
    },
  );
  await matter.does('sampler', 'unbox', { ...unboxing, evidence: again });
  // Sealed and posted: now the seller knows. How the office buys stays with the office.
  const seen = await (await story.as('owner')).get<PresentedEntry>(`/api/entries/${buying.id}`);
  assert.equal(seen.status, 200);
  assert.equal(seen.body.input['orderNumber'], '20260829-1');

  story.on('2026-09-03');
  await check.does(matter, 'technician', 'receive', { seal: 'W-1' });
  await check.does(matter, 'technician', 'verify');
  story.on('2026-09-10');
  await check.does(matter, 'technician', 'test');
  await matter.does('signatory', 'signReport');
  await check.does(matter, 'organiser', 'notify');
  for (const login of ['owner', 'maker', 'platform']) {
    assert.match((await matter.told(login))[0] ?? '', /检验结论告知书/);
  }
  story.on('2026-09-12');
  await check.signs(matter, 'owner', 'receiveSampled', '2026-09-12');
  const unproved = { receivedOn: '2026-09-12', conclusion: 'fail', proof: [] };
  await matter.refuses('organiser', 'receiveProducer', unproved, {
    code: 'condition-unmet',
    basis: ['order-18/35', 'order-18/36'],
    sentence: /送达凭证/,
  });
  await check.signs(matter, 'organiser', 'receiveProducer', '2026-09-12');
  // Saturday 12 September and fifteen days: Sunday 27 September is a holiday, so Monday 28.
  assert.equal(await matter.due('owner', 'objection-sampled'), '2026-09-28');
  story.on('2026-10-09');
  await matter.refuses(
    'organiser',
    'settle',
    { conclusion: 'fail' },
    {
      code: 'condition-unmet',
      sentence: /平台经营者尚未签收/,
    },
  );
  await check.signs(matter, 'platform', 'receivePlatform', '2026-10-08');
  await matter.does('organiser', 'settle', { conclusion: 'fail' });
  await story.isProved();
});

test('the same paper may be uploaded by everybody who has it', async () => {
  const story = new Story(service);
  story.on('2026-09-02');
  const first = await story.paper('sampler', 'a report that goes from hand to hand');
  assert.equal(await story.paper('owner', 'a report that goes from hand to hand'), first);
  const inspection = {
    productName: '延长线插座',
    specification: 'GN-3S',
    quantity: '60',
    unit: '只',
    supplier: '瑞金红井电器有限公司',
    supplierContact: '宋长河',
    receivedOn: '2026-09-01',
    batch: '2026-05',
    supplierPapers: [],
    reportKind: 'original',
    report: [first],
    checks: [{ item: '标志', result: 'pass' }],
    conclusion: 'accept',
  };
  await story.submits('owner', '/api/books/incoming-inspection/records', { input: inspection });
});
