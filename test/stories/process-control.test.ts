import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CharacteristicDetail } from '#server/processes/present.ts';
import { chartingOf } from '#law/enterprise/process/charting.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);
const url = '/api/books/process-measurement/records';
let entry = '';
before(() => seedCast(service.context.database));

/** A subgroup of three around 5 millimetres, so many hundredths off. */
const subgroup = (off: number) =>
  [-1, 0, 1].map((one) => (5 + (one + off) / 100).toFixed(3)).join(' ');

async function measure(off: number) {
  service.clock.pass(5);
  const input = {
    characteristic: entry,
    characteristicNumber: 'TX-01',
    takenAt: service.clock.now(),
    values: subgroup(off),
  };
  return story.submits('officer', url, { input });
}

type Listed = { proceedings: { title: string; state: string }[] };
const findings = async () => {
  const client = await story.as('director');
  const { body } = await client.get<Listed>('/api/proceedings?procedure=corrective-action');
  return body.proceedings;
};

test('a characteristic is watched: twenty subgroups settle the limits, no alarm before', async () => {
  story.on('2026-11-24');
  const input = {
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
  const characteristics = '/api/books/process-characteristic/records';
  entry = (await story.submits('officer', characteristics, { input })).id;
  for (let at = 0; at < 20; at += 1) await measure(at === 7 ? 4 : at % 2 === 0 ? 0.4 : -0.4);
  assert.deepEqual(await findings(), []);
  const client = await story.as('officer');
  const { body } = await client.get<CharacteristicDetail>('/api/processes/TX-01');
  assert.equal(body.measurements.length, 20);
  const { charts, capability, isSettled } = chartingOf(body.characteristic, body.measurements);
  assert.ok(isSettled && charts.length === 2 && capability!.cpk! > 1);
});

test('a subgroup beyond a limit opens one corrective action, the next one no second', async () => {
  await measure(6);
  const [finding, ...more] = await findings();
  assert.equal(more.length, 0);
  assert.match(finding!.title, /过程特性TX-01“插孔直径”失控：一点落在控制限以外/);
  await measure(6);
  assert.equal((await findings()).length, 1);
});

test('values that are no subgroup, and measurements out of order, are refused', async () => {
  const input = {
    characteristic: entry,
    characteristicNumber: 'TX-01',
    takenAt: service.clock.now(),
    values: '5.00 5.01',
  };
  await story.refused(
    'officer',
    url,
    { input },
    {
      code: 'condition-unmet',
      basis: ['guidance/2.4', 'product-quality-law/3'],
      sentence: /每次应有3个实测值/,
    },
  );
  const early = { ...input, values: subgroup(0), takenAt: '2026-11-24T00:30:00.000Z' };
  await story.refused(
    'officer',
    url,
    { input: early },
    {
      code: 'condition-unmet',
      sentence: /不能早于上一次/,
    },
  );
});

test('a slip in a value is put right at its place on the chart', async () => {
  const client = await story.as('officer');
  const read = async () =>
    (await client.get<CharacteristicDetail>('/api/processes/TX-01')).body.measurements;
  const seventh = (await read())[7]!;
  const { entry: corrects, ...input } = seventh;
  const right = { ...input, values: subgroup(0.4) };
  const why = { corrects, reason: '小数点看错一位' };
  const later = { ...right, takenAt: service.clock.now() };
  await story.refused(
    'officer',
    url,
    { input: later, ...why },
    {
      code: 'condition-unmet',
      sentence: /不改变测量时间/,
    },
  );
  await story.submits('officer', url, { input: right, ...why });
  const now = await read();
  assert.equal(now.length, 22);
  assert.equal(now[7]!.values, right.values);
});

test('the regulator of the place sees the chart, another house does not', async () => {
  const own = await story.as('officer');
  const me = await own.get<{ organisation: { id: string } }>('/api/me');
  const asked = `/api/processes/TX-01?organisation=${me.body.organisation.id}`;
  const inspector = await story.as('inspector');
  const seen = await inspector.get<CharacteristicDetail>(asked);
  assert.equal(seen.body.measurements.length, 22);
  const shopkeeper = await story.as('shopkeeper');
  assert.equal((await shopkeeper.get(asked)).status, 404);
  await story.isProved();
});
