import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryPenalty } from '#law/regulator/on-the-spot/summary-penalty.ts';
import { officers, who, works } from './penalty-case/setting.ts';
import { file, play } from './play.ts';
import type { Play } from './play.ts';

const decided = {
  decisionNumber: '丰市监当罚2026-1',
  caseName: '未按规定标注厂名厂址',
  partyKind: 'unit',
  partyName: '丰城某厂',
  place: '车间',
  facts: '一批插座包装未标注厂址',
  ground: '产品质量法第五十四条',
  correction: '三日内补正标识',
  kind: 'bank',
  amountYuan: '3000',
  officers,
  told: true,
  statement: '无',
  delivered: true,
  evidence: [file],
  signature: [file],
};
const start = () => play({ procedure: summaryPenalty, region: works.region, subject: works });

function done(change: object = {}): Play {
  const matter = start();
  matter.does('decide', who.officer, '2026-09-28', { ...decided, ...change });
  return matter;
}

test('three thousand yuan for a unit and two hundred for a person, both included, are decided on the spot', () => {
  const matter = start();
  const refuses = (change: object, sentence: RegExp) => {
    const input = { ...decided, ...change };
    const said = matter.refuses('condition-unmet', 'decide', who.officer, '2026-09-28', input);
    assert.match(said.sentence, sentence);
    assert.ok(said.basis.includes('order-2/66'));
  };
  refuses({ amountYuan: '3000.01' }, /普通程序/);
  refuses({ partyKind: 'person', amountYuan: '200.01' }, /普通程序/);
  refuses({ amountYuan: '0' }, /罚款数额/);
  refuses({ amountYuan: undefined }, /罚款数额/);
  refuses({ kind: 'warning' }, /不填写罚款/);
  refuses({ told: false }, /告知权利/);
  refuses({ delivered: false }, /当场交付/);
  refuses({ officers: [officers[0], officers[0]] }, /不得少于二人/);
  matter.refuses('not-entitled', 'decide', who.reviewer, '2026-09-28', decided);
  done();
  done({ partyKind: 'person', amountYuan: '200' });
});

test('a fine is collected on the spot up to a hundred yuan, or where it must be', () => {
  const matter = start();
  const spot = { kind: 'spot', spotGround: 'small', amountYuan: '100' };
  const refuses = (change: object) =>
    matter.refuses('condition-unmet', 'decide', who.officer, '2026-09-28', {
      ...decided,
      ...spot,
      ...change,
    });
  refuses({ amountYuan: '100.01' });
  refuses({ spotGround: undefined });
  refuses({ kind: 'bank' });
  assert.equal(done({ ...spot, spotGround: 'remote', amountYuan: '500' }).state, 'collected');
  const own = done(spot);
  // 29 and 30 September; the National Day holiday lies behind.
  assert.equal(own.due('hand-in', '2026-09-28'), '2026-09-30');
  assert.equal(own.clock('payment', '2026-09-28'), undefined);
  own.refuses('wrong-state', 'bank', who.chief, '2026-09-29', {});
  const paper = { handedInOn: '2026-09-29', receiptNumber: '票1', proof: [file] };
  own.refuses('condition-unmet', 'handIn', who.officer, '2026-09-29', {
    ...paper,
    handedInOn: '2026-09-27',
  });
  own.does('handIn', who.officer, '2026-09-29', paper);
  // 30 September and 8 October.
  assert.equal(own.due('bank', '2026-09-29'), '2026-10-08');
  own.refuses('condition-unmet', 'bank', who.chief, '2026-09-30', {
    bankedOn: '2026-09-28',
    proof: [file],
  });
  own.does('bank', who.chief, '2026-09-30', { bankedOn: '2026-09-30', proof: [file] });
  assert.equal(own.state, 'to-close');
});

test('papers are filed within seven working days, and nothing is closed without them', () => {
  const warned = done({ kind: 'warning', amountYuan: undefined });
  assert.equal(warned.state, 'to-close');
  // 29, 30 September, 8, 9, 10 (worked), 12, 13 October.
  assert.equal(warned.due('filing', '2026-09-28'), '2026-10-13');
  const end = { outcome: '已改正' };
  warned.refuses('condition-unmet', 'close', who.officer, '2026-10-09', end);
  const list = { list: '决定书、照片', record: [file] };
  assert.ok(warned.fork().does('file', who.officer, '2026-10-14', list).late);
  warned.does('file', who.officer, '2026-10-09', list);
  warned.refuses('condition-unmet', 'file', who.officer, '2026-10-09', list);
  warned.does('close', who.officer, '2026-10-09', end);
  assert.equal(warned.state, 'closed');
});

test('what is not paid at the bank in fifteen days is urged, with three per cent a day', () => {
  const matter = done();
  // 13 October 2026; the holiday ended before.
  assert.equal(matter.due('payment', '2026-09-28'), '2026-10-13');
  const paid = { paidOn: '2026-10-15', amountYuan: '3000', proof: [file] };
  const more = { ...paid, surchargeYuan: '180.01' };
  matter.refuses('condition-unmet', 'payInFull', who.officer, '2026-10-15', more);
  const urged = matter.fork();
  urged.refuses('condition-unmet', 'urge', who.officer, '2026-10-13', {
    number: '催1',
    servedOn: '2026-10-13',
    proof: [file],
  });
  urged.does('urge', who.officer, '2026-10-14', {
    number: '催1',
    servedOn: '2026-10-14',
    proof: [file],
  });
  matter.does('payInFull', who.party, '2026-10-15', { ...paid, surchargeYuan: '180' });
  assert.equal(matter.state, 'to-close');
});
