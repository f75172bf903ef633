import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routeOf } from './route.ts';

test('an address leads to its screen, anything else to today', () => {
  const entry = '01a205ea-c11c-7e1f-8a2e-f42c6a6dffce';
  assert.deepEqual(routeOf('#/day/2026-11-23'), { screen: 'day', day: '2026-11-23' });
  assert.deepEqual(routeOf(`#/done/${entry}`), { screen: 'done', entry });
  assert.deepEqual(routeOf('#/sign-in'), { screen: 'sign-in' });
  for (const hash of ['', '#', '#/day/tomorrow', '#/done/1', '#/else']) {
    assert.deepEqual(routeOf(hash), { screen: 'home' });
  }
});
