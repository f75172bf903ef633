import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlinesOf } from '#kernel/due.ts';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import {
  accounts,
  calendar,
  defectsOf,
  director,
  file,
  inspector,
  officer,
  play,
  principal,
  second,
  worker,
} from './enterprise-setting.ts';
import type { Step } from './enterprise-setting.ts';

const found = {
  source: 'weekly-screening',
  foundOn: '2026-11-20',
  keyLink: '出厂检验',
  description: '三天抗压强度漏检一个批次',
  photos: [],
  containment: 'taken',
  immediateMeasure: '该批次停止发货',
};
const plan = {
  causes: ['management'],
  analysis: '交接班没有核对检验台账',
  plan: '补检并修订交接班制度',
  responsible: accounts.worker,
  dueOn: '2026-11-25',
  endangersSafety: false,
};
const done = { result: '已补检合格', completedOn: '2026-11-24', evidence: [file('a')] };
const passed = { result: 'pass', opinion: '符合要求', evidence: [] };

const find: Step = { act: 'find', actor: officer, at: '2026-11-20T01:00:00Z', input: found };
const planned: Step = { act: 'plan', actor: officer, at: '2026-11-21T01:00:00Z', input: plan };
const implement: Step = {
  act: 'implement',
  actor: officer,
  at: '2026-11-24T01:00:00Z',
  input: done,
};
const verify: Step = { act: 'verify', actor: director, at: '2026-11-25T01:00:00Z', input: passed };

const answerOf = (steps: readonly Step[]) => play(correctiveAction, steps).answer;

test('the definition is sound', () => {
  assert.deepEqual(defectsOf(correctiveAction), []);
});

test('a finding runs from the immediate measure over plan and evidence to verification', () => {
  const { answer, snapshot } = play(correctiveAction, [find, planned, implement, verify]);
  assert.ok(answer.ok);
  assert.equal(snapshot.state, 'closed');
});

test('the director is told of a finding, the principal where nobody is director', () => {
  const answer = answerOf([find]);
  assert.ok(answer.ok);
  assert.deepEqual(
    answer.effects.map((effect) => effect.do === 'notify' && effect.to),
    [{ post: 'quality-safety-director', of: 'subject' }],
  );
  const daily = answerOf([{ ...find, input: { ...found, source: 'daily-control' } }]);
  assert.deepEqual(daily.ok && daily.effects, []);
});

test('a measure that was taken must be described, and nothing is found tomorrow', () => {
  const { immediateMeasure: _, ...silent } = found;
  const bare = answerOf([{ ...find, input: silent }]);
  assert.match(bare.ok ? '' : bare.sentence, /写明采取了什么措施/);
  const future = answerOf([{ ...find, input: { ...found, foundOn: '2026-11-21' } }]);
  assert.match(future.ok ? '' : future.sentence, /不能晚于今天/);
});

test('a finding without a measure is overdue after a day (the policy for at once) until something is done', () => {
  const { immediateMeasure: _, ...rest } = found;
  const pending = { ...find, input: { ...rest, containment: 'pending' } };
  const { snapshot } = play(correctiveAction, [pending]);
  assert.equal(snapshot.state, 'found');
  const later = '2026-11-21T01:00:01Z';
  const [clock] = deadlinesOf(correctiveAction, snapshot.history, calendar, later);
  assert.deepEqual([clock?.id, clock?.status], ['contain', 'overdue']);
  const contain = {
    act: 'contain',
    actor: officer,
    at: later,
    input: { immediateMeasure: '停机', photos: [] },
  };
  assert.equal(play(correctiveAction, [pending, contain]).snapshot.state, 'contained');
});

test('the same person may not implement and verify', () => {
  const answer = answerOf([find, planned, implement, { ...verify, actor: officer }]);
  assert.equal(answer.ok, false);
  assert.equal(!answer.ok && answer.code, 'separation-of-duties');
  assert.ok(answerOf([find, planned, implement, { ...verify, actor: second }]).ok);
});

