import type { LotEvent, LotFacts } from '#kernel/lot/lot.ts';
import type { BegunLot } from '#kernel/lot/told.ts';
import { afterEvent } from '#kernel/lot/stock.ts';
import type { LotAmount } from '#trace/epcis/told.ts';
import type { Tx } from '#db/transaction.ts';
import { lotsHeld } from '../../reading/lots.ts';
import type { LotsByName } from './told.ts';

/** The lots of a house that some events may mean, as they stand after the events before. */
export class Stock implements LotsByName {
  readonly byLink = new Map<string, string[]>();
  readonly unlinked = new Map<string, string[]>();
  readonly byNumber = new Map<string, string[]>();
  readonly lots = new Map<string, LotFacts>();
  readonly begun = new Map<string, BegunLot>();
  readonly #house: string;

  constructor(house: string) {
    this.#house = house;
  }

  /**
   * Reads and locks the lots that bear some links or numbers: what is judged of them stays true until it is written.
   * @param made what was made, which may be more of what is there.
   */
  static async read(
    tx: Tx,
    house: string,
    links: readonly string[],
    numbers: readonly string[],
    made: readonly Pick<LotAmount, 'link' | 'number'>[],
  ): Promise<Stock> {
    const stock = new Stock(house);
    if (links.length + numbers.length === 0) return stock;
    const rows = await tx.rows<{ id: string; identifier: string | null; number: string }>(
      'select id, identifier, number from lots_named($1::text[], $2::text[])',
      [[...new Set(links)], [...new Set(numbers.map((number) => number.toLowerCase()))]],
    );
    for (const lot of await lotsHeld(
      tx,
      house,
      rows.map(({ id }) => id),
    )) {
      stock.lots.set(lot.id, lot);
    }
    for (const { id, identifier, number } of rows) stock.#name(id, number, identifier ?? undefined);
    const there = made.flatMap(({ link, number: own }) => [
      ...(stock.byLink.get(link) ?? []),
      ...(stock.byNumber.get(own.toLowerCase()) ?? []),
    ]);
    for (const { id, judged } of await readBegun(tx, [...new Set(there)])) {
      stock.begun.set(id, { isJudged: judged });
    }
    return stock;
  }

  /** What the house holds after something happened there. @param id of the lot that is made. */
  after(event: LotEvent, id: string): void {
    afterEvent(this.lots, event, id, this.#house);
    if (event.kind !== 'made' || event.adds !== undefined) return;
    this.#name(id, event.number, event.identifier);
    this.begun.set(id, { isJudged: false });
  }

  #name(id: string, number: string, link: string | undefined) {
    const small = number.toLowerCase();
    add(this.byNumber, small, id);
    if (link === undefined) add(this.unlinked, small, id);
    else add(this.byLink, link, id);
  }
}

async function readBegun(tx: Tx, ids: readonly string[]) {
  return ids.length === 0
    ? []
    : tx.rows<{ id: string; judged: boolean }>('select id, judged from lots_begun($1::uuid[])', [
        ids,
      ]);
}

function add(map: Map<string, string[]>, key: string, id: string) {
  const list = map.get(key);
  if (list === undefined) map.set(key, [id]);
  else list.push(id);
}
