import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import type { Tx } from '#db/transaction.ts';
import { audit } from '#server/audit/audit.ts';
import { cementDocument } from '#trace/epcis/fixture/cement.ts';
import { gauge, inspection, socketPlan } from '../../law/inspection-setting.ts';
import { startServer } from '../../service.ts';
import { records } from '../lot-scene.ts';
import {
  cementLot,
  clinkerLot,
  error,
  event,
  EventStory,
  gln,
  left,
  milled,
} from './lot-events.ts';
import { captured } from './scene.ts';

const service = await startServer({ after });
const works = new EventStory(service);
const { story } = works;

before(() => works.begins());

const bag = (serial: number) => `urn:epc:id:sgtin:6901234.056789.${serial}`;
const commissioned = (number: string, ...serials: readonly number[]) =>
  event('2026-11-06', {
    type: 'ObjectEvent',
    action: 'ADD',
    epcList: serials.map(bag),
    bizStep: 'commissioning',
    ilmd: { 'cbvmda:lotNumber': number },
  });
const pallet = (number: string, quantity: number, unit = 'TNE') =>
  milled('2026-11-06', cementLot(number, quantity, unit));
const found = async () => {
  await story.log();
  const { law, now } = service.context;
  return (await audit(service.context.database, { law, now: now() })).difference;
};
const audited = async () => {
  const difference = await found();
  assert.equal(difference, undefined, difference?.en ?? '');
};
const got = async (number: string) => (await works.held('officer', number)).got;
/** A record of an inspection that names a lot; nothing of it is released. */
const inspects = async (lot: string, batch: string) => {
  const { officer, director } = works.cast.people;
  const plans = records('inspection-plan');
  const { id: plan } = await story.submits('officer', plans, {
    input: { ...socketPlan, productName: '普通硅酸盐水泥' },
  });
  const verified = { certificate: 'JD-1', doneOn: '2025-11-20', dueOn: '2026-11-19' };
  const instrument = { ...gauge, ...verified, files: [await story.paper('officer')] };
  const subject = works.cast.organisations.works.id;
  await story.opens('officer', 'test-equipment', 'register', instrument, { subject });
  const days = { producedOn: '2026-11-06', testedOn: '2026-11-07' };
  const people = { inspector: officer.id, signatory: director.id };
  const result = {
    plan,
    productName: '普通硅酸盐水泥',
    batch,
    certificateNumber: 'HG-1',
    ...days,
    ...people,
  };
  const input = { ...inspection(0, result), lot };
  await story.submits('officer', records('ex-factory-inspection'), { input });
};
const isGone = async (number: string) => {
  const { body } = await (
    await story.as('officer')
  ).get<{ lots: unknown[] }>(`/api/lots?number=${number}`);
  return body.lots.length === 0;
};

test('a lot may be told piece by piece, in one document and in several; the same again adds nothing', async () => {
  const first = [commissioned('T1', 1), commissioned('T1', 2, 3), commissioned('T1', 4)];
  await works.takes(first);
  assert.equal(await got('T1'), '4');
  const later = [commissioned('T1', 5)];
  await works.takes(later);
  await works.tell([...first, ...later]);
  assert.equal(await got('T1'), '5');
  assert.match(
    await works.leavesOut(commissioned('T1', 5, 6)),
    /21\/5已经登记在批号T1中，不能重复登记/,
  );
  await works.releases('director', (await works.held('officer', 'T1')).id, '5');
  await works.takes([left('2026-11-07', { epcList: [bag(2), bag(5)] }, gln.beams)]);
  await audited();
});

