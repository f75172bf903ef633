import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { metaOf } from '#kernel/check/form.ts';
import type { Effect } from '#kernel/effect.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { complaint2019 } from '#law/public/complaint-2019.ts';
import { complaint } from '#law/public/complaint.ts';
import { accepted, forms, houses, mediating, start, who } from './complaint-setting.ts';

test('two versions stand side by side, chosen by the day of opening', () => {
  const law = loadLaw([complaint, complaint2019], clauses, calendar);
  assert.equal(law.procedure('complaint', '2026-04-14'), complaint2019);
  assert.equal(law.procedure('complaint', '2026-04-15'), complaint);
  assert.equal(law.procedure('complaint', '2019-12-31'), undefined);
  assert.throws(
    () =>
      loadLaw(
        [complaint, { ...complaint2019, inForce: { from: '2020-01-01' } }],
        clauses,
        calendar,
      ),
    /two versions overlap/,
  );
});

test('registered by a citizen, mediated, agreed, closed', () => {
  const matter = mediating('2026-08-03');
  matter.does('hold', who.handler, '2026-08-05', {
    heldAt: '2026-08-05T09:00:00+08:00',
    record: '店主愿意退款',
  });
  matter.does('reachAgreement', who.handler, '2026-08-06', forms.agree);
  matter.does('close', who.handler, '2026-08-07', { summary: '已履行', publicity: true });
  assert.equal(matter.state, 'closed');
});

test('registered by the intake officer, the days run from receipt of the letter', () => {
  const matter = start();
  const letter = { ...forms.register, channel: 'post', receivedOn: '2026-09-24' };
  matter.refuses('condition-unmet', 'register', who.citizen, '2026-09-28', letter);
  matter.refuses('condition-unmet', 'register', who.intake, '2026-09-23', letter);
  matter.does('register', who.intake, '2026-09-28', letter);
  assert.deepEqual(
    matter.seats.map((seat) => seat.role),
    ['respondent', 'intake'],
  );
  // 25–27 September and 1–7 October are free, Saturday 10 October is worked.
  assert.equal(matter.due('decision', '2026-09-28'), '2026-10-12');
  const own = start();
  own.does('register', who.citizen, '2026-09-28', forms.register);
  assert.equal(own.due('decision', '2026-09-28'), '2026-10-13');
});

test('a decision after the seventh working day is late', () => {
  const matter = start();
  matter.does('register', who.citizen, '2026-09-24', forms.register);
  matter.does('dispatch', who.intake, '2026-10-09', forms.dispatch);
  assert.equal(matter.clock('decision', '2026-10-12T15:59:59Z')?.status, 'running');
  assert.ok(matter.does('accept', who.handler, '2026-10-12T16:00:00Z', forms.accept).late);
});

test('sixty calendar days, the time of testing left out, rolling past National Day', () => {
  const matter = mediating('2026-08-03');
  // The sixtieth day is 2 October.
  assert.equal(matter.due('mediation', '2026-08-04'), '2026-10-08');
  const tested = matter.fork();
  tested.does('sendToTest', who.handler, '2026-08-10', forms.test);
  assert.equal(tested.clock('mediation', '2026-08-15')?.status, 'paused');
  tested.does('receiveTest', who.handler, '2026-08-20', forms.tested);
  assert.equal(tested.due('mediation', '2026-08-20'), '2026-10-12');
  tested.fork().does('reachAgreement', who.handler, '2026-10-12T15:59:00Z', forms.agree);
  tested.refuses('too-late', 'reachAgreement', who.handler, '2026-10-12T16:00:00Z', forms.agree);
  // Two tests: both spans are left out.
  tested.does('sendToTest', who.handler, '2026-09-01', forms.test);
  tested.does('receiveTest', who.handler, '2026-09-06', forms.tested);
  assert.equal(tested.due('mediation', '2026-09-06'), '2026-10-17');
});

test('the former order counts forty-five working days, to the end of what it began', () => {
  const matter = mediating('2026-04-13', complaint2019);
  // 1–5 May are free, Saturday 9 May is worked.
  assert.equal(matter.due('mediation', '2026-04-14'), '2026-06-17');
  const after = mediating('2026-04-15');
  // Sunday 14 June is no statutory holiday.
  assert.equal(after.due('mediation', '2026-04-16'), '2026-06-14');
  const end = { ground: 'party-ended', reason: '已注销' };
  matter.refuses('invalid-input', 'terminate', who.handler, '2026-05-01', end);
  after.does('terminate', who.handler, '2026-05-01', end);
});

