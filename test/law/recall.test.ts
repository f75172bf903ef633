import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { recall } from '#law/enterprise/recall.ts';
import { calendar } from '#law/holidays.ts';
import { file } from './play.ts';
import { forms, holders, notified, recalling, start, who } from './recall-setting.ts';

test('the definition loads', () => {
  assert.equal(loadLaw([recall], clauses, calendar).procedure('recall', '2026-09-30'), recall);
});

test('voluntary: hazard reported, stopped, planned, published, summarised, assessed', () => {
  const matter = recalling();
  assert.equal(matter.state, 'recalling');
  const counted = { stoppedOn: '2026-10-08', displayed: true, destroyed: 0 };
  matter.does('assist', who.one, '2026-10-11', {
    ...counted,
    received: 100,
    found: 60,
    returned: 0,
    sold: 40,
  });
  matter.does('publishPlan', who.province, '2026-10-11', { text: '召回计划' });
  const stage = matter.does('stageSummary', who.maker, '2027-01-08', {
    ...forms.stage,
    until: '2026-12-31',
  });
  assert.ok(!stage.late);
  matter.does('complete', who.maker, '2027-03-01', { completedOn: '2027-03-01' });
  matter.refuses('condition-unmet', 'finalSummary', who.maker, '2027-03-02', forms.final);
  matter.does('finalSummary', who.maker, '2027-03-02', {
    ...forms.final,
    silent: '乙店已注销，已上门查明无库存',
  });
  matter.does('assess', who.province, '2027-03-20', { outcome: 'effective', reason: '范围准确' });
  assert.equal(matter.state, 'closed');
});

test('report in two, notice of analysis in three, plan in ten working days', () => {
  const own = start();
  own.does('discover', who.maker, '2026-09-30', forms.discover);
  // 1–7 October are free, 8 and 9 October count.
  assert.equal(own.due('report', '2026-10-01'), '2026-10-09');
  assert.equal(own.clock('report', '2026-10-09T15:59:59Z')?.status, 'running');
  assert.equal(own.clock('report', '2026-10-09T16:00:00Z')?.status, 'overdue');
  const late = own.fork().does('report', who.maker, '2026-10-10', forms.report);
  assert.ok(late.late);
  assert.ok(!own.does('report', who.maker, '2026-10-09', forms.report).late);
  const found = start();
  found.does('find', who.province, '2026-09-18', forms.find);
  // Sunday 20 September is worked.
  assert.equal(found.due('ask-analysis', '2026-09-18'), '2026-09-22');
  own.does('conclude', who.maker, '2026-10-12', forms.defect);
  assert.equal(own.due('plan', '2026-10-12'), '2026-10-26');
  assert.equal(own.clock('stop', '2026-10-12')?.status, 'running');
  assert.equal(own.clock('stop', '2026-10-14')?.status, 'overdue');
});

test('a hazard that need not be reported starts no such clock', () => {
  const matter = start();
  matter.does('discover', who.maker, '2026-09-30', { ...forms.discover, hazard: 'other' });
  assert.equal(matter.clock('report', '2026-10-09'), undefined);
  assert.equal(matter.clock('analysis', '2026-10-02')?.status, 'overdue');
  matter.does('analyse', who.maker, '2026-09-30', forms.analyse);
  matter.does('conclude', who.maker, '2026-10-09', forms.none);
  matter.does('reviewAnalysis', who.province, '2026-10-10', {
    outcome: 'insufficient',
    reason: '样本不足',
  });
  assert.equal(matter.state, 'inquiry');
});

test('a shop reports what another made, and goods of another province are passed on in two days', () => {
  const matter = start();
  const seen = { ...forms.discover, discoverer: 'operator' };
  matter.refuses('condition-unmet', 'discover', who.one, '2026-09-30', forms.discover);
  matter.does('discover', who.one, '2026-09-30', seen);
  assert.equal(matter.clock('analysis', '2026-09-30'), undefined);
  const inside = matter.fork();
  inside.does('report', who.one, '2026-10-08', forms.report);
  inside.refuses('condition-unmet', 'passOn', who.province, '2026-10-09', {
    province: '浙江省',
    letterNumber: '函1',
  });
  matter.does('report', who.one, '2026-10-09', { ...forms.report, producerPlace: 'outside' });
  assert.equal(matter.due('pass-on', '2026-10-09'), '2026-10-12');
  matter.does('passOn', who.province, '2026-10-12', { province: '浙江省', letterNumber: '函1' });
  matter.refuses('wrong-state', 'stop', who.maker, '2026-10-13', {});
});

