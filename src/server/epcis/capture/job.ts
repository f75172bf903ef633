import { setImmediate as others } from 'node:timers/promises';
import type { Actor } from '#db/actor.ts';
import type { Tx } from '#db/transaction.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { ClauseId } from '#kernel/clause.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Context } from '../../context.ts';
import { limits } from '../limits.ts';
import { forgetLeftOut, noteLeftOut } from '../lots/left-out-rows.ts';
import type { Outcome } from '../lots/outcome.ts';
import { takeIntoLots } from '../lots/take.ts';
import type { Piece } from './document.ts';
import { prepareEvent } from './prepare.ts';
import {
  countAttempt,
  finish,
  loadJob,
  noteProgress,
  noteTally,
  nothing,
  takeTurn,
} from './standing.ts';
import type { Job, JobName, Tally } from './standing.ts';
import { takenIds, writeEvents, writeWords } from './write.ts';
import type { PlacedEvent } from './write.ts';

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
    const { rejected, errors, done } = job.tally;
    const undone = { ...nothing, done, rejected, errors, reasons: [] };
    await as((tx) => finish(tx, context, job, undone));
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

/** Takes the next batch over; under `rollback` nothing more is written after the first error. */
async function takeOver(tx: Tx, context: Context, job: Job): Promise<void> {
  const { tally, mark } = job;
  const until = Math.min(tally.done + batchSize, job.spans.length / 2);
  const prepared: PlacedEvent[] = [];
  for (let turn = tally.done; turn < until; turn += 1) {
    const event = prepareAt(context, job, job.order?.[turn] ?? turn);
    if (event !== undefined) prepared.push(event);
  }
  const { fresh, again } = await withoutTaken(
    tx,
    job,
    prepared,
    captureBook(context, context.now())?.basis,
  );
  const whole = new Set([...fresh, ...again]);
  const ordered = prepared.filter((event) => whole.has(event));
  const kept = await intoLots(tx, context, job, ordered, again);
  const captured = fresh.filter(({ number }) => !kept.has(number));
  tally.repeated += again.length;
  tally.done = until;
  if (job.behaviour === 'rollback' && tally.rejected > 0) return;
  const written = await writeEvents(tx, mark, captured);
  await writeWords(tx, mark, captured, job.words);
  tally.captured += written;
  tally.repeated += captured.length - written;
}

/**
 * Takes what the events of a batch tell of lots into the register, those too that were captured before and could not be
 * taken then. @returns the places of those that are refused, because goods left by them that may not leave.
 */
async function intoLots(
  tx: Tx,
  context: Context,
  { house, name, tally }: Job,
  events: readonly PlacedEvent[],
  again: readonly PlacedEvent[],
): Promise<ReadonlySet<number>> {
  const at = context.now();
  const { takes: taking, basis = [] } = captureBook(context, at) ?? {};
  if (taking === undefined) return new Set();
  const batch = { house, taking, basis, capture: name.id, at, events };
  const outcome = await takeIntoLots(tx, batch);
  const { refused, leftOut } = outcome;
  // What was captured once stays captured.
  for (const { number } of again) {
    const reason = refused.get(number);
    if (reason !== undefined) leftOut.set(number, reason);
    refused.delete(number);
  }
  if (house.isInRegister) await noteOutcome(tx, house.id, events, again, outcome);
  for (const [number, { sentence, basis: own }] of refused) {
    reject(tally, number, [{ path: '', sentence }], own);
  }
  tally.taken += outcome.taken;
  tally.leftOut += outcome.left;
  for (const [event, reason] of leftOut) {
    // For a house without lots the one reason is that of all events.
    if (tally.reasons.length === (house.isInRegister ? limits.reasons : 1)) break;
    tally.reasons.push({ event, ...reason });
  }
  return new Set(refused.keys());
}

/** Lists show which captured events are not part of the register, as long as they are not. */
async function noteOutcome(
  tx: Tx,
  house: string,
  events: readonly PlacedEvent[],
  again: readonly PlacedEvent[],
  { leftOut }: Outcome,
): Promise<void> {
  const taken = again.filter(({ number }) => !leftOut.has(number));
  await forgetLeftOut(
    tx,
    house,
    taken.map(({ key }) => key),
  );
  await noteLeftOut(tx, house, events, leftOut);
}

function captureBook({ law }: Context, at: Instant) {
  return law.book('trace-capture', dayOf(at));
}

function prepareAt(context: Context, job: Job, number: number): PlacedEvent | undefined {
  const now = context.now();
  const from = job.spans[number * 2] ?? 0;
  const end = job.spans[number * 2 + 1] ?? 0;
  const event = prepareEvent(
    job.bytes.toString('utf8', from, end),
    job.namespaces,
    now,
    job.house.isInRegister,
  );
  if ('key' in event) {
    const piece = pieceAt(job.pieces, from);
    return { ...event, number, piece: piece.id, start: from - piece.from, length: end - from };
  }
  reject(job.tally, number, event, captureBook(context, now)?.basis);
  return undefined;
}

function reject(
  tally: Tally,
  event: number,
  defects: readonly { readonly path: string; readonly sentence: string }[],
  basis: readonly ClauseId[] = [],
) {
  tally.rejected += 1;
  for (const { path, sentence } of defects) {
    if (tally.errors.length < limits.errors) tally.errors.push({ event, path, sentence, basis });
  }
}

/** Sorts out what was captured before, equal in content, and refuses an id that belongs to another event. */
async function withoutTaken(
  tx: Tx,
  job: Job,
  events: readonly PlacedEvent[],
  basis: readonly ClauseId[] | undefined,
): Promise<{ readonly fresh: readonly PlacedEvent[]; readonly again: readonly PlacedEvent[] }> {
  const taken = await takenIds(tx, job.mark, events);
  const again: PlacedEvent[] = [];
  const fresh = events.filter((event) => {
    const { key, content, number } = event;
    const other = job.met.get(key) ?? taken.get(key);
    job.met.set(key, other ?? content);
    if (other === undefined) return true;
    if (other === content) again.push(event);
    else {
      const sentence = '这个事件编号已经用于另一个事件，不能再用';
      reject(job.tally, number, [{ path: 'eventID', sentence }], basis);
    }
    return false;
  });
  return { fresh, again };
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
