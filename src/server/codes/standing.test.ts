import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingOf } from './standing.ts';

const fine = { released: true, blocked: false, recalls: null };
const scans = { first_at: null, visitors: 1, places: 1 };

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

test('one thing in two cities, or in many hands, was copied', () => {
  assert.equal(standingOf(fine, scans), 'good');
  assert.equal(standingOf(fine, { ...scans, places: 2 }), 'copied');
  assert.equal(standingOf(fine, { ...scans, visitors: 10 }), 'good');
  assert.equal(standingOf(fine, { ...scans, visitors: 11 }), 'copied');
});