test('or pallet by pallet, packed as it is made, each with what went in, be it younger than the lot', async () => {
  const unit = (serial: number) => `urn:epc:id:sscc:6901234.6${String(serial).padStart(9, '0')}`;
  const packed = (serial: number, quantity: number) =>
    event('2026-11-06', {
      type: 'AggregationEvent',
      action: 'ADD',
      parentID: unit(serial),
      childQuantityList: [cementLot('T2', quantity, 'TNE')],
    });
  await works.takes([
    milled('2026-11-06', cementLot('T2', 2, 'TNE'), [clinkerLot(1)]),
    packed(1, 2),
    milled('2026-11-06', cementLot('T2', 1.5, 'TNE'), [clinkerLot(0.75)]),
    packed(2, 1.5),
  ]);
  await works.takes([
    pallet('T2a', 3),
    milled('2026-11-06', cementLot('T2', 1, 'TNE'), [
      clinkerLot(0.25),
      cementLot('T2a', 0.5, 'TNE'),
    ]),
  ]);
  const { lot, parts, steps } = await works.lot('officer', 'T2');
  assert.deepEqual([lot.got, lot.onHand, lot.madeOn], ['4.5', '4.5', '2026-11-06']);
  assert.deepEqual(
    new Map(parts.map(({ number, quantity }) => [number, quantity])),
    new Map([
      ['HD-1101', '2'],
      ['T2a', '0.5'],
    ]),
  );
  assert.deepEqual(steps.map(({ quantity }) => quantity).sort(), ['1', '1.5', '2']);
  assert.match(
    await works.leavesOut(
      milled('2026-11-06', cementLot('T2a', 1, 'TNE'), [cementLot('T2', 1, 'TNE')]),
    ),
    /批号T2a已经投入使用，不能再增加数量/,
  );
  await audited();
});

test('several products of one event: one is new, of the other there is more', async () => {
  await works.takes([pallet('T3', 1)]);
  await works.takes([
    event('2026-11-06', {
      type: 'TransformationEvent',
      inputQuantityList: [clinkerLot(3)],
      outputQuantityList: [cementLot('T3', 1, 'TNE'), cementLot('T3b', 2, 'TNE')],
      bizStep: 'creating_class_instance',
    }),
  ]);
  const partsOf = async (number: string) =>
    (await works.lot('officer', number)).parts.map(({ quantity }) => quantity);
  assert.deepEqual([await got('T3'), await got('T3b')], ['2', '2']);
  assert.deepEqual([await partsOf('T3'), await partsOf('T3b')], [['1'], ['2']]);
  await audited();
});

test('an error takes back what its own event added, the first as well as the last', async () => {
  const each = [3, 4, 5].map((quantity) =>
    milled('2026-11-06', cementLot('T4', quantity, 'TNE'), [clinkerLot(quantity)]),
  );
  const [first, second, third] = each as [object, object, object];
  const before_ = Number((await works.held('officer', 'HD-1101')).onHand);
  await works.takes(each);
  await works.takes([error(second)]);
  assert.equal(await got('T4'), '8');
  await works.takes([error(first)]);
  const { lot, parts } = await works.lot('officer', 'T4');
  assert.deepEqual([lot.got, parts.map(({ quantity }) => quantity)], ['5', ['5']]);
  assert.equal(Number((await works.held('officer', 'HD-1101')).onHand), before_ - 5);
  await audited();
  const fourth = pallet('T4', 6);
  await works.takes([fourth]);
  assert.equal(await got('T4'), '11');
  await audited();
  await works.takes([error(third), error(fourth)]);
  assert.ok(await isGone('T4'));
  const anew = pallet('T4', 7);
  await works.takes([anew, pallet('T4', 1)]);
  assert.equal(await got('T4'), '8');
  await audited();
});

test('what was packed or judged is not taken back from under it', async () => {
  const [first, second] = [commissioned('T5', 51, 52), commissioned('T5', 53, 54)];
  const weighed = [pallet('T6', 2), pallet('T6', 3)] as const;
  const inUnit = (serial: number, content: object) =>
    event('2026-11-07', {
      type: 'AggregationEvent',
      action: 'ADD',
      parentID: `urn:epc:id:sscc:6901234.7${String(serial).padStart(9, '0')}`,
      ...content,
    });
  const boxed = inUnit(1, { childEPCs: [bag(53)] });
  const loaded = inUnit(2, { childQuantityList: [cementLot('T6', 2500, 'KGM')] });
  await works.takes([first, second, ...weighed, boxed, loaded]);
  assert.match(await works.leavesOut(error(second)), /21\/53已经装在包装单元/);
  assert.match(
    await works.leavesOut(error(weighed[1])),
    /批号T6已经装入包装单元2.5吨，取出以后才能撤销/,
  );
  await works.takes([error(boxed), error(weighed[0])]);
  assert.equal(await got('T6'), '3');
  await works.releases('director', (await works.held('officer', 'T5')).id, '1');
  assert.match(
    await works.leavesOut(error(first)),
    /这个批次已经检验、放行、使用、发出或者封存，登记的数量不能再增减/,
  );
  await audited();
});

