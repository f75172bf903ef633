import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, lapsedSentence, parseForm } from './decide.ts';
import type { Request } from './decide.ts';
import type { ProceedingFacts } from './facts.ts';
import type { Refusal } from './refusal.ts';
import * as field from './field.ts';
import { loan } from './fixture/loan.ts';
import {
  after,
  borrower,
  laboratoryId,
  lender,
  noon,
  opening,
  past,
  request,
} from './fixture/scene.ts';

const told = past('tell', '2026-09-02');
const tellerActor = lender({ account: 'account-teller' });
const inTold = after(loan, [opening, told]);
const inObjected = after(loan, [opening, told, past('object', '2026-09-03')]);

function accepted(change: Partial<Request> & Pick<Request, 'act'>) {
  const answer = decide(request(change));
  assert.ok(answer.ok, answer.ok ? '' : answer.sentence);
  return answer;
}

function refused(change: Partial<Request> & Pick<Request, 'act'>): Refusal {
  const answer = decide(request(change));
  assert.ok(!answer.ok, 'it was accepted');
  return answer;
}

test('an act of the right person in the right state is accepted with its cleaned input', () => {
  const input = { laboratory: laboratoryId, item: ' 卡尺 ', lentOn: '2026-09-01' };
  const answer = accepted({ act: 'open', input });
  assert.deepEqual(answer.input, { ...input, item: '卡尺' });
  assert.deepEqual([answer.to, answer.role, answer.late], ['opened', 'lender', false]);
});

test('effects are computed from the input and the past', () => {
  const snapshot = after(loan, [opening]);
  const answer = accepted({ act: 'tell', snapshot, input: { note: '急' } });
  assert.deepEqual(answer.effects, [
    { do: 'notify', to: { role: 'borrower' }, title: '请查收告知书急' },
  ]);
  assert.deepEqual(accepted({ act: 'prolong', snapshot: inTold }).effects, []);
});

test('an act without a target keeps the state, a choice decides the next', () => {
  assert.equal(accepted({ act: 'prolong', snapshot: inTold }).to, 'told');
  const settle = { act: 'settle', snapshot: inObjected, actor: tellerActor };
  assert.equal(accepted({ ...settle, input: { result: 'upheld' } }).to, 'closed');
  assert.equal(accepted({ ...settle, input: { result: 'rejected' } }).to, 'told');
});

test('an act that the procedure does not know is refused, also by names every object has', () => {
  for (const act of ['steal', 'constructor', 'toString', '__proto__']) {
    const answer = refused({ act });
    assert.equal(answer.code, 'unknown-act');
    assert.equal(answer.sentence, '“器具借用”没有这一步骤。');
    assert.deepEqual(answer.basis, ['loan-rule']);
  }
});

test('an act in the wrong state is refused with the states in which it may be done', () => {
  const answer = refused({ act: 'prolong', snapshot: after(loan, [opening]) });
  assert.equal(answer.code, 'wrong-state');
  assert.equal(answer.sentence, '本事项处于“已登记”，“延长归还期限”须在“已告知”或“异议中”时进行。');
  assert.deepEqual(answer.basis, ['loan-rule/4']);
});

test('nothing follows before the opening, and a proceeding opens once', () => {
  const early = refused({ act: 'tell' });
  assert.equal(early.code, 'wrong-state');
  assert.match(early.sentence, /^本事项尚未立项/);
  const again = refused({ act: 'open', snapshot: inTold });
  assert.equal(again.code, 'wrong-state');
  assert.match(again.sentence, /只能在立项时进行/);
});

test('who is not in a seat of the act is not entitled', () => {
  const cases: Partial<Request>[] = [
    { actor: lender({ kind: 'laboratory' }) },
    { actor: lender({ level: 'city' }) },
    { actor: lender({ organisation: 'office-2' }) },
    { actor: borrower() },
  ];
  for (const change of cases) {
    const answer = refused({ act: 'prolong', snapshot: inTold, ...change });
    assert.equal(answer.code, 'not-entitled');
    assert.equal(answer.sentence, '“延长归还期限”由出借单位办理，您不在该席位上。');
  }
});

test('who sits in the right office without the post is told which posts do it', () => {
  const actor = lender({ posts: ['reviewer'] });
  const { code, sentence } = refused({ act: 'prolong', snapshot: inTold, actor });
  assert.equal(code, 'not-entitled');
  assert.equal(sentence, '“延长归还期限”由出借单位的承办人办理，您不担任这些岗位。');
});

