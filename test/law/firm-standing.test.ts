import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#kernel/decide.ts';
import { decideRecord, isOwed } from '#kernel/decide-duty.ts';
import type { StandingFacts } from '#kernel/facts.ts';
import { dailyControl } from '#law/enterprise/daily-control.ts';
import { firmStanding } from '#law/regulator/registration/firm-standing.ts';
import { defectsOf, factsOf, inspector, principal, works } from './enterprise-setting.ts';

const now = '2026-11-20T01:00:00Z';
const open: StandingFacts = { confirmed: true, closed: false, rejected: false, led: true };

function keep(input: object, own: Partial<StandingFacts> = {}, actor: Actor = inspector) {
  const facts = { ...factsOf({ now, actor }), standing: { ...open, ...own } };
  return decideRecord(firmStanding, facts, actor, input);
}

const refusalOf = (answer: ReturnType<typeof keep>) => (answer.ok ? '' : answer.sentence);
const closing = { change: 'close', cause: 'revoked', on: '2026-11-18', reason: '营业执照被吊销' };

test('the definition is sound', () => assert.deepEqual(defectsOf(firmStanding), []));

test('the regulator of the place closes a firm, which owes nothing any more', () => {
  const answer = keep(closing);
  assert.ok(answer.ok, refusalOf(answer));
  assert.deepEqual(answer.effects[0], {
    do: 'standing',
    closed: { as: 'revoked', on: '2026-11-18', reason: '营业执照被吊销' },
  });
  assert.equal(isOwed(dailyControl, works, '2026-11-20'), true);
  assert.equal(isOwed(dailyControl, { ...works, closed: true }, '2026-11-20'), false);
});

test('what is done must fit how the firm stands, and says why', () => {
  assert.match(refusalOf(keep({ ...closing, reason: undefined })), /写明理由/);
  assert.match(refusalOf(keep({ ...closing, on: '2026-11-21' })), /不能晚于今天/);
  assert.match(refusalOf(keep({ ...closing, cause: undefined })), /终止情形/);
  assert.match(refusalOf(keep(closing, { closed: true })), /已经终止/);
  assert.match(refusalOf(keep(closing, { confirmed: false })), /先确认或者驳回/);
  const reject = { change: 'reject', reason: '营业执照不符' };
  assert.match(refusalOf(keep(reject)), /待核对的自行注册/);
  assert.ok(keep(reject, { confirmed: false }).ok);
  const reopen = { change: 'reopen', reason: '误办' };
  assert.match(refusalOf(keep(reopen)), /没有终止/);
  assert.match(refusalOf(keep(reopen, { closed: true, rejected: true })), /重新注册/);
  assert.ok(keep(reopen, { closed: true }).ok);
  const decline = { change: 'decline', reason: '现场仍在生产' };
  assert.match(refusalOf(keep(decline)), /没有待确认的变更/);
  assert.ok(keep(decline, { asked: true }).ok);
  const account = { change: 'account', person: '肖春生' };
  assert.match(refusalOf(keep(account)), /已经有账号/);
  assert.match(refusalOf(keep(account, { led: false, closed: true })), /不再开通/);
  assert.ok(keep(account, { led: false }).ok);
});

test('the firm itself, another county and people without a desk do not record it', () => {
  assert.match(refusalOf(keep(closing, {}, principal)), /由市场监管部门记录/);
  const elsewhere = { ...inspector, covers: { lo: 360_702, hi: 360_702 } };
  assert.ok(!keep(closing, {}, elsewhere).ok);
  assert.match(refusalOf(keep(closing, {}, { ...inspector, posts: [] })), /承办人/);
});
