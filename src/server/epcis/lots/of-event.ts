import type { Tx } from '#db/transaction.ts';
import { keyOf } from '../capture/prepare.ts';
import type { LotsOfEvent } from '../present.ts';
import { numbersOf } from './placed.ts';

/** What an event of the own house did to lots. */
export async function lotsOfEvent(tx: Tx, id: string): Promise<LotsOfEvent> {
  const [row] = await tx.rows<{ capture_id: string; number: number; undone: boolean }>(
    `select capture_id, number, undone from epcis_taken where key = $1::uuid and organisation_id = my_organisation()`,
    [keyOf(id, false)],
  );
  if (row === undefined) return { state: 'none', lots: [] };
  if (row.undone) return { state: 'undone', lots: [] };
  const lots = await tx.rows<{ [K in keyof LotsOfEvent['lots'][number]]: string }>(
    `select l.id as lot, l.product, l.number, e.kind, trim_scale(e.quantity)::text as quantity, l.unit
     from lot_event e join lot l on l.seq = e.lot where e.entry_id = $1 and e.number between $2 and $3
     order by e.number limit 500`,
    [row.capture_id, ...numbersOf(row.number)],
  );
  return { state: 'taken', lots };
}
