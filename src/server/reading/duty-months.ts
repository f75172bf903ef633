import { daysOfBits } from '#kernel/calendar/period.ts';
import type { Period } from '#kernel/calendar/period.ts';
import { monthOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import type { DutyMonth } from '#db/types.ts';

/** One month of a duty, as bit maps by the first day of each period. */
export type DutyMonthRow = Omit<DutyMonth, 'organisation_id' | 'region' | 'domains'>;

/** Months of an organisation's duties, oldest first. */
export function dutyMonths(
  tx: Tx,
  organisation: string,
  from: PlainDate,
  to: PlainDate,
): Promise<DutyMonthRow[]> {
  return tx.rows<DutyMonthRow>(
    `select duty, month, expected, done, late, finding, idle from duty_month
     where organisation_id = $1 and month between $2 and $3 order by duty, month`,
    [organisation, from, to],
  );
}

/** First days of the turns that were owed, by duty, oldest first. */
export type OwedDays = ReadonlyMap<string, readonly PlainDate[]>;

/** What boards count as owed of some duties in the turns that begin in a period. */
export async function owedDays(
  tx: Tx,
  organisation: string,
  duties: readonly string[],
  { from, to }: Period,
): Promise<OwedDays> {
  const months = await dutyMonths(tx, organisation, monthOf(from), monthOf(to));
  const owed = (id: string) =>
    months
      .filter(({ duty }) => duty === id)
      .flatMap(({ month, expected }) => daysOfBits(month, expected))
      .filter((day) => from <= day && day <= to);
  return new Map(duties.map((id) => [id, owed(id)]));
}

/** Which entry records each period of a duty; a correction takes the place of what it corrects. */
export async function entriesByPeriod(
  tx: Tx,
  organisation: string,
  duty: string,
  from: PlainDate,
  to: PlainDate,
): Promise<Map<PlainDate, string>> {
  const rows = await tx.rows<{ period: PlainDate; id: string }>(
    `select distinct on (period) period, id from entry e
     where organisation_id = $1 and definition = $2 and period between $3 and $4
       and not exists (select from entry c where c.organisation_id = $1 and c.definition = $2 and c.corrects = e.id)
     order by period, at desc`,
    [organisation, duty, from, to],
  );
  return new Map(rows.map((row) => [row.period, row.id]));
}

/** First days of the periods whose standing record was made before the duty asks for it, which took a reason. */
export async function earlyPeriods(
  tx: Tx,
  organisation: string,
  duty: string,
  { from, to }: Period,
): Promise<ReadonlySet<PlainDate>> {
  const rows = await tx.rows<{ period: PlainDate }>(
    `select period from entry e
     where organisation_id = $1 and definition = $2 and period between $3 and $4
       and not late and late_reason is not null and corrects is null
       and not exists (select from entry c where c.organisation_id = $1 and c.definition = $2 and c.corrects = e.id)`,
    [organisation, duty, from, to],
  );
  return new Set(rows.map(({ period }) => period));
}
