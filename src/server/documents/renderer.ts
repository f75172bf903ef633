import { Worker } from 'node:worker_threads';
import { assertDocument, DocumentFault, type OfficialDocument } from './model.ts';
import { mostLabels } from './labels/sheet.ts';
import type { LabelSheet } from './labels/sheet.ts';
import type { DocumentFormat, RenderAnswer, Rendered, RenderRequest } from './render-worker.ts';

/** Longest time one document may take in the worker, loading of the fonts included. */
const TIME_LIMIT_MS = 30_000;
/** Documents that may wait; beyond it the caller is told to come back, instead of memory filling up. */
const MAX_WAITING = 100;

/** Heap of the worker, in MB; the largest document allowed needs about half of it. */
const MEMORY_LIMIT_MB = 768;

/** How a paper is rendered. */
export interface RenderOptions {
  /** Milliseconds in the worker, not counting the wait for it. Default 30,000. */
  timeLimitMs?: number;
}

interface Job {
  what: Rendered;
  timeLimitMs: number;
  resolve: (file: Buffer) => void;
  reject: (fault: DocumentFault) => void;
}

let worker: Worker | undefined;
let running: { id: number; job: Job; timer: NodeJS.Timeout } | undefined;
let lastId = 0;
const waiting: Job[] = [];

/**
 * Renders one document at a time in a worker thread, so that the event loop stays free. The worker
 * starts with the first document, stays warm, and does not keep an otherwise idle process alive.
 * @throws DocumentFault 'invalid' or 'too-large' for the document, 'busy' when too many wait,
 *   'time-limit' after `timeLimitMs`, 'failed' when the renderer reports an error or ends.
 */
export async function render(
  format: DocumentFormat,
  document: OfficialDocument,
  { timeLimitMs = TIME_LIMIT_MS }: RenderOptions = {},
): Promise<Buffer> {
  assertDocument(document);
  return queue({ format, document }, timeLimitMs);
}

/** Renders a sheet of codes; throws as {@link render} does. */
export function renderLabels(document: LabelSheet): Promise<Buffer> {
  if (document.labels.length > mostLabels) {
    throw new DocumentFault('too-large', `a sheet has ${document.labels.length} codes`);
  }
  return queue({ format: 'labels', document }, TIME_LIMIT_MS);
}

function queue(what: Rendered, timeLimitMs: number): Promise<Buffer> {
  if (waiting.length >= MAX_WAITING) throw new DocumentFault('busy', 'too many documents wait');
  return new Promise((resolve, reject) => {
    waiting.push({ what, timeLimitMs, resolve, reject });
    startNext();
  });
}

/** Stops the worker, for a clean shutdown; documents not yet rendered fail as 'failed'. */
export async function closeRenderer(): Promise<void> {
  const fault = new DocumentFault('failed', 'the renderer was closed');
  for (const job of waiting.splice(0)) job.reject(fault);
  await dropWorker(fault);
}

function startNext(): void {
  if (running !== undefined) return;
  const job = waiting.shift();
  if (job === undefined) return;
  worker ??= startWorker();
  worker.ref();
  const id = ++lastId;
  const { what, timeLimitMs } = job;
  const timer = setTimeout(() => {
    void dropWorker(new DocumentFault('time-limit', `no ${what.format} within ${timeLimitMs} ms`));
    startNext();
  }, timeLimitMs);
  running = { id, job, timer };
  worker.postMessage({ id, ...what } satisfies RenderRequest);
}

function startWorker(): Worker {
  const started = new Worker(new URL('./render-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
  });
  started.on('message', (answer: RenderAnswer) => {
    if (running?.id !== answer.id) return;
    const job = finishRunning(running);
    if (answer.ok) job.resolve(Buffer.from(answer.bytes.buffer));
    else job.reject(new DocumentFault('failed', answer.message));
    startNext();
  });
  const onEnd = (cause: unknown): void => {
    if (worker !== started) return;
    void dropWorker(new DocumentFault('failed', 'the render worker ended', { cause }));
    startNext();
  };
  started.on('error', onEnd);
  started.on('exit', onEnd);
  return started;
}

/** A worker in native code cannot be interrupted: it is abandoned and a fresh one takes the next job. */
async function dropWorker(fault: DocumentFault): Promise<void> {
  const dropped = worker;
  worker = undefined;
  if (running !== undefined) finishRunning(running).reject(fault);
  await dropped?.terminate();
}

function finishRunning(done: NonNullable<typeof running>): Job {
  clearTimeout(done.timer);
  running = undefined;
  // An idle worker must not keep a process alive that has nothing else to do.
  worker?.unref();
  return done.job;
}
