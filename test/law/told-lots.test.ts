import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { TakingFacts, Told, ToldGoods } from '#kernel/lot/told.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import type { Objection } from '#kernel/refusal.ts';
import { locationNumber } from '#law/enterprise/lots/location-number.ts';
import { traceCapture } from '#law/enterprise/lots/trace-capture.ts';
import { defectsOf, factsOf, worker } from './enterprise-setting.ts';
import { decideRecord } from '#kernel/decide-duty.ts';

const takes = traceCapture.takes!;
const { then } = takes;
const sentenceOf = (objection: Objection | undefined) =>
  typeof objection === 'string' ? objection : objection?.sentence;
const gate = (...asked: Parameters<typeof takes.gate>) => sentenceOf(takes.gate(...asked));
const when = (...asked: Parameters<typeof takes.when>) => sentenceOf(takes.when(...asked));

const lot = (id: string, own: Partial<LotFacts> = {}): LotFacts => ({
  id,
  number: id.toUpperCase(),
  product: '水泥',
  unit: '吨',
  registeredBy: 'works',
  own: true,
  got: '100',
  released: '50',
  onHand: '90',
  available: '40',
  used: '0',
  passed: '10',
  returned: '0',
  destroyed: '0',
  blocked: false,
  ...own,
});
const file = (own: Partial<ProductFacts> = {}) =>
  ({
    id: 'file',
    holder: 'works',
    name: '水泥',
    model: 'P·O 42.5',
    productClass: 'cement',
    code: '6901234567892',
    rests: false,
    ...own,
  }) as ProductFacts;
const goods = (number: string, quantity: string | undefined, own: Partial<ToldGoods> = {}) => ({
  link: `https://id.gs1.org/01/06901234567892/10/${number}`,
  gtin: '06901234567892',
  number,
  quantity,
  unit: 'TNE',
  lots: [number.toLowerCase()],
  ...own,
});
const told = (own: Partial<Told>): Told => ({
  kind: 'shipped',
  goods: [goods('A', '20')],
  used: [],
  to: { organisation: 'buyer' },
  on: '2026-11-07',
  ...own,
});
const facts = (
  lots: readonly LotFacts[] = [lot('a')],
  products: readonly ProductFacts[] = [],
  begun: TakingFacts['begun'] = new Map(),
) => ({
  organisation: { id: 'works', productClasses: [] },
  lots,
  products,
  begun,
});

test('what is kept back or was not released has not left; what is only too little is no matter of the gate', () => {
  assert.equal(gate(facts(), told({})), undefined);
  assert.match(gate(facts([lot('a', { blocked: true })]), told({})) ?? '', /召回、查封或者隔离/);
  assert.match(gate(facts([lot('a', { released: '0' })]), told({})) ?? '', /没有检验合格放行/);
  assert.match(gate(facts(), told({ goods: [goods('A', '41')] })) ?? '', /数量为40吨，不足41吨/);
  assert.equal(gate(facts(), told({ goods: [goods('A', '91')] })), undefined);
  assert.match(when(facts(), told({ goods: [goods('A', '91')] })) ?? '', /现存90吨，不足91吨/);
  for (const kind of ['received', 'destroyed', 'made'] as const) {
    assert.equal(gate(facts([lot('a', { released: '0' })]), told({ kind })), undefined);
  }
  const unsaid = told({ goods: [goods('A', undefined)] });
  assert.match(gate(facts([lot('a', { released: '0' })]), unsaid) ?? '', /没有检验合格放行/);
});

test('goods that change their place within the house have not left it, and are not sold', () => {
  const within = told({ isWithin: true, to: { outside: 'GLN 6901234000009' } });
  assert.equal(gate(facts([lot('a', { released: '0' })]), within), undefined);
  assert.match(when(facts(), within) ?? '', /内部调拨，不登记为出厂、销售/);
});

test('what was certified at its release leaves by no event once the certificate is gone', () => {
  const kettle = {
    id: 'electric-kettle',
    title: '电水壶',
    licence: false,
    ccc: true,
    mandatoryStandard: true,
    risk: 'medium',
  } as const;
  const held = {
    ...facts([lot('a', { productClass: kettle.id })]),
    organisation: { id: 'works', productClasses: [kettle] },
  };
  const certificate = (until: string): CertificateFacts => ({
    kind: 'ccc',
    number: '2026010717000001',
    holder: 'works',
    classes: [kettle.id],
    issuer: '认证机构',
    until: '2030-12-31',
    state: 'valid',
    since: '2026-01-01',
    spans: [{ from: '2026-01-01', to: until }],
  });
  const asked = (until: string) => gate({ ...held, certificates: [certificate(until)] }, told({}));
  assert.equal(asked('2026-12-31'), undefined);
  assert.match(asked('2026-11-01') ?? '', /批号A不得出厂、销售/);
});