test('what something happened to is what it was: more of it is left out, and the reason says what happened', async () => {
  const refused = async (number: string, sentence: RegExp) => {
    assert.match(await works.leavesOut(pallet(number, 1)), sentence);
  };
  const lotOf = async (number: string) => (await works.held('officer', number)).id;
  await works.takes(['V1', 'V2', 'V3', 'V4', 'V5'].map((number) => pallet(number, 5)));
  await works.releases('director', await lotOf('V1'), '5');
  await refused('V1', /批号V1已经放行，不能再增加数量，请使用新的批号/);
  await works.takes([left('2026-11-07', { quantityList: [cementLot('V1', 1, 'TNE')] }, gln.beams)]);
  await refused('V1', /批号V1已经发出/);
  await works.takes([milled('2026-11-06', cementLot('V6', 1, 'TNE'), [cementLot('V2', 1, 'TNE')])]);
  await refused('V2', /批号V2已经投入使用/);
  await works.takes([
    left('2026-11-07', { quantityList: [cementLot('V3', 1, 'TNE')] }, undefined, 'destroying'),
  ]);
  await refused('V3', /批号V3已经销毁一部分/);
  await inspects(await lotOf('V4'), 'V4');
  await refused('V4', /批号V4已经检验，不能再增加数量/);
  assert.match(await works.leavesOut(pallet('V5', 1, 'H87')), /批号V5按吨登记，不能再按件增加数量/);
  const formed = { product: '普通硅酸盐水泥', model: 'P·O 42.5', quantity: '5', unit: '吨' };
  await works.makes('officer', 'V7', { ...formed, file: works.file, madeOn: '2026-11-06' });
  await refused('V7', /批号V7已经填表登记，不能再由事件登记/);
  const inOne = [
    pallet('V8', 2),
    milled('2026-11-06', cementLot('V9', 1, 'TNE'), [cementLot('V8', 1, 'TNE')]),
    pallet('V8', 2),
  ];
  const { lots } = await works.tell(inOne);
  assert.deepEqual([lots.taken, lots.leftOut], [2, 1]);
  assert.match(lots.reasons[0]?.detail ?? '', /批号V8已经投入使用/);
  await audited();
});

test('two documents at once add both, and one that is released meanwhile grows before or not at all', async () => {
  await works.takes([pallet('W1', 1)]);
  const client = await story.as('principal');
  const hands = (events: readonly object[]) => captured(client, cementDocument(events));
  const jobs = await Promise.all(
    [1, 2, 3, 4].map((quantity) => hands([pallet('W1', quantity), pallet('W2', quantity)])),
  );
  assert.deepEqual(
    jobs.map(({ lots }) => lots.taken),
    [2, 2, 2, 2],
  );
  assert.deepEqual([await got('W1'), await got('W2')], ['11', '10']);
  const { id } = await works.held('officer', 'W1');
  const [job] = await Promise.all([
    hands([pallet('W1', 1), pallet('W1', 1)]),
    works.releases('director', id, '11'),
  ]);
  const all = await works.held('officer', 'W1');
  assert.equal(Number(all.got), 11 + job.lots.taken);
  assert.equal(all.available, '11');
  await audited();
});

test('a thousand events of one lot cost no more statements than a few', async () => {
  const { database } = service.context;
  const as = database.as.bind(database);
  let statements = 0;
  const counting = (tx: Tx): Tx => ({
    rows: (text, parameters) => {
      statements += 1;
      return tx.rows(text, parameters);
    },
    run: (statement) => {
      statements += 1;
      return tx.run(statement);
    },
  });
  Object.assign(database, {
    as: ((actor, work, options) =>
      as(actor, (tx) => work(counting(tx)), options)) as typeof database.as,
  });
  const costs = async (events: readonly object[]) => {
    statements = 0;
    await works.takes(events);
    return statements;
  };
  const model = commissioned('X', 0);
  const making = (number: string, from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...model,
      eventID: `urn:uuid:0193bd1e-7a10-7c55-8f44-${String(from + index).padStart(12, '0')}`,
      epcList: [bag(from + index)],
      ilmd: { 'cbvmda:lotNumber': number },
    }));
  const few = await costs(making('X1', 1_000, 3));
  const many = await costs(making('X2', 2_000, 1_000));
  Object.assign(database, { as });
  assert.equal(await got('X2'), '1000');
  assert.ok(many < few + 20, `${many} statements against ${few}`);
  await audited();
});

