import { addDays, dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Database } from '#db/connect.ts';

/** Days before a standard lapses on which those who cite it are reminded; on the day itself they are told that it did. */
const steps = [30, 7, 0];

/**
 * Reminds every enterprise whose products cite a standard that lapses: once a day, all of it in one statement. Days on
 * which the service stood still are made up for.
 */
export async function remindLapses(database: Database, now: Instant): Promise<void> {
  const today = dayOf(now);
  await database.asSystem('sweep', async (tx) => {
    const [last] = await tx.rows<{ day: PlainDate }>(
      `select day from sweep_run where job = 'lapses' for update`,
    );
    const from = last === undefined ? today : addDays(last.day, 1);
    if (from > today) return;
    await tx.rows(insertReminders, [from, today, steps, now]);
    await tx.rows(markRun, [today, now]);
  });
}

const markRun = `insert into sweep_run (job, day, at) values ('lapses', $1, $2)
  on conflict (job) do update set day = excluded.day, at = excluded.at`;

const insertReminders = `insert into notification (id, organisation_id, title, proceeding_id, once, at)
select gen_random_uuid(), r.organisation_id,
  '《' || r.title || '》' || r.number || case when r.step = 0 then '已失效' else '还有' || r.step || '天失效' end
    || '，请修订执行标准（涉及' || r.products || '种产品）',
  case when r.products = 1 then r.first end,
  'lapse:' || r.number || ':' || r.lapses_on || ':' || r.step || ':' || r.organisation_id, $4
from (select p.organisation_id, s.number, s.title, s.lapses_on, t.step, count(*) as products,
    min(p.proceeding_id::text)::uuid as first
  from unnest($3::int[]) as t (step)
  join standard s on s.lapses_on between $1::date + t.step and $2::date + t.step
  join product p on not p.rests and p.standards @> array[s.number]
  group by 1, 2, 3, 4, 5) r
on conflict (once) do nothing`;
