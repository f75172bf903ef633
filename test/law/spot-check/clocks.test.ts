import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlinesOf } from '#kernel/due.ts';
import { calendar } from '#law/holidays.ts';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { announced, forms, notified, ordered, receipt, reported, start, who } from './setting.ts';

test('the second follow-up after day 89 is late, not refused', () => {
  const check = announced('2026-12-15');
  assert.equal(check.clock('second-follow-up', '2027-03-14')?.status, 'running');
  assert.equal(check.clock('second-follow-up', '2027-03-15')?.status, 'overdue');
  assert.ok(check.does('secondFollowUp', who.handler, '2027-03-15', forms.check).late);
});

test('each party objects within its own fifteen days, to the last minute after National Day', () => {
  const check = notified();
  // 17 September + 15 = 2 October, 18 September + 15 = 3 October: both roll to the first day after the holiday.
  assert.equal(check.due('objection-sampled', '2026-09-18'), '2026-10-08');
  assert.equal(check.due('objection-producer', '2026-09-18'), '2026-10-08');
  const last = check.fork();
  last.does('objectProducer', who.works, '2026-10-08T15:59:00.000Z', forms.object);
  const late = check.refuses(
    'too-late',
    'objectProducer',
    who.works,
    '2026-10-08T16:00:00.000Z',
    forms.object,
  );
  assert.deepEqual(late.basis, ['order-18/36', 'order-18/55', 'product-quality-law/15']);
  assert.equal(check.clock('objection-producer', '2026-10-09')?.status, 'lapsed');
});

test('one party lapses while the other may still object', () => {
  const check = reported();
  check.does('notify', who.organiser, '2026-09-16', forms.notify);
  check.does('receiveSampled', who.shop, '2026-10-09', receipt('2026-10-09'));
  check.does('receiveProducer', who.works, '2026-10-15', receipt('2026-10-15'));
  check.refuses('too-late', 'objectSampled', who.shop, '2026-10-27', forms.object);
  check.does('objectProducer', who.works, '2026-10-27', forms.object);
});

test('last days: plain weekend, make-up Sunday, and 2027 uncertain', () => {
  const day = (receivedOn: string) => {
    const check = reported();
    check.does('notify', who.organiser, '2026-09-16', forms.notify);
    check.does('receiveSampled', who.shop, '2026-12-31', receipt(receivedOn));
    return check.clock('objection-sampled', '2026-12-31')?.due;
  };
  // Saturday 24 October → Monday; Saturday 10 October is worked, so it stays; 1 January 2027 is not announced.
  assert.deepEqual([day('2026-10-09')?.day, day('2026-10-09')?.certain], ['2026-10-26', true]);
  assert.equal(day('2026-09-25')?.day, '2026-10-10');
  assert.deepEqual([day('2026-12-17')?.day, day('2026-12-17')?.certain], ['2027-01-01', false]);
});

test('correction in 60, follow-up in 75 calendar days from the order', () => {
  const check = ordered('2026-10-09');
  assert.equal(check.due('correction', '2026-10-10'), '2026-12-08');
  assert.equal(check.due('follow-up', '2026-10-10'), '2026-12-23');
  assert.equal(check.clock('correction', '2026-12-09')?.status, 'overdue');
  const late = check.does('reportCorrection', who.shop, '2026-12-09', forms.correction);
  assert.ok(late.late);
  assert.ok(check.does('followUp', who.handler, '2026-12-24', forms.check).late);
});

test('hand-counted last days: what rolls past National Day and the weekend, and what does not', () => {
  const table: readonly [clock: string, act: string, day: string, due: string][] = [
    ['correction', 'order', '2026-08-03', '2026-10-08'],
    ['correction', 'order', '2026-08-02', '2026-10-08'],
    ['correction', 'order', '2026-08-01', '2026-09-30'],
    ['correction', 'order', '2026-08-11', '2026-10-10'],
    ['follow-up', 'order', '2026-07-20', '2026-10-08'],
    // Saturday 17 October: a duty of the office does not wait for Monday.
    ['follow-up', 'order', '2026-08-03', '2026-10-17'],
    ['retest-laboratory', 'arrangeRetestSampled', '2026-09-21', '2026-10-08'],
    ['second-follow-up-opens', 'announce', '2026-08-03', '2026-10-02'],
    ['second-follow-up', 'announce', '2026-07-06', '2026-10-03'],
    ['notice', 'signReport', '2026-09-29', '2026-10-12'],
  ];
  for (const [id, act, day, due] of table) {
    const past = { entry: act, act, at: `${day}T04:00:00Z`, by: who.handler, input: {} };
    const runs = deadlinesOf(spotCheck, [past], calendar, past.at);
    assert.equal(runs.find((run) => run.id === id)?.due.day, due, `${id} from ${day}`);
  }
});

test('goods stand still at once: the clock of the stop is over when the notice is received', () => {
  const check = notified();
  assert.equal(check.clock('stop-producer', '2026-09-18')?.status, 'running');
  check.does('stopProducer', who.works, '2026-09-18', forms.stop);
  assert.equal(check.clock('stop-producer', '2026-09-19')?.status, 'met');
  check.refuses('condition-unmet', 'stopProducer', who.works, '2026-09-19', forms.stop);
  assert.equal(check.clock('stop-sampled', '2026-09-20')?.status, 'overdue');
});

test('retest formalities not done in seven days waive the retest', () => {
  const check = notified();
  check.does('objectProducer', who.works, '2026-09-20', forms.object);
  check.does('decideObjection', who.organiser, '2026-09-21', forms.grant);
  check.does('receiveRetestNoticeProducer', who.works, '2026-10-09', {
    receivedOn: '2026-10-09',
    proof: [],
  });
  assert.equal(check.due('retest-formalities-producer', '2026-10-09'), '2026-10-16');
  const waiting = { conclusion: 'fail' };
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-16', waiting);
  check.fork().does('arrangeRetestProducer', who.works, '2026-10-16T15:59:00Z', forms.formalities);
  check.refuses('too-late', 'arrangeRetestProducer', who.works, '2026-10-16T16:00:00Z', {
    ...forms.formalities,
  });
  check.does('settle', who.organiser, '2026-10-17', waiting);
  assert.equal(check.state, 'failed');
});

test('a report that comes after the day set by the task is late', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  assert.equal(check.due('report', '2026-08-28'), '2026-09-16');
  assert.equal(check.clock('report', '2026-09-17')?.status, 'overdue');
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  check.does('test', who.tester, '2026-09-16', forms.test);
  assert.equal(check.clock('notice', '2026-09-16'), undefined);
  assert.ok(check.does('signReport', who.signatory, '2026-09-17').late);
});
