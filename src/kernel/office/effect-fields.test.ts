import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from '../check/definition.ts';
import { decide } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import * as field from '../field.ts';
import { clauses, request } from '../fixture/scene.ts';

const place = field.group('计划中的位置', { line: field.text('计划行') }, { byEffect: true });

function opening(form: ReturnType<typeof field.form>): Procedure {
  return {
    kind: 'procedure',
    id: 'loan',
    title: '抽查',
    basis: ['loan-rule'],
    inForce: { from: '2026-01-01' },
    party: 'regulator',
    subject: 'optional',
    roles: { lender: { title: '组织部门', kinds: ['market-regulator'], fills: 'opener' } },
    states: { open: { title: '已下达', final: true } },
    acts: { open: { title: '下达', by: ['lender'], to: 'open', basis: ['loan-rule'], form } },
    deadlines: {},
  };
}

test('what only an effect fills in is refused from whoever does the act himself', () => {
  const procedure = opening(field.form({ place: field.optional(place) }));
  const input = { place: { line: '1' } };
  const snapshot = { state: undefined, seats: [], history: [] };
  const asked = { procedure, snapshot, act: 'open', input };
  const refused = decide(request(asked));
  assert.ok(!refused.ok);
  assert.deepEqual(
    [refused.code, refused.sentence, refused.issues?.map(({ path }) => path)],
    ['invalid-input', '“计划中的位置”由平台填写，不能自行填写。', ['place']],
  );
  assert.ok(decide(request({ ...asked, input: {} })).ok);
  assert.ok(decide(request({ ...asked, byEffect: true })).ok);
});

test('such a field must be one that may be left out', () => {
  const defects = checkDefinition(
    opening(field.form({ place })),
    clauses,
    new Set(['procedure/loan']),
  );
  assert.match(defects.join(), /act open.place is filled in by effects alone and is not optional/);
});
