import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { asOwner } from '#db/owner.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import { sumOf } from '#kernel/lot/quantity.ts';
import type { RecallCockpit } from '#server/recalls/present.ts';
import { tellHolders } from '#server/recalls/tell.ts';
import { file } from '../law/play.ts';
import { forms } from '../law/recall-setting.ts';
import { startServer } from '../service.ts';
import type { Matter } from './case-file.ts';
import { assertSays, paperOf } from './download.ts';
import { RecallChain, isAudited } from './recall-scene.ts';

const service = await startServer({ after });
after(closeRenderer);
const chain = new RecallChain(service);
const { story } = chain;
const everybody = ['tubes', 'maker', 'rival', 'dealer', 'silent', 'corner'] as const;
let matter: Matter;
let steel: string;
let carriage: string;

before(async () => {
  await chain.seed();
  await chain.delivers();
  steel = (await chain.held('tubes', 'GG-1'))!.id;
  carriage = (await chain.held('maker', 'TC-1'))!.id;
});

interface Sums {
  tiers: { tier: number; unit: string; holders: number; placed: string }[];
  holders: { name: string }[];
}

test('who sells what another made reports the hazard with its lots, stops and tells', async () => {
  story.on('2026-09-22');
  const seen = { ...forms.discover, discoverer: 'operator', discoveredOn: '2026-09-22' };
  const about = { subject: chain.id('maker') };
  await story.opensNot(
    'stranger',
    'recall',
    'discover',
    { ...seen, seeds: [{ lot: carriage }] },
    { code: 'condition-unmet', sentence: /不在本单位登记的批次中/ },
    about,
  );
  const hazard = await story.opens(
    'corner',
    'recall',
    'discover',
    { ...seen, seeds: [{ lot: carriage }] },
    about,
  );
  await hazard.fills('corner', 'report', forms.report);
  await hazard.fills('corner', 'stopSelling', {
    stoppedOn: '2026-09-22',
    stock: '9',
    told: ['producer', 'supplier'],
    how: '电话通知',
    evidence: [file],
  });
  assert.match((await hazard.told('maker'))[0] ?? '', /已停止销售/);
  await hazard.isHiddenFrom('stranger', 'dealer', 'rival');
  // Whoever only reports takes hold of nothing: goods stand still when their maker or the order says so.
  assert.equal((await chain.held('dealer', 'TC-1'))?.blocked, false);
});

test('an order takes hold of all that a bad material went into, at every maker and dealer', async () => {
  story.on('2026-09-23');
  matter = await story.opens(
    'leader',
    'recall',
    'find',
    { ...forms.find, foundOn: '2026-09-23' },
    {
      subject: chain.id('tubes'),
    },
  );
  await matter.does('leader', 'startInquiry', { ground: 'grave', reason: '钢管断裂多起' });
  await matter.fills('leader', 'concludeInquiry', forms.inquiry);
  await matter.fills('leader', 'noticeRecall', forms.notice);
  story.on('2026-09-24');
  await matter.does('tubes', 'receiveNotice', { receivedOn: '2026-09-24', proof: [] });
  story.on('2026-10-16');
  await matter.does('leader', 'refer', { letterNumber: '报1', facts: '逾期未召回' });
  story.on('2026-10-21');
  const order = { orderNumber: '总局责召1', orderedOn: '2026-10-20', text: '责令召回GG-1钢管' };
  await matter.does('leader', 'recordOrder', { ...order, seeds: [{ lot: steel }] });
  assertSays(await paperOf(story, 'tubes', matter, 'noticeRecall'), [
    '焊缝设计不当',
    '自收到之日起10个工作日内向本机关书面提出',
  ]);
  // Ten working days from the 20th, the day of the order and not that of its record.
  assertSays(await paperOf(story, 'tubes', matter, 'recordOrder'), [
    '赣市监召通2026-2',
    '焊缝设计不当',
    '自责令召回之日起10个工作日内（至2026年11月3日）向国家市场监督管理总局报告召回计划',
    '《消费品召回管理暂行规定》第17条',
  ]);
  for (const [login, number] of [
    ['tubes', 'GG-1'],
    ['rival', 'DX-1'],
    ['corner', 'TC-1'],
  ] as const) {
    assert.equal((await chain.held(login, number))?.blocked, true, login);
  }
  // Two nodes at once: each holder is told by one of them.
  const told = await Promise.all([tellHolders(service.context), tellHolders(service.context)]);
  assert.equal(told[0] + told[1], everybody.length);
  for (const login of everybody) assert.ok(await chain.notice(login), login);
  assert.equal(await chain.notice('stranger'), undefined);
});

