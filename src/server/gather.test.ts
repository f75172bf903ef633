import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gather } from './gather.ts';

test('what arrives together goes together, in order, and everybody gets the own answer', async () => {
  const batches: number[][] = [];
  const double = gather(
    async (items: readonly number[]) => {
      batches.push([...items]);
      return items.map((item) => item * 2);
    },
    { atMost: 3, lanes: 1 },
  );
  assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(double)), [2, 4, 6, 8, 10]);
  assert.deepEqual(batches, [
    [1, 2, 3],
    [4, 5],
  ]);
});

test('what arrives while a batch is under way waits for the next, and lanes run beside each other', async () => {
  const gates: (() => void)[] = [];
  const sizes: number[] = [];
  const slow = gather(
    async (items: readonly string[]) => {
      sizes.push(items.length);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items;
    },
    { atMost: 10, lanes: 2 },
  );
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const first = slow('a');
  await turn();
  const second = slow('b');
  await turn();
  const later = [slow('c'), slow('d')];
  await turn();
  assert.deepEqual(sizes, [1, 1]);
  gates[0]!();
  await first;
  await turn();
  assert.deepEqual(sizes, [1, 1, 2]);
  gates.slice(1).forEach((open) => open());
  assert.deepEqual(await Promise.all([second, ...later]), ['b', 'c', 'd']);
});

test('a batch that fails rejects its own items and nobody else', async () => {
  const picky = gather(
    async (items: readonly number[]) => {
      if (items.includes(13)) throw new Error('unlucky');
      return items;
    },
    { atMost: 1, lanes: 1 },
  );
  const outcomes = await Promise.allSettled([7, 13, 8].map(picky));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});

test('an answer too few is a fault, not an item that waits for ever', async () => {
  const forgetful = gather(async () => [], { atMost: 5, lanes: 1 });
  await assert.rejects(forgetful('a'), /0 answers for 1 items/);
});
