import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countSuccesses } from './rate.ts';

test('what succeeds from an address is counted, what fails is given back, and the refusal says when to come again', () => {
  const successes = countSuccesses(2);
  const take = (now: string, address = 'a') => successes.take(address, now);
  for (let tries = 0; tries < 20; tries += 1) {
    const giveBack = take('2026-11-23T01:00:00.000Z');
    assert.equal(typeof giveBack, 'function');
    if (typeof giveBack === 'function') giveBack();
  }
  assert.equal(typeof take('2026-11-23T01:00:00.000Z'), 'function');
  assert.equal(typeof take('2026-11-23T01:10:00.000Z'), 'function');
  const refused = take('2026-11-23T01:30:00.000Z');
  assert.ok(typeof refused !== 'function');
  assert.match(refused.sentence, /30分钟后/);
  assert.equal(typeof take('2026-11-23T01:30:00.000Z', 'b'), 'function', 'another address');
  assert.equal(typeof take('2026-11-23T02:00:01.000Z'), 'function', 'an hour later');
});
