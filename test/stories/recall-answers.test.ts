import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LotDetail } from '#server/lots/present.ts';
import type { NoticeSheet, RecallCockpit } from '#server/recalls/present.ts';
import { tellHolders } from '#server/recalls/tell.ts';
import { file } from '../law/play.ts';
import { forms } from '../law/recall-setting.ts';
import { startServer } from '../service.ts';
import type { Matter } from './case-file.ts';
import { RecallChain, isAudited } from './recall-scene.ts';

const service = await startServer({ after });
const chain = new RecallChain(service);
const { story } = chain;
let matter: Matter;
let carriage: string;

/** The goods have gone their ways, stand still, and everybody was told. */
before(async () => {
  ({ matter, carriage } = await chain.stopped());
  await tellHolders(service.context);
});

const none = {
  found: '0',
  outside: '0',
  consumers: '0',
  returned: '0',
  destroyed: '0',
  recovered: '0',
};
const buyer = () => ({
  lot: carriage,
  name: '于都县小太阳母婴店',
  contact: '13800000000',
  quantity: '5',
  told: true,
  recovered: '5',
});

async function answers(login: string, own: object, buyers: readonly object[] = []): Promise<void> {
  const notice = (await chain.notice(login))!;
  await notice.fills(login, 'answer', {
    stoppedOn: '2026-09-30',
    displayed: true,
    items: [{ lot: carriage, ...none, ...own }],
    buyers,
    consumerCount: Number((own as { consumers?: string }).consumers ?? 0),
    coverage: 'all',
    evidence: [file],
  });
}

async function cockpit(login: string): Promise<RecallCockpit> {
  const client = await story.as(login);
  const { status, body } = await client.get<RecallCockpit>(`/api/recalls/${matter.id}`);
  assert.equal(status, 200);
  return body;
}

/** Whose answers are shown as outrun. */
async function staleTo(login: string): Promise<readonly string[]> {
  const { holders } = await cockpit(login);
  return holders.filter(({ stale }) => stale).map(({ name }) => name);
}

/** What left a house of the lot. */
async function stepsAt(login: string) {
  const client = await story.as(login);
  const { body } = await client.get<LotDetail>(`/api/lots/${carriage}`);
  return body.steps
    .filter(({ by, kind }) => by === chain.id(login) && kind === 'shipped')
    .map(({ kind, quantity, on }) => [kind, quantity, on]);
}

async function isStale(login: string): Promise<boolean | undefined> {
  const { id } = (await chain.notice(login))!;
  const client = await story.as(login);
  const { body } = await client.get<NoticeSheet>(`/api/recall-notices/${id}`);
  return body.lots[0]?.answered?.stale;
}

test('an answer is out of date once goods came back after it, and good again when it is renewed', async () => {
  story.on('2026-10-08');
  await answers('maker', { found: '20' });
  assert.deepEqual(await staleTo('leader'), []);
  // Of 70 carriages the dealer sold 15 on to a shop, 5 outside and 10 to consumers; 3 go back with this answer.
  await answers(
    'dealer',
    { found: '37', outside: '5', consumers: '10', returned: '3', recovered: '4' },
    [buyer()],
  );
  assert.deepEqual(await staleTo('leader'), ['南昌小鹿童车有限公司']);
  assert.equal((await cockpit('maker')).recalled?.stale, 1);
  assert.deepEqual([await isStale('maker'), await isStale('dealer')], [true, false]);
  await answers('maker', { found: '23' });
  assert.deepEqual(await staleTo('leader'), []);
  assert.equal(await isStale('maker'), false);
});

test('goods that go back by the books alone are noticed too, and the producer sees whose answer it is', async () => {
  await answers('corner', { found: '9', consumers: '6' });
  await story.submits('corner', '/api/books/lot-disposal/records', {
    input: {
      lot: carriage,
      quantity: '2',
      way: 'return',
      on: '2026-10-08',
      reason: '退回供货单位',
      evidence: [await story.paper('corner')],
    },
  });
  const outrun = await staleTo('leader');
  assert.deepEqual(outrun.toSorted(), ['瑞金市喜洋洋童装店', '瑞金市宝宝乐园'].toSorted());
  assert.deepEqual(await staleTo('maker'), ['瑞金市宝宝乐园'], 'its direct receiver, no further');
  await answers('corner', { found: '7', consumers: '6', returned: '2' });
});

