import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrder } from './order.ts';
import type { TodoItem } from './present.ts';

const item = (deadline: string, own: Partial<TodoItem>): TodoItem => ({
  procedureTitle: '',
  title: '',
  deadline,
  acts: [],
  overdue: false,
  certain: true,
  paused: false,
  nature: 'duty',
  ...own,
});

test('what endangers people stands before what is long overdue, and what has no clock last', () => {
  const items = [
    item('waits', {}),
    item('overdue', { until: '2026-09-01T16:00:00Z', overdue: true }),
    item('answer', { until: '2026-10-10T16:00:00Z', urgent: true }),
    item('stop', { until: '2026-10-01T04:00:00Z', urgent: true }),
    item('waits too', {}),
  ];
  assert.deepEqual(
    inOrder(items).map(({ deadline }) => deadline),
    ['stop', 'answer', 'overdue', 'waits', 'waits too'],
  );
});
