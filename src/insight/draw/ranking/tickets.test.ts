import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { TicketHasher } from './tickets.ts';

const seed = hash('sha256', 'seed', 'hex');

test('a ticket is the SHA-256 of the seed and what follows, whatever its length', () => {
  const hasher = new TicketHasher(seed);
  for (let length = 0; length < 200; length++) {
    const rest = 'abcdefghij'.repeat(20).slice(0, length);
    const words = Array.from(hasher.hash(rest), (word) =>
      (word >>> 0).toString(16).padStart(8, '0'),
    );
    assert.equal(words.join(''), hash('sha256', seed + rest, 'hex'), `${length} characters`);
  }
});

test('a seed of another length is refused', () => {
  assert.throws(() => new TicketHasher(seed.slice(1)), RangeError);
  assert.throws(() => new TicketHasher(`${seed.slice(1)}省`), RangeError);
});
