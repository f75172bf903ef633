import { parentPort, workerData } from 'node:worker_threads';
import type { ExportTable } from './write-table.ts';
import { buildXlsx } from './xlsx-build.ts';

// Copied, because the library's buffer may be a view on a larger one, which must not be transferred.
const bytes = new Uint8Array(await buildXlsx(workerData as ExportTable));
parentPort?.postMessage(bytes, [bytes.buffer]);
