import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, time } from '#kernel/decide.ts';
import { deadlinesOf } from '#kernel/due.ts';
import { loadLaw } from '#kernel/law.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { clauses } from '#law/clauses/all.ts';
import { unwrittenSales } from '#law/enterprise/recall/late-sales.ts';
import { recallNotice } from '#law/enterprise/recall/recall-notice.ts';
import { recall } from '#law/enterprise/recall.ts';
import { hazardActs, hazardForm } from '#law/enterprise/recall/hazard.ts';
import { calendar } from '#law/holidays.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';
import { forms, holders, makerFacts, start, who } from './recall-setting.ts';

const lot: LotFacts = {
  id: uuid(51),
  number: 'TC-1',
  product: '童车',
  unit: '辆',
  registeredBy: uuid(21),
  receivedFrom: uuid(21),
  own: false,
  got: '70',
  released: '70',
  onHand: '40',
  used: '0',
  passed: '15',
  returned: '2',
  destroyed: '0',
  available: '0',
  blocked: true,
  sold: [
    { name: '', quantity: '8' },
    { name: '小太阳母婴店', quantity: '5' },
  ],
};
const seeds = [{ lot: lot.id }];
const hash = `sha256:${'a'.repeat(64)}`;

/** An act with lots in the actor's hands. */
function decided(
  matter: Play,
  act: string,
  by: Parameters<Play['question']>[1],
  at: string,
  input: object,
  lots = [lot],
) {
  return decide({ ...matter.question(act, by, at, input), lots });
}

function defective(): Play {
  const matter = start();
  matter.does('discover', who.maker, '2026-09-30', forms.discover);
  matter.does('conclude', who.maker, '2026-09-30', forms.defect);
  return matter;
}

test('the definition loads', () => {
  assert.equal(
    loadLaw([recallNotice], clauses, calendar).procedure('recall-notice', '2026-09-30'),
    recallNotice,
  );
});

test('a stop that names lots takes hold of all that they went into; one without names nothing', () => {
  const matter = defective();
  const stop = { ...forms.stop, operators: [], seeds };
  const told = decided(matter, 'stop', who.maker, '2026-09-30', stop);
  assert.ok(told.ok);
  assert.deepEqual(told.effects[0], { do: 'recall', event: { kind: 'stop', lots: [lot.id] } });
  const unknown = decided(matter, 'stop', who.maker, '2026-09-30', stop, []);
  assert.match(unknown.ok ? '' : unknown.sentence, /不在本单位登记的批次中/);
  const bare = matter.does('stop', who.maker, '2026-09-30', { ...forms.stop, operators: [] });
  assert.ok(bare.effects.every((effect) => effect.do !== 'recall'));
});

test('where every holder was found in the graph and nobody was named, no named operator owes an answer', () => {
  const clocksOf = (operators: readonly string[]) => {
    const matter = defective();
    matter.does('stop', who.maker, '2026-09-30', { ...forms.stop, operators });
    const { history, seats } = matter;
    return deadlinesOf(recall, history, calendar, '2026-10-20T00:00:00Z', seats);
  };
  const isOwed = (operators: readonly string[]) =>
    clocksOf(operators).some(({ id }) => id === 'assist');
  assert.equal(isOwed([]), false);
  assert.equal(isOwed([holders.one.id]), true);
});

test('where lots stand still the plan names the hash of what they went into', () => {
  const matter = defective();
  matter.does('plan', who.maker, '2026-09-30', forms.plan);
  const withSeeds = defective();
  const ask = (input: object) => decided(withSeeds, 'plan', who.maker, '2026-09-30', input);
  const missing = ask({ ...forms.plan, seeds });
  assert.match(missing.ok ? '' : missing.sentence, /先在召回工作台计算召回范围/);
  const frozen = ask({ ...forms.plan, seeds, hash });
  assert.ok(frozen.ok);
  assert.deepEqual(frozen.effects[0], {
    do: 'recall',
    event: { kind: 'freeze', lots: [lot.id], hash },
  });
});

test('an order of the national authority takes hold of lots that its office does not hold', () => {
  const matter = start();
  matter.does('find', who.province, '2026-09-18', forms.find);
  matter.does('startInquiry', who.province, '2026-09-18', { ground: 'grave', reason: '多起伤害' });
  matter.does('concludeInquiry', who.province, '2026-09-22', forms.inquiry);
  matter.does('noticeRecall', who.province, '2026-09-23', forms.notice);
  matter.does('receiveNotice', who.maker, '2026-09-24', { receivedOn: '2026-09-24', proof: [] });
  matter.does('refer', who.province, '2026-10-16', { letterNumber: '报1', facts: '未召回' });
  const order = { orderNumber: '总局责召1', orderedOn: '2026-10-20', text: '责令召回', seeds };
  const { effects } = matter.does('recordOrder', who.province, '2026-10-21', order);
  assert.deepEqual(effects[0], { do: 'recall', event: { kind: 'stop', lots: [lot.id] } });
});

