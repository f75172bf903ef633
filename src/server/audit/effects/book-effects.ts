import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Book } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';
import { compareAnnouncements, publishedBy } from './publications.ts';
import type { PublicationRow } from './publications.ts';

/** A record of a book as its effects are worked out again. */
export interface BookEntry {
  id: string;
  organisation_id: string;
  definition: string;
  region: number;
  at: Instant;
  account_id: string;
  account_organisation_id: string | null;
  posts: Post[];
  input: JsonObject;
  erased: boolean;
}

/** Books whose records have effects at all, and those that these effects read. */
export function effectiveBooks(law: Law): Book[] {
  const effective = law.books.filter((book) => book.then !== undefined);
  const read = new Set(effective.flatMap(({ reads = [] }) => reads));
  return law.books.filter((book) => book.then !== undefined || read.has(book.id));
}

/** Records of these books of some organisations, in the order of the log. */
export function readBookEntries(
  tx: Tx,
  organisations: readonly string[],
  books: readonly Book[],
): Promise<BookEntry[]> {
  return tx.rows<BookEntry>(
    `select e.id, e.organisation_id, e.definition, e.region, e.at, e.account_id, e.account_organisation_id, e.posts, e.input,
       e.salt is null as erased
     from entry e left join leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id
     left join leaf_queue q on q.organisation_id = e.organisation_id and q.entry_id = e.id
     where e.organisation_id = any ($1::uuid[]) and e.definition = any ($2::text[]) and e.kind = 'book'
     order by l.index nulls last, q.seq`,
    [organisations, [...new Set(books.map(({ id }) => id))]],
  );
}

/** What the rules may read beside a record when its effects are worked out again. */
interface Known {
  /** What the lots are that it names, and where they came from; how much there was is not known any more. */
  readonly lots?: readonly LotFacts[];
  /** Records in the order of the log, among them all earlier ones of the same organisation. */
  readonly all?: readonly BookEntry[];
}

/**
 * What followed from a record, as far as it and what is known beside it tell: appointments, what was registered, what was
 * announced, and what happened to lots.
 */
export function effectsOf(
  law: Law,
  entry: BookEntry,
  kind: OrganisationKind,
  { lots = [], all = [] }: Known = {},
): readonly Effect[] {
  const today = dayOf(entry.at);
  const book = law.book(entry.definition, today);
  if (entry.erased || book?.then === undefined) return [];
  const by = { account: entry.account_id, posts: entry.posts };
  const facts: DutyFacts = {
    now: entry.at,
    today,
    actor:
      entry.account_organisation_id === null
        ? by
        : { ...by, organisation: entry.account_organisation_id },
    organisation: {
      id: entry.organisation_id,
      kind,
      name: '',
      region: 0,
      productClasses: [],
      filledPosts: entry.posts,
    },
    period: { from: today, to: today },
    late: false,
    calendar: law.calendar,
    latest: () => undefined,
    records: (definition) => earlierRecords(all, entry, definition),
    owed: () => [],
    proceedings: [],
    lots,
  };
  return book.then(facts, entry.input);
}

/** Records of a book that stood when an entry was made; one whose content was erased says nothing any more. */
function earlierRecords(
  all: readonly BookEntry[],
  before: BookEntry,
  definition: string,
): RecordFacts[] {
  return all
    .slice(0, all.indexOf(before))
    .filter(
      (one) => one.definition === definition && one.organisation_id === before.organisation_id,
    )
    .map((one) => ({
      entry: one.id,
      at: one.at,
      by: { account: one.account_id, posts: one.posts },
      input: one.input,
    }));
}

/** What the records of an organisation's books published, compared with what is shown of them. */
export async function checkBookPublications(
  law: Law,
  entries: readonly BookEntry[],
  kind: OrganisationKind,
  stored: readonly PublicationRow[],
): Promise<Difference | undefined> {
  const erased = new Set(entries.filter((entry) => entry.erased).map(({ id }) => id));
  const expected: PublicationRow[][] = [];
  for (const entry of entries) {
    const { id, at, region, organisation_id: keeper } = entry;
    const act = { entry: id, at, region };
    expected.push(...publishedBy({ act }, keeper, [effectsOf(law, entry, kind, { all: entries })]));
  }
  // What an erased record said is gone, and with it what its announcement would be compared with.
  return compareAnnouncements(
    expected,
    stored.filter((row) => !erased.has(row.entry_id)),
  );
}
