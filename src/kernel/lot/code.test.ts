import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLotCode } from './code.ts';

const id = '019aa7d3-88a0-7000-8000-00000000a001';

test('the address of a lot’s page names it, on any host, and so does its bare id', () => {
  assert.deepEqual(readLotCode(`https://sifang.example/app/lots/${id}?x=1`), { id });
  assert.deepEqual(readLotCode(`/app/lots/${id}`), { id });
  assert.deepEqual(readLotCode(` ${id.toUpperCase()} `), { id });
});

test('a GS1 Digital Link names a lot by its AI 10', () => {
  const link = 'https://id.gs1.org/01/06901234567892/10/GJ%2D1103/21/7?17=271231';
  assert.deepEqual(readLotCode(link), { number: 'GJ-1103', identifier: link });
  // A serial number 10 is no lot, nor is a link without one.
  assert.equal(readLotCode('https://id.gs1.org/01/06901234567892/21/10'), undefined);
  assert.equal(readLotCode('https://id.gs1.org/01/06901234567892'), undefined);
  assert.equal(readLotCode('https://id.gs1.org/01/06901234567892/10/%E0%A4%A'), undefined);
});

test('an element string names a lot in its brackets, and anything else is a number', () => {
  assert.deepEqual(readLotCode('(01)06901234567892(10)GJ-1103(21)7'), { number: 'GJ-1103' });
  assert.deepEqual(readLotCode(' GJ-1103 '), { number: 'GJ-1103' });
  assert.equal(readLotCode('  '), undefined);
});
