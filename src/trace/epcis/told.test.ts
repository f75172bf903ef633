import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EpcisEvent } from './event.ts';
import { bagging, logging, milling, palletising, shipping } from './fixture/cement.ts';
import { lotFacts } from './lot-facts.ts';
import { tellingOf } from './told.ts';
import { Units } from './units.ts';

const telling = (event: object) => tellingOf(lotFacts(event as EpcisEvent));
const lot = (quantity: number, unit = 'KGM', number = 'P1') => ({
  link: `https://id.gs1.org/01/06901234567892/10/${number}`,
  gtin: '06901234567892',
  number,
  quantity,
  unit,
});

test('an event tells what was made of what, of which lots, and what nobody can say a lot of', () => {
  const made = telling(milling);
  assert.equal(made?.kind, 'made');
  assert.deepEqual(
    made?.used.map(({ number, quantity }) => [number, quantity]),
    [
      ['SL-118', 61.5],
      ['KZ-7', 18],
    ],
  );
  assert.deepEqual(made?.unnumbered, []);
  assert.deepEqual(telling(bagging)?.unnumbered, [
    'https://id.gs1.org/01/06901234567892/21/B0001',
    'https://id.gs1.org/01/06901234567892/21/B0002',
  ]);
  assert.equal(telling(logging), undefined, 'a logger on a pallet is no goods');
  assert.equal(telling({ ...milling, outputQuantityList: undefined }), undefined);
  const serial = {
    ...bagging,
    quantityList: undefined,
    epcList: ['https://id.gs1.org/01/06901234567892/10/P1/21/7'],
  };
  assert.deepEqual(telling(serial)?.lots, [lot(1, 'H87')]);
});

test('single pieces count in the lot that the master data of their making says', () => {
  const made = telling({
    ...bagging,
    quantityList: undefined,
    ilmd: { ...bagging.ilmd, 'cbvmda:lotNumber': 'P1' },
  });
  assert.deepEqual(made?.lots, [lot(2, 'H87')]);
  assert.deepEqual(made?.unnumbered, []);
  const odd = telling({ ...bagging, quantityList: undefined, ilmd: { 'cbvmda:lotNumber': 7 } });
  assert.equal(odd?.unnumbered.length, 2);
});

test('a shipment names units and lots; a unit alone is what is in it, and the end of its number is not the end of goods', () => {
  const shipped = telling(shipping);
  assert.deepEqual(shipped?.to, [
    'https://id.gs1.org/417/6921234500002',
    'https://id.gs1.org/414/6921234500026',
  ]);
  assert.equal(shipped?.units.length, 1);
  const { epcList: _, quantityList: __, ...carrier } = shipping;
  assert.equal(telling(carrier)?.units.length, 1, 'only its parent is named');
  const ended = {
    ...bagging,
    action: 'DELETE',
    bizStep: 'decommissioning',
    quantityList: undefined,
  };
  assert.equal(telling({ ...ended, epcList: ['urn:epc:id:sscc:6901234.3000000017'] }), undefined);
  assert.equal(telling({ ...palletising, parentID: undefined, action: 'DELETE' }), undefined);
  const all = {
    ...palletising,
    action: 'DELETE',
    childEPCs: undefined,
    childQuantityList: undefined,
  };
  assert.equal(telling(all)?.kind, 'unpacked');
});

test('the same lot named twice is added up exactly, and unsaid once it is unsaid for good', () => {
  const twice = (one?: number, other?: number) => {
    const quantityList = [one, other].map((quantity) => ({
      epcClass: 'urn:epc:class:lgtin:6901234.056789.P1',
      ...(quantity === undefined ? {} : { quantity }),
    }));
    return telling({ ...bagging, epcList: undefined, quantityList })?.lots[0]?.quantity;
  };
  assert.equal(twice(0.1, 0.2), 0.3);
  assert.equal(twice(0.1), undefined);
});

