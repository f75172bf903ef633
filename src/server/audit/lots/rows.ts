import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { LotFacts, LotSale } from '#kernel/lot/lot.ts';
import type { Tx } from '#db/transaction.ts';
import { codeText, eventText, lotText } from './effects.ts';

/** An event of a lot as it is kept, with the lot that it is about. */
export interface StoredEvent {
  readonly entry_id: string;
  readonly number: number;
  readonly lot: string;
  readonly text: string;
  /** What the lot is, as {@link lotText} says it. */
  readonly facts: string;
}

/** What the graph of lots holds because of some entries. */
export interface StoredLots {
  readonly events: readonly StoredEvent[];
  /** So much of `parent` went into `child`. */
  readonly parts: readonly {
    readonly entry_id: string;
    readonly child: string;
    readonly parent: string;
    readonly organisation_id: string;
    readonly quantity: string;
  }[];
  readonly blocks: readonly {
    readonly entry_id: string;
    readonly cause: string;
    readonly lot: string;
  }[];
  /** As {@link codeText} says it. */
  readonly codes: readonly {
    readonly entry_id: string;
    readonly lot: string;
    readonly text: string;
  }[];
}

interface CodeRow {
  entry_id: string;
  lot: string;
  code: string;
  serials: number;
  at: Instant;
}

/** A row of what happened to a lot. */
export interface EventRow {
  entry_id: string;
  number: number;
  lot: string;
  kind: string;
  quantity: string;
  organisation_id: string;
  to_id: string | null;
  to_name: string;
  on_day: PlainDate;
  late: boolean;
  lot_number: string;
  product: string;
  model: string;
  product_file: string | null;
  unit: string;
  origin: string;
  registered_by: string;
}

/** What is read of an event `e` of a lot `l`. */
export const eventColumns = `e.entry_id, e.number, l.id as lot, e.kind, trim_scale(e.quantity)::text as quantity,
  e.organisation_id, e.to_id, e.to_name, e.on_day, e.late, l.number as lot_number, l.product, l.model, l.product_file, l.unit,
  l.origin, l.organisation_id as registered_by`;

/** Reads what the graph of lots holds because of some entries. */
export async function readStoredLots(tx: Tx, entries: readonly string[]): Promise<StoredLots> {
  const [events, parts, blocks, codes] = await Promise.all([
    tx.rows<EventRow>(
      `select ${eventColumns}
       from lot_event e join lot l on l.seq = e.lot where e.entry_id = any ($1::uuid[])`,
      [entries],
    ),
    tx.rows<StoredLots['parts'][number]>(
      `select p.entry_id, c.id as child, u.id as parent, p.organisation_id, trim_scale(p.quantity)::text as quantity
       from lot_part p join lot c on c.seq = p.child join lot u on u.seq = p.parent
       where p.entry_id = any ($1::uuid[])`,
      [entries],
    ),
    tx.rows<StoredLots['blocks'][number]>(
      `select b.entry_id, b.cause, l.id as lot from lot_block b join lot l on l.seq = b.lot
       where b.entry_id = any ($1::uuid[])`,
      [entries],
    ),
    tx.rows<CodeRow>(
      `select c.entry_id, l.id as lot, c.code, c.last - c.first + 1 as serials, c.at
       from lot_code c join lot l on l.seq = c.lot where c.entry_id = any ($1::uuid[])`,
      [entries],
    ),
  ]);
  return { events: events.map(storedEvent), parts, blocks, codes: codes.map(storedCode) };
}

function storedCode({ entry_id, lot, code, serials, at }: CodeRow) {
  return { entry_id, lot, text: codeText(code, serials, at) };
}

/** It as it is compared. */
export function storedEvent(row: EventRow): StoredEvent {
  const { entry_id, number, lot, kind, quantity, organisation_id: organisation, to_id } = row;
  const text = eventText({
    kind,
    // What was released in the same breath as its lot was made names no lot of its own.
    lot: number < 0 ? undefined : lot,
    organisation,
    quantity,
    to: to_id ?? undefined,
    toName: row.to_name,
    on: row.on_day,
    late: row.late,
  });
  return {
    entry_id,
    number,
    lot,
    text,
    facts: lotText(
      { ...row, number: row.lot_number, file: row.product_file ?? undefined },
      row.registered_by,
    ),
  };
}