test('the maker of the material sees its buyers and sums, and what they made of it only as sums', async () => {
  const { body } = await (await story.as('tubes')).get<Sums>(`/api/recalls/${matter.id}`);
  assert.deepEqual(body.holders.map(({ name }) => name).toSorted(), [
    '南昌小鹿童车有限公司',
    '赣县区大象童车厂',
  ]);
  assert.deepEqual(
    body.tiers.map(({ tier, unit, holders, placed }) => [tier, unit, holders, placed]),
    [
      [0, '根', 1, '500'],
      [1, '辆', 2, '40'],
      [1, '根', 2, '0'],
      [2, '辆', 2, '65'],
      [3, '辆', 1, '15'],
    ],
  );
  // Tubes and carriages are not added up, were they counted in the same pieces.
  const { totals, places } = await asOwner(service.databaseUrl, async (owner) => {
    await owner.query(`update recall_line set unit = '件'`);
    const leader = await story.as('leader');
    const alike = await leader.get<RecallCockpit>(`/api/recalls/${matter.id}`);
    await owner.query('update recall_line r set unit = l.unit from lot l where l.seq = r.lot');
    return alike.body;
  });
  assert.deepEqual(
    totals.map(({ product, unit, placed }) => [product, unit, placed]),
    [
      ['车架钢管', '件', '500'],
      ['童车', '件', '120'],
    ],
  );
  const tubesAt = places
    .flatMap(({ sums }) => sums)
    .filter(({ product }) => product === '车架钢管');
  assert.equal(sumOf(tubesAt.map(({ open }) => open)), '500');
  for (const login of ['maker', 'stranger']) {
    const { status } = await (await story.as(login)).get(`/api/recalls/${matter.id}`);
    assert.equal(status, 404, login);
  }
  const notice = (await chain.notice('rival'))!;
  for (const login of ['maker', 'tubes', 'stranger']) {
    const { status } = await (await story.as(login)).get(`/api/recall-notices/${notice.id}`);
    assert.equal(status, 404, login);
  }
});

test('a lot whose defect is gone may be sold again, its products not yet', async () => {
  const client = await story.as('tubes');
  const preview = await client.post<{ hash: string }>(`/api/recalls/${matter.id}/preview`, {
    lots: [],
  });
  await matter.fills('tubes', 'plan', { ...forms.plan, hash: preview.body.hash });
  const remedy = { way: 'repair', detail: '复验合格', evidence: [file] };
  const rivals = (await chain.held('rival', 'DX-1'))!.id;
  await matter.rejects(
    'tubes',
    'remedy',
    { ...remedy, seeds: [{ lot: crypto.randomUUID() }] },
    { code: 'not-found' },
  );
  await matter.fills('tubes', 'remedy', { ...remedy, seeds: [{ lot: steel }] });
  assert.equal((await chain.held('tubes', 'GG-1'))?.blocked, false);
  assert.equal((await chain.held('rival', 'DX-1'))?.blocked, true);
  await story.refused(
    'rival',
    '/api/books/sales-record/records',
    chain.sale(rivals, '1', 'consumer'),
    {
      code: 'condition-unmet',
    },
  );
});

test('a sale that is under way while the goods are being blocked is looked at again and refused', async () => {
  const sale = chain.sale(steel, '1', { name: '于都县某五金店' });
  const refused = asOwner(service.databaseUrl, async (owner) => {
    await owner.query(`begin; select from holding h join lot l on l.seq = h.lot where l.id = '${steel}' for update of h;
      insert into lot_block select seq, gen_random_uuid(), gen_random_uuid(), now() from lot where id = '${steel}'`);
    const answer = story.refused('tubes', '/api/books/sales-record/records', sale, {
      code: 'condition-unmet',
      sentence: /已被召回、查封或者隔离/,
    });
    // The sale has found no block and waits for the goods.
    for (let waiting = 0; waiting === 0; await setTimeout(20)) {
      const rows = await owner.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      waiting = rows.length;
    }
    await owner.query('commit');
    return answer;
  });
  await refused;
  // The block stands for a case that there is not, and the audit would say so.
  await asOwner(service.databaseUrl, (owner) =>
    owner.query(
      `delete from lot_block b where not exists (select from entry e where e.id = b.entry_id)`,
    ),
  );
});

test('every act of the story can be proved, and the audit finds nothing', async () => {
  await story.isProved();
  await isAudited(service);
});
