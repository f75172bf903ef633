import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { RecordFacts, RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import { chartingOf, measurementDefect } from '#law/enterprise/process/charting.ts';
import type { Charted } from '#law/enterprise/process/charting.ts';
import { processCharacteristic } from '#law/enterprise/process/process-characteristic.ts';
import { processMeasurement } from '#law/enterprise/process/process-measurement.ts';
import { defectsOf, factsOf, officer, play, recorded, worker } from './enterprise-setting.ts';

const now = '2026-11-20T08:00:00Z';
const id = '0198a000-0000-7000-8000-00000000c001';
const diameter = {
  number: 'TX-01',
  title: '插孔直径',
  productName: '三位插座',
  process: '注塑',
  kind: 'xbar-r',
  size: 3,
  unit: '毫米',
  lower: '4.9',
  upper: '5.1',
  rules: ['beyond', 'nine'],
  trial: 20,
};
const standing = recorded(id, '2026-11-01T01:00:00Z', diameter as unknown as JsonObject);
const values = (shift: number) => [4.99, 5, 5.01].map((one) => (one + shift).toFixed(2)).join(' ');
const taken = (at: number, shift = 0): RecordFacts => {
  const time = `2026-11-20T0${Math.floor(at / 10)}:${String((at % 10) * 5).padStart(2, '0')}:00Z`;
  return recorded(`m${at}`, time, {
    characteristic: id,
    characteristicNumber: 'TX-01',
    takenAt: time,
    values: values(shift),
  });
};
const twenty = Array.from({ length: 20 }, (_, at) => taken(at, at % 2 === 0 ? 0.005 : -0.005));

function measure(input: object, former = twenty, proceedings: readonly RelatedProceeding[] = []) {
  const records = { 'process-characteristic': [standing], 'process-measurement': former };
  const facts = factsOf({ now, actor: worker, records, proceedings });
  return decideRecord(processMeasurement, facts, worker, {
    characteristic: id,
    characteristicNumber: 'TX-01',
    takenAt: '2026-11-20T07:00:00Z',
    ...input,
  });
}
const sentenceOf = (answer: ReturnType<typeof measure>) => (answer.ok ? '' : answer.sentence);

test('the definitions are sound', () => {
  const all = [processCharacteristic, processMeasurement, correctiveAction];
  for (const definition of all) assert.deepEqual(defectsOf(definition, all), []);
});

test('a point within the limits is recorded, one beyond opens a corrective action', () => {
  const good = measure({ values: values(0) });
  assert.ok(good.ok, sentenceOf(good));
  assert.deepEqual(good.effects, []);
  const bad = measure({ values: values(0.05) });
  assert.ok(bad.ok, sentenceOf(bad));
  const [effect] = bad.effects;
  assert.ok(effect?.do === 'open');
  const { description } = effect.input as { description: string };
  assert.equal(description, '过程特性TX-01“插孔直径”失控：一点落在控制限以外');
  const step = { act: effect.act, actor: worker, at: now, input: effect.input };
  assert.equal(play(correctiveAction, [step]).snapshot.state, 'found');
});

test('while that finding is open the next signal opens no second one', () => {
  const open: RelatedProceeding = {
    id: 'p1',
    procedure: 'corrective-action',
    title: '整改',
    state: 'found',
    openedAt: now,
    overdue: false,
    opening: {
      source: 'process-control',
      description: '过程特性TX-01“插孔直径”失控：一点落在控制限以外',
    },
  };
  const again = measure({ values: values(0.05) }, twenty, [open]);
  assert.ok(again.ok);
  assert.deepEqual(again.effects, []);
  const closed = measure({ values: values(0.05) }, twenty, [{ ...open, closedAt: now }]);
  assert.ok(closed.ok && closed.effects.length === 1);
});

test('before limits are settled nothing is an alarm', () => {
  const few = measure({ values: values(0.05) }, twenty.slice(0, 5));
  assert.ok(few.ok);
  assert.deepEqual(few.effects, []);
});

test('a measurement is complete, numeric, of the characteristic that stands and in its order', () => {
  assert.match(sentenceOf(measure({ values: '5.0 5.0' })), /应有3个实测值，现有2个/);
  assert.match(sentenceOf(measure({ values: '5.0 约5 5.0' })), /“约5”不是数字/);
  assert.match(sentenceOf(measure({ counted: { inspected: 3, found: 0 } })), /填写实测值/);
  assert.match(sentenceOf(measure({ values: values(0), characteristicNumber: 'X' })), /不一致/);
  const early = { values: values(0), takenAt: '2026-11-20T00:00:00Z' };
  assert.match(sentenceOf(measure(early)), /不能早于上一次/);
  const late = { values: values(0), takenAt: '2026-11-20T09:00:00Z' };
  assert.match(sentenceOf(measure(late)), /不能晚于现在/);
});

test('charts by counts take counts, and np and c their one size', () => {
  const own = { kind: 'np', size: 50 } as const;
  assert.equal(measurementDefect(own, { counted: { inspected: 50, found: 2 } }), undefined);
  assert.match(measurementDefect(own, { counted: { inspected: 49, found: 2 } })!, /每次检查50件/);
  assert.match(measurementDefect(own, { counted: { inspected: 50, found: 51 } })!, /不能大于/);
  assert.match(measurementDefect(own, { values: '1' })!, /检查数和发现数/);
});

test('every kind of chart is drawn, with capability where there are limits', () => {
  const measured = twenty.map(({ input }) => ({ values: input['values'] as string }));
  const charted = (own: Partial<Charted>): Charted => ({
    ...(diameter as unknown as Charted),
    ...own,
  });
  const drawn = chartingOf(charted({}), measured);
  assert.deepEqual(
    drawn.charts.map(({ plots }) => plots),
    ['mean', 'range'],
  );
  assert.ok(drawn.capability!.cpk! > 1);
  assert.equal(chartingOf(charted({ kind: 'xbar-s' }), measured).charts[1]!.plots, 'deviation');
  assert.equal(chartingOf(charted({ kind: 'ewma' }), measured).charts[0]!.points.length, 20);
  assert.equal(chartingOf(charted({ kind: 'cusum' }), measured).charts.length, 2);
  const single = measured.map(({ values: text }) => ({ values: text.split(' ')[0]! }));
  const moving = chartingOf(charted({ kind: 'i-mr', size: 1 }), single);
  assert.deepEqual(
    moving.charts.map(({ points }) => points.length),
    [20, 19],
  );
  const counted = twenty.map((_, at) => ({ counted: { inspected: 50, found: at % 3 } }));
  for (const kind of ['p', 'np', 'c', 'u'] as const) {
    assert.equal(chartingOf(charted({ kind, size: 50 }), counted).charts[0]!.points.length, 20);
  }
  assert.deepEqual(chartingOf(charted({}), []).charts, []);
});

test('a characteristic fits its chart', () => {
  const keep = (own: object) => {
    const answer = decideRecord(processCharacteristic, factsOf({ now }), officer, {
      ...diameter,
      ...own,
    });
    return answer.ok ? '' : answer.sentence;
  };
  assert.equal(keep({}), '');
  assert.match(keep({ size: 1 }), /2至25/);
  assert.match(keep({ kind: 'i-mr' }), /应为1/);
  assert.match(keep({ lower: '5.2' }), /小于规格上限/);
  assert.match(keep({ given: { center: '5', sigma: '0' } }), /大于0/);
});
