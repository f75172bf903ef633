/** What a holder says of one lot. Quantities are decimal strings in the lot's unit. */
export interface RecallAnswer {
  readonly lot: string;
  /** All that it ever got; the sum of all that follows but `recovered`. */
  readonly got: string;
  /** What the graph says went into other lots. */
  readonly used: string;
  /** What the graph says was sold on to organisations of the platform. */
  readonly passed: string;
  /** What is still there. */
  readonly found: string;
  /** Sold to buyers outside the platform. */
  readonly outside: string;
  readonly consumers: string;
  readonly returned: string;
  readonly destroyed: string;
  /** Of what was sold to outsiders and consumers: so much came back or was put right since. */
  readonly recovered: string;
}

/** What a recall has come to by its holders' answers; for rules of acts that draw the sums. */
export interface RecallAccount {
  /** Holders that have not answered for all of their lots. */
  readonly silent: number;
  /** Holders whose goods have moved since they answered. */
  readonly stale: number;
  /** Holders at which goods still lie sealed. */
  readonly keepers: number;
  /** By product and unit, because different goods are counted in the same sheets; quantities are decimal strings. */
  readonly sums: readonly {
    readonly product: string;
    readonly unit: string;
    /** What ended somewhere: on hand, sold outside, destroyed. */
    readonly placed: string;
    /** Of that so much was found, destroyed or recovered. */
    readonly secured: string;
    readonly destroyed: string;
    /** What still lies sealed, and of how many lots. */
    readonly kept: string;
    readonly lots: number;
  }[];
}

/**
 * What an act of a recall does to lots.
 * - `stop`: all that the named lots went into stands still at every holder, and every holder is told.
 * - `freeze`: the same, and the list of all of it must have the hash that was handed in.
 * - `answer`: a holder says what became of lots of its notice.
 * - `release`: the defect of these lots is gone.
 * - `end`: nothing more is recalled; of defective goods, what is still there and was not put right stays blocked.
 */
export type RecallEvent =
  | { readonly kind: 'stop'; readonly lots: readonly string[] }
  | { readonly kind: 'freeze'; readonly lots: readonly string[]; readonly hash: string }
  | {
      readonly kind: 'answer';
      readonly answers: readonly RecallAnswer[];
      /** Nothing of the notice is left unanswered by it. */
      readonly whole: boolean;
    }
  | { readonly kind: 'release'; readonly lots: readonly string[] }
  | { readonly kind: 'end'; readonly defective: boolean };
