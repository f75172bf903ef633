import { lotFacts } from '#trace/epcis/lot-facts.ts';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import type { Tx } from '#db/transaction.ts';

/** The lots that an event says have left: shipped or sold, by canonical link. What takes an event back says nothing. */
export function leavingLots(event: EpcisEvent): readonly string[] {
  const { happening, declaresError, outputs, children } = lotFacts(event);
  if (declaresError || (happening !== 'shipped' && happening !== 'sold')) return [];
  return [...outputs, ...children].flatMap(({ level, id }) => (level === 'lot' ? [id] : []));
}

/**
 * Why lots may not have left, by their link: the gate of the lot register holds for events too. Lots that the house does
 * not keep there are none of its business.
 */
export async function keptBack(
  tx: Tx,
  links: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (links.length === 0) return new Map();
  const rows = await tx.rows<{ identifier: string; blocked: boolean; released: boolean }>(
    selectKept,
    [[...new Set(links)]],
  );
  return new Map(
    rows.flatMap(({ identifier, blocked, released }) => {
      if (blocked) return [[identifier, '这个批次已被召回、查封或者隔离，不得出厂、销售']];
      return released ? [] : [[identifier, '这个批次没有检验合格放行的记录，不得出厂、销售']];
    }),
  );
}

const selectKept = `select l.identifier, exists (select from lot_block b where b.lot = l.seq) as blocked,
  h.released > 0 as released
  from lot l join holding h on h.lot = l.seq and h.organisation_id = my_organisation()
  where l.identifier = any ($1::text[])`;
