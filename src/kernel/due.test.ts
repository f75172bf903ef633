import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarDays, hours, months, workingDays } from './calendar/count.ts';
import type { Deadline, Procedure } from './definition.ts';
import { deadlinesOf } from './due.ts';
import type { PastAct } from './facts.ts';
import { loan } from './fixture/loan.ts';
import { calendar, noon, opening, past } from './fixture/scene.ts';

function clock(id: string, history: readonly PastAct[], now: string, change?: Partial<Deadline>) {
  const known = loan.deadlines[id]!;
  const procedure: Procedure = { ...loan, deadlines: { [id]: { ...known, ...change } } };
  const at = now.length === 10 ? noon(now) : now;
  return deadlinesOf(procedure, history, calendar, at)[0];
}

const told = past('tell', '2026-09-02');

test('a clock that nothing started does not exist', () => {
  assert.equal(clock('objection', [opening], '2026-09-02'), undefined);
});

test('a clock names what started it, its owner, its basis and where it is only a policy', () => {
  const run = clock('settlement', [opening, told, past('object', '2026-09-03')], '2026-09-03');
  assert.equal(run?.startedBy, 'object@2026-09-03');
  assert.equal(run?.owner, 'lender');
  assert.deepEqual(run?.basis, ['loan-rule/3']);
  assert.equal(run?.policy, '本单位内部要求');
});

test('a right runs through its last millisecond and lapses with the next', () => {
  const last = '2026-09-17T15:59:59.999Z';
  assert.equal(clock('objection', [opening, told], last)?.status, 'running');
  assert.equal(clock('objection', [opening, told], '2026-09-17T16:00:00.000Z')?.status, 'lapsed');
  const inTime = [opening, told, past('object', last)];
  assert.equal(clock('objection', inTime, '2026-12-01')?.status, 'met');
});

test('a duty becomes overdue at the same moment, and what comes then meets it late', () => {
  const end = '2026-09-15T16:00:00.000Z';
  assert.equal(clock('return', [opening], '2026-09-15T15:59:59.999Z')?.status, 'running');
  assert.equal(clock('return', [opening], end)?.status, 'overdue');
  const late = clock('return', [opening, past('giveBack', end)], '2026-12-01');
  assert.equal(late?.status, 'met-late');
  assert.equal(late?.metAt, end);
});

test('an opening opens after its last day and not before', () => {
  const back = past('giveBack', '2026-09-10');
  assert.equal(clock('cooling', [opening, back], '2026-10-10')?.status, 'running');
  assert.equal(clock('cooling', [opening, back], '2026-10-10T16:00:00.000Z')?.status, 'open');
  const done = [opening, back, past('check', '2026-10-20')];
  assert.equal(clock('cooling', done, '2026-10-21')?.status, 'met');
});

test('hours run to the millisecond', () => {
  const acts = [opening, told, past('object', '2026-09-03T04:00:00.000Z')];
  assert.equal(clock('settlement', acts, '2026-09-04T03:59:59.999Z')?.status, 'running');
  assert.equal(clock('settlement', acts, '2026-09-04T04:00:00.000Z')?.status, 'overdue');
});

test('a clock may start on the day that a field names', () => {
  const entered = past('open', '2026-09-08', { lentOn: '2026-09-01' });
  const run = clock('return', [entered], '2026-09-08');
  assert.equal(run?.startedAt, '2026-08-31T16:00:00.000Z');
  assert.equal(run?.due.day, '2026-09-15');
  assert.equal(clock('return', [past('open', '2026-09-08')], '2026-09-08'), undefined);
});

test('the act that starts a clock may set a shorter period, and never a longer one', () => {
  const set = (days: unknown) =>
    clock(
      'return',
      [past('open', '2026-09-01', { lentOn: '2026-09-01', days } as never)],
      '2026-09-01',
      {
        numberIn: 'days',
      },
    )?.due.day;
  assert.equal(set(5), '2026-09-08');
  assert.equal(set(60), '2026-09-15');
  assert.equal(set(undefined), '2026-09-15');
});

test('a clock may start at the moment that a field names', () => {
  const entered = past('open', '2026-09-08', { lentOn: '2026-09-08T09:30:00+08:00' });
  const run = clock('return', [entered], '2026-09-08', { count: hours(2) });
  assert.equal(run?.due.until, '2026-09-08T03:30:00.000Z');
});

test('a clock may start only where a field has a value', () => {
  const starts = { act: 'settle', where: { field: 'result', is: 'rejected' } };
  const settled = (result: string) => [past('settle', '2026-09-05', { result })];
  assert.equal(clock('objection', settled('upheld'), '2026-09-05', { starts }), undefined);
  assert.ok(clock('objection', settled('rejected'), '2026-09-05', { starts }));
});

test('a yes-no field may be that value', () => {
  const starts = { act: 'calibrated', where: { field: 'fit', is: 'false' } };
  const done = (fit: boolean) => [past('calibrated', '2026-09-05', { fit })];
  assert.equal(clock('objection', done(true), '2026-09-05', { starts }), undefined);
  assert.ok(clock('objection', done(false), '2026-09-05', { starts }));
});

test('any of several acts may start a clock', () => {
  const starts = [{ act: 'tell' }, { act: 'open', on: 'lentOn' }];
  const run = clock('objection', [opening, told], '2026-09-05', { starts });
  assert.equal(run?.startedBy, opening.entry);
});

test('a second start while the clock runs is ignored unless the clock restarts', () => {
  const twice = [told, past('tell', '2026-09-10')];
  assert.equal(clock('objection', twice, '2026-09-10')?.due.day, '2026-09-17');
  const restarted = clock('objection', twice, '2026-09-10', { restarts: true });
  assert.equal(restarted?.due.day, '2026-09-25');
});

