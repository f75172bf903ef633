import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { draw } from '../draw.ts';
import { md5 } from './md5.ts';
import { keyOf, select } from './select.ts';
import { bytesOf, hex } from '../text.ts';

test('MD5 agrees with another implementation at every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const message = Uint8Array.from({ length }, (_value, at) => (at * 37) & 255);
    assert.equal(hex(md5(message)), createHash('md5').update(message).digest('hex'));
  }
});

test('the worked example of RFC 3797 §6 comes out as published', () => {
  const key = keyOf([[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]]);
  assert.equal(key, '9319./2.5.8.10.12./9.18.26.34.41.45./');
  const first = md5(Uint8Array.of(0, 0, ...bytesOf(key), 0, 0));
  assert.equal(hex(first).toUpperCase(), '990DD0A5692A029A98B5E01AA28F3459');
  const eighth = md5(Uint8Array.of(0, 9, ...bytesOf(key), 0, 9));
  assert.equal(hex(eighth).toUpperCase(), '31CB111C4A4EBE9287CEAE16FE51B909');
  assert.deepEqual(
    Array.from(select(key, 25).take(11), (at) => at + 1),
    [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22],
  );
});

test('every place is selected once, and the selection ends with the list', () => {
  const all = [...select('A/', 300)];
  assert.equal(all.length, 300);
  assert.equal(new Set(all).size, 300);
});

test('a plan may ask for the method, without strata and weights', () => {
  const objects = Array.from({ length: 25 }, (_value, at) => ({
    id: String(at + 1).padStart(2, '0'),
    stratum: '一般',
    weight: 1,
    label: `第${at + 1}名`,
  }));
  const plan = {
    method: 'rfc3797',
    uniform: 5,
    strata: [],
    inspectorsEach: 0,
    objectsEach: 0,
  } as const;
  const seed = 'ab'.repeat(32);
  const base = { plan, objects, inspectors: [], seed, steps: [] };
  const outcome = draw(base);
  assert.ok(outcome.ok);
  assert.deepEqual(
    outcome.drawn.map(({ object }) => Number(object) - 1),
    [...select(`${seed.toUpperCase()}/`, 25).take(5)],
  );
  const weighted = objects.map((one) => ({ ...one, weight: 2 }));
  const refused = draw({ ...base, objects: weighted });
  assert.ok(!refused.ok && refused.problem === 'method');
});
