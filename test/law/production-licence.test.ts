import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateOf, isValidOn } from '#kernel/derive/certificate.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import { productionLicence } from '#law/regulator/certificates/production-licence.ts';
import { certificateLacks } from '#law/regulator/certificates/validity.ts';
import { check, decided, licence, report, who, works } from './certificate-setting.ts';
import { file, play } from './play.ts';
import type { Play } from './play.ts';

function entered(input: object = {}, certificates: readonly CertificateFacts[] = []): Play {
  const matter = play({
    procedure: productionLicence,
    region: works.region,
    subject: works,
    certificates,
  });
  matter.does('enter', who.granter, '2026-11-23', { ...licence, ...input });
  return matter;
}

const registered = (matter: Play) => certificateOf(productionLicence, works.id, matter.history)!;

test('only the province enters a licence, with a number and days that can be true', () => {
  const start = play({ procedure: productionLicence, region: works.region, subject: works });
  const refused = (input: object, by = who.granter) =>
    start.refuses(
      by === who.granter ? 'condition-unmet' : 'not-entitled',
      'enter',
      by,
      '2026-11-23',
      { ...licence, ...input },
    );
  refused({}, who.inspector);
  refused({}, who.principal);
  assert.match(refused({ number: 'XK8-1-1' }).sentence, /编号/);
  refused({ validFrom: '2026-11-24', validUntil: '2030-11-30' });
  refused({ validUntil: '2025-12-01' });
  assert.match(refused({ validUntil: '2030-12-02' }).sentence, /不超过5年/);
  refused({ lastReportOn: '2026-11-24' });
  const shop = { ...works, business: 'retail' } as const;
  play({ procedure: productionLicence, region: works.region, subject: shop }).refuses(
    'condition-unmet',
    'enter',
    who.granter,
    '2026-11-23',
    licence,
  );
  start.does('enter', who.granter, '2026-11-23', { ...licence, number: '赣XK08-001-00001' });
});

test('a number stands in the register once, and a revoked product is barred for three years', () => {
  const known = registered(entered());
  const again = play({
    procedure: productionLicence,
    region: works.region,
    subject: works,
    certificates: [known],
  });
  again.refuses('already-done', 'enter', who.granter, '2026-11-23', licence);
  const revoked = { ...known, state: 'revoked', since: '2023-11-30' };
  const other = { number: 'XK08-001-00002', validFrom: '2026-11-30', validUntil: '2031-11-29' };
  const barred = play({
    procedure: productionLicence,
    region: works.region,
    subject: works,
    certificates: [revoked],
  });
  const { basis, sentence } = barred.refuses(
    'condition-unmet',
    'enter',
    who.granter,
    '2026-12-01',
    {
      ...licence,
      ...other,
    },
  );
  assert.match(sentence, /三年内/);
  assert.ok(basis.includes('licence-regulation/55'));
  barred.does('enter', who.granter, '2026-12-01', {
    ...licence,
    ...other,
    validFrom: '2026-12-01',
  });
});

test('the yearly report is due twelve months after the grant, then after the last report', () => {
  const matter = entered();
  assert.equal(matter.due('annual-report', '2026-11-23'), '2026-12-01');
  assert.equal(matter.clock('annual-report', '2026-12-01T15:59:59Z')?.status, 'running');
  assert.equal(matter.clock('annual-report', '2026-12-01T16:00:00Z')?.status, 'overdue');
  matter.does('report', who.principal, '2026-11-30', report(2026));
  assert.equal(matter.due('annual-report', '2026-11-30'), '2027-11-30');
  matter.refuses('already-done', 'report', who.principal, '2026-11-30', report(2026));
  matter.refuses('condition-unmet', 'report', who.principal, '2026-11-30', report(2027));
  const old = entered({
    validFrom: '2024-03-01',
    validUntil: '2029-02-28',
    lastReportOn: '2026-04-10',
  });
  assert.equal(old.due('annual-report', '2026-11-23'), '2027-04-10');
});

