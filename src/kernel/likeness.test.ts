import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProcedure } from './check/procedure.ts';
import { decide } from './decide.ts';
import type { ProceedingFacts } from './facts.ts';
import * as field from './field.ts';
import { loan } from './fixture/loan.ts';
import { opening, request } from './fixture/scene.ts';
import { likenessOf, numberOf } from './replay.ts';

const likeness = { fields: ['item'], countsFrom: ['open'], pending: [], months: 6 };

test('case, width and spaces make no difference, other letters do', () => {
  const own = { ...loan, likeness: { ...likeness, fields: ['brand', 'model'] } };
  const of = (brand: string, model: string) => likenessOf(own, { brand, model });
  assert.equal(of('赣能', 'GN-3S'), of('赣 能', 'ｇｎ-3s'));
  assert.notEqual(of('赣能', 'GN-3S'), of('赣能', 'GN-3'));
  // Two fields are two: what one lacks the other may not make up.
  assert.notEqual(of('ab', 'c'), of('a', 'bc'));
});

test('a field that was left out makes it like nothing', () => {
  assert.equal(likenessOf({ ...loan, likeness }, {}), undefined);
  assert.equal(likenessOf(loan, { item: 'x' }), undefined);
});

test('a likeness that names what the procedure lacks does not load', () => {
  const wrong = { fields: ['nothing'], countsFrom: ['never'], pending: ['nowhere'], months: 6 };
  const defects = checkProcedure({ ...loan, likeness: wrong });
  for (const name of ['nothing', 'never', 'nowhere']) {
    assert.ok(defects.includes(`its likeness names unknown ${name}`), name);
  }
  assert.deepEqual(checkProcedure({ ...loan, likeness }), checkProcedure(loan));
});

test('a guard of an opening act knows of earlier proceedings, and of none where there are none', () => {
  const told: unknown[] = [];
  const when = (facts: ProceedingFacts) => {
    told.push(facts.alike);
    return undefined;
  };
  const procedure = { ...loan, acts: { ...loan.acts, open: { ...loan.acts['open']!, when } } };
  const asked = request({ act: 'open', procedure, input: opening.input });
  const alike = [{ by: 'superior', day: '2026-03-01' }] as const;
  decide({ ...asked, alike });
  decide(asked);
  assert.deepEqual(told, [alike, []]);
});

const numbered = { ...loan, numbered: 'item' };

test('a number that the opener has given is refused, and its field is named', () => {
  const asked = request({ act: 'open', procedure: numbered, input: opening.input });
  assert.equal(decide(asked).ok, true);
  const answer = decide({ ...asked, numberGivenOn: '2026-03-01' });
  assert.ok(!answer.ok);
  assert.equal(answer.code, 'already-done');
  assert.match(answer.sentence, /器具名称“卡尺”已由本单位于2026-03-01用于另一项“器具借用”/);
  assert.deepEqual(
    answer.issues?.map(({ path }) => path),
    ['item'],
  );
  assert.equal(decide({ ...asked, procedure: loan, numberGivenOn: '2026-03-01' }).ok, true);
});

test('numbers are compared whatever their case, width and spaces', () => {
  assert.equal(numberOf(numbered, { item: '抽 ａ-1' }), numberOf(numbered, { item: '抽A-1' }));
  assert.notEqual(numberOf(numbered, { item: 'A-1' }), numberOf(numbered, { item: 'A-11' }));
  assert.equal(numberOf(loan, { item: 'A-1' }), undefined);
});

test('a procedure that is numbered by what may be left out, or is no text, does not load', () => {
  assert.deepEqual(checkProcedure({ ...loan, numbered: 'lentOn' }), checkProcedure(loan));
  assert.deepEqual(checkProcedure({ ...loan, numbered: 'nothing' }), [
    'act open has no text nothing to be numbered by',
  ]);
  const form = field.form({
    ...loan.acts['open']!.form.shape,
    item: field.optional(field.text('器')),
  });
  const acts = { ...loan.acts, open: { ...loan.acts['open']!, form } };
  assert.deepEqual(checkProcedure({ ...numbered, acts }), [
    'act open has no text item to be numbered by',
  ]);
});
