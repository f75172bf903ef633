import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Book } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';

/** A record of a book as its effects are worked out again. */
export interface BookEntry {
  id: string;
  organisation_id: string;
  definition: string;
  at: Instant;
  account_id: string;
  account_organisation_id: string | null;
  posts: Post[];
  input: JsonObject;
  erased: boolean;
}

/** Books whose records have effects at all. */
export function effectiveBooks(law: Law): Book[] {
  return law.books.filter((book) => book.then !== undefined);
}

/** Records of these books of some organisations, in the order of the log. */
export function readBookEntries(
  tx: Tx,
  organisations: readonly string[],
  books: readonly Book[],
): Promise<BookEntry[]> {
  return tx.rows<BookEntry>(
    `select e.id, e.organisation_id, e.definition, e.at, e.account_id, e.account_organisation_id, e.posts, e.input,
       e.salt is null as erased
     from entry e left join leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id
     left join leaf_queue q on q.organisation_id = e.organisation_id and q.entry_id = e.id
     where e.organisation_id = any ($1::uuid[]) and e.definition = any ($2::text[]) and e.kind = 'book'
     order by l.index nulls last, q.seq`,
    [organisations, [...new Set(books.map(({ id }) => id))]],
  );
}

/** What followed from a record, as far as the record itself tells it: appointments and what was registered do. */
export function effectsOf(law: Law, entry: BookEntry, kind: OrganisationKind): readonly Effect[] {
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
    records: () => [],
    owed: () => [],
    proceedings: [],
  };
  return book.then(facts, entry.input);
}