test('a subject acts for the organisation the case is about and for no other', () => {
  const input = { reason: '器具有误' };
  const object = { act: 'object', snapshot: inTold, now: noon('2026-09-03'), input };
  assert.equal(accepted({ ...object, actor: borrower() }).role, 'borrower');
  const other = borrower({ organisation: 'enterprise-2' });
  assert.equal(refused({ ...object, actor: other }).code, 'not-entitled');
  assert.equal(refused({ ...object, actor: borrower(), subject: undefined }).code, 'not-entitled');
});

test('a named seat that is vacant is nobody’s; once filled it is the holder’s alone', () => {
  const technician = lender({
    kind: 'laboratory',
    organisation: laboratoryId,
    posts: ['laboratory-technician'],
  });
  const calibrated = { act: 'calibrated', snapshot: inTold, input: { fit: true } };
  assert.equal(accepted({ ...calibrated, actor: technician }).role, 'laboratory');
  const vacant = { ...inTold, seats: [] };
  const answer = refused({ ...calibrated, snapshot: vacant, actor: technician });
  assert.equal(answer.code, 'not-entitled');
});

test('a citizen sits by account, whatever organisation stands behind the account', () => {
  const snapshot = { ...inTold, seats: [{ role: 'witness', account: 'account-9' }] };
  const object = { act: 'object', snapshot, now: noon('2026-09-03'), input: { reason: '看到了' } };
  const citizen = { account: 'account-9', posts: [], lapsed: [], covers: { lo: 0, hi: 0 } };
  assert.equal(accepted({ ...object, actor: citizen }).role, 'witness');
  const other = { ...citizen, account: 'account-8' };
  assert.equal(refused({ ...object, actor: other }).code, 'not-entitled');
});

test('a competent body acts inside its region and not outside', () => {
  const snapshot = after(loan, [opening, told, past('giveBack', '2026-09-03')]);
  const government = lender({ kind: 'local-government', covers: { lo: 360100, hi: 360102 } });
  const check = { act: 'check', snapshot, actor: government, now: noon('2026-12-01') };
  assert.equal(accepted({ ...check, region: 360102 }).role, 'overseer');
  assert.equal(refused({ ...check, region: 360103 }).code, 'not-entitled');
  assert.equal(refused({ ...check, region: 360099 }).code, 'not-entitled');
});

test('a person whose qualification has lapsed is told so instead of being called a stranger', () => {
  const lapsed = lender({ posts: [], lapsed: ['case-officer'] });
  const answer = refused({ act: 'prolong', snapshot: inTold, actor: lapsed });
  assert.equal(answer.code, 'not-qualified');
  assert.equal(answer.sentence, lapsedSentence);
  const elsewhere = { ...lapsed, organisation: 'office-2' };
  assert.equal(
    refused({ act: 'prolong', snapshot: inTold, actor: elsewhere }).code,
    'not-entitled',
  );
});

test('who did one act may not do the other that is kept apart from it', () => {
  const settle = { act: 'settle', snapshot: inObjected, input: { result: 'upheld' } };
  const answer = refused(settle);
  assert.equal(answer.code, 'separation-of-duties');
  assert.equal(answer.sentence, '“书面告知”由您办理，“处理异议”须由另一人办理。');
  accepted({ ...settle, actor: tellerActor });
});

test('a right is used through its last millisecond and refused from the next on', () => {
  const object = {
    act: 'object',
    snapshot: inTold,
    actor: borrower(),
    input: { reason: '器具有误' },
  };
  accepted({ ...object, now: '2026-09-17T15:59:59.999Z' });
  const answer = refused({ ...object, now: '2026-09-17T16:00:00.000Z' });
  assert.equal(answer.code, 'too-late');
  assert.equal(answer.sentence, '“提出异议”的期限已于2026-09-17届满。');
  assert.deepEqual(answer.basis, ['loan-rule/3']);
});

test('an act before its opening is refused with the day after which it may be done', () => {
  const snapshot = after(loan, [opening, told, past('giveBack', '2026-09-03')]);
  const check = { act: 'check', snapshot, actor: lender({ kind: 'local-government' }) };
  const answer = refused({ ...check, now: '2026-10-03T15:59:59.999Z' });
  assert.equal(answer.code, 'too-early');
  assert.equal(answer.sentence, '“复核”尚不能办理：2026-10-03之后方可办理。');
  assert.deepEqual(answer.basis, ['loan-rule/5']);
  accepted({ ...check, now: '2026-10-03T16:00:00.000Z' });
});

test('an act whose opening nothing has started is too early', () => {
  const snapshot = { ...inTold, state: 'returned' };
  const actor = lender({ kind: 'local-government' });
  const answer = refused({ act: 'check', snapshot, actor, now: noon('2026-12-01') });
  assert.equal(answer.code, 'too-early');
  assert.match(answer.sentence, /起算事由尚未发生/);
});

