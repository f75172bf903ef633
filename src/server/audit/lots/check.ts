import { hasLots } from '#kernel/check/form.ts';
import type { Tx } from '#db/transaction.ts';
import { lotsNamed } from '../../reading/lots.ts';
import { frozen } from '../difference.ts';
import type { Audit, Difference } from '../difference.ts';
import { effectiveBooks, effectsOf } from '../effects/book-effects.ts';
import type { BookEntry } from '../effects/book-effects.ts';
import { expectedLots } from './effects.ts';
import type { ExpectedLots } from './effects.ts';
import { lotFactsOf, readStoredLots } from './rows.ts';
import type { StoredLots } from './rows.ts';
import { findUnbalanced } from './sums.ts';

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
  const stray = await audit.database.asSystem('audit', (tx) => findStray(tx, ids), frozen);
  if (stray !== undefined) return stray;
  for (let after: string | undefined = lowest; after !== undefined;) {
    const from: string = after;
    const found = await audit.database.asSystem(
      'audit',
      (tx) => checkBatch(tx, audit, ids, from),
      frozen,
    );
    if (found.difference !== undefined) return found.difference;
    after = found.last;
  }
  return audit.database.asSystem('audit', (tx) => findUnbalanced(tx, audit), frozen);
}

async function checkBatch(
  tx: Tx,
  { law }: Audit,
  books: readonly string[],
  after: string,
): Promise<{ readonly difference?: Difference; readonly last?: string | undefined }> {
  const entries = await tx.rows<AuditedEntry>(selectEntries, [books, after, batchSize]);
  const named = entries.map(({ id, definition, at, input }) => {
    const book =
      law.book(definition, at.slice(0, 10)) ?? law.books.find((one) => one.id === definition);
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
    const did = await expectedLots(cause, effects);
    // A correction takes back what its record did, but no code: what is printed stays valid.
    const expected = entry.corrected
      ? { ...(await expectedLots(cause, [])), codes: did.codes }
      : did;
    const difference = compareLots(id, expected, of(id));
    if (difference !== undefined) return { difference };
  }
  return { last: entries.length < batchSize ? undefined : entries.at(-1)!.id };
}

/** What the graph holds because of one entry. */
export type StoredOfEntry = StoredLots;

/** Sorts what was read by the entries that it rests on. */
export function storedByEntry(stored: StoredLots): (entry: string) => StoredOfEntry {
  const events = Map.groupBy(stored.events, (one) => one.entry_id);
  const parts = Map.groupBy(stored.parts, (one) => one.entry_id);
  const blocks = Map.groupBy(stored.blocks, (one) => one.entry_id);
  const codes = Map.groupBy(stored.codes, (one) => one.entry_id);
  return (entry) => ({
    events: events.get(entry) ?? [],
    parts: parts.get(entry) ?? [],
    blocks: blocks.get(entry) ?? [],
    codes: codes.get(entry) ?? [],
  });
}

/** The first place where the graph does not hold what an entry did to lots; what it kept back only where it names it. */
export function compareLots(
  entry: string,
  expected: ExpectedLots,
  stored: StoredOfEntry,
  blocks = true,
): Difference | undefined {
  const events = new Map(stored.events.map((event) => [event.number, event]));
  for (const number of new Set([...expected.events.keys(), ...events.keys()])) {
    const [due, found] = [expected.events.get(number), events.get(number)];
    const made = expected.made.get(number);
    if (due !== found?.text)
      return differ(entry, 'lot_event', found?.lot, due ?? '-', found?.text ?? '-');
    if (made !== undefined && made.facts !== found?.facts) {
      return differ(entry, 'lot', found?.lot, made.facts, found?.facts ?? '-');
    }
  }
  const parts = new Map(stored.parts.map(({ parent, quantity }) => [parent, quantity]));
  for (const lot of new Set([...expected.parts.keys(), ...parts.keys()])) {
    const [due = '-', found = '-'] = [expected.parts.get(lot), parts.get(lot)];
    if (due !== found) return differ(entry, 'lot_part', lot, due, found);
  }
  const codes = new Map(stored.codes.map(({ lot, text }) => [lot, text]));
  for (const lot of new Set([...expected.codes.keys(), ...codes.keys()])) {
    const [due = '-', found = '-'] = [expected.codes.get(lot), codes.get(lot)];
    if (due !== found) return differ(entry, 'lot_code', lot, due, found);
  }
  if (!blocks) return undefined;
  const kept = new Set(stored.blocks.map(({ lot }) => lot));
  return blockDifference(entry, new Set(expected.blocked), kept);
}

/** The first lot that is kept back without reason, or not kept back where it should be. */
export function blockDifference(
  entry: string,
  expected: ReadonlySet<string>,
  stored: ReadonlySet<string>,
): Difference | undefined {
  const [lot] = expected.symmetricDifference(stored);
  if (lot === undefined) return undefined;
  const isKept = stored.has(lot);
  return differ(entry, 'lot_block', lot, isKept ? '-' : '封存', isKept ? '封存' : '-');
}

function differ(
  entry: string,
  table: string,
  lot: string | undefined,
  due: string,
  found: string,
): Difference {
  const what = words[table];
  return {
    check: 'lots',
    table,
    column: 'lot',
    entry,
    zh: `记录${entry}对批次${lot ?? ''}的${what ?? ''}为“${found}”，由记录重放应为“${due}”。`,
    en: `${table} of entry ${entry} holds "${found}" for lot ${lot ?? '-'}, the entry gives "${due}"`,
  };
}

const words: Readonly<Record<string, string>> = {
  lot_event: '流转',
  lot_part: '用料',
  lot_block: '封存',
  lot_code: '赋码',
  lot: '登记内容',
};

/** Whatever rests on no record of a book with effects and on no act of a proceeding. */
async function findStray(tx: Tx, books: readonly string[]): Promise<Difference | undefined> {
  for (const table of ['lot_event', 'lot_part', 'lot_block', 'lot_code'] as const) {
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
