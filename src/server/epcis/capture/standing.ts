import type { Tx } from '#db/transaction.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { ClauseId } from '#kernel/clause.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Namespaces } from '#trace/epcis/context.ts';
import type { Context } from '../../context.ts';
import { limits } from '../limits.ts';
import { readHouse } from '../lots/house.ts';
import type { House } from '../lots/house.ts';
import type { Behaviour } from './accept.ts';
import { placesOf, readDocument, readPieces } from './document.ts';
import type { Piece } from './document.ts';
import { inOrderOfTime } from './order.ts';
import type { CaptureMark } from './write.ts';

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
  /** What it rests on; absent in jobs of before. */
  readonly basis?: readonly ClauseId[];
}

/** A job in memory. */
export interface Job {
  readonly name: JobName;
  /** How often it was begun before. */
  readonly attempts: number;
  readonly mark: CaptureMark;
  readonly behaviour: Behaviour;
  readonly bytes: Buffer;
  readonly spans: readonly number[];
  readonly namespaces: Namespaces;
  readonly pieces: readonly Piece[];
  /** Places of the events in the order in which they are taken over; absent where they are as they stand. */
  readonly order: readonly number[] | undefined;
  /** Whose lots its events may tell of. */
  readonly house: House;
  readonly tally: Tally;
  /** Key to content of everything in this document so far. */
  readonly met: Map<string, string>;
  readonly words: Set<string>;
}

/** What came of the events so far. */
export interface Tally {
  done: number;
  captured: number;
  repeated: number;
  rejected: number;
  readonly errors: EventError[];
  /** Events that became part of the register of lots, and those that it could not take, the first of them with reasons. */
  taken: number;
  leftOut: number;
  readonly reasons: LeftOut[];
}

/** Why the register of lots did not take an event. */
export interface LeftOut {
  /** Place of the event in the document, counted from 0. */
  readonly event: number;
  readonly sentence: string;
  /** What it rests on; absent in jobs of before. */
  readonly basis?: readonly ClauseId[];
}

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
  taken: number;
  left_out: number;
  reasons: LeftOut[];
  attempts: number;
}

/** Reads a job with its document; undefined where it is over. */
export async function loadJob(tx: Tx, name: JobName): Promise<Job | undefined> {
  const { id, organisation } = name;
  const [row] = await tx.rows<CaptureRow>(
    `select at, behaviour, kind, context, done, captured, repeated, rejected, errors, taken, left_out,
      reasons, attempts from epcis_capture
      where organisation_id = $1 and id = $2 and finished_at is null`,
    [organisation, id],
  );
  if (row === undefined) return undefined;
  const [bytes, pieces, house] = await Promise.all([
    readDocument(tx, id),
    readPieces(tx, id),
    readHouse(tx, organisation, dayOf(row.at)),
  ]);
  const { spans, namespaces } = await placesOf(bytes, row.kind, row.context);
  const { done, captured, repeated, rejected, errors, taken, left_out: leftOut, reasons } = row;
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
    // Only what is taken into lots depends on what came before.
    order: house.isInRegister ? await inOrderOfTime(bytes, spans) : undefined,
    house,
    tally: isKept
      ? { done, captured, repeated, rejected, errors, taken, leftOut, reasons }
      : { ...nothing, errors: [], reasons: [] },
    met: new Map(),
    words: new Set(),
  };
}

/** A tally without anything written. */
export const nothing = { done: 0, captured: 0, repeated: 0, rejected: 0, taken: 0, leftOut: 0 };

/** Counts a beginning. What failed again and again is over, and its owner is told. @returns whether to go on. */
export async function countAttempt(tx: Tx, context: Context, job: Job): Promise<boolean> {
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
export async function takeTurn(
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

/** Notes what is written, in the transaction that writes it. */
export function noteTally(tx: Tx, { name, tally }: Job): Promise<number> {
  return tx.run({ sql: updateTally, parameters: [name.id, ...tallyValues(tally)] });
}

/** Notes how far a job has looked, for whoever waits. */
export function noteProgress(tx: Tx, { name, tally }: Job): Promise<number> {
  return tx.run({ sql: updateProgress, parameters: [name.id, tally.done] });
}

/** Ends a job. */
export function finish(tx: Tx, context: Context, { name }: Job, tally: Tally): Promise<number> {
  return tx.run({
    sql: finishCapture,
    parameters: [name.id, ...tallyValues(tally), context.now()],
  });
}

function tallyValues(tally: Tally) {
  const { done, captured, repeated, rejected, errors, taken, leftOut, reasons } = tally;
  const lists = [JSON.stringify(errors), JSON.stringify(reasons)];
  return [done, captured, repeated, rejected, taken, leftOut, ...lists];
}

const countBeginning = 'update epcis_capture set attempts = attempts + 1 where id = $1';
const updateProgress = 'update epcis_capture set done = $2 where id = $1 and finished_at is null';
const setTally = `set done = $2, captured = $3, repeated = $4, rejected = $5, taken = $6, left_out = $7, errors = $8,
  reasons = $9`;
const updateTally = `update epcis_capture ${setTally} where id = $1`;
const finishCapture = `update epcis_capture ${setTally}, finished_at = $10 where id = $1 and finished_at is null`;
