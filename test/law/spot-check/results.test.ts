import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadLaw } from '#kernel/law.ts';
import { namesOf } from '#kernel/paper/name.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { file } from '../play.ts';
import { announced, forms, houses, items, notified, receipt, reported, who } from './setting.ts';

const publication = {
  text: '抽查结果',
  told: ['government', 'superior', 'departments'],
  producerElsewhere: true,
  letter: { office: '外省市场监管局', number: '函1', sentOn: '2026-10-10', proof: [file] },
};

test('the definition loads and every paper has a Chinese title', () => {
  assert.equal(
    loadLaw([spotCheck], clauses, calendar).procedure('spot-check', '2026-09-01'),
    spotCheck,
  );
  for (const { document } of Object.values(spotCheck.acts)) {
    assert.ok(document === undefined || namesOf(document).every((name) => /[一-鿿]/.test(name)));
  }
});

test('sampled at a shop, retested, failed, corrected, passed the follow-up, closed', () => {
  const check = notified();
  check.does('stopSampled', who.shop, '2026-09-17', { ...forms.stop, stoppedOn: '2026-09-17' });
  check.does('objectProducer', who.works, '2026-10-08', forms.object);
  const granted = check.does('decideObjection', who.organiser, '2026-10-09', forms.grant);
  assert.deepEqual(granted.effects[0], {
    do: 'notify',
    to: { role: 'producer' },
    title: '同意复检，收到通知之日起七日内办理复检手续',
  });
  check.does('receiveRetestNoticeProducer', who.works, '2026-10-09', {
    receivedOn: '2026-10-09',
    proof: [],
  });
  check.does('arrangeRetestProducer', who.works, '2026-10-16', forms.formalities);
  assert.equal(check.due('retest-laboratory', '2026-10-16'), '2026-10-26');
  check.does('fixLaboratory', who.organiser, '2026-10-20', forms.laboratory);
  const again = check.does('retest', who.retester, '2026-10-30', forms.retest);
  assert.match(JSON.stringify(again.effects), /由申请人承担/);
  check.does('settle', who.organiser, '2026-11-02', { conclusion: 'fail' });
  check.does('order', who.handler, '2026-11-03', forms.order);
  check.does('reportCorrection', who.shop, '2026-12-01', forms.correction);
  // A correction undoes nothing of what was unlawful.
  const clue = { facts: '温升不合格', suspected: ['product-quality-law/49'], materials: [file] };
  for (const at of ['corrected', 'rectified']) {
    const branch = check.fork();
    if (at === 'rectified') branch.does('followUp', who.handler, '2026-12-10', forms.check);
    assert.equal(branch.state, at);
    const [effect] = branch.does('fileCase', who.handler, '2026-12-10', clue).effects;
    assert.equal(effect?.do, 'open');
  }
  check.does('followUp', who.handler, '2026-12-10', forms.check);
  const published = check.does('publish', who.organiser, '2026-12-11', publication);
  const [shown] = published.effects;
  assert.ok(shown?.do === 'open' && shown.procedure === 'check-publicity');
  const twice = check.refuses(
    'condition-unmet',
    'publish',
    who.organiser,
    '2026-12-11',
    publication,
  );
  assert.match(twice.sentence, /已经公开/);
  check.does('close', who.handler, '2026-12-12', { outcome: '复查合格', archive: '2026-12-0007' });
  assert.equal(check.state, 'closed');
  check.refuses('wrong-state', 'publish', who.organiser, '2026-12-13', {});
});

