import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from './check/definition.ts';
import { decide, time } from './decide.ts';
import type { Act, Procedure } from './definition.ts';
import { offeredActs } from './derive/offers.ts';
import * as field from './field.ts';
import { loan } from './fixture/loan.ts';
import { after, clauses, lender, opening, request } from './fixture/scene.ts';

const settle: Act = {
  title: '借用结清',
  by: [],
  byEffect: true,
  from: ['opened', 'told'],
  to: 'closed',
  basis: ['loan-rule/8'],
  form: field.form({ note: field.text('说明') }),
};

const settled = (change: Partial<Act> = {}): Procedure => ({
  ...loan,
  acts: { ...loan.acts, settle: { ...settle, ...change } },
});

const procedure = settled();
const snapshot = after(procedure, [opening]);

test('what an effect asks for the platform enters, with a form and without a seat', () => {
  const asked = request({
    procedure,
    snapshot,
    act: 'settle',
    actor: time,
    input: { note: '已归还' },
  });
  const answer = decide(asked);
  assert.ok(answer.ok, answer.ok ? '' : answer.sentence);
  assert.deepEqual([answer.role, answer.to], ['time', 'closed']);
  const blank = decide({ ...asked, input: {} });
  assert.equal(blank.ok ? '' : blank.code, 'invalid-input');
});

test('nobody may do it himself, and nobody is offered it', () => {
  const answer = decide(
    request({ procedure, snapshot, act: 'settle', actor: lender(), input: {} }),
  );
  assert.equal(answer.ok ? '' : answer.code, 'not-entitled');
  assert.match(answer.ok ? '' : answer.sentence, /平台自动办理/);
  const offered = offeredActs(request({ procedure, snapshot, act: 'settle', actor: lender() }));
  assert.ok(offered.every(({ act }) => act !== 'settle'));
});

test('an act of the platform that names somebody does not load', () => {
  const said = (definition: Procedure) =>
    checkDefinition(definition, clauses, new Set(['procedure/loan'])).join('\n');
  assert.doesNotMatch(said(procedure), /settle/);
  assert.match(said(settled({ by: ['lender'] })), /settle is done by an effect and by somebody/);
  const { byEffect: _, ...bare } = settle;
  const nobodys = { ...loan, acts: { ...loan.acts, settle: bare } };
  assert.match(said(nobodys), /settle is done by nobody/);
});
