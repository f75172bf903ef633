import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { tellHolders } from '#server/recalls/tell.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import type { LotDetail } from '#server/lots/present.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { file } from '../law/play.ts';
import { forms } from '../law/recall-setting.ts';
import { startServer } from '../service.ts';
import type { Matter } from './case-file.ts';
import { RecallChain, isAudited } from './recall-scene.ts';

const service = await startServer({ after });
const chain = new RecallChain(service);
const { story } = chain;
const holders = ['maker', 'dealer', 'silent', 'corner'] as const;
let matter: Matter;
let carriage: string;
let steel: string;

before(async () => {
  await chain.seed();
  await chain.delivers();
  carriage = (await chain.held('maker', 'TC-1'))!.id;
  steel = (await chain.held('maker', 'GG-1'))!.id;
  matter = await chain.defective();
});

/** What the preview says that a recall would take hold of. */
async function preview(login: string, lots: readonly string[] = []) {
  const client = await story.as(login);
  return client.post<{ hash: string; lots: number; holders: number; tiers: { tier: number }[] }>(
    `/api/recalls/${matter.id}/preview`,
    { lots },
  );
}

const answer = (lot: string, own: object, more: object = {}) => ({
  stoppedOn: '2026-10-08',
  displayed: true,
  items: [
    {
      lot,
      found: '0',
      outside: '0',
      consumers: '0',
      returned: '0',
      destroyed: '0',
      recovered: '0',
      ...own,
    },
  ],
  buyers: [],
  consumerCount: 0,
  coverage: 'all',
  evidence: [file],
  ...more,
});

test('a producer stops what it made of a bad delivery; what another made of the same is not its affair', async () => {
  await matter.rejects(
    'maker',
    'stop',
    { ...forms.stop, operators: [], seeds: [{ lot: (await chain.held('rival', 'DX-1'))!.id }] },
    { code: 'condition-unmet', sentence: /不在本单位登记的批次中/ },
  );
  const ownSteel = await preview('maker', [steel]);
  assert.deepEqual([ownSteel.body.lots, ownSteel.body.holders], [1, 4]);
  assert.equal((await preview('stranger', [carriage])).status, 404);
  assert.equal((await preview('nanchang', [carriage])).status, 403);
  await matter.fills('maker', 'stop', { ...forms.stop, operators: [], seeds: [{ lot: carriage }] });
  for (const login of holders) assert.equal((await chain.held(login, 'TC-1'))?.blocked, true);
  assert.equal((await chain.held('rival', 'DX-1'))?.blocked, false);
  await story.refused(
    'dealer',
    '/api/books/sales-record/records',
    chain.sale(carriage, '1', 'consumer'),
    {
      code: 'condition-unmet',
      sentence: /已被召回、查封或者隔离/,
    },
  );
});

/** What keeps the carriages back, as somebody sees it. */
async function blocksTo(login: string) {
  const client = await story.as(login);
  const { body } = await client.get<LotDetail>(`/api/lots/${carriage}`);
  return { available: body.lot.available, blocks: body.blocks };
}

test('what is kept back may not leave, and its holder reads why and where the notice is', async () => {
  const { available, blocks } = await blocksTo('dealer');
  assert.equal(available, '0');
  assert.deepEqual(
    blocks.map(({ kind, notice, proceeding }) => [kind, notice, proceeding]),
    [['recall', undefined, undefined]],
    'not told yet',
  );
  const [own] = (await blocksTo('maker')).blocks;
  assert.deepEqual([own?.kind, own?.proceeding], ['recall', matter.id]);
});

