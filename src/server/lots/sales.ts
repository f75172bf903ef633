import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import { namesOf } from '../reading/names.ts';
import type { Sale, SalesLedger } from './present.ts';

/** What the ledger is narrowed by. */
export interface SalesQuery {
  /** Part of the product, of the number or of the buyer's name. */
  readonly q?: string | undefined;
  readonly from?: PlainDate | undefined;
  readonly until?: PlainDate | undefined;
  readonly lacking?: 'true' | undefined;
  /** Where the page before ended. */
  readonly before?: string | undefined;
}

interface SaleRow {
  lot: string;
  seq: string;
  product: string;
  model: string;
  number: string;
  made_on: PlainDate | null;
  quantity: string;
  unit: string;
  on_day: PlainDate;
  at: string;
  entry_id: string;
  place_number: number;
  to_id: string | null;
  to_name: string;
  certificate: string | null;
  place: string | null;
  has_contact: boolean;
  is_consumer: boolean;
  event_id: string | null;
}

/** Deliveries of a house, the latest first. Row security leaves an office those of its territory. */
export async function listSales(
  tx: Tx,
  holder: string,
  { q, from, until, lacking, before }: SalesQuery,
  size: number,
): Promise<SalesLedger> {
  const parameters: unknown[] = [holder];
  const value = (one: unknown) => `$${parameters.push(one)}`;
  const where = [`e.organisation_id = $1 and e.kind = 'shipped'`];
  if (q !== undefined && q !== '') {
    const like = value(`%${q.replace(/[%_\\]/g, '\\$&')}%`);
    where.push(`(l.product like ${like} or l.model like ${like} or l.number ilike ${like} or e.to_name like ${like}
      or exists (select from named_organisations(array[e.to_id], null) o where o.name like ${like}))`);
  }
  if (from !== undefined) where.push(`e.on_day >= ${value(from)}`);
  if (until !== undefined) where.push(`e.on_day <= ${value(until)}`);
  if (before !== undefined) {
    const [at, entry, place, lot] = before.split('_');
    where.push(
      `(e.at, e.entry_id, e.number, e.lot) < (${value(at)}::timestamptz, ${value(entry)}::uuid, ${value(place)}::int, ${value(lot)}::bigint)`,
    );
  }
  const most = value(size + 1);
  const isPlain = lacking === undefined && (q === undefined || q === '');
  // By the index in its order where the deliveries alone say which are shown: a house may have half a million.
  const events = isPlain
    ? `(select * from lot_event e where ${where.join(' and ')}
        order by e.at desc, e.entry_id desc, e.number desc, e.lot desc limit ${most})`
    : 'lot_event';
  const rows = await tx.rows<SaleRow>(
    `select * from (${selectSales(events)} where ${isPlain ? 'true' : where.join(' and ')}) s
     ${lacking === 'true' ? `where s.certificate is null or s.place is null or not s.has_contact` : ''}
     order by s.at desc, s.entry_id desc, s.place_number desc, s.seq desc limit ${most}`,
    parameters,
  );
  const page = rows.slice(0, size);
  const names = await namesOf(
    tx,
    page.map(({ to_id }) => to_id ?? undefined),
  );
  const last = page.at(-1);
  return {
    sales: page.map((row) => saleOf(row, names)),
    ...(rows.length > size && last !== undefined
      ? { next: `${last.at}_${last.entry_id}_${last.place_number}_${last.seq}` }
      : {}),
  };
}

// What a record says of its lot; of an event's delivery the number of the lot's last certificate is in its release.
const selectSales = (
  events: string,
) => `select l.id as lot, l.seq, l.product, l.model, l.number, l.made_on, trim_scale(e.quantity)::text as quantity,
    l.unit, e.on_day, e.at, e.entry_id, e.number as place_number, e.to_id, e.to_name,
    coalesce(n.input ->> 'contact', '') <> '' as has_contact, n.input ->> 'place' as place,
    coalesce(n.input ->> 'buyerKind' = 'consumer', e.to_id is null and e.to_name = '') as is_consumer,
    case when n.definition = 'sales-record'
      then (select i ->> 'certificate' from jsonb_array_elements(n.input -> 'items') i where i ->> 'lot' = l.id::text limit 1)
      else (select r.input ->> 'certificate' from entry r where r.kind = 'book' and r.input ? 'lot'
        and r.input ->> 'lot' = l.id::text and r.definition = 'lot-release' and r.input ->> 'conclusion' = 'pass'
        order by r.at desc limit 1) end as certificate, t.event_id
  from ${events} e join lot l on l.seq = e.lot
  left join entry n on n.id = e.entry_id and n.organisation_id = e.organisation_id and n.kind = 'book'
    and n.definition = 'sales-record'
  left join epcis_taken t on t.capture_id = e.entry_id and t.number = e.number / 10000`;

function saleOf(row: SaleRow, names: ReadonlyMap<string, string>): Sale {
  const buyer = row.to_id === null ? row.to_name || undefined : names.get(row.to_id);
  const given = {
    madeOn: row.made_on ?? undefined,
    buyer,
    certificate: row.certificate ?? undefined,
    place: row.place ?? undefined,
    event: row.event_id ?? undefined,
  };
  const lacks: Sale['lacks'] = [
    ...(buyer === undefined && !row.is_consumer ? (['buyer'] as const) : []),
    ...(row.has_contact ? [] : (['contact'] as const)),
    ...(given.certificate === undefined ? (['certificate'] as const) : []),
    ...(given.place === undefined ? (['place'] as const) : []),
  ];
  return {
    lot: row.lot,
    product: row.product,
    model: row.model,
    number: row.number,
    quantity: row.quantity,
    unit: row.unit,
    on: row.on_day,
    entry: row.entry_id,
    lacks,
    ...Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)),
  };
}
