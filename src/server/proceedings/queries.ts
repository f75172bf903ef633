import { time, timeTitle } from '#kernel/decide.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import type { Proceeding } from '#db/types.ts';

/** What a list of proceedings may be narrowed by. */
export interface ProceedingFilter {
  readonly procedure?: string | undefined;
  readonly state?: string | undefined;
  readonly open?: boolean | undefined;
  readonly organisation?: string | undefined;
  /** Part of the title. */
  readonly q?: string | undefined;
  readonly page: number;
}

/** A row of the list. */
export interface ProceedingRow extends Omit<
  Proceeding,
  'definition_hash' | 'domains' | 'opened_by' | 'acts' | 'hidden_from'
> {
  region_name: string;
  organisation_name: string | null;
  due_until: Instant | null;
  due_day: PlainDate | null;
  total: number;
}

/** Rows of one page of a list. */
export const pageSize = 20;

/** Proceedings that the actor may see, the most recently moved first. */
export function listProceedings(
  tx: Tx,
  filter: ProceedingFilter,
  rows: number = pageSize,
): Promise<ProceedingRow[]> {
  return tx.rows<ProceedingRow>(selectList, [
    filter.procedure ?? null,
    filter.state ?? null,
    filter.open ?? null,
    filter.organisation ?? null,
    filter.q === undefined || filter.q === '' ? null : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
    rows,
    (filter.page - 1) * rows,
  ]);
}

const selectList = `select p.id, p.procedure, p.opened_on, p.title, p.state, p.region, r.name as region_name,
  p.organisation_id, o.name as organisation_name, p.opened_at, p.last_at, p.closed_at, c.until as due_until, c.due_day,
  p.total
from (select p.*, count(*) over () as total from proceeding p
  where ($1::text is null or p.procedure = $1) and ($2::text is null or p.state = $2)
    and ($3::boolean is null or (p.closed_at is null) = $3) and ($4::uuid is null or p.organisation_id = $4)
    and ($5::text is null or p.title like $5)
  order by p.last_at desc limit $6 offset $7) p
join region r on r.code = p.region
left join organisation o on o.id = p.organisation_id
left join lateral (select c.until, c.due_day from clock c where c.proceeding_id = p.id and c.nature <> 'opening'
  and not c.paused order by c.until limit 1) c on true
order by p.last_at desc`;

/**
 * Names of people and organisations that take part in a proceeding, for its timeline: bodies by their public names,
 * people where the reader may see them or where they act for an office or a laboratory. Citizens stay unnamed.
 */
export async function namesOf(
  tx: Tx,
  accounts: readonly string[],
  organisations: readonly string[],
): Promise<{ accounts: Map<string, string>; organisations: Map<string, string> }> {
  const [people, bodies] = await Promise.all([
    tx.rows<{ id: string; name: string }>(
      `select id, name from account where id = any($1::uuid[])
        union select id, name from named_officials($1::uuid[])`,
      [accounts],
    ),
    tx.rows<{ id: string; name: string }>(
      'select id, name from named_organisations($1::uuid[], null)',
      [organisations],
    ),
  ]);
  const map = (rows: { id: string; name: string }[]) =>
    new Map(rows.map((row) => [row.id, row.name]));
  const named = map(people).set(time.account, timeTitle);
  return { accounts: named, organisations: map(bodies) };
}

/** Which entries of a proceeding stand in the log, by entry id. */
export async function logIndexes(tx: Tx, entries: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ entry_id: string; index: number }>(
    'select entry_id, index from leaf where entry_id = any($1::uuid[])',
    [entries],
  );
  return new Map(rows.map((row) => [row.entry_id, row.index]));
}
