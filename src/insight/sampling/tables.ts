import type { Letter } from './letters.ts';

/** How strictly a lot is inspected (9.1–9.3). */
export type Severity = 'normal' | 'tightened' | 'reduced';

/**
 * The master tables for single sampling of GB/T 2828.1-2012 (2-A, 2-B, 2-C): one row for each code letter, one cell for
 * each preferred limit, as printed. A number is Ac, and Re is one more; `v` is the arrow down, `^` the arrow up, `.` a
 * cell that is left blank. Decision 0030 says which outside figures they were compared with and where those disagree.
 */
export const singleTables: Readonly<Record<Severity, Partial<Record<Letter, string>>>> = {
  normal: {
    A: 'v v v v v v v v v v v v v v 0 v v 1 2 3 5 7 10 14 21 30',
    B: 'v v v v v v v v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 30 44',
    C: 'v v v v v v v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 30 44 ^',
    D: 'v v v v v v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 30 44 ^ ^',
    E: 'v v v v v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 30 44 ^ ^ ^',
    F: 'v v v v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^',
    G: 'v v v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^',
    H: 'v v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^',
    J: 'v v v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^',
    K: 'v v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    L: 'v v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    M: 'v v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    N: 'v v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    P: 'v 0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    Q: '0 ^ v 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    R: '^ ^ 1 2 3 5 7 10 14 21 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
  },
  tightened: {
    A: 'v v v v v v v v v v v v v v v v v v 1 2 3 5 8 12 18 27',
    B: 'v v v v v v v v v v v v v v 0 v v 1 2 3 5 8 12 18 27 41',
    C: 'v v v v v v v v v v v v v 0 v v 1 2 3 5 8 12 18 27 41 ^',
    D: 'v v v v v v v v v v v v 0 v v 1 2 3 5 8 12 18 27 41 ^ ^',
    E: 'v v v v v v v v v v v 0 v v 1 2 3 5 8 12 18 27 41 ^ ^ ^',
    F: 'v v v v v v v v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^',
    G: 'v v v v v v v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^',
    H: 'v v v v v v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^',
    J: 'v v v v v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^',
    K: 'v v v v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    L: 'v v v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    M: 'v v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    N: 'v v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    P: 'v v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    Q: 'v 0 v v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    R: '0 ^ v 1 2 3 5 8 12 18 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    S: '. . 1 . . . . . . . . . . . . . . . . . . . . . . .',
  },
  reduced: {
    A: 'v v v v v v v v v v v v v v 0 v v 1 2 3 5 7 10 14 21 30',
    B: 'v v v v v v v v v v v v v 0 ^ v v 1 2 3 5 7 10 14 21 30',
    C: 'v v v v v v v v v v v v 0 ^ v v 1 2 3 5 6 8 10 14 21 ^',
    D: 'v v v v v v v v v v v 0 ^ v v 1 2 3 5 6 8 10 14 21 ^ ^',
    E: 'v v v v v v v v v v 0 ^ v v 1 2 3 5 6 8 10 14 21 ^ ^ ^',
    F: 'v v v v v v v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^',
    G: 'v v v v v v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^',
    H: 'v v v v v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^',
    J: 'v v v v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^',
    K: 'v v v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    L: 'v v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    M: 'v v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    N: 'v v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    P: 'v 0 ^ v v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    Q: '0 ^ ^ v 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
    R: '^ ^ ^ 1 2 3 5 6 8 10 ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^ ^',
  },
};

const usual = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150];
const small = [2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800];

/** Sample sizes of single plans, letter by letter from A. */
export const singleSizes: Readonly<Record<Severity, readonly number[]>> = {
  normal: usual,
  tightened: usual,
  reduced: small,
};

/** What decides a double plan: Ac and Re of the first sample, and Ac of both together; Re of both is one more. */
export type DoubleNumbers = readonly [first: number, reject: number, both: number];

/**
 * The double plans that stand in tables 3-A, 3-B and 3-C where the single table has this Ac. Each of the two samples has
 * the size of the single plan one letter earlier. Where the single plan has Ac 0, and for the letters whose samples
 * would be too small (`doubleFrom`), these tables send to the single plan.
 */
export const doubleTables: Readonly<Record<Severity, Readonly<Record<number, DoubleNumbers>>>> = {
  normal: {
    1: [0, 2, 1],
    2: [0, 3, 3],
    3: [1, 3, 4],
    5: [2, 5, 6],
    7: [3, 6, 9],
    10: [5, 9, 12],
    14: [7, 11, 18],
    21: [11, 16, 26],
    30: [17, 22, 37],
    44: [25, 31, 56],
  },
  tightened: {
    1: [0, 2, 1],
    2: [0, 3, 3],
    3: [1, 3, 4],
    5: [2, 5, 6],
    8: [4, 7, 10],
    12: [6, 10, 15],
    18: [9, 14, 23],
    27: [15, 20, 34],
    41: [23, 29, 52],
  },
  reduced: {
    1: [0, 2, 1],
    2: [0, 3, 3],
    3: [1, 3, 4],
    5: [2, 4, 5],
    6: [3, 6, 7],
    8: [4, 7, 10],
    10: [5, 9, 12],
    14: [7, 11, 18],
    21: [11, 16, 26],
  },
};

/** The first letter that has double plans. */
export const doubleFrom: Readonly<Record<Severity, Letter>> = {
  normal: 'B',
  tightened: 'B',
  reduced: 'D',
};