test('the end for time comes only when the time is over, and is told in seven working days', () => {
  const matter = mediating('2026-08-03');
  const end = { ground: 'period', reason: '未达成协议' };
  const early = matter.refuses('condition-unmet', 'terminate', who.handler, '2026-10-08', end);
  assert.match(early.sentence, /2026-10-08/);
  assert.ok(matter.does('terminate', who.handler, '2026-10-09', end).late);
  assert.equal(matter.due('telling', '2026-10-09'), '2026-10-19');
  matter.refuses('wrong-state', 'close', who.handler, '2026-10-09', {});
  matter.does('tell', who.handler, '2026-10-19', forms.tell);
  matter.does('close', who.handler, '2026-10-20', { summary: '已终止', publicity: false });
});

test('while a test runs the time is not over, however long it takes', () => {
  const matter = mediating('2026-08-03');
  matter.does('sendToTest', who.handler, '2026-08-10', forms.test);
  matter.refuses('condition-unmet', 'terminate', who.handler, '2026-12-01', {
    ground: 'period',
    reason: '未达成协议',
  });
  const cost = { ...forms.test, costAgreed: false };
  mediating('2026-08-03').refuses('condition-unmet', 'sendToTest', who.handler, '2026-08-10', cost);
});

test('no mediation without both consents', () => {
  const matter = accepted('2026-08-03');
  matter.refuses('condition-unmet', 'openMediation', who.handler, '2026-08-04', forms.open);
  matter.does('consentComplainant', who.citizen, '2026-08-04', { answer: 'yes' });
  matter.refuses('not-entitled', 'consentRespondent', who.neighbour, '2026-08-04', {
    answer: 'yes',
  });
  matter.does('consentRespondent', who.shop, '2026-08-04', { answer: 'no' });
  matter.refuses('condition-unmet', 'openMediation', who.handler, '2026-08-04', forms.open);
  matter.does('terminate', who.handler, '2026-08-05', {
    ground: 'refused-mediation',
    reason: '被投诉人拒绝',
  });
});

test('an association may mediate for the office that entrusts it', () => {
  const matter = mediating('2026-08-03');
  matter.refuses('not-entitled', 'reachAgreement', who.mediator, '2026-08-05', forms.agree);
  matter.does('entrust', who.handler, '2026-08-04', {
    mediator: houses.association.id,
    scope: '全部争议',
  });
  matter.does('reachAgreement', who.mediator, '2026-08-05', forms.agree);
});

test('refusal names one of the seven grounds and the other ways', () => {
  const matter = start();
  matter.does('register', who.citizen, '2026-08-03', forms.register);
  matter.refuses('not-entitled', 'dispatch', who.citizen, '2026-08-03', forms.dispatch);
  matter.does('dispatch', who.intake, '2026-08-03', forms.dispatch);
  const { routes: _routes, ...silent } = forms.refuse;
  const missing = matter.refuses('invalid-input', 'refuse', who.handler, '2026-08-04', silent);
  assert.deepEqual(
    missing.issues?.map(({ path, sentence }) => [path, sentence]),
    [['routes', '请填写']],
  );
  matter.does('refuse', who.handler, '2026-08-04', forms.refuse);
  matter.refuses('wrong-state', 'accept', who.handler, '2026-08-05', forms.accept);
});

test('who is not competent gives the complaint back and does not send it on', () => {
  const matter = start();
  matter.does('register', who.citizen, '2026-08-03', forms.register);
  matter.does('dispatch', who.intake, '2026-08-03', {
    ...forms.dispatch,
    handler: houses.other.id,
  });
  matter.refuses('not-entitled', 'accept', who.handler, '2026-08-04', forms.accept);
  const handler = { ...who.handler, organisation: houses.other.id };
  matter.does('giveBack', handler, '2026-08-04', { reason: '被投诉人不在辖区' });
  matter.does('dispatch', who.intake, '2026-08-05', forms.dispatch);
  matter.does('accept', who.handler, '2026-08-05', forms.accept);
});

test('a clue is verified in fifteen working days, once longer with the head of the same office', () => {
  const matter = mediating('2026-09-28');
  matter.refuses('condition-unmet', 'extendVerification', who.head, '2026-09-28', {
    reason: '复杂',
  });
  matter.refuses('condition-unmet', 'findClue', who.handler, '2026-09-28', {
    ...forms.clue,
    foundOn: '2026-09-29',
  });
  matter.does('findClue', who.handler, '2026-09-28', forms.clue);
  assert.equal(matter.due('clue', '2026-09-28'), '2026-10-23');
  const longer = { reason: '需要异地核查' };
  matter.refuses('not-entitled', 'extendVerification', who.handler, '2026-10-20', longer);
  matter.refuses('not-entitled', 'extendVerification', who.otherHead, '2026-10-20', longer);
  matter.fork().refuses('condition-unmet', 'extendVerification', who.head, '2026-10-24', longer);
  matter.does('extendVerification', who.head, '2026-10-20', longer);
  assert.equal(matter.due('clue', '2026-10-20'), '2026-11-13');
  matter.refuses('condition-unmet', 'extendVerification', who.head, '2026-11-10', longer);
  matter.does('reachAgreement', who.handler, '2026-10-21', forms.agree);
  const closing = { summary: '已调解', publicity: false };
  matter.refuses('condition-unmet', 'close', who.handler, '2026-10-22', closing);
  const filed = { outcome: 'file', reason: '属实' };
  matter.refuses('condition-unmet', 'decideClue', who.handler, '2026-11-13', filed);
  matter.does('decideClue', who.handler, '2026-11-13', { ...filed, caseNumber: '瑞市监立2026-9' });
  matter.does('close', who.handler, '2026-11-14', closing);
});

