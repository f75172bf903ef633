import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';

const service = await startServer({ after }, { now: '2026-11-24T02:00:00.000Z' });
const { database } = service.context;
let cast: Cast;
before(async () => {
  cast = await seedCast(database);
});

/** Clocks of spot checks and crime referrals of the county's regulator, as projections hold them. */
async function clocks(
  procedure: string,
  role: string,
  owner: string | null,
  count: number,
  due: string,
): Promise<void> {
  const { works } = cast.organisations;
  await asOwner(service.databaseUrl, async (sql) => {
    await sql.query(
      `with made as (
        insert into proceeding (id, procedure, definition_hash, opened_on, title, organisation_id, region, domains, state,
            opened_by, opened_at, last_at)
          select gen_random_uuid(), '${procedure}', '', '2026-11-01', '${role}', '${works.id}', 360704, 32768, 'reported',
            '${randomUUID()}', '2026-11-01', '2026-11-01' from generate_series(1, ${count}) returning id)
      insert into clock (proceeding_id, deadline, procedure, owner_role, owner_id, region, domains, nature, due_day, until, paused,
          certain, calendar)
        select id, 'notice', '${procedure}', '${role}', ${owner === null ? 'null' : `'${owner}'`}, 360704, 32768, 'duty', '${due}',
          '${due}T16:00:00Z', false, true, 'test' from made`,
    );
  });
}

async function titles(login: string): Promise<string[]> {
  const client = await service.client().signIn(login);
  const { body } = await client.get<{ items: { title: string }[] }>('/api/to-do');
  return body.items.map(({ title }) => title);
}

test('what waits for a post stands in its list, however much waits earlier for other posts of the house', async () => {
  const { countyRegulator: county } = cast.organisations;
  await clocks('crime-referral', 'chief', county.id, 400, '2026-11-10');
  await clocks('spot-check', 'handler', county.id, 1, '2026-12-20');
  await clocks('complaint', 'intake', null, 1, '2026-12-21');
  const found = await titles('inspector');
  assert.ok(found.includes('handler'), found.join());
  assert.ok(!found.includes('chief'), found.join());
});

test('a clock of another house or of a role that somebody else has taken up is nobody else’s', async () => {
  await clocks('spot-check', 'handler', cast.organisations.works.id, 1, '2026-11-30');
  assert.equal((await titles('inspector')).filter((title) => title === 'handler').length, 1);
});

test('what is due in years is not to be done, and crowds out nothing that has no clock', async () => {
  const { countyRegulator: county } = cast.organisations;
  await clocks('spot-check', 'handler', county.id, 400, '2029-11-20');
  await asOwner(service.databaseUrl, async (sql) => {
    await sql.query(
      `update clock set nature = 'awaits', deadline = 'awaits', due_day = null, until = null where proceeding_id in
        (select proceeding_id from clock where owner_id = '${county.id}' and due_day = '2029-11-20' limit 1)`,
    );
  });
  const client = await service.client().signIn('inspector');
  const { body } = await client.get<{ items: { due?: string; nature: string }[] }>('/api/to-do');
  assert.ok(body.items.every(({ due }) => due === undefined || due < '2027-04-01'));
  assert.equal(body.items.filter(({ nature }) => nature === 'awaits').length, 1);
});

test('the latest notices are read by their index, and only they are asked whether they are hidden', async () => {
  const { countyRegulator: county } = cast.organisations;
  const plan = await asOwner(service.databaseUrl, async (sql) => {
    await sql.query(
      `insert into notification (id, organisation_id, title, at)
         select gen_random_uuid(), case when n % 4 = 0 then '${county.id}'::uuid else md5((n % 900)::text)::uuid end, '事项',
           timestamptz '2026-01-01' + make_interval(mins => n) from generate_series(1, 40000) n; analyze notification`,
    );
    const rows = await sql.query<{ 'QUERY PLAN': string }>(
      `begin; select set_config('role', 'sifang_app', true), set_config('sifang.account', '${randomUUID()}', true),
         set_config('sifang.organisation', '${county.id}', true);
       explain (costs off) select title from notification where organisation_id = '${county.id}' order by at desc limit 100`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  assert.match(plan, /Index Scan using notification_by_organisation/);
  assert.doesNotMatch(plan, /Sort|Bitmap/);
});
