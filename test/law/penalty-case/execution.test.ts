import assert from 'node:assert/strict';
import { test } from 'node:test';
import { time } from '#kernel/decide.ts';
import { accountOf, file } from '../play.ts';
import type { Play } from '../play.ts';
import { filed, forms, investigated, payment, served, toDecide, who } from './setting.ts';

test('the decision is served within seven working days, with the word that it is published', () => {
  const matter = toDecide();
  matter.does('decide', who.chief, '2026-08-12', forms.decide);
  assert.equal(matter.due('service', '2026-08-12'), '2026-08-21');
  const untold = { ...forms.serve, publicityTold: false };
  matter.refuses('condition-unmet', 'serve', who.officer, '2026-08-14', untold);
  const before = { ...forms.serve, servedOn: '2026-08-11' };
  matter.refuses('condition-unmet', 'serve', who.officer, '2026-08-14', before);
  const ahead = { ...forms.serve, servedOn: '2026-08-15' };
  matter.refuses('condition-unmet', 'serve', who.officer, '2026-08-14', ahead);
  matter.does('serve', who.officer, '2026-08-14', forms.serve);
});

test('served by notice after thirty days, by time and not by whoever comes to it later', () => {
  const matter = toDecide();
  matter.does('decide', who.chief, '2026-08-12', forms.decide);
  matter.does('announceService', who.officer, '2026-08-14', forms.announcement);
  assert.equal(matter.due('notice-service', '2026-08-14'), '2026-09-13');
  const found = matter.fork();
  matter.refuses('too-early', 'serveByNotice', time, '2026-09-13T15:59:59Z');
  matter.refuses('not-entitled', 'serveByNotice', who.officer, '2026-09-13T16:00:00Z');
  matter.does('serveByNotice', time, '2026-09-13T16:00:00Z');
  // The fifteenth day is the 29th, no arranged holiday.
  assert.equal(matter.due('payment', '2026-09-14'), '2026-09-29');
  // Who turns up meanwhile is handed the paper, and the notice has nothing left to do.
  found.does('serve', who.officer, '2026-08-20', { ...forms.serve, servedOn: '2026-08-20' });
  assert.equal(found.clock('notice-service', '2026-09-20')?.status, 'met');
  assert.equal(found.due('payment', '2026-08-20'), '2026-09-04');
});

test('paid in full within fifteen days, published within twenty working days, closed', () => {
  const matter = served();
  assert.equal(matter.due('payment', '2026-08-14'), '2026-08-29');
  assert.equal(matter.due('publicity', '2026-08-14'), '2026-09-09');
  const pay = (amount: string, code?: 'condition-unmet') =>
    code === undefined
      ? matter.does('payInFull', who.party, '2026-08-20', payment(amount, '2026-08-20'))
      : matter.refuses(code, 'payInFull', who.party, '2026-08-20', payment(amount, '2026-08-20'));
  pay('70000', 'condition-unmet');
  pay('80000', 'condition-unmet');
  pay('74000');
  assert.equal(matter.due('closing', '2026-08-20'), '2026-09-10');
  matter.refuses('condition-unmet', 'close', who.chief, '2026-08-21', forms.close);
  matter.does('publish', who.publisher, '2026-08-25', forms.publish);
  matter.refuses('condition-unmet', 'publish', who.publisher, '2026-08-26', forms.publish);
  const loose = { ...forms.close, archived: false };
  matter.refuses('condition-unmet', 'close', who.chief, '2026-08-26', loose);
  matter.does('close', who.chief, '2026-08-26', forms.close);
});

test('a late payment may bear three per cent a day and no more', () => {
  const matter = served();
  const late = (surcharge: string) => payment('74000', '2026-09-08', surcharge);
  // Ten days after 29 August: 30 % of 66,000.
  matter.refuses('condition-unmet', 'payInFull', who.officer, '2026-09-08', late('19800.01'));
  const done = matter.does('payInFull', who.officer, '2026-09-08', late('19800'));
  assert.ok(done.late);
});

