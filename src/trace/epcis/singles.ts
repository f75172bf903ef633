import type { LotAmount, Telling } from './told.ts';
import { summedAmounts } from './told.ts';

/** A single piece, and the lot that was stated when it was made. */
export type Single = readonly [piece: string, lot: Pick<LotAmount, 'link' | 'gtin' | 'number'>];

/** Which lot single pieces are of, by their numbers. */
export type LotsOfPieces = Pick<ReadonlyMap<string, Single[1]>, 'get' | 'has'>;

/** A single piece, the lot that it is of, and the house that made it. */
export type MadePiece = Single[1] & { readonly piece: string; readonly maker: string };

/** Single pieces of other houses, by the house that made them. */
export type PiecesOfOthers = Readonly<Record<string, readonly string[]>>;

/** What a house knows of single pieces: those that it made itself, and those of lots that it got from others. */
export class Pieces implements LotsOfPieces {
  readonly own = new Map<string, Single[1]>();
  /** Several houses say of them that they are theirs, in different lots. */
  readonly doubtful = new Set<string>();
  readonly #others = new Map<string, MadePiece>();

  /** @param known the pieces that the house may know of. */
  constructor(house: string, known: readonly MadePiece[] = []) {
    for (const one of known) {
      const { piece, maker, link, gtin, number } = one;
      const before = this.#others.get(piece);
      if (maker === house) this.own.set(piece, { link, gtin, number });
      else if (before === undefined) this.#others.set(piece, one);
      else if (before.link !== link) this.doubtful.add(piece);
    }
    for (const piece of this.doubtful) this.#others.delete(piece);
  }

  /** What the house says of its own making goes before what others say: nobody takes its pieces from it. */
  get(piece: string): Single[1] | undefined {
    return this.own.get(piece) ?? this.#others.get(piece);
  }

  has(piece: string): boolean {
    return this.own.has(piece) || this.#others.has(piece);
  }

  /** Those of an event that others made; undefined where there are none. */
  ofOthers({ loose }: Pick<Telling, 'loose'>): PiecesOfOthers | undefined {
    const found = loose.flatMap(({ piece }) =>
      this.own.has(piece) ? [] : (this.#others.get(piece) ?? []),
    );
    if (found.length === 0) return undefined;
    const byMaker = Map.groupBy(found, ({ maker }) => maker);
    return Object.fromEntries(
      [...byMaker].map(([maker, all]) => [maker, all.map(({ piece }) => piece)]),
    );
  }
}

/** What an event tells, with each piece that it names by its number alone counted in the lot that it was made in. */
export function resolved(telling: Telling, lots: LotsOfPieces): Telling {
  const loose = telling.loose.filter(({ piece }) => lots.has(piece));
  if (loose.length === 0) return telling;
  const named = new Set(loose.map(({ piece }) => piece));
  const amounts = (isUsed: boolean) =>
    loose
      .filter((one) => one.isUsed === isUsed)
      .flatMap(({ piece }): LotAmount[] => {
        const lot = lots.get(piece);
        if (lot === undefined) return [];
        const { link, gtin, number } = lot;
        return [{ link, gtin, number, quantity: 1, unit: 'H87' }];
      });
  return {
    ...telling,
    lots: summedAmounts([...telling.lots, ...amounts(false)]),
    used: summedAmounts([...telling.used, ...amounts(true)]),
    unnumbered: telling.unnumbered.filter((id) => !named.has(id)),
    loose: telling.loose.filter(({ piece }) => !named.has(piece)),
  };
}

/** Why pieces can't have been made: each is made once. */
export function madeTwice(singles: readonly Single[], lots: LotsOfPieces): string | undefined {
  const [again] = singles.filter(([piece]) => lots.has(piece));
  return again === undefined
    ? undefined
    : `${again[0]}已经登记在批号${lots.get(again[0])?.number ?? ''}中，不能重复登记`;
}
