import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnDefect, inspectorsFor, nextPlace, taskNumber } from './drawn.ts';

const draw = { id: 'd', drawn: [{ object: 'firm', inspectors: ['甲', '乙'] }] };

test('the number after the highest of a line is proposed, whatever gaps there are', () => {
  const numbers = ['P-1-001', 'P-1-007', 'P-10-090', 'P-1-自编', '其他'];
  assert.equal(nextPlace('P', '1', numbers), 8);
  assert.equal(nextPlace('P', '10', numbers), 91);
  assert.equal(nextPlace('P', '2', numbers), 1);
  assert.equal(taskNumber('P', '1', nextPlace('P', '1', numbers)), 'P-1-008');
  assert.equal(taskNumber('P', '1', 1200), 'P-1-1200');
});

test('each task is inside the draw, or outside it with a reason', () => {
  const issuesOf = (...tasks: { sampled: string; beyond?: string }[]) => {
    const found = drawnDefect(
      draw,
      tasks.map((task) => ({ taskNumber: '1', ...task })),
    );
    return typeof found === 'object' ? found.issues?.map(({ path }) => path) : found;
  };
  assert.equal(issuesOf({ sampled: 'firm' }, { sampled: 'other', beyond: 'lead' }), undefined);
  assert.deepEqual(issuesOf({ sampled: 'firm', beyond: 'lead' }, { sampled: 'other' }), [
    'tasks.0.beyond',
    'tasks.1.sampled',
  ]);
});

test('whom the draw came to has the people whom it sends; others have nobody', () => {
  assert.deepEqual(inspectorsFor(draw, 'firm'), ['甲', '乙']);
  assert.deepEqual(inspectorsFor(draw, 'other'), []);
  assert.deepEqual(inspectorsFor(undefined, 'firm'), []);
});