test('the objection to a recall notice lapses after ten working days, to the minute', () => {
  const matter = notified();
  // 25–27 September and 1–7 October are free, Saturday 10 October is worked.
  assert.equal(matter.due('objection', '2026-09-24'), '2026-10-15');
  matter.fork().does('object', who.maker, '2026-10-15T15:59:00Z', forms.object);
  matter.refuses('condition-unmet', 'refer', who.province, '2026-10-15', {
    letterNumber: '报1',
    facts: '未召回',
  });
  matter.refuses('too-late', 'object', who.maker, '2026-10-15T16:00:00Z', forms.object);
  matter.does('refer', who.province, '2026-10-16', { letterNumber: '报1', facts: '未召回' });
  const order = { orderNumber: '总局责召1', orderedOn: '2026-10-20', text: '责令召回XL-2' };
  const ordered = matter.does('recordOrder', who.province, '2026-10-21', order);
  const shown = ordered.effects.find((effect) => effect.do === 'publish');
  assert.equal(shown?.title, '责令召回：童车 XL-2（南昌小鹿童车有限公司）');
  assert.match(JSON.stringify(shown?.record), /总局责召1.*2026-10-20.*第十五条/);
  assert.equal(matter.due('plan', '2026-10-21'), '2026-11-03');
  matter.does('plan', who.maker, '2026-11-03', forms.plan);
  assert.equal(matter.clock('plan', '2026-11-04')?.status, 'met');
});

test('the plan may wait while the finding is under review', () => {
  const matter = notified();
  assert.equal(matter.due('plan', '2026-09-24'), '2026-10-15');
  matter.does('object', who.maker, '2026-10-09', forms.object);
  assert.equal(matter.clock('plan', '2026-10-15')?.status, 'paused');
  const upheld = matter.fork();
  const decision = { finding: 'defect', method: ['expert'], reason: '论证认为存在缺陷' };
  matter.does('decideObjection', who.province, '2026-10-20', decision);
  assert.equal(matter.due('plan', '2026-10-21'), '2026-10-27');
  assert.equal(matter.clock('stop', '2026-10-21')?.status, 'overdue');
  upheld.does('decideObjection', who.province, '2026-10-20', { ...decision, finding: 'none' });
  assert.equal(upheld.state, 'closed');
});

test('an inquiry for silence waits for the day that the notice set', () => {
  const matter = start();
  matter.does('find', who.province, '2026-09-18', forms.find);
  matter.does('askAnalysis', who.province, '2026-09-22', forms.ask);
  const silent = { ground: 'silent', reason: '没有报告' };
  matter.refuses('condition-unmet', 'startInquiry', who.province, '2026-10-20', silent);
  matter.does('startInquiry', who.province, '2026-10-21', silent);
  matter.refuses('not-entitled', 'concludeInquiry', who.city, '2026-10-22', forms.inquiry);
  matter.refuses('not-entitled', 'inquire', who.maker, '2026-10-22', {});
  matter.refuses('invalid-input', 'inquire', who.province, '2026-10-22', {
    measures: ['enter'],
    officers: [who.province.account],
    facts: '现场',
    evidence: [],
  });
});

test('published within three working days of the plan', () => {
  const matter = start();
  matter.does('discover', who.maker, '2026-09-30', { ...forms.discover, hazard: 'other' });
  matter.does('conclude', who.maker, '2026-09-30', forms.defect);
  const turned = { ...forms.plan, endsOn: '2026-10-09' };
  matter.refuses('condition-unmet', 'plan', who.maker, '2026-09-30', turned);
  matter.does('plan', who.maker, '2026-09-30', forms.plan);
  assert.equal(matter.due('publication', '2026-09-30'), '2026-10-10');
  assert.ok(matter.does('publishRecall', who.maker, '2026-10-12', forms.publish).late);
});

test('stage summaries every three months, each counted from the end of the stage before', () => {
  const matter = recalling();
  assert.equal(matter.due('stage-summary', '2026-10-10'), '2027-01-10');
  assert.equal(matter.clock('stage-summary', '2027-01-10')?.due.certain, true);
  const until = (day: string) => ({ ...forms.stage, until: day });
  matter.refuses('condition-unmet', 'stageSummary', who.maker, '2027-01-10', until('2026-10-10'));
  matter.refuses('condition-unmet', 'stageSummary', who.maker, '2027-01-10', until('2027-01-11'));
  const late = matter.fork();
  assert.ok(late.does('stageSummary', who.maker, '2027-01-20', until('2027-01-10')).late);
  assert.equal(late.due('stage-summary', '2027-01-20'), '2027-04-10');
  matter.does('stageSummary', who.maker, '2027-01-10', until('2027-01-10'));
  matter.does('stageSummary', who.maker, '2027-04-10', until('2027-04-10'));
  assert.equal(matter.due('stage-summary', '2027-04-11'), '2027-07-10');
  matter.does('complete', who.maker, '2027-05-01', { completedOn: '2027-05-01' });
  assert.equal(matter.clock('stage-summary', '2027-12-01')?.status, 'met');
});

