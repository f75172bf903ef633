import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Database } from '#db/connect.ts';
import { asOwner } from '#db/owner.ts';
import { law } from '#law/all.ts';
import { escalate } from '#server/sweep/escalate.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';

const now = '2026-11-24T02:00:00.000Z';
const service = await startServer({ after }, { now });
const { database } = service.context;
let cast: Cast;
before(async () => {
  cast = await seedCast(database);
});

/** Open cases about the works with one clock each that runs out in three days, as projections hold them. */
async function clocks(procedure: string, role: string, count: number): Promise<void> {
  const { id } = cast.organisations.works;
  await asOwner(service.databaseUrl, async (sql) => {
    await sql.query(
      `with made as (
        insert into proceeding (id, procedure, definition_hash, opened_on, title, organisation_id, region, domains, state,
            opened_by, opened_at, last_at)
          select gen_random_uuid(), '${procedure}', '', '2026-11-01', '${procedure}', '${id}', 360704, 32768, 'correcting',
            '${randomUUID()}', '2026-11-01', '2026-11-01' from generate_series(1, ${count}) returning id),
      seated as (insert into seat (proceeding_id, role, organisation_id) select id, '${role}', '${id}' from made)
      insert into clock (proceeding_id, deadline, procedure, owner_role, owner_id, region, domains, nature, due_day, until,
          paused, certain, calendar)
        select id, 'correction', '${procedure}', '${role}', '${id}', 360704, 32768, 'duty', '2026-11-27',
          '2026-11-27T16:00:00Z', false, true, 'test' from made`,
    );
    await sql.query('analyze clock, proceeding');
  });
}

interface Node {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly Plans?: readonly Node[];
}

/** Sends reminders and adds up how many rows of a table were looked at. */
async function readBy(table: string): Promise<number> {
  let looked = -1;
  const watched: Database = {
    ...database,
    asSystem: (role, work, options) =>
      database.asSystem(
        role,
        (tx) =>
          work({
            run: (statement) => tx.run(statement),
            rows: async (sql, parameters) => {
              if (sql.includes('jsonb_to_recordset')) {
                const [row] = await tx.rows<{ 'QUERY PLAN': [{ Plan: Node }] }>(
                  `explain (analyze, format json) ${sql}`,
                  parameters,
                );
                looked = rowsOf(row!['QUERY PLAN'][0].Plan, table);
              }
              return tx.rows(sql, parameters);
            },
          }),
        options,
      ),
  };
  await escalate(watched, law, now);
  return looked;
}

function rowsOf(node: Node, table: string): number {
  const inner = (node.Plans ?? []).reduce((sum, one) => sum + rowsOf(one, table), 0);
  if (node['Relation Name'] !== table) return inner;
  const each = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  return inner + each * node['Actual Loops'];
}

test('a warning is sent once, and a clock of the same name in a procedure that does not warn gets none', async () => {
  await clocks('production-licence', 'holder', 2);
  await clocks('dishonesty-listing', 'publisher', 2);
  assert.equal(await escalate(database, law, now), 2);
  assert.equal(await escalate(database, law, now), 0);
  const titles = await database.asSystem('sweep', (tx) =>
    tx.rows<{ title: string }>('select title from notification where once is not null'),
  );
  for (const { title } of titles) assert.match(title, /production-licence.*将于2026-11-27届满/);
});

test('neither clocks of that name in other procedures nor what was reminded of already is looked up', async () => {
  await clocks('dishonesty-listing', 'publisher', 20_000);
  assert.equal(await readBy('proceeding'), 0);
  await clocks('production-licence', 'holder', 1);
  assert.equal(await readBy('proceeding'), 1);
  const looked = await readBy('clock');
  // Rounded for each of the steps.
  assert.ok(looked > 1 && looked < 100, `${looked} clocks`);
});
