import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '#kernel/json.ts';
import { law } from '#law/all.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import { exFactoryInspection } from '#law/enterprise/inspection/ex-factory-inspection.ts';
import { incomingTest } from '#law/enterprise/inspection/incoming-test.ts';
import { inspectionPlan } from '#law/enterprise/inspection/inspection-plan.ts';
import { samplingDecision } from '#law/enterprise/inspection/sampling-decision.ts';
import { outcomeOf } from '#law/enterprise/inspection/outcome.ts';
import { countValues, splitValues } from '#law/enterprise/inspection/values.ts';
import type { Characteristic } from '#law/enterprise/inspection/values.ts';
import { accounts, director, factsOf, file, play, recorded, worker } from './enterprise-setting.ts';
import {
  former,
  inspection,
  keep,
  now,
  plan,
  sentenceOf,
  socketPlan,
  supplier,
  tester,
  values,
} from './inspection-setting.ts';
import type { Stock } from './inspection-setting.ts';
import { decideRecord } from '#kernel/decide-duty.ts';

const out = (input: object, stock = {}) => keep(exFactoryInspection, input, stock);
const book = exFactoryInspection.id;

test('a lot whose values keep their limits passes by the plan of its letter and gets a certificate', () => {
  const good = inspection(2);
  assert.deepEqual(good.outcome, {
    severity: 'normal',
    sampleSize: 80,
    accept: 2,
    reject: 3,
    found: 2,
    verdict: 'pass',
  });
  const answer = out(good);
  assert.ok(answer.ok, sentenceOf(answer));
  assert.deepEqual(answer.effects, []);
});

test('one nonconforming item more fails the lot, opens a finding and gets no certificate', () => {
  const bad = inspection(3);
  const answer = out(bad);
  assert.ok(answer.ok, sentenceOf(answer));
  const [effect] = answer.effects;
  assert.ok(effect?.do === 'open' && effect.procedure === correctiveAction.id);
  // The inspector of a workshop holds no post, and must be able to open it.
  const step = { act: effect.act, actor: worker, at: now, input: effect.input };
  assert.equal(play(correctiveAction, [step]).snapshot.state, 'found');
  assert.match(sentenceOf(out({ ...bad, certificateNumber: 'HG-9' })), /不得出具合格证/);
  assert.match(sentenceOf(out({ ...inspection(0), certificateNumber: undefined })), /合格证编号/);
});

test('a lot that failed is kept back at once; a retest stands in its place and lets go what it kept back', () => {
  const lot = file('1').slice(0, 8) + '-1111-7111-8111-111111111111';
  const held = [{ id: lot, number: 'B-100', product: '三位插座', own: true } as LotFacts];
  const eventsOf = (input: object, stock: Stock = {}) => {
    const answer = out({ ...input, lot }, { lots: held, ...stock });
    assert.ok(answer.ok, sentenceOf(answer));
    return answer.effects.flatMap((effect) => (effect.do === 'lot' ? [effect.event] : []));
  };
  const blocked = { kind: 'blocked', lots: [lot] };
  assert.deepEqual(eventsOf(inspection(3)), [blocked]);
  assert.deepEqual(eventsOf(inspection(0)), []);
  const first = accounts.officer;
  const before = recorded(first, '2026-11-19T01:00:00Z', {
    ...inspection(3),
    lot,
  } as unknown as JsonObject);
  const again = { attempt: 'retest', retestOf: first, cause: '全批挑选后复验' };
  const answered = { kind: 'unblocked', lots: [lot], of: first };
  const stock = { records: { [book]: [before] } };
  assert.deepEqual(eventsOf({ ...inspection(0), ...again }, stock), [answered]);
  assert.deepEqual(eventsOf({ ...inspection(3), ...again }, stock), [blocked, answered]);
  assert.deepEqual(
    exFactoryInspection.then?.(factsOf({ now, actor: worker }), inspection(3) as never).length,
    1,
    'a record that names no lot keeps none back',
  );
});

test('a lot of one piece is inspected whole, and moves no switching rule', () => {
  const one = inspection(0, { lotSize: 1, first: values(0, 1) });
  assert.deepEqual(one.outcome, {
    sampleSize: 1,
    accept: 0,
    reject: 1,
    found: 0,
    verdict: 'pass',
  });
  assert.ok(out(one).ok);
  const bad = inspection(1, { lotSize: 1, first: values(1, 1) });
  assert.equal(bad.outcome.verdict, 'fail');
  const past = (own: object, day: number) =>
    recorded(`e${day}`, `2026-10-0${day}T01:00:00Z`, {
      ...bad,
      batch: `S-${day}`,
      ...own,
    } as unknown as JsonObject);
  const history = { records: { [book]: [past({}, 1), past({}, 2)] } };
  assert.ok(out(inspection(2), history).ok, 'still normal inspection after two bad ones');
});

