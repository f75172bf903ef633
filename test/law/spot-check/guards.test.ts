import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#kernel/decide.ts';
import { accountOf, file } from '../play.ts';
import type { Play } from '../play.ts';
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
} from './setting.ts';

type Attempt = readonly [act: string, by: Actor, at: string, input: object, sentence: RegExp];

/** Each attempt is refused for its condition, with this sentence, and the proceeding stays as it is. */
function refused(check: Play, attempts: readonly Attempt[]) {
  const before = check.state;
  for (const [act, by, at, input, sentence] of attempts) {
    const refusal = check.refuses('condition-unmet', act, by, at, input);
    assert.match(refusal.sentence, sentence);
  }
  assert.equal(check.state, before);
}

const bought = {
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
};
const unboxed = {
  arrivedOn: '2026-09-01',
  parcel: 'intact',
  packaging: 'intact',
  producedOn: '2026年5月',
  testSeal: 'W-1',
  backupSeal: 'W-2',
  postedOn: '2026-09-01',
  trackingNumber: 'EMS1',
  evidence: [file],
};

test('online: the buyers themselves buy and unbox, on days that can be', () => {
  const check = start();
  const task = { ...forms.assign, site: 'online', platform: houses.platform.id };
  check.does('assign', who.organiser, '2026-08-28', task);
  refused(check, [
    ['buy', who.second, '2026-08-29', bought, /买样的抽样人员/],
    ['buy', who.sampler, '2026-08-29', { ...bought, boughtOn: '2026-08-30' }, /不能晚于今天/],
    ['buy', who.sampler, '2026-08-29', { ...bought, boughtOn: '2026-08-27' }, /不能早于2026-08-28/],
    ['buy', who.sampler, '2026-08-29', { ...bought, price: '0' }, /须大于0/],
  ]);
  check.does('buy', who.sampler, '2026-08-29', bought);
  refused(check, [
    ['unbox', who.second, '2026-09-01', unboxed, /由买样的抽样人员/],
    ['unbox', who.sampler, '2026-09-01', { ...unboxed, backupSeal: 'W-1' }, /分别封样/],
    ['unbox', who.sampler, '2026-08-31', unboxed, /收到样品日期不能晚于今天/],
    ['unbox', who.sampler, '2026-09-01', { ...unboxed, postedOn: '2026-09-02' }, /寄出日期/],
  ]);
  check.does('unbox', who.sampler, '2026-09-01', unboxed);
});

test('the laboratory gives reasons and certificates; a new sample is taken in the same way', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  const { signatory: _signatory, ...onSite } = forms.test;
  refused(check, [
    [
      'receive',
      who.tester,
      '2026-09-02',
      { ...forms.receive, outcome: 'rejected' },
      /书面说明理由/,
    ],
    ['testOnSite', who.sampler, '2026-09-01', { ...onSite, fit: false }, /须核实/],
    [
      'testOnSite',
      who.sampler,
      '2026-09-01',
      { ...onSite, fit: true, conclusion: 'pass' },
      /不一致/,
    ],
  ]);
  const rejected = check.fork();
  rejected.does('receive', who.tester, '2026-09-02', {
    ...forms.receive,
    outcome: 'rejected',
    reason: '封条破损',
  });
  const online = { way: 'online', reason: '重抽' };
  refused(rejected, [['resample', who.organiser, '2026-09-03', online, /抽样环节一致/]]);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
  refused(check, [
    ['verify', who.tester, '2026-09-03', { regime: 'licence', outcome: 'fit' }, /证书编号/],
    ['verify', who.tester, '2026-09-03', { regime: 'ccc', outcome: 'unfit' }, /说明情况/],
  ]);
});

test('receipts and objections: once each, by the right party, about items that were tested', () => {
  const check = notified();
  const early = reported({ items: items('pass', 'pass'), conclusion: 'pass' });
  early.does('notify', who.organiser, '2026-09-16', { ...forms.notify, conclusion: 'pass' });
  refused(early, [
    ['receiveSampled', who.shop, '2026-09-17', receipt('2026-09-17', 'fail'), /结论/],
    ['receiveProducer', who.works, '2026-09-17', receipt('2026-09-18', 'pass'), /不能晚于今天/],
  ]);
  const vague = { ...forms.object, items: [] };
  const strange = { ...forms.object, items: [{ item: '噪声' }] };
  refused(check, [
    ['receiveProducer', who.works, '2026-09-19', receipt('2026-09-19'), /已经签收/],
    ['objectProducer', who.works, '2026-09-19', vague, /须写明申请复检的项目/],
    ['objectSampled', who.shop, '2026-09-19', strange, /没有“噪声”/],
  ]);
  check.does('objectSampled', who.shop, '2026-09-19', forms.object);
  check.does('objectProducer', who.works, '2026-09-19', forms.object);
  refused(check, [
    ['objectSampled', who.shop, '2026-09-20', forms.object, /已经提出异议/],
    ['objectProducer', who.works, '2026-09-20', forms.object, /已经提出异议/],
  ]);
});

