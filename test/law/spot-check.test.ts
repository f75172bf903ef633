import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deadlinesOf } from '#kernel/due.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { accountOf, file } from './play.ts';
import {
  announced,
  forms,
  houses,
  items,
  notified,
  ordered,
  receipt,
  reported,
  start,
  who,
} from './spot-check-setting.ts';

test('the definition loads and every paper has a Chinese title', () => {
  assert.equal(
    loadLaw([spotCheck], clauses, calendar).procedure('spot-check', '2026-09-01'),
    spotCheck,
  );
  for (const { document } of Object.values(spotCheck.acts)) {
    assert.ok(document === undefined || /[一-鿿]/.test(document));
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
    title: '同意复检,收到通知之日起七日内办理复检手续',
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
  check.does('followUp', who.handler, '2026-12-10', forms.check);
  const published = check.does('publish', who.organiser, '2026-12-11', {
    text: '抽查结果',
    told: ['government', 'superior', 'departments', 'producer-place'],
    producerElsewhere: true,
  });
  assert.equal(published.effects[0]?.do, 'publish');
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
  const passed = { ...forms.retest, items: items('pass'), conclusion: 'pass' };
  assert.match(
    JSON.stringify(check.does('retest', who.retester, '2026-09-30', passed).effects),
    /由组织部门承担/,
  );
  check.refuses('condition-unmet', 'retest', who.retester, '2026-10-01', forms.retest);
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-02', { conclusion: 'pass' });
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-09', { conclusion: 'fail' });
  check.does('settle', who.organiser, '2026-10-09', { conclusion: 'pass' });
  check.refuses('condition-unmet', 'close', who.organiser, '2026-10-10', {
    outcome: '合格',
    archive: '1',
  });
  check.does('disposeSamples', who.organiser, '2026-10-10', { way: 'returned', receipt: [file] });
  check.does('close', who.organiser, '2026-10-10', { outcome: '合格', archive: '1' });
});

test('online: bought, unboxed, notice to seller, producer and platform', () => {
  const check = start();
  const task = { ...forms.assign, site: 'online' };
  check.refuses('condition-unmet', 'assign', who.organiser, '2026-08-28', task);
  check.does('assign', who.organiser, '2026-08-28', { ...task, platform: houses.platform.id });
  check.refuses('wrong-state', 'present', who.sampler, '2026-08-29', forms.present);
  check.does('buy', who.sampler, '2026-08-29', {
    samplers: [accountOf('抽样甲')],
    payer: '买样专户',
    account: 'buyer-7',
    address: '收样室',
    contact: '07910000000',
    shop: '赣能专营店',
    link: 'https://shop.example/1',
    orderNumber: '20260829-1',
    boughtOn: '2026-08-29',
    price: '29.90',
    testCount: 4,
    backupCount: 4,
    evidence: [file],
  });
  const seals = { testSeal: 'W-1', backupSeal: 'W-2' };
  check.does('unbox', who.sampler, '2026-09-02', {
    arrivedOn: '2026-09-01',
    parcel: 'intact',
    packaging: 'intact',
    producedOn: '2026年5月',
    ...seals,
    postedOn: '2026-09-02',
    trackingNumber: 'EMS1',
    evidence: [file],
  });
  check.does('receive', who.tester, '2026-09-03', forms.receive);
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  check.does('test', who.tester, '2026-09-10', forms.test);
  const { effects } = check.does('notify', who.organiser, '2026-09-11', forms.notify);
  assert.deepEqual(
    effects.map((effect) => effect.do === 'notify' && effect.to),
    [{ role: 'sampled' }, { role: 'producer' }, { role: 'platform' }],
  );
  check.does('receiveSampled', who.shop, '2026-09-12', receipt('2026-09-12'));
  check.does('receiveProducer', who.organiser, '2026-09-13', receipt('2026-09-13'));
  const early = check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-09', {
    conclusion: 'fail',
  });
  assert.match(early.sentence, /平台经营者尚未签收/);
  check.does('receivePlatform', who.platform, '2026-10-09', receipt('2026-10-08'));
  check.does('settle', who.organiser, '2026-10-09', { conclusion: 'fail' });
});

