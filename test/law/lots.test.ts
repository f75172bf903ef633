import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { Book } from '#kernel/definition.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import { lotDisposal } from '#law/enterprise/lots/lot-disposal.ts';
import { lotRegistration } from '#law/enterprise/lots/lot-registration.ts';
import { lotRelease } from '#law/enterprise/lots/lot-release.ts';
import { salesRecord } from '#law/enterprise/lots/sales-record.ts';
import {
  accounts,
  factsOf,
  file as fileOf,
  officer,
  recorded,
  works,
} from './enterprise-setting.ts';
import { uuid } from './play.ts';

const file = fileOf('a');

const own: LotFacts = {
  id: uuid(1),
  number: 'GJ-1',
  product: '普通硅酸盐水泥',
  model: 'P·O 42.5',
  unit: '吨',
  madeOn: '2026-11-18',
  registeredBy: uuid(90),
  own: true,
  got: '100',
  released: '60',
  onHand: '90',
  used: '0',
  passed: '0',
  returned: '0',
  destroyed: '0',
  available: '50',
  blocked: false,
};
/** Clinker that was accepted in part. */
const bought: LotFacts = {
  ...own,
  id: uuid(2),
  number: 'HD-1',
  own: false,
  origin: '宏达',
  available: '20',
  receivedFrom: uuid(91),
};

const licence: CertificateFacts = {
  kind: 'licence',
  holder: uuid(90),
  number: 'XK08-001-00001',
  classes: ['cement'],
  issuer: '江西省市场监督管理局',
  until: '2030-11-30',
  state: 'valid',
  since: '2025-12-01',
  spans: [{ from: '2025-12-01', to: '2030-11-30' }],
};

function keep(
  book: Book,
  input: object,
  lots: readonly LotFacts[] = [own, bought],
  known: Partial<DutyFacts> = {},
) {
  const facts = {
    ...factsOf({ now: '2026-11-20T01:00:00Z', actor: officer }),
    lots,
    certificates: [licence],
    ...known,
  };
  const answer = decideRecord(book, facts, officer, input);
  return answer.ok ? answer : { ...answer, effects: [] };
}
const said = (answer: ReturnType<typeof keep>) => ('sentence' in answer ? answer.sentence : '');

const made = {
  product: '普通硅酸盐水泥',
  number: 'GJ-2',
  madeOn: '2026-11-20',
  quantity: '10',
  unit: '吨',
  parts: [],
};

test('a lot is not made tomorrow, of nothing, or from more than was accepted', () => {
  assert.match(said(keep(lotRegistration, { ...made, madeOn: '2026-11-21' })), /不能晚于今天/);
  assert.match(said(keep(lotRegistration, { ...made, quantity: '0' })), /大于0/);
  const from = (lot: LotFacts, quantity: string) => ({
    ...made,
    parts: [{ lot: lot.id, quantity }],
  });
  assert.match(said(keep(lotRegistration, from(bought, '20.5'))), /不得使用/);
  assert.equal(said(keep(lotRegistration, from(bought, '20'))), '');
  // Of what the works made itself, the next step may take what was not released yet.
  assert.equal(said(keep(lotRegistration, from(own, '90'))), '');
  assert.match(said(keep(lotRegistration, from(own, '90.1'))), /现存90吨/);
  assert.match(said(keep(lotRegistration, from(own, '1'), [])), /不在本单位持有/);
  assert.match(said(keep(lotRegistration, from(own, '1'), [{ ...own, blocked: true }])), /隔离/);
});

test('the same lot in two rows counts together', () => {
  const parts = [1, 2].map(() => ({ lot: bought.id, quantity: '12' }));
  assert.match(said(keep(lotRegistration, { ...made, parts })), /不足24吨/);
});

const passed = {
  lot: own.id,
  inspectedOn: '2026-11-19',
  conclusion: 'pass',
  quantity: '40',
  certificate: 'HG-1',
  report: [file],
  inspector: accounts.worker,
};