test('a retest with another result overturns the first, and the organiser pays', () => {
  const check = notified();
  check.does('objectProducer', who.works, '2026-09-20', forms.object);
  check.does('decideObjection', who.organiser, '2026-09-21', forms.grant);
  check.does('receiveRetestNoticeProducer', who.works, '2026-09-22', {
    receivedOn: '2026-09-22',
    proof: [],
  });
  check.does('arrangeRetestProducer', who.works, '2026-09-23', forms.formalities);
  check.does('fixLaboratory', who.organiser, '2026-09-24', forms.laboratory);
  const passed = {
    ...forms.retest,
    items: items('pass'),
    conclusion: 'pass',
    comparison: 'different',
  };
  const wrong = { ...passed, comparison: 'same' };
  check.refuses('condition-unmet', 'retest', who.retester, '2026-09-30', wrong);
  const refund = { amount: '860.00', paidOn: '2026-10-09', proof: [file] };
  check.refuses('condition-unmet', 'refundRetest', who.organiser, '2026-09-30', refund);
  assert.match(
    JSON.stringify(check.does('retest', who.retester, '2026-09-30', passed).effects),
    /由组织部门承担，先行支付的应当退还申请人/,
  );
  // Ten working days past National Day, the 10th among them.
  assert.equal(check.due('retest-fee', '2026-09-30'), '2026-10-20');
  check.refuses('condition-unmet', 'retest', who.retester, '2026-10-01', forms.retest);
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-02', { conclusion: 'pass' });
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-09', { conclusion: 'fail' });
  check.does('settle', who.organiser, '2026-10-09', { conclusion: 'pass' });
  check.refuses('condition-unmet', 'close', who.organiser, '2026-10-10', {
    outcome: '合格',
    archive: '1',
  });
  check.does('disposeSamples', who.organiser, '2026-10-10', { way: 'returned', receipt: [file] });
  const close = { outcome: '合格', archive: '1' };
  const secret = check.refuses('condition-unmet', 'close', who.organiser, '2026-10-10', close);
  assert.match(secret.sentence, /抽查结果尚未公开/);
  assert.deepEqual(secret.basis, ['order-18/44']);
  check.does('publish', who.organiser, '2026-10-10', publication);
  const owed = check.refuses('condition-unmet', 'close', who.organiser, '2026-10-10', close);
  assert.deepEqual(owed.basis, ['order-18/43']);
  const less = { ...refund, amount: '800' };
  check.refuses('condition-unmet', 'refundRetest', who.organiser, '2026-10-10', less);
  check.does('refundRetest', who.organiser, '2026-10-10', refund);
  check.refuses('condition-unmet', 'refundRetest', who.organiser, '2026-10-10', refund);
  check.does('close', who.organiser, '2026-10-10', close);
});

test('a retest that confirms the result leaves nothing to be paid back, and none is free of charge', () => {
  const check = notified();
  check.does('objectProducer', who.works, '2026-09-20', forms.object);
  check.does('decideObjection', who.organiser, '2026-09-21', forms.grant);
  check.does('receiveRetestNoticeProducer', who.works, '2026-09-22', {
    receivedOn: '2026-09-22',
    proof: [],
  });
  check.does('arrangeRetestProducer', who.works, '2026-09-23', forms.formalities);
  check.does('fixLaboratory', who.organiser, '2026-09-24', forms.laboratory);
  const unpaid = check.fork();
  const refund = { amount: '860.00', paidOn: '2026-09-30', proof: [file] };
  check.does('retest', who.retester, '2026-09-30', forms.retest);
  check.refuses('condition-unmet', 'refundRetest', who.organiser, '2026-09-30', refund);
  assert.equal(check.clock('retest-fee', '2026-09-30'), undefined);
  const free = { ...forms.retest, fee: '0' };
  unpaid.refuses('condition-unmet', 'retest', who.retester, '2026-09-30', free);
});

test('a follow-up that fails goes up to the province, to suspension and to revocation', () => {
  const check = announced('2026-12-15');
  assert.equal(check.due('second-follow-up-opens', '2026-12-16'), '2027-02-13');
  assert.equal(check.due('second-follow-up', '2026-12-16'), '2027-03-14');
  check.refuses('too-early', 'secondFollowUp', who.handler, '2027-02-13', forms.failedCheck);
  check.refuses(
    'too-early',
    'secondFollowUp',
    who.handler,
    '2027-02-13T15:59:59.999Z',
    forms.failedCheck,
  );
  check.does('secondFollowUp', who.handler, '2027-02-13T16:00:00.000Z', forms.failedCheck);
  const decision = { decisionNumber: '瑞市监罚2027-9', caseNumber: '瑞市监立2027-2' };
  check.does('suspend', who.handler, '2027-03-01', { ...decision, rectifyBy: '2027-05-31' });
  check.refuses('too-early', 'recheckSuspended', who.handler, '2027-05-31', forms.failedCheck);
  const passed = check.fork();
  passed.does('recheckSuspended', who.handler, '2027-06-01', forms.check);
  assert.equal(passed.state, 'rectified');
  check.does('recheckSuspended', who.handler, '2027-06-01', forms.failedCheck);
  check.does('revoke', who.handler, '2027-07-01', decision);
  const end = { outcome: '已吊销', archive: '4' };
  check.refuses('condition-unmet', 'close', who.handler, '2027-07-02', end);
  check.does('publish', who.organiser, '2027-07-02', publication);
  check.does('close', who.handler, '2027-07-02', end);
});

