import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownContexts, readContext } from '../context.ts';
import {
  bagging,
  cementDocument,
  cementEvents,
  logging,
  milling,
  palletising,
  shipping,
} from '../fixture/cement.ts';
import { checkEnvelope } from './document.ts';
import { unstorable } from './storable.ts';
import { checkEvent } from './event.ts';

const said = (event: unknown) =>
  checkEvent(event).map(({ path, sentence }) => `${path} ${sentence}`);
const without = (event: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)));

test('events of every kind with everything that they may carry are right', () => {
  for (const event of cementEvents) assert.deepEqual(said(event), []);
  const takenBack = {
    ...shipping,
    errorDeclaration: {
      declarationTime: '2026-11-19T08:00:00+08:00',
      reason: 'did_not_occur',
      correctiveEventIDs: ['urn:uuid:0193bd1e-7a10-7c55-8f33-2f8a9be10007'],
      'jx:who': '仓库',
    },
  };
  assert.deepEqual(said(takenBack), []);
  // An extension's own kind of event, and its own words.
  assert.deepEqual(said({ ...without(logging, 'type'), type: 'jx:SealEvent', 'jx:x': 1 }), []);
  assert.deepEqual(said({ ...bagging, bizStep: 'https://ns.example.cn/steps/bagging' }), []);
  assert.deepEqual(said({ ...bagging, bizStep: 'https://ref.gs1.org/cbv/BizStep-packing' }), []);
  // Sensors alone may speak of a place.
  const measured = without({ ...bagging, action: 'OBSERVE' }, 'epcList', 'quantityList', 'ilmd');
  assert.deepEqual(said(measured), []);
});

