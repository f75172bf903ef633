import type { EpcisEvent } from '#trace/epcis/event.ts';
import type { Telling } from '#trace/epcis/told.ts';
import type { TakenRow } from './told-rows.ts';
import { keyOf } from './told-units.ts';

/** Which events told the lots of all houses, one after the other: the first of them begins a lot, later ones add to it. */
export class BegunOfAll {
  readonly #tellers = new Map<string, Set<string>>();

  /** @returns the links of the lots that an event began. */
  move(
    { organisation_id: house, key, event_id: id }: TakenRow,
    event: EpcisEvent,
    telling: Telling | undefined,
  ): ReadonlySet<string> {
    const begins = new Set<string>();
    if (telling?.kind !== 'made') return begins;
    for (const { link } of telling.lots) {
      const lot = `${house} ${link}`;
      const tellers = this.#tellers.get(lot) ?? new Set();
      if (event.errorDeclaration === undefined) {
        if (tellers.size === 0) begins.add(link);
        this.#tellers.set(lot, tellers.add(key));
      } else if (tellers.delete(keyOf(id)) && tellers.size === 0) this.#tellers.delete(lot);
    }
    return begins;
  }
}
