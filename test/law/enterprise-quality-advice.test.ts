import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlinesOf } from '#kernel/due.ts';
import { qualityAdvice } from '#law/enterprise/quality-advice.ts';
import {
  accounts,
  calendar,
  defectsOf,
  director,
  member,
  officer,
  play,
  principal,
  worker,
} from './enterprise-setting.ts';
import type { Step } from './enterprise-setting.ts';

const veto = {
  kind: 'stop',
  ground: 'defect',
  product: '42.5级普通硅酸盐水泥 20261118批',
  content: '安定性不合格，建议立即停产停售',
  evidence: [],
};
const advise: Step = { act: 'advise', actor: officer, at: '2026-11-20T01:00:00Z', input: veto };
const adopted = { decision: 'adopted', measures: '停产并封存库存', defect: 'confirmed' };
const answer: Step = {
  act: 'answer',
  actor: principal,
  at: '2026-11-20T02:00:00Z',
  input: adopted,
};

const reply = (input: object, first: Step = advise) =>
  play(qualityAdvice, [first, { ...answer, input }]).answer;
const sentenceOf = (given: ReturnType<typeof reply>) => (given.ok ? '' : given.sentence);

test('the definition is sound', () => {
  assert.deepEqual(defectsOf(qualityAdvice), []);
});

test('a proposal to stop must be looked into at once, a suggestion within the policy days', () => {
  const status = (first: Step, at = '2026-11-20T01:00:01Z') =>
    deadlinesOf(qualityAdvice, play(qualityAdvice, [first]).snapshot.history, calendar, at).map(
      (clock) => [clock.id, clock.status, clock.policy === undefined],
    );
  assert.deepEqual(status(advise), [['stop', 'running', true]]);
  assert.deepEqual(status(advise, '2026-11-21T01:00:00Z'), [['stop', 'overdue', true]]);
  const suggestion = { ...veto, kind: 'suggestion', ground: 'decision' };
  assert.deepEqual(status({ ...advise, input: suggestion }), [['answer', 'running', false]]);
});

test('advice that is taken up is answered, told to who gave it, and reported as done', () => {
  const { answer: given, snapshot } = play(qualityAdvice, [advise, answer]);
  assert.ok(given.ok);
  assert.equal(snapshot.state, 'adopted');
  const told = given.effects.map((effect) => effect.do === 'notify' && effect.to);
  assert.deepEqual(told[0], { account: accounts.officer });
  assert.equal(told.length, 2, 'a confirmed defect also calls for a recall');
  const report: Step = {
    act: 'report',
    actor: director,
    at: '2026-11-21T01:00:00Z',
    input: { result: '已停产，封存120吨', evidence: [] },
  };
  assert.equal(play(qualityAdvice, [advise, answer, report]).snapshot.state, 'closed');
});

test('a proposal to stop names the product', () => {
  const { product: _, ...vague } = veto;
  const { answer: given } = play(qualityAdvice, [{ ...advise, input: vague }]);
  assert.match(sentenceOf(given), /写明涉及的产品和批次/);
});

test('advice is refused with a reason only, and never where the defect is confirmed', () => {
  const declined = { decision: 'declined', defect: 'excluded' };
  assert.match(sentenceOf(reply(declined)), /正当理由/);
  const reasoned = { ...declined, reason: '复检安定性合格，附报告' };
  assert.ok(reply(reasoned).ok);
  assert.match(sentenceOf(reply({ ...reasoned, defect: 'confirmed' })), /不能不采纳/);
  assert.match(sentenceOf(reply({ ...reasoned, defect: 'not-applicable' })), /确认或者排除/);
  assert.match(sentenceOf(reply({ decision: 'adopted', defect: 'confirmed' })), /采取的措施/);
});

test('only director and officer advise, only the principal answers, and not his own advice', () => {
  const byWorker = play(qualityAdvice, [{ ...advise, actor: worker }]).answer;
  assert.equal(!byWorker.ok && byWorker.code, 'not-entitled');
  const byDirector = play(qualityAdvice, [advise, { ...answer, actor: director }]).answer;
  assert.equal(!byDirector.ok && byDirector.code, 'not-entitled');
  const both = member(accounts.principal, ['principal', 'quality-safety-director']);
  const own = play(qualityAdvice, [
    { ...advise, actor: both },
    { ...answer, actor: both },
  ]).answer;
  assert.equal(!own.ok && own.code, 'separation-of-duties');
});