test('instalments: asked for, granted until a day, paid in parts', () => {
  const matter = served();
  const grant = { number: '延1', untilDay: '2026-11-30', plan: '每月一期' };
  matter.refuses('condition-unmet', 'grantDeferral', who.chief, '2026-08-20', grant);
  const request = { untilDay: '2026-11-30', plan: '资金周转困难', evidence: [] };
  matter.does('requestDeferral', who.party, '2026-08-18', request);
  const short = { ...grant, untilDay: '2026-08-29' };
  matter.refuses('condition-unmet', 'grantDeferral', who.chief, '2026-08-20', short);
  matter.does('grantDeferral', who.chief, '2026-08-20', grant);
  assert.equal(matter.due('payment', '2026-08-20'), '2026-11-30');
  matter.does('payPart', who.party, '2026-09-20', payment('40000', '2026-09-20'));
  const rest = payment('34000', '2026-11-20');
  matter.refuses('condition-unmet', 'payPart', who.party, '2026-11-20', rest);
  assert.ok(!matter.does('payInFull', who.party, '2026-11-20', rest).late);
});

test('who does not pay is urged, and the court is asked after ten working days and the time for remedies', () => {
  const matter = served();
  const demand = { number: '催1', servedOn: '2026-08-31', proof: [file] };
  matter.refuses('condition-unmet', 'urge', who.officer, '2026-08-29', demand);
  matter.does('urge', who.officer, '2026-08-31', demand);
  assert.equal(matter.due('demand', '2026-08-31'), '2026-09-14');
  const application = { court: '丰城市人民法院', amountYuan: '74000', application: [file] };
  matter.refuses('too-early', 'applyEnforcement', who.officer, '2026-09-14', application);
  matter.refuses('condition-unmet', 'applyEnforcement', who.officer, '2027-02-14', application);
  const late = matter.fork();
  late.refuses('too-late', 'applyEnforcement', who.officer, '2027-05-15', application);
  matter.does('applyEnforcement', who.officer, '2027-02-15', application);
  assert.equal(matter.state, 'enforcing');
});

/** A lawsuit or reconsideration from 20 August. */
function contested(stops: boolean): Play {
  const matter = served();
  const remedy = {
    kind: 'reconsideration',
    body: '市政府',
    acceptedOn: '2026-08-20',
    stops,
    papers: [file],
  };
  matter.does('fileRemedy', who.officer, '2026-08-20', remedy);
  matter.refuses('condition-unmet', 'fileRemedy', who.officer, '2026-08-21', remedy);
  return matter;
}

const result = { number: '复决1', decidedOn: '2026-09-19', papers: [file] };

test('a remedy stops the time for payment only where that was decided', () => {
  for (const [stops, due] of [
    [true, '2026-09-28'],
    [false, '2026-08-29'],
  ] as const) {
    const matter = contested(stops);
    matter.does('endRemedy', who.officer, '2026-09-19', { ...result, outcome: 'upheld' });
    assert.equal(matter.due('payment', '2026-09-19'), due);
  }
});

test('a decision that falls is withdrawn from publicity within three working days', () => {
  const matter = contested(true);
  matter.does('publish', who.publisher, '2026-08-25', forms.publish);
  const reason = { reason: '已撤销' };
  matter.refuses('condition-unmet', 'withdrawPublicity', who.publisher, '2026-08-26', reason);
  matter.does('endRemedy', who.officer, '2026-09-18', {
    ...result,
    outcome: 'annulled',
    decidedOn: '2026-09-18',
  });
  // The 20th is a Sunday worked for the holiday.
  assert.equal(matter.due('withdrawal', '2026-09-18'), '2026-09-22');
  matter.does('withdrawPublicity', who.publisher, '2026-09-22', reason);
  matter.does('close', who.chief, '2026-09-23', forms.close);
});

