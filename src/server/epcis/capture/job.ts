import { setImmediate as others } from 'node:timers/promises';
import type { Actor } from '#db/actor.ts';
import type { Tx } from '#db/transaction.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Namespaces } from '#trace/epcis/context.ts';
import type { Context } from '../../context.ts';
import { limits } from '../limits.ts';
import type { Behaviour } from './accept.ts';
import { placesOf, readDocument, readPieces } from './document.ts';
import type { Piece } from './document.ts';
import { prepareEvent } from './prepare.ts';
import { takenIds, writeEvents, writeWords } from './write.ts';
import type { CaptureMark, PlacedEvent } from './write.ts';

/** Which capture is to be worked on, and in whose name. */
export interface JobName {
  readonly id: string;
  readonly organisation: string;
  readonly account: string;
}

/** An error of one event as a job keeps it. */
export interface EventError {
  /** Place of the event in the document, counted from 0. */
  readonly event: number;
  readonly path: string;
  readonly sentence: string;
}

interface Job {
  readonly name: JobName;
  /** How often it was begun before. */
  readonly attempts: number;
  readonly mark: CaptureMark;
  readonly behaviour: Behaviour;
  readonly bytes: Buffer;
  readonly spans: readonly number[];
  readonly namespaces: Namespaces;
  readonly pieces: readonly Piece[];
  readonly tally: Tally;
  /** Key to content of everything in this document so far. */
  readonly met: Map<string, string>;
  readonly words: Set<string>;
}

interface Tally {
  done: number;
  captured: number;
  repeated: number;
  rejected: number;
  readonly errors: EventError[];
}

const batchSize = 1_000;

/** The actor of work in the background: the person who handed the document in, with nothing but his or her house. */
function actorOf({ organisation, account }: JobName): Actor {
  return {
    account,
    organisation,
    party: 'enterprise',
    posts: [],
    region: { lo: 1, hi: 0 },
    domains: 0,
  };
}

/** How a job is begun. */
export interface JobOptions {
  /** False leaves it alone while another job of the organisation is under way, here or on another node. */
  readonly waits?: boolean;
}

/**
 * Takes the events of a captured document over, from where it was left: under `rollback` all in one transaction or none,
 * under `proceed` batch by batch, each with the count of what is done. Jobs of one organisation take turns, over all
 * nodes, so that an id is never given to two events and no job is done twice.
 */
