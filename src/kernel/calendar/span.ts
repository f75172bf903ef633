import type { Count } from './count.ts';

/** The event that starts a clock: an act, at its own time or on the day that a field of its form names. */
export interface Start {
  readonly act: string;
  readonly on?: string;
  /** Only where this field has this value. */
  readonly where?: { readonly field: string; readonly is: string };
}

/** What lengthens a clock, each act at most once: by a count from its last day, or until the day that a field names. */
export type Extension =
  | { readonly act: string; readonly by: Count }
  | { readonly act: string; readonly until: string };

/**
 * Days that don't count: from one act until another, or until the first of several that may end them. `where` limits it to
 * acts whose field has a value.
 */
export interface PauseSpan {
  readonly from: string;
  readonly until: string | readonly string[];
  readonly where?: { readonly field: string; readonly is: string };
}