async function plans() {
  const client = await story.as('maker');
  const url = `/api/recalls/${matter.id}/preview`;
  const { hash } = (await client.post<{ hash: string }>(url, { lots: [] })).body;
  await matter.fills('maker', 'plan', { ...forms.plan, quantity: 100, hash });
  await matter.fills('maker', 'publishRecall', { ...forms.publish, beganOn: '2026-10-08' });
}

test('a stage does not claim more than all answers together, unless it says why', async () => {
  await plans();
  story.on('2027-01-08');
  const stage = { ...forms.stage, until: '2026-12-31' };
  // 23 + 37 + 7 found, 4 and 5 back.
  await matter.rejects(
    'maker',
    'stageSummary',
    { ...stage, recalled: 77, destroyed: 0 },
    {
      code: 'condition-unmet',
      sentence: /答复合计已控制76辆、其中销毁0辆，总结填报已召回77辆/,
      basis: ['order-19/21'],
    },
  );
  await matter.fills('maker', 'stageSummary', { ...stage, recalled: 70, destroyed: 0 });
});

const final = { ...forms.final, recalled: 76, destroyed: 0, unrecovered: 24 };
const basis = ['order-19/16', 'order-19/21'];

test('the final summary explains silence and outrun answers, and says what the answers say', async () => {
  story.on('2027-03-01');
  const completed = { completedOn: '2027-03-01' };
  await matter.refuses('maker', 'complete', completed, {
    code: 'condition-unmet',
    sentence: /1家持有单位没有答复全部批次，.*“童车”应处置\d+辆、已控制\d+辆。请继续召回/,
    basis,
  });
  const remaining = '一家商行已搬迁，已登门追踪；消费者未全部返还';
  await matter.does('maker', 'complete', { ...completed, remaining });
  assert.match((await matter.told('leader'))[0] ?? '', /仍有未答复或者未收回的产品/);
  const rejects = (input: object, sentence: RegExp, clauses = basis) =>
    matter.rejects('maker', 'finalSummary', input, {
      code: 'condition-unmet',
      sentence,
      basis: clauses,
    });
  await rejects(final, /还有1家持有单位没有答复/);
  assert.equal((await chain.held('silent', 'TC-1'))?.onHand, '10', 'nothing was written down');
  await answers('silent', { consumers: '10', recovered: '1' });
  assert.equal(
    (await chain.held('silent', 'TC-1'))?.onHand,
    '0',
    'the register says what was found',
  );
  await answers('silent', { consumers: '10', recovered: '1' });
  const steps = await stepsAt('silent');
  assert.deepEqual(steps, [['shipped', '10', '2026-09-30']], 'sold before the stop, once');
  await rejects(final, /有1家持有单位的货物在答复之后又有变动/);
  // Two carriages came back to the dealer, one to the silent shop.
  await answers(
    'dealer',
    { found: '39', outside: '5', consumers: '10', returned: '3', recovered: '4' },
    [buyer()],
  );
  await rejects(final, /已控制79辆、其中销毁0辆，总结填报已召回76辆/, [
    'order-19/20',
    'order-19/21',
  ]);
  await matter.fills('maker', 'finalSummary', { ...final, recalled: 79, unrecovered: 21 });
});

