import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { items } from '../law/spot-check/setting.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
let cast: SpotCheckCast;
before(async () => {
  cast = await spotCheckCast(service.context.database);
});

function begin() {
  const story = new Story(service);
  return { story, check: new SpotCheckStory(story, cast) };
}

/** A sample without a fault. */
const good = { items: items('pass', 'pass'), conclusion: 'pass' };

test('a conforming sample: unannounced, sampled, tested, told, the sample given back', async () => {
  const { story, check } = begin();
  story.on('2026-08-28');
  const matter = await check.assigned();
  // Unannounced: neither the shop nor the named producer knows, and it is no business of anybody else.
  const strangers = ['neighbour', 'housing', 'officer', 'retester', 'citizen'];
  await matter.isHiddenFrom('owner', 'maker', ...strangers);
  assert.deepEqual((await matter.seenBy('organiser')).offers, []);
  const onSite = ['present', 'mustNotSample', 'reportViolation', 'cannotSample', 'reportRefusal'];
  assert.deepEqual(await matter.offeredTo('sampler'), onSite);
  assert.equal(await matter.due('organiser', 'report'), '2026-09-16');

  story.on('2026-09-01');
  const alone = await check.form('sampler', 'present', { samplers: [cast.people.sampler.id] });
  const refused = await matter.refuses('sampler', 'present', alone, {
    code: 'invalid-input',
    basis: ['order-18/15', 'order-18/16'],
  });
  assert.deepEqual(
    refused.issues?.map(({ path, sentence }) => [path, sentence]),
    [['samplers', '至少选择2人']],
  );
  await matter.refuses('organiser', 'present', await check.form('organiser', 'present'), {
    code: 'not-entitled',
    sentence: /由抽样单位办理/,
  });
  await check.does(matter, 'sampler', 'present');
  // The samplers stand in the shop: now it may know, the producer too.
  assert.equal((await matter.seenBy('owner')).stateTitle, '现场抽样中');
  await matter.isHiddenFrom(...strangers);
  await matter.refuses('sampler', 'take', await check.form('sampler', 'take', { stock: 19 }), {
    code: 'condition-unmet',
    basis: ['order-18/17', 'order-18/19', 'order-18/22', 'order-18/23', 'order-18/24'],
    sentence: /不得抽样/,
  });
  await check.does(matter, 'sampler', 'take');

  story.on('2026-09-03');
  await check.does(matter, 'technician', 'receive');
  await check.does(matter, 'technician', 'verify');
  story.on('2026-09-15');
  const biased = { ...good, testers: [cast.people.second.id] };
  await matter.refuses('technician', 'test', await check.form('technician', 'test', biased), {
    code: 'condition-unmet',
    sentence: /抽样人员不得承担/,
  });
  await check.does(matter, 'technician', 'test', good);
  await matter.refuses('technician', 'signReport', {}, { code: 'condition-unmet' });
  assert.deepEqual(await matter.told('signatory'), ['检验报告待您签发']);
  await matter.does('signatory', 'signReport');
  // Five working days: 16 to 18, Sunday 20 (worked for the Mid-Autumn holiday), 21 September.
  assert.equal(await matter.due('organiser', 'notice'), '2026-09-21');

  story.on('2026-09-16');
  await check.does(matter, 'organiser', 'notify', { conclusion: 'pass' });
  await check.signs(matter, 'owner', 'receiveSampled', '2026-09-16', 'pass');
  await check.signs(matter, 'maker', 'receiveProducer', '2026-09-16', 'pass');
  const settled = { conclusion: 'pass' };
  await matter.refuses('organiser', 'settle', settled, {
    code: 'condition-unmet',
    sentence: /异议期至2026-10-08届满/,
  });
  story.on('2026-10-09');
  await matter.does('organiser', 'settle', settled);
  const closing = { outcome: '合格', archive: '2026-0312' };
  await matter.refuses('organiser', 'close', closing, {
    code: 'condition-unmet',
    basis: ['order-18/51', 'order-18/54'],
  });
  const returned = { way: 'returned', receipt: [await story.paper('organiser')] };
  await matter.does('organiser', 'disposeSamples', returned);
  await matter.refuses('organiser', 'close', closing, {
    code: 'condition-unmet',
    basis: ['order-18/44'],
    sentence: /抽查结果尚未公开/,
  });
  const result = { text: '延长线插座合格', told: ['superior'], producerElsewhere: false };
  await matter.does('organiser', 'publish', result);
  await matter.does('organiser', 'close', closing);
  const closed = await matter.seenBy('owner');
  assert.equal(closed.final, true);
  assert.deepEqual(
    closed.timeline.map(({ act }) => act),
    [
      'assign',
      'present',
      'take',
      'receive',
      'verify',
      'test',
      'signReport',
      'notify',
      'receiveSampled',
      'receiveProducer',
      'settle',
      'disposeSamples',
      'publish',
      'close',
    ],
  );
  assert.deepEqual(closed.offers, []);
  await story.isProved();
});

