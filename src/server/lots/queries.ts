import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { LotCode } from '#kernel/lot/code.ts';
import type { Tx } from '#db/transaction.ts';
import { lotColumns, presentLot } from '../reading/lots.ts';
import type { LotRow } from '../reading/lots.ts';
import type { FoundLot, LotLink, LotStep, LotSummary } from './present.ts';

/** What a list of lots is asked for. */
export interface LotQuery {
  /** In a holder's list part of the product's name, the model or the number; in a wide one the whole number. */
  readonly q?: string | undefined;
  /** Only what is still there. */
  readonly left: boolean;
  /** Only one holder's; where nobody is named the list is wide, of all that the reader sees. */
  readonly holder?: string | undefined;
  /** Only what is held in this county: the whole territory of a reader there, who has it read in its order. */
  readonly county?: number | undefined;
  readonly blocked: boolean;
  /** Only what waits at the holder: received and not accepted, or made there and not released. */
  readonly waits?: 'accept' | 'release' | undefined;
  /** Only the lots of this number, written in any case. */
  readonly number?: string | undefined;
  /** Where the page before ended: `<moment>_<seq>`. */
  readonly before?: string | undefined;
}

const pageSize = 50;
/** Lots of one export; a house with more narrows the list. */
export const exportLimit = 50_000;

interface ListedRow extends LotRow {
  seq: string;
  holder: string;
  last_at: Instant;
}

/** Holdings, those that moved last first, and where to read on. */
export async function listLots(tx: Tx, query: LotQuery, size = pageSize) {
  const parameters: unknown[] = [];
  const value = (one: unknown) => `$${parameters.push(one)}`;
  const conditions = [...conditionsOf(query, value)];
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const rows = await tx.rows<ListedRow>(
    `select ${columns} from holding h join lot l on l.seq = h.lot ${where}
     order by h.last_at desc, h.lot desc limit ${value(size + 1)}`,
    parameters,
  );
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    lots: page.map(summary),
    ...(rows.length > size && last !== undefined ? { next: `${last.last_at}_${last.seq}` } : {}),
  };
}

/** Only what is asked for, since each condition has an index of its own to be read by. */
function* conditionsOf(query: LotQuery, value: (one: unknown) => string): Generator<string> {
  const { holder, county, q, left, blocked, waits, number, before } = query;
  const numbered = (text: string) => `h.lot in (select lots_numbered(${value(text)}))`;
  if (holder !== undefined) yield `h.organisation_id = ${value(holder)}`;
  if (county !== undefined) yield `h.region = ${value(county)}`;
  if (q !== undefined && q !== '') {
    yield holder === undefined ? numbered(q) : likeAny(value(`%${q.replace(/[%_\\]/g, '\\$&')}%`));
  }
  if (left) yield 'h.got > h.used + h.shipped + h.returned + h.destroyed';
  if (blocked) yield '(select true from lot_block b where b.lot = h.lot limit 1)';
  if (waits !== undefined) yield `h.own = ${value(waits === 'release')} and ${waiting('h')}`;
  if (number !== undefined) yield numbered(number);
  if (before !== undefined) {
    const [at, seq] = before.split('_');
    yield `(h.last_at, h.lot) < (${value(at)}::timestamptz, ${value(seq)}::bigint)`;
  }
}

/** The own house's lots that a code names: one by its id or its link, several where a number was given twice. */
export async function findByCode(
  tx: Tx,
  house: string,
  code: LotCode,
): Promise<readonly FoundLot[]> {
  const asked = 'id' in code ? [code.id, null, null] : [null, code.number, code.identifier ?? null];
  const rows = await tx.rows<ListedRow & { certificate: string | null }>(selectByCode, [
    house,
    ...asked,
  ]);
  return rows.map(({ certificate, ...row }) => ({
    ...summary(row),
    ...(certificate === null ? {} : { certificate }),
  }));
}

/** All holdings of a lot that the reader sees, the maker's first. */
export async function holdersOf(tx: Tx, lot: string): Promise<readonly LotSummary[]> {
  const rows = await tx.rows<ListedRow>(selectHolders, [lot]);
  return rows.map(summary);
}

