import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WatchFacts } from '#kernel/watch/watch.ts';
import { watchedDefect } from './task.ts';

const operation = { classes: ['cement'], region: 360_703 } as unknown as WatchFacts;
const regime = { ...operation, organisation: 'firm' };
const tasks = [{ taskNumber: '1', sampled: 'firm', beyond: 'key-area' }];
const isRefused = (watch: WatchFacts, region: string) =>
  watchedDefect([watch], { productClass: 'cement', region }, tasks) !== undefined;

test('an operation is a reason where the line of the plan meets its territory', () => {
  assert.equal(isRefused(operation, '360703'), false);
  assert.equal(isRefused(operation, '360700'), false, 'the line goes beyond');
  assert.equal(isRefused(operation, '360981'), true);
  assert.equal(isRefused({ ...operation, region: 360_000 }, '360981'), false);
});

test('a regime is one about its firm, wherever the line lies', () => {
  assert.equal(isRefused(regime, '360981'), false);
  assert.equal(isRefused({ ...regime, organisation: 'other' }, '360703'), true);
});
