import { Worker } from 'node:worker_threads';
import { refuse } from './refuse.ts';
import {
  TABLE_LIMITS,
  type TableLimits,
  type TableReading,
  type TableRefusal,
  type TableRow,
} from './table.ts';
import type { TableJob, TableMessage } from './table-worker.ts';
import { readDirectory } from './zip-guard.ts';

/** The default of a worker (48) makes reading a long table take almost twice as long. */
const YOUNG_MEMORY_MB = 192;
/** Files read at the same time; the others wait. */
const MAX_RUNNING = 2;
const MAX_WAITING = 50;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads an uploaded table, XLSX or CSV, that nobody has vouched for. The kind is told from the content,
 * not from the name. Parsing happens in a worker thread with a bound on memory and time, so a hostile
 * file costs a refusal and nothing else. Every cell comes back as the text the user sees in it.
 * @param bytes the file; it is copied, not kept
 * @returns the whole table, or a refusal with a code and a sentence; never a part of a table
 * @throws only when the reader itself has a bug
 */
export async function readTable(
  bytes: Uint8Array,
  options: { name: string } & Partial<TableLimits>,
): Promise<TableReading> {
  const { name, ...narrowed } = options;
  const limits = { ...TABLE_LIMITS, ...narrowed };
  const kind = tellKind(bytes, name, limits);
  if (typeof kind !== 'string') return kind;
  if (waiting.length >= MAX_WAITING) return refuse('busy');
  await takeTurn();
  try {
    return await readInWorker({ bytes, zipped: kind === 'zip', limits });
  } finally {
    leaveTurn();
  }
}

function tellKind(
  bytes: Uint8Array,
  name: string,
  limits: TableLimits,
): 'zip' | 'text' | TableRefusal {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > limits.maxBytes) return refuse('too-large', megabytes(limits.maxBytes));
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (start.startsWith('\xd0\xcf\x11\xe0')) return refuse('old-format');
  if (start.startsWith('PK')) return checkArchive(bytes) ?? 'zip';
  const other = /^(%PDF|\x89PNG|\xff\xd8|GIF8|Rar!|7z|\{\\rtf|(\xef\xbb\xbf)?\s*<)/;
  if (other.test(start) || /\.(xlsx?|xlsm|xlsb|ods|et)$/i.test(name)) return refuse('not-a-table');
  return 'text';
}

/** Looks at the list of parts only, so that a bomb does not even start a worker. */
function checkArchive(bytes: Uint8Array): TableRefusal | undefined {
  const parts = readDirectory(bytes);
  if (!Array.isArray(parts)) return parts;
  const names = parts.map((part) => part.name);
  if (names.some((part) => /vbaProject|macrosheets/i.test(part))) return refuse('macro');
  const workbook = names.some((part) => /^xl\/.*\.xml$/i.test(part));
  return workbook && names.includes('[Content_Types].xml') ? undefined : refuse('not-a-table');
}

async function takeTurn(): Promise<void> {
  if (running < MAX_RUNNING) running++;
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

/** The turn passes straight to the next in line, so that nobody can slip in between. */
function leaveTurn(): void {
  const next = waiting.shift();
  if (next === undefined) running--;
  else next();
}

async function readInWorker(job: TableJob): Promise<TableReading> {
  const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: {
      maxOldGenerationSizeMb: job.limits.maxMemoryMb,
      maxYoungGenerationSizeMb: YOUNG_MEMORY_MB,
    },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => resolve(refuse('timeout')), job.limits.timeLimitMs);
      const portions: { line: number; cells: string[] }[][] = [];
      worker.on('message', (message: TableMessage) => {
        if (message.kind === 'rows') portions.push(message.rows);
        else if (message.kind === 'refused') resolve(message.refusal);
        else {
          const { header, ignoredSheets } = message;
          const rows = portions.flatMap((portion) => portion.map((row) => named(row, header)));
          resolve({ ok: true, header, rows, ignoredSheets });
        }
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refuse('too-much-memory'));
        else reject(error);
      });
      worker.on('exit', (code) => reject(new Error(`the table worker ended with ${code}`)));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

/** fromEntries defines properties, so that a column titled __proto__ is a column like any other. */
function named(row: { line: number; cells: string[] }, header: string[]): TableRow {
  const entries = header.map((title, index) => [title, row.cells[index] ?? ''] as const);
  return { line: row.line, cells: Object.fromEntries(entries) };
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
