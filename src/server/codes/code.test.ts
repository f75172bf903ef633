import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lotCode, readable, readSerial, serialNumber, visitorOf } from './code.ts';

const key = new Uint8Array(32).fill(7);
const lot = '0198a000-0000-7000-8000-000000000001';

test('a lot has one code of twelve signs, and another lot another', () => {
  assert.match(lotCode(lot), /^[0-9A-HJKMNP-TV-Z]{12}$/);
  assert.equal(lotCode(lot), lotCode(lot));
  const many = Array.from({ length: 2000 }, (_, n) => lotCode(`${lot}${n}`));
  assert.equal(new Set(many).size, 2000);
  assert.ok(new Set(many.map((code) => code[0])).size > 25, 'all signs begin codes');
});

test('a serial number is read by whoever made it, for its own lot only', () => {
  const code = lotCode(lot);
  for (const n of [1, 31, 32, 99_999, 1_048_576]) {
    const serial = serialNumber(key, code, n);
    assert.ok(serial.length <= 20);
    assert.equal(readSerial(key, code, serial), n);
    assert.equal(readSerial(key, lotCode(`${lot}x`), serial), undefined);
    assert.equal(readSerial(new Uint8Array(32), code, serial), undefined);
  }
});

test('the next number can’t be made from one that is known', () => {
  const code = lotCode(lot);
  const [one, two] = [serialNumber(key, code, 1), serialNumber(key, code, 2)];
  assert.equal(readSerial(key, code, two.slice(0, 4) + one.slice(4)), undefined);
  for (const wrong of ['', '0001', one.slice(1), `${one}0`, '<script>', '0'.repeat(12)]) {
    assert.equal(readSerial(key, code, wrong), undefined, wrong);
  }
});

test('letters that look like digits, spaces and small letters do no harm', () => {
  const serial = serialNumber(key, lotCode(lot), 5);
  assert.equal(readSerial(key, lotCode(lot), ` ${serial.toLowerCase().replaceAll('0', 'o')} `), 5);
  assert.equal(readable('il-oO 1'), '11001');
});

test('a visitor is the same on one day and nobody on the next', () => {
  const hex = (address: string, day: string) =>
    Buffer.from(visitorOf(key, address, day)).toString('hex');
  assert.equal(hex('10.0.0.1', '2026-11-20'), hex('10.0.0.1', '2026-11-20'));
  assert.notEqual(hex('10.0.0.1', '2026-11-20'), hex('10.0.0.1', '2026-11-21'));
  assert.notEqual(hex('10.0.0.1', '2026-11-20'), hex('10.0.0.2', '2026-11-20'));
});
