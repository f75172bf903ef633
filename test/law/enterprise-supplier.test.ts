import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { JsonObject } from '#kernel/json.ts';
import { incomingInspection } from '#law/enterprise/incoming-inspection.ts';
import { missingPapers } from '#law/enterprise/suppliers/papers.ts';
import { supplierFile } from '#law/enterprise/suppliers/supplier-file.ts';
import { defectsOf, factsOf, file, recorded, worker } from './enterprise-setting.ts';
import { now, supplier } from './inspection-setting.ts';

const ccc = { kind: 'ccc', number: '2025010101', validUntil: '2026-11-19', files: [file('b')] };
const keep = (own: object) => {
  const facts = factsOf({ now, actor: worker });
  const answer = decideRecord(supplierFile, facts, worker, { ...supplier, ...own });
  return answer.ok ? '' : answer.sentence;
};

test('a supplier with its papers is approved, one without a needed paper is not', () => {
  assert.deepEqual(defectsOf(supplierFile), []);
  assert.equal(keep({}), '');
  assert.match(keep({ papers: [] }), /没有营业执照，不能评为合格供货商/);
  assert.match(keep({ needs: ['ccc'] }), /没有强制性产品认证证书/);
  const shown = { needs: ['ccc'], papers: [...supplier.papers, ccc] };
  assert.match(keep(shown), /强制性产品认证证书已于2026-11-19到期/);
  assert.equal(keep({ ...shown, rating: 'trial' }), '');
});

test('a mistyped credit code is noticed and a validity that is over is none', () => {
  assert.match(keep({ creditCode: '91360721MA35AAAA00' }), /校验位/);
  assert.match(keep({ validUntil: '2026-11-19' }), /不能早于今天/);
});

test('a renewed paper counts, the old one beside it does no harm', () => {
  const renewed = { ...ccc, validUntil: '2031-11-19' };
  const own = { ...supplier, needs: ['ccc'] as const, papers: [ccc, renewed] };
  assert.deepEqual(missingPapers(own as never, '2026-11-20'), ['没有营业执照']);
});

test('goods of a supplier on file that lapsed are not taken in, only refused', () => {
  const arrival = {
    productName: '阻燃PC外壳',
    specification: '白色',
    quantity: '6000',
    unit: '只',
    supplier: supplier.name,
    supplierContact: '0793-2550000',
    receivedOn: '2026-11-20',
    batch: 'PC-117',
    supplierPapers: [],
    reportKind: 'original',
    report: [file('a')],
    checks: [{ item: '外观', result: 'pass' }],
    conclusion: 'accept',
  };
  const arrive = (change: object, own: object) => {
    const lapsed = recorded('s1', now, {
      ...supplier,
      ...change,
    } as unknown as JsonObject);
    const records = { 'supplier-file': [lapsed] };
    const facts = factsOf({ now, actor: worker, records });
    const answer = decideRecord(incomingInspection, facts, worker, { ...arrival, ...own });
    return answer.ok ? '' : answer.sentence;
  };
  assert.equal(arrive({}, {}), '');
  assert.equal(arrive({ rating: 'removed' }, { supplier: '别家' }), '');
  assert.match(arrive({ rating: 'suspended' }, {}), /已暂停采购/);
  assert.match(arrive({ validUntil: '2026-11-19' }, {}), /资格已于2026-11-19到期/);
  assert.match(arrive({ papers: [] }, {}), /没有营业执照，请索取/);
  const rejection = { reason: '证明不全', disposal: 'return', needsCorrection: false };
  assert.equal(arrive({ papers: [] }, { conclusion: 'reject', rejection }), '');
});
