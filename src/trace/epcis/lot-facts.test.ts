import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonical } from '../identifiers/identifier.ts';
import type { EpcisEvent } from './event.ts';
import { bagging, logging, milling, palletising, shipping } from './fixture/cement.ts';
import { lotFacts } from './lot-facts.ts';
import { fingerprint, mentions } from './terms.ts';

const facts = (event: object) => lotFacts(event as EpcisEvent);
const lot = 'https://id.gs1.org/01/06901234567892/10/P42-1118';

test('a transformation says what was used and what was made, with units', () => {
  const { inputs, outputs, ...rest } = facts(milling);
  assert.deepEqual(
    inputs.map(({ gtin, lot: own, quantity, unit }) => [gtin, own, quantity, unit]),
    [
      ['06901234111118', 'SL-118', 61.5, 'TNE'],
      ['06921234511114', 'KZ-7', 18, 'TNE'],
    ],
  );
  assert.deepEqual(outputs, [
    { id: lot, level: 'lot', gtin: '06901234567892', lot: 'P42-1118', quantity: 79, unit: 'TNE' },
  ]);
  assert.equal(rest.happening, 'transformed');
  assert.equal(rest.transformation, canonical(milling.transformationID));
  assert.equal(rest.atMs, Date.parse('2026-11-18T00:00:00Z'));
  assert.equal(rest.readPoint, 'https://id.gs1.org/414/6901234000016/254/K7');
  assert.equal(rest.place, 'https://id.gs1.org/414/6901234000016');
  assert.deepEqual(rest.masterData, milling.ilmd);
});

test('packing names the unit and what is in it, shipping who gives to whom', () => {
  const packed = facts(palletising);
  assert.equal(packed.happening, 'packed');
  assert.equal(
    packed.parent?.sscc,
    '369012340000000177'.slice(0, 17) + packed.parent?.sscc?.slice(-1),
  );
  assert.deepEqual(
    packed.children.map(({ level, serial, quantity, unit }) => [level, serial, quantity, unit]),
    [
      ['instance', 'B0001', 1, 'H87'],
      ['instance', 'B0002', 1, 'H87'],
      ['lot', undefined, 950, 'KGM'],
    ],
  );
  const shipped = facts(shipping);
  assert.equal(shipped.happening, 'shipped');
  assert.deepEqual(shipped.from, { owner: 'https://id.gs1.org/417/6901234000009' });
  assert.deepEqual(shipped.to, {
    owner: 'https://id.gs1.org/417/6921234500002',
    location: 'https://id.gs1.org/414/6921234500026',
  });
  assert.deepEqual(shipped.documents, [
    { type: 'desadv', id: 'urn:epcglobal:cbv:bt:6901234000009:FH20261118-7' },
    { id: 'https://erp.example.cn/orders/4711' },
  ]);
});

test('the happening follows from type, action and step', () => {
  const object = (action: string, bizStep: string) =>
    facts({ ...bagging, action, bizStep, ilmd: undefined }).happening;
  assert.equal(facts(bagging).happening, 'made');
  assert.equal(object('OBSERVE', 'https://ref.gs1.org/cbv/BizStep-receiving'), 'received');
  assert.equal(object('OBSERVE', 'inspecting'), 'observed');
  assert.equal(object('OBSERVE', 'retail_selling'), 'sold');
  assert.equal(object('DELETE', 'destroying'), 'destroyed');
  assert.equal(object('DELETE', 'decommissioning'), 'ended');
  // Goods that leave have left, whatever the event does with their numbers or their unit.
  for (const action of ['ADD', 'OBSERVE', 'DELETE']) {
    assert.equal(object(action, 'shipping'), 'shipped');
    assert.equal(object(action, 'retail_selling'), 'sold');
    assert.equal(facts({ ...palletising, action, bizStep: 'departing' }).happening, 'shipped');
  }
  assert.equal(object('ADD', 'receiving'), 'received', 'made elsewhere, and new here');
  assert.equal(facts({ ...palletising, action: 'DELETE' }).happening, 'unpacked');
  assert.equal(facts({ ...milling, outputQuantityList: undefined }).happening, 'used');
  assert.equal(facts({ ...milling, inputQuantityList: [] }).happening, 'made');
  assert.equal(facts(logging).happening, 'linked');
  assert.equal(facts({ ...logging, action: 'DELETE' }).happening, 'unlinked');
  assert.equal(facts(logging).declaresError, false);
  assert.equal(
    facts({ ...logging, errorDeclaration: { declarationTime: '' } }).declaresError,
    true,
  );
});

test('an event is found by everything that it names, whatever the spelling', () => {
  assert.deepEqual(mentions(bagging as unknown as EpcisEvent), [
    'https://id.gs1.org/01/06901234567892/21/B0001',
    'https://id.gs1.org/01/06901234567892/21/B0002',
    lot,
  ]);
  const numbers = new Set(Array.from({ length: 200_000 }, (_, at) => fingerprint(`${lot}${at}`)));
  assert.equal(numbers.size, 200_000);
  for (const one of numbers) assert.ok(Number.isSafeInteger(one) && one >= 0);
});