interface LotRow {
  entry: string;
  id: string;
  number: string;
  product: string;
  model: string;
  unit: string;
  origin: string;
  made_on: PlainDate | null;
  registered_by: string;
  own: boolean;
  received_from: string | null;
  returned: string;
  destroyed: string;
  released: string;
  passed: string;
  used: string;
  sold: readonly LotSale[];
}

/** What rules may have known of the lots that entries name: what they are and whom the house had them from. */
export async function lotFactsOf(
  tx: Tx,
  asked: readonly { readonly entry: string; readonly lots: readonly string[] }[],
): Promise<ReadonlyMap<string, readonly LotFacts[]>> {
  const pairs = asked.flatMap(({ entry, lots }) => lots.map((lot) => ({ entry, lot })));
  if (pairs.length === 0) return new Map();
  const rows = await tx.rows<LotRow>(
    `select a.entry, l.id, l.number, l.product, l.model, l.unit, l.origin, l.made_on,
       l.organisation_id as registered_by, l.organisation_id = n.organisation_id and l.origin = '' as own,
       (select e.organisation_id from lot_event e where e.lot = l.seq and e.to_id = n.organisation_id and e.at < n.at
         order by e.at desc limit 1) as received_from, ${goneBefore('returned')}, ${goneBefore('destroyed')},
       ${goneBefore('released')}, ${goneBefore('passed', `e.kind = 'shipped' and e.to_id is not null`)},
       case when n.kind = 'procedure' then (select trim_scale(coalesce(sum(p.quantity), 0))::text from lot_part p
         join entry u on u.id = p.entry_id where p.parent = l.seq and p.organisation_id = n.organisation_id and u.at < n.at)
         else '0' end as used,
       case when n.kind = 'procedure' then (select coalesce(json_agg(json_build_object('name', s.to_name,
         'quantity', trim_scale(s.quantity)::text)), '[]') from (select e.to_name, sum(e.quantity) as quantity from lot_event e
           where e.lot = l.seq and e.organisation_id = n.organisation_id and e.kind = 'shipped' and e.to_id is null
             and e.at < n.at group by 1) s) else '[]' end as sold
     from unnest($1::uuid[], $2::uuid[]) as a (entry, lot) join lot l on l.id = a.lot join entry n on n.id = a.entry`,
    [pairs.map(({ entry }) => entry), pairs.map(({ lot }) => lot)],
  );
  const facts = rows.map((row): [string, LotFacts] => [row.entry, factsOf(row)]);
  return new Map(
    [...Map.groupBy(facts, ([entry]) => entry)].map(([entry, all]) => [
      entry,
      all.map(([, one]) => one),
    ]),
  );
}

/** What a holder answers of a recalled lot moves what was not written down before; what books do depends on none of it. */
function goneBefore(name: string, which = `e.kind = '${name}'`): string {
  return `case when n.kind = 'procedure' then (select trim_scale(coalesce(sum(e.quantity), 0))::text from lot_event e
    where e.lot = l.seq and e.organisation_id = n.organisation_id and ${which} and e.at < n.at) else '0' end as ${name}`;
}

/** How much there was at the time otherwise nobody knows any more; effects do not depend on it. */
function factsOf(row: LotRow): LotFacts {
  const { id, number, product, unit, own, registered_by: registeredBy } = row;
  const { returned, destroyed, released, passed, used, sold } = row;
  const known = { returned, destroyed, released, passed, used, sold };
  const unknown = { ...known, got: '0', onHand: '0', available: '0', blocked: false };
  return {
    id,
    number,
    product,
    unit,
    own,
    registeredBy,
    ...unknown,
    ...(row.model === '' ? {} : { model: row.model }),
    ...(row.made_on === null ? {} : { madeOn: row.made_on }),
    ...(row.origin === '' ? {} : { origin: row.origin }),
    ...(row.received_from === null ? {} : { receivedFrom: row.received_from }),
  };
}
