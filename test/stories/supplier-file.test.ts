import { after, before, test } from 'node:test';
import { supplier } from '../law/inspection-setting.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { deliveries, delivery } from './submission-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
const files = '/api/books/supplier-file/records';
let cast: Cast;
before(async () => {
  cast = await seedCast(service.context.database);
});

/** A supplier of the works with its papers, as it is filed on a day. */
async function filed(name: string, own: object = {}) {
  service.clock.pass(1);
  const paper = await story.paper('officer', 'licence');
  const input = {
    ...supplier,
    name,
    papers: [{ kind: 'business-licence', number: '91360731', files: [paper] }],
    validUntil: '2026-12-31',
    approvedBy: cast.people.director.id,
    ...own,
  };
  return story.submits('officer', files, { input });
}

test('a supplier on file delivers while its rating holds, and no longer', async () => {
  story.on('2026-11-20');
  await filed(delivery.supplier);
  await story.submits('officer', deliveries, { input: delivery });
  story.on('2027-01-04');
  const late = { ...delivery, receivedOn: '2027-01-04', batch: '20270103-1' };
  await story.refused(
    'officer',
    deliveries,
    { input: late },
    {
      code: 'condition-unmet',
      basis: ['guidance/2.4', 'product-quality-law/33', 'state-council-503/5'],
      sentence: /资格已于2026-12-31到期/,
    },
  );
  const rejection = { reason: '资格到期', disposal: 'return', needsCorrection: false };
  await story.submits('officer', deliveries, {
    input: { ...late, conclusion: 'reject', rejection },
  });
});

test('the latest record about a supplier counts, however many others were filed since', async () => {
  await filed(delivery.supplier, { validUntil: '2027-12-31' });
  for (let at = 0; at < 25; at += 1) await filed(`供货商${at}号`, { validUntil: '2027-06-30' });
  const again = { ...delivery, receivedOn: '2027-01-04', batch: '20270103-2' };
  await story.submits('officer', deliveries, { input: again });
  await filed(delivery.supplier, { rating: 'suspended', assessment: '连续两批不合格' });
  await story.refused(
    'officer',
    deliveries,
    { input: { ...again, batch: '20270103-3' } },
    {
      code: 'condition-unmet',
      sentence: /已暂停采购/,
    },
  );
});

test('a supplier without a paper that its goods need is not approved', async () => {
  const paper = await story.paper('officer', 'licence');
  const input = {
    ...supplier,
    needs: ['production-licence'],
    papers: [{ kind: 'business-licence', number: '91360731', files: [paper] }],
    approvedBy: cast.people.director.id,
  };
  await story.refused(
    'officer',
    files,
    { input },
    {
      code: 'condition-unmet',
      sentence: /没有工业产品生产许可证，不能评为合格供货商/,
    },
  );
});

test('a correction of the only record is judged as if that one were not there', async () => {
  const { id } = await filed('更正供货商', { rating: 'suspended' });
  const paper = await story.paper('officer', 'licence');
  const input = {
    ...supplier,
    name: '更正供货商',
    papers: [{ kind: 'business-licence', number: '91360731', files: [paper] }],
    validUntil: '2027-12-31',
    approvedBy: cast.people.director.id,
  };
  await story.submits('officer', files, { input, corrects: id, reason: '评价结论填错' });
  const taken = { ...delivery, supplier: '更正供货商', receivedOn: '2027-01-04', batch: 'G-1' };
  await story.submits('officer', deliveries, { input: taken });
  await story.isProved();
});