test('a missed report is ordered, an order not obeyed suspends, a check restores', () => {
  const matter = entered();
  const order = { letterNumber: '责改1', dueOn: '2026-12-20', note: '提交年度自查报告' };
  const early = matter.refuses(
    'condition-unmet',
    'orderReport',
    who.inspector,
    '2026-12-01',
    order,
  );
  assert.match(early.sentence, /2026-12-01/);
  matter.refuses('not-entitled', 'orderReport', who.neighbour, '2026-12-02', order);
  matter.refuses('condition-unmet', 'orderReport', who.inspector, '2026-12-02', {
    ...order,
    dueOn: '2026-12-02',
  });
  matter.does('orderReport', who.inspector, '2026-12-02', order);
  assert.equal(matter.due('correction', '2026-12-02'), '2026-12-20');
  const stop = {
    decisionNumber: '赣市监罚1',
    ground: 'not-corrected',
    article: '实施办法第四十九条',
    reason: '逾期未改正',
    paper: [file],
  };
  matter.refuses('not-entitled', 'suspend', who.inspector, '2026-12-21', stop);
  matter.refuses('condition-unmet', 'suspend', who.granter, '2026-12-20T15:59:00Z', stop);
  matter.does('suspend', who.granter, '2026-12-21', stop);
  assert.equal(matter.clock('correction', '2026-12-21'), undefined);
  assert.equal(isValidOn(registered(matter), '2026-12-20'), true);
  assert.equal(isValidOn(registered(matter), '2026-12-21'), false);
  matter.does('rectify', who.principal, '2027-01-10', { result: '已补报', evidence: [file] });
  const seen = { result: 'pass', opinion: '符合', record: [file] };
  matter.refuses('condition-unmet', 'restore', who.granter, '2027-01-12', {
    ...seen,
    inspectors: [who.second.account, who.head.account],
  });
  matter.refuses('invalid-input', 'restore', who.granter, '2027-01-12', {
    ...seen,
    inspectors: [who.granter.account],
  });
  matter.does('restore', who.granter, '2027-01-12', {
    ...seen,
    inspectors: [who.granter.account, who.second.account],
  });
  assert.equal(matter.state, 'valid');
  assert.equal(isValidOn(registered(matter), '2027-01-11'), false);
  assert.equal(isValidOn(registered(matter), '2027-01-12'), true);
});

test('conditions are checked by two, and what is found is ordered, corrected and looked at again', () => {
  const matter = entered();
  const bad = { findings: [{ item: '检验设备', result: 'unmet' }] };
  const by = (own: object, code: 'condition-unmet' | 'invalid-input' = 'condition-unmet') =>
    matter.refuses(code, 'check', who.inspector, '2026-11-23', check(own));
  by({ inspectors: [who.inspector.account] }, 'invalid-input');
  by({ inspectors: [who.colleague.account, who.granter.account] });
  assert.match(by(bad).sentence, /应当责令改正/);
  by({ outcome: 'order' });
  by({ ...bad, outcome: 'order', dueOn: '2026-12-10' });
  by({ ...bad, outcome: 'order', letterNumber: '责改2', dueOn: '2026-11-23' });
  by({ checkedOn: '2026-11-24' });
  matter.refuses('not-entitled', 'check', who.neighbour, '2026-11-23', check());
  matter.does('check', who.inspector, '2026-11-23', check());
  assert.equal(matter.state, 'valid');
  matter.does(
    'check',
    who.inspector,
    '2026-11-23',
    check({ ...bad, outcome: 'order', letterNumber: '责改2', dueOn: '2026-12-10' }),
  );
  const done = { correctedOn: '2026-12-01', result: '已购置', evidence: [file] };
  matter.refuses('condition-unmet', 'correct', who.principal, '2026-11-30', done);
  matter.does('correct', who.principal, '2026-12-01', done);
  const fail = { result: 'fail', opinion: '未校准', evidence: [] };
  matter.refuses('condition-unmet', 'verifyCorrection', who.inspector, '2026-12-02', fail);
  matter.does('verifyCorrection', who.inspector, '2026-12-02', { ...fail, dueOn: '2026-12-12' });
  assert.equal(matter.due('correction', '2026-12-02'), '2026-12-12');
  matter.does('correct', who.principal, '2026-12-11', { ...done, correctedOn: '2026-12-11' });
  const pass = { result: 'pass', opinion: '已校准', evidence: [] };
  matter.does('verifyCorrection', who.inspector, '2026-12-12', pass);
  assert.equal(matter.state, 'valid');
  assert.equal(isValidOn(registered(matter), '2026-12-11'), true);
});

test('a change is applied for within one month, a holiday at its end changes nothing', () => {
  const matter = entered({ validFrom: '2026-08-01', validUntil: '2031-07-31' });
  const change = { kind: 'conditions', changedOn: '2026-09-03', note: '新增生产线' };
  matter.refuses('condition-unmet', 'applyChange', who.principal, '2026-11-23', {
    request: '重新审查',
    papers: [file],
  });
  matter.does('noteChange', who.principal, '2026-11-23', change);
  // 3 October is a holiday; months are calendar months and don't roll.
  assert.equal(matter.due('change', '2026-11-23'), '2026-10-03');
  matter.does('applyChange', who.principal, '2026-11-23', { request: '重新审查', papers: [file] });
  assert.equal(matter.clock('change', '2026-11-23')?.status, 'met-late');
  assert.equal(matter.clock('change-decision', '2026-11-23')?.due.certain, false);
  const granted = { decision: 'granted', reason: '符合条件', paper: [file] };
  matter.does('decideChange', who.granter, '2026-12-01', {
    ...granted,
    classes: ['cement', 'plywood'],
  });
  assert.deepEqual(registered(matter).classes, ['cement', 'plywood']);
});

