import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { creditSites } from '#kernel/effect.ts';
import type { CreditSite } from '#kernel/effect.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Tx } from '#db/transaction.ts';
import type { PublishedFacts } from './columns.ts';
import { dispatchTitle, publicationKinds } from './present.ts';
import type { DispatchState, PresentedDispatch, PresentedPublication } from './present.ts';

/** What narrows the outbox. */
export interface OutboxFilter {
  readonly state?: DispatchState | undefined;
  readonly site?: CreditSite | undefined;
  readonly kind?: string | undefined;
  readonly action?: 'publish' | 'withdraw' | undefined;
  readonly q?: string | undefined;
}

interface DispatchRow extends PublishedFacts {
  id: string;
  site: CreditSite;
  state: DispatchState;
  attempts: number;
  next_at: Instant | null;
  last_error: string | null;
  receipt: string | null;
  sent_at: Instant;
  changed_at: Instant;
  proceeding_id: string | null;
  total: number;
}

/** Items of the outbox in the reader's scope, the latest first. */
export function outboxRows(
  tx: Tx,
  filter: OutboxFilter,
  limit: number,
  offset: number,
): Promise<DispatchRow[]> {
  const { state, site, kind, action, q } = filter;
  const values = [state, site, kind, action, q].map((value) => value ?? null);
  return tx.rows<DispatchRow>(selectOutbox, [...values, limit, offset]);
}

/** How many items stand in each state. */
export async function outboxCounts(tx: Tx): Promise<Record<string, number>> {
  const rows = await tx.rows<{ state: string; count: number }>(
    'select state, count(*)::int as count from dispatch group by state',
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

/** Presents an item of the outbox. */
export function presentDispatch(row: DispatchRow): PresentedDispatch {
  return {
    id: row.id,
    title: row.title,
    kind: row.kind,
    site: row.site,
    siteTitle: creditSites[row.site] ?? row.site,
    action: row.action,
    state: row.state,
    stateTitle: dispatchTitle(row.state, row.attempts),
    attempts: row.attempts,
    at: row.sent_at,
    changedAt: row.changed_at,
    ...(row.next_at === null ? {} : { nextAt: row.next_at }),
    ...(row.last_error === null ? {} : { error: row.last_error }),
    ...(row.receipt === null ? {} : { receipt: row.receipt }),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.proceeding_id === null ? {} : { proceeding: row.proceeding_id }),
  };
}

/** What narrows a list of publications. */
export interface PublicationFilter {
  readonly kind?: string | undefined;
  readonly q?: string | undefined;
  /** `shown`: those whose term runs; `ended`: over or withdrawn; all where absent. */
  readonly standing?: 'shown' | 'ended' | undefined;
  /** Only those about one organisation. */
  readonly organisation?: string | undefined;
}

interface PublicationRow {
  id: string;
  kind: string;
  title: string;
  text: string;
  at: Instant;
  shown_until: PlainDate | null;
  record: JsonObject;
  proceeding_id: string | null;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
  name: string | null;
  credit_code: string | null;
  authority: string | null;
  sent: { site: CreditSite; action: string; state: DispatchState; attempts: number }[] | null;
  total: number;
}

/** Publications with terms that the reader may see, the latest first. */
export function publicationRows(
  tx: Tx,
  filter: PublicationFilter,
  today: PlainDate,
  limit: number,
  offset: number,
): Promise<PublicationRow[]> {
  const { kind, q, standing, organisation } = filter;
  return tx.rows<PublicationRow>(selectPublications, [
    kind ?? null,
    q ?? null,
    standing ?? null,
    organisation ?? null,
    today,
    Object.keys(publicationKinds),
    limit,
    offset,
  ]);
}

/** Presents a publication as it stands on a day. */
export function presentPublication(row: PublicationRow, today: PlainDate): PresentedPublication {
  const isOver = row.shown_until !== null && row.shown_until < today;
  const kindTitle = publicationKinds[row.kind as keyof typeof publicationKinds] ?? row.kind;
  const said = (key: string) => {
    const value = row.record[key];
    return typeof value === 'string' ? { [key]: value } : {};
  };
  return {
    id: row.id,
    kind: row.kind,
    kindTitle,
    title: row.title,
    text: row.text,
    publishedOn: dayOf(row.at),
    standing: row.withdrawn_at !== null ? 'withdrawn' : isOver ? 'over' : 'shown',
    sites: (row.sent ?? []).map(({ site, action, state, attempts }) => ({
      title: creditSites[site] ?? site,
      state: `${action === 'withdraw' ? '撤回' : '公示'}：${dispatchTitle(state, attempts)}`,
    })),
    ...said('grounds'),
    ...said('number'),
    ...said('decidedOn'),
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.credit_code === null ? {} : { creditCode: row.credit_code }),
    ...(row.authority === null ? {} : { authority: row.authority }),
    ...(row.shown_until === null ? {} : { until: row.shown_until }),
    ...(row.proceeding_id === null ? {} : { proceeding: row.proceeding_id }),
    ...(row.withdrawn_at === null
      ? {}
      : {
          withdrawn: {
            on: dayOf(row.withdrawn_at),
            reason: row.withdrawn_reason ?? '',
            entry: row.withdrawn_by ?? '',
          },
        }),
  };
}

const like = (column: string, at: number) =>
  `$${at}::text is null or position($${at} in ${column}) > 0`;

const selectOutbox = `select d.id, d.site, d.action, d.state, d.attempts, d.next_at, d.last_error, d.receipt,
  d.at as sent_at, d.changed_at, p.kind, p.title, p.record, p.at, p.shown_until, p.withdrawn_at, p.withdrawn_reason,
  p.proceeding_id, o.name, o.credit_code, a.name as authority, a.credit_code as authority_code,
  count(*) over ()::int as total
from dispatch d join publication p on p.id = d.publication_id
left join lateral named_organisations(array[p.organisation_id], null) o on true
left join lateral named_organisations(array[p.authority_id], null) a on true
where ($1::text is null or d.state = $1) and ($2::text is null or d.site = $2) and ($3::text is null or p.kind = $3)
  and ($4::text is null or d.action = $4) and (${like(`p.title || coalesce(o.name, '')`, 5)})
order by d.at desc, d.id limit $6 offset $7`;

// One row in each direction and site; the list is read with what came of it.
const selectPublications = `select p.id, p.kind, p.title, p.text, p.at, p.shown_until, p.record, p.proceeding_id,
  p.withdrawn_at, p.withdrawn_by, p.withdrawn_reason, o.name, o.credit_code, a.name as authority,
  (select json_agg(json_build_object('site', d.site, 'action', d.action, 'state', d.state,
      'attempts', d.attempts) order by d.at, d.site)
    from dispatch d where d.publication_id = p.id) as sent,
  count(*) over ()::int as total
from publication p
left join lateral named_organisations(array[p.organisation_id], null) o on true
left join lateral named_organisations(array[p.authority_id], null) a on true
where p.kind = any ($6::text[]) and ($1::text is null or p.kind = $1)
  and (${like(`p.title || coalesce(o.name, '') || coalesce(o.credit_code, '')`, 2)})
  and ($3::text is null
    or ($3 = 'shown') = (p.withdrawn_at is null and (p.shown_until is null or p.shown_until >= $5)))
  and ($4::uuid is null or p.organisation_id = $4)
order by p.at desc, p.id limit $7 offset $8`;
