import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNumbers, readStandardNumber } from './number.ts';

const said = (text: string) => {
  const found = readStandardNumber(text);
  return found && [found.number, found.level, found.nature, found.year];
};

test('the number of a standard says who issued it and whether it binds', () => {
  assert.deepEqual(said('GB 175-2023'), ['GB 175-2023', 'national', 'mandatory', 2023]);
  assert.deepEqual(said('GB/T 5023.1-2008')?.slice(1), ['national', 'recommended', 2008]);
  assert.deepEqual(said('GB/Z 1-2020')?.[2], 'guiding');
  assert.deepEqual(said('JC/T 452-2009')?.slice(1, 3), ['industry', 'recommended']);
  assert.deepEqual(said('DB36/T 1234-2020')?.slice(1, 3), ['local', 'recommended']);
  assert.deepEqual(said('T/JXSL 001-2024')?.slice(1, 3), ['group', 'recommended']);
  assert.deepEqual(said('Q/GZGJ 001-2026')?.slice(1), ['enterprise', 'recommended', 2026]);
});

test('what was copied from papers is put into one spelling', () => {
  assert.equal(said('ＧＢ　175—2023')?.[0], 'GB 175-2023');
  assert.equal(said('gb/t5023.1－2008')?.[0], 'GB/T 5023.1-2008');
  assert.equal(said('GB / T 5023.1 - 2008')?.[0], 'GB/T 5023.1-2008');
  assert.equal(said('GB 4706.1-98')?.[3], 1998);
});

test('what is no number of a standard is not taken for one', () => {
  for (const text of [
    '',
    '水泥',
    'GB 175',
    '175-2023',
    'GB 175-20233',
    'Q/ 001-2026',
    'Q/GZ 1-26',
  ]) {
    assert.equal(readStandardNumber(text), undefined, text);
  }
  assert.deepEqual(readNumbers('GB 175-2007、GB 199—1990；旧标准'), {
    numbers: ['GB 175-2007', 'GB 199-1990'],
    unread: ['旧标准'],
  });
});
