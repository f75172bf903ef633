import { dayOf } from '#kernel/calendar/plain-date.ts';
import { hasLots } from '#kernel/check/form.ts';
import type { Tx } from '#db/transaction.ts';
import { lotsNamed } from '../../reading/lots.ts';
import { frozen } from '../difference.ts';
import type { Audit, Difference } from '../difference.ts';
import { effectiveBooks, effectsOf } from '../effects/book-effects.ts';
import type { BookEntry } from '../effects/book-effects.ts';
import { compareLots, differ, storedByEntry } from './compare.ts';
import { Doubts } from './doubts.ts';
import { expectedLots } from './effects.ts';
import { findRecallFault } from './recall-sums.ts';
import { lotFactsOf, readStoredLots } from './rows.ts';
import { findUnbalanced } from './sums.ts';
import { checkToldLots } from './told.ts';

const batchSize = 500;
const lowest = '00000000-0000-0000-0000-000000000000';

interface AuditedEntry extends BookEntry {
  corrected: boolean;
}

/**
 * Works out what the records of books did to lots and compares it with the graph, in both directions; then whether what
 * everybody holds is the sum of it. What acts of proceedings did is compared with the proceedings.
 */
export async function checkLots(audit: Audit): Promise<Difference | undefined> {
  const books = effectiveBooks(audit.law).filter(({ form }) => hasLots(form));
  const ids = [...new Set(books.map(({ id }) => id))];
  const taking = audit.law.books.flatMap(({ id, takes }) => (takes === undefined ? [] : [id]));
  const stray = await audit.database.asSystem(
    'audit',
    (tx) => findStray(tx, [...ids, ...taking]),
    frozen,
  );
  if (stray !== undefined) return stray;
  const doubts = new Doubts();
  for (let after: string | undefined = lowest; after !== undefined;) {
    const from: string = after;
    const found = await audit.database.asSystem(
      'audit',
      (tx) => checkBatch(tx, audit, ids, doubts, from),
      frozen,
    );
    if (found.difference !== undefined) return found.difference;
    after = found.last;
  }
  return (
    (await audit.database.asSystem('audit', (tx) => doubts.compare(tx), frozen)) ??
    (await checkToldLots(audit)) ??
    (await audit.database.asSystem('audit', findRecallFault, frozen)) ??
    audit.database.asSystem('audit', (tx) => findUnbalanced(tx, audit), frozen)
  );
}

async function checkBatch(
  tx: Tx,
  { law }: Audit,
  books: readonly string[],
  doubts: Doubts,
  after: string,
): Promise<{ readonly difference?: Difference; readonly last?: string | undefined }> {
  const entries = await tx.rows<AuditedEntry>(selectEntries, [books, after, batchSize]);
  const named = entries.map(({ id, definition, at, input }) => {
    const book = law.book(definition, dayOf(at)) ?? law.books.find((one) => one.id === definition);
    return { entry: id, lots: book === undefined ? [] : lotsNamed(book.form, input) };
  });
  const [stored, facts] = await Promise.all([
    readStoredLots(
      tx,
      entries.map(({ id }) => id),
    ),
    lotFactsOf(tx, named),
  ]);
  const of = storedByEntry(stored);
  for (const entry of entries) {
    // What was erased no longer says what it did; the sums still hold it.
    if (entry.erased) continue;
    const { id, at } = entry;
    const effects = effectsOf(law, entry, 'enterprise', { lots: facts.get(id) ?? [] });
    const organisation = entry.account_organisation_id ?? entry.organisation_id;
    const cause = { entry: id, organisation, at };
    const did = expectedLots(cause, effects);
    // A correction takes back what its record did, but no code: what is printed stays valid.
    const expected = entry.corrected ? { ...expectedLots(cause, []), codes: did.codes } : did;
    const found = of(id);
    doubts.add(id, expected.blocked, did.lifted, found);
    const difference = compareLots(id, expected, found, false);
    if (difference !== undefined) return { difference };
  }
  return { last: entries.length < batchSize ? undefined : entries.at(-1)!.id };
}

const strayTables = [
  'lot_event',
  'lot_part',
  'lot_block',
  'lot_code',
  'recall_scope',
  'recall_answer',
] as const;

/** Whatever rests on no record of a book with effects and on no act of a proceeding. */
async function findStray(tx: Tx, books: readonly string[]): Promise<Difference | undefined> {
  for (const table of strayTables) {
    const [row] = await tx.rows<{ entry_id: string }>(
      `select t.entry_id from ${table} t where not exists (select from entry e where e.id = t.entry_id
         and (e.kind = 'procedure' or e.kind = 'book' and e.definition = any ($1::text[]))) limit 1`,
      [books],
    );
    if (row !== undefined) return differ(row.entry_id, table, undefined, '-', '没有对应的记录');
  }
  return undefined;
}

const selectEntries = `select e.id, e.organisation_id, e.definition, e.at, e.account_id, e.account_organisation_id,
    e.posts, e.input, e.salt is null as erased,
    exists (select from entry c where c.organisation_id = e.organisation_id and c.definition = e.definition
      and c.corrects = e.id) as corrected
  from entry e where e.kind = 'book' and e.definition = any ($1::text[]) and e.id > $2 order by e.id limit $3`;
