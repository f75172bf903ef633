import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { Book } from '#kernel/definition.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import { movesAsBefore } from '#kernel/lot/alike.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { bookFacts } from '../reading/book-facts.ts';
import type { BookContext } from '../reading/book-facts.ts';
import type { LoadedOrganisation } from '../reading/organisation-facts.ts';
import { carryOut } from './effects.ts';
import { checkFirstCorrection } from './correction.ts';
import { actorOf, writeEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Receipt } from './present.ts';
import { checkEntryId } from './entry-id.ts';
import { elsewhere } from './proceeding.ts';
import { checkPicked } from './picked.ts';
import { renewLots, undoLots } from './effects/lot.ts';
import { placeAfter } from './effects/register.ts';
import { Refused, replayed, submitOnce } from './replayed.ts';

/** A record of a book as it was submitted. */
export interface RecordRequest {
  readonly id: string;
  readonly form?: string | undefined;
  readonly clientAt?: Instant | undefined;
  readonly corrects?: string | undefined;
  readonly reason?: string | undefined;
  /** Whose book it is, where an office that watches over it records; the actor's own otherwise. */
  readonly organisation?: string | undefined;
  readonly input: unknown;
}

/** Writes what a record comes in with, in the transaction of its entry: both are there, or neither. */
export type Intake = (tx: Tx) => Promise<unknown>;

/** Adds a record to a book of the actor's organisation. */
export async function submitRecord(
  context: Context,
  who: SignedIn,
  bookId: string,
  request: RecordRequest,
  raw: Uint8Array,
  intake?: Intake,
): Promise<Receipt | Refusal> {
  const now = context.now();
  const skew = checkEntryId(request.id, now);
  if (skew !== undefined) return skew;
  return submitOnce(context, who, request.id, raw, async (tx) => {
    // First of all: what was accepted once stays accepted, also where the form has changed since.
    const before = await replayed(tx, request.id, who.account.id, raw);
    if (before !== undefined) return before;
    const book = context.law.book(bookId, dayOf(now));
    if (book === undefined) return refuse('unknown-definition', '没有这种台账。');
    if (book.intake !== undefined && intake === undefined) {
      return refuse('not-entitled', book.intake, book.basis);
    }
    const refusal = checkRequest(book, who, request);
    if (refusal !== undefined) return refusal;
    const outcome = await recordWithin(tx, context, who, book, request, raw);
    if (!outcome.ok) throw new Refused(outcome);
    await intake?.(tx);
    return outcome;
  });
}

function checkRequest(book: Book, who: SignedIn, request: RecordRequest): Refusal | undefined {
  if (request.form !== undefined && request.form !== definitionHash(book)) {
    return refuse('form-version', '表单已经更新，请刷新后按新表单重新填写。', book.basis);
  }
  if (who.actor.organisation === undefined) {
    return refuse('not-entitled', '您不在任何单位任职。', book.basis);
  }
  if (request.corrects !== undefined && (request.reason ?? '').trim().length < 2) {
    return refuse('reason-required', '更正记录须写明原因。', book.basis);
  }
  return undefined;
}

async function recordWithin(
  tx: Tx,
  context: Context,
  who: SignedIn,
  book: Book,
  request: RecordRequest,
  raw: Uint8Array,
): Promise<Receipt | Refusal> {
  const id = request.organisation ?? who.actor.organisation!;
  const [, first, corrected] = await Promise.all([
    // Its condition reads what the book holds: two records at once take turns, the second sees the first.
    book.when === undefined ? [] : tx.rows(takeTurn, [`${id} ${book.id}`]),
    bookFacts(tx, context, who, book, id, request),
    tx.rows('select 1 from entry where organisation_id = $1 and definition = $2 and id = $3', [
      id,
      book.id,
      request.corrects ?? request.id,
    ]),
  ]);
  if (request.corrects !== undefined && corrected.length === 0) {
    return refuse('not-found', '没有找到要更正的记录。', book.basis);
  }
  const loaded = await asCorrected(tx, context, who, book, id, request, first);
  if (loaded === undefined) return refuse('not-found', '没有找到您的单位。', book.basis);
  if ('ok' in loaded) return loaded;
  const { facts, organisation } = loaded;
  const { now } = facts;
  const decision = decideRecord(book, facts, who.actor, request.input);
  if (!decision.ok) return decision;
  const place = placeAfter(decision.effects);
  const entry = { ...entryOf(book, request, who, organisation, now, decision.input), ...place };
  // All of it leaves in one packet; where one part objects, the others are undone.
  const [wrong, again, receipt] = await Promise.all([
    checkPicked(tx, book.form, decision.input, book.basis),
    checkFirstCorrection(tx, { ...entry, basis: book.basis }),
    writeEntry(tx, entry, raw),
  ]);
  const objection = wrong ?? again;
  if (objection !== undefined) throw new Refused(objection);
  if (facts.isMovedAsBefore === true) {
    await renewLots(tx, request.corrects!, entry, decision.effects);
  }
  const cause = {
    entry,
    seats: [],
    subject: id,
    proceeding: undefined,
    keepsLots: facts.isMovedAsBefore,
  };
  const refusal = await carryOut(tx, context, who, decision.effects, cause, elsewhere);
  if (refusal !== undefined) throw new Refused(refusal);
  return receipt;
}

/**
 * The facts by which a correction is judged. Where it moves what the record moved, the goods stay where they are, however
 * they stand today; otherwise the rules must see the lots as they were without the record.
 */
async function asCorrected(
  tx: Tx,
  context: Context,
  who: SignedIn,
  book: Book,
  organisation: string,
  request: RecordRequest,
  loaded: BookContext | undefined,
): Promise<BookContext | Refusal | undefined> {
  if (request.corrects === undefined || loaded === undefined) return loaded;
  if (movesAsBefore(book, loaded.facts, request.input)) {
    return { ...loaded, facts: { ...loaded.facts, isMovedAsBefore: true } };
  }
  const stuck = await undoLots(tx, request.corrects);
  return stuck ?? bookFacts(tx, context, who, book, organisation, request);
}

function entryOf(
  book: Book,
  request: RecordRequest,
  who: SignedIn,
  { facts, domains }: LoadedOrganisation,
  now: Instant,
  input: Entry['input'],
): Entry {
  const isCorrection = request.corrects !== undefined;
  return {
    id: request.id,
    organisation: facts.id,
    region: facts.region,
    domains,
    kind: 'book',
    definition: book.id,
    definitionHash: definitionHash(book),
    act: isCorrection ? 'amend' : 'record',
    corrects: request.corrects,
    at: now,
    clientAt: request.clientAt,
    late: false,
    lateReason: isCorrection ? request.reason?.trim() : undefined,
    by: actorOf(who),
    input,
  };
}

/** Whoever records in a book of a house takes turns with others who do. */
export const takeTurn = 'select pg_advisory_xact_lock(hashtextextended($1, 823003))';