const wrongEvents: readonly (readonly [
  what: string,
  event: unknown,
  defects: readonly string[],
])[] = [
  ['no object', 7, [' 事件应为对象']],
  ['no type', without(milling, 'type'), ['type 缺少事件类型']],
  [
    'an unknown type',
    { ...milling, type: 'MillingEvent' },
    [
      'type 没有“MillingEvent”这种事件，应为ObjectEvent、AggregationEvent、TransactionEvent、TransformationEvent、AssociationEvent之一',
    ],
  ],
  ['no time', without(milling, 'eventTime'), ['eventTime 缺少这一项']],
  [
    'a time without a zone and a zone that is none',
    { ...milling, eventTime: '2026-11-18T08:00:00', eventTimeZoneOffset: '8' },
    [
      'eventTime 应为带时区的时间，如2026-11-28T09:30:00+08:00',
      'eventTimeZoneOffset 应为时区，如+08:00',
    ],
  ],
  [
    'a day that there is not',
    { ...milling, eventTime: '2026-11-31T08:00:00+08:00' },
    ['eventTime 没有2026-11-31这一天'],
  ],
  [
    'a negative quantity',
    {
      ...milling,
      inputQuantityList: [
        milling.inputQuantityList[0],
        { ...milling.inputQuantityList[1], quantity: -1 },
      ],
    },
    ['inputQuantityList[1].quantity 数量不能是负数，写的是-1'],
  ],
  [
    'half a piece',
    { ...bagging, quantityList: [{ ...bagging.quantityList[0], quantity: 1.5 }] },
    ['quantityList[0].quantity 没有计量单位的数量是件数，应为整数，写的是1.5'],
  ],
  [
    'a quantity in words, a unit in Chinese',
    { ...bagging, quantityList: [{ ...bagging.quantityList[0], quantity: '2', uom: '吨' }] },
    ['quantityList[0].quantity 应为数字'],
  ],
  [
    'a single piece as a lot',
    { ...bagging, quantityList: [{ epcClass: 'urn:epc:id:sgtin:6901234.056789.B1' }] },
    ['quantityList[0].epcClass 这里应为产品或者批次的编码，写的是单件的编码'],
  ],
  [
    'a wrong check digit at the resolver of the standard',
    { ...bagging, epcList: ['https://id.gs1.org/01/06901234567893/21/1'] },
    ['epcList[0] 商品条码06901234567893的校验码应为2，写的是3'],
  ],
  [
    'an unknown kind of parent',
    { ...palletising, parentID: 'urn:epc:id:pallet:6901234.1' },
    ['parentID 不支持EPC编码方案urn:epc:id:pallet'],
  ],
  ['no parent', without(palletising, 'parentID'), ['parentID 装入时要写明上级单元']],
  [
    'the same piece twice',
    { ...bagging, epcList: [bagging.epcList[0], bagging.epcList[0]] },
    ['epcList[1] 与前面的一项重复'],
  ],
  [
    'nothing made',
    without(milling, 'outputQuantityList', 'transformationID'),
    ['outputQuantityList 没有写产出，也没有写transformationID'],
  ],
  [
    'an unknown step',
    { ...bagging, bizStep: 'bagging' },
    ['bizStep 标准中没有“bagging”这个业务步骤'],
  ],
  [
    'a step as a URN',
    { ...bagging, bizStep: 'urn:epcglobal:cbv:bizstep:packing' },
    ['bizStep 业务步骤在JSON中只写名称，不写“urn:epcglobal:cbv:bizstep:packing”'],
  ],
  [
    'master data where nothing is made',
    { ...bagging, action: 'OBSERVE' },
    ['ilmd 只有action为ADD的事件才能带主数据'],
  ],
  [
    'master data without a namespace',
    { ...bagging, ilmd: { origin: 'CN' } },
    ['ilmd.origin 标准中没有这一项，扩展字段的名称须带命名空间前缀，如jx:batch'],
  ],
  [
    'a field that belongs to another kind',
    { ...palletising, ilmd: {} },
    ['ilmd AggregationEvent没有这一项，扩展字段的名称须带命名空间前缀，如jx:batch'],
  ],
  [
    'a measurement without a type',
    { ...bagging, sensorElementList: [{ sensorReport: [{ value: 1 }] }] },
    ['sensorElementList[0].sensorReport[0].type 缺少这一项'],
  ],
  [
    'no measurement',
    { ...bagging, sensorElementList: [{ sensorReport: [] }] },
    ['sensorElementList[0].sensorReport 至少要有1项'],
  ],
  [
    'a document of no kind',
    {
      ...shipping,
      bizTransactionList: [{ type: 'lieferschein', bizTransaction: 'https://a.cn/1' }],
    },
    ['bizTransactionList[0].type 标准中没有“lieferschein”这个单据类型'],
  ],
  ['no document', { ...shipping, bizTransactionList: [] }, ['bizTransactionList 至少要有1项']],
  [
    'a state neither set nor unset',
    { ...bagging, persistentDisposition: {} },
    ['persistentDisposition set和unset至少要写一项'],
  ],
  [
    'an error without a time',
    { ...shipping, errorDeclaration: { reason: 'incorrect_data' } },
    ['errorDeclaration.declarationTime 缺少这一项'],
  ],
  [
    'a foreign context of its own',
    { ...bagging, '@context': 'https://evil.example/context.jsonld' },
    [
      '@context 不读取外部上下文“https://evil.example/context.jsonld”：只接受EPCIS标准的上下文，以及在文件内写明命名空间的前缀',
    ],
  ],
];

for (const [what, event, defects] of wrongEvents) {
  test(`wrong: ${what}`, () => assert.deepEqual(said(event), defects));
}

