import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ObjectPool } from '#server/draws/present.ts';
import type { WatchRecord, WatchSummary } from '#server/watches/present.ts';
import { coverOf } from '#law/regulator/spot-check/watched/cover.ts';
import { file } from '../law/play.ts';
import { batch, plan, task } from '../law/spot-check/books-setting.ts';
import { seedPerson } from '../seed.ts';
import { startServer } from '../service.ts';
import { Matter } from './case-file.ts';
import type { Story } from './case-file.ts';
import { planned, spotCheckCast } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';
import { comesToday } from './visit-scene.ts';

const service = await startServer({ after });
const url = '/api/books/spot-check-batch/records';
let cast: SpotCheckCast;
let story: Story;

before(async () => {
  cast = await spotCheckCast(service.context.database);
  const organisation = cast.organisations.city;
  const posts = ['leader'] as const;
  await seedPerson(service.context.database, { login: 'boss', name: '曾局', organisation, posts });
  ({ story } = await planned(service, cast));
});

/** The city's regime over the shop in 赣县区, or over nobody yet. */
async function proposed(until = '2027-02-27'): Promise<Matter> {
  const about = { subject: cast.organisations.electrics.id };
  return story.opens(
    'organiser',
    'intensified-supervision',
    'propose',
    {
      matter: '延长线插座重点监管',
      area: 'town-fringe',
      classes: ['extension-socket'],
      ground: 'failed-checks',
      facts: '两次抽查不合格',
      frequency: 'month',
      from: '2026-08-28',
      until,
    },
    about,
  );
}

const listed = { decision: 'listed', frequency: 'month', reason: '同意' };
const read = async <T>(login: string, path: string) => (await story.as(login)).get<T>(path);
const watches = async (login: string) =>
  (await read<{ watches: WatchSummary[] }>(login, '/api/watches')).body.watches;

test('what is watched shows where plans, pools and batches are made, and under it what was carried out', async () => {
  const shop = cast.organisations.electrics.id;
  const keyed = { ...task(701, shop), model: 'W-1', beyond: 'key-area' };
  const input = await story.filled('organiser', batch([keyed]));
  const matter = await proposed();
  // Nobody has decided: it is no reason yet, and nobody plans by it.
  assert.deepEqual(await watches('organiser'), []);
  await story.refused(
    'organiser',
    url,
    { input },
    {
      code: 'condition-unmet',
      basis: ['random-2019-5/targeted', 'guidance/4.1'],
      sentence: /没有正在实施的重点监管或者专项行动/,
    },
  );
  await matter.does('boss', 'decide', listed);

  const [watch] = await watches('organiser');
  assert.equal(watch?.id, matter.id);
  assert.equal(watch?.organisation?.name, '赣县区城东电器行');
  const about = { classes: watch!.classes.map(({ id }) => id), region: watch!.region };
  assert.deepEqual(coverOf(about, plan.lines)[0]?.lines, ['1']);
  assert.deepEqual(coverOf(about, [])[0]?.lines, []);
  const refused = await read('owner', '/api/watches');
  assert.equal(refused.status, 403);

  const client = await story.as('organiser');
  const pool = { classes: ['extension-socket'], weighted: true };
  const made = await client.post<ObjectPool>('/api/draws/pools/objects', pool);
  assert.deepEqual(made.body.strata[0], { stratum: '重点监管和专项行动', size: 1 });
  assert.ok(made.body.size > 1, 'others are no part of it');

  await story.submits('organiser', url, { input });
  const record = (await read<WatchRecord>('organiser', `/api/watches/${matter.id}`)).body;
  assert.deepEqual(
    record.carriedOut.map(({ procedureTitle, organisation }) => [procedureTitle, organisation]),
    [['产品质量监督抽查', '赣县区城东电器行']],
  );
  assert.deepEqual(record.turns, [{ from: '2026-08-28', to: '2026-09-28', visits: 0 }]);
});

test('the turns of its frequency count visits; what is lifted is no reason any more', async () => {
  story.on('2026-09-10');
  const [watch] = await watches('organiser');
  const matter = new Matter(story, watch!.id);
  const people = [cast.people.organiser.id, await second()] as const;
  const subject = cast.organisations.electrics.id;
  const regime = matter.id;
  const came = await comesToday(story, {
    officer: 'organiser',
    chief: 'boss',
    people,
    subject,
    regime,
  });
  const visit = {
    inspectors: people,
    inspection: came.id,
    visitedOn: '2026-09-10',
    products: ['extension-socket'],
    result: 'clean',
    frequency: 'quarter',
    record: [file],
  };
  await matter.fills('organiser', 'visit', visit);
  story.on('2026-10-09');
  const { body } = await read<WatchRecord>('organiser', `/api/watches/${matter.id}`);
  assert.deepEqual(body.turns, [
    { from: '2026-08-28', to: '2026-09-28', visits: 1 },
    { from: '2026-09-28', to: '2026-12-28', visits: 0 },
  ]);
  assert.deepEqual(
    body.carriedOut.map(({ procedureTitle }) => procedureTitle),
    ['监督检查', '产品质量监督抽查'],
  );
  await matter.does('boss', 'lift', { summary: '稳定合格' });
  assert.deepEqual(await watches('organiser'), []);
  const shop = cast.organisations.electrics.id;
  const late = { ...task(702, shop), model: 'W-2', beyond: 'key-area' };
  await story.refused(
    'organiser',
    url,
    { input: await story.filled('organiser', batch([late])) },
    { code: 'condition-unmet', sentence: /没有正在实施的重点监管/ },
  );
  await story.isProved();
});

test('an operation is about whoever deals in its products in its territory', async () => {
  story.on('2026-10-12');
  const matter = await story.opens('organiser', 'special-operation', 'launch', {
    title: '插座专项行动',
    areas: ['countryside'],
    classes: ['extension-socket'],
    objects: [{ object: '农村集市', target: 12, measure: '现场检查' }],
    members: [cast.organisations.government.id],
    frequency: 'month',
    from: '2026-10-13',
    until: '2026-12-30',
    plan: '突出农村',
  });
  const decision = { decision: 'approved', frequency: 'month', opinion: '同意' };
  await matter.does('boss', 'approve', decision);
  const body = { classes: ['extension-socket'] };
  const client = await story.as('organiser');
  const strata = async () =>
    (await client.post<ObjectPool>('/api/draws/pools/objects', body)).body.strata;
  assert.notEqual((await strata())[0]?.stratum, '重点监管和专项行动', 'it has not begun');
  story.on('2026-10-13');
  await story.as('organiser');
  const later = await (
    await story.as('organiser')
  ).post<ObjectPool>('/api/draws/pools/objects', body);
  assert.equal(later.body.strata.length, 1);
  assert.equal(later.body.strata[0]?.stratum, '重点监管和专项行动');
});

async function second(): Promise<string> {
  const organisation = cast.organisations.city;
  const posts = ['case-officer'] as const;
  const seed = { login: 'colleague', name: '曾平', organisation, posts };
  return (await seedPerson(service.context.database, seed)).id;
}