test('the retest goes to another laboratory unless only one is able', () => {
  const check = notified();
  check.does('objectProducer', who.works, '2026-09-20', forms.object);
  check.refuses('condition-unmet', 'fixLaboratory', who.organiser, '2026-09-20', forms.laboratory);
  check.does('decideObjection', who.organiser, '2026-09-21', forms.grant);
  check.does('receiveRetestNoticeProducer', who.works, '2026-09-21', {
    receivedOn: '2026-09-21',
    proof: [],
  });
  check.refuses(
    'condition-unmet',
    'arrangeRetestSampled',
    who.shop,
    '2026-09-22',
    forms.formalities,
  );
  check.does('arrangeRetestProducer', who.works, '2026-09-22', forms.formalities);
  const same = { ...forms.laboratory, laboratory: houses.bench.id };
  check.refuses('condition-unmet', 'fixLaboratory', who.organiser, '2026-09-23', same);
  const only = check.fork();
  only.does('fixLaboratory', who.organiser, '2026-09-23', { ...same, onlyOneLaboratory: true });
  only.refuses('separation-of-duties', 'retest', who.tester, '2026-09-30', forms.retest);
  check.does('fixLaboratory', who.organiser, '2026-09-23', forms.laboratory);
  check.refuses('not-entitled', 'retest', who.tester, '2026-09-30', forms.retest);
  check.refuses('condition-unmet', 'retest', who.retester, '2026-09-30', {
    ...forms.retest,
    items: items('fail', 'pass'),
  });
  check.does('endRetest', who.organiser, '2026-09-30', {
    conduct: 'sold',
    facts: '备用样品已被变卖',
    evidence: [file],
  });
  check.refuses('condition-unmet', 'retest', who.retester, '2026-10-01', forms.retest);
  check.does('settle', who.organiser, '2026-10-09', { conclusion: 'fail' });
});

test('the conclusion is not final before every party was told, its time ran out and it was answered', () => {
  const check = reported();
  check.does('notify', who.organiser, '2026-09-16', forms.notify);
  check.does('receiveSampled', who.shop, '2026-09-17', receipt('2026-09-17'));
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-09', { conclusion: 'fail' });
  check.does('receiveProducer', who.works, '2026-09-18', receipt('2026-09-18'));
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-08', { conclusion: 'fail' });
  check.does('objectSampled', who.shop, '2026-09-18', {
    ...forms.object,
    grounds: ['authenticity'],
    items: [],
  });
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-09', { conclusion: 'fail' });
  check.refuses('condition-unmet', 'decideObjection', who.organiser, '2026-09-19', {
    ...forms.grant,
    objector: 'sampled',
  });
  check.refuses('condition-unmet', 'decideObjection', who.organiser, '2026-09-19', forms.grant);
  const voided = check.fork();
  voided.does('decideObjection', who.organiser, '2026-09-19', {
    objector: 'sampled',
    outcome: 'upheld',
    findings: '样品系冒用厂名',
  });
  assert.equal(voided.state, 'voided');
  check.does('decideObjection', who.organiser, '2026-09-19', {
    objector: 'sampled',
    outcome: 'rejected',
    findings: '样品真实',
  });
  check.does('settle', who.organiser, '2026-10-09', { conclusion: 'fail' });
});

test('a receipt day cannot lie ahead or before the notice, and the notice repeats the report', () => {
  const check = reported();
  const wrong = { ...forms.notify, conclusion: 'pass' };
  check.refuses('condition-unmet', 'notify', who.organiser, '2026-09-16', wrong);
  check.does('notify', who.organiser, '2026-09-16', forms.notify);
  for (const day of ['2026-09-15', '2026-09-19']) {
    check.refuses('condition-unmet', 'receiveSampled', who.shop, '2026-09-18', receipt(day));
  }
  const unproved = { ...receipt('2026-09-17'), proof: [] };
  check.refuses('condition-unmet', 'receiveSampled', who.organiser, '2026-09-18', unproved);
  check.refuses('condition-unmet', 'receivePlatform', who.organiser, '2026-09-18', {
    ...receipt('2026-09-17'),
  });
});
