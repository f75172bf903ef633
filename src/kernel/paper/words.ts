import type { Count } from '../calendar/count.ts';
import type { ClauseId } from '../clause.ts';

/**
 * What the official paper of an act is called: one name, or one by the value of a choice field of the act's own form, where
 * the law calls what grants and what refuses differently.
 */
export type PaperName =
  | string
  | { readonly by: string; readonly cases: Readonly<Record<string, string>> };

/** What a paper repeats of the past, so that it can be read, served and judged without the file beside it. */
export type Recital = RecitedAct | RecitedSeats;

/** Fields of an act that was done before the paper's own. */
export interface RecitedAct {
  /** The act; of several that which was done last. */
  readonly act: string | readonly string[];
  readonly fields: readonly RecitedField[];
  /** Its heading; without one its fields stand at the head of the paper. */
  readonly title?: string;
  /** Every entry of it, oldest first, and not the latest alone; the title heads their table. */
  readonly every?: true;
  /** Only where no registered organisation is the subject, which every paper names by itself: a natural person. */
  readonly ofUnregistered?: true;
  /** Only where a field has one of these values: of the paper's own act, or of the latest before it. */
  readonly where?: Condition;
}

/** A field by its name; under another label, or those of its rows alone that have a value. */
export type RecitedField =
  | string
  | {
      readonly field: string;
      readonly as?: string;
      readonly where?: { readonly field: string; readonly is: string };
    };

/** The organisations that sit in some roles. */
export interface RecitedSeats {
  readonly seats: readonly string[];
  readonly title?: string;
}

/** A sentence that the law asks of the paper: a right, where and in how many days it is used, what follows. */
export interface Telling {
  /**
   * The sentence. It types no period: `{id}` stands for the length of a deadline of the procedure or of one of `periods`,
   * `{id:day}` for the last day of a deadline that this very act starts or lengthens, `{government}` for the people's government whose
   * department the acting office is.
   */
  readonly text: string;
  readonly basis: readonly ClauseId[];
  /** Periods that no deadline of the procedure counts (to ask for reconsideration), each with its article. */
  readonly periods?: Readonly<Record<string, Period>>;
  /** Only where a field has one of these values: of this act, or of the latest before it. */
  readonly where?: Condition;
}

/** How long, and by which article. */
export interface Period {
  readonly count: Count;
  readonly basis: readonly ClauseId[];
}

/** A field with the values that are asked for; of several picked values one is enough. */
export interface Condition {
  readonly act?: string;
  readonly field: string;
  readonly is: string | readonly string[];
}

/** What in a sentence is filled in when the paper is made. */
export const placePattern = /\{([a-z][a-zA-Z-]*)(:day)?\}/g;
/** The place of the government above the acting office. */
export const government = 'government';
