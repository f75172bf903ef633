import type { Instant } from '#kernel/calendar/plain-date.ts';

/** What is wrong in one cell, or in a whole row where the column is empty. */
export interface ImportIssue {
  /** Row number as the spreadsheet program shows it. */
  readonly line: number;
  readonly column: string;
  /** Address of the cell, such as `C17`; absent for a whole row. */
  readonly cell?: string;
  readonly sentence: string;
}

/** A table of records on its way into a book. */
export interface BookImport {
  readonly id: string;
  readonly book: string;
  readonly file: string;
  readonly state: 'running' | 'refused' | 'done';
  /** Records in the table, and how many of them were dealt with. */
  readonly rows: number;
  readonly done: number;
  /** In the order of the rows; where there are more than can be listed, the last one says so. */
  readonly issues: readonly ImportIssue[];
  readonly at: Instant;
  readonly finishedAt?: Instant;
}