test('a clue is filed as the lead of a case in one act, with the day on which it was found and nothing of the complainant', () => {
  const opened = (effects: readonly Effect[]) => effects.find((effect) => effect.do === 'open');
  const at = '2026-09-29';
  const direct = mediating('2026-09-28');
  const clue = { ...forms.clue, fileAsCase: true };
  direct.refuses(
    'condition-unmet',
    'findClue',
    { ...who.handler, posts: ['intake-officer'] },
    at,
    clue,
  );
  const lead = opened(direct.does('findClue', who.handler, at, clue).effects);
  assert.deepEqual(lead?.input, {
    caseName: `${direct.question('close', who.handler, at).subject?.name ?? ''}涉嫌违法案（投诉处理中发现）`,
    partyName: direct.question('close', who.handler, at).subject?.name,
    partyKind: 'unit',
    source: 'complaint',
    receivedOn: '2026-09-28',
    facts: forms.clue.facts,
    materials: [],
  });
  assert.equal(direct.clock('clue', at), undefined);
  direct.refuses('condition-unmet', 'fileLead', who.handler, at, {});
  direct.does('reachAgreement', who.handler, at, forms.agree);
  direct.does('close', who.handler, at, { summary: '已调解', publicity: false });

  const later = mediating('2026-09-28');
  later.refuses('condition-unmet', 'fileLead', who.handler, at, {});
  later.does('findClue', who.handler, '2026-09-28', forms.clue);
  const extended = later.fork();
  extended.does('extendVerification', who.head, at, { reason: '复杂' });
  extended.refuses('condition-unmet', 'fileLead', who.handler, at, {});
  const { effects } = later.does('fileLead', who.handler, at, { note: '另有库存' });
  const second = opened(effects)?.input as { facts: string } | undefined;
  assert.equal(second?.facts, `${forms.clue.facts}\n另有库存`);
  assert.equal(later.clock('clue', at)?.status, 'met');
});

test('who complained and how to reach her goes with no clue, nor do the papers that prove it', () => {
  const at = '2026-09-29';
  const matter = mediating('2026-09-28');
  const { complainantName, phone } = forms.register;
  for (const own of [complainantName, phone]) {
    const clue = { ...forms.clue, facts: `据${own}反映，另有库存。`, fileAsCase: true };
    const { basis } = matter.refuses('condition-unmet', 'findClue', who.handler, at, clue);
    assert.deepEqual(basis, ['order-121/37']);
  }
  // What is verified here and goes nowhere may name her.
  matter.does('findClue', who.handler, at, { ...forms.clue, facts: `据${complainantName}反映` });
  matter.refuses('condition-unmet', 'fileLead', who.handler, at, {});
  matter.does('fileLead', who.handler, at, { facts: '店内另有库存。' });
});

test('a second clue runs anew and may be extended again', () => {
  const matter = mediating('2026-08-03');
  const clue = { ...forms.clue, foundOn: '2026-08-03' };
  matter.does('findClue', who.handler, '2026-08-03', clue);
  matter.does('extendVerification', who.head, '2026-08-10', { reason: '复杂' });
  matter.does('decideClue', who.handler, '2026-08-17', { outcome: 'not-filed', reason: '不属实' });
  matter.does('findClue', who.handler, '2026-08-18', { ...clue, foundOn: '2026-08-18' });
  assert.equal(matter.due('clue', '2026-08-18'), '2026-09-08');
  matter.does('extendVerification', who.head, '2026-08-20', { reason: '复杂' });
});

test('a clock into 2027 is uncertain while the holidays are not announced', () => {
  const matter = accepted('2026-12-21');
  assert.equal(matter.due('mediation', '2026-12-22'), '2027-02-19');
  assert.equal(matter.clock('mediation', '2026-12-22')?.due.certain, false);
});

test('data of the complainant are marked as personal and hidden from the respondent', () => {
  for (const procedure of [complaint, complaint2019]) {
    const shape = procedure.acts.register!.form.shape as Record<string, z.ZodType>;
    for (const name of ['complainantName', 'phone', 'address']) {
      const meta = metaOf(shape[name]!);
      assert.equal(meta?.personal, true);
      assert.deepEqual(meta?.hiddenFrom, ['respondent', 'formerHandler', 'formerMediator']);
      assert.match(meta?.hint ?? '', /保密/);
    }
  }
});
