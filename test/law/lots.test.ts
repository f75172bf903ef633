import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DutyFacts } from '#kernel/facts.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { ProductClassFacts } from '#kernel/organisation.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import { lotDisposal } from '#law/enterprise/lots/lot-disposal.ts';
import { lotRegistration } from '#law/enterprise/lots/lot-registration.ts';
import { lotRelease } from '#law/enterprise/lots/lot-release.ts';
import { salesRecord } from '#law/enterprise/lots/sales-record.ts';
import { works } from './enterprise-setting.ts';
import { bought, file, keep, licence, own, passed, said, sold } from './lot-setting.ts';
import { uuid } from './play.ts';

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

test('more comes out than went in only with a reason, where both are measured alike', () => {
  const from = (input: object, lots: readonly LotFacts[] = [own, bought]) =>
    said(keep(lotRegistration, { ...made, quantity: '500', ...input }, lots));
  const parts = [{ lot: own.id, quantity: '1' }];
  assert.match(from({ parts }), /产出500吨多于所用批次（1吨）.*请写明产出更多的原因/);
  assert.equal(from({ parts, gain: '加水' }), '');
  assert.match(from({ parts, quantity: '1000.1', unit: '公斤' }), /多于所用批次/);
  assert.equal(from({ parts, quantity: '1000', unit: 'kg' }), '');
  assert.equal(from({ parts, unit: '袋' }), '', 'bags can’t be compared with tonnes');
  assert.equal(from({}), '', 'nothing is said of what it was made of');
  const bags = { ...own, unit: '袋' };
  assert.match(from({ parts, unit: '袋' }, [bags]), /多于所用批次/);
  assert.equal(from({ parts, unit: '箱' }, [bags]), '', 'nobody knows how many go into a box');
});

test('pieces are whole: they are not made, used, released, sold or destroyed by halves', () => {
  const boards: LotFacts = { ...own, unit: '张' };
  const lots = [boards];
  const half = '0.5';
  const whole = /按张计数/;
  const parts = [{ lot: own.id, quantity: half }];
  assert.match(said(keep(lotRegistration, { ...made, unit: '张', quantity: '10.5' })), whole);
  assert.match(said(keep(lotRegistration, { ...made, quantity: '0.1', parts }, lots)), whole);
  assert.match(said(keep(lotRelease, { ...passed, quantity: half }, lots)), whole);
  const items = [{ ...sold.items[0]!, quantity: half }];
  assert.match(said(keep(salesRecord, { ...sold, items }, lots)), whole);
  const gone = { ...disposal, lot: own.id, way: 'destroy', quantity: half };
  assert.match(said(keep(lotDisposal, gone, lots)), whole);
  // Half a board that came in before anybody asked can still go.
  const odd = { ...boards, got: half, onHand: half };
  assert.equal(said(keep(lotDisposal, gone, [odd])), '');
  assert.equal(said(keep(lotDisposal, { ...gone, quantity: '0.25' }, [own])), '', 'tonnes');
});

test('the same lot in two rows counts together', () => {
  const parts = [1, 2].map(() => ({ lot: bought.id, quantity: '12' }));
  assert.match(said(keep(lotRegistration, { ...made, parts })), /不足24吨/);
});

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

test('what was released under a certificate does not leave while that is suspended; a licence binds who makes', () => {
  const classOf = (id: string, ccc: boolean): ProductClassFacts => ({
    id,
    title: id,
    licence: !ccc,
    ccc,
    mandatoryStandard: true,
    risk: 'high',
  });
  const at = (lot: Partial<LotFacts>, until: string, classes = [classOf('kettle', true)]) => {
    const organisation = { ...works, productClasses: classes };
    const ccc = { ...licence, kind: 'ccc', classes: ['kettle'] } as const;
    const suspended = [{ ...ccc, spans: [{ from: '2025-12-01', to: until }] }];
    const known = { organisation, certificates: suspended } as Partial<DutyFacts>;
    const answer = keep(salesRecord, sold, [{ ...own, ...lot }], known);
    return 'basis' in answer ? [said(answer), ...answer.basis] : [said(answer)];
  };
  const kettle = { productClass: 'kettle' };
  assert.deepEqual(at(kettle, '2026-11-20'), ['']);
  const [sentence, ...basis] = at(kettle, '2026-11-19');
  assert.match(sentence!, /批号GJ-1不得出厂、销售。“kettle”须有强制性产品认证证书.*已暂停/);
  assert.deepEqual(basis, ['ccc-order/29', 'ccc-order/51']);
  assert.notEqual(at({}, '2026-11-19')[0], '', 'its maker makes nothing else');
  const several = [classOf('kettle', true), classOf('cement', true)];
  assert.deepEqual(at({}, '2026-11-19', several), [''], 'nobody knows of which class it is');
  assert.deepEqual(at({ ...kettle, own: false }, '2026-11-19'), [''], 'its dealer');
  const licensed = [classOf('cement', false)];
  assert.deepEqual(at({ productClass: 'cement' }, '2026-11-19', licensed), ['']);
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
