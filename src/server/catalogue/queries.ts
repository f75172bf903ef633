import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';

/** An edition of the catalogue. */
export interface EditionRow {
  year: number;
  from_day: PlainDate;
  entry_id: string;
  items: number;
}

/** A line of an edition. */
export interface ItemRow {
  line: number;
  group: string;
  product: string;
  class_id: string | null;
  licence: boolean;
  ccc: boolean;
  special: string;
  risk: 'high' | 'medium' | 'low';
}

/** All editions, the newest first. */
export function editionsOf(tx: Tx): Promise<EditionRow[]> {
  return tx.rows<EditionRow>(
    `select year, from_day, entry_id, count(*) as items from catalogue_item
     group by year, from_day, entry_id order by from_day desc`,
  );
}

/** The lines of the edition that began on a day. */
export function itemsOf(tx: Tx, from: PlainDate): Promise<ItemRow[]> {
  return tx.rows<ItemRow>(
    `select line, "group", product, class_id, licence, ccc, special, risk from catalogue_item
     where from_day = $1 order by line`,
    [from],
  );
}