test('the retest: for whom it was granted, only once, and not ended when there is none', () => {
  const check = notified();
  check.does('objectSampled', who.shop, '2026-09-19', forms.object);
  check.does('objectProducer', who.works, '2026-09-19', forms.object);
  const ended = { conduct: 'moved', facts: '转移', evidence: [file] };
  refused(check, [['endRetest', who.organiser, '2026-09-20', ended, /没有正在进行的复检/]]);
  check.does('decideObjection', who.organiser, '2026-09-21', {
    ...forms.grant,
    objector: 'sampled',
  });
  const day = (receivedOn: string) => ({ receivedOn, proof: [] });
  refused(check, [
    ['decideObjection', who.organiser, '2026-09-21', forms.grant, /不再另行复检/],
    ['receiveRetestNoticeProducer', who.works, '2026-09-22', day('2026-09-22'), /没有同意/],
    ['receiveRetestNoticeSampled', who.shop, '2026-09-22', day('2026-09-20'), /不能早于/],
    ['receiveRetestNoticeSampled', who.organiser, '2026-09-22', day('2026-09-22'), /送达凭证/],
    ['arrangeRetestProducer', who.works, '2026-09-22', forms.formalities, /没有同意/],
  ]);
  check.does('receiveRetestNoticeSampled', who.shop, '2026-09-22', day('2026-09-22'));
  refused(check, [
    ['receiveRetestNoticeSampled', who.shop, '2026-09-23', day('2026-09-23'), /已经签收/],
    [
      'arrangeRetestSampled',
      who.shop,
      '2026-09-23',
      { ...forms.formalities, prepays: false },
      /先行支付/,
    ],
  ]);
  check.refuses('too-late', 'arrangeRetestSampled', who.shop, '2026-09-30', forms.formalities);
});

test('publication, stop, follow-up and suspension state what the order asks for', () => {
  const check = ordered('2026-10-09');
  const text = { text: '抽查结果', told: ['government'], producerElsewhere: true };
  const future = { ...forms.stop, stoppedOn: '2026-10-11' };
  const paid = { ...forms.check, free: false };
  const wrong = { ...forms.check, result: 'fail' };
  refused(check, [
    ['publish', who.organiser, '2026-10-10', text, /所在地同级/],
    ['stopSampled', who.shop, '2026-10-10', future, /不能晚于今天/],
    ['stopProducer', who.works, '2026-10-10', future, /不能晚于今天/],
    ['followUp', who.handler, '2026-10-20', paid, /无偿提供/],
    ['followUp', who.handler, '2026-10-20', wrong, /不一致/],
  ]);
  const second = announced('2026-12-15');
  refused(second, [['secondFollowUp', who.handler, '2027-02-14', wrong, /不一致/]]);
  second.does('secondFollowUp', who.handler, '2027-02-14', forms.failedCheck);
  const decision = { decisionNumber: '罚9', caseNumber: '立2', rectifyBy: '2027-02-14' };
  refused(second, [['suspend', who.handler, '2027-02-14', decision, /今天之后/]]);
  second.does('suspend', who.handler, '2027-02-14', { ...decision, rectifyBy: '2027-03-01' });
  refused(second, [['recheckSuspended', who.handler, '2027-03-02', paid, /无偿提供/]]);
});

test('free samples of goods that passed go back, or it is said why not', () => {
  const check = reported({ items: items('pass', 'pass'), conclusion: 'pass' });
  check.does('notify', who.organiser, '2026-09-16', { ...forms.notify, conclusion: 'pass' });
  check.does('receiveSampled', who.shop, '2026-09-17', receipt('2026-09-17', 'pass'));
  check.does('receiveProducer', who.works, '2026-09-17', receipt('2026-09-17', 'pass'));
  check.does('settle', who.organiser, '2026-10-09', { conclusion: 'pass' });
  const kept = { way: 'kept', receipt: [] };
  refused(check, [['disposeSamples', who.organiser, '2026-10-10', kept, /应当退还/]]);
  check.does('disposeSamples', who.organiser, '2026-10-10', { ...kept, note: '被抽样者放弃取回' });
});
