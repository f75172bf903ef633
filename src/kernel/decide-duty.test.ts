import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  currentPeriod,
  decideDuty,
  decideRecord,
  isLate,
  isOwed,
  performingPosts,
} from './decide-duty.ts';
import type { DutyRequest } from './decide-duty.ts';
import type { Duty } from './definition.ts';
import { borrower, dutyFacts, enterprise, lender, noon } from './fixture/scene.ts';
import { keyBook, upkeep } from './fixture/upkeep.ts';

const clean = { clean: true, items: [] };
const director = borrower({ account: 'account-director', posts: ['quality-safety-director'] });
const keyRecord = { entry: 'e1', at: noon('2026-09-01'), by: borrower(), input: {} };

function ask(change: Partial<DutyRequest> = {}) {
  return decideDuty({
    duty: upkeep,
    facts: dutyFacts(),
    actor: borrower(),
    input: clean,
    reason: undefined,
    amends: false,
    ...change,
  });
}

function refusedAs(code: string, answer: ReturnType<typeof ask>, sentence?: RegExp) {
  assert.ok(!answer.ok, 'it was accepted');
  assert.equal(answer.code, code);
  if (sentence !== undefined) assert.match(answer.sentence, sentence);
}

test('the officer’s record of the day is accepted, with its effects', () => {
  assert.deepEqual(ask(), { ok: true, input: clean, effects: [], late: false });
  const facts = dutyFacts({}, { 'key-book': keyRecord });
  const found = ask({ facts, input: { ...clean, clean: false } });
  assert.deepEqual(found.ok && found.effects, [{ do: 'mark', mark: 'finding' }]);
});

test('a duty belongs to its own organisation and to its kinds', () => {
  const other = borrower({ organisation: 'enterprise-2' });
  refusedAs('not-entitled', ask({ actor: other }), /由甲厂自行完成/);
  const facts = dutyFacts({ organisation: { ...enterprise, kind: 'laboratory' } });
  refusedAs('not-entitled', ask({ facts }), /由企业自行完成/);
});

test('a later post may do it only where nobody holds an earlier one', () => {
  refusedAs('not-entitled', ask({ actor: director }), /须由质量安全员办理/);
  const filledPosts = ['quality-safety-director'] as const;
  const facts = dutyFacts({ organisation: { ...enterprise, filledPosts } });
  assert.ok(ask({ actor: director, facts }).ok);
});

test('where the duty may be delegated any of its posts may do it', () => {
  const duty: Duty = { ...upkeep, performer: { ...upkeep.performer, mayDelegate: true } };
  assert.ok(ask({ duty, actor: director }).ok);
  assert.deepEqual(performingPosts(duty, []), upkeep.performer.posts);
  assert.deepEqual(performingPosts(upkeep, []), ['quality-safety-officer']);
});

test('a lapsed qualification is named', () => {
  const lapsed = borrower({ posts: [], lapsed: ['quality-safety-officer'] });
  refusedAs('not-qualified', ask({ actor: lapsed }), /重新考核/);
});

test('a record names the first day of a period that has begun', () => {
  const weekly: Duty = { ...upkeep, every: 'week' };
  const midweek = dutyFacts({ period: { from: '2026-09-01', to: '2026-09-06' } });
  refusedAs('invalid-input', ask({ duty: weekly, facts: midweek }), /不是一期的第一天/);
  const tomorrow = dutyFacts({ period: { from: '2026-09-03', to: '2026-09-03' } });
  refusedAs('too-early', ask({ facts: tomorrow }), /不能提前记录/);
});

test('a late record needs a reason, and only until the days for it are over', () => {
  const late = (today: string) => dutyFacts({ late: true, today });
  refusedAs('reason-required', ask({ facts: late('2026-09-03') }), /请写明补录原因/);
  refusedAs('reason-required', ask({ facts: late('2026-09-03'), reason: ' 停 ' }));
  const recorded = ask({ facts: late('2026-09-03'), recorded: true });
  refusedAs('already-done', recorded, /已经提交，如需修改请使用更正/);
  const amended = ask({ facts: late('2026-09-03'), recorded: true, amends: true, reason: '抄错' });
  assert.ok(amended.ok);
  const inTime = ask({ facts: late('2026-09-09'), reason: '停电' });
  assert.ok(inTime.ok && inTime.late);
  const tooLate = ask({ facts: late('2026-09-10'), reason: '停电' });
  refusedAs('too-late', tooLate, /补录期限（7日）/);
});

