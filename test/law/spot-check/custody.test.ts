import assert from 'node:assert/strict';
import { test } from 'node:test';
import { file, person, uuid } from '../play.ts';
import type { Play } from '../play.ts';
import { forms, houses, notified, ordered, start, who } from './setting.ts';

const handed = {
  sample: 'test',
  seal: 'F-1',
  to: 'laboratory',
  receiver: '收样员',
  way: 'carry',
  sealState: 'intact',
  evidence: [],
};
const backup = { ...handed, sample: 'backup', seal: 'F-2', to: 'store' };

function sampled(): Play {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  return check;
}

test('samples go from hand to hand with their seals', () => {
  const check = sampled();
  check.does('handOver', who.sampler, '2026-09-01', handed);
  check.does('handOver', who.sampler, '2026-09-01', backup);
  assert.equal(check.state, 'sampled');
  const attempts: readonly [object, RegExp][] = [
    [{ ...handed, seal: 'F-9', to: 'store' }, /“F-9”与抽样单上的检验样品封条“F-1”不符/],
    [{ ...handed, seal: 'F-2', to: 'store' }, /不符/],
    [handed, /已经交到承检机构/],
    [{ ...backup, to: 'retest-laboratory', way: 'post' }, /寄件单号/],
    [{ ...handed, to: 'store', sealState: 'broken' }, /写明情况并拍照/],
    [{ ...handed, to: 'store', sealState: 'differs', note: '不符', evidence: [file] }, /如实选择/],
  ];
  for (const [input, sentence] of attempts) {
    const refusal = check.refuses('condition-unmet', 'handOver', who.sampler, '2026-09-01', input);
    assert.match(refusal.sentence, sentence);
  }
  check.refuses('not-entitled', 'handOver', who.shop, '2026-09-01', handed);
});

test('the laboratory takes in only the sample whose seal is on the sampling sheet', () => {
  const check = sampled();
  const other = { ...forms.receive, seal: 'F-7' };
  const refusal = check.refuses('condition-unmet', 'receive', who.tester, '2026-09-02', other);
  assert.match(refusal.sentence, /应当拒收/);
  assert.deepEqual(refusal.basis, ['order-18/29']);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
});

test('a seal found broken on the way is told and the sample not taken in; a new sampling starts anew', () => {
  const check = sampled();
  const broken = { ...handed, sealState: 'broken', note: '箱角破损', evidence: [file] };
  const told = check.does('handOver', who.sampler, '2026-09-01', broken);
  assert.deepEqual(told.effects, [
    { do: 'notify', to: { role: 'organiser' }, title: '检验样品交接时封条异常，请查阅交接单' },
  ]);
  check.refuses('condition-unmet', 'receive', who.tester, '2026-09-02', forms.receive);
  const rejected = { ...forms.receive, outcome: 'rejected', reason: '封条破损' };
  check.does('receive', who.tester, '2026-09-02', rejected);
  check.does('resample', who.organiser, '2026-09-03', { way: 'on-site', reason: '封条破损' });
  check.does('present', who.sampler, '2026-09-04', forms.present);
  check.does('take', who.sampler, '2026-09-04', { ...forms.take, testSeal: 'G-1' });
  check.refuses('condition-unmet', 'receive', who.tester, '2026-09-05', forms.receive);
  check.does('receive', who.tester, '2026-09-05', { ...forms.receive, seal: 'G-1' });
});

test('the retest opens the backup sample and no other', () => {
  const check = notified();
  check.does('handOver', who.sampler, '2026-09-18', backup);
  check.does('objectProducer', who.works, '2026-09-20', forms.object);
  check.does('decideObjection', who.organiser, '2026-09-21', forms.grant);
  const day = { receivedOn: '2026-09-22', proof: [] };
  check.does('receiveRetestNoticeProducer', who.works, '2026-09-22', day);
  check.does('arrangeRetestProducer', who.works, '2026-09-23', forms.formalities);
  check.does('fixLaboratory', who.organiser, '2026-09-24', forms.laboratory);
  const carried = { ...backup, to: 'retest-laboratory' };
  check.does('handOver', who.retester, '2026-09-25', carried);
  const wrong = { ...forms.retest, seal: 'F-1' };
  const refusal = check.refuses('condition-unmet', 'retest', who.retester, '2026-09-28', wrong);
  assert.match(refusal.sentence, /备用样品封条“F-2”不符.*请报告组织部门/);
  check.does('retest', who.retester, '2026-09-28', forms.retest);
});

test('the regulator of the maker’s place is told once and answers', () => {
  const check = ordered('2026-10-09');
  const letter = {
    regulator: houses.provincial.id,
    letterNumber: '赣市监函〔2026〕8号',
    text: '标称生产者在贵地，请依法处理',
    files: [],
  };
  const own = { ...letter, regulator: houses.county.id };
  check.refuses('condition-unmet', 'tellProducerPlace', who.organiser, '2026-10-10', own);
  check.does('tellProducerPlace', who.organiser, '2026-10-10', letter);
  check.refuses('condition-unmet', 'tellProducerPlace', who.handler, '2026-10-10', letter);
  const answer = { outcome: 'accepted', measures: '已立案' };
  check.refuses('not-entitled', 'answerTelling', who.handler, '2026-10-11', answer);
  check.does('answerTelling', who.province, '2026-10-11', answer);
  check.refuses('condition-unmet', 'answerTelling', who.province, '2026-10-12', answer);
});

test('who sends it back is out of it, and the right regulator is told instead', () => {
  const check = ordered('2026-10-09');
  const letter = { letterNumber: '赣市监函〔2026〕8号', text: '标称生产者在贵地', files: [] };
  const wrong = { ...letter, regulator: houses.provincial.id };
  const office = { ...houses.county, id: uuid(98), region: 360_111 };
  const right = { ...letter, regulator: office.id };
  const neighbour = person('外地承办人', ['case-officer'], office);
  check.does('tellProducerPlace', who.organiser, '2026-10-10', wrong);
  check.refuses('condition-unmet', 'tellProducerPlace', who.organiser, '2026-10-11', right);
  const back = { outcome: 'returned', measures: '生产者已迁出' };
  check.does('answerTelling', who.province, '2026-10-12', back);
  check.refuses('condition-unmet', 'tellProducerPlace', who.organiser, '2026-10-13', wrong);
  check.does('tellProducerPlace', who.organiser, '2026-10-13', right);
  // Fifteen working days of its own.
  assert.equal(check.due('telling', '2026-10-13'), '2026-11-03');
  const answer = { outcome: 'accepted', measures: '已立案' };
  check.refuses('not-entitled', 'answerTelling', who.province, '2026-10-14', answer);
  check.does('answerTelling', neighbour, '2026-10-14', answer);
  check.refuses('condition-unmet', 'tellProducerPlace', who.organiser, '2026-10-15', wrong);
});