test('what leaves goes to whom the event names, in the unit of the lot, on its day', () => {
  const weighed = told({ goods: [goods('A', '500', { unit: 'KGM' }), goods('A', '1')] });
  assert.equal(when(facts(), weighed), undefined);
  assert.deepEqual(then(facts(), weighed), [
    {
      kind: 'shipped',
      lot: 'a',
      quantity: '1.5',
      to: { organisation: 'buyer' },
      on: '2026-11-07',
    },
  ]);
  const early = facts([lot('a', { madeOn: '2026-11-08' })]);
  assert.match(when(early, told({})) ?? '', /不能早于批号A的生产日期/);
  assert.match(when(facts(), told({ to: undefined })) ?? '', /没有写明收货方/);
  assert.match(when(facts(), told({ to: { organisation: 'works' } })) ?? '', /不能是本单位/);
  assert.match(when(facts(), told({ from: 'other' })) ?? '', /发货方是另一个单位/);
  assert.match(
    when(facts(), told({ goods: [goods('A', '1', { unit: 'H87' })] })) ?? '',
    /不能换算/,
  );
  const two = told({ goods: [goods('A', '1', { lots: ['a', 'b'] })] });
  assert.match(when(facts([lot('a'), lot('b')]), two) ?? '', /有几个批次/);
  const sold = told({ kind: 'sold', to: undefined });
  assert.deepEqual(then(facts(), sold)[0], {
    kind: 'shipped',
    lot: 'a',
    quantity: '20',
    to: { consumer: true },
    on: '2026-11-07',
  });
});

test('what is destroyed may be kept back; what arrived is there already', () => {
  const gone = told({ kind: 'destroyed', to: undefined });
  assert.equal(when(facts([lot('a', { blocked: true })]), gone), undefined);
  assert.deepEqual(then(facts(), gone), [{ kind: 'destroyed', lot: 'a', quantity: '20' }]);
  assert.match(when(facts([lot('a', { onHand: '19' })]), gone) ?? '', /现存19吨，不足20吨/);
  const came = told({ kind: 'received' });
  assert.match(when(facts(), came) ?? '', /退货由对方登记/);
  const bought = facts([lot('a', { own: false, got: '20' })]);
  assert.equal(when(bought, came), undefined);
  assert.deepEqual(then(bought, came), []);
});

const made = (own: Partial<Told> = {}) =>
  told({ kind: 'made', to: undefined, goods: [goods('N', '9', { lots: [] })], ...own });

test('what is made of a lot that an event began is more of it, until something happens to it', () => {
  const begun = new Map([['n', { isJudged: false }]]);
  const there = (own: Partial<LotFacts> = {}) =>
    lot('n', { model: 'P·O 42.5', got: '9', onHand: '9', released: '0', available: '0', ...own });
  const more = made({ goods: [goods('N', '9')] });
  const of = (own: Partial<LotFacts>, known = begun, what = more) =>
    when(facts([there(own)], [file()], known), what) ?? '';
  assert.equal(of({}), '');
  const [event] = then(facts([there()], [file()]), more);
  assert.deepEqual(
    event?.kind === 'made' && [event.adds, event.number, event.quantity, event.parts],
    ['n', 'N', '9', []],
  );
  assert.match(of({}, new Map()), /批号N已经填表登记，不能再由事件登记/);
  assert.match(of({ own: false }), /批号N已经登记，不能重复登记/);
  assert.match(
    of({}, begun, made()),
    /批号N已经登记，不能重复登记/,
    'the same number under another code',
  );
  assert.match(of({ model: 'P·O 52.5' }), /登记的产品与现在的产品档案不同/);
  assert.match(of({ file: 'retired' }), /登记的产品与现在的产品档案不同/);
  assert.equal(of({ file: 'file' }), '');
  const weighed = made({ goods: [goods('N', '900', { unit: 'KGM' })] });
  assert.match(of({}, begun, weighed), /批号N按吨登记，不能再按千克增加数量/);
  const itself = made({ goods: [goods('N', '9')], used: [goods('N', '1')] });
  assert.match(of({}, begun, itself), /批号N不能用于生产它自己/);
  const happened: readonly (readonly [Partial<LotFacts>, string])[] = [
    [{ blocked: true, released: '9' }, '已被召回、查封或者隔离'],
    [{ released: '9', onHand: '8' }, '已经发出'],
    [{ used: '1', onHand: '8' }, '已经投入使用'],
    [{ destroyed: '1', onHand: '8' }, '已经销毁一部分'],
    [{ released: '9' }, '已经放行'],
  ];
  for (const [own, sentence] of happened) {
    assert.equal(of(own), `批号N${sentence}，不能再增加数量，请使用新的批号。`);
  }
  assert.match(of({}, new Map([['n', { isJudged: true }]])), /批号N已经检验，不能再增加数量/);
});

