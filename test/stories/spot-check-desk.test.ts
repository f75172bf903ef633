import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { likeProceedings } from '#server/reading/alike.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { Receipt } from '#server/acts/present.ts';
import type { Desk, PlanProgress, TableRows } from '#server/spot-checks/present.ts';
import type { Problem } from '#server/problem.ts';
import { batch, task } from '../law/spot-check/books-setting.ts';
import { seedOrganisation } from '../seed.ts';
import { startServer } from '../service.ts';
import { Matter } from './case-file.ts';
import { planned, spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
let cast: SpotCheckCast;
let shops: string[];
before(async () => {
  const { database } = service.context;
  cast = await spotCheckCast(database);
  shops = [];
  for (let number = 1; number <= 30; number++) {
    const shop = await seedOrganisation(database, {
      kind: 'enterprise',
      name: `赣县区电器行${number}号店`,
      region: 360_704,
      business: 'retail',
      products: ['extension-socket'],
    });
    shops.push(shop.id);
  }
});

const url = '/api/books/spot-check-batch/records';

function opened(record: string) {
  return service.context.database.asSystem('audit', (tx) =>
    tx.rows<{ proceeding_id: string; organisation_id: string }>(
      'select proceeding_id, organisation_id from entry where cause = $1 order by id',
      [record],
    ),
  );
}

test('thirty checks are opened from a line of the plan at once, the same batch once only', async () => {
  const { story } = await planned(service, cast);
  const tasks = shops.map((shop, at) => task(at + 1, shop));
  const input = await story.filled('organiser', batch(tasks));
  const body = { id: newEntryId(service.clock.now()), input };
  const client = await story.as('organiser');
  const first = await client.post<Receipt & Problem>(url, body);
  assert.equal(first.status, 201, JSON.stringify(first.body));
  const checks = await opened(body.id);
  assert.equal(checks.length, 30);
  assert.deepEqual(new Set(checks.map((one) => one.organisation_id)), new Set(shops));
  // The line was cut after the server had answered: the same request again opens nothing more.
  const again = await client.post<Receipt>(url, body);
  assert.equal(again.status, 200);
  assert.equal(again.body.repeated, true);
  assert.equal((await opened(body.id)).length, 30);
  const [one] = checks;
  const sampler = await story.as('sampler');
  const seen = await sampler.get<{ timeline: { input: { items: object[] } }[] }>(
    `/api/proceedings/${one!.proceeding_id}`,
  );
  assert.equal(seen.status, 200, 'the samplers got their task');
  assert.equal(seen.body.timeline[0]?.input.items.length, 2);
});

test('a check that is opened singly takes no place of the plan', async () => {
  const { story } = await planned(service, cast);
  const check = new SpotCheckStory(story, cast);
  const plan = { number: '赣市监抽〔2026〕1号', line: '1' };
  await story.opensNot(
    'organiser',
    'spot-check',
    'assign',
    await check.form('organiser', 'assign', { plan }),
    { code: 'invalid-input', sentence: /“年度计划中的位置”由平台填写/ },
    { subject: cast.organisations.electrics.id },
  );
});

test('who is registered outside the territory of a line is no part of it', async () => {
  const { story } = await planned(service, cast);
  const outside = await seedOrganisation(service.context.database, {
    kind: 'enterprise',
    name: '章贡区电器行',
    region: 360_702,
    business: 'retail',
    products: ['extension-socket'],
  });
  const tasks = [task(901, outside.id), task(902, shops[0]!)];
  const input = await story.filled('organiser', batch(tasks));
  const { issues } = await story.refused(
    'organiser',
    url,
    { input },
    {
      code: 'condition-unmet',
      sentence: /“章贡区电器行”登记在章贡区，不在计划行的地区（赣县区）内/,
    },
  );
  assert.deepEqual(
    issues?.map(({ path }) => path),
    ['tasks.0'],
  );
});

test('where some products were checked within six months nothing is opened, and each place is named', async () => {
  const { story } = await planned(service, cast);
  const input = await story.filled('organiser', batch([task(901, shops[0]!)]));
  await story.submits('organiser', url, { input });
  const mixed = [task(902, shops[1]!), task(901, shops[2]!), task(901, shops[3]!)];
  const doubled = mixed.map((one, at) => ({ ...one, taskNumber: `N-${at}` }));
  const before = await count();
  const problem = await story.refused(
    'organiser',
    url,
    { input: await story.filled('organiser', batch(doubled)) },
    { code: 'condition-unmet', sentence: /六个月内已由本部门于2026-08-28/ },
  );
  assert.ok(problem.basis.some(({ id }) => id === 'order-18/8'));
  assert.deepEqual(problem.issues?.map(({ path }) => path).sort(), ['tasks.1', 'tasks.2']);
  assert.equal(await count(), before, 'the good one of them was not opened either');
  const emergency = doubled.map((one) => ({ ...one, exception: 'emergency' }));
  const lawful = await story.filled('organiser', batch(emergency));
  await story.submits('organiser', url, { input: lawful });
});

test('the county may not check again what the city checked; the city may check what the county did', async () => {
  const { story, check } = await planned(service, cast);
  const product = { model: 'OVER-1' };
  await check.assigned(product);
  const about = { subject: cast.organisations.electrics.id };
  const form = await check.form('handler', 'assign', { ...product, model: 'over-1 ' });
  const told = await story.opensNot(
    'handler',
    'spot-check',
    'assign',
    form,
    { code: 'condition-unmet', sentence: /已由上级市场监管部门于2026-08-28/ },
    about,
  );
  assert.doesNotMatch(
    JSON.stringify(told),
    /0312|赣州市/,
    'whose and which task it is stays untold',
  );
  const other = await check.form('handler', 'assign', { model: 'OVER-2' });
  await story.opens('handler', 'spot-check', 'assign', other, about);
  await check.assigned({ model: 'OVER-2' });
});

test('the desk shows the batch in its column, the plan its progress, and both go out as tables', async () => {
  const { story, check, number } = await planned(service, cast);
  const tasks = shops.slice(0, 3).map((shop, at) => task(700 + at, shop));
  const record = await story.submits('organiser', url, {
    input: await story.filled('organiser', batch(tasks)),
  });
  const matters = (await opened(record.id)).map((one) => new Matter(story, one.proceeding_id));
  const client = await story.as('organiser');
  const asked = `/api/spot-checks?plan=${number}`;
  const desk = await client.get<Desk>(asked);
  assert.equal(desk.body.total, 3);
  assert.deepEqual(
    desk.body.phases.map(({ phase, total }) => [phase, total]).filter(([, total]) => total !== 0),
    [['sampling', 3]],
  );
  assert.match(desk.body.checks[0]!.sampled, /号店$/);
  assert.equal(desk.body.checks[0]!.due?.title, '报送检验报告期限');
  assert.equal((await client.get<Desk>(`${asked}&phase=testing`)).body.total, 0);
  assert.equal((await client.get<Desk>(`${asked}&q=GN-701`)).body.total, 1);
  assert.equal((await client.get<Desk>(`${asked}&class=cement`)).body.total, 0);
  assert.equal((await client.get<Desk>(`${asked}&region=360781`)).body.total, 0);
  assert.equal((await client.get<Desk>(`${asked}&overdue=true`)).body.total, 0);
  const [tested, closed] = matters;
  story.on('2026-09-01');
  await check.does(tested!, 'sampler', 'present');
  await check.does(tested!, 'sampler', 'take');
  const ground = { ground: 'stopped', facts: '停业', evidence: [] };
  await closed!.does('sampler', 'cannotSample', ground);
  story.on('2026-09-03');
  await check.does(tested!, 'technician', 'receive');
  await check.does(tested!, 'technician', 'verify');
  const sheet = await (
    await story.as('technician')
  ).get(`/api/spot-checks/${tested!.id}/results.xlsx`);
  assert.equal(sheet.status, 200);
  const csv = (rows: string) => new TextEncoder().encode(`检验项目,实测值,单项判定\n${rows}`);
  const sent = async (rows: string) =>
    (
      await (
        await story.as('technician')
      ).post<TableRows<{ verdict: string }>>(
        `/api/spot-checks/${tested!.id}/results?name=r.csv`,
        csv(rows),
        { headers: { 'content-type': 'text/csv' } },
      )
    ).body;
  const wrong = await sent('温升,45.4,合格\n噪声,1,\n');
  assert.deepEqual(
    wrong.issues.map(({ column }) => column),
    ['单项判定', '检验项目', '检验项目'],
  );
  assert.deepEqual(wrong.rows, [], 'nothing half-done');
  const read = await sent('温升,45.4,不合格\n标志,符合,\n');
  assert.deepEqual(
    read.rows.map(({ verdict }) => verdict),
    ['fail', 'pass'],
  );
  await check.does(tested!, 'technician', 'test', { items: read.rows, fee: '860.00' });
  const reported = await story.as('organiser');
  assert.deepEqual(
    (await reported.get<Desk>(asked)).body.checks.map(({ id, taskNumber, conclusion }) => [
      id === tested!.id,
      taskNumber.length > 0,
      conclusion,
    ]),
    [
      [true, true, 'fail'],
      [false, true, undefined],
      [false, true, undefined],
    ],
  );
  const again = await story.as('organiser');
  const plans = await again.get<{ records: { id: string; input: { number: string } }[] }>(
    '/api/books/spot-check-plan/records',
  );
  const own = plans.body.records.find(({ input }) => input.number === number)!;
  const progress = await again.get<PlanProgress>(`/api/spot-checks/plans/${own.id}/progress`);
  const [line] = progress.body.lines;
  assert.equal(line?.opened, 3);
  assert.deepEqual(line?.outcomes, { running: 2, passed: 0, failed: 0, 'not-sampled': 1 });
  assert.equal(line?.spent, '979.60');
  assert.equal(line?.laboratoryName, '赣州市产品质量检验所');
  for (const path of [`plans/${own.id}/progress.xlsx`, 'export.xlsx', 'plan-template.xlsx']) {
    assert.equal((await again.get(`/api/spot-checks/${path}`)).status, 200, path);
  }
  const owner = await story.as('owner');
  assert.equal((await owner.get(`/api/spot-checks/plans/${own.id}/progress`)).status, 404);
});

test('a plan comes in from a table: all lines, or each wrong cell by its place', async () => {
  const { story } = await planned(service, cast);
  const head = '行号,产品类别,地区,抽样环节,批次,经费(元),实施部门,承检机构,完成期限';
  const client = await story.as('organiser');
  const sent = async (...lines: string[]) =>
    (
      await client.post<TableRows<{ region: string; batches: number }> & Problem>(
        '/api/spot-checks/plan-rows?name=p.csv',
        new TextEncoder().encode([head, ...lines].join('\n')),
        { headers: { 'content-type': 'text/csv' } },
      )
    ).body;
  const good = '1,延长线插座,赣县区,流通领域,10,15000,赣州市市场监督管理局,不存在的机构,2026/11/30';
  const { issues } = await sent(good, 'x,没有,赣县区,不限,0,一万,,,明天');
  assert.deepEqual(
    issues.map(({ line, column }) => `${line}${column}`),
    ['2承检机构', '3产品类别', '3批次', '3经费(元)', '3实施部门', '3承检机构', '3完成期限'],
  );
});

test('an enterprise learns nothing of earlier checks, and an office of no more than who and when', async () => {
  const { check } = await planned(service, cast);
  await check.assigned({ model: 'SECRET-1' });
  const input = await check.form('organiser', 'assign', { model: 'SECRET-1' });
  const asked = (person: { id: string }, organisation: { id: string }, party: string) =>
    service.context.database.as(
      {
        account: person.id,
        organisation: organisation.id,
        party,
        posts: [],
        region: { lo: 1, hi: 0 },
        domains: 0,
      },
      (tx) => likeProceedings(tx, spotCheck, input, '2026-08-28'),
    );
  const { people, organisations } = cast;
  assert.deepEqual(await asked(people.maker, organisations.maker, 'enterprise'), []);
  assert.deepEqual(await asked(people.technician, organisations.laboratory, 'enterprise'), []);
  const [seated] = await asked(people.handler, organisations.countyRegulator, 'regulator');
  assert.equal(seated?.by, 'superior');
  assert.ok(seated?.id, 'it handles the result and sees the case anyway');
  const told = [{ by: 'superior', day: '2026-08-28' }];
  assert.deepEqual(await asked(people.neighbour, organisations.neighbour, 'regulator'), told);
  const [own] = await asked(people.organiser, organisations.city, 'regulator');
  assert.equal(own?.by, 'same');
  assert.ok(own?.id, 'the own case is named');
});

test('a broken seal: told at the hand-over, refused at the laboratory, sampled anew', async () => {
  const { story, check } = await planned(service, cast);
  const matter = await check.assigned();
  story.on('2026-09-01');
  await check.does(matter, 'sampler', 'present');
  await check.does(matter, 'sampler', 'take');
  const handed = { sample: 'test', to: 'laboratory', receiver: '邱丽华', way: 'carry' };
  await matter.refuses(
    'sampler',
    'handOver',
    { ...handed, seal: 'F-9', sealState: 'intact', evidence: [] },
    { code: 'condition-unmet', sentence: /“F-9”与抽样单上的检验样品封条“F-1”不符/ },
  );
  const evidence = [await story.paper('sampler')];
  const broken = { ...handed, seal: 'F-1', sealState: 'broken', note: '运输中破损', evidence };
  await matter.does('sampler', 'handOver', broken);
  const office = await story.as('organiser');
  const { body } = await office.get<{ notices: { title: string; proceeding?: string }[] }>(
    '/api/notices',
  );
  assert.ok(
    body.notices.some(
      ({ title, proceeding }) => proceeding === matter.id && title.includes('封条异常'),
    ),
    'the office was told',
  );
  story.on('2026-09-03');
  await matter.refuses('technician', 'receive', await check.form('technician', 'receive'), {
    code: 'condition-unmet',
    basis: ['order-18/29'],
    sentence: /应当拒收/,
  });
  await check.does(matter, 'technician', 'receive', { outcome: 'rejected', reason: '封条破损' });
  await matter.does('organiser', 'resample', { way: 'on-site', reason: '封条破损' });
  await matter.isHiddenFrom('owner', 'maker');
  story.on('2026-09-04');
  await check.does(matter, 'sampler', 'present');
  await check.does(matter, 'sampler', 'take', { testSeal: 'G-1' });
  await check.does(matter, 'technician', 'receive', { seal: 'G-1' });
  await story.isProved();
});

test('a second task about the same product waits until the first is decided', async () => {
  const { story, check } = await planned(service, cast);
  const { database } = service.context;
  const input = await check.form('organiser', 'assign', { model: 'RACE-1' });
  const client = await story.as('organiser');
  const scope = {
    account: cast.people.organiser.id,
    organisation: cast.organisations.city.id,
    party: 'regulator',
    posts: [],
    region: { lo: 1, hi: 0 },
    domains: 0,
  };
  const first = Promise.withResolvers<void>();
  const reading = Promise.withResolvers<void>();
  // Somebody is deciding about the product and has not finished yet.
  const deciding = database.as(scope, async (tx) => {
    await likeProceedings(tx, spotCheck, input, '2026-08-28');
    reading.resolve();
    await first.promise;
  });
  await reading.promise;
  const second = client
    .post('/api/procedures/spot-check', {
      id: newEntryId(service.clock.now()),
      act: 'assign',
      subject: cast.organisations.electrics.id,
      input,
    })
    .then(({ status }) => status);
  const waits = async () => {
    for (;;) {
      const [row] = await database.asSystem('audit', (tx) =>
        tx.rows<{ n: number }>(
          `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted`,
        ),
      );
      if ((row?.n ?? 0) > 0) return 'waits';
    }
  };
  assert.equal(await Promise.race([second, waits()]), 'waits');
  first.resolve();
  await deciding;
  assert.equal(await second, 201);
});

async function count(): Promise<number> {
  const [row] = await service.context.database.asSystem('audit', (tx) =>
    tx.rows<{ n: number }>('select count(*)::int as n from proceeding'),
  );
  return row?.n ?? 0;
}