/** What happened to a lot, oldest first. */
export async function stepsOf(tx: Tx, lot: string): Promise<readonly LotStep[]> {
  const rows = await tx.rows<StepRow>(selectSteps, [lot]);
  return rows.map(({ entry_id, on_day, organisation_id, to_id, to_name, event_id, ...step }) => ({
    ...step,
    entry: entry_id,
    on: on_day,
    by: organisation_id,
    ...(to_id === null ? {} : { to: to_id }),
    ...(to_name === '' ? {} : { toName: to_name }),
    ...(event_id === null ? {} : { event: event_id }),
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
    `select o.id as lot, o.product, o.number, o.unit, trim_scale(sum(p.quantity))::text as quantity,
       p.organisation_id as by
     from lot l join lot_part p on p.${other} = l.seq join lot o on o.seq = p.${side}
     where l.id = $1 group by o.seq, p.organisation_id order by o.seq limit 500`,
    [lot],
  );
}

/** The maker's files of products that a lot may be of, where it names none. */
export function filesLike(tx: Tx, lot: string) {
  return tx.rows<{ id: string; title: string }>(
    `select p.proceeding_id as id, concat_ws(' ', p.name, nullif(p.model, '')) as title
     from lot l join product p on p.organisation_id = l.organisation_id and p.name = l.product and p.model = l.model
     where l.id = $1 and l.product_file is null and l.origin = '' and not p.rests order by p.proceeding_id limit 5`,
    [lot],
  );
}

/** What keeps a lot back, and as far as the reader may know it, the case, the notice or the record that does. */
export function blocksOf(tx: Tx, lot: string, own: string | null) {
  return tx.rows<{
    cause: string;
    entry: string;
    at: Instant;
    title: string | null;
    definition: string | null;
    recalls: boolean;
    notice: string | null;
  }>(selectBlocks, [lot, own]);
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
  event_id: string | null;
}

function summary(row: ListedRow): LotSummary {
  const lot = presentLot(row);
  const available = lot.blocked ? '0' : lot.available;
  return { ...lot, available, holder: row.holder, lastAt: row.last_at };
}

function likeAny(part: string): string {
  return `(l.product ilike ${part} or l.number ilike ${part} or l.model ilike ${part})`;
}

/** Something is there that may not leave yet; of what was made there, what was used needs no release. */
function waiting(h: string): string {
  return `${h}.released + case when ${h}.own then ${h}.used else 0 end + ${h}.returned + ${h}.destroyed < ${h}.got`;
}

// Whoever may not see the recall knows it by the notice to a holder that it sees.
const selectBlocks = `select b.cause, b.entry_id as entry, b.at, p.title, coalesce(p.procedure, e.definition) as definition,
    coalesce(p.procedure = 'recall', n.recall is not null) as recalls, n.notice
  from lot l join lot_block b on b.lot = l.seq left join proceeding p on p.id = b.cause left join entry e on e.id = b.entry_id
  left join lateral (select n.recall, n.notice from holding h join recall_holder n
    on n.recall = b.cause and n.organisation_id = h.organisation_id where h.lot = b.lot
    order by n.organisation_id = $2 desc, n.notice nulls last limit 1) n on true
  where l.id = $1 order by b.at`;

const columns = `${lotColumns}, l.seq::text as seq, h.organisation_id as holder, h.last_at`;

// What a link says comes before the number in it: two makers may number alike. What is there comes before what is gone.
const selectByCode = `with named as (
  select l.seq, true as is_linked from lot l where l.identifier = $4
  union all select l.seq, false from lot l where l.id = $2
  union all select n, false from lots_numbered($3) n)
select ${columns}, (select e.input ->> 'certificate' from lot_event v
    join entry e on e.organisation_id = v.organisation_id and e.id = v.entry_id
    where v.lot = l.seq and v.organisation_id = h.organisation_id and v.kind = 'released'
      and e.input ->> 'certificate' is not null order by v.at desc limit 1) as certificate
  from named n join lot l on l.seq = n.seq join holding h on h.lot = l.seq and h.organisation_id = $1
  where n.is_linked or not exists (select from named o join holding x on x.lot = o.seq and x.organisation_id = $1
    where o.is_linked)
  order by h.got > h.used + h.shipped + h.returned + h.destroyed desc, h.last_at desc limit 20`;

const selectHolders = `select ${columns} from lot l join holding h on h.lot = l.seq where l.id = $1
  order by h.own desc, h.last_at`;

// An event's number follows from its place in the document; row security shows the own house's events alone.
const selectSteps = `select e.entry_id, e.kind, trim_scale(e.quantity)::text as quantity, e.on_day, e.at,
  e.organisation_id, e.to_id, e.to_name, t.event_id from lot l join lot_event e on e.lot = l.seq
  left join epcis_taken t on t.capture_id = e.entry_id and t.number = e.number / 10000 where l.id = $1
  order by e.at, e.number limit 1000`;
