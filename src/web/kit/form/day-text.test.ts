import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDay, readTime } from './day-text.ts';

test('a day is understood in every way in which it is commonly typed', () => {
  for (const text of [
    '2026-11-3',
    '2026/11/03',
    '2026.11.3',
    '2026年11月3日',
    '20261103',
    '２０２６-11-03',
  ]) {
    assert.equal(readDay(text), '2026-11-03', text);
  }
});

test('what is no day of the calendar is none', () => {
  for (const text of ['', '2026-02-30', '2026-13-01', '明天', '26-1-1']) {
    assert.equal(readDay(text), undefined, text);
  }
});

test('a time of day is understood with half and full width colons and without any', () => {
  assert.equal(readTime('9:05'), '09:05');
  assert.equal(readTime('09：05'), '09:05');
  assert.equal(readTime('905'), '09:05');
  assert.equal(readTime('24:00'), undefined);
  assert.equal(readTime('9'), undefined);
});
