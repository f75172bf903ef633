import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import type { Database } from '#db/connect.ts';

/**
 * Reminds keepers of what runs out by the latest record about it: once a day, and of each step once. What is recorded when
 * an earlier step has passed is reminded of at the next one. A run that broke off is done again and tells nothing twice.
 * @param atOnce houses that one statement looks at: one about all of a province would run into the limit of a statement.
 */
export async function remindExpiries(
  database: Database,
  law: Law,
  now: Instant,
  atOnce = 10_000,
): Promise<void> {
  const today = dayOf(now);
  const books = law.books.flatMap(({ id, title, keyed, keeper, expires }) =>
    expires === undefined || keyed === undefined
      ? []
      : [{ id, title, keyed, kinds: keeper.kinds, ...expires }],
  );
  if (books.length === 0 || (await isDone(database, today))) return;
  for (const { id, title, keyed, kinds, field, called, remindDays } of books) {
    const asked = [id, title, keyed, kinds, field, called, remindDays, today, now];
    for (let after: string | undefined = firstHouse; after !== undefined;) {
      const page: readonly unknown[] = [...asked, after, atOnce];
      const [last] = await database.asSystem('sweep', (tx) =>
        tx.rows<{ id: string | null }>(insertReminders, page),
      );
      after = last?.id ?? undefined;
    }
  }
  await database.asSystem('sweep', (tx) => tx.rows(markRun, [today, now]));
}

const firstHouse = '00000000-0000-0000-0000-000000000000';

async function isDone(database: Database, today: PlainDate): Promise<boolean> {
  const [last] = await database.asSystem('sweep', (tx) =>
    tx.rows<{ day: PlainDate }>(`select day from sweep_run where job = 'expiries'`),
  );
  return last !== undefined && last.day >= today;
}

const markRun = `insert into sweep_run (job, day, at) values ('expiries', $1, $2)
  on conflict (job) do update set day = excluded.day, at = excluded.at`;

// House by house, which is how the index lies. What was erased or corrected says nothing any more. Answers with the last
// house that was looked at, where there may be more.
const insertReminders = `with houses as (
  select o.id from organisation o where o.id > $10::uuid and o.kind = any ($4::text[]) and o.closed_on is null
  order by o.id limit $11::int), told as (
  insert into notification (id, organisation_id, title, entry_id, once, at)
  select gen_random_uuid(), r.organisation_id,
    '“' || r.called || '”（' || $2 || '）' || case when r.day < $8::date then '已于' || r.day || '到期' else '将于' || r.day || '到期' end
      || '，请及时更新登记',
    r.id, 'expiry:' || r.id || ':' || r.step, $9
  from (select x.organisation_id, x.id, x.called, x.day,
      (select min(t.step) from unnest($7::int[]) as t (step) where x.day - $8::date <= t.step) as step
    from houses o cross join lateral (
      select distinct on (e.input ->> $3::text) e.organisation_id, e.id, e.input ->> $6::text as called,
        (e.input ->> $5::text)::date as day
      from entry e where e.organisation_id = o.id and e.definition = $1 and e.salt is not null
        and not exists (select from entry c where c.organisation_id = e.organisation_id and c.definition = e.definition
          and c.corrects = e.id)
      order by e.input ->> $3::text, e.at desc, e.id desc) x) r
  where r.step is not null
  on conflict (once) do nothing)
select case when count(*) = $11::int then max(id::text)::uuid end as id from houses`;