test('the audit finds what was changed by hand in a lot that several events told', async () => {
  const owner = (sql: string) =>
    asOwner(service.databaseUrl, (connection) => connection.query(sql));
  const lot = `(select seq from lot where number = 'T2')`;
  const second = `kind = 'made' and lot = ${lot} and quantity = 1.5`;
  const [other, strange] = ['W2', 'V5'].map(
    (number) => `(select seq from lot where number = '${number}')`,
  );
  const moved = (quantity: number, of: string | undefined) =>
    `update lot set quantity = quantity + ${quantity} where seq = ${of};
     update holding set got = got + ${quantity} where lot = ${of}`;
  const changes: readonly (readonly [sql: string, undo: string, place: string])[] = [
    [
      `update lot_event set quantity = 2.5 where ${second}; update lot set quantity = 5.5 where seq = ${lot};
       update holding set got = got + 1 where lot = ${lot}`,
      `update lot_event set quantity = 1.5 where kind = 'made' and lot = ${lot} and quantity = 2.5;
       update lot set quantity = 4.5 where seq = ${lot}; update holding set got = got - 1 where lot = ${lot}`,
      'lot_event.lot',
    ],
    [
      `update lot set quantity = 5 where seq = ${lot}`,
      `update lot set quantity = 4.5 where seq = ${lot}`,
      'lot.quantity',
    ],
    [
      `create table kept as select * from lot_event where ${second}; delete from lot_event where ${second};
       update lot set quantity = 3 where seq = ${lot}; update holding set got = got - 1.5 where lot = ${lot}`,
      `insert into lot_event select * from kept; drop table kept;
       update lot set quantity = 4.5 where seq = ${lot}; update holding set got = got + 1.5 where lot = ${lot}`,
      'lot_part.lot',
    ],
    [
      `update lot_part set quantity = quantity + 0.25 where child = ${lot} and quantity = 0.75;
       update lot_part set quantity = quantity - 0.25 where child = ${lot} and quantity = 0.5`,
      `update lot_part set quantity = quantity - 0.25 where child = ${lot} and quantity = 1 and number >= 20000;
       update lot_part set quantity = quantity + 0.25 where child = ${lot} and parent = (select seq from lot where number = 'T2a')`,
      'lot_part.lot',
    ],
    [
      `update lot_part set number = 7 where child = ${lot} and quantity = 0.75`,
      `update lot_part set number = 20000 where child = ${lot} and quantity = 0.75`,
      'lot_part.lot',
    ],
    [
      `update lot_event set lot = ${strange} where lot = ${other} and quantity = 3; ${moved(-3, other)}; ${moved(3, strange)}`,
      `update lot_event set lot = ${other} where lot = ${strange} and quantity = 3; ${moved(3, other)}; ${moved(-3, strange)}`,
      'lot.lot',
    ],
    [
      `create table kept as select seq, id from lot where number = 'T4'; update lot set id = gen_random_uuid() where number = 'T4'`,
      `update lot l set id = k.id from kept k where k.seq = l.seq; drop table kept`,
      'lot.lot',
    ],
    [
      `create table kept as select * from lot_event where lot = ${other} and quantity = 3;
       delete from lot_event where lot = ${other} and quantity = 3; update lot set quantity = 7 where seq = ${other};
       update holding set got = got - 3 where lot = ${other}`,
      `insert into lot_event select * from kept; drop table kept; update lot set quantity = 10 where seq = ${other};
       update holding set got = got + 3 where lot = ${other}`,
      'lot_event.lot',
    ],
  ];
  for (const [sql, undo, place] of changes) {
    await owner(sql);
    const difference = await found();
    assert.equal(`${difference?.table}.${difference?.column}`, place, sql);
    await owner(undo);
    await audited();
  }
});
