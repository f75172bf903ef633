import type { EpcisEvent } from '#trace/epcis/event.ts';
import type { LotsOfPieces, PiecesOfOthers, Single } from '#trace/epcis/singles.ts';
import type { Telling } from '#trace/epcis/told.ts';
import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';

/** Of which lots the single pieces of all houses are, by their events one after the other. */
export class SinglesOfAll {
  readonly #singles = new Map<string, Map<string, Single[1]>>();

  /** Those of a house, and those of others that an event of it is said to name. */
  of(organisation: string, others: PiecesOfOthers | null): LotsOfPieces {
    const own = this.#of(organisation);
    if (others === null) return own;
    const named = new Map(
      Object.entries(others).flatMap(([maker, pieces]) => {
        const made = this.#of(maker);
        return pieces.flatMap((piece) => {
          const lot = made.get(piece);
          return lot === undefined ? [] : [[piece, lot] as const];
        });
      }),
    );
    return {
      get: (piece) => own.get(piece) ?? named.get(piece),
      has: (piece) => own.has(piece) || named.has(piece),
    };
  }

  #of(organisation: string): ReadonlyMap<string, Single[1]> {
    return this.#singles.get(organisation) ?? new Map<string, Single[1]>();
  }

  /** What they are after an event. */
  move(organisation: string, event: EpcisEvent, telling: Telling | undefined) {
    const own = this.#singles.get(organisation) ?? new Map<string, Single[1]>();
    for (const [piece, lot] of telling?.singles ?? []) {
      if (event.errorDeclaration === undefined) own.set(piece, lot);
      else own.delete(piece);
    }
    this.#singles.set(organisation, own);
  }

  /** The first piece that is of another lot than its events say, in both directions. */
  async compare(tx: Tx): Promise<Difference | undefined> {
    const rows = await tx.rows<{ organisation_id: string; piece: string; link: string }>(
      'select organisation_id, piece, link from epcis_single',
    );
    const stored = new Map<string, string>(
      rows.map(({ organisation_id: house, piece, link }) => [`${house} ${piece}`, link]),
    );
    const due = new Map<string, string>(
      [...this.#singles].flatMap(([house, own]) =>
        [...own].map(([piece, { link }]) => [`${house} ${piece}`, link] as const),
      ),
    );
    for (const key of new Set([...stored.keys(), ...due.keys()])) {
      if (stored.get(key) === due.get(key)) continue;
      const [organisation = '', piece = ''] = key.split(' ');
      return {
        check: 'lots',
        table: 'epcis_single',
        column: 'link',
        organisation,
        zh: `单位${organisation}的单件${piece}所属的批次与采集的事件不符。`,
        en: `the lot of piece ${piece} of ${organisation} differs from its events`,
      };
    }
    return undefined;
  }
}