test('a start after the clock was met begins the next run, not in the past but anew', () => {
  const acts = [told, past('object', '2026-09-05'), past('tell', '2026-09-10')];
  const run = clock('objection', acts, '2026-09-11');
  assert.deepEqual([run?.status, run?.due.day], ['running', '2026-09-25']);
});

test('an act that meets a clock may start its next run', () => {
  const change = { starts: [{ act: 'tell' }, { act: 'object' }], count: months(3) };
  const run = clock('objection', [told, past('object', '2026-10-31')], '2026-11-01', change);
  assert.deepEqual([run?.status, run?.due.day], ['running', '2027-01-31']);
});

test('a pause that is over moves the due day by its days', () => {
  const acts = [opening, past('calibrate', '2026-09-03'), past('calibrated', '2026-09-08')];
  const run = clock('return', acts, '2026-09-09');
  assert.deepEqual(run?.pauses, [{ from: '2026-09-03', to: '2026-09-08' }]);
  assert.deepEqual([run?.status, run?.due.day], ['running', '2026-09-18']);
});

test('a pause that is still open keeps the clock paused and the due day moving', () => {
  const acts = [opening, past('calibrate', '2026-09-03')];
  const early = clock('return', acts, '2026-09-08');
  assert.deepEqual([early?.status, early?.due.day], ['paused', '2026-09-18']);
  const later = clock('return', acts, '2026-09-30');
  assert.deepEqual([later?.status, later?.due.day], ['paused', '2026-10-16']);
});

test('a pause that several acts may end ends with the first of them', () => {
  const change = { pausedBy: [{ from: 'calibrate', until: ['calibrated', 'tell'] }] };
  for (const end of ['calibrated', 'tell']) {
    const acts = [opening, past('calibrate', '2026-09-03'), past(end, '2026-09-08')];
    const run = clock('return', acts, '2026-09-20', change);
    assert.deepEqual(run?.pauses, [{ from: '2026-09-03', to: '2026-09-08' }], end);
  }
});

test('a second call for the same pause does not shorten it', () => {
  const acts = [
    opening,
    past('calibrate', '2026-09-03'),
    past('calibrate', '2026-09-07'),
    past('calibrated', '2026-09-08'),
  ];
  assert.equal(clock('return', acts, '2026-09-09')?.due.day, '2026-09-18');
});

test('the act that starts a clock may start its pause', () => {
  const change = { starts: { act: 'calibrate' } };
  const acts = [past('calibrate', '2026-09-01'), past('calibrated', '2026-09-04')];
  assert.equal(clock('return', [acts[0]!], '2026-09-02', change)?.status, 'paused');
  assert.equal(clock('return', acts, '2026-09-04', change)?.due.day, '2026-09-18');
});

test('a pause that begins after the last day brings nothing back', () => {
  const acts = [opening, past('calibrate', '2026-09-16')];
  assert.equal(clock('return', acts, '2026-09-17')?.status, 'overdue');
  const right = { nature: 'right' } as const;
  assert.equal(clock('return', acts, '2026-09-17', right)?.status, 'lapsed');
});

test('a pause that was never ended stops with the act that meets the clock', () => {
  const acts = [opening, past('calibrate', '2026-09-03'), past('giveBack', '2026-09-08')];
  const run = clock('return', acts, '2026-12-01');
  assert.deepEqual([run?.status, run?.due.day], ['met', '2026-09-18']);
});

test('an extension lengthens a clock once, counted from its last day', () => {
  const once = [opening, past('prolong', '2026-09-10')];
  assert.equal(clock('return', once, '2026-09-11')?.due.day, '2026-09-21');
  const twice = [...once, past('prolong', '2026-09-11')];
  assert.equal(clock('return', twice, '2026-09-11')?.due.day, '2026-09-21');
});

test('a pause that falls into the extension does not count either', () => {
  const acts = [
    opening,
    past('prolong', '2026-09-10'),
    past('calibrate', '2026-09-16'),
    past('calibrated', '2026-09-18'),
  ];
  assert.equal(clock('return', acts, '2026-09-19')?.due.day, '2026-09-23');
});

test('an extension in hours is counted from the last moment', () => {
  const acts = [opening, told, past('object', '2026-09-03'), past('prolong', '2026-09-03')];
  const extendedBy = { act: 'prolong', by: hours(24) };
  const run = clock('settlement', acts, '2026-09-03', { extendedBy });
  assert.equal(run?.due.until, '2026-09-05T04:00:00.000Z');
  const afterDays = clock('objection', acts.slice(0, 2).concat(acts[3]!), '2026-09-03', {
    extendedBy,
    count: calendarDays(1),
  });
  assert.equal(afterDays?.due.until, '2026-09-04T16:00:00.000Z');
});

test('an extended date is certain only where both of its parts are', () => {
  const acts = [
    past('open', '2026-12-10', { lentOn: '2026-12-17' }),
    past('prolong', '2026-12-20'),
  ];
  assert.ok(!clock('return', acts, '2026-12-21', { count: workingDays(10) })?.due.certain);
});

test('all clocks come in the order of the definition', () => {
  const history = [opening, told, past('object', '2026-09-03')];
  const ids = deadlinesOf(loan, history, calendar, noon('2026-09-03')).map((run) => run.id);
  assert.deepEqual(ids, ['objection', 'return', 'settlement']);
});

test('a clock whose matter is gone runs no more, but one that was met before stays met', () => {
  const change = { voidedBy: ['object'] };
  const gone = [opening, past('object', '2026-09-05')];
  assert.equal(clock('return', gone, '2026-09-05', change), undefined);
  const met = [opening, past('giveBack', '2026-09-04'), past('object', '2026-09-05')];
  assert.equal(clock('return', met, '2026-09-05', change)?.status, 'met');
});