test('what stood still is free where there was no defect, and its end says so where there was', () => {
  const matter = start();
  matter.does('discover', who.maker, '2026-09-30', { ...forms.discover, hazard: 'other' });
  matter.does('conclude', who.maker, '2026-09-30', forms.none);
  const accepted = { outcome: 'accepted', reason: '足以证明' };
  const { effects } = matter.does('reviewAnalysis', who.province, '2026-10-10', accepted);
  assert.deepEqual(effects, [{ do: 'recall', event: { kind: 'end', defective: false } }]);
});

const holderFacts = { ...makerFacts, ...holders.one, name: '母婴店甲', region: 360_781 };

/** A notice that the platform sent to the first shop. */
function noticed(): Play {
  const matter = play({ procedure: recallNotice, subject: holderFacts, region: 360_781 });
  matter.does('tell', time, '2026-09-30', {
    recall: uuid(60),
    productName: '童车',
    producer: '南昌小鹿童车有限公司',
    reason: '车架断裂',
    lots: 1,
    items: [{ lot: lot.id, got: '70', unit: '辆' }],
    scope: hash,
  });
  return matter;
}

const item = {
  lot: lot.id,
  found: '38',
  outside: '5',
  consumers: '9',
  returned: '3',
  destroyed: '0',
  recovered: '2',
};
const buyer = {
  lot: lot.id,
  name: '小太阳母婴店',
  contact: '13800000000',
  quantity: '5',
  told: true,
  recovered: '1',
};
const answer = {
  stoppedOn: '2026-09-30',
  displayed: true,
  items: [item],
  buyers: [buyer],
  consumerCount: 8,
  coverage: 'all',
  evidence: [file],
};

test('nobody but the platform sends a notice; the answer is due in three working days, and again as goods come back', () => {
  const matter = noticed();
  matter.fork().refuses('wrong-state', 'tell', who.maker, '2026-09-30', {});
  assert.equal(matter.due('answer', '2026-09-30'), '2026-10-10');
  matter.does('stop', who.one, '2026-09-30', { stoppedOn: '2026-09-30', sealed: true });
  assert.equal(matter.clock('answer', '2026-10-11')?.status, 'overdue');
  matter.refuses('not-entitled', 'answer', who.two, '2026-10-01', answer);
  const part = decided(matter, 'answer', who.one, '2026-10-01', { ...answer, coverage: 'part' });
  assert.equal(part.ok && part.to, 'stopped');
  const whole = decided(matter, 'answer', who.one, '2026-10-01', answer);
  assert.ok(whole.ok, whole.ok ? '' : whole.sentence);
  assert.equal(whole.to, 'answered');
  // What went back and was not written down anywhere goes back in the graph, too.
  assert.deepEqual(whole.effects[0], {
    do: 'lot',
    event: {
      kind: 'returned',
      lot: lot.id,
      quantity: '1',
      to: { organisation: uuid(21) },
      on: '2026-10-01',
    },
  });
  // So does what was sold before and not written down: of fourteen sold the books know thirteen.
  assert.deepEqual(whole.effects[1], {
    do: 'lot',
    event: {
      kind: 'shipped',
      late: true,
      lot: lot.id,
      quantity: '1',
      to: { consumer: true },
      on: '2026-09-30',
    },
  });
  const said = whole.effects[2];
  assert.ok(said?.do === 'recall' && said.event.kind === 'answer');
  assert.deepEqual(
    said.event.answers.map(({ got, passed, recovered }) => [got, passed, recovered]),
    [['70', '15', '3']],
  );
});

test('an answer that does not balance is refused, and says by how much', () => {
  const matter = noticed();
  const refusal = (change: object, more: object = {}) => {
    const input = { ...answer, items: [{ ...item, ...change }], ...more };
    const decision = decided(matter, 'answer', who.one, '2026-10-01', input);
    return decision.ok ? '' : decision.sentence;
  };
  assert.match(refusal({ found: '37.5' }), /其余应为55辆，所填合计54\.5辆，还差0\.5辆/);
  assert.match(refusal({ found: '40' }), /多出2辆/);
  assert.match(refusal({ returned: '1', found: '40' }), /已登记退回2辆/);
  assert.match(refusal({ recovered: '10' }), /收回的数量不能多于售出/);
  assert.match(refusal({}, { buyers: [] }), /逐家列出的合计为0辆/);
  assert.match(refusal({ found: '-1' }), /不能小于0/);
  assert.match(refusal({}, { items: [item, item] }), /同一批次请只填写一行/);
  assert.match(refusal({}, { stoppedOn: '2026-10-02' }), /停止经营日期不能晚于今天/);
  const fewer = { consumers: '7', found: '40' };
  assert.match(refusal(fewer), /已登记售出13辆，不能少于已登记的数量/);
});

