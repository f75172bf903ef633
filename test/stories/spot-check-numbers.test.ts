import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { numberGivenOn } from '#server/reading/alike.ts';
import { audit } from '#server/audit/audit.ts';
import { asOwner } from '#db/owner.ts';
import { batch, task } from '../law/spot-check/books-setting.ts';
import { startServer } from '../service.ts';
import { planned, spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
const { database } = service.context;
const url = '/api/books/spot-check-batch/records';
let cast: SpotCheckCast;
let shop = '';
before(async () => {
  cast = await spotCheckCast(database);
  shop = cast.organisations.electrics.id;
});

async function count(): Promise<number> {
  const [row] = await database.asSystem('audit', (tx) =>
    tx.rows<{ n: number }>('select count(*)::int as n from proceeding'),
  );
  return row?.n ?? 0;
}

test('a check that is opened singly bears no number that a batch has given', async () => {
  const { story, check } = await planned(service, cast);
  const given = task(960, shop);
  const input = await story.filled('organiser', batch([given]));
  await story.submits('organiser', url, { input });
  // Written otherwise it is the same number.
  const taskNumber = ` ${given.taskNumber} `.replace('2026', '２０２６');
  const { issues } = await story.opensNot(
    'organiser',
    'spot-check',
    'assign',
    await check.form('organiser', 'assign', { taskNumber, model: 'NUMBER-1' }),
    { code: 'already-done', sentence: /任务编号“.+”已由本单位于2026-08-28用于另一项/ },
    { subject: shop },
  );
  assert.equal(issues?.[0]?.path, 'taskNumber');
});

test('another office numbers by itself', async () => {
  const { story, check } = await planned(service, cast);
  const { taskNumber } = task(960, shop);
  const own = await check.form('handler', 'assign', { taskNumber, model: 'NUMBER-2' });
  await story.opens('handler', 'spot-check', 'assign', own, { subject: shop });
});

test('a batch gives no number that a single check bears, and opens nothing where one of its tasks does', async () => {
  const { story, check } = await planned(service, cast);
  await check.assigned({ taskNumber: '单独1号' });
  const before = await count();
  const tasks = [task(961, shop), { ...task(962, shop), taskNumber: '单独1号' }];
  const refused = await story.refused(
    'organiser',
    url,
    { input: await story.filled('organiser', batch(tasks)) },
    { code: 'already-done', sentence: /任务编号“单独1号”已由本单位/ },
  );
  assert.match(refused.issues?.[0]?.path ?? '', /^tasks\.1/);
  assert.equal(await count(), before);
});

test('a second check of the same office waits until the first one has its number', async () => {
  const { story } = await planned(service, cast);
  const check = new SpotCheckStory(story, cast);
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
  // Somebody is deciding about a number and has not finished yet.
  const deciding = database.as(scope, async (tx) => {
    await numberGivenOn(tx, spotCheck, scope.organisation, { taskNumber: '另一个' });
    reading.resolve();
    await first.promise;
  });
  await reading.promise;
  const second = check.assigned({ taskNumber: '同时' }).then(() => 'opened');
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
  assert.equal(await second, 'opened');
});

test('an office learns of its own numbers only, and whoever belongs to none learns nothing', async () => {
  const asked = (person: { id: string }, organisation: { id: string } | undefined) =>
    database.as(
      {
        account: person.id,
        organisation: organisation?.id ?? null,
        party: 'regulator',
        posts: [],
        region: { lo: 360_000, hi: 369_999 },
        domains: 1,
      },
      async (tx) =>
        (
          await tx.rows<{ day: string | null }>(`select number_given_on($1, $2) as day`, [
            'spot-check',
            '单独1号',
          ])
        )[0]?.day ?? undefined,
    );
  const { people, organisations } = cast;
  assert.equal(await asked(people.organiser, organisations.city), '2026-08-28');
  assert.equal(await asked(people.handler, organisations.countyRegulator), undefined);
  assert.equal(await asked(people.maker, organisations.maker), undefined);
  assert.equal(await asked(people.maker, undefined), undefined);
});

test('the audit replays the numbers and finds one that was changed by hand', async () => {
  const options = { law: service.context.law, now: service.context.now() };
  assert.equal((await audit(database, options)).difference, undefined);
  await asOwner(service.databaseUrl, (owner) =>
    owner.query(`update proceeding set numbered = '别号' where numbered = '单独1号'`),
  );
  const { difference } = await audit(database, options);
  assert.deepEqual([difference?.table, difference?.column], ['proceeding', 'numbered']);
});
