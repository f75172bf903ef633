import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { TraceGraph } from '#trace/graph.ts';

/** Where a holder sits. */
export interface TracePlace {
  readonly name: string;
  /** Division code. */
  readonly region: number;
  readonly regionName: string;
}

/** A trace with the names and places of everybody in it, by id. */
export interface Trace extends TraceGraph {
  readonly places: Readonly<Record<string, TracePlace>>;
}

/** A lot from which a case may begin to trace. */
export interface CaseLot {
  readonly id: string;
  readonly number: string;
  readonly product: string;
  readonly model: string;
  readonly unit: string;
  readonly quantity: string;
  readonly madeOn: string | null;
  readonly holder: string;
  readonly holderName: string;
}

/** One look that somebody of the reader's office took for a case. */
export interface TraceLook {
  readonly at: Instant;
  readonly by: string;
  readonly seeds: number;
  readonly lots: number;
}