test('whoever sold to consumers counts them or says why nobody can; an earlier stop than the notice is one', () => {
  const matter = noticed();
  const decision = (more: object, lots = [lot]) =>
    decided(matter, 'answer', who.one, '2026-10-01', { ...answer, ...more }, lots);
  const refusal = (more: object, lots = [lot]) => {
    const decided = decision(more, lots);
    return decided.ok ? '' : decided.sentence;
  };
  const { consumerCount: _, ...uncounted } = answer;
  assert.match(refusal({ consumerCount: 0 }), /人数不能为0；没有记录、无法统计的，请写明原因/);
  const unknown = { consumersUnknown: '门店零售，没有留存购买人记录' };
  assert.match(refusal(unknown), /已填写消费者人数的，不填无法统计的原因/);
  const said = decided(matter, 'answer', who.one, '2026-10-01', { ...uncounted, ...unknown });
  assert.equal(said.ok, true);
  assert.equal(decision({ stoppedOn: '2026-09-28' }).ok, true);
  const young = [{ ...lot, madeOn: '2026-09-29' }];
  assert.match(refusal({ stoppedOn: '2026-09-28' }, young), /不能早于批号TC-1的生产日期/);
});

test('sales that the books do not know are those over what they know, of what passed its inspection', () => {
  const late = (
    own: object,
    consumers: string,
    ...buyers: readonly (readonly [string, string])[]
  ) =>
    unwrittenSales(
      { ...lot, ...own },
      buyers.map(([name, quantity]) => ({ lot: lot.id, name, quantity })),
      consumers,
    );
  assert.deepEqual(late({}, '8', ['小太阳母婴店', '5']), []);
  assert.deepEqual(late({}, '8', ['于都县小太阳母婴店', '5']), [], 'called otherwise there');
  assert.deepEqual(late({}, '10', ['小太阳母婴店', '5'], ['月亮湾商店', '2']), [
    { name: '月亮湾商店', quantity: '2' },
    { name: '', quantity: '2' },
  ]);
  assert.deepEqual(late({ released: '29' }, '10', ['小太阳母婴店', '5']), [
    { name: '', quantity: '1' },
  ]);
  const used = late({ released: '30', used: '2' }, '10', ['小太阳母婴店', '5']);
  assert.deepEqual(used, [], 'what passed was used here');
  assert.deepEqual(late({ released: '0' }, '10', ['小太阳母婴店', '5']), [], 'never accepted');
});

test('stopping is at once, answering has three working days', () => {
  const matter = noticed();
  assert.equal(matter.due('stop', '2026-09-30'), '2026-10-01');
  assert.equal(matter.clock('stop', '2026-10-02')?.status, 'overdue');
  assert.equal(matter.clock('answer', '2026-10-02')?.status, 'running');
  matter.does('stop', who.one, '2026-10-01', { stoppedOn: '2026-09-30', sealed: true });
  assert.match(matter.clock('stop', '2026-10-01')?.status ?? '', /^met/);
  assert.equal(matter.clock('answer', '2026-10-01')?.status, 'running');
});

test('the office of the place looks and a notice ends with its recall', () => {
  const matter = noticed();
  const office = {
    id: uuid(61),
    kind: 'market-regulator',
    level: 'county',
    region: 360_781,
  } as const;
  const local = person('瑞金市局', ['case-officer'], office);
  matter.does('verify', local, '2026-10-11', { outcome: 'gone', facts: '已关门', evidence: [] });
  matter.refuses('not-entitled', 'end', local, '2026-10-11', {});
  matter.does('end', time, '2026-10-12');
  assert.equal(matter.state, 'ended');
  assert.notEqual(matter.clock('answer', '2026-12-01')?.status, 'overdue');
});

test('the short hazard form is a discovery and its report, and a seller stops and tells', () => {
  const hazard = hazardForm.parse({
    discoveredOn: '2026-09-30',
    hazard: 'harm',
    productName: '童车',
    model: 'XL-2',
    lots: '2026年4月',
    quantity: 5,
    facts: '车架断裂',
    harm: '一名儿童骨折',
    measures: '已下架',
    producerPlace: 'inside',
    contact: '李店长',
    evidence: [],
  });
  const acts = hazardActs(hazard, 'operator');
  const matter = start();
  matter.does('discover', who.one, '2026-09-30', acts.discover);
  matter.does('report', who.one, '2026-10-09', acts.report);
  assert.equal(matter.state, 'discovered');
  const stopped = {
    stoppedOn: '2026-09-30',
    stock: '5',
    told: ['producer'],
    how: '电话',
    evidence: [file],
  };
  matter.refuses('not-entitled', 'stopSelling', who.two, '2026-10-09', stopped);
  const { effects } = matter.does('stopSelling', who.one, '2026-10-09', stopped);
  assert.equal(effects.length, 2);
});