test('the final summary in fifteen working days; a year not announced leaves the date uncertain', () => {
  const matter = recalling();
  matter.does('complete', who.maker, '2026-12-14', { completedOn: '2026-12-14' });
  const due = matter.clock('final-summary', '2026-12-14')?.due;
  assert.deepEqual([due?.day, due?.certain], ['2027-01-04', false]);
  matter.refuses('condition-unmet', 'finalSummary', who.maker, '2026-12-20', {
    ...forms.final,
    recalled: 400,
    silent: '无',
  });
});

test('an ineffective recall is done again with a new plan and new clocks', () => {
  const matter = recalling();
  matter.does('delegate', who.province, '2026-10-12', {
    delegate: who.city.organisation,
    scope: '现场监督',
  });
  matter.does('redo', who.city, '2026-11-02', { ground: 'scope', facts: '漏召一个批次' });
  matter.does('plan', who.maker, '2026-11-05', { ...forms.plan, quantity: 700 });
  assert.equal(matter.due('publication', '2026-11-05'), '2026-11-10');
  matter.does('publishRecall', who.maker, '2026-11-10', {
    ...forms.publish,
    beganOn: '2026-11-10',
  });
  assert.equal(matter.due('stage-summary', '2026-11-10'), '2027-02-10');
});

test('every operator told may answer, with a balance; none can be dropped from the list', () => {
  const matter = recalling();
  const answer = {
    stoppedOn: '2026-10-10',
    received: 100,
    found: 60,
    returned: 0,
    sold: 39,
    destroyed: 0,
    displayed: true,
  };
  matter.refuses('not-entitled', 'assist', who.platform, '2026-10-11', { ...answer, sold: 40 });
  matter.refuses('condition-unmet', 'assist', who.two, '2026-10-11', answer);
  const again = { ...forms.stop, operators: [holders.platform.id] };
  matter.refuses('condition-unmet', 'stop', who.maker, '2026-10-11', again);
  matter.does('stop', who.maker, '2026-10-11', {
    ...again,
    operators: [holders.one.id, holders.two.id, holders.platform.id],
  });
  for (const by of [who.one, who.two, who.platform]) {
    matter.does('assist', by, '2026-10-12', { ...answer, sold: 40 });
  }
  matter.does('complete', who.maker, '2026-11-01', { completedOn: '2026-11-01' });
  matter.does('finalSummary', who.maker, '2026-11-02', forms.final);
});

test('an order to correct has the day that it names', () => {
  const matter = recalling();
  matter.refuses('condition-unmet', 'correct', who.maker, '2026-10-12', {
    measures: '已改',
    evidence: [file],
  });
  const order = { breach: 'publish', orderNumber: '责改1', correctBy: '2026-10-20' };
  matter.refuses('not-entitled', 'orderCorrection', who.city, '2026-10-12', order);
  matter.does('orderCorrection', who.province, '2026-10-12', order);
  assert.equal(matter.due('correction', '2026-10-12'), '2026-10-20');
  assert.equal(matter.clock('correction', '2026-10-21')?.status, 'overdue');
});

test('papers carry days that can be, and nothing is reported or received twice', () => {
  const own = start();
  own.does('discover', who.maker, '2026-09-30', forms.discover);
  own.does('report', who.maker, '2026-09-30', forms.report);
  own.refuses('condition-unmet', 'report', who.maker, '2026-10-08', forms.report);
  const found = start();
  found.refuses('condition-unmet', 'find', who.province, '2026-09-17', forms.find);
  found.does('find', who.province, '2026-09-18', forms.find);
  const past = { ...forms.ask, reportBy: '2026-09-17' };
  found.refuses('condition-unmet', 'askAnalysis', who.province, '2026-09-18', past);
  const matter = notified();
  const again = { receivedOn: '2026-09-25', proof: [] };
  matter.refuses('condition-unmet', 'receiveNotice', who.maker, '2026-09-25', again);
  matter.does('refer', who.province, '2026-10-16', { letterNumber: '报1', facts: '未召回' });
  const order = { orderNumber: '总局责召1', orderedOn: '2026-10-15', text: '责令召回' };
  matter.refuses('condition-unmet', 'recordOrder', who.province, '2026-10-20', order);
});

test('a recall begins, ends and is corrected on days that can be', () => {
  const matter = recalling();
  const planned = matter.fork();
  planned.does('redo', who.maker, '2026-10-11', { ground: 'scope', facts: '漏召' });
  planned.does('plan', who.maker, '2026-10-12', forms.plan);
  const ahead = { ...forms.publish, beganOn: '2026-10-13' };
  planned.refuses('condition-unmet', 'publishRecall', who.maker, '2026-10-12', ahead);
  for (const completedOn of ['2026-10-09', '2026-11-02']) {
    matter.refuses('condition-unmet', 'complete', who.maker, '2026-11-01', { completedOn });
  }
  const order = { breach: 'stop', orderNumber: '责改2', correctBy: '2026-10-31' };
  matter.refuses('condition-unmet', 'orderCorrection', who.province, '2026-11-01', order);
});
