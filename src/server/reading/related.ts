import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Period } from '#kernel/calendar/period.ts';
import type { Tx } from '#db/transaction.ts';

interface Row {
  id: string;
  procedure: string;
  title: string;
  state: string;
  opened_at: Instant;
  closed_at: Instant | null;
  overdue: boolean;
  opening: JsonObject | null;
  opened_by: string | null;
}

/**
 * Proceedings about an organisation that were open at some time of a period, for drafts of reports and for guards.
 * @param procedures only these; all where absent.
 */
export async function relatedProceedings(
  tx: Tx,
  organisation: string,
  period: Period,
  now: Instant,
  procedures?: readonly string[],
): Promise<RelatedProceeding[]> {
  const { from, to } = period;
  const rows = await tx.rows<Row>(selectRelated, [organisation, from, to, now, procedures ?? null]);
  return rows.map((row) => ({
    id: row.id,
    procedure: row.procedure,
    title: row.title,
    state: row.state,
    openedAt: row.opened_at,
    overdue: row.overdue,
    opening: row.opening ?? {},
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
    ...(row.opened_by === null ? {} : { openedBy: row.opened_by }),
  }));
}

const selectRelated = `select p.id, p.procedure, p.title, p.state, p.opened_at, p.closed_at,
  exists (select from clock c where c.proceeding_id = p.id and c.nature = 'duty' and not c.paused and c.until <= $4) as overdue,
  o.input as opening, o.account_organisation_id as opened_by
from proceeding p
left join lateral (select e.input, e.account_organisation_id from entry e where e.proceeding_id = p.id
  order by e.at, e.id limit 1) o on true
where p.organisation_id = $1 and ($5::text[] is null or p.procedure = any($5))
  and p.opened_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'
  and (p.closed_at is null or p.closed_at >= $2::date::timestamp at time zone 'Asia/Shanghai')
order by p.opened_at limit 500`;