test('a release names how much and its certificate, and not more than is left', () => {
  assert.deepEqual(keep(lotRelease, passed).effects, [
    { do: 'lot', event: { kind: 'released', lot: own.id, quantity: '40' } },
  ]);
  assert.match(said(keep(lotRelease, { ...passed, quantity: '40.1' })), /尚未放行的数量不足/);
  assert.match(said(keep(lotRelease, { ...passed, certificate: undefined })), /检验合格证号/);
  assert.match(said(keep(lotRelease, { ...passed, inspectedOn: '2026-11-17' })), /早于生产日期/);
  assert.match(said(keep(lotRelease, { ...passed, lot: bought.id })), /本单位生产的批次/);
  assert.match(said(keep(lotRelease, passed, [{ ...own, blocked: true }])), /不得放行/);
});

test('an inspection on the platform carries a release only if it says the same', () => {
  const record = (entry: string, input: object) =>
    recorded(entry, '2026-11-19T02:00:00Z', {
      batch: own.number,
      testedOn: '2026-11-19',
      certificateNumber: 'HG-1',
      outcome: { verdict: 'pass' },
      ...input,
    } as JsonObject);
  const tried = (input: object, ...records: RecordFacts[]) =>
    said(
      keep(lotRelease, { ...passed, report: [], inspection: uuid(7), ...input }, [own], {
        records: () => records,
      }),
    );
  const good = record(uuid(7), {});
  assert.equal(tried({}, good), '');
  assert.match(tried({ inspection: undefined }, good), /请选择出厂检验记录，或者上传/);
  assert.match(tried({}), /没有找到所选的出厂检验记录/);
  assert.match(tried({}, record(uuid(7), { batch: 'GJ-9' })), /批号是GJ-9/);
  assert.match(tried({}, record(uuid(7), { lot: uuid(2) })), /是另一个批次的/);
  assert.equal(tried({}, record(uuid(7), { lot: own.id })), '');
  const failed = record(uuid(7), { outcome: { verdict: 'fail' }, certificateNumber: undefined });
  assert.match(tried({}, failed), /判定不一致/);
  assert.match(tried({ certificate: 'HG-2' }, good), /合格证号应为HG-1/);
  assert.match(tried({ inspectedOn: '2026-11-20' }, good), /检验日期应为2026-11-19/);
  const again = record(uuid(8), { retestOf: uuid(7), outcome: { verdict: 'fail' } });
  assert.match(tried({}, good, again), /已经复验/);
});

const product: ProductFacts = {
  id: uuid(5),
  holder: works.id,
  name: '普通硅酸盐水泥',
  model: 'P·O 42.5',
  brand: '',
  productClass: 'cement',
  origin: '赣州',
  code: '',
  standards: [],
  own: '',
  inapplicable: [],
  mode: 'own',
  state: 'supplied',
  since: '2026-01-01',
  isSupplied: true,
  rests: false,
};

test('of a product that lacks something nothing is released, and what failed is still kept back', () => {
  const lot = { ...own, file: product.id };
  const market = { standards: [], eliminated: [] };
  const known = { products: [product], market, certificates: [] };
  const refused = keep(lotRelease, passed, [lot], known);
  assert.ok(!('input' in refused));
  assert.match(
    refused.sentence,
    /“普通硅酸盐水泥 P·O 42.5”还不能出厂，批号GJ-1不得放行。供应产品前/,
  );
  assert.match(refused.sentence, /生产许可证.*标签/);
  assert.ok(
    refused.basis.includes('licence-regulation/5') && refused.basis.includes('order-83/15'),
  );
  const failed = { ...passed, conclusion: 'fail', quantity: undefined, certificate: undefined };
  assert.equal(said(keep(lotRelease, failed, [lot], known)), '');
});

