/** SHA-256, handed in: this area imports nothing, and the caller has an implementation. @returns 32 bytes. */
export type Sha256 = (message: Uint8Array) => Uint8Array;

/** One object that may be checked. */
export interface PoolObject {
  readonly id: string;
  readonly stratum: string;
  /** Lottery tickets in its stratum, 1–100. */
  readonly weight: number;
  /** What people call it. */
  readonly label: string;
}

/** One person who may check. */
export interface PoolInspector {
  readonly id: string;
  /** The body to which the person belongs. */
  readonly unit: string;
  /** Objects to keep away from, ascending. */
  readonly avoids: readonly string[];
}

/** A pool as its file holds it. */
export interface Pool<T> {
  /** 32 hexadecimal digits that nobody can guess. */
  readonly nonce: string;
  /** Strictly ascending by id. */
  readonly items: readonly T[];
}

/** What is to be drawn, FORMAT.md §4. */
export interface Plan {
  readonly method: 'ranked' | 'rfc3797';
  /** Objects drawn over the whole pool, whatever their stratum or weight. */
  readonly uniform: number;
  readonly strata: readonly { readonly stratum: string; readonly count: number }[];
  /** Inspectors for each object; 0 where none are drawn. */
  readonly inspectorsEach: number;
  /** Objects that one inspector takes at most. */
  readonly objectsEach: number;
}

/** The public values that make a seed, FORMAT.md §3. */
export interface SeedParts {
  /** Commitments of the pools. */
  readonly objects: string;
  readonly inspectors?: string | undefined;
  /** The log's root at the size that was named beforehand. */
  readonly log: { readonly size: number; readonly root: string };
  readonly beacon?: { readonly name: string; readonly value: string } | undefined;
}

/** What happens to a result afterwards, FORMAT.md §5. */
export type Step =
  | { readonly do: 'replace'; readonly object: string }
  | { readonly do: 'recuse'; readonly object: string; readonly inspector: string };

/** One object of a result. */
export interface Drawn {
  readonly arm: 'uniform' | 'stratum';
  readonly stratum: string;
  /** Place within the arm (and stratum), from 1. */
  readonly rank: number;
  readonly object: string;
  readonly inspectors: readonly string[];
}

/** Why a draw cannot be made. */
export type DrawProblem =
  | 'empty-pool'
  | 'too-many'
  | 'too-few-inspectors'
  | 'method'
  | 'not-drawn'
  | 'exhausted';

/** A result, or why there is none. */
export type DrawOutcome =
  | { readonly ok: true; readonly drawn: readonly Drawn[] }
  | {
      readonly ok: false;
      readonly problem: DrawProblem;
      /** A sentence in Chinese that names what is lacking. */
      readonly sentence: string;
    };