test('every holder is told, once, tier by tier; nobody else sees a notice', async () => {
  // Somebody who can't be told keeps nobody else from it.
  await asOwner(service.databaseUrl, async (owner) => {
    await owner.query(`insert into recall_holder (scope, organisation_id, recall, tier, lots)
      select scope, gen_random_uuid(), recall, -1, 1 from recall_holder limit 1`);
    await assert.rejects(tellHolders(service.context), /holders of recalled lots not told/);
    await owner.query('delete from recall_holder where tier < 0');
    const told = await owner.query('select from recall_holder where notice is not null');
    assert.equal(told.length, 4);
  });
  assert.equal(await tellHolders(service.context), 0);
  const [, dealer, silent, corner] = await Promise.all(holders.map((one) => chain.notice(one)));
  assert.match((await dealer!.told('dealer'))[0] ?? '', /立即停止经营/);
  // Three working days from Wednesday 30 September: 8, 9 and 10 October.
  assert.equal(await corner!.due('corner', 'answer'), '2026-10-10');
  const { items } = (await (await story.as('corner')).get<{ items: TodoItem[] }>('/api/to-do'))
    .body;
  assert.deepEqual(
    items.slice(0, 2).map(({ deadline, atOnce = false, urgent }) => [deadline, atOnce, urgent]),
    [
      ['立即停止经营并封存', true, true],
      ['答复批次去向', false, true],
    ],
  );
  for (const [login, notice] of [
    ['dealer', dealer],
    ['corner', corner],
  ] as const) {
    const [block] = (await blocksTo(login)).blocks;
    assert.deepEqual([block?.kind, block?.notice], ['recall', notice?.id], login);
  }
  const [said] = (await corner!.seenBy('corner')).timeline;
  assert.equal(said?.input['defect'], forms.defect.cause, 'what is wrong with the goods');
  assert.equal(said.input['reason'], forms.stop.notice);
  const [local] = (await blocksTo('shangrao')).blocks;
  assert.equal(local?.notice, silent!.id, 'the office of the place, the notice of its holder');
  await dealer!.isHiddenFrom('maker', 'silent', 'corner', 'stranger', 'nanchang', 'shangrao');
  await corner!.isHiddenFrom('dealer', 'maker');
  assert.equal((await silent!.seenBy('shangrao')).state, 'sent');
  assert.equal((await silent!.seenBy('leader')).state, 'sent');
  await story.opensNot(
    'maker',
    'recall-notice',
    'tell',
    {},
    { code: 'not-entitled' },
    { subject: chain.id('dealer') },
  );
});

test('an answer balances with what the graph says that the holder got, or says by how much it does not', async () => {
  story.on('2026-10-08');
  const notice = (await chain.notice('dealer'))!;
  const buyer = {
    lot: carriage,
    name: '于都县小太阳母婴店',
    contact: '13800000000',
    quantity: '5',
    told: true,
    recovered: '2',
  };
  await notice.rejects('dealer', 'answer', answer(carriage, { found: '39', consumers: '10' }), {
    code: 'condition-unmet',
    sentence: /购进70辆.*售给平台单位15辆，其余应为55辆，所填合计49辆，还差6辆/,
  });
  await notice.rejects(
    'dealer',
    'answer',
    answer(carriage, { found: '42', consumers: '10', outside: '5' }),
    { code: 'condition-unmet', sentence: /多出2辆/ },
  );
  const sums = { found: '37', consumers: '10', outside: '5', returned: '3', recovered: '4' };
  await notice.rejects('dealer', 'answer', answer(carriage, sums), {
    code: 'condition-unmet',
    sentence: /逐家列出的合计为0辆/,
  });
  await notice.fills(
    'dealer',
    'answer',
    answer(carriage, sums, { buyers: [buyer], consumerCount: 9 }),
  );
  assert.equal((await notice.seenBy('dealer')).state, 'answered');
  // Three went back to whom they came from.
  assert.equal((await chain.held('dealer', 'TC-1'))?.onHand, '37');
  assert.equal((await chain.held('maker', 'TC-1'))?.onHand, '23');
  await notice.refuses('corner', 'answer', {}, { code: 'not-found' });
});

test('the plan freezes the scope: the list must come out as it was handed in', async () => {
  const before = await preview('maker');
  assert.equal(before.status, 200);
  await matter.rejects('maker', 'plan', forms.plan, {
    code: 'condition-unmet',
    sentence: /先在召回工作台计算召回范围/,
  });
  const wrong = `sha256:${'0'.repeat(64)}`;
  await matter.rejects(
    'maker',
    'plan',
    { ...forms.plan, hash: wrong },
    { code: 'condition-unmet', sentence: /重算的召回范围与所交的校验值不一致/ },
  );
  await matter.fills('maker', 'plan', { ...forms.plan, hash: before.body.hash });
  assert.equal(await tellHolders(service.context), 0, 'all of them know');
  const list = await (await story.as('leader')).get<string>(`/api/recalls/${matter.id}/scope.txt`);
  assert.equal(list.status, 200);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(list.body));
  assert.equal(`sha256:${Buffer.from(digest).toString('hex')}`, before.body.hash);
  for (const login of ['maker', 'dealer', 'nanchang']) {
    const { status } = await (await story.as(login)).get(`/api/recalls/${matter.id}/scope.txt`);
    assert.ok(status === 403 || status === 404, login);
  }
});

