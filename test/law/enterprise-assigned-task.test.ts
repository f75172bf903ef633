import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlinesOf } from '#kernel/due.ts';
import { assignedTask } from '#law/enterprise/assigned-task.ts';
import {
  accounts,
  calendar,
  defectsOf,
  director,
  officer,
  play,
  principal,
  worker,
} from './enterprise-setting.ts';
import type { Step } from './enterprise-setting.ts';

const assign: Step = {
  act: 'assign',
  actor: principal,
  at: '2026-11-02T01:00:00Z',
  input: { content: '更换包装秤', assignee: accounts.worker, dueOn: '2026-11-20' },
};
const finish: Step = {
  act: 'finish',
  actor: worker,
  at: '2026-11-18T01:00:00Z',
  input: { result: '已更换并校准', evidence: [] },
};
const confirm: Step = {
  act: 'confirm',
  actor: principal,
  at: '2026-11-19T01:00:00Z',
  input: { result: 'confirmed' },
};

test('the definition is sound', () => {
  assert.deepEqual(defectsOf(assignedTask), []);
});

test('a task is assigned, done by the person named and confirmed', () => {
  const { answer, snapshot } = play(assignedTask, [assign, finish, confirm]);
  assert.ok(answer.ok);
  assert.equal(snapshot.state, 'closed');
});

test('only the principal assigns and confirms', () => {
  const assigned = play(assignedTask, [{ ...assign, actor: director }]).answer;
  assert.equal(!assigned.ok && assigned.code, 'not-entitled');
  const confirmed = play(assignedTask, [assign, finish, { ...confirm, actor: director }]).answer;
  assert.equal(!confirmed.ok && confirmed.code, 'not-entitled');
});

test('nobody but the person named reports completion, and a reassignment moves the seat', () => {
  const other = play(assignedTask, [assign, { ...finish, actor: officer }]).answer;
  assert.equal(!other.ok && other.code, 'not-entitled');
  const reassign: Step = {
    act: 'reassign',
    actor: principal,
    at: '2026-11-10T01:00:00Z',
    input: { assignee: accounts.officer, dueOn: '2026-11-25', reason: '原承办人休假' },
  };
  assert.ok(play(assignedTask, [assign, reassign, { ...finish, actor: officer }]).answer.ok);
  assert.equal(play(assignedTask, [assign, reassign, finish]).answer.ok, false);
});

test('a returned task needs an opinion and a new day, and its clock runs again', () => {
  const bare: Step = { ...confirm, input: { result: 'returned' } };
  assert.equal(play(assignedTask, [assign, finish, bare]).answer.ok, false);
  const input = { result: 'returned', opinion: '缺少校准证书', dueOn: '2026-11-27' };
  const { snapshot } = play(assignedTask, [assign, finish, { ...confirm, input }]);
  assert.equal(snapshot.state, 'assigned');
  const clocks = deadlinesOf(assignedTask, snapshot.history, calendar, '2026-11-28T01:00:00Z');
  const clock = clocks.find(({ id }) => id === 'finish');
  assert.deepEqual([clock?.due.day, clock?.status], ['2026-11-27', 'overdue']);
});

test('a task cannot be due in the past', () => {
  const late = play(assignedTask, [
    { ...assign, input: { ...(assign.input as object), dueOn: '2026-11-01' } },
  ]).answer;
  assert.match(late.ok ? '' : late.sentence, /今天或者以后/);
});