test('no sample: export goods, a closed shop, a refusal and an evident offence each end the sampling', () => {
  const opened = start();
  opened.does('assign', who.organiser, '2026-08-28', forms.assign);
  const exported = opened.fork();
  exported.does('mustNotSample', who.sampler, '2026-09-01', {
    ground: 'export-only',
    facts: '合同另有约定',
    evidence: [file],
  });
  exported.does('close', who.organiser, '2026-09-02', { outcome: '终止', archive: '2' });
  const closed = opened.fork();
  closed.does('cannotSample', who.sampler, '2026-09-01', {
    ground: 'stopped',
    facts: '已停业',
    evidence: [],
  });
  const refused = opened.fork();
  refused.does('present', who.sampler, '2026-09-01', forms.present);
  const told = refused.does('reportRefusal', who.sampler, '2026-09-01', {
    conduct: 'price',
    facts: '每只要价九千元',
    evidence: [file],
  });
  assert.deepEqual(
    told.effects.map((effect) => effect.do === 'notify' && effect.to),
    [{ role: 'organiser' }, { role: 'handler' }],
  );
  const end = { outcome: '移交查处', archive: '3' };
  refused.refuses('condition-unmet', 'close', who.handler, '2026-09-03', end);
  refused.does('close', who.handler, '2026-09-03', { ...end, caseNumber: '瑞市监立2026-61' });
  const offence = opened.fork();
  offence.does('reportViolation', who.sampler, '2026-09-01', {
    suspicion: 'licence',
    facts: '无营业执照',
    evidence: [file],
  });
  assert.equal(offence.state, 'violation');
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
  check.does('close', who.handler, '2027-07-02', { outcome: '已吊销', archive: '4' });
});

test('the second follow-up after day 89 is late, not refused', () => {
  const check = announced('2026-12-15');
  assert.equal(check.clock('second-follow-up', '2027-03-14')?.status, 'running');
  assert.equal(check.clock('second-follow-up', '2027-03-15')?.status, 'overdue');
  assert.ok(check.does('secondFollowUp', who.handler, '2027-03-15', forms.check).late);
});

test('each party objects within its own fifteen days, to the last minute after National Day', () => {
  const check = notified();
  // 17 September + 15 = 2 October, 18 September + 15 = 3 October: both roll to the first day after the holiday.
  assert.equal(check.due('objection-sampled', '2026-09-18'), '2026-10-08');
  assert.equal(check.due('objection-producer', '2026-09-18'), '2026-10-08');
  const last = check.fork();
  last.does('objectProducer', who.works, '2026-10-08T15:59:00.000Z', forms.object);
  const late = check.refuses(
    'too-late',
    'objectProducer',
    who.works,
    '2026-10-08T16:00:00.000Z',
    forms.object,
  );
  assert.deepEqual(late.basis, ['order-18/36', 'order-18/55', 'product-quality-law/15']);
  assert.equal(check.clock('objection-producer', '2026-10-09')?.status, 'lapsed');
});

test('one party lapses while the other may still object', () => {
  const check = reported();
  check.does('notify', who.organiser, '2026-09-16', forms.notify);
  check.does('receiveSampled', who.shop, '2026-10-09', receipt('2026-10-09'));
  check.does('receiveProducer', who.works, '2026-10-15', receipt('2026-10-15'));
  check.refuses('too-late', 'objectSampled', who.shop, '2026-10-27', forms.object);
  check.does('objectProducer', who.works, '2026-10-27', forms.object);
});

test('last days: plain weekend, make-up Sunday, and 2027 uncertain', () => {
  const day = (receivedOn: string) => {
    const check = reported();
    check.does('notify', who.organiser, '2026-09-16', forms.notify);
    check.does('receiveSampled', who.shop, '2026-12-31', receipt(receivedOn));
    return check.clock('objection-sampled', '2026-12-31')?.due;
  };
  // Saturday 24 October → Monday; Saturday 10 October is worked, so it stays; 1 January 2027 is not announced.
  assert.deepEqual([day('2026-10-09')?.day, day('2026-10-09')?.certain], ['2026-10-26', true]);
  assert.equal(day('2026-09-25')?.day, '2026-10-10');
  assert.deepEqual([day('2026-12-17')?.day, day('2026-12-17')?.certain], ['2027-01-01', false]);
});

