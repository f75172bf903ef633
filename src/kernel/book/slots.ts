/** Former records of a book that say the same as the input: the field of that book, and our field. */
export interface Match {
  readonly book: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Fields of that book that hold what a lot is that the input names; for each of the lots. */
  readonly lots?: Readonly<Record<string, 'id' | 'number' | 'product'>>;
  /**
   * Fields of ours that pick a record, each with the field of it by which its editions go together (the number of a plan):
   * a former record agrees that picked any of the editions.
   */
  readonly editions?: Readonly<Record<string, string>>;
}

/** Says that a record judges the lot that it names in its field `lot`: on which day, and where its result stands. */
export interface InspectionRule {
  /** The field of the day. */
  readonly on: string;
  /** The choice that is the result; two names where it stands in a group. */
  readonly result: readonly [string] | readonly [group: string, field: string];
}

/** Says that what a record is about runs out, and when its keeper is reminded. */
export interface ExpiryRule {
  /** The field of the last day. */
  readonly field: string;
  /** The text field that says what it is, e.g. the name of a body. */
  readonly called: string;
  /** Days before it, e.g. `[30, 7, 0]`. */
  readonly remindDays: readonly number[];
}
