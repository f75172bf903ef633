import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { LotDetail, LotList } from '#server/lots/present.ts';
import { gauge, inspection, socketPlan } from '../law/inspection-setting.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { licensed, seedGranter } from './certified.ts';

const service = await startServer({ after });
const story = new Story(service);
const out = '/api/books/ex-factory-inspection/records';
let cast: Cast;
let plan = '';

/** A house with a plan and a calibrated instrument. */
before(async () => {
  cast = await seedCast(service.context.database);
  await seedGranter(service.context.database, cast);
  await licensed(story, cast.organisations.works.id, ['cement']);
  story.on('2026-11-02');
  const plans = '/api/books/inspection-plan/records';
  plan = (await story.submits('officer', plans, { input: socketPlan })).id;
  const verified = { certificate: 'JD-1', doneOn: '2025-11-20', dueOn: '2026-11-19' };
  const instrument = { ...gauge, ...verified, files: [await story.paper('officer')] };
  const works = { subject: cast.organisations.works.id };
  await story.opens('officer', 'test-equipment', 'register', instrument, works);
});

/** A good lot of sockets as it was inspected. */
function inspected(batch: string) {
  const { officer, director } = cast.people;
  const people = { inspector: officer.id, signatory: director.id };
  const days = { producedOn: '2026-10-20', testedOn: '2026-11-06' };
  return inspection(0, { plan, batch, certificateNumber: `HG-${batch}`, ...days, ...people });
}

test('an inspection that names its lot stands on the lot’s page, and carries its release alone', async () => {
  story.on('2026-11-06');
  const makes = async (model: string) => {
    const input = {
      product: socketPlan.productName,
      model,
      number: 'B-4L',
      madeOn: '2026-10-20',
      quantity: '1000',
      unit: '个',
      parts: [],
    };
    await story.submits('officer', '/api/books/lot-registration/records', { input });
    const client = await story.as('officer');
    const { body } = await client.get<LotList>('/api/lots?number=B-4L');
    return body.lots.find((one) => one.model === model)!.id;
  };
  // Records from before lots could be named are kept and read as they are.
  const { id: older } = await story.submits('officer', out, {
    input: inspected('B-3L'),
  });
  const [mine, twin] = [await makes('GN-1'), await makes('GN-2')];
  const input = { ...inspected('B-4L'), lot: mine };
  const wrong = { ...inspected('B-4M'), lot: mine };
  await story.refused(
    'officer',
    out,
    { input: wrong },
    { code: 'condition-unmet', sentence: /批号是B-4L，与生产批号B-4M不一致/ },
  );
  const { id } = await story.submits('officer', out, { input });
  const seen = async (login: string, one: string) => {
    const client = await story.as(login);
    const { body } = await client.get<LotDetail>(`/api/lots/${one}`);
    return body.inspections.map(({ entry, title, on, result }) => [entry, title, on, result]);
  };
  const line = [id, '出厂检验记录', '2026-11-06', '合格'];
  assert.deepEqual(await seen('officer', mine), [line]);
  assert.deepEqual(await seen('inspector', mine), [line], 'the office of the place sees it too');
  assert.deepEqual(await seen('officer', twin), []);
  const release = (one: string) => ({
    lot: one,
    inspectedOn: '2026-11-06',
    conclusion: 'pass',
    quantity: '1000',
    certificate: 'HG-B-4L',
    inspection: id,
    report: [],
    inspector: cast.people.officer.id,
  });
  const releases = '/api/books/lot-release/records';
  await story.refused(
    'officer',
    releases,
    { input: release(twin) },
    { code: 'condition-unmet', sentence: /是另一个批次的/ },
  );
  story.on('2026-11-06', '17:30');
  await story.submits('officer', releases, { input: release(mine) });
  assert.deepEqual(
    (await seen('officer', mine)).map(([, title, , result]) => [title, result]),
    [
      ['出厂检验放行记录', '合格，放行'],
      ['出厂检验记录', '合格'],
    ],
  );
  const { body } = await (await story.as('officer')).get<PresentedEntry>(`/api/entries/${older}`);
  assert.equal(body.input['batch'], 'B-3L');
  assert.equal('lot' in body.input, false);
});

test('what a record of an inspection did to its lot is nothing, and the audit knows it', async () => {
  await story.log();
  const { law, now } = service.context;
  const { difference } = await audit(service.context.database, { law, now: now() });
  assert.equal(difference, undefined, difference?.en ?? '');
});