test('objection and retest overturn the finding: another laboratory, the office bears the cost', async () => {
  const { story, check } = begin();
  const matter = await check.notified();
  assert.equal(await matter.due('owner', 'objection-sampled'), '2026-10-08');
  assert.equal(await matter.due('maker', 'objection-producer'), '2026-10-08');
  assert.equal((await matter.clock('owner', 'stop-sampled')).status, 'overdue');
  assert.ok((await matter.offeredTo('maker')).includes('objectProducer'));
  assert.ok(!(await matter.offeredTo('maker')).includes('objectSampled'));

  story.on('2026-10-08', '23:59');
  await check.does(matter, 'maker', 'objectProducer', {}, 'object');
  story.on('2026-10-09', '00:00');
  await matter.refuses('owner', 'objectSampled', await check.form('owner', 'object'), {
    code: 'too-late',
    basis: ['order-18/36', 'order-18/55', 'product-quality-law/15'],
    sentence: /2026-10-08届满/,
  });
  assert.equal((await matter.clock('owner', 'objection-sampled')).status, 'lapsed');
  await matter.refuses('handler', 'decideObjection', await check.form('handler', 'grant'), {
    code: 'not-entitled',
    basis: ['order-18/37'],
  });

  story.on('2026-10-09');
  await check.does(matter, 'organiser', 'decideObjection', {}, 'grant');
  const notice = { receivedOn: '2026-10-09', proof: [] };
  await matter.does('maker', 'receiveRetestNoticeProducer', notice);
  assert.equal(await matter.due('maker', 'retest-formalities-producer'), '2026-10-16');
  story.on('2026-10-16');
  await check.does(matter, 'maker', 'arrangeRetestProducer', {}, 'formalities');
  assert.equal(await matter.due('organiser', 'retest-laboratory'), '2026-10-26');

  story.on('2026-10-20');
  await matter.isHiddenFrom('retester');
  const same = { laboratory: cast.organisations.laboratory.id };
  const sameBench = await check.form('organiser', 'laboratory', same);
  await matter.refuses('organiser', 'fixLaboratory', sameBench, {
    code: 'condition-unmet',
    sentence: /不得为同一机构/,
  });
  await check.does(matter, 'organiser', 'fixLaboratory', {}, 'laboratory');
  assert.deepEqual(await matter.offeredTo('retester'), ['retest', 'handOver']);
  story.on('2026-10-30');
  const passed = { items: items('pass'), conclusion: 'pass', comparison: 'different' };
  await matter.refuses('technician', 'retest', await check.form('technician', 'retest', passed), {
    code: 'not-entitled',
    basis: ['order-18/41', 'order-18/42'],
  });
  await check.does(matter, 'retester', 'retest', passed);
  assert.match((await matter.told('maker'))[0] ?? '', /复检费用由组织部门承担/);

  story.on('2026-11-02');
  await matter.refuses('organiser', 'settle', { conclusion: 'fail' }, { code: 'condition-unmet' });
  await matter.does('organiser', 'settle', { conclusion: 'pass' });
  assert.equal((await matter.seenBy('maker')).stateTitle, '抽查合格');
  // What the maker had paid in advance is paid back, whole.
  assert.equal(await matter.due('organiser', 'retest-fee'), '2026-11-13');
  const refund = {
    amount: '800.00',
    paidOn: '2026-11-02',
    proof: [await story.paper('organiser')],
  };
  await matter.refuses('organiser', 'refundRetest', refund, {
    code: 'condition-unmet',
    basis: ['order-18/43'],
    sentence: /860.00元，应当全额退还/,
  });
  await matter.does('organiser', 'refundRetest', { ...refund, amount: '860.00' });
  assert.match((await matter.told('maker'))[0] ?? '', /复检费用已经退还/);
  await story.isProved();
});

test('an objection to the sample itself is upheld and the result is not used', async () => {
  const { story, check } = begin();
  const matter = await check.notified();
  story.on('2026-09-20');
  const objection = { grounds: ['authenticity'], items: [], reason: '样品系假冒本厂厂名' };
  await check.does(matter, 'maker', 'objectProducer', objection, 'object');
  const outcome = { objector: 'producer', findings: '经核对编码，不是该厂产品' };
  const retest = { ...outcome, outcome: 'retest' };
  await matter.refuses('organiser', 'decideObjection', retest, {
    code: 'condition-unmet',
    sentence: /只有对检验结论的异议/,
  });
  await matter.does('organiser', 'decideObjection', { ...outcome, outcome: 'upheld' });
  assert.equal((await matter.seenBy('owner')).stateTitle, '异议成立，结论不采用');
  await matter.refuses('handler', 'order', await check.form('handler', 'order'), {
    code: 'wrong-state',
    basis: ['order-18/46', 'product-quality-law/17'],
  });
  await matter.does('organiser', 'close', { outcome: '转为查处假冒', archive: '2026-0313' });
  await story.isProved();
});

test('a laboratory and a producer see their own cases and no others', async () => {
  const { story, check } = begin();
  story.on('2026-08-28');
  const { agency, otherBench } = cast.organisations;
  const own = await check.assigned();
  const others = await check.assigned({ laboratory: otherBench.id, producer: undefined });
  await check.does(own, 'sampler', 'present');
  await check.does(others, 'sampler', 'present');
  assert.equal((await own.seenBy('technician')).id, own.id);
  await others.isHiddenFrom('technician', 'maker');
  assert.equal((await others.seenBy('retester')).id, others.id);
  await own.isHiddenFrom('retester');
  // Who is not seated gets the same answer to an act as to a question: there is no such case.
  await others.refuses('technician', 'receive', await check.form('technician', 'receive'), {
    code: 'not-found',
  });
  // Whom the shop deals with, it may know by name.
  const shown = await own.seenBy('owner');
  assert.equal(shown.seats.find(({ role }) => role === 'sampler')?.name, agency.name);
  assert.equal(shown.timeline.at(-1)?.by.name, '孙立');
});
