import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Match } from '#kernel/book/slots.ts';
import { wantedBy } from '#kernel/book/wanted.ts';
import type { Book } from '#kernel/definition.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { isWatching } from '#kernel/watch/watch.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { relatedProceedings } from './related.ts';
import { pickedProceedings } from '../acts/picked.ts';
import { drawsOf } from '../draws/facts.ts';
import { judgedProducts, productsOf } from './products.ts';
import { lotsHeld, lotsNamed } from './lots.ts';
import { organisationFacts, staffFacts, standingFacts } from './organisation-facts.ts';
import type { LoadedOrganisation } from './organisation-facts.ts';
import { openWatches } from './watch/watches.ts';
import { editionsOf, namedRecords, readMatching, readRecords, readStanding } from './records.ts';

/** The facts of a record of a book with the organisation they were loaded for. */
export interface BookContext {
  readonly facts: DutyFacts;
  readonly organisation: LoadedOrganisation;
}

/** The record that is handed in, or thought of: guards are asked beforehand too. */
export interface Intended {
  readonly input: unknown;
  /** The record that it corrects: guards see the book as it will be, without that one. */
  readonly corrects?: string | undefined;
}

/**
 * Loads what guards and effects of a book may know of an organisation: the books it reads, of those that are keyed the
 * latest record about everything, the former records that agree with the input, and the proceedings it reads.
 */
export async function bookFacts(
  tx: Tx,
  context: Context,
  who: SignedIn,
  book: Book,
  organisationId: string,
  { input, corrects }: Intended,
): Promise<BookContext | undefined> {
  const now = context.now();
  const today = dayOf(now);
  const period = { from: today, to: today };
  const { law } = context;
  const books = (book.reads ?? []).filter((id) => law.procedure(id, today) === undefined);
  const procedures = (book.reads ?? []).filter((id) => !books.includes(id));
  const keyed = keyedAmong(books, law, today);
  const named = namedRecords(book.form, input);
  const draws = (id: string) => law.procedure(id, today)?.draws !== undefined;
  const held = lotsHeld(tx, organisationId, lotsNamed(book.form, input));
  const [organisation, records, latest, matching, proceedings, lots, products, drawn, before] =
    await Promise.all([
      organisationFacts(tx, organisationId, today),
      readRecords(tx, organisationId, books, period, named),
      readStanding(tx, organisationId, keyed),
      Promise.all(
        (book.matches ?? []).map(async (match) =>
          matched(tx, organisationId, match, input, match.lots === undefined ? [] : await held),
        ),
      ),
      procedures.length === 0
        ? []
        : relatedProceedings(tx, organisationId, period, now, procedures),
      held,
      productsOf(tx, pickedProceedings(book.form, input)),
      drawsOf(tx, context, pickedProceedings(book.form, input, draws)),
      corrects === undefined
        ? undefined
        : readRecords(tx, organisationId, [book.id], period, [corrects]),
    ]);
  const staff = book.staff === true ? await staffFacts(tx, organisationId) : undefined;
  const standing = book.standing === true ? await standingFacts(tx, organisationId) : undefined;
  const watches = book.watches === true ? await openWatches(tx, law) : [];
  if (organisation === undefined) return undefined;
  const judged =
    book.judges === undefined ? undefined : await judgedProducts(tx, organisationId, lots);
  const found = merged([records, latest, ...matching], corrects);
  const facts: DutyFacts = {
    now,
    today,
    actor: who.actor,
    organisation: organisation.facts,
    period,
    late: false,
    calendar: law.calendar,
    latest: (definition) => found.get(definition)?.at(-1),
    records: (definition) => found.get(definition) ?? [],
    owed: () => [],
    proceedings,
    lots,
    products: [...products, ...(judged?.products ?? [])],
    draws: drawn,
    watches: watches.map(({ watch }) => watch).filter((watch) => isWatching(watch, today)),
    ...(judged === undefined ? {} : { market: judged.market, certificates: judged.certificates }),
    ...(staff === undefined ? {} : { staff }),
    ...(standing === undefined ? {} : { standing }),
    corrected: before?.get(book.id)?.find(({ entry }) => entry === corrects),
  };
  return { facts, organisation };
}

function keyedAmong(books: readonly string[], law: Context['law'], today: PlainDate) {
  return books.flatMap((id) => {
    const key = law.book(id, today)?.keyed;
    return key === undefined ? [] : [{ book: id, key }];
  });
}

type Found = ReadonlyMap<string, readonly RecordFacts[]>;

async function matched(
  tx: Tx,
  organisation: string,
  match: Match,
  input: unknown,
  named: readonly LotFacts[],
): Promise<Found> {
  const { book, fields = {}, editions = {} } = match;
  const values = typeof input === 'object' && input !== null ? (input as JsonObject) : {};
  let wanted = wantedBy(match, values, named);
  for (const [ours, by] of Object.entries(editions)) {
    const picked = values[ours];
    const all = typeof picked === 'string' ? await editionsOf(tx, organisation, picked, by) : [];
    const theirs = Object.keys(fields).find((name) => fields[name] === ours) ?? ours;
    wanted = wanted.flatMap((holds) => all.map((entry) => ({ ...holds, [theirs]: entry })));
  }
  const lists = await Promise.all(
    wanted.map((holds) => readMatching(tx, organisation, book, holds)),
  );
  return new Map([[book, lists.flat()]]);
}

/** Every record once, oldest first. */
function merged(lists: readonly Found[], without: string | undefined): Found {
  const ids = new Set(lists.flatMap((list) => [...list.keys()]));
  return new Map(
    [...ids].map((id) => {
      const all = lists.flatMap((list) => list.get(id) ?? []);
      const once = [...new Map(all.map((one) => [one.entry, one])).values()];
      const order = (one: RecordFacts) => `${one.at} ${one.entry}`;
      return [
        id,
        once
          .filter(({ entry }) => entry !== without)
          .sort((a, b) => (order(a) < order(b) ? -1 : 1)),
      ];
    }),
  );
}
