import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { OrganisationDetail } from '#server/registry/present.ts';
import type { PlanProgress } from '#server/spot-checks/present.ts';
import { seedOrganisation } from '../seed.ts';
import type { Seeded } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { planned, spotCheckCast } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: SpotCheckCast;
let works: Seeded;

before(async () => {
  story.on('2026-08-26');
  cast = await spotCheckCast(service.context.database);
  works = await seedOrganisation(service.context.database, {
    kind: 'enterprise',
    name: '赣县区王母渡文创厂',
    region: 360_704,
    business: 'producer',
    headcount: 12,
    products: ['cultural-article'],
  });
});

const head = 'class,seq,product,licence,ccc,special_rules,risk_level,平台产品类别';

async function imports(from: string, year: string, ...rows: string[]) {
  const about = new URLSearchParams({
    name: '目录.csv',
    year,
    from,
    source: `公告${year}年第1号`,
    commit: 'true',
  });
  const bytes = new TextEncoder().encode([head, ...rows].join('\r\n'));
  const answer = await (await story.as('leader')).post(`/api/catalogue/import?${about}`, bytes);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

async function progressOf(number: string): Promise<PlanProgress> {
  const client = await story.as('organiser');
  const plans = await client.get<{ records: { id: string; input: { number: string } }[] }>(
    '/api/books/spot-check-plan/records',
  );
  const own = plans.body.records.find(({ input }) => input.number === number)!;
  const answer = await client.get<PlanProgress>(`/api/spot-checks/plans/${own.id}/progress`);
  assert.equal(answer.status, 200);
  return answer.body;
}

/** Numbers of the plans that their list marks. */
async function marked(): Promise<string[]> {
  const client = await story.as('organiser');
  const { body } = await client.get<{ plans: string[] }>('/api/spot-checks/plans/shifted');
  const list = await client.get<{ records: { id: string; input: { number: string } }[] }>(
    '/api/books/spot-check-plan/records',
  );
  return list.body.records
    .filter(({ id }) => body.plans.includes(id))
    .map(({ input }) => input.number);
}

async function needsDirector(): Promise<boolean> {
  const client = await story.as('inspector');
  const { body } = await client.get<OrganisationDetail>(`/api/organisations/${works.id}`);
  return body.staffing.some(({ post, required }) => post === 'quality-safety-director' && required);
}

test('from the day on which a new catalogue is in force an open plan tells what it changes, and duties follow it', async () => {
  await imports(
    '2026-08-26',
    '2026',
    '家用电器,1,延长线插座,否,是,,高,extension-socket',
    '文教体育用品,2,文化创意用品,是,否,,低,cultural-article',
  );
  const { number } = await planned(service, cast);
  story.on('2026-08-28');
  const made = await progressOf(number);
  assert.equal(made.catalogue?.from, '2026-08-26');
  assert.deepEqual(made.catalogue?.leftOut, ['文化创意用品（低风险）']);
  assert.deepEqual(made.shifts, []);
  assert.equal(await needsDirector(), true, 'the edition puts the class under licence');

  await imports('2026-10-01', '2026', '工业生产资料,1,水泥,是,否,,高,cement');
  const announced = await progressOf(number);
  assert.equal(announced.catalogue?.from, '2026-08-26');
  assert.equal(announced.lines[0]?.inCatalogue, '延长线插座（高风险）');
  const shift = {
    year: 2026,
    from: '2026-10-01',
    dropped: ['延长线插座'],
    missing: ['水泥（高风险）'],
    changed: [],
  };
  assert.deepEqual(announced.shifts, [{ ...shift, inForce: false }]);
  story.on('2026-09-30');
  assert.equal((await progressOf(number)).shifts[0]?.inForce, false);
  assert.deepEqual(await marked(), [], 'what comes is no mark yet');
  assert.equal(await needsDirector(), true);

  story.on('2026-10-01');
  const changed = await progressOf(number);
  assert.deepEqual(changed.shifts, [{ ...shift, inForce: true }]);
  assert.deepEqual(await marked(), [number]);
  const { body: others } = await (
    await story.as('inspector')
  ).get('/api/spot-checks/plans/shifted');
  assert.deepEqual(others, { plans: [] }, 'another office has none');
  assert.equal(changed.catalogue?.from, '2026-10-01');
  assert.deepEqual(changed.catalogue?.leftOut, ['水泥（高风险）']);
  assert.equal(changed.lines[0]?.inCatalogue, undefined);
  assert.equal(changed.lines[0]?.leftCatalogue, true);
  assert.equal(await needsDirector(), false, 'the class falls back to what it is by itself');

  // The next year's edition is no business of this year's plan, not even when the year is over.
  await imports('2027-01-01', '2027', '家用电器,1,延长线插座,否,是,,高,extension-socket');
  assert.deepEqual((await progressOf(number)).shifts, [{ ...shift, inForce: true }]);
  story.on('2027-02-01');
  assert.equal((await progressOf(number)).catalogue?.from, '2026-10-01');
});
