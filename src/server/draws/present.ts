import type { DrawPlan } from '#kernel/effect.ts';
import type { Drawn } from '#insight/draw/types.ts';
import type { DrawRound } from '#law/regulator/random-draw/rounds.ts';

/** A pool of objects as it was made and kept. */
export interface ObjectPool {
  /** SHA-256 of the file: the commitment. */
  readonly hash: string;
  readonly size: number;
  readonly strata: readonly { readonly stratum: string; readonly size: number }[];
}

/** A line of a table that is no object. */
export interface PoolIssue {
  readonly line: number;
  readonly sentence: string;
}

/** What came of a table of objects. */
export type TablePool =
  | { readonly ok: true; readonly pool: ObjectPool }
  | { readonly ok: false; readonly issues: readonly PoolIssue[] };

/** A pool of inspectors as it was made and kept. */
export interface InspectorPool {
  readonly hash: string;
  readonly size: number;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    /** Whether a declaration was handed in. */
    readonly declared: boolean;
    /** Firms to keep away from. */
    readonly avoids: number;
  }[];
}

/** Where the log stands, to name a size ahead of it. */
export interface LogPosition {
  readonly size: number;
  /** Entries of the last hour, to tell how long a size ahead will take. */
  readonly lastHour: number;
}

/** One drawn object with names. */
export interface DrawnObject extends Omit<Drawn, 'inspectors' | 'object'> {
  readonly object: { readonly id: string; readonly name: string };
  readonly inspectors: readonly { readonly id: string; readonly name: string }[];
}

/** What an act of drawing hands in. */
export interface DrawPreview {
  /** SHA-256 of the result's text, kept as a file that the act may name. */
  readonly result: string;
  readonly inspectors: readonly string[];
  readonly drawn: readonly DrawnObject[];
}

/** A change of a result with the names of what it is about, which later results may not hold any more. */
export type StepView = DrawRound['steps'][number] & {
  readonly objectName: string;
  /** Who left; absent where the object was replaced. */
  readonly inspectorName?: string;
};

/** One round of a draw as the workbench shows it. */
export interface RoundView extends Omit<DrawRound, 'steps'> {
  readonly steps: readonly StepView[];
  /** Entries that the log still lacks; 0 where it has come so far. */
  readonly missing: number;
  /** The last result of the round; empty while nothing is drawn. */
  readonly drawn: readonly DrawnObject[];
}

/** A batch of spot checks that says to come from a draw. */
export interface DrawnBatch {
  /** The entry of the batch. */
  readonly entry: string;
  readonly at: string;
  readonly plan: { readonly entry: string; readonly title: string; readonly line: string };
  readonly tasks: number;
  /** Tasks that were added beyond the draw. */
  readonly beyond: number;
  /** Names of firms that the draw no longer comes to: they were replaced, or all was drawn again. */
  readonly gone: readonly string[];
}

/** A draw as the workbench shows it; what can be done in it comes with the proceeding. */
export interface DrawView {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly pools: { readonly objects: string; readonly inspectors: string };
  readonly sizes: { readonly objects: number; readonly inspectors: number };
  readonly plan: DrawPlan;
  readonly rounds: readonly RoundView[];
  /** What came of it, as far as the reader sees it, oldest first. */
  readonly batches: readonly DrawnBatch[];
}

/** The result that counts, for whoever carries the checks out: stable for other features. */
export interface DrawResult {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  /** The entry of the act that made this result. */
  readonly entry: string;
  /** SHA-256 of the result's text. */
  readonly hash: string;
  readonly drawn: readonly DrawnObject[];
}

/** Everything that a visitor needs to compute a published draw again; files lie at `files/<hash>` beside it. */
export interface DrawBundle {
  readonly format: 'sifang-draw-bundle/v1';
  readonly id: string;
  /** Receipts (C2SP tlog-proof) of all disclosed acts, oldest first. */
  readonly receipts: readonly string[];
  /** For each size that was named: the root and the proof that a signed checkpoint contains that tree. */
  readonly roots: readonly {
    readonly size: number;
    readonly root: string;
    readonly proof: readonly string[];
    /** The checkpoint, verbatim. */
    readonly checkpoint: string;
  }[];
  /** Hashes of the files that are public; empty before the publication. */
  readonly files: readonly string[];
}
