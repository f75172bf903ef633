import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesNote, standingOf, standings } from './standing.ts';

const fine = { released: true, blocked: false, recalls: null };
const scans = { first_at: null, visitors: 1, recent: 1, places: [1] };

test('what is dangerous is said first', () => {
  const notice = { id: '1', title: '召回', at: '2026-11-20T00:00:00.000Z', recall: '2' };
  const recalls = [{ ...notice, firm: '楠杉', phone: null, emergency: null }];
  assert.equal(standingOf(fine), 'good');
  assert.equal(standingOf({ ...fine, blocked: true }), 'blocked');
  assert.equal(standingOf({ ...fine, blocked: true, recalls }, false), 'recalled');
  // A recall that ended keeps its announcement and blocks nothing any more.
  assert.equal(standingOf({ ...fine, recalls }), 'good');
  assert.equal(standingOf({ ...fine, released: false }, false), 'unreleased');
  assert.equal(standingOf(fine, false), 'forged');
});

test('one thing in many hands within days was copied; its owner may look for years', () => {
  assert.equal(standingOf(fine, scans), 'good');
  assert.equal(standingOf(fine, { ...scans, recent: 10, visitors: 150 }), 'good');
  assert.equal(standingOf(fine, { ...scans, recent: 11 }), 'crowded');
  assert.match(standings.crowded.advice, /72小时内.*10人次以上/);
  assert.doesNotMatch(standings.crowded.advice, /城市/);
});

test('cities that people name are said and warn only where several name the same', () => {
  assert.equal(placesNote(scans), undefined);
  for (const places of [
    [1, 1],
    [9, 1],
    [2, 2, 2],
    [9, 2],
  ]) {
    assert.equal(standingOf(fine, { ...scans, places }), 'good', String(places));
    assert.match(placesNote({ ...scans, places }) ?? '', /如非本人或者家人扫描，请核对/);
  }
  assert.equal(standingOf(fine, { ...scans, places: [3, 3] }), 'scattered');
  assert.match(standings.scattered.advice, /不同城市/);
  assert.doesNotMatch(standings.scattered.advice, /人次/);
});
