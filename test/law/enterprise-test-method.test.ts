import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { Book } from '#kernel/definition.ts';
import type { JsonObject } from '#kernel/json.ts';
import { exFactoryInspection } from '#law/enterprise/inspection/ex-factory-inspection.ts';
import { inspectionPlan } from '#law/enterprise/inspection/inspection-plan.ts';
import { testMethod } from '#law/enterprise/laboratory/test-method.ts';
import { accounts, defectsOf, director, factsOf, file, recorded } from './enterprise-setting.ts';
import { uuid } from './play.ts';
import { inspection, keep, now, sentenceOf, socketPlan } from './inspection-setting.ts';

const method = {
  number: 'NF-07',
  name: '插套保持力快速测定',
  item: '插拔力',
  origin: 'own',
  ways: ['compare', 'repeat'],
  range: '2～54 N',
  figures: '与标准方法偏差不大于2%，重复性1.1%',
  equipment: '推拉力计 SB-01',
  conclusion: 'fit',
  confirmedOn: '2026-11-19',
  testedBy: accounts.worker,
  approvedBy: accounts.director,
  files: [file('a')],
};
const own = { ...socketPlan.items[0], method: '本单位方法NF-07' };
const planned = { ...socketPlan, items: [own, socketPlan.items[1]] };

function said(book: Book, input: object, known?: object): string {
  const records =
    known === undefined
      ? {}
      : { 'test-method': [recorded('method', '2026-11-19T01:00:00Z', known as JsonObject)] };
  const answer = decideRecord(book, factsOf({ now, actor: director, records }), director, input);
  return answer.ok ? '' : answer.sentence;
}

test('the definition is sound', () => {
  assert.deepEqual(defectsOf(testMethod), []);
});

test('a method is confirmed by others than who tried it, against the standard that it departs from', () => {
  assert.equal(said(testMethod, method), '');
  assert.match(said(testMethod, { ...method, testedBy: accounts.director }), /以外的人员/);
  assert.match(said(testMethod, { ...method, origin: 'changed' }), /写明标准方法/);
  const changed = { ...method, origin: 'changed', standard: 'GB/T 2099.1 第22章' };
  assert.equal(said(testMethod, changed), '');
  assert.match(said(testMethod, { ...method, confirmedOn: '2026-11-21' }), /不能晚于今天/);
});

test('a plan tests by a method of the house only where it was confirmed and fits', () => {
  assert.match(said(inspectionPlan, planned), /请先登记检验方法确认记录/);
  assert.equal(said(inspectionPlan, planned, method), '');
  const unfit = { ...method, conclusion: 'unfit' };
  assert.match(said(inspectionPlan, planned, unfit), /不满足预期用途，不得使用/);
  const cited = (text: string) =>
    said(inspectionPlan, { ...socketPlan, items: [{ ...own, method: text }] }, method);
  assert.match(cited('本单位方法NF-071'), /请先登记检验方法确认记录/, 'another method');
  assert.match(cited('本单位方法NF-07-2'), /请先登记检验方法确认记录/);
  assert.equal(cited('本单位方法NF-07（快速法）'), '');
});

test('nothing more is tested by a method that turned out not to fit, but by a body that has its own', () => {
  const edition = recorded(uuid(71), '2026-11-19T02:00:00Z', planned as unknown as JsonObject);
  const tested = { ...inspection(0), plan: edition.entry };
  const by = (input: object, conclusion: string) => {
    const known = { ...method, conclusion } as unknown as JsonObject;
    const records = {
      'inspection-plan': [edition],
      'test-method': [recorded('method', '2026-11-19T01:00:00Z', known)],
    };
    return sentenceOf(keep(exFactoryInspection, input, { records }));
  };
  assert.equal(by(tested, 'fit'), '');
  assert.match(by(tested, 'unfit'), /“插拔力”引用的方法“NF-07”经确认不满足预期用途/);
  const entrusted = { body: uuid(72), reportNumber: 'R-1', report: [file('b')] };
  const abroad = { ...tested, laboratory: 'entrusted', equipment: [], entrusted };
  assert.match(by(abroad, 'unfit'), /不在本单位的名录中/);
});