test('a record that names a lot is about that lot, and of two lots of one number each has its own', () => {
  const lot: LotFacts = {
    id: file('1').slice(0, 8) + '-1111-7111-8111-111111111111',
    number: 'B-100',
    product: '三位插座',
    unit: '个',
    registeredBy: accounts.worker,
    own: true,
    got: '1000',
    released: '0',
    onHand: '1000',
    available: '0',
    used: '0',
    passed: '0',
    returned: '0',
    destroyed: '0',
    blocked: false,
  };
  const said = (lots: readonly LotFacts[], stock: Stock = {}) =>
    sentenceOf(out({ ...inspection(0), lot: lot.id }, { ...stock, lots }));
  assert.equal(said([lot]), '');
  assert.match(said([]), /不在本单位持有的批次中/);
  assert.match(said([{ ...lot, own: false }]), /不是本单位生产的，不做过程检验和出厂检验/);
  assert.match(said([{ ...lot, number: 'B-101' }]), /批号是B-101，与生产批号B-100不一致/);
  assert.match(said([{ ...lot, product: '五位插座' }]), /与产品名称“三位插座”不一致/);
  const earlier = (own: object) => ({
    records: {
      [book]: [
        recorded(file('2'), '2026-11-19T01:00:00Z', {
          ...inspection(0, { certificateNumber: 'HG-1' }),
          ...own,
        } as unknown as JsonObject),
      ],
    },
  });
  assert.match(said([lot], earlier({})), /已有检验记录/, 'a record that names no lot may be of it');
  assert.match(said([lot], earlier({ lot: lot.id })), /已有检验记录/);
  assert.equal(said([lot], earlier({ lot: accounts.officer })), '');
});

test('an outcome that the values do not give is refused with the one that they do', () => {
  const { outcome } = inspection(3);
  const claimed = {
    ...inspection(3),
    outcome: { ...outcome, verdict: 'pass' },
    certificateNumber: 'HG-1',
  };
  assert.match(sentenceOf(out(claimed)), /判定应为：正常检验，样本量80，Ac 2，Re 3，发现3，不合格/);
  const reduced = { ...outcome, found: 2, verdict: 'pass' };
  assert.match(sentenceOf(out({ ...claimed, outcome: reduced })), /发现3/);
});

test('values are complete, readable, and of the items that the plan names', () => {
  const short = { ...inspection(0), first: values(0, 79) };
  assert.match(sentenceOf(out(short)), /“插拔力”应有80个实测值，现有79个/);
  const [force, look] = values(0);
  assert.match(sentenceOf(out({ ...inspection(0), first: [force] })), /缺少“外观”/);
  const odd = { item: '外观', values: '还行×80' };
  assert.match(sentenceOf(out({ ...inspection(0), first: [force, odd] })), /第1个实测值“还行”/);
  const strange = { item: '重量', values: '1×80' };
  assert.match(
    sentenceOf(out({ ...inspection(0), first: [force, look, strange] })),
    /不是检验方案规定/,
  );
});

test('an item that fails twice is one nonconforming item and two nonconformities', () => {
  const items = socketPlan.items as unknown as Characteristic[];
  const measured = [
    { item: '插拔力', values: '60 30 30' },
    { item: '外观', values: '不符合 不符合 符合' },
  ];
  const counted = countValues(items, measured, 3);
  assert.ok(!('unclear' in counted));
  assert.deepEqual([counted.items, counted.nonconformities], [2, 3]);
  assert.deepEqual(splitValues('1.0，2.50\n 3×2'), ['1.0', '2.50', '3', '3']);
});

test('after two refused lots of five the next one is inspected tightened', () => {
  const history = { records: { [book]: [former(1, 3), former(2, 0), former(3, 3)] } };
  const usual = out(inspection(2), history);
  assert.match(sentenceOf(usual), /判定应为：加严检验，样本量80，Ac 1，Re 2，发现2，不合格/);
  const tightened = out(inspection(1, {}, 'tightened'), history);
  assert.ok(tightened.ok, sentenceOf(tightened));
});