test('what was put into a unit is in it until it is taken out or has left', () => {
  const units = new Units();
  units.pack('a', { lots: [lot(10), lot(1, 'H87')], units: [] });
  units.pack('a', { lots: [lot(5)], units: [] });
  units.pack('b', { lots: [], units: ['a'] });
  assert.deepEqual(units.lotsIn(['b']), [lot(10), lot(1, 'H87'), lot(5)]);
  assert.equal(units.unpack('a', { lots: [lot(16)], units: [] }), false);
  assert.equal(units.unpack('a', { lots: [lot(15.5)], units: [] }), false);
  assert.equal(units.unpack('a', { lots: [lot(12.5)], units: [] }), true);
  assert.deepEqual(units.lotsIn(['a']), [lot(1, 'H87'), lot(2.5)]);
  const left = units.leave(['b']);
  assert.deepEqual(
    left.map(([unit]) => unit),
    ['b', 'a'],
  );
  assert.equal(units.lotsIn(['b']), undefined);
  assert.equal(units.mayComeBack(left), true);
  units.pack('a', { lots: [lot(3)], units: [] });
  assert.equal(units.mayComeBack(left), false, 'it was used anew');
});

test('a unit counts once, whether it is named beside the one it stands in, or stands in itself', () => {
  const units = new Units();
  units.pack('box', { lots: [lot(1)], units: [] });
  units.pack('pallet', { lots: [lot(2)], units: ['box'] });
  assert.deepEqual(units.lotsIn(['box', 'pallet']), [lot(1), lot(2)]);
  const left = units.leave(['box', 'pallet']);
  assert.equal(left.length, 2);
  units.comeBack(left);
  assert.deepEqual(units.lotsIn(['pallet']), [lot(2), lot(1)]);
  // As it could be told before that was refused.
  units.load('box', { lots: [lot(1)], units: ['pallet'] });
  assert.deepEqual(units.lotsIn(['pallet']), [lot(2), lot(1)]);
});

test('nothing lies in itself, in what lies in it, or in two places', () => {
  const units = new Units();
  const empty = { lots: [], units: [] };
  assert.match(units.pack('P', { ...empty, units: ['P'] }) ?? '', /不能装进它自己/);
  assert.equal(units.pack('P', { ...empty, units: ['B'] }), undefined);
  assert.equal(units.pack('B', { ...empty, units: ['C'], pieces: ['one'] }), undefined);
  assert.match(units.pack('C', { ...empty, units: ['P'] }) ?? '', /里面的单元/);
  assert.match(units.pack('Q', { ...empty, units: ['B'] }) ?? '', /B已经装在包装单元P里/);
  assert.match(units.pack('Q', { ...empty, pieces: ['one'] }) ?? '', /one已经装在包装单元B里/);
  assert.equal(units.unpack('B', { ...empty, units: [], pieces: ['two'] }), false);
  assert.equal(units.unpack('P', { ...empty, units: ['B'] }), true);
  assert.equal(units.pack('Q', { ...empty, units: ['B'] }), undefined);
});

test('what leaves out of a unit lies in it no more, unless it stays after all', () => {
  const units = new Units();
  units.pack('B', { lots: [lot(2)], units: [] });
  units.pack('P', { lots: [lot(1)], units: ['B'] });
  const left = units.leave(['B']);
  assert.deepEqual(units.contentOf('P')?.units, []);
  units.stay(left);
  assert.deepEqual(units.contentOf('P')?.units, ['B']);
  units.leave(['B']);
  units.comeBack(left);
  assert.deepEqual(units.contentOf('P')?.units, []);
  assert.deepEqual(units.packed([lot(0)]), [lot(3)]);
});

test('why more came out than went in stands in the master data, in any namespace', () => {
  const milled = (ilmd: object) => telling({ ...milling, ilmd })?.gain;
  assert.equal(milled({ 'jx:gainReason': ' 加水 ' }), '加水');
  assert.equal(milled({ 'https://ns.example.cn/epcis/gainReason': '加水' }), '加水');
  assert.equal(milled({ 'jx:gainReason': 7 }), undefined);
  assert.equal(milled({ 'jx:reason': '加水' }), undefined);
});
