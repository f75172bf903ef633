import type { ClauseId } from '#kernel/clause.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Taking } from '#kernel/lot/told.ts';
import type { Tx } from '#db/transaction.ts';
import { Pieces, resolved } from '#trace/epcis/singles.ts';
import type { PiecesOfOthers } from '#trace/epcis/singles.ts';
import { Units } from '#trace/epcis/units.ts';
import type { LotAmount } from '#trace/epcis/told.ts';
import type { PlacedEvent } from '../capture/write.ts';
import type { House } from './house.ts';
import { readParties } from './parties.ts';
import type { Parties } from './parties.ts';
import { readSingles } from './single-rows.ts';
import { Stock } from './stock.ts';
import type { Taken } from './taken-rows.ts';
import { readPacked, readUnits } from './unit-rows.ts';

/** What a batch is taken over by. */
export interface Batch {
  readonly house: House;
  readonly taking: Taking;
  /** What its refusals rest on where they say nothing else. */
  readonly basis: readonly ClauseId[];
  readonly capture: string;
  readonly at: Instant;
  readonly events: readonly PlacedEvent[];
}

/** What is known of the lots, units and parties that the events of a batch name, as it stands after each of them. */
export class Standing {
  stock: Stock;
  units = new Units();
  parties: Parties = new Map();
  /** Of which lots single pieces are. */
  singles: Pieces;
  /** What the register took before this batch, by key. */
  readonly before: ReadonlyMap<string, Taken>;
  readonly #house: House;
  /** What lies in units that no event of the batch names. */
  #elsewhere: readonly LotAmount[] = [];

  constructor(house: House, before: ReadonlyMap<string, Taken>) {
    this.#house = house;
    this.before = before;
    this.stock = new Stock(house.id);
    this.singles = new Pieces(house.id);
  }

  /** Single pieces that an event names by their numbers alone and other houses made. */
  othersIn({ telling }: PlacedEvent): PiecesOfOthers | undefined {
    return telling === undefined ? undefined : this.singles.ofOthers(telling);
  }

  /** How much of some lots lies in all units of the house. */
  packed(lots: readonly LotAmount[]): readonly LotAmount[] {
    const named = new Map(lots.map((lot) => [lot.link, lot]));
    const others = this.#elsewhere.flatMap(({ link, unit, quantity = 0 }) => {
      const lot = named.get(link);
      return lot === undefined ? [] : [{ ...lot, unit, quantity }];
    });
    return [...this.units.packed(lots), ...others];
  }

  /** Reads all of it. */
  async read(tx: Tx, events: readonly PlacedEvent[], at: Instant): Promise<void> {
    const told = events.flatMap(({ telling }) => telling ?? []);
    this.singles = await readSingles(
      tx,
      this.#house.id,
      told.flatMap(({ loose, singles }) => [
        ...loose.map(({ piece }) => piece),
        ...singles.map(([piece]) => piece),
      ]),
    );
    const tellings = told.map((one) => resolved(one, this.singles));
    const carriers = tellings.flatMap(({ unit = [], units }) => [unit, ...units].flat());
    // A unit that comes back may hold others that were used anew meanwhile.
    const left = [...this.before.values()].flatMap(({ emptied = [] }) =>
      emptied.map(([unit]) => unit),
    );
    const parties = tellings.flatMap(({ to, from }) => [...to, ...from]);
    this.parties = await readParties(tx, parties, at);
    // What was made in error may lie in units meanwhile.
    const unmade = events.flatMap(({ telling, original }) =>
      original !== undefined && telling?.kind === 'made' ? telling : [],
    );
    const pieces = [
      ...tellings.flatMap((telling) => telling.pieces),
      ...unmade.flatMap(({ singles }) => singles.map(([piece]) => piece)),
    ];
    this.units = await readUnits(
      tx,
      this.#house.id,
      [...carriers, ...left],
      [...carriers, ...pieces],
    );
    const packed = tellings.filter(({ kind }) => kind === 'packed');
    const filled = [...packed, ...unmade].flatMap(({ lots }) => lots);
    this.#elsewhere = await readPacked(
      tx,
      filled.map(({ link }) => link),
      this.units,
    );
    const inside = carriers.flatMap((unit) => this.units.lotsIn([unit]) ?? []);
    const named = [...inside, ...tellings.flatMap(({ lots, used }) => [...lots, ...used])];
    const made = tellings.flatMap(({ kind, lots }) => (kind === 'made' ? lots : []));
    const { products, hasUnlinked } = this.#house;
    const numbered = hasUnlinked ? named : made.filter(({ gtin }) => products.has(gtin));
    this.stock = await Stock.read(
      tx,
      this.#house.id,
      named.map(({ link }) => link),
      numbered.map(({ number }) => number),
      made,
    );
  }
}