test('an amendment of an earlier record needs a reason too', () => {
  refusedAs('reason-required', ask({ amends: true }), /更正记录须写明原因/);
  assert.ok(ask({ amends: true, reason: '抄错' }).ok);
});

test('the form and the condition are judged last', () => {
  refusedAs('invalid-input', ask({ input: {} }));
  refusedAs('condition-unmet', ask({ input: { ...clean, clean: false } }), /请先登记钥匙/);
});

const keys = {
  holder: '0198c0de-0000-7000-8000-000000000002',
  keys: ['front'],
  from: '2026-09-02T08:00:00+08:00',
  photos: [],
};

test('a book is kept by its own organisation’s posts', () => {
  const accepted = decideRecord(keyBook, dutyFacts(), borrower(), keys);
  assert.deepEqual(accepted, { ok: true, input: keys, effects: [], late: false });
  const office = decideRecord(keyBook, dutyFacts(), lender(), keys);
  refusedAs('not-entitled', office, /《钥匙登记》由甲厂自行记录/);
  const elsewhere = dutyFacts({ organisation: { ...enterprise, kind: 'police' } });
  const police = decideRecord(keyBook, elsewhere, borrower(), keys);
  refusedAs('not-entitled', police, /《钥匙登记》由企业自行记录/);
  refusedAs('not-entitled', decideRecord(keyBook, dutyFacts(), director, keys), /质量安全员/);
  refusedAs('invalid-input', decideRecord(keyBook, dutyFacts(), borrower(), { ...keys, keys: [] }));
});

test('a book without posts is open to everybody of its keeper', () => {
  const { posts: _posts, ...keeper } = keyBook.keeper;
  assert.ok(decideRecord({ ...keyBook, keeper }, dutyFacts(), director, keys).ok);
});

test('an office that watches over a book records in it for its own region alone', () => {
  const supervisors = ['market-regulator'] as const;
  const watched = { ...keyBook, keeper: { ...keyBook.keeper, supervisors } };
  assert.ok(decideRecord(watched, dutyFacts(), lender(), keys).ok);
  const elsewhere = lender({ covers: { lo: 360_200, hi: 360_299 } });
  refusedAs('not-entitled', decideRecord(watched, dutyFacts(), elsewhere, keys));
  const police = lender({ kind: 'police' });
  refusedAs('not-entitled', decideRecord(watched, dutyFacts(), police, keys));
});

test('a record is late from the first instant after its period', () => {
  assert.ok(!isLate(upkeep, '2026-09-02', '2026-09-02T15:59:59.999Z'));
  assert.ok(isLate(upkeep, '2026-09-02', '2026-09-02T16:00:00.000Z'));
  const weekly: Duty = { ...upkeep, every: 'week' };
  assert.ok(!isLate(weekly, '2026-09-14', '2026-09-20T15:59:59.999Z'));
});

test('a duty is owed by the organisations it names, on the days it is in force', () => {
  assert.ok(isOwed(upkeep, enterprise, '2026-12-31'));
  assert.ok(!isOwed(upkeep, enterprise, '2027-01-01'));
  assert.ok(!isOwed(upkeep, enterprise, '2025-12-31'));
  assert.ok(!isOwed(upkeep, { ...enterprise, headcount: 10 }, '2026-09-02'));
  assert.ok(!isOwed(upkeep, { ...enterprise, kind: 'laboratory' }, '2026-09-02'));
});

test('the current period is the one of the day in China', () => {
  assert.equal(currentPeriod(upkeep, '2026-09-02T16:00:00.000Z'), '2026-09-03');
  assert.equal(currentPeriod({ ...upkeep, every: 'week' }, noon('2026-09-02')), '2026-08-31');
});
