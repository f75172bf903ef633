import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarDays } from './calendar/count.ts';
import { checkDefinition } from './check/definition.ts';
import { decide } from './decide.ts';
import type { Deadline, Procedure } from './definition.ts';
import { deadlinesOf } from './due.ts';
import type { PastAct } from './facts.ts';
import * as field from './field.ts';
import { loan } from './fixture/loan.ts';
import { after, calendar, clauses, noon, opening, past, request } from './fixture/scene.ts';

const prolong = loan.acts['prolong']!;

/** A loan whose return may be prolonged by days and then once more until a day that somebody names. */
const twice: Procedure = {
  ...loan,
  acts: {
    ...loan.acts,
    prolong: { ...prolong, from: ['opened', 'told'], extends: 'return' },
    agree: { ...prolong, extends: 'return', form: field.form({ untilDay: field.date('延长至') }) },
  },
  deadlines: {
    ...loan.deadlines,
    return: {
      ...loan.deadlines['return']!,
      extendedBy: [
        { act: 'prolong', by: calendarDays(5) },
        { act: 'agree', until: 'untilDay' },
      ],
    },
  },
};

function due(acts: readonly PastAct[], now: string, change: Partial<Deadline> = {}) {
  const clock = { ...twice.deadlines['return']!, ...change };
  const procedure = { ...twice, deadlines: { return: clock } };
  return deadlinesOf(procedure, acts, calendar, noon(now))[0];
}

function answer(act: string, acts: readonly PastAct[], now: string, procedure = twice) {
  return decide(request({ procedure, act, snapshot: after(procedure, acts), now: noon(now) }));
}

const agreed = (untilDay: string) => past('agree', '2026-09-12', { untilDay });

test('several acts lengthen a clock, each from the last day as it then stands', () => {
  const first = past('prolong', '2026-09-10');
  assert.equal(due([opening], '2026-09-10')?.due.day, '2026-09-15');
  assert.equal(due([opening, first], '2026-09-10')?.due.day, '2026-09-20');
  const both = due([opening, first, agreed('2026-11-30')], '2026-09-12');
  assert.equal(both?.due.day, '2026-11-30');
  assert.equal(both?.due.until, '2026-11-30T16:00:00.000Z');
  assert.deepEqual(both?.extendedBy, ['prolong', 'agree']);
});

test('a named day never shortens a clock', () => {
  assert.equal(due([opening, agreed('2026-09-02')], '2026-09-12')?.due.day, '2026-09-15');
});

test('the same extension granted again changes nothing', () => {
  const acts = [opening, past('prolong', '2026-09-10'), past('prolong', '2026-09-11')];
  assert.equal(due(acts, '2026-09-11')?.due.day, '2026-09-20');
});

test('an act that extends is refused a second time, after the last day, and where nothing runs', () => {
  const running = [opening, past('tell', '2026-09-02')];
  assert.ok(answer('prolong', running, '2026-09-15').ok);
  const code = (acts: readonly PastAct[], now: string) => {
    const given = answer('prolong', acts, now);
    return given.ok ? 'accepted' : given.code;
  };
  assert.equal(code(running, '2026-09-16'), 'too-late');
  assert.equal(code([...running, past('prolong', '2026-09-10')], '2026-09-11'), 'already-done');
  const never = { ...twice.deadlines['return']!, starts: { act: 'settle' } };
  const procedure = { ...twice, deadlines: { ...twice.deadlines, return: never } };
  const given = answer('prolong', running, '2026-09-10', procedure);
  assert.equal(given.ok ? '' : given.code, 'too-early');
});

test('a pause may count only where a field of its first act has a value', () => {
  const pausedBy = [
    { from: 'calibrated', until: 'tell', where: { field: 'fit', is: 'false' } },
  ] as const;
  const span = (fit: boolean) => [
    opening,
    past('calibrated', '2026-09-03', { fit }),
    past('tell', '2026-09-08'),
  ];
  assert.equal(due(span(true), '2026-09-09', { pausedBy })?.due.day, '2026-09-15');
  assert.equal(due(span(false), '2026-09-09', { pausedBy })?.due.day, '2026-09-18');
});

test('what extensions and pauses name must exist', () => {
  const known = new Set<string>();
  const defects = (procedure: Procedure) => checkDefinition(procedure, clauses, known);
  const withReturn = (change: Partial<Deadline>): Procedure => ({
    ...loan,
    deadlines: { ...loan.deadlines, return: { ...loan.deadlines['return']!, ...change } },
  });
  assert.deepEqual(defects(twice), []);
  const noDay = withReturn({ extendedBy: { act: 'prolong', until: 'someday' } });
  assert.match(defects(noDay).join(), /return starts on unknown field someday/);
  const pausedBy = [{ from: 'calibrated', until: 'tell', where: { field: 'mood', is: 'good' } }];
  assert.match(defects(withReturn({ pausedBy })).join(), /unknown field mood/);
  const strange = { ...prolong, extends: 'objection' };
  const other = { ...loan, acts: { ...loan.acts, prolong: strange } };
  assert.match(defects(other).join(), /prolong extends objection, which does not name it/);
  assert.match(defects({ ...loan, reads: ['nothing'] }).join(), /it reads unknown nothing/);
});

test('guards read the proceedings about the same subject that the shell found', () => {
  const procedure: Procedure = {
    ...twice,
    acts: {
      ...twice.acts,
      prolong: {
        ...twice.acts['prolong']!,
        when: (facts) => (facts.related.length > 0 ? '以前已有借用。' : undefined),
      },
    },
  };
  const earlier = {
    id: 'loan-1',
    procedure: 'loan',
    title: '器具借用',
    state: 'closed',
    openedAt: noon('2026-01-05'),
    overdue: false,
    opening: {},
  };
  const asked = { procedure, act: 'prolong', snapshot: after(procedure, [opening]) };
  const now = noon('2026-09-10');
  assert.ok(decide(request({ ...asked, now })).ok);
  assert.ok(!decide(request({ ...asked, now, related: [earlier] })).ok);
});
