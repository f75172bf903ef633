import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { slotOf } from '#kernel/calendar/period.ts';
import type { Law } from '#kernel/law.ts';
import type { Database } from '#db/connect.ts';
import { loadClasses, mark, owedBy, owingColumns, turnsOn } from './roll-over.ts';
import type { OwingRow } from './roll-over.ts';

/**
 * Judges again what enterprises owe whose registered facts changed since this ran last: from the day of the change on,
 * the current periods included. What was done already stays counted. Can be done again.
 */
export async function recomputeChanged(database: Database, law: Law, now: Instant): Promise<void> {
  const day = dayOf(now);
  const duties = turnsOn(law, day);
  await database.asSystem('sweep', async (tx) => {
    const changed = await tx.rows<OwingRow>(takeChanged, [day]);
    if (changed.length === 0) return;
    const classes = await loadClasses(tx, day);
    const owed = changed.map((row) => ({ row, duties: owedBy(row, duties, classes) }));
    for (const turn of duties) {
      const { duty, from } = turn;
      await mark(tx, turn, owed);
      const { month, bit } = slotOf(from);
      const free = owed.filter((one) => !one.duties.has(duty.id)).map(({ row }) => row.id);
      const rows = [changed.map(({ id }) => id), duty.id, month];
      await tx.rows(moveMonths, rows);
      await tx.rows(unmark, [free, duty.id, month, (1 << bit) | 0]);
    }
  });
}

// Taken away first: a further change of the same enterprise waits, and is judged by the next run.
const takeChanged = `with taken as (delete from duty_to_judge where organisation_id in
    (select organisation_id from duty_to_judge order by at limit 500) returning organisation_id)
  select ${owingColumns('$1')} from organisation o join taken on taken.organisation_id = o.id`;

const unmark = `update duty_month set expected = expected & ~$4::int
  where organisation_id = any ($1::uuid[]) and duty = $2 and month = $3 and expected & $4::int & ~done <> 0`;

const moveMonths = `update duty_month d set region = o.region, domains = o.domains from organisation o
  where d.organisation_id = any ($1::uuid[]) and d.duty = $2 and d.month = $3 and o.id = d.organisation_id
    and (d.region, d.domains) is distinct from (o.region, o.domains)`;
