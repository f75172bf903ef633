/** Bounds of one imported file. Everything beyond is refused, never cut off. */
export interface TableLimits {
  /** Size of the file. */
  maxBytes: number;
  /** Rows of data, the header not counted. */
  maxRows: number;
  maxColumns: number;
  /** Characters in one cell. */
  maxCellLength: number;
  /** Time for reading, in milliseconds. */
  timeLimitMs: number;
  /** Heap for reading, in MB; 100,000 rows of 12 columns need about 600. */
  maxMemoryMb: number;
}

/** The bounds that apply unless a caller narrows them. */
export const TABLE_LIMITS: Readonly<TableLimits> = {
  maxBytes: 10 * 1024 * 1024,
  maxRows: 100_000,
  maxColumns: 60,
  maxCellLength: 4_000,
  timeLimitMs: 20_000,
  maxMemoryMb: 1_024,
};

/** One row of data. `line` is the row number that the spreadsheet program shows, for messages. */
export interface TableRow {
  line: number;
  /** Text by column title; every title of the header is present, an empty cell is ''. */
  cells: Record<string, string>;
}

/** A table that was read in full. */
export interface TableContent {
  ok: true;
  /** Column titles in order, each once. */
  header: string[];
  /** Blank rows left out. */
  rows: TableRow[];
  /** Visible sheets that were not read: only the first visible one is. Tell the user. */
  ignoredSheets: string[];
}

/** Why a file was not read. The list is closed. */
export type TableRefusalCode =
  | 'empty'
  | 'too-large'
  | 'not-a-table'
  | 'old-format'
  | 'macro'
  | 'zip-bomb'
  | 'damaged'
  | 'encoding'
  | 'quotes'
  | 'merged-cells'
  | 'formula'
  | 'error-value'
  | 'digits-lost'
  | 'header-missing'
  | 'header-twice'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'cell-too-long'
  | 'too-much-memory'
  | 'timeout'
  | 'busy';

/** A file that was not read; nothing of it is used. */
export interface TableRefusal {
  ok: false;
  code: TableRefusalCode;
  /** Chinese, with the place and what to do about it. */
  sentence: string;
  /** Row number as the spreadsheet program shows it. */
  line?: number;
  /** Column letters as the spreadsheet program shows them. */
  column?: string;
}

/** What reading a file came to: its rows, or why it was refused as a whole. */
export type TableReading = TableContent | TableRefusal;

/** Where in the file: `line` counts from 1, `column` from 0. */
export interface Place {
  line: number;
  column?: number;
}

/** Rows as they stand in the file, before the header is told from the data. */
export interface Grid {
  ok: true;
  rows: GridRow[];
  ignoredSheets: string[];
}

/** One row of a file, every cell as text. */
export interface GridRow {
  line: number;
  cells: string[];
}

/** A sheet may have this many blank rows between its data before it counts as too long. */
export const SPARE_ROWS = 1_000;