test('a new lot is of the product on file; one that rests, another’s or two of one code are none', () => {
  const of = (...files: readonly ProductFacts[]) => when(facts([], files), made()) ?? '';
  assert.equal(of(file()), '');
  assert.match(of(), /不是本单位产品档案中的条码/);
  assert.match(of(file({ rests: true })), /已经停产或者终止/);
  assert.equal(of(file({ id: 'old', rests: true }), file()), '', 'the one that is made now');
  assert.match(of(file(), file({ id: 'other' })), /有几份产品档案/);
  assert.match(of(file({ holder: 'other' })), /产品档案不是本单位的/);
  const known = lot('x', { number: 'N', model: 'P·O 42.5' });
  assert.match(when(facts([known], [file()]), made()) ?? '', /批号N已经填表登记/);
});

test('several products share what went in by how much came out, to the last digit', () => {
  const used = [goods('A', '10')];
  const out = (one: object, other: object) =>
    made({
      used,
      goods: [goods('N', '1', { lots: [], ...one }), goods('M', '2', { lots: [], ...other })],
    });
  const partsOf = (event: Told) =>
    then(facts([lot('a')], [file()]), event).map((one) => (one.kind === 'made' ? one.parts : []));
  assert.deepEqual(partsOf(out({}, {})), [
    [{ lot: 'a', quantity: '3.3333' }],
    [{ lot: 'a', quantity: '6.6667' }],
  ]);
  assert.deepEqual(partsOf(out({ unit: 'H87' }, {})), [
    [{ lot: 'a', quantity: '5' }],
    [{ lot: 'a', quantity: '5' }],
  ]);
  const blocked = facts([lot('a', { blocked: true })], [file()]);
  assert.match(when(blocked, made({ used })) ?? '', /不得使用/);
  const bought = facts([lot('a', { own: false, available: '9' })], [file()]);
  assert.match(when(bought, made({ used })) ?? '', /进货查验合格.*不足10吨/);
});

test('a location number has 13 digits and its check digit', () => {
  assert.deepEqual(defectsOf(locationNumber), []);
  const setting = factsOf({ now: '2026-11-20T02:00:00Z', actor: worker });
  const keep = (number: string) => decideRecord(locationNumber, setting, worker, { number });
  assert.ok(keep('6901234000009').ok);
  for (const number of ['6901234000008', '690123400000', '06901234567892', '690123400000x']) {
    assert.equal(keep(number).ok, false, number);
  }
});

test('no more of a lot is packed than is there, in any measure', () => {
  const inside = [goods('A', '30'), goods('A', '20000', { unit: 'KGM' })];
  const packing = (quantity: string, packed: readonly ToldGoods[]) =>
    when(facts(), told({ kind: 'packed', goods: [goods('A', quantity)], packed })) ?? '';
  assert.equal(packing('40', inside), '');
  assert.match(packing('41', inside), /现存90吨，已经装入包装单元50吨，不能再装41吨/);
  assert.match(packing('91', []), /不能再装91吨/);
  assert.deepEqual(then(facts(), told({ kind: 'packed', goods: [goods('A', '1')] })), []);
});

test('more comes out of an event than went in only with a reason, and pieces are whole', () => {
  const making = (own: Partial<Told>) =>
    when(facts([lot('k')], [file()]), told({ kind: 'made', to: undefined, ...own }));
  const event = { goods: [goods('P', '20', { lots: [] })], used: [goods('K', '1')] };
  assert.match(making(event) ?? '', /产出多于所用批次.*gainReason/);
  assert.equal(making({ ...event, gain: '石膏没有按批次登记' }), undefined);
  assert.equal(making({ ...event, used: [goods('K', '20')] }), undefined);
  const two = [goods('P', '10', { lots: [] }), goods('Q', '11', { lots: [] })];
  assert.match(making({ goods: two, used: [goods('K', '20')] }) ?? '', /产出多于所用批次/);
  const pieces = [goods('P', '2.5', { lots: [], unit: 'H87' })];
  assert.match(making({ goods: pieces }) ?? '', /批号P按件计数，2.5不是整数/);
  const boards = facts([lot('a', { unit: '张' })]);
  const half = told({ goods: [goods('A', '0.5', { unit: 'H87' })] });
  assert.match(when(boards, half) ?? '', /按张计数，0.5张不是整数/);
});