export async function runJob(
  context: Context,
  name: JobName,
  { waits = true }: JobOptions = {},
): Promise<void> {
  const { database } = context;
  const as = <T>(work: (tx: Tx) => Promise<T>) => database.as(actorOf(name), work);
  if (!waits && !(await as((tx) => takeTurn(tx, name, waits)))) return;
  const job = await as((tx) => loadJob(tx, name));
  if (job === undefined) return;
  if (job.behaviour === 'proceed') return proceed(context, job, waits, as);
  try {
    await as(async (tx) => {
      if (!(await takeTurn(tx, name, waits))) return;
      // Beside this transaction: a crash must not undo the count.
      if (!(await as((own) => countAttempt(own, context, job)))) return;
      while (job.tally.done < job.spans.length / 2) {
        await takeOver(tx, context, job);
        if (job.tally.done % 10_000 === 0) await as((own) => noteProgress(own, job));
        await others();
      }
      if (job.tally.rejected > 0) throw new RolledBack();
      await finish(tx, context, job, job.tally);
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    const nothing = { ...job.tally, captured: 0, repeated: 0 };
    await as((tx) => finish(tx, context, job, nothing));
  }
}

type As = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

async function proceed(context: Context, job: Job, waits: boolean, as: As): Promise<void> {
  const isBegun = await as(
    async (tx) => (await takeTurn(tx, job.name, waits)) && countAttempt(tx, context, job),
  );
  if (!isBegun) return;
  while (job.tally.done < job.spans.length / 2) {
    const before = job.tally.done;
    const isOurs = await as(async (tx) => {
      if (!(await takeTurn(tx, job.name, waits, before))) return false;
      await takeOver(tx, context, job);
      await noteTally(tx, job);
      return true;
    });
    if (!isOurs) return;
    await others();
  }
  await as((tx) => finish(tx, context, job, job.tally));
}

/** Undoes everything that a job wrote. */
class RolledBack extends Error {}

interface CaptureRow {
  at: Instant;
  behaviour: Behaviour;
  kind: 'document' | 'event';
  context: unknown;
  done: number;
  captured: number;
  repeated: number;
  rejected: number;
  errors: EventError[];
  attempts: number;
}

async function loadJob(tx: Tx, name: JobName): Promise<Job | undefined> {
  const { id, organisation } = name;
  const [row] = await tx.rows<CaptureRow>(
    `select at, behaviour, kind, context, done, captured, repeated, rejected, errors, attempts from epcis_capture
      where organisation_id = $1 and id = $2 and finished_at is null`,
    [organisation, id],
  );
  if (row === undefined) return undefined;
  const [bytes, pieces] = await Promise.all([readDocument(tx, id), readPieces(tx, id)]);
  const { spans, namespaces } = await placesOf(bytes, row.kind, row.context);
  const { done, captured, repeated, rejected, errors } = row;
  const isKept = row.behaviour === 'proceed';
  return {
    name,
    attempts: row.attempts,
    mark: { organisation, at: row.at },
    behaviour: row.behaviour,
    bytes,
    spans,
    namespaces,
    pieces,
    tally: isKept
      ? { done, captured, repeated, rejected, errors }
      : { done: 0, captured: 0, repeated: 0, rejected: 0, errors: [] },
    met: new Map(),
    words: new Set(),
  };
}

/** Counts a beginning. What failed again and again is over, and its owner is told. @returns whether to go on. */
async function countAttempt(tx: Tx, context: Context, job: Job): Promise<boolean> {
  if (job.attempts < limits.attempts) {
    await tx.run({ sql: countBeginning, parameters: [job.name.id] });
    return true;
  }
  const { done, rejected, errors } = job.tally;
  const sentence = '系统多次未能完成采集，请稍后重新提交文件，已经采集的事件不会重复';
  await finish(tx, context, job, {
    ...job.tally,
    rejected: rejected + job.spans.length / 2 - done,
    errors: [...errors, { event: done, path: '', sentence }],
  });
  return false;
}

/** Takes the turn of the organisation; false where another has it, or did this job meanwhile. */
async function takeTurn(
  tx: Tx,
  { id, organisation }: JobName,
  waits: boolean,
  done?: number,
): Promise<boolean> {
  if (waits) await tx.rows(`select pg_advisory_xact_lock(${turn})`, [organisation]);
  else {
    const [lock] = await tx.rows<{ taken: boolean }>(
      `select pg_try_advisory_xact_lock(${turn}) as taken`,
      [organisation],
    );
    if (lock?.taken !== true) return false;
  }
  const [row] = await tx.rows<{ done: number }>(
    'select done from epcis_capture where organisation_id = $1 and id = $2 and finished_at is null',
    [organisation, id],
  );
  return row !== undefined && (done === undefined || row.done === done);
}

const turn = 'hashtextextended($1, 823005)';

/** Takes the next batch over; under `rollback` nothing more is written after the first error. */
async function takeOver(tx: Tx, context: Context, job: Job): Promise<void> {
  const { tally, mark } = job;
  const until = Math.min(tally.done + batchSize, job.spans.length / 2);
  const prepared: PlacedEvent[] = [];
  for (let number = tally.done; number < until; number += 1) {
    const event = prepareAt(job, number, context.now());
    if (event !== undefined) prepared.push(event);
  }
  const fresh = await withoutTaken(tx, job, prepared);
  tally.done = until;
  if (job.behaviour === 'rollback' && tally.rejected > 0) return;
  const written = await writeEvents(tx, mark, fresh);
  await writeWords(tx, mark, fresh, job.words);
  tally.captured += written;
  tally.repeated += fresh.length - written;
}

function prepareAt(job: Job, number: number, now: Instant): PlacedEvent | undefined {
  const from = job.spans[number * 2] ?? 0;
  const end = job.spans[number * 2 + 1] ?? 0;
  const event = prepareEvent(job.bytes.toString('utf8', from, end), job.namespaces, now);
  if ('key' in event) {
    const piece = pieceAt(job.pieces, from);
    return { ...event, number, piece: piece.id, start: from - piece.from, length: end - from };
  }
  reject(job.tally, number, event);
  return undefined;
}

function reject(
  tally: Tally,
  event: number,
  defects: readonly { readonly path: string; readonly sentence: string }[],
) {
  tally.rejected += 1;
  for (const { path, sentence } of defects) {
    if (tally.errors.length < limits.errors) tally.errors.push({ event, path, sentence });
  }
}

/** Leaves out what was captured before, and refuses an id that belongs to another event. */
async function withoutTaken(
  tx: Tx,
  job: Job,
  events: readonly PlacedEvent[],
): Promise<PlacedEvent[]> {
  const taken = await takenIds(tx, job.mark, events);
  return events.filter(({ key, content, number }) => {
    const other = job.met.get(key) ?? taken.get(key);
    job.met.set(key, other ?? content);
    if (other === undefined) return true;
    if (other === content) job.tally.repeated += 1;
    else {
      reject(job.tally, number, [
        { path: 'eventID', sentence: '这个事件编号已经用于另一个事件，不能再用' },
      ]);
    }
    return false;
  });
}

/** The piece that holds a byte, by bisection. */
function pieceAt(pieces: readonly Piece[], byte: number): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.end ?? 0) > byte) high = middle;
    else low = middle + 1;
  }
  const piece = pieces[low];
  if (piece === undefined) throw new Error(`byte ${byte} lies in no piece`);
  return piece;
}

function noteTally(tx: Tx, { name, tally }: Job): Promise<number> {
  return tx.run({ sql: updateTally, parameters: [name.id, ...tallyValues(tally)] });
}

function noteProgress(tx: Tx, { name, tally }: Job): Promise<number> {
  return tx.run({ sql: updateProgress, parameters: [name.id, tally.done] });
}

function finish(tx: Tx, context: Context, { name }: Job, tally: Tally): Promise<number> {
  return tx.run({
    sql: finishCapture,
    parameters: [name.id, ...tallyValues(tally), context.now()],
  });
}

function tallyValues({ done, captured, repeated, rejected, errors }: Tally) {
  return [done, captured, repeated, rejected, JSON.stringify(errors)];
}

const countBeginning = 'update epcis_capture set attempts = attempts + 1 where id = $1';
const updateProgress = 'update epcis_capture set done = $2 where id = $1 and finished_at is null';
const updateTally = `update epcis_capture set done = $2, captured = $3, repeated = $4, rejected = $5, errors = $6
  where id = $1`;
const finishCapture = `update epcis_capture set done = $2, captured = $3, repeated = $4, rejected = $5, errors = $6,
  finished_at = $7 where id = $1 and finished_at is null`;
