import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import type { PlanProgress } from '#server/spot-checks/present.ts';
import { batch, task } from '../law/spot-check/books-setting.ts';
import { seedOrganisation } from '../seed.ts';
import { startServer } from '../service.ts';
import { unzip } from '../zip.ts';
import { Matter } from './case-file.ts';
import { download } from './download.ts';
import { planned, spotCheckCast } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
after(closeRenderer);
const url = '/api/books/spot-check-batch/records';
let cast: SpotCheckCast;
let shop: string;

before(async () => {
  cast = await spotCheckCast(service.context.database);
  const seeded = await seedOrganisation(service.context.database, {
    kind: 'enterprise',
    name: '赣县区城南电器店',
    region: 360_704,
    business: 'retail',
    products: ['extension-socket'],
  });
  shop = seeded.id;
});

test('a plan is compared with the catalogue in force: marked lines, what is left out, and money overspent', async () => {
  const { story, check, number } = await planned(service, cast);
  const progressOf = async () => {
    const client = await story.as('organiser');
    const plans = await client.get<{ records: { id: string; input: { number: string } }[] }>(
      '/api/books/spot-check-plan/records',
    );
    const own = plans.body.records.find(({ input }) => input.number === number)!;
    return (await client.get<PlanProgress>(`/api/spot-checks/plans/${own.id}/progress`)).body;
  };
  const before = await progressOf();
  assert.equal(before.catalogue, undefined);
  assert.equal(before.lines[0]?.inCatalogue, undefined);
  assert.equal(before.overBudget, false);
  assert.equal(before.forecast, undefined, 'nothing was tested yet');
  const rows = [
    'class,seq,product,licence,ccc,special_rules,risk_level',
    '家用电器,1,延长线插座,否,是,,高',
    '文教体育用品,2,文化创意用品,否,否,,低',
    '工业生产资料,3,水泥,是,否,,高',
  ];
  const about = new URLSearchParams({
    name: '目录.csv',
    year: '2026',
    from: '2026-09-03',
    source: '公告2026年第1号',
    commit: 'true',
  });
  const bytes = new TextEncoder().encode(rows.join('\r\n'));
  const leader = await story.as('leader');
  const sent = await leader.post(`/api/catalogue/import?${about}`, bytes);
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const announced = await progressOf();
  assert.equal(announced.catalogue, undefined, 'it is not in force yet');
  assert.deepEqual(
    announced.shifts.map(({ from, inForce }) => [from, inForce]),
    [['2026-09-03', false]],
  );
  story.on('2026-09-03');
  const after = await progressOf();
  assert.equal(after.catalogue?.year, 2026);
  assert.deepEqual(after.shifts, [], 'what is left out says it all where there was none before');
  assert.deepEqual(after.catalogue?.leftOut, ['水泥（高风险）', '文化创意用品（低风险）']);
  assert.match(after.catalogue?.policy ?? '', /只作提示/);
  assert.equal(after.lines[0]?.inCatalogue, '延长线插座（高风险）');
  const [input] = [await story.filled('organiser', batch([task(990, shop)]))];
  const record = await story.submits('organiser', url, { input });
  const [opening] = await service.context.database.asSystem('audit', (tx) =>
    tx.rows<{ proceeding_id: string }>('select proceeding_id from entry where cause = $1', [
      record.id,
    ]),
  );
  const matter = new Matter(story, opening!.proceeding_id);
  await check.does(matter, 'sampler', 'present');
  await check.does(matter, 'sampler', 'take', { price: '90000.00' });
  const spent = await progressOf();
  assert.equal(spent.overBudget, true);
  assert.equal(spent.lines[0]?.overBudget, true);
  assert.equal(spent.forecast, undefined, 'nothing was tested yet');
  await check.does(matter, 'technician', 'receive');
  await check.does(matter, 'technician', 'verify');
  const judged = { requirement: '按实施细则', method: 'GB/T 2099.1' };
  const items = [
    { item: '温升', measured: '52', verdict: 'fail', ...judged },
    { item: '标志', measured: '符合', verdict: 'pass', ...judged },
  ];
  await check.does(matter, 'technician', 'test', { items, fee: '860.00' });
  const { forecast, batches, spent: used } = await progressOf();
  assert.equal(Number(forecast), Number(used) * batches, 'all that is planned, at this price');
});

test('a number of the plan is given once, whatever edition of it a batch was made under', async () => {
  const { story, number } = await planned(service, cast);
  const make = async (place: number, plan?: string) => {
    const tasks = [{ ...task(place, shop), model: `ED-${number}-${place}` }];
    const input = (await story.filled('organiser', batch(tasks))) as object;
    return plan === undefined ? input : { ...input, plan };
  };
  await story.submits('organiser', url, { input: await make(901) });
  const book = '/api/books/spot-check-plan/records';
  const client = await story.as('organiser');
  const { body } = await client.get<{ records: { id: string; input: { number: string } }[] }>(book);
  const first = body.records.find(({ input }) => input.number === number)!;
  const second = await story.submits('organiser', book, {
    input: { ...first.input, edition: 2, replaces: first.id },
  });
  await story.refused(
    'organiser',
    url,
    { input: await make(901, second.id) },
    {
      code: 'condition-unmet',
      sentence: /“赣市监抽2026-0901”重复/,
    },
  );
  await story.submits('organiser', url, { input: await make(902, second.id) });
});

test('the audit works out what published rules say, and finds a word that was changed in them', async () => {
  const { story } = await planned(service, cast);
  await story.log();
  const { context } = service;
  const difference = async () =>
    (await audit(context.database, { law: context.law, now: context.now() })).difference;
  const change = (sql: string) => asOwner(service.databaseUrl, (owner) => owner.query(sql));
  assert.equal(await difference(), undefined);
  const where = `where kind = 'spot-check-rules'`;
  await change(`update publication set text = text || '改' ${where}`);
  assert.equal((await difference())?.column, 'text');
  await change(`update publication set text = left(text, -1) ${where}`);
  assert.equal(await difference(), undefined);
  await change(
    `create table was as select * from publication ${where}; delete from publication ${where}`,
  );
  assert.equal((await difference())?.column, 'id');
  await change('insert into publication select * from was; drop table was');
  assert.equal(await difference(), undefined);
});

test('what was signed on the screen stands in the printed sampling sheet', async () => {
  const { story, check } = await planned(service, cast);
  const matter = await check.assigned({ model: 'SIGN-1' });
  await check.does(matter, 'sampler', 'present');
  const client = await story.as('sampler');
  const dot = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const headers = { 'content-type': 'image/png' };
  const { body } = await client.put<{ hash: string }>('/api/files', dot, { headers });
  const signatures = { samplers: [body.hash], sampled: [body.hash] };
  const receipt = await check.does(matter, 'sampler', 'take', { signatures });
  const paper = await download(story, 'sampler', `/api/entries/${receipt.id}/paper.docx`);
  const media = [...unzip(paper.bytes).keys()].filter((name) => name.endsWith('.png'));
  // The code of the receipt, and the drawing that both signed with.
  assert.equal(media.length, 2);
  const pdf = await client.get(`/api/entries/${receipt.id}/paper.pdf`);
  assert.equal(pdf.status, 200);
});