test('correction in 60, follow-up in 75 calendar days from the order', () => {
  const check = ordered('2026-10-09');
  assert.equal(check.due('correction', '2026-10-10'), '2026-12-08');
  assert.equal(check.due('follow-up', '2026-10-10'), '2026-12-23');
  assert.equal(check.clock('correction', '2026-12-09')?.status, 'overdue');
  const late = check.does('reportCorrection', who.shop, '2026-12-09', forms.correction);
  assert.ok(late.late);
  assert.ok(check.does('followUp', who.handler, '2026-12-24', forms.check).late);
});

test('hand-counted last days: what rolls past National Day and the weekend, and what does not', () => {
  const table: readonly [clock: string, act: string, day: string, due: string][] = [
    ['correction', 'order', '2026-08-03', '2026-10-08'],
    ['correction', 'order', '2026-08-02', '2026-10-08'],
    ['correction', 'order', '2026-08-01', '2026-09-30'],
    ['correction', 'order', '2026-08-11', '2026-10-10'],
    ['follow-up', 'order', '2026-07-20', '2026-10-08'],
    // Saturday 17 October: a duty of the office does not wait for Monday.
    ['follow-up', 'order', '2026-08-03', '2026-10-17'],
    ['retest-laboratory', 'arrangeRetestSampled', '2026-09-21', '2026-10-08'],
    ['second-follow-up-opens', 'announce', '2026-08-03', '2026-10-02'],
    ['second-follow-up', 'announce', '2026-07-06', '2026-10-03'],
    ['notice', 'test', '2026-09-29', '2026-10-12'],
  ];
  for (const [id, act, day, due] of table) {
    const past = { entry: act, act, at: `${day}T04:00:00Z`, by: who.handler, input: {} };
    const runs = deadlinesOf(spotCheck, [past], calendar, past.at);
    assert.equal(runs.find((run) => run.id === id)?.due.day, due, `${id} from ${day}`);
  }
});

test('goods stand still at once: the clock of the stop is over when the notice is received', () => {
  const check = notified();
  assert.equal(check.clock('stop-producer', '2026-09-18')?.status, 'running');
  check.does('stopProducer', who.works, '2026-09-18', forms.stop);
  assert.equal(check.clock('stop-producer', '2026-09-19')?.status, 'met');
  assert.equal(check.clock('stop-sampled', '2026-09-20')?.status, 'overdue');
});

test('the same product is not sampled twice in six months, with the two exceptions', () => {
  const opening = (sampledOn: string, by: string, change: object = {}) => ({
    ...forms.assign,
    previous: { sampledOn, by },
    ...change,
  });
  const check = start();
  const refused = check.refuses(
    'condition-unmet',
    'assign',
    who.organiser,
    '2026-08-28',
    opening('2026-02-28', 'superior'),
  );
  assert.match(refused.sentence, /2026-08-28之后/);
  for (const input of [
    opening('2026-02-27', 'same'),
    opening('2026-08-01', 'other'),
    opening('2026-08-01', 'same', { exception: 'follow-up' }),
    opening('2026-08-01', 'superior', { exception: 'emergency' }),
  ]) {
    check.fork().does('assign', who.organiser, '2026-08-28', input);
  }
  check.refuses('condition-unmet', 'assign', who.organiser, '2026-08-28', {
    ...forms.assign,
    rulesPublishedOn: '2026-08-29',
  });
});

