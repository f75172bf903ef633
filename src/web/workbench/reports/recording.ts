import type { Duty } from '#kernel/definition.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { Receipt } from '#server/acts/present.ts';

/** What an editor of a record is about. */
export interface Recording {
  readonly duty: Duty;
  /** First and last day. */
  readonly period: { readonly from: string; readonly to: string };
  /** The period is over: a reason is asked for. */
  readonly isLate: boolean;
  /** The last working day of the period, where it is still to come and the duty asks why one signs before it. */
  readonly early?: string;
  /** The entry that is corrected. */
  readonly before?: PresentedEntry;
  readonly onDone: (receipt: Receipt) => void;
}
