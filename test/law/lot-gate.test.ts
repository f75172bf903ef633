import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { lotRelease } from '#law/enterprise/lots/lot-release.ts';
import { salesRecord } from '#law/enterprise/lots/sales-record.ts';
import { recorded } from './enterprise-setting.ts';
import { bought, keep, own, passed, said, sold } from './lot-setting.ts';
import { uuid } from './play.ts';

test('an inspection on the platform carries a release only if it says the same', () => {
  const record = (entry: string, input: object) =>
    recorded(entry, '2026-11-19T02:00:00Z', {
      batch: own.number,
      productName: own.product,
      testedOn: '2026-11-19',
      certificateNumber: 'HG-1',
      outcome: { verdict: 'pass' },
      ...input,
    } as JsonObject);
  const tried = (input: object, ...records: RecordFacts[]) =>
    said(
      keep(lotRelease, { ...passed, report: [], inspection: uuid(7), ...input }, [own], {
        records: () => records,
      }),
    );
  const good = record(uuid(7), {});
  assert.equal(tried({}, good), '');
  const unnamed = { inspection: undefined };
  assert.match(tried(unnamed), /请选择出厂检验记录，或者上传/);
  assert.equal(tried(unnamed, good), '', 'date and number say which one it was');
  assert.match(tried({ ...unnamed, certificate: 'HG-2' }, good), /合格证号应为HG-1/);
  assert.match(tried({ ...unnamed, inspectedOn: '2026-11-20' }, good), /检验日期应为2026-11-19/);
  assert.match(tried(unnamed, record(uuid(7), { lot: uuid(2) })), /请选择出厂检验记录/);
  assert.match(tried({}), /没有找到所选的出厂检验记录/);
  assert.match(tried({}, record(uuid(7), { batch: 'GJ-9' })), /批号是GJ-9/);
  assert.match(tried({}, record(uuid(7), { lot: uuid(2) })), /是另一个批次的/);
  assert.equal(tried({}, record(uuid(7), { lot: own.id })), '');
  const failed = record(uuid(7), { outcome: { verdict: 'fail' }, certificateNumber: undefined });
  assert.match(tried({}, failed), /判定为不合格/);
  const kept = { conclusion: 'fail', quantity: undefined, certificate: undefined };
  assert.match(tried(kept, good), /判定不一致/);
  assert.equal(tried(kept, failed), '');
  assert.match(tried({ certificate: 'HG-2' }, good), /合格证号应为HG-1/);
  assert.match(tried({ inspectedOn: '2026-11-20' }, good), /检验日期应为2026-11-19/);
  const again = record(uuid(8), { retestOf: uuid(7), outcome: { verdict: 'fail' } });
  assert.match(tried({}, good, again), /判定为不合格/);
  assert.match(tried(kept, good, again), /已经复验/);
});

test('what the last inspection failed is not released, whatever report is uploaded and whatever is left out', () => {
  const record = (entry: string, at: string, input: object) =>
    recorded(entry, at, {
      batch: own.number,
      productName: own.product,
      lot: own.id,
      testedOn: '2026-11-19',
      outcome: { verdict: 'fail' },
      ...input,
    } as JsonObject);
  const tried = (records: readonly RecordFacts[], input: object = {}) =>
    keep(lotRelease, { ...passed, ...input }, [own], {
      records: (book) => (book === 'ex-factory-inspection' ? records : []),
    });
  const failed = record(uuid(7), '2026-11-19T02:00:00Z', {});
  const refused = tried([failed]);
  assert.match(said(refused), /批号GJ-1在2026-11-19的出厂检验中判定为不合格，未经复验合格不得放行/);
  assert.ok('basis' in refused);
  assert.deepEqual(refused.basis, [
    'guidance/2.4',
    'product-quality-law/12',
    'product-quality-law/27',
  ]);
  const pass = { outcome: { verdict: 'pass' }, certificateNumber: 'HG-1', retestOf: uuid(7) };
  const retest = record(uuid(8), '2026-11-19T05:00:00Z', pass);
  assert.equal(said(tried([failed, retest])), '');
  // A slip in the first record is put right after the retest; the retest is still the later one.
  const mended = record(uuid(9), '2026-11-20T00:30:00Z', {});
  assert.equal(said(tried([retest, mended])), '');
  const worse = record(uuid(10), '2026-11-20T00:00:00Z', {
    retestOf: uuid(8),
    testedOn: '2026-11-20',
  });
  assert.match(said(tried([failed, retest, worse])), /2026-11-20的出厂检验中判定为不合格/);
  const older = record(uuid(7), '2026-11-19T02:00:00Z', { lot: undefined });
  assert.match(said(tried([older])), /判定为不合格/, 'from before lots could be named');
  const other = record(uuid(7), '2026-11-19T02:00:00Z', { lot: uuid(2) });
  assert.equal(said(tried([other])), '');
});

test('a number of a certificate is one lot’s; parts of the lot may leave under it one after the other', () => {
  const tried = (book: string, input: object) => {
    const records = (asked: string) =>
      asked === book ? [recorded(uuid(7), '2026-11-19T02:00:00Z', input as JsonObject)] : [];
    return said(keep(lotRelease, passed, [own], { records }));
  };
  const release = { lot: own.id, certificate: 'HG-1' };
  assert.equal(tried('lot-release', release), '');
  assert.match(tried('lot-release', { ...release, lot: uuid(2) }), /HG-1已用于另一个批次的放行/);
  const inspection = {
    batch: own.number,
    productName: own.product,
    testedOn: '2026-11-19',
    certificateNumber: 'HG-1',
    outcome: { verdict: 'pass' },
  };
  assert.equal(tried('ex-factory-inspection', inspection), '');
  for (const other of [{ batch: 'GJ-9' }, { lot: uuid(2) }, { productName: '白水泥' }]) {
    assert.match(
      tried('ex-factory-inspection', { ...inspection, ...other }),
      /HG-1已用于批号.*的出厂检验；一个合格证号只用于一个批次/,
    );
  }
});

test('a sale bears the number by which its lot was released, or that its incoming inspections wrote down', () => {
  const tried = (lot: LotFacts, certificate: string) =>
    said(
      keep(salesRecord, { ...sold, items: [{ lot: lot.id, quantity: '5', certificate }] }, [lot]),
    );
  const released = { ...own, certificates: ['HG-1', 'HG-2'] };
  assert.equal(tried(released, 'HG-2'), '');
  assert.match(tried(released, 'WRONG'), /GJ-1放行的检验合格证号是HG-1、HG-2，不是WRONG/);
  const received = { ...bought, madeOn: '2026-11-01', certificates: ['SUP-1'] };
  assert.match(tried(received, 'WRONG'), /HD-1进货查验登记的检验合格证号是SUP-1/);
  assert.equal(tried({ ...received, certificates: ['', 'SUP-1'] }, 'SUP-2'), '', 'one named none');
  assert.equal(tried({ ...received, certificates: [''] }, 'SUP-2'), '');
});

test('a correction that moves nothing else goes through, however its lot stands today', () => {
  const recalled = { ...own, blocked: true, onHand: '0', available: '0', certificates: ['HG-1'] };
  const tried = (certificate: string, isMovedAsBefore: boolean) => {
    const items = [{ ...sold.items[0]!, certificate }];
    return said(keep(salesRecord, { ...sold, items }, [recalled], { isMovedAsBefore }));
  };
  assert.match(tried('HG-1', false), /已被召回/);
  assert.equal(tried('HG-1', true), '');
  assert.match(tried('HG-2', true), /不是HG-2/);
});
