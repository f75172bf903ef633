import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { accountOf, file } from '../play.ts';
import { forms, houses, receipt, start, who } from './setting.ts';

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
  check.does('receive', who.tester, '2026-09-03', { ...forms.receive, seal: 'W-1' });
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  check.does('test', who.tester, '2026-09-10', forms.test);
  check.does('signReport', who.signatory, '2026-09-10');
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
  assert.deepEqual(
    alone.issues?.map(({ path, sentence }) => [path, sentence]),
    [['samplers', '至少选择2人']],
  );
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
    { price: '-1' },
    { bought: false, paid: '119.60' },
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

test('the sampled party, the producer and the platform do not see a check before the samplers come', () => {
  const hidden = Object.entries(spotCheck.states).filter(([, state]) => state.hiddenFrom);
  assert.deepEqual(
    hidden.map(([id]) => id),
    ['to-sample', 'to-buy', 'bought'],
  );
});

test('what the register knows of a certificate goes before what the laboratory was shown', () => {
  const known = {
    kind: 'ccc',
    holder: houses.works.id,
    number: forms.verify.certificate,
    classes: ['electric-kettle'],
    issuer: '认证机构',
    until: '2029-01-01',
    state: 'suspended',
    since: '2026-09-03',
    spans: [{ from: '2024-01-02', to: '2026-09-02' }],
  } as const;
  const at = (day: string, certificates = [known]) => {
    const check = start(certificates);
    check.does('assign', who.organiser, '2026-08-28', forms.assign);
    check.does('present', who.sampler, '2026-09-01', forms.present);
    check.does('take', who.sampler, '2026-09-01', forms.take);
    check.does('receive', who.tester, '2026-09-02', forms.receive);
    return { check, day };
  };
  const suspended = at('2026-09-03');
  const refusal = suspended.check.refuses(
    'condition-unmet',
    'verify',
    who.tester,
    suspended.day,
    forms.verify,
  );
  assert.match(refusal.sentence, /今日无效/);
  assert.ok(refusal.basis.includes('licence-regulation/5'));
  const before = at('2026-09-02');
  before.check.does('verify', who.tester, before.day, forms.verify);
  // The register does not know every certificate of the country.
  const unknown = at('2026-09-03', []);
  unknown.check.does('verify', who.tester, unknown.day, forms.verify);
});

test('the report leaves the laboratory once an authorised signatory has issued it, or goes back', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  const { effects } = check.does('test', who.tester, '2026-09-14', forms.test);
  const told = { do: 'notify', to: { account: accountOf('签字人') }, title: '检验报告待您签发' };
  assert.deepEqual(effects, [told]);
  assert.equal(check.state, 'tested');
  check.refuses('wrong-state', 'notify', who.organiser, '2026-09-14', forms.notify);
  check.refuses('condition-unmet', 'signReport', who.tester, '2026-09-14');
  check.does('returnReport', who.signatory, '2026-09-14', { reason: '温升曲线缺一页' });
  check.does('test', who.tester, '2026-09-15', forms.test);
  check.does('signReport', who.signatory, '2026-09-15');
  assert.equal(check.state, 'reported');
});
