import { Worker } from 'node:worker_threads';
import { guard, visibleText } from './cell-text.ts';
import { buildXlsx } from './xlsx-build.ts';

/** Head of a column, and how its cells are written. */
export interface ExportColumn {
  title: string;
  /** Key of the value in each row. */
  key: string;
  /** In half-width characters. Default: what the title and the first rows need. */
  width?: number | undefined;
  /**
   * 'text' (default) keeps codes and leading zeros; 'number' and 'date' can be calculated with. A value
   * that is not a number, or not 'YYYY-MM-DD', is written as text in such a column too.
   */
  type?: 'text' | 'number' | 'date' | undefined;
  /** Offered as a list in every cell below the head, where a cell can hold such a list. Not used in a CSV. */
  choices?: readonly string[] | undefined;
  /** Shown beside a cell when somebody goes there. Not used in a CSV. */
  hint?: string | undefined;
}

/** `true` and `false` are written 是 and 否. */
export type ExportValue = string | number | boolean | null | undefined;

/** What is written into a file. */
export interface ExportTable {
  /** Name of the sheet; what a sheet name may not hold is replaced. Not used in a CSV. */
  sheet: string;
  columns: readonly ExportColumn[];
  rows: readonly Readonly<Record<string, ExportValue>>[];
}

/** Up to here a table is written in a few tens of milliseconds; larger ones go to a worker. */
const CELLS_AT_ONCE = 10_000;
const MEMORY_LIMIT_MB = 1_024;
/** The default of a worker (48) makes writing take almost twice as long. */
const YOUNG_MEMORY_MB = 192;
/** What one sheet holds, less the header. */
const MAX_ROWS = 1_048_575;

/**
 * Writes a table as XLSX with a frozen, bold header. Text never becomes a formula, whatever it starts
 * with: it is stored as a string in a cell of the format Text.
 * @throws RangeError when there are more rows than a sheet holds
 */
export async function writeTable(table: ExportTable): Promise<Buffer> {
  if (table.rows.length > MAX_ROWS) throw new RangeError(`a sheet holds ${MAX_ROWS} rows`);
  if (table.rows.length * table.columns.length <= CELLS_AT_ONCE) {
    return Buffer.from(await buildXlsx(table));
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
      workerData: table,
      resourceLimits: {
        maxOldGenerationSizeMb: MEMORY_LIMIT_MB,
        maxYoungGenerationSizeMb: YOUNG_MEMORY_MB,
      },
    });
    worker.on('message', (bytes: Uint8Array<ArrayBuffer>) => resolve(Buffer.from(bytes.buffer)));
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the export worker ended with ${code}`)));
  });
}

/**
 * Writes a table as CSV (RFC 4180, UTF-8 with mark, CRLF). Text that a spreadsheet program would take
 * for a formula gets an apostrophe in front, which `readTable` takes off again. A spreadsheet program
 * still turns long codes in a CSV into numbers when it opens one: offer XLSX first.
 */
export function writeCsv({ columns, rows }: Omit<ExportTable, 'sheet'>): Buffer {
  const lines = [columns.map((column) => csvText(column.title))];
  for (const row of rows) lines.push(columns.map((column) => csvValue(row[column.key])));
  return Buffer.from(`\uFEFF${lines.map((line) => `${line.join(',')}\r\n`).join('')}`);
}

function csvValue(value: ExportValue): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return csvText(value ?? '');
}

function csvText(text: string): string {
  const guarded = guard(visibleText(text));
  return /[",\n\r\t]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
