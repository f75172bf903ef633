import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawResult } from '#server/draws/present.ts';
import { tasksOf } from './drawn-tasks.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const result = (size: number, ...more: { readonly id: string; readonly name: string }[]) =>
  ({
    id: id(900),
    name: '2026年插座抽查对象',
    entry: id(901),
    drawn: [
      ...Array.from({ length: size }, (_, at) => ({ id: id(at + 1), name: `${at + 1}号店` })),
      ...more,
    ].map((object) => ({ object })),
  }) as unknown as DrawResult;
const line = { plan: 'GJ-2026-1', key: '3', batches: 250, opened: 20, standard: 'GB/T 2099.1' };

test('each drawn firm gets a task, numbered after those that the line has', () => {
  const { tasks, drawnFrom, unregistered, left } = tasksOf(result(2), line);
  assert.deepEqual(tasks, [
    { sampled: id(1), taskNumber: 'GJ-2026-1-3-021', standard: 'GB/T 2099.1' },
    { sampled: id(2), taskNumber: 'GJ-2026-1-3-022', standard: 'GB/T 2099.1' },
  ]);
  assert.equal(drawnFrom, `2026年插座抽查对象（存证编号${id(901)}）`);
  assert.deepEqual([unregistered, left], [[], 0]);
});

test('no more than a batch holds, nor than the line still takes; the rest goes on from its place', () => {
  const whole = tasksOf(result(230), line);
  assert.deepEqual([whole.tasks.length, whole.left], [200, 30]);
  const rest = tasksOf(result(230), { ...line, opened: 220 }, 201);
  assert.deepEqual([rest.tasks.length, rest.left], [30, 0]);
  assert.equal(rest.tasks[0]?.['sampled'], id(201));
  assert.equal(tasksOf(result(3), { ...line, opened: 251 }).tasks.length, 0);
});

test('what stands in no register is named and left out', () => {
  const { tasks, unregistered } = tasksOf(result(1, { id: 'row-7', name: '某流动摊位' }), line);
  assert.equal(tasks.length, 1);
  assert.deepEqual(unregistered, ['某流动摊位']);
});