test('after five refused lots under tightened inspection nothing is accepted until it is resumed', () => {
  const refused = [1, 2, 3, 4, 5, 6, 7].map((day) =>
    former(day, 5, day > 2 ? 'tightened' : 'normal'),
  );
  const stopped = { records: { [book]: refused } };
  assert.match(sentenceOf(out(inspection(0), stopped)), /抽样检验暂停/);
  const decision = {
    book,
    productName: '三位插座',
    scheme: socketPlan.scheme,
    decision: 'resume',
    reason: '更换模具，三批全检合格',
  };
  const decide = (input: object, records: object) =>
    decideRecord(
      samplingDecision,
      factsOf({ now, actor: director, records: records as never }),
      director,
      input,
    );
  assert.ok(decide(decision, stopped.records).ok);
  const early = decide(decision, { [book]: refused.slice(0, 6) });
  assert.match(early.ok ? '' : early.sentence, /没有暂停/);
  const reduce = decide({ ...decision, decision: 'reduce' }, stopped.records);
  assert.match(reduce.ok ? '' : reduce.sentence, /转移得分0/);
  const made = recorded('d1', '2026-10-30T01:00:00Z', decision as unknown as JsonObject);
  const resumed = { records: { [book]: refused, 'sampling-decision': [made] } };
  assert.ok(out(inspection(1, {}, 'tightened'), resumed).ok);
});

test('thirty points and a decision make it reduced', () => {
  const ten = Array.from({ length: 10 }, (_, at) => former(at + 1, 0));
  const decision = {
    book,
    productName: '三位插座',
    scheme: socketPlan.scheme,
    decision: 'reduce',
    reason: '生产稳定',
  };
  const made = recorded('d1', '2026-10-30T01:00:00Z', decision as unknown as JsonObject);
  const reduced = { records: { [book]: ten, 'sampling-decision': [made] } };
  const answer = out(inspection(1, {}, 'reduced'), reduced);
  assert.ok(answer.ok, sentenceOf(answer));
  // Somebody's decision about another book does not count here.
  const other = recorded('d2', '2026-10-30T01:00:00Z', { ...made.input, book: 'incoming-test' });
  const elsewhere = { records: { [book]: ten, 'sampling-decision': [other] } };
  assert.match(sentenceOf(out(inspection(1, {}, 'reduced'), elsewhere)), /应有80个/);
});

test('a batch is inspected once, a retest stands beside with its cause', () => {
  const first = recorded('0198a000-0000-7000-8000-00000000f099', '2026-11-19T01:00:00Z', {
    ...inspection(3),
  } as unknown as JsonObject);
  const stock = { records: { [book]: [first] } };
  assert.match(sentenceOf(out(inspection(0), stock)), /已有检验记录/);
  const retest = { ...inspection(0), attempt: 'retest' };
  assert.match(sentenceOf(out(retest, stock)), /写明原因/);
  const named = { ...retest, retestOf: first.entry, cause: '挑选后重新提交' };
  assert.ok(out(named, stock).ok, sentenceOf(out(named, stock)));
  assert.match(sentenceOf(out({ ...named, batch: 'B-101' }, stock)), /不是这一批/);
});

test('a certificate number is used once', () => {
  const stock = { records: { [book]: [former(1, 0)] } };
  const answer = out({ ...inspection(0), certificateNumber: 'HG-A1' }, stock);
  assert.match(sentenceOf(answer), /已用于批号A-1/);
});

test('equipment that is unknown, stopped or overdue refuses the result', () => {
  const own = (equipment: object) => out(inspection(0), { proceedings: [equipment] });
  assert.match(sentenceOf(own({ ...tester, opening: { number: 'SB-2' } })), /没有编号为“SB-01”/);
  assert.match(sentenceOf(own({ ...tester, state: 'stopped' })), /已停用/);
  assert.match(sentenceOf(own({ ...tester, overdue: true })), /已到期/);
  assert.match(sentenceOf(out({ ...inspection(0), equipment: [] })), /登记使用的检验设备/);
});