interface Cockpit {
  tiers: { tier: number; holders: number; answered: number; placed: string; open: string }[];
  holders: { name: string; open: string; state: string }[];
  isWhole: boolean;
}

test('the regulators of the case see every holder, the producer sums and its own receivers', async () => {
  await matter.fills('maker', 'publishRecall', { ...forms.publish, beganOn: '2026-10-08' });
  const of = async (login: string) =>
    (await story.as(login)).get<Cockpit>(`/api/recalls/${matter.id}`);
  const { body: all } = await of('leader');
  assert.equal(all.isWhole, true);
  assert.deepEqual(all.holders.map(({ name }) => name).toSorted(), [
    '上饶市信州区童乐商行',
    '南昌小鹿童车有限公司',
    '瑞金市喜洋洋童装店',
    '瑞金市宝宝乐园',
  ]);
  assert.deepEqual(
    all.tiers.map(({ tier, holders: count, answered }) => [tier, count, answered]),
    [
      [0, 1, 0],
      [1, 2, 1],
      [2, 1, 0],
    ],
  );
  const { body: own } = await of('maker');
  assert.equal(own.isWhole, false);
  assert.deepEqual(own.tiers, all.tiers);
  assert.deepEqual(own.holders.map(({ name }) => name).toSorted(), [
    '上饶市信州区童乐商行',
    '瑞金市宝宝乐园',
  ]);
  const dealer = own.holders.find(({ name }) => name === '瑞金市宝宝乐园');
  // 5 + 10 sold outside, 2 + 4 of them back.
  assert.deepEqual([dealer?.state, dealer?.open], ['answered', '9']);
  assert.equal((await of('stranger')).status, 404);
  const xlsx = await (await story.as('leader')).get(`/api/recalls/${matter.id}/export.xlsx`);
  assert.equal(xlsx.status, 200);
});

test('whoever does not answer is reported to the office of its place, which looks', async () => {
  const silent = (await chain.notice('silent'))!;
  story.on('2026-10-11');
  await sweepOnce(service.context);
  assert.equal((await silent.clock('shangrao', 'answer')).status, 'overdue');
  story.on('2026-10-12');
  await sweepOnce(service.context);
  assert.match((await silent.told('shangrao'))[0] ?? '', /答复批次去向/);
  await silent.fills('shangrao', 'verify', { outcome: 'gone', facts: '已关门', evidence: [] });
});

test('the recall ends: silence is explained, what is still there and was not put right stays blocked', async () => {
  const corner = (await chain.notice('corner'))!;
  const own = { found: '0', consumers: '6', destroyed: '9', recovered: '6' };
  await corner.fills('corner', 'answer', answer(carriage, own, { consumerCount: 6 }));
  assert.equal((await chain.held('corner', 'TC-1'))?.onHand, '0');
  story.on('2027-01-08');
  // The answers know of 58 carriages; what the maker took back past the platform needs a word.
  const difference = '另有未登记批次由售后渠道收回';
  await matter.fills('maker', 'stageSummary', { ...forms.stage, difference, until: '2026-12-31' });
  story.on('2027-03-01');
  const left = '一家商行已搬迁，已登门追踪';
  await matter.does('maker', 'complete', { completedOn: '2027-03-01', remaining: left });
  await matter.rejects(
    'maker',
    'finalSummary',
    { ...forms.final, difference },
    {
      code: 'condition-unmet',
      sentence: /还有2家持有单位没有答复/,
    },
  );
  await matter.fills('maker', 'finalSummary', {
    ...forms.final,
    difference,
    silent: '童乐商行查无下落',
  });
  const remaining = '封存的童车三十日内退回生产者销毁';
  await matter.does('leader', 'assess', { outcome: 'sealed', reason: '范围准确', remaining });
  assert.equal(
    await tellHolders(service.context),
    4,
    'every notice ends, or stays for what lies sealed',
  );
  assert.equal((await corner.seenBy('corner')).final, true);
  assert.equal((await chain.held('dealer', 'TC-1'))?.blocked, true);
  await story.isProved();
  await isAudited(service);
});
