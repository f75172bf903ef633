import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Database } from '#db/connect.ts';

/** Days before a standard lapses on which those who cite it are reminded; on the day itself they are told that it did. */
const steps = [30, 7, 0];

/** A run may have been missed: what lapsed so many days ago is still told. */
const missedDays = 3;

/**
 * Reminds every enterprise whose products cite a standard that lapses, each step once, all of a step in one statement.
 */
export async function remindLapses(database: Database, now: Instant): Promise<void> {
  await database.asSystem('sweep', async (tx) => {
    const [due] = await tx.rows(isDue, [dayOf(now), missedDays, steps]);
    if (due !== undefined) await tx.rows(insertReminders, [dayOf(now), missedDays, steps, now]);
  });
}

const steppedOn = `s.lapses_on = $1::date + t.step
  or t.step = 0 and s.lapses_on between $1::date - $2::int and $1::date`;

// Asked every minute: a look into the index of days, before products are looked at.
const isDue = `select 1 from unnest($3::int[]) as t (step) join standard s on ${steppedOn} limit 1`;

const insertReminders = `insert into notification (id, organisation_id, title, proceeding_id, once, at)
select gen_random_uuid(), r.organisation_id,
  '《' || r.title || '》' || r.number || case when r.step = 0 then '已失效' else '还有' || r.step || '天失效' end
    || '，请修订执行标准（涉及' || r.products || '种产品）',
  case when r.products = 1 then r.first end,
  'lapse:' || r.number || ':' || r.lapses_on || ':' || r.step || ':' || r.organisation_id, $4
from (select p.organisation_id, s.number, s.title, s.lapses_on, t.step, count(*) as products,
    min(p.proceeding_id::text)::uuid as first
  from unnest($3::int[]) as t (step) join standard s on ${steppedOn}
  join product p on not p.rests and p.standards @> array[s.number]
  group by 1, 2, 3, 4, 5) r
on conflict (once) do nothing`;
