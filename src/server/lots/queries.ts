import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import { lotColumns, presentLot } from '../reading/lots.ts';
import type { LotRow } from '../reading/lots.ts';
import type { LotLink, LotStep, LotSummary } from './present.ts';

/** What a list of lots is asked for. */
export interface LotQuery {
  /** Part of the product's name, the model or the number. */
  readonly q?: string | undefined;
  /** Only what is still there. */
  readonly left: boolean;
  /** Only one holder's; by default the reader's own, for offices all in their scope. */
  readonly holder?: string | undefined;
  readonly blocked: boolean;
  /** Where the page before ended: `<moment>_<seq>`. */
  readonly before?: string | undefined;
}

const pageSize = 50;

interface ListedRow extends LotRow {
  seq: string;
  holder: string;
  last_at: Instant;
}

/** Holdings, those that moved last first, and where to read on. */
export async function listLots(tx: Tx, query: LotQuery) {
  const [at, seq] = query.before?.split('_') ?? [];
  const rows = await tx.rows<ListedRow>(selectLots, [
    query.holder ?? null,
    query.q === undefined || query.q === '' ? null : `%${query.q.replace(/[%_\\]/g, '\\$&')}%`,
    query.left,
    query.blocked,
    at ?? null,
    seq ?? null,
    pageSize + 1,
  ]);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    lots: page.map(summary),
    ...(rows.length > pageSize && last !== undefined
      ? { next: `${last.last_at}_${last.seq}` }
      : {}),
  };
}

/** All holdings of a lot that the reader sees, the maker's first. */
export async function holdersOf(tx: Tx, lot: string): Promise<readonly LotSummary[]> {
  const rows = await tx.rows<ListedRow>(selectHolders, [lot]);
  return rows.map(summary);
}

/** What happened to a lot, oldest first. */
export async function stepsOf(tx: Tx, lot: string): Promise<readonly LotStep[]> {
  const rows = await tx.rows<StepRow>(selectSteps, [lot]);
  return rows.map(({ entry_id, on_day, organisation_id, to_id, to_name, ...step }) => ({
    ...step,
    entry: entry_id,
    on: on_day,
    by: organisation_id,
    ...(to_id === null ? {} : { to: to_id }),
    ...(to_name === '' ? {} : { toName: to_name }),
  }));
}

/** The lots that went into a lot (`parent`), or that it went into (`child`). */
export async function linksOf(
  tx: Tx,
  lot: string,
  side: 'parent' | 'child',
): Promise<readonly LotLink[]> {
  const other = side === 'parent' ? 'child' : 'parent';
  return tx.rows<{ [K in keyof LotLink]: string }>(
    `select o.id as lot, o.product, o.number, o.unit, trim_scale(p.quantity)::text as quantity, p.organisation_id as by
     from lot l join lot_part p on p.${other} = l.seq join lot o on o.seq = p.${side}
     where l.id = $1 order by o.seq limit 500`,
    [lot],
  );
}

/** What keeps a lot back. */
export function blocksOf(tx: Tx, lot: string) {
  return tx.rows<{ cause: string; entry: string; at: Instant }>(
    `select b.cause, b.entry_id as entry, b.at from lot l join lot_block b on b.lot = l.seq where l.id = $1 order by b.at`,
    [lot],
  );
}

interface StepRow {
  entry_id: string;
  kind: LotStep['kind'];
  quantity: string;
  on_day: PlainDate;
  at: Instant;
  organisation_id: string;
  to_id: string | null;
  to_name: string;
}

function summary(row: ListedRow): LotSummary {
  return { ...presentLot(row), holder: row.holder, lastAt: row.last_at };
}

const columns = `${lotColumns}, l.seq::text as seq, h.organisation_id as holder, h.last_at`;

const selectLots = `select ${columns} from holding h join lot l on l.seq = h.lot
where ($1::uuid is null or h.organisation_id = $1)
  and ($2::text is null or l.product ilike $2 or l.number ilike $2 or l.model ilike $2)
  and (not $3::boolean or h.got > h.used + h.shipped + h.returned + h.destroyed)
  and (not $4::boolean or exists (select from lot_block b where b.lot = l.seq))
  and ($5::timestamptz is null or (h.last_at, h.lot) < ($5::timestamptz, $6::bigint))
order by h.last_at desc, h.lot desc limit $7`;

const selectHolders = `select ${columns} from lot l join holding h on h.lot = l.seq where l.id = $1
  order by h.own desc, h.last_at`;

const selectSteps = `select e.entry_id, e.kind, trim_scale(e.quantity)::text as quantity, e.on_day, e.at,
  e.organisation_id, e.to_id, e.to_name from lot l join lot_event e on e.lot = l.seq where l.id = $1
  order by e.at, e.number limit 1000`;