test('a worker without a post may report completion but not verify', () => {
  assert.ok(answerOf([find, planned, { ...implement, actor: worker }]).ok);
  const answer = answerOf([find, planned, implement, { ...verify, actor: worker }]);
  assert.equal(!answer.ok && answer.code, 'not-entitled');
});

test('completion needs evidence', () => {
  const answer = answerOf([find, planned, { ...implement, input: { ...done, evidence: [] } }]);
  assert.equal(!answer.ok && answer.code, 'invalid-input');
});

test('a failed verification goes back with a new day, and the clock runs again', () => {
  const failed = { result: 'fail', opinion: '台账仍未更新', evidence: [] };
  const dayless = answerOf([find, planned, implement, { ...verify, input: failed }]);
  assert.match(dayless.ok ? '' : dayless.sentence, /重新整改的完成日期/);
  const input = { ...failed, dueOn: '2026-11-30' };
  const { snapshot } = play(correctiveAction, [find, planned, implement, { ...verify, input }]);
  assert.equal(snapshot.state, 'planned');
  const clocks = deadlinesOf(correctiveAction, snapshot.history, calendar, '2026-11-26T01:00:00Z');
  const clock = clocks.find(({ id }) => id === 'implement');
  assert.deepEqual([clock?.due.day, clock?.status], ['2026-11-30', 'running']);
});

test('the planned day is the deadline, and a postponement moves it later only', () => {
  const now = '2026-11-26T01:00:00Z';
  const status = (steps: readonly Step[]) =>
    deadlinesOf(correctiveAction, play(correctiveAction, steps).snapshot.history, calendar, now)
      .filter(({ id }) => id === 'implement')
      .map((clock) => [clock.due.day, clock.status]);
  assert.deepEqual(status([find, planned]), [['2026-11-25', 'overdue']]);
  const postpone = (dueOn: string, actor = director): Step => ({
    act: 'postpone',
    actor,
    at: '2026-11-24T01:00:00Z',
    input: { dueOn, reason: '备件尚未到货' },
  });
  assert.deepEqual(status([find, planned, postpone('2026-11-28')]), [['2026-11-28', 'running']]);
  const earlier = answerOf([find, planned, postpone('2026-11-25')]);
  assert.match(earlier.ok ? '' : earlier.sentence, /晚于原定的2026-11-25/);
  const wrong = answerOf([find, planned, postpone('2026-11-28', officer)]);
  assert.equal(!wrong.ok && wrong.code, 'not-entitled');
});

test('what may endanger safety is put before the principal at once', () => {
  const answer = answerOf([find, { ...planned, input: { ...plan, endangersSafety: true } }]);
  assert.ok(answer.ok);
  assert.equal(answer.effects.length, 2);
});

test('what a regulator found is neither ruled out nor closed by the enterprise', () => {
  const official = { ...find, actor: inspector, input: { ...found, source: 'inspection' } };
  const ruling: Step = {
    act: 'rule-out',
    actor: principal,
    at: '2026-11-20T02:00:00Z',
    input: { reason: '经核实不属于本厂产品', evidence: [file('b')] },
  };
  const ruled = answerOf([official, ruling]);
  assert.match(ruled.ok ? '' : ruled.sentence, /不能由企业自行排除/);
  assert.ok(answerOf([find, ruling]).ok);
  const own = answerOf([official, planned, implement, verify]);
  assert.match(own.ok ? '' : own.sentence, /“验收”由市场监管部门办理/);
  const { snapshot } = play(correctiveAction, [
    official,
    planned,
    implement,
    { ...verify, actor: inspector },
  ]);
  assert.equal(snapshot.state, 'closed');
});

test('a regulator of the region may press at any open step, another region may not', () => {
  const press: Step = {
    act: 'press',
    actor: inspector,
    at: '2026-11-22T01:00:00Z',
    input: { opinion: '请按期完成' },
  };
  const { answer, snapshot } = play(correctiveAction, [find, planned, press]);
  assert.ok(answer.ok);
  assert.equal(snapshot.state, 'planned');
  const foreign = { ...inspector, covers: { lo: 360_100, hi: 360_199 } };
  const refused = answerOf([find, { ...press, actor: foreign }]);
  assert.equal(refused.ok, false);
});
