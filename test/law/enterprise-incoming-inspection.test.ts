import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import { incomingInspection } from '#law/enterprise/incoming-inspection.ts';
import { supplierFile } from '#law/enterprise/suppliers/supplier-file.ts';
import {
  accounts,
  defectsOf,
  factsOf,
  file,
  play,
  regulator,
  worker,
  works,
} from './enterprise-setting.ts';

const now = '2026-11-20T01:00:00Z';
const shop: OrganisationFacts = { ...works, business: 'retail' };

function keep(input: object, organisation = works, lots: readonly LotFacts[] = []) {
  const facts = { ...factsOf({ now, organisation, actor: worker }), lots };
  return decideRecord(incomingInspection, facts, worker, { ...arrived, ...input });
}

const sentenceOf = (answer: ReturnType<typeof keep>) => (answer.ok ? '' : answer.sentence);

const arrived = {
  productName: '脱硫石膏',
  specification: '散装',
  quantity: '32.50',
  unit: '吨',
  supplier: '于都县恒源建材经营部',
  supplierContact: '0797-6230000',
  receivedOn: '2026-11-20',
  batch: '20261119-2',
  supplierPapers: [],
  reportKind: 'original',
  report: [file('a')],
  checks: [{ item: '三氧化硫含量', result: 'pass' }],
  conclusion: 'accept',
};
const failed = [{ item: '三氧化硫含量', result: 'fail', note: '低于合同指标' }];
const concession = {
  reason: '经复检可降级使用',
  approvedBy: accounts.director,
  limits: '限P·C品种',
};
const rejection = { reason: '水分超标', disposal: 'return', needsCorrection: false };

test('the definition is sound and keeps its records as long as the law asks', () => {
  assert.deepEqual(defectsOf(incomingInspection, [supplierFile]), []);
  assert.deepEqual(incomingInspection.retention, { years: 2, basis: 'state-council-503/5' });
});

test('what passed with its report is accepted', () => {
  const answer = keep({});
  assert.ok(answer.ok, sentenceOf(answer));
  const [effect] = answer.effects;
  assert.ok(effect?.do === 'lot' && effect.event.kind === 'made', 'a lot begins');
  assert.equal(effect.event.origin, answer.input['supplier']);
  assert.equal(effect.event.released, answer.input['quantity']);
});

test('a lot that a supplier on the platform shipped is released, sent back or destroyed as it is', () => {
  const lot = '00000000-0000-7000-8000-000000000001';
  assert.match(sentenceOf(keep({ lot })), /没有把这个批次发给本单位/);
  const shipped: LotFacts = {
    id: lot,
    number: '20261119-2',
    product: '脱硫石膏',
    unit: '吨',
    registeredBy: regulator,
    receivedFrom: regulator,
    own: false,
    got: '40',
    released: '0',
    onHand: '40',
    used: '0',
    passed: '0',
    returned: '0',
    destroyed: '0',
    available: '0',
    blocked: false,
  };
  const kinds = (input: object) => {
    const answer = keep({ lot, ...input }, works, [shipped]);
    assert.ok(answer.ok, sentenceOf(answer));
    return answer.effects.flatMap((effect) => (effect.do === 'lot' ? [effect.event.kind] : []));
  };
  assert.deepEqual(kinds({}), ['released']);
  const rejected = (disposal: string) =>
    kinds({ conclusion: 'reject', checks: failed, rejection: { ...rejection, disposal } });
  assert.deepEqual(rejected('return'), ['returned']);
  assert.deepEqual(rejected('destroy'), ['destroyed']);
  assert.deepEqual(rejected('isolate'), []);
});

test('nothing arrives tomorrow, in no quantity, or with a report that nobody uploaded', () => {
  assert.match(sentenceOf(keep({ receivedOn: '2026-11-21' })), /不能晚于今天/);
  assert.match(sentenceOf(keep({ quantity: '0' })), /大于0/);
  assert.match(sentenceOf(keep({ quantity: '-1' })), /大于0/);
  assert.match(sentenceOf(keep({ unit: '台' })), /按台计数的，数量应为整数/);
  assert.match(sentenceOf(keep({ report: [] })), /请上传报告/);
});

test('every field of the purchase ledger is needed', () => {
  for (const gap of ['productName', 'specification', 'quantity', 'supplier', 'supplierContact']) {
    const answer = keep({ [gap]: undefined });
    assert.equal(!answer.ok && answer.code, 'invalid-input', gap);
  }
});

test('a seller may not accept goods without a report of the batch, a producer may', () => {
  const bare = { reportKind: 'none', report: [] };
  assert.match(sentenceOf(keep(bare, shop)), /不得接收销售/);
  assert.ok(keep(bare).ok);
  assert.ok(keep({ ...bare, conclusion: 'reject', rejection }, shop).ok);
});

test('what failed is not simply accepted; a producer may take it with an approved concession', () => {
  assert.match(sentenceOf(keep({ checks: failed })), /不能直接接收/);
  const conceded = { checks: failed, conclusion: 'concession', concession };
  assert.ok(keep(conceded).ok);
  assert.match(sentenceOf(keep({ ...conceded, concession: undefined })), /写明理由/);
  const own = { ...concession, approvedBy: accounts.worker };
  assert.match(sentenceOf(keep({ ...conceded, concession: own })), /查验人以外/);
  assert.match(sentenceOf(keep(conceded, shop)), /不能让步接收/);
});

test('a rejection tells the director, and opens a corrective action where one is needed', () => {
  assert.match(sentenceOf(keep({ conclusion: 'reject' })), /写明原因和处置方式/);
  const told = keep({ checks: failed, conclusion: 'reject', rejection });
  assert.ok(told.ok);
  assert.deepEqual(
    told.effects.map((effect) => effect.do),
    ['notify'],
  );
  const opened = keep({
    checks: failed,
    conclusion: 'reject',
    rejection: { ...rejection, needsCorrection: true },
  });
  assert.ok(opened.ok);
  const [effect] = opened.effects;
  assert.ok(effect?.do === 'open' && effect.procedure === correctiveAction.id);
});

test('whoever inspects goods may hold no post, so the opened correction must not need one', () => {
  const answer = keep({
    checks: failed,
    conclusion: 'reject',
    rejection: { ...rejection, needsCorrection: true },
  });
  assert.ok(answer.ok);
  const [effect] = answer.effects;
  assert.ok(effect?.do === 'open');
  const step = { act: effect.act, actor: worker, at: now, input: effect.input };
  assert.equal(play(correctiveAction, [step]).snapshot.state, 'contained');
});
