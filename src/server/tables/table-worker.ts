import { parentPort, workerData } from 'node:worker_threads';
import { readCsv } from './csv-grid.ts';
import { shapeTable } from './shape.ts';
import type { Grid, GridRow, TableLimits, TableRefusal } from './table.ts';
import { readDirectory } from './zip-guard.ts';

/** What the reader hands to its worker. */
export interface TableJob {
  bytes: Uint8Array;
  zipped: boolean;
  limits: TableLimits;
}

/** What the worker sends: rows in portions, then the header; or a refusal. */
export type TableMessage =
  | { kind: 'rows'; rows: GridRow[] }
  | { kind: 'end'; header: string[]; ignoredSheets: string[] }
  | { kind: 'refused'; refusal: TableRefusal };

/** Rows a message: small enough that taking it does not hold up the main thread. */
const PORTION = 2_000;

const { bytes, zipped, limits } = workerData as TableJob;
await run();

async function run(): Promise<void> {
  const grid = zipped ? await readZipped() : readCsv(bytes, limits);
  const table = grid.ok ? shapeTable(grid, limits) : grid;
  if (!table.ok) {
    send({ kind: 'refused', refusal: table });
    return;
  }
  for (let at = 0; at < table.rows.length; at += PORTION) {
    send({ kind: 'rows', rows: table.rows.slice(at, at + PORTION) });
  }
  send({ kind: 'end', header: table.header, ignoredSheets: table.ignoredSheets });
}

async function readZipped(): Promise<Grid | TableRefusal> {
  const parts = readDirectory(bytes);
  if (!Array.isArray(parts)) return parts;
  // Loaded here, because a CSV does not need the library, which takes longer to load than most files to read.
  const { readXlsxGrid } = await import('./xlsx-grid.ts');
  return readXlsxGrid(bytes, parts, limits);
}

function send(message: TableMessage): void {
  parentPort?.postMessage(message);
}
