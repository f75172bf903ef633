import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import { productOf } from '#kernel/product/life.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import type { PiecesOfOthers } from '#trace/epcis/singles.ts';
import { presentAct } from '../../reading/load-proceeding.ts';
import { eventColumns, storedEvent } from './rows.ts';
import type { EventRow, StoredEvent } from './rows.ts';

/** An event that became part of the register, with its text. */
export interface TakenRow {
  readonly seq: number;
  readonly organisation_id: string;
  readonly key: string;
  readonly capture_id: string;
  readonly number: number;
  readonly event_id: string;
  readonly at: Instant;
  readonly undone: boolean;
  readonly others: PiecesOfOthers | null;
  readonly body: Buffer | null;
}

/** The next of them, in the order in which they became part of it. */
export function readTakenRows(tx: Tx, after: number, limit: number): Promise<TakenRow[]> {
  return tx.rows<TakenRow>(
    `select t.seq, t.organisation_id, replace(t.key::text, '-', '') as key, t.capture_id, t.number, t.event_id, t.at,
       t.undone, t.others, substring(p.body from t.start + 1 for t.length) as body
     from epcis_taken t left join epcis_piece p on p.id = t.piece and p.capture_id = t.capture_id
       and p.organisation_id = t.organisation_id
     where t.seq > $1 order by t.seq limit $2`,
    [after, limit],
  );
}

/** A lot that an event of a capture made, moved or used up. */
export interface TouchedLot {
  readonly id: string;
  readonly number: string;
  readonly identifier: string | null;
  readonly unit: string;
  readonly product_file: string | null;
}

/** What the graph holds because of one event of a capture. */
export interface StoredTold {
  readonly events: readonly StoredEvent[];
  readonly parts: readonly {
    readonly entry_id: string;
    readonly child: string;
    readonly parent: string;
    readonly organisation_id: string;
    readonly quantity: string;
  }[];
  readonly lots: readonly TouchedLot[];
}

/** Reads it for some events, by the capture and the numbers of each. */
export async function readStoredTold(
  tx: Tx,
  ranges: readonly { readonly capture: string; readonly low: number; readonly high: number }[],
): Promise<readonly StoredTold[]> {
  const asked = [
    ranges.map(({ capture }) => capture),
    ranges.map(({ low }) => low),
    ranges.map(({ high }) => high),
  ];
  const from = `unnest($1::uuid[], $2::int[], $3::int[]) with ordinality as a (capture, low, high, place)
    join lot_event e on e.entry_id = a.capture and e.number between a.low and a.high join lot l on l.seq = e.lot`;
  const [events, parts] = await Promise.all([
    tx.rows<EventRow & { place: number; identifier: string | null }>(
      `select a.place::int as place, l.identifier, ${eventColumns} from ${from}`,
      asked,
    ),
    tx.rows<StoredTold['parts'][number] & { place: number; lot: TouchedLot }>(
      `select a.place::int as place, p.entry_id, l.id as child, u.id as parent, p.organisation_id,
         trim_scale(p.quantity)::text as quantity, json_build_object('id', u.id, 'number', u.number,
           'identifier', u.identifier, 'unit', u.unit, 'product_file', u.product_file) as lot
       from ${from} join lot_part p on p.child = e.lot and p.entry_id = e.entry_id and p.number = e.number
         join lot u on u.seq = p.parent
       where e.kind = 'made'`,
      asked,
    ),
  ]);
  const eventsOf = Map.groupBy(events, ({ place }) => place - 1);
  const partsOf = Map.groupBy(parts, ({ place }) => place - 1);
  return ranges.map((_, index) => {
    const own = eventsOf.get(index) ?? [];
    const used = partsOf.get(index) ?? [];
    const touched = own.map(({ lot: id, lot_number: number, identifier, unit, product_file }) => ({
      id,
      number,
      identifier,
      unit,
      product_file,
    }));
    const lots = new Map([...touched, ...used.map(({ lot }) => lot)].map((lot) => [lot.id, lot]));
    return { events: own.map(storedEvent), parts: used, lots: [...lots.values()] };
  });
}