test('an envelope of either kind is right, and each thing missing or wrong is named', () => {
  assert.ok(checkEnvelope(cementDocument()).ok);
  const { epcisHeader: _, ...rest } = cementDocument();
  const query = {
    ...without(rest, 'sender', 'creationDate', 'schemaVersion'),
    type: 'EPCISQueryDocument',
    epcisBody: { queryResults: { queryName: '日报', resultsBody: { eventList: [] } } },
  };
  assert.ok(checkEnvelope(query).ok);
  const defectOf = (document: unknown) => {
    const checked = checkEnvelope(document);
    return checked.ok
      ? ''
      : checked.defects.map(({ path, sentence }) => `${path} ${sentence}`).join();
  };
  assert.equal(defectOf([]), ' 文件应为一个JSON对象');
  assert.equal(
    defectOf({ ...rest, type: 'Document' }),
    'type 应为EPCISDocument、EPCISQueryDocument之一',
  );
  assert.equal(defectOf(without(rest, 'schemaVersion')), 'schemaVersion 缺少这一项');
  assert.equal(
    defectOf({ ...rest, creationDate: '2026-11-20' }),
    'creationDate 应为带时区的时间，如2026-11-28T09:30:00+08:00',
  );
  assert.equal(defectOf({ ...rest, epcisBody: {} }), 'epcisBody.eventList 缺少这一项');
  assert.equal(
    defectOf({ ...rest, remark: 1 }),
    'remark 标准中没有这一项，扩展字段的名称须带命名空间前缀，如jx:batch',
  );
  assert.equal(defectOf(without(rest, '@context')), '@context 缺少这一项');
  assert.equal(
    defectOf({ ...rest, '@context': [{ jx: 'https://ns.example.cn/' }] }),
    '@context 没有写明EPCIS标准的上下文',
  );
});

test('a context that could change the meaning of a document is refused, and nothing is fetched', (t) => {
  t.mock.method(globalThis, 'fetch', () => assert.fail('something was fetched'));
  const [standard] = knownContexts;
  const hostile: readonly (readonly [unknown, RegExp])[] = [
    [[standard, 'http://169.254.169.254/context'], /不读取外部上下文“http:\/\/169/],
    [[standard, 'file:///etc/passwd'], /不读取外部上下文/],
    [[standard, { '@import': 'https://evil.example/' }], /“@import”会改变文件的含义/],
    [[standard, { '@vocab': 'https://evil.example/' }], /“@vocab”会改变/],
    [[standard, { '@base': 'https://evil.example/' }], /“@base”会改变/],
    [[standard, { bizStep: 'https://evil.example/step' }], /不能重新定义标准字段“bizStep”/],
    [[standard, { cbv: 'https://evil.example/' }], /不能把标准前缀“cbv”改指/],
    [
      [standard, { jx: { '@id': 'https://ns.example.cn/', '@context': 'https://evil.example/' } }],
      /应为完整的网址/,
    ],
    [[standard, { jx: 'ns' }], /应为完整的网址/],
    [[standard, [standard]], /只能是网址/],
    [7, /只能是网址/],
    [
      [
        standard,
        Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`p${at}`, 'https://a.cn/'])),
      ],
      /超过100个/,
    ],
  ];
  for (const [context, sentence] of hostile) {
    const read = readContext(context);
    assert.ok(!read.ok, JSON.stringify(context));
    assert.match(read.sentence, sentence);
  }
  const coerced = readContext([
    standard,
    { rail: 'https://rail.example.cn/', 'rail:carriage': { '@type': '@id', '@container': '@set' } },
  ]);
  assert.ok(coerced.ok);
  assert.equal(coerced.value.get('rail'), 'https://rail.example.cn/');
  const renamed = readContext([standard, { 'rail:carriage': { '@id': 'https://evil.example/' } }]);
  assert.ok(!renamed.ok);
  const own = readContext([standard, { jx: { '@id': 'https://ns.example.cn/', '@prefix': true } }]);
  assert.ok(own.ok);
  assert.equal(own.value.get('jx'), 'https://ns.example.cn/');
});

test('a sign that no text can be kept with is found where it is, and nothing that only looks like it', () => {
  const found = (event: unknown) => unstorable(JSON.stringify(event), event)?.path;
  assert.equal(found({ type: 'ObjectEvent', epcList: ['a', 'b\0'] }), 'epcList[1]');
  assert.equal(found({ 'firm:note': { deep: ['half \ud83d'] } }), 'firm:note.deep[0]');
  assert.equal(found({ 'firm:\0': 1 }), '');
  assert.equal(found({ note: 'written \\u0000', sign: '\u{1f600}' }), undefined);
});
