import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { CheckSummary, Desk } from '#server/spot-checks/present.ts';
import { batch, task } from '../law/spot-check/books-setting.ts';
import { seedOrganisation, seedPerson } from '../seed.ts';
import { startServer } from '../service.ts';
import { Matter } from './case-file.ts';
import { planned, spotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
let scene: Awaited<ReturnType<typeof planned>>;
let laboratory: string;
let checks: readonly Matter[];

/** Nine checks of nine shops: two closed, one that waits for its end without a clock, one tested, five not sampled yet. */
before(async () => {
  const { database } = service.context;
  const cast = await spotCheckCast(database);
  scene = await planned(service, cast);
  laboratory = cast.organisations.laboratory.id;
  const { story, check } = scene;
  const tasks = [];
  for (let number = 1; number <= 9; number++) {
    const shop = await seedOrganisation(database, {
      kind: 'enterprise',
      name: `赣县区五金店${number}号店`,
      region: 360_704,
      business: 'retail',
      products: ['extension-socket'],
    });
    const posts = ['principal'] as const;
    await seedPerson(database, { login: `shop${number}`, name: '店主', organisation: shop, posts });
    tasks.push(task(number, shop.id));
  }
  const record = { id: newEntryId(service.clock.now()), input: {} };
  const input = await story.filled('organiser', batch(tasks));
  await story.submits('organiser', '/api/books/spot-check-batch/records', { ...record, input });
  const opened = await database.asSystem('audit', (tx) =>
    tx.rows<{ id: string }>(
      `select p.id from entry e join proceeding p on p.id = e.proceeding_id
         join organisation o on o.id = p.organisation_id where e.cause = $1 order by o.name`,
      [record.id],
    ),
  );
  checks = opened.map(({ id }) => new Matter(story, id));
  story.on('2026-09-01');
  const ground = { ground: 'stopped', facts: '停业', evidence: [] };
  for (const unsampled of checks.slice(0, 3)) {
    await unsampled.does('sampler', 'cannotSample', ground);
  }
  for (const closed of checks.slice(0, 2)) {
    await closed.does('organiser', 'close', { outcome: '未能抽样', archive: 'D-1' });
  }
  await check.does(checks[3]!, 'sampler', 'present');
  await check.does(checks[3]!, 'sampler', 'take');
});

async function desk(login: string, asked = ''): Promise<Desk> {
  const client = await scene.story.as(login);
  const { body, status } = await client.get<Desk>(`/api/spot-checks?${asked}`);
  assert.equal(status, 200);
  return body;
}

const counted = ({ phases }: Desk) =>
  phases
    .filter(({ total }) => total > 0)
    .map(({ phase, total, overdue }) => `${phase} ${total}, late ${overdue}`);

async function plansOf(login: string): Promise<string[]> {
  const client = await scene.story.as(login);
  const { body } = await client.get<{ plans: { number: string }[] }>('/api/spot-checks/plans');
  return body.plans.map(({ number }) => number);
}

test('each check stands in one column, and is late from the day after its own', async () => {
  const before = ['sampling 5, late 0', 'testing 1, late 0', 'finishing 1, late 0'];
  assert.deepEqual(counted(await desk('organiser')), [...before, 'closed 2, late 0']);
  assert.equal((await desk('organiser', 'overdue=true')).total, 0);
  scene.story.on('2026-11-02');
  const late = ['sampling 5, late 5', 'testing 1, late 1'];
  const calm = ['finishing 1, late 0', 'closed 2, late 0'];
  assert.deepEqual(counted(await desk('organiser')), [...late, ...calm]);
  assert.deepEqual(counted(await desk('organiser', 'overdue=true')), late);
  assert.deepEqual(counted(await desk('organiser', 'overdue=false')), calm);
  assert.deepEqual(
    counted(await desk('organiser', 'phase=testing')),
    [...late, ...calm],
    'whatever column was asked for',
  );
});

test('its pages hold each check once: those with a day first, then those without, the closed ones last', async () => {
  const paged: CheckSummary[] = [];
  for (let page = 1; page <= 5; page++) {
    const { checks: own, total } = await desk('organiser', `size=2&page=${page}`);
    assert.equal(total, 9, `page ${page}`);
    paged.push(...own);
  }
  assert.deepEqual((await desk('organiser', 'size=2&page=6')).checks, []);
  assert.deepEqual(new Set(paged.map(({ id }) => id)), new Set(checks.map(({ id }) => id)));
  assert.deepEqual(
    paged.map(({ due, phase }) => (due === undefined ? phase : 'due')),
    [...Array<string>(6).fill('due'), 'finishing', 'closed', 'closed'],
  );
});

test('what the desk is narrowed by is asked of the order, whoever asks', async () => {
  const narrowed: Readonly<Record<string, number>> = {
    [`plan=${scene.number}`]: 9,
    [`plan=${scene.number}&line=1`]: 9,
    [`plan=${scene.number}&line=2`]: 0,
    'plan=none': 0,
    'class=extension-socket': 9,
    'class=cement': 0,
    [`laboratory=${laboratory}`]: 9,
    'q=GN-': 9,
    'q=GN%': 0,
    'region=360704&phase=closed': 2,
    'region=360781': 0,
    [`plan=${scene.number}&overdue=true&phase=testing`]: 1,
    [`plan=${scene.number}&overdue=false`]: 3,
  };
  for (const login of ['organiser', 'technician']) {
    for (const [asked, total] of Object.entries(narrowed)) {
      const found = await desk(login, asked);
      assert.equal(found.total, total, `${login} ${asked}`);
      assert.equal(found.checks.length, total, `${login} ${asked}`);
    }
  }
});

test('nobody counts what is not shown to him, and no plan is named by it', async () => {
  for (const login of ['organiser', 'handler', 'technician', 'shop4']) {
    assert.deepEqual(await plansOf(login), [scene.number], login);
  }
  assert.deepEqual(counted(await desk('shop4')), ['testing 1, late 1']);
  // The check of this shop is not announced yet, and the other county has no part in any.
  for (const login of ['shop9', 'neighbour']) {
    assert.deepEqual(await plansOf(login), [], login);
    for (const asked of ['', `plan=${scene.number}`, 'class=extension-socket', 'overdue=true']) {
      const { total, checks: shown, phases } = await desk(login, asked);
      assert.deepEqual([total, shown.length], [0, 0], `${login} ${asked}`);
      assert.ok(phases.every((phase) => phase.total === 0 && phase.overdue === 0));
    }
  }
});
