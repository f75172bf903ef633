/** Inspection levels of GB/T 2828.1-2012, table 1: special ones for small samples, II where nothing is said. */
export const levels = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'] as const;
export type Level = (typeof levels)[number];

/** Code letters; S is reached through an arrow of table 2-B only, table 1 never gives it. */
export const letters = 'A B C D E F G H J K L M N P Q R S'.split(' ') as readonly Letter[];
/** One of {@link letters}. */
export type Letter =
  | 'A'
  | 'B'
  | 'C'
  | 'D'
  | 'E'
  | 'F'
  | 'G'
  | 'H'
  | 'J'
  | 'K'
  | 'L'
  | 'M'
  | 'N'
  | 'P'
  | 'Q'
  | 'R'
  | 'S';

/**
 * Preferred acceptance quality limits as the tables print them. Up to 10 they are percent nonconforming or
 * nonconformities per 100 items, above 10 only the latter (5.2).
 */
export const aqls: readonly string[] = (
  '0.010 0.015 0.025 0.040 0.065 0.10 0.15 0.25 0.40 0.65 1.0 1.5 2.5 4.0 6.5 10 ' +
  '15 25 40 65 100 150 250 400 650 1000'
).split(' ');

/** Smallest lot of each row of table 1, and the letters of its seven levels. */
const rows: readonly (readonly [from: number, letters: string])[] = [
  [2, 'AAAAAAB'],
  [9, 'AAAAABC'],
  [16, 'AABBBCD'],
  [26, 'ABBCCDE'],
  [51, 'BBCCCEF'],
  [91, 'BBCDDFG'],
  [151, 'BCDEEGH'],
  [281, 'BCDEFHJ'],
  [501, 'CCEFGJK'],
  [1201, 'CDEGHKL'],
  [3201, 'CDFGJLM'],
  [10_001, 'CDFHKMN'],
  [35_001, 'DEGJLNP'],
  [150_001, 'DEGJMPQ'],
  [500_001, 'DEHKNQR'],
];

/**
 * The code letter of a lot (table 1).
 * @param lotSize items in the lot.
 * @throws RangeError where the lot has fewer than 2 items or no whole number of them: nothing can be sampled from it.
 */
export function codeLetter(lotSize: number, level: Level): Letter {
  if (!Number.isSafeInteger(lotSize) || lotSize < 2)
    throw new RangeError('a lot has 2 items or more');
  const row = rows.findLast(([from]) => from <= lotSize)!;
  return row[1][levels.indexOf(level)] as Letter;
}
