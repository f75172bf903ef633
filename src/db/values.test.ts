import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnTypes, serialise } from './values.ts';

const read = (type: number, text: string): unknown =>
  (columnTypes.getTypeParser as (type: number, format: 'text') => (text: string) => unknown)(
    type,
    'text',
  )(text);

test('parameters become text, bytes or null', () => {
  const bytes = new Uint8Array([1, 2, 3]).subarray(1);
  assert.deepEqual(
    serialise(['南昌', 1.5, 9007199254740993n, true, null, bytes, { level: '高' }]),
    ['南昌', '1.5', '9007199254740993', 'true', null, Buffer.from([2, 3]), '{"level":"高"}'],
  );
});

test('dates and Temporal values become ISO text without quotes', () => {
  const instant = Temporal.Instant.from('2026-10-01T00:30:00+08:00');
  assert.deepEqual(
    serialise([new Date(0), instant, Temporal.PlainDate.from('2026-10-01'), [instant]]),
    ['1970-01-01T00:00:00.000Z', '2026-09-30T16:30:00Z', '2026-10-01', '{"2026-09-30T16:30:00Z"}'],
  );
});

test('array elements are quoted, whatever they contain', () => {
  assert.deepEqual(serialise([['a"b', 'c\\d', 'NULL', null, '', ['x'], new Uint8Array([255])]]), [
    '{"a\\"b","c\\\\d","NULL",NULL,"",{"x"},"\\\\xff"}',
  ]);
});

test('a parameter that cannot be sent is refused by its number', () => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const bad = [undefined, Number.NaN, 'a\0b', () => 1, Symbol('s'), new Date('never'), circular];
  for (const value of [...bad, [undefined]]) {
    assert.throws(() => serialise(['fine', value]), /^TypeError: parameter \$2 /);
  }
});

test('more parameters than the protocol can count are refused', () => {
  const zeros = (length: number) => Array.from({ length }, () => 0);
  assert.equal(serialise(zeros(65_535)).length, 65_535);
  assert.throws(() => serialise(zeros(65_536)), /a statement takes 65535/);
});

test('days, numbers and instants are read without loss', () => {
  assert.equal(read(1082, '2026-10-01'), '2026-10-01');
  assert.equal(read(20, '9007199254740991'), Number.MAX_SAFE_INTEGER);
  assert.throws(() => read(20, '9007199254740992'), /not exact/);
  assert.equal(read(1700, '0.10'), '0.10');
  assert.equal(read(1184, '2026-10-01 00:30:00+00'), '2026-10-01T00:30:00.000Z');
  assert.equal(read(1184, '2026-10-01 00:30:00.5+00'), '2026-10-01T00:30:00.500Z');
  assert.equal(read(1184, '2026-10-01 00:30:00.12345+00'), '2026-10-01T00:30:00.123450Z');
  assert.deepEqual(read(1182, '{2026-10-01,NULL}'), ['2026-10-01', null]);
  assert.deepEqual(read(1016, '{{1,2},{3,4}}'), [
    [1, 2],
    [3, 4],
  ]);
});