type Act = Parameters<typeof presentAct>[0] & {
  proceeding_id: string;
  definition: string;
  holder: string;
};

/** Products by the acts of their files, as of any moment. */
export async function readProducts(
  tx: Tx,
  law: Law,
  files: readonly string[],
): Promise<(file: string, until: Instant) => ProductFacts | undefined> {
  const rows =
    files.length === 0
      ? []
      : await tx.rows<Act>(
          `select e.*, p.organisation_id as holder from entry e join proceeding p on p.id = e.proceeding_id
           where e.kind = 'procedure' and e.proceeding_id = any ($1::uuid[]) order by e.at, e.id`,
          [files],
        );
  const acts = Map.groupBy(rows, ({ proceeding_id: id }) => id);
  return (file, until) => {
    const own = acts.get(file) ?? [];
    const [first] = own;
    if (first === undefined) return undefined;
    const procedure = law.procedure(first.definition, dayOf(first.at));
    if (procedure === undefined) return undefined;
    const history = own.filter(({ at }) => at <= until).map(presentAct);
    return productOf(procedure, { id: file, holder: first.holder }, history);
  };
}

/**
 * What the register holds because of captures and no event that it took says, and events that are said to be errors and
 * are not, or the other way round.
 */
export async function findUntold(
  tx: Tx,
  books: readonly string[],
): Promise<{ readonly table: string; readonly entry: string } | undefined> {
  const [stray] = await tx.rows<{ entry: string }>(
    `select e.entry_id as entry from lot_event e join entry c on c.id = e.entry_id and c.organisation_id = e.organisation_id
     where c.kind = 'book' and c.definition = any ($1::text[]) and not exists (select from epcis_taken t
       where t.capture_id = e.entry_id and t.organisation_id = e.organisation_id and t.number = e.number / 10000
         and not t.undone) limit 1`,
    [books],
  );
  if (stray !== undefined) return { table: 'lot_event', ...stray };
  const [part] = await tx.rows<{ entry: string }>(
    `select p.entry_id as entry from lot_part p join entry c on c.id = p.entry_id and c.organisation_id = p.organisation_id
     where c.kind = 'book' and c.definition = any ($1::text[]) and not exists (select from lot_event e
       where e.lot = p.child and e.entry_id = p.entry_id and e.number = p.number and e.kind = 'made') limit 1`,
    [books],
  );
  if (part !== undefined) return { table: 'lot_part', ...part };
  const [other] = await tx.rows<{ entry: string }>(selectStrange);
  if (other !== undefined) return { table: 'epcis_taken', ...other };
  const [undone] = await tx.rows<{ entry: string }>(
    `select t.capture_id as entry from epcis_taken t cross join lateral (
       select encode(substr(sha256(convert_to('error ' || t.event_id, 'UTF8')), 1, 16), 'hex')::uuid as key) o
     where t.key <> o.key and t.undone <> exists (select from epcis_taken x
       where x.organisation_id = t.organisation_id and x.key = o.key) limit 1`,
  );
  return undone === undefined ? undefined : { table: 'epcis_taken', ...undone };
}

// Of a piece that another house made only those know the lot that got some of it, and what somebody got is never unmade.
const selectStrange = `select t.capture_id as entry from epcis_taken t cross join lateral jsonb_each(t.others) as o (maker, pieces)
    cross join lateral jsonb_array_elements_text(o.pieces) as p (piece)
  where not exists (select from epcis_single s join lot l on l.organisation_id = s.organisation_id and l.identifier = s.link
      join holding h on h.lot = l.seq and h.organisation_id = t.organisation_id
    where s.organisation_id = o.maker::uuid and s.piece = p.piece) limit 1`;
