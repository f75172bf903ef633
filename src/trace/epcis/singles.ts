import type { LotAmount, Telling } from './told.ts';
import { summedAmounts } from './told.ts';

/** A single piece, and the lot that was stated when it was made. */
export type Single = readonly [piece: string, lot: Pick<LotAmount, 'link' | 'gtin' | 'number'>];

/** Which lot single pieces are of, by their numbers. */
export type LotsOfPieces = ReadonlyMap<string, Single[1]>;

/** What an event tells, with each piece that it names by its number alone counted in the lot that it was made in. */
export function resolved(telling: Telling, lots: LotsOfPieces): Telling {
  const loose = telling.loose.filter(({ piece }) => lots.has(piece));
  if (loose.length === 0) return telling;
  const named = new Set(loose.map(({ piece }) => piece));
  const amounts = (isUsed: boolean) =>
    loose
      .filter((one) => one.isUsed === isUsed)
      .map(({ piece }): LotAmount => ({ ...lots.get(piece)!, quantity: 1, unit: 'H87' }));
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