test('renewal is asked for six months before the end, never after it, and carries on', () => {
  const matter = entered({ validFrom: '2022-08-31', validUntil: '2027-08-30' });
  assert.equal(matter.due('renewal', '2026-11-23'), '2027-02-28');
  const next = { validUntil: '2032-08-30', paper: [file] };
  matter.refuses('condition-unmet', 'renew', who.granter, '2026-11-23', next);
  const late = matter.fork();
  const refusal = late.refuses('too-late', 'applyRenewal', who.principal, '2027-08-31', {
    papers: [file],
  });
  assert.match(refusal.sentence, /重新申请许可/);
  const cement = { id: 'cement', title: '水泥', licence: true, ccc: false };
  const [lack] = certificateLacks(cement, [registered(late)], '2027-08-31', 'make');
  assert.match(lack?.sentence ?? '', /已于2027-08-30届满/);
  assert.deepEqual(lack?.basis, ['licence-regulation/5', 'licence-regulation/45']);
  assert.deepEqual(certificateLacks(cement, [registered(late)], '2027-08-30', 'make'), []);
  late.does('cancel', who.granter, '2027-09-01', { ground: 'expired', ...decided });
  matter.does('applyRenewal', who.principal, '2027-02-28', { papers: [file] });
  assert.equal(matter.clock('renewal', '2027-03-01')?.status, 'met');
  matter.refuses('condition-unmet', 'renew', who.granter, '2027-05-10', {
    ...next,
    validUntil: '2032-08-31',
  });
  matter.does('renew', who.granter, '2027-05-10', next);
  assert.equal(matter.due('renewal', '2027-05-10'), '2032-02-29');
  assert.equal(isValidOn(registered(matter), '2032-08-30'), true);
  matter.refuses('condition-unmet', 'renew', who.granter, '2027-05-11', {
    ...next,
    validUntil: '2033-01-01',
  });
});

test('a rescission is told first, waits five working days and a hearing where one was asked for', () => {
  const matter = entered();
  const notice = {
    ground: 'fraud',
    foundOn: '2026-11-20',
    facts: '申请材料虚假',
    noticeNumber: '告1',
    paper: [file],
  };
  matter.does('proposeRescission', who.granter, '2026-11-23', notice);
  assert.equal(isValidOn(registered(matter), '2026-11-24'), true);
  assert.equal(matter.due('statement', '2026-11-23'), '2026-11-30');
  const decision = { decision: 'rescind', ...decided };
  const quiet = matter.fork();
  quiet.refuses('too-early', 'decideRescission', who.granter, '2026-11-30T15:59:00Z', decision);
  quiet.refuses('too-late', 'plead', who.principal, '2026-12-01', {
    kind: 'statement',
    content: '不服',
    papers: [],
  });
  quiet.does('decideRescission', who.granter, '2026-12-01', decision);
  assert.equal(quiet.state, 'rescinded');
  assert.equal(isValidOn(registered(quiet), '2026-12-01'), false);
  quiet.refuses('condition-unmet', 'cancel', who.granter, '2026-12-02', {
    ground: 'request',
    ...decided,
  });
  quiet.does('cancel', who.granter, '2026-12-02', { ground: 'ended', ...decided });
  matter.does('plead', who.principal, '2026-11-30', {
    kind: 'hearing',
    content: '要求听证',
    papers: [],
  });
  assert.equal(matter.due('hearing', '2026-11-30'), '2026-12-28');
  matter.refuses('condition-unmet', 'decideRescission', who.granter, '2026-12-01', decision);
  const heard = { heardOn: '2026-12-15', record: [file] };
  matter.refuses('condition-unmet', 'hear', who.second, '2026-12-15', {
    ...heard,
    chair: who.granter.account,
  });
  matter.does('hear', who.granter, '2026-12-15', { ...heard, chair: who.head.account });
  matter.refuses('not-entitled', 'extendRescission', who.granter, '2026-12-16', { reason: '复杂' });
  matter.does('extendRescission', who.head, '2026-12-16', { reason: '复杂' });
  matter.refuses('already-done', 'extendRescission', who.head, '2026-12-17', { reason: '再' });
  matter.does('decideRescission', who.granter, '2026-12-18', { ...decision, decision: 'keep' });
  assert.equal(matter.state, 'valid');
});