test('an opening that was used stays open', () => {
  const history = [opening, told, past('giveBack', '2026-09-03'), past('check', '2026-11-01')];
  const snapshot = { ...after(loan, history), state: 'returned' };
  const actor = lender({ kind: 'local-government' });
  accepted({ act: 'check', snapshot, actor, now: noon('2026-12-01') });
});

test('what meets an overdue duty is accepted and marked late', () => {
  const giveBack = { act: 'giveBack', snapshot: inTold, actor: borrower() };
  assert.equal(accepted({ ...giveBack, now: '2026-09-15T15:59:59.999Z' }).late, false);
  assert.equal(accepted({ ...giveBack, now: '2026-09-15T16:00:00.000Z' }).late, true);
});

test('an overdue clock marks only the acts that meet it', () => {
  assert.equal(accepted({ act: 'prolong', snapshot: inTold, now: noon('2026-12-01') }).late, false);
});

test('a condition that is not met is refused in its own words', () => {
  const snapshot = after(loan, [opening]);
  const answer = refused({ act: 'tell', snapshot, input: { note: '退回' } });
  assert.equal(answer.code, 'condition-unmet');
  assert.equal(answer.sentence, '“卡尺”不能退回。');
  assert.deepEqual(answer.basis, ['loan-rule/2']);
});

test('an input is refused field by field, in Chinese', () => {
  const input = { laboratory: 'x', lentOn: '2026-02-30', bribe: 1 };
  const answer = refused({ act: 'open', input });
  assert.equal(answer.code, 'invalid-input');
  assert.equal(answer.sentence, '有内容没有填写或填写有误，请逐项改正后重新提交。');
  assert.deepEqual(answer.issues, [
    { path: 'laboratory', sentence: '请选择单位', title: '校准机构' },
    { path: 'item', sentence: '请填写', title: '器具名称' },
    { path: 'lentOn', sentence: '请选择日期', title: '借出日期' },
    { path: '', sentence: '不认识的内容：bribe' },
  ]);
});

test('state, seat, person and time are judged before the form', () => {
  const stranger = { act: 'open', actor: borrower(), input: {} };
  assert.equal(refused(stranger).code, 'not-entitled');
  assert.equal(refused({ ...stranger, snapshot: inTold }).code, 'wrong-state');
});

test('issues name rows and nested fields by path and stop at fifty', () => {
  const form = field.form({
    rows: field.rows('行', {
      size: field.group('规格', { width: field.integer('宽', { max: 9 }) }),
    }),
  });
  const nested = parseForm(form, { rows: [{ size: { width: 10 } }, {}] }, []);
  assert.ok(!nested.ok);
  assert.deepEqual(nested.issues, [
    { path: 'rows.0.size.width', sentence: '不得大于9', title: '行第1行“规格·宽”' },
    { path: 'rows.1.size', sentence: '请填写', title: '行第2行“规格”' },
  ]);
  const many = parseForm(form, { rows: Array.from({ length: 60 }, () => ({})) }, []);
  assert.equal(many.ok ? 0 : many.issues?.length, 50);
});

test('what is no object at all is an invalid input, not a fault', () => {
  for (const input of [null, undefined, 'x', 1, []]) {
    const answer = parseForm(field.form({ note: field.text('说明') }), input, ['loan-rule']);
    assert.equal(answer.ok ? '' : answer.code, 'invalid-input');
  }
});

test('a field left out by undefined is not there: only JSON goes into the ledger', () => {
  const form = field.form({ note: field.optional(field.text('说明')) });
  const answer = parseForm(form, { note: undefined }, []);
  assert.ok(answer.ok);
  assert.deepEqual(Object.keys(answer.input), []);
});

test('a rule knows the id of its own proceeding and what the picked ones watch', () => {
  const told: unknown[] = [];
  const when = (facts: ProceedingFacts) => {
    told.push([facts.id, facts.watched]);
    return undefined;
  };
  const procedure = { ...loan, acts: { ...loan.acts, open: { ...loan.acts['open']!, when } } };
  const asked = request({ act: 'open', procedure, input: opening.input });
  const watch = {
    id: 'w',
    procedure: 'keep-watch',
    region: 360_700,
    classes: [],
    from: '2026-01-01',
    until: '2026-12-31',
    isDecided: true,
    frequencies: [],
    visits: [],
  };
  decide({ ...asked, id: 'own', watched: [watch] });
  decide(asked);
  assert.deepEqual(told, [
    ['own', [watch]],
    [undefined, []],
  ]);
});