test('an entrusted body tests within its scope and validity only', () => {
  const scope = [
    { item: '插拔力', method: 'GB/T 2099.1' },
    { item: '外观', method: '目视' },
  ];
  const body = (own: object) =>
    recorded('0198a000-0000-7000-8000-00000000f077', '2026-01-01T01:00:00Z', {
      name: '赣州检验所',
      certificateNumber: '231400000001',
      validUntil: '2027-01-01',
      scope,
      ...own,
    } as unknown as JsonObject);
  const entrusted = { body: body({}).entry, reportNumber: 'R-1', report: [file('b')] };
  const input = { ...inspection(0), laboratory: 'entrusted', equipment: [], entrusted };
  const by = (own: object) => out(input, { records: { 'entrusted-laboratory': [body(own)] } });
  assert.ok(by({}).ok, sentenceOf(by({})));
  assert.match(sentenceOf(by({ validUntil: '2026-11-19' })), /2026-11-19到期/);
  assert.match(sentenceOf(by({ scope: scope.slice(0, 1) })), /“外观”不在/);
  assert.match(sentenceOf(out(input)), /不在本单位的名录中/);
});

test('whoever signs neither tested nor entered it', () => {
  assert.match(sentenceOf(out({ ...inspection(0), signatory: accounts.worker })), /以外的人员/);
  const both = { ...inspection(0), inspector: accounts.director };
  assert.match(sentenceOf(out(both)), /以外的人员/);
});

test('only the edition that stands is inspected by, and only what it is for', () => {
  const newer = {
    ...plan,
    entry: '0198a000-0000-7000-8000-00000000f088',
    at: '2026-11-10T01:00:00Z',
  };
  const replaced = { records: { 'inspection-plan': [plan, newer] } };
  assert.match(sentenceOf(out(inspection(0), replaced)), /已有新版本/);
  assert.match(sentenceOf(out({ ...inspection(0), productName: '五位插座' })), /不一致/);
  const coming = { ...inspection(0), supplier: supplier.name };
  const { certificateNumber: _, producedOn: __, ...rest } = coming;
  assert.match(sentenceOf(keep(incomingTest, rest)), /不是用于这一环节的/);
});

test('incoming samples of a supplier that lapsed or lacks a paper do not pass', () => {
  const incoming = { ...plan, input: { ...plan.input, stage: 'incoming' } };
  const { certificateNumber: _, producedOn: __, ...rest } = inspection(0);
  const input = { ...rest, supplier: supplier.name };
  const from = (own: object) =>
    keep(incomingTest, input, {
      records: {
        'inspection-plan': [incoming],
        'supplier-file': [recorded('s1', now, { ...supplier, ...own } as unknown as JsonObject)],
      },
    });
  assert.ok(from({}).ok, sentenceOf(from({})));
  assert.match(sentenceOf(from({ needs: ['ccc'] })), /没有强制性产品认证证书/);
  assert.match(sentenceOf(from({ validUntil: '2026-11-01' })), /资格已于2026-11-01到期/);
});

test('a plan states how it samples', () => {
  const draw = (input: object) => keepPlan({ ...socketPlan, ...input });
  assert.equal(draw({}), '');
  assert.match(draw({ scheme: undefined }), /检验水平/);
  assert.match(draw({ scheme: { ...socketPlan.scheme, aql: '1.2' } }), /优选值/);
  assert.match(draw({ scheme: { ...socketPlan.scheme, aql: '15' } }), /不超过10/);
  assert.match(draw({ sampling: 'fixed', scheme: undefined }), /固定样本量/);
  assert.match(draw({ items: [...socketPlan.items, socketPlan.items[0]] }), /重复/);
});

function keepPlan(input: object): string {
  const answer = decideRecord(inspectionPlan, factsOf({ now, actor: director }), director, input);
  return answer.ok ? '' : answer.sentence;
}

test('a double plan asks for its second sample only where the first leaves it open', () => {
  const scheme = { ...socketPlan.scheme, kind: 'double' } as const;
  const rules = { ...socketPlan, scheme } as never;
  const judged = (first: number, second?: number) =>
    outcomeOf(
      rules,
      {
        lotSize: 1000,
        first: values(first, 50),
        ...(second === undefined ? {} : { second: values(second, 50) }),
      },
      'normal',
    );
  assert.match(judged(1) as string, /请抽取第二样本50件/);
  assert.match(judged(0, 0) as string, /不应再抽/);
  const decided = judged(1, 2);
  assert.ok(typeof decided !== 'string');
  assert.deepEqual(
    [decided.sampleSize, decided.found, decided.firstFound, decided.verdict],
    [100, 3, 1, 'pass'],
  );
  const failed = judged(2, 2);
  assert.equal(typeof failed !== 'string' && failed.verdict, 'fail');
});

test('the books are in the law and their definitions load', () => {
  for (const id of ['incoming-test', 'in-process-inspection', book])
    assert.ok(law.book(id, '2026-11-20'));
});