const proposal = {
  ground: 'fraud',
  foundOn: '2026-11-20',
  facts: '申请材料虚假',
  noticeNumber: '告2',
  paper: [file],
};
const kept = { decision: 'keep', ...decided };

test('a rescission of a suspended licence that is not decided leaves it suspended', () => {
  const matter = entered({ lastReportOn: '2025-12-01' });
  const order = { letterNumber: '责改1', dueOn: '2026-12-20', note: '提交年度自查报告' };
  matter.does('orderReport', who.inspector, '2026-12-02', order);
  matter.does('suspend', who.granter, '2026-12-21', {
    decisionNumber: '赣市监罚1',
    ground: 'not-corrected',
    article: '实施办法第四十九条',
    reason: '逾期未改正',
    paper: [file],
  });
  matter.does('proposeRescission', who.granter, '2026-12-22', proposal);
  assert.equal(isValidOn(registered(matter), '2026-12-23'), false);
  matter.refuses('condition-unmet', 'decideRescission', who.granter, '2026-12-30', {
    ...kept,
    dueOn: '2027-01-20',
  });
  const told = matter.does('decideRescission', who.granter, '2026-12-30', kept);
  assert.equal(matter.state, 'suspended');
  assert.match(JSON.stringify(told.effects), /仍在暂扣中/);
  assert.equal(isValidOn(registered(matter), '2027-01-05'), false);
  matter.does('rectify', who.principal, '2027-01-10', { result: '已补报', evidence: [file] });
  const again = matter.fork();
  again.does('proposeRescission', who.granter, '2027-01-11', proposal);
  again.does('decideRescission', who.granter, '2027-01-19', kept);
  assert.equal(again.state, 'rectified');
});

test('an order to correct goes on with a new day, and a second proposal is heard by itself', () => {
  const matter = entered({ lastReportOn: '2025-12-01' });
  const order = { letterNumber: '责改1', dueOn: '2026-12-20', note: '提交年度自查报告' };
  matter.does('orderReport', who.inspector, '2026-12-02', order);
  matter.does('proposeRescission', who.granter, '2026-12-03', proposal);
  const plea = { kind: 'hearing', content: '要求听证', papers: [] };
  matter.does('plead', who.principal, '2026-12-04', plea);
  const heard = { heardOn: '2026-12-15', record: [file], chair: who.head.account };
  matter.does('hear', who.granter, '2026-12-15', heard);
  const missing = matter.refuses(
    'condition-unmet',
    'decideRescission',
    who.granter,
    '2026-12-18',
    kept,
  );
  assert.match(missing.sentence, /再次改正期限/);
  matter.does('decideRescission', who.granter, '2026-12-18', { ...kept, dueOn: '2027-01-15' });
  assert.equal(matter.state, 'ordered');
  assert.equal(matter.due('correction', '2026-12-18'), '2027-01-15');
  matter.does('proposeRescission', who.granter, '2026-12-21', proposal);
  assert.equal(matter.due('statement', '2026-12-21'), '2026-12-28');
  matter.refuses('condition-unmet', 'hear', who.granter, '2026-12-22', heard);
  matter.does('plead', who.principal, '2026-12-23', plea);
  const rescinded = { decision: 'rescind', ...decided };
  matter.refuses('condition-unmet', 'decideRescission', who.granter, '2026-12-30', rescinded);
});

test('withdrawal, revocation and cancellation are different ends with grounds of their own', () => {
  const withdrawn = entered();
  withdrawn.does('withdraw', who.granter, '2026-11-24', { ground: 'law-changed', ...decided });
  assert.equal(withdrawn.state, 'withdrawn');
  const revoked = entered();
  const penalty = { ground: 'lent', article: '条例第四十九条', hearing: 'waived', ...decided };
  revoked.refuses('not-entitled', 'revoke', who.inspector, '2026-11-24', penalty);
  revoked.does('revoke', who.granter, '2026-11-24', penalty);
  assert.equal(registered(revoked).state, 'revoked');
  assert.equal(revoked.clock('annual-report', '2026-12-02'), undefined);
  const running = entered();
  const early = { ground: 'expired', ...decided };
  assert.match(
    running.refuses('condition-unmet', 'cancel', who.granter, '2026-11-24', early).sentence,
    /尚未届满/,
  );
  running.refuses('condition-unmet', 'cancel', who.granter, '2026-11-24', {
    ...early,
    ground: 'ended',
  });
  running.does('cancel', who.granter, '2026-11-24', { ...early, ground: 'request' });
  assert.equal(running.state, 'cancelled');
});