test('the publication carries the decision, its term and the sums to a proceeding of its own', () => {
  const matter = served();
  const early = toDecide();
  early.does('decide', who.chief, '2026-08-12', forms.decide);
  early.refuses('wrong-state', 'publish', who.publisher, '2026-08-13', forms.publish);
  const { effects } = matter.does('publish', who.publisher, '2026-08-25', forms.publish);
  assert.deepEqual(effects, [
    {
      do: 'open',
      procedure: 'penalty-publicity',
      act: 'openPublished',
      input: {
        number: forms.decide.decisionNumber,
        decidedOn: '2026-08-12',
        procedure: 'ordinary',
        warningOnly: false,
        violation: '生产不符合标准的产品',
        basis: '产品质量法第49条 不符合保障人身、财产安全的标准',
        content: '罚款66000元',
        amountYuan: '66000.00',
        confiscationYuan: '8000.00',
        partyKind: 'organisation',
        tier: 'key-product',
        servedOn: '2026-08-14',
        told: true,
      },
    },
  ]);
});

test('what a remedy changed is published anew, what it annulled is not', () => {
  const end = { ...result, decidedOn: '2026-09-18' };
  const changed = contested(false);
  changed.does('publish', who.publisher, '2026-08-25', forms.publish);
  const less = { ...end, outcome: 'changed', amountYuan: '60000' };
  changed.does('endRemedy', who.officer, '2026-09-18', less);
  const [again] = changed.does('publish', who.publisher, '2026-09-21', forms.publish).effects;
  assert.ok(again?.do === 'open');
  assert.equal((again.input as { amountYuan: string }).amountYuan, '60000.00');
  changed.refuses('condition-unmet', 'publish', who.publisher, '2026-09-22', forms.publish);
  const annulled = contested(false);
  annulled.does('endRemedy', who.officer, '2026-09-18', { ...end, outcome: 'annulled' });
  annulled.refuses('condition-unmet', 'publish', who.publisher, '2026-09-21', forms.publish);
});

test('a remedy never makes the fine higher, and what it leaves is owed', () => {
  const matter = contested(false);
  const changed = { ...result, outcome: 'changed' };
  matter.refuses('condition-unmet', 'endRemedy', who.officer, '2026-09-19', changed);
  const more = { ...changed, amountYuan: '70000' };
  matter.refuses('condition-unmet', 'endRemedy', who.officer, '2026-09-19', more);
  matter.does('endRemedy', who.officer, '2026-09-19', { ...changed, amountYuan: '60000' });
  matter.does('payInFull', who.officer, '2026-09-20', payment('68000', '2026-09-20'));
});

test('a crime goes to the police in the name of the team and comes back to be gone on with', () => {
  const matter = investigated();
  const crime = { suspect: '某厂', offence: 'fake-goods', sales: '60000', facts: '以次充好' };
  matter.refuses('condition-unmet', 'transferToPolice', who.outsider, '2026-07-21', crime);
  const { effects } = matter.does('transferToPolice', who.officer, '2026-07-21', crime);
  const [opening] = effects;
  assert.ok(opening?.do === 'open' && opening.procedure === 'crime-referral');
  assert.deepEqual(opening.input, {
    ...crime,
    caseName: forms.open.caseName,
    caseNumber: forms.file.caseNumber,
    team: [accountOf('执法甲'), accountOf('执法乙')],
  });
  assert.equal(matter.clock('decision', '2026-09-01')?.status, 'paused');
  const back = { outcome: 'returned', paperNumber: '移1', papers: [file], note: '显著轻微' };
  matter.does('returnFromPolice', who.officer, '2026-08-20', back);
  assert.equal(matter.state, 'investigating');
  // 90 days from 8 July, and the 30 with the police.
  assert.equal(matter.due('decision', '2026-08-20'), '2026-11-05');
});

test('nothing is closed while goods are still seized', () => {
  const matter = filed();
  matter.does('seize', who.chief, '2026-07-09', forms.seize);
  matter.does('terminate', who.chief, '2026-07-20', {
    ground: 'dissolved',
    reason: '已注销',
    papers: [file],
  });
  matter.refuses('condition-unmet', 'close', who.chief, '2026-07-21', forms.close);
  matter.does('releaseSeizure', who.officer, '2026-07-21', forms.releaseSeizure);
  matter.does('close', who.chief, '2026-07-21', forms.close);
});
