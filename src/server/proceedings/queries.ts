import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import type { Proceeding } from '#db/types.ts';
import type { SignedIn } from '../context.ts';

/** What a list of proceedings may be narrowed by. */
export interface ProceedingFilter {
  readonly procedure?: string | undefined;
  readonly state?: string | undefined;
  readonly open?: boolean | undefined;
  /** Only those that the actor's house left. */
  readonly left?: boolean;
  readonly organisation?: string | undefined;
  /** Part of the title. */
  readonly q?: string | undefined;
  /** Procedures left out unless one is asked for: products have lists of their own and would push out every case. */
  readonly without?: readonly string[];
  readonly page: number;
}

/** A row of the list. */
export interface ProceedingRow extends Omit<
  Proceeding,
  | 'definition_hash'
  | 'domains'
  | 'opened_by'
  | 'acts'
  | 'hidden_from'
  | 'likeness'
  | 'numbered'
  | 'traces'
> {
  region_name: string;
  due_until: Instant | null;
  due_day: PlainDate | null;
  due_certain: boolean | null;
  total: number;
}

/** Rows of one page of a list. */
export const pageSize = 20;

/** Proceedings that the actor may see, the most recently moved first. */
export function listProceedings(
  tx: Tx,
  { scope }: Pick<SignedIn, 'scope'>,
  filter: ProceedingFilter,
  rows: number = pageSize,
): Promise<ProceedingRow[]> {
  const isOfficial = scope.region.lo <= scope.region.hi;
  const { procedure, state, organisation, q = '' } = filter;
  const isWhole = [procedure, state, organisation].every((one) => one === undefined) && q === '';
  const official = isWhole && filter.open === true ? selectOpen : selectScope;
  return tx.rows<ProceedingRow>(isOfficial ? official : selectOwn, [
    filter.procedure ?? null,
    filter.state ?? null,
    filter.open ?? null,
    filter.organisation ?? null,
    filter.q === undefined || filter.q === '' ? null : `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`,
    rows,
    (filter.page - 1) * rows,
    filter.without ?? [],
    ...(isOfficial ? [] : [scope.organisation, scope.account]),
  ]);
}

const narrowed = `($1::text is null or p.procedure = $1) and ($2::text is null or p.state = $2)
    and ($3::boolean is null or (p.closed_at is null) = $3) and ($4::uuid is null or p.organisation_id = $4)
    and ($5::text is null or p.title like $5) and ($1::text is not null or not p.procedure = any ($8::text[]))`;

// Counted and sorted by ids and nothing else: a hundred thousand whole rows would go through a file. All that is open is
// counted in one index and comes by another in its order; what is narrowed is counted by the pass that finds it.
const select = (
  source: string,
  isWhole: boolean,
) => `select p.id, p.procedure, p.opened_on, p.title, p.state, p.region,
  r.name as region_name, p.organisation_id, p.opened_at, p.last_at, p.closed_at,
  c.until as due_until, c.due_day, c.certain as due_certain, page.total
from (select p.id, p.last_at, ${isWhole ? `(select count(*) from ${source} p where ${narrowed})` : 'count(*) over ()'} as total
  from ${source} p where ${narrowed} order by p.last_at desc limit $6 offset $7) page
join proceeding p on p.id = page.id
join region r on r.code = p.region
left join lateral (select c.until, c.due_day, c.certain from clock c where c.proceeding_id = p.id and c.nature <> 'opening'
  and not c.paused order by c.until limit 1) c on true
order by p.last_at desc`;

const selectScope = select('proceeding', false);
const selectOpen = select('proceeding', true);
// Who has no territory sees few: they are found by their indexes, where the policy alone would look at every proceeding.
const selectOwn = select(
  `(select * from proceeding where id = any (array(
  select id from proceeding where organisation_id = $9 union select id from proceeding where opened_by = $10
  union select * from my_cases())))`,
  false,
);

/** Which entries of a proceeding stand in the log, by entry id. */
export async function logIndexes(tx: Tx, entries: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ entry_id: string; index: number }>(
    'select entry_id, index from leaf where entry_id = any($1::uuid[])',
    [entries],
  );
  return new Map(rows.map((row) => [row.entry_id, row.index]));
}

/** Which of these entries had their content erased. */
export async function erasedAmong(tx: Tx, entries: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ entry_id: string }>(
    'select entry_id from erasure where entry_id = any($1::uuid[])',
    [entries],
  );
  return new Set(rows.map((row) => row.entry_id));
}

/** Another proceeding that an act of this one opened or acted in, or the other way round. */
export interface LinkedRow extends Pick<
  Proceeding,
  'id' | 'procedure' | 'opened_on' | 'title' | 'state'
> {
  organisation_id: string | null;
  /** Whether this one comes from it; otherwise it comes from this one. */
  is_origin: boolean;
}

/** Proceedings linked to one by cause, as far as the reader sees them; the oldest first. */
export function linkedProceedings(
  tx: Tx,
  proceeding: string,
  entries: readonly string[],
): Promise<LinkedRow[]> {
  return tx.rows<LinkedRow>(selectLinked, [proceeding, entries]);
}

const selectLinked = `select p.id, p.procedure, p.opened_on, p.title, p.state, p.organisation_id,
  bool_or(l.is_origin) as is_origin
from (
  select c.proceeding_id, true as is_origin from entry e join entry c on c.id = e.cause
    where e.id = any ($2::uuid[]) and e.cause is not null
  union all
  select c.proceeding_id, false from entry c where c.cause = any ($2::uuid[])
) l join proceeding p on p.id = l.proceeding_id
where p.id <> $1
group by p.id order by p.opened_at, p.id limit 50`;
