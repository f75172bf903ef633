import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawResult } from '#server/draws/present.ts';
import { addDrawn } from './drawn-tasks.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const result = (size: number) =>
  ({
    id: id(900),
    name: '2026年插座抽查对象',
    entry: id(901),
    drawn: Array.from({ length: size }, (_, at) => ({
      object: { id: id(at + 1), name: `${at + 1}号店` },
    })),
  }) as unknown as DrawResult;
const line = {
  plan: 'GJ-2026-1',
  key: '3',
  batches: 250,
  opened: 20,
  nextPlace: 23,
  standard: 'GB/T 2099.1',
};

test('each drawn firm gets a task, numbered after the highest number that the line has', () => {
  assert.deepEqual(addDrawn(result(2), line, []), {
    tasks: [
      { sampled: id(1), taskNumber: 'GJ-2026-1-3-023', standard: 'GB/T 2099.1' },
      { sampled: id(2), taskNumber: 'GJ-2026-1-3-024', standard: 'GB/T 2099.1' },
    ],
    added: 2,
    drawnFrom: id(900),
  });
});

test('what was typed stays, an empty row goes, and whom a task names already gets no second one', () => {
  const typed = { sampled: id(2), taskNumber: '自编1号', productName: '延长线插座' };
  const { tasks, added } = addDrawn(result(3), line, [typed, { sampled: '', brand: undefined }]);
  assert.deepEqual(tasks, [
    typed,
    { sampled: id(1), taskNumber: 'GJ-2026-1-3-023', standard: 'GB/T 2099.1' },
    { sampled: id(3), taskNumber: 'GJ-2026-1-3-024', standard: 'GB/T 2099.1' },
  ]);
  assert.equal(added, 2);
});

test('no more than a batch holds, nor than the line still takes; the place to go on from is told', () => {
  const whole = addDrawn(result(230), line, []);
  assert.deepEqual([whole.added, whole.next], [200, 201]);
  const rest = addDrawn(result(230), { ...line, opened: 220 }, [], whole.next);
  assert.deepEqual([rest.added, rest.next], [30, undefined]);
  assert.equal(rest.tasks[0]?.['sampled'], id(201));
  assert.deepEqual(addDrawn(result(3), { ...line, opened: 251 }, []).next, 1);
  const beside = addDrawn(result(4), { ...line, batches: 22 }, [{ sampled: id(1) }]);
  assert.deepEqual([beside.added, beside.next], [1, 3]);
});

test('a number that was typed with a place of its own is gone past', () => {
  const typed = { sampled: id(9), taskNumber: 'GJ-2026-1-3-040' };
  assert.equal(addDrawn(result(1), line, [typed]).tasks[1]?.['taskNumber'], 'GJ-2026-1-3-041');
});