test('a recall that ends says what becomes of what lies sealed, and its notices stay until that is gone', async () => {
  const { recalled } = await cockpit('leader');
  assert.deepEqual(
    recalled?.sums.map(({ kept, lots, unit }) => [kept, lots, unit]),
    [['69', 1, '辆']],
  );
  const good = { outcome: 'effective', reason: '范围准确' };
  await matter.refuses('leader', 'assess', good, {
    code: 'condition-unmet',
    sentence: /还有3家单位封存着没有消除缺陷的产品（1个批次69辆）.*处置要求/,
    basis: ['order-19/20'],
  });
  const kept = { ...good, outcome: 'sealed' };
  await matter.refuses('leader', 'assess', kept, {
    code: 'condition-unmet',
    sentence: /请写明处置要求/,
  });
  await matter.does('leader', 'assess', { ...kept, remaining: '三十日内退回或者修复' });
  assert.equal(await tellHolders(service.context), 4);
  assert.equal(await tellHolders(service.context), 0, 'told once');
  const corner = (await chain.notice('corner'))!;
  const silent = (await chain.notice('silent'))!;
  assert.equal((await silent.seenBy('silent')).state, 'ended', 'by its answer nothing is there');
  assert.equal((await corner.seenBy('corner')).state, 'kept');
  assert.match((await corner.told('corner'))[0] ?? '', /封存的产品不得销售/);
  assert.match((await corner.told('ruijin'))[0] ?? '', /辖区单位仍封存着召回产品/);
  const { holders } = await cockpit('leader');
  assert.deepEqual(holders.map(({ state }) => state).toSorted(), ['ended', 'kept', 'kept', 'kept']);
  await answers('corner', { found: '0', consumers: '6', returned: '9' });
  assert.equal(await tellHolders(service.context), 1);
  assert.equal((await corner.seenBy('corner')).state, 'ended');
  assert.equal((await chain.held('dealer', 'TC-1'))?.blocked, true);
});

test('goods that are put right after the end are set free once the office has verified it', async () => {
  story.on('2027-04-12');
  const other = await chain.makes('maker', {
    product: '童车',
    number: 'TC-9',
    quantity: '5',
    madeOn: '2027-04-01',
  });
  const lot = (await chain.held('maker', 'TC-1'))!;
  const report = {
    seeds: [{ lot: lot.id, quantity: '69' }],
    way: 'repair',
    finishedOn: '2027-04-10',
    rest: 'none',
    detail: '更换前叉并做强度试验',
    evidence: [file],
  };
  const check = {
    decision: 'lifted',
    verifiedOn: '2027-04-12',
    checked: 8,
    facts: '抽查8辆，前叉均已更换，强度试验合格',
    evidence: [file],
  };
  await matter.refuses(
    'leader',
    'settleKept',
    { note: '已处置' },
    {
      code: 'condition-unmet',
      sentence: /家单位封存着没有消除缺陷的产品/,
    },
  );
  const early = { ...report, finishedOn: '2027-04-13' };
  const wrong = (own: object, sentence: RegExp) =>
    matter.rejects(
      'maker',
      'remedyKept',
      { ...report, ...own },
      { code: 'condition-unmet', sentence },
    );
  await wrong(early, /不能晚于今天/);
  await wrong({ finishedOn: '2026-09-30' }, /不能早于2026-10-08/);
  await wrong({ seeds: [{ lot: other, quantity: '5' }] }, /批号TC-9没有封存/);
  await wrong({ seeds: [{ lot: lot.id, quantity: '70' }] }, /封存1个批次69辆.*多于封存的数量/);
  await wrong({ seeds: [{ lot: lot.id, quantity: '1' }] }, /没有修复的部分须先退回或者销毁/);
  await matter.fills('maker', 'remedyKept', report);
  assert.equal((await chain.held('dealer', 'TC-1'))?.blocked, true, 'nobody has verified it');
  await matter.rejects(
    'leader',
    'verifyKept',
    { ...check, checked: 0 },
    { code: 'condition-unmet', sentence: /没有抽查过/ },
  );
  await matter.rejects(
    'leader',
    'verifyKept',
    { ...check, checked: 70 },
    { code: 'condition-unmet', sentence: /抽查数量不能多于报告的修复数量69/ },
  );
  await matter.fills('leader', 'verifyKept', { ...check, decision: 'refused' });
  assert.equal((await chain.held('dealer', 'TC-1'))?.blocked, true);
  await matter.fills('maker', 'remedyKept', report);
  await matter.fills('leader', 'verifyKept', check);
  assert.equal((await chain.held('dealer', 'TC-1'))?.blocked, false);
  assert.ok((await tellHolders(service.context)) > 0, 'their notices end');
  await matter.does('leader', 'settleKept', { note: '修复的恢复销售，其余已退回销毁' });
  assert.equal((await matter.seenBy('maker')).stateTitle, '已结束');
  await story.isProved();
  await isAudited(service);
});