test('two samplers with papers, and the sample drawn by them', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  const alone = check.refuses('invalid-input', 'present', who.sampler, '2026-09-01', {
    ...forms.present,
    samplers: [accountOf('抽样甲')],
  });
  assert.deepEqual(alone.issues, [{ path: 'samplers', sentence: '至少选择2人' }]);
  check.refuses('condition-unmet', 'present', who.sampler, '2026-09-01', {
    ...forms.present,
    authorisation: [],
  });
  check.refuses('not-entitled', 'present', who.organiser, '2026-09-01', forms.present);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  for (const wrong of [
    { drawnBySampler: false },
    { stock: 19 },
    { backupSeal: 'F-1' },
    { signature: 'refused' },
  ]) {
    check.refuses('condition-unmet', 'take', who.sampler, '2026-09-01', {
      ...forms.take,
      ...wrong,
    });
  }
  const empty = check.refuses('invalid-input', 'take', who.sampler, '2026-09-01', {});
  assert.ok(empty.issues?.some((issue) => issue.path === 'backupSeal'));
});

test('who sampled does not test, neither as the acting person nor as a named tester', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.second, '2026-09-01', forms.take);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
  check.refuses('wrong-state', 'test', who.tester, '2026-09-03', forms.test);
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  check.refuses('separation-of-duties', 'test', who.both, '2026-09-15', forms.test);
  check.refuses('condition-unmet', 'test', who.tester, '2026-09-15', {
    ...forms.test,
    testers: [accountOf('检验员'), accountOf('抽样甲')],
  });
  check.refuses('condition-unmet', 'test', who.tester, '2026-09-15', {
    ...forms.test,
    conclusion: 'pass',
  });
  check.does('test', who.tester, '2026-09-15', forms.test);
});

test('on site the samplers themselves may test', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  const { signatory: _signatory, ...report } = forms.test;
  check.does('testOnSite', who.sampler, '2026-09-01', { ...report, fit: true });
  assert.equal(check.state, 'reported');
});

test('a broken seal is rejected, an unlicensed producer stops the test', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  const broken = { ...forms.receive, sealsIntact: false };
  check.refuses('condition-unmet', 'receive', who.tester, '2026-09-02', broken);
  const unfit = check.fork();
  check.does('receive', who.tester, '2026-09-02', {
    ...broken,
    outcome: 'rejected',
    reason: '封条破损',
  });
  check.does('resample', who.organiser, '2026-09-03', { way: 'on-site', reason: '重新抽样' });
  assert.equal(check.state, 'to-sample');
  unfit.does('receive', who.tester, '2026-09-02', forms.receive);
  const stopped = unfit.does('verify', who.tester, '2026-09-03', {
    regime: 'ccc',
    outcome: 'unfit',
    note: '证书已撤销',
  });
  assert.equal(unfit.state, 'violation');
  assert.equal(stopped.effects.length, 2);
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

test('retest formalities not done in seven days waive the retest', () => {
  const check = notified();
  check.does('objectProducer', who.works, '2026-09-20', forms.object);
  check.does('decideObjection', who.organiser, '2026-09-21', forms.grant);
  check.does('receiveRetestNoticeProducer', who.works, '2026-10-09', {
    receivedOn: '2026-10-09',
    proof: [],
  });
  assert.equal(check.due('retest-formalities-producer', '2026-10-09'), '2026-10-16');
  const waiting = { conclusion: 'fail' };
  check.refuses('condition-unmet', 'settle', who.organiser, '2026-10-16', waiting);
  check.fork().does('arrangeRetestProducer', who.works, '2026-10-16T15:59:00Z', forms.formalities);
  check.refuses('too-late', 'arrangeRetestProducer', who.works, '2026-10-16T16:00:00Z', {
    ...forms.formalities,
  });
  check.does('settle', who.organiser, '2026-10-17', waiting);
  assert.equal(check.state, 'failed');
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

test('a report that comes after the day set by the task is late', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  assert.equal(check.due('report', '2026-08-28'), '2026-09-16');
  assert.equal(check.clock('report', '2026-09-17')?.status, 'overdue');
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  assert.ok(check.does('test', who.tester, '2026-09-17', forms.test).late);
});

test('the sampled party, the producer and the platform do not see a check before the samplers come', () => {
  const hidden = Object.entries(spotCheck.states).filter(([, state]) => state.hiddenFrom);
  assert.deepEqual(
    hidden.map(([id]) => id),
    ['to-sample', 'to-buy', 'bought'],
  );
});