test('a lot that names no file is released where every licence of its maker’s classes is there', () => {
  const market = { standards: [], eliminated: [] };
  assert.equal(said(keep(lotRelease, passed, [own], { products: [product], market })), '');
  const ended = { ...licence, spans: [{ from: '2025-12-01', to: '2026-11-19' }] } as const;
  for (const certificates of [[], [ended]]) {
    const refused = keep(lotRelease, passed, [own], { certificates });
    assert.match(said(refused), /批号GJ-1没有选择产品档案，不得放行。“水泥”须有.*请先登记产品档案/);
    assert.ok('basis' in refused && refused.basis.includes('licence-regulation/5'));
    const failed = { ...passed, conclusion: 'fail', quantity: undefined, certificate: undefined };
    assert.equal(said(keep(lotRelease, failed, [own], { certificates })), '');
  }
});

test('a lot of a product on file bears its name, and none is made of one that rests', () => {
  const tried = (change: Partial<ProductFacts>, input: object = {}) =>
    keep(lotRegistration, { ...made, file: uuid(5), model: 'P·O 42.5', ...input }, [], {
      products: [{ ...product, ...change }],
    });
  const [effect] = tried({}).effects;
  assert.ok(effect?.do === 'lot' && effect.event.kind === 'made');
  assert.equal(effect.event.productClass, 'cement');
  assert.equal(effect.event.file, uuid(5));
  assert.match(said(tried({ rests: true })), /停产或者终止/);
  assert.match(said(tried({ holder: uuid(99) })), /不是本单位的/);
  assert.match(said(tried({}, { model: 'P·C 42.5' })), /与产品档案一致/);
});

test('what failed is kept back, and the principal is told', () => {
  const { effects } = keep(lotRelease, {
    ...passed,
    conclusion: 'fail',
    quantity: undefined,
    certificate: undefined,
  });
  assert.deepEqual(
    effects.map((effect) => (effect.do === 'lot' ? effect.event.kind : effect.do)),
    ['blocked', 'notify'],
  );
});

const sold = {
  items: [{ lot: own.id, quantity: '50', certificate: 'HG-1' }],
  buyerKind: 'other',
  buyerName: '信丰县某工地',
  contact: '0797-6200000',
  soldOn: '2026-11-19',
  shippedOn: '2026-11-20',
  place: '赣州市赣县区',
};

test('a sale takes what was released, names its buyer, and tells no name of a consumer', () => {
  const [effect] = keep(salesRecord, sold).effects;
  assert.ok(effect?.do === 'lot' && effect.event.kind === 'shipped');
  assert.deepEqual(effect.event.to, { outside: '信丰县某工地' });
  const consumer = { ...sold, buyerKind: 'consumer', buyerName: undefined, consumerName: '刘某' };
  assert.doesNotMatch(JSON.stringify(keep(salesRecord, consumer).effects), /刘某/);
  assert.match(said(keep(salesRecord, { ...sold, buyerName: undefined })), /请填写购买单位/);
  assert.match(said(keep(salesRecord, { ...sold, buyerKind: 'registered' })), /请填写购买单位/);
  assert.match(said(keep(salesRecord, { ...sold, shippedOn: '2026-11-21' })), /不能晚于今天/);
  assert.match(said(keep(salesRecord, { ...sold, shippedOn: '2026-11-17' })), /早于.*生产日期/);
  const more = [{ ...sold.items[0]!, quantity: '50.5' }];
  assert.match(said(keep(salesRecord, { ...sold, items: more })), /不得出厂、销售/);
});

const disposal = {
  lot: bought.id,
  quantity: '5',
  way: 'return',
  on: '2026-11-20',
  reason: '受潮',
  evidence: [file],
};

test('goods go back to whom they came from; what one made oneself can only be destroyed', () => {
  const [effect] = keep(lotDisposal, disposal).effects;
  assert.ok(effect?.do === 'lot' && effect.event.kind === 'returned');
  assert.deepEqual(effect.event.to, { organisation: uuid(91) });
  assert.match(said(keep(lotDisposal, { ...disposal, lot: own.id })), /没有供货单位/);
  const [gone] = keep(lotDisposal, { ...disposal, lot: own.id, way: 'destroy' }).effects;
  assert.ok(gone?.do === 'lot' && gone.event.kind === 'destroyed');
  assert.match(said(keep(lotDisposal, { ...disposal, quantity: '90.5' })), /现存90吨/);
});
