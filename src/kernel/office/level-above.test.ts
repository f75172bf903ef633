import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from '../check/definition.ts';
import { decide } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import * as field from '../field.ts';
import { loan } from '../fixture/loan.ts';
import { clauses, laboratoryId, lender, request } from '../fixture/scene.ts';
import { bodiesThatSettle } from './level-above.ts';

const levels = { city: '设区市级', province: '省级' };
const settledBy = (body: string, options: Record<string, string> = levels) =>
  field.form({
    laboratory: field.organisation('校准机构', ['laboratory']),
    item: field.text('器具名称'),
    lentOn: field.date('借出日期'),
    level: field.optional(field.choice('由哪一级核查', options, { levelAbove: body })),
  });

function asking(form = settledBy('laboratory')): Procedure {
  const to = { by: 'level', cases: { city: 'opened', province: 'told' } };
  return { ...loan, acts: { ...loan.acts, open: { ...loan.acts['open']!, form, to } } };
}

const input = { laboratory: laboratoryId, item: '卡尺', lentOn: '2026-09-01' };
const ask = (change: object, known: object = {}) =>
  decide(
    request({
      procedure: asking(),
      act: 'open',
      actor: lender(),
      input: { ...input, ...change },
      ...known,
    }),
  );

test('the level above a picked office settles the choice, whatever was chosen', () => {
  const of = (level: string, change: object = {}) => {
    const answer = ask(change, { levels: { [laboratoryId]: level } });
    assert.ok(answer.ok, answer.ok ? '' : answer.sentence);
    return [answer.input['level'], answer.to];
  };
  assert.deepEqual(of('county'), ['city', 'opened']);
  assert.deepEqual(of('county', { level: 'province' }), ['city', 'opened']);
  assert.deepEqual(of('city'), ['province', 'told']);
  assert.deepEqual(of('province'), ['province', 'told']);
});

test('where the level is not known somebody chooses, and leaving it open is refused at its field', () => {
  const chosen = ask({ level: 'province' });
  assert.ok(chosen.ok && chosen.to === 'told');
  const open = ask({});
  assert.ok(!open.ok);
  assert.equal(open.code, 'invalid-input');
  assert.deepEqual(open.issues, [{ path: 'level', sentence: '请选择' }]);
});

test('only what the form names is asked for', () => {
  const form = settledBy('laboratory');
  assert.deepEqual(bodiesThatSettle(form, input), [laboratoryId]);
  assert.deepEqual(bodiesThatSettle(form, null), []);
  assert.deepEqual(bodiesThatSettle(loan.acts['open']!.form, input), []);
});

test('a choice of levels that no office settles, or that lacks one, does not load', () => {
  const defects = (form = settledBy('laboratory')) =>
    checkDefinition(asking(form), clauses, new Set(['procedure/loan'])).join('; ');
  assert.equal(defects(), '');
  assert.match(defects(settledBy('item')), /level above item, which picks no organisation/);
  assert.match(defects(settledBy('laboratory', { city: '设区市级' })), /cannot be province/);
});
