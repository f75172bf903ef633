import type { Book } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import { sheetColumns } from '#kernel/derive/sheet.ts';
import type { SheetColumn } from '#kernel/derive/sheet.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import { actorOf, requestHash } from '../acts/entry.ts';
import { takeTurn } from '../acts/book.ts';
import { Refused } from '../acts/replayed.ts';
import type { Context, SignedIn } from '../context.ts';
import { bookFacts } from '../reading/book-facts.ts';
import type { LoadedOrganisation } from '../reading/organisation-facts.ts';
import { judgedProducts } from '../reading/products.ts';
import type { TableContent, TableRow } from '../tables/table.ts';
import { Former } from './former.ts';
import type { Asking } from './former.ts';
import { judge, namedIn } from './judge.ts';
import type { JudgedRecord, Judging } from './judge.ts';
import { readNamed, takenNumbers } from './lookup.ts';
import type { Words } from './lookup.ts';
import type { ImportIssue } from './present.ts';
import { addressIn, readRecord, recordsOf } from './read-rows.ts';
import { writeImported } from './write.ts';

/** Entries that are written with one statement. */
const chunkSize = 1_000;
/** Limit of one statement of an import. */
const timeoutMs = 300_000;

/** A table on its way into a book. */
export interface ImportJob {
  readonly id: string;
  readonly who: SignedIn;
  readonly book: Book;
  readonly table: TableContent;
}

/** What came of an import: how many records were written, or what is wrong with the table. Never a part of it. */
export type ImportOutcome =
  | { readonly ok: true; readonly records: number }
  | { readonly ok: false; readonly records: number; readonly issues: readonly ImportIssue[] };

/**
 * Judges every record of a table by the book's own rules and writes all of them, or none. One transaction, in which the
 * book is its own: what others record meanwhile waits for its end.
 * @param progress told from time to time how many of twice the records were dealt with: judged, then written.
 */
export async function importRecords(
  context: Context,
  { id, who, book, table }: ImportJob,
  progress: (done: number, records: number) => Promise<void>,
): Promise<ImportOutcome> {
  const columns = sheetColumns(book.form) ?? [];
  const records = recordsOf(table.rows, columns);
  const count = records.length;
  const house = who.actor.organisation ?? '';
  try {
    const outcome = await context.database.as(
      who.scope,
      async (tx): Promise<ImportOutcome> => {
        const keepAlive = async (done: number) => {
          await Promise.all([tx.rows('select 1'), progress(done, count)]);
        };
        await tx.rows(takeTurn, [`${house} ${book.id}`]);
        const known = await bookFacts(tx, context, who, book, house, { input: undefined });
        if (known === undefined) throw new Refused(refuse('not-found', '没有找到您的单位。'));
        const { facts, organisation: loaded } = known;
        const named = await readNamed(tx, house, wordsOf(table, columns));
        const judged =
          book.judges === undefined
            ? undefined
            : await judgedProducts(tx, house, [...named.stock.values()]);
        const reading = {
          book,
          columns,
          files: fileFields(book),
          named,
          address: addressIn(table.header),
        };
        const { accepted, issues } = await judge(records, {
          ...reading,
          who,
          facts: { ...facts, ...judged },
          former: await Former.read(tx, house, book, askingsOf(records, reading)),
          progress: keepAlive,
        });
        const all = [...issues, ...(await takenNumbers(tx, house, accepted))];
        all.sort((a, b) => a.line - b.line);
        if (all.length > 0) return { ok: false, records: count, issues: all };
        const refusal = await writeAll(
          tx,
          context,
          { id, who, book, loaded, facts },
          accepted,
          (n) => progress(count + n, count),
        );
        if (refusal !== undefined) throw new Refused(refusal);
        return { ok: true, records: count };
      },
      { timeoutMs, plans: 'custom' },
    );
    if (outcome.ok) context.wakeSequencer();
    return outcome;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { sentence } = error.refusal;
    return { ok: false, records: count, issues: [{ line: 0, column: '', sentence }] };
  }
}

/** Titles of required columns that a table lacks, and of columns that the book does not know. */
export function wrongColumns(
  columns: readonly SheetColumn[],
  header: readonly string[],
): Refusal | undefined {
  const titles = columns.map(({ title }) => title);
  const missing = columns.filter(({ title, isRequired }) => isRequired && !header.includes(title));
  const unknown = header.filter((title) => !titles.includes(title));
  const quoted = (list: readonly string[]) => `“${list.join('”“')}”`;
  if (missing.length > 0) {
    const list = quoted(missing.map(({ title }) => title));
    return refuse('table-refused', `表格缺少${list}列，请使用模板。`);
  }
  if (unknown.length === 0) return undefined;
  return refuse('table-refused', `不认识${quoted(unknown)}列，请删去或者改成模板里的列名。`);
}

async function writeAll(
  tx: Tx,
  context: Context,
  {
    id,
    who,
    book,
    loaded,
    facts,
  }: Pick<ImportJob, 'id' | 'who' | 'book'> & {
    readonly loaded: LoadedOrganisation;
    readonly facts: DutyFacts;
  },
  accepted: readonly JudgedRecord[],
  progress: (written: number) => Promise<void>,
): Promise<Refusal | undefined> {
  const common = {
    organisation: loaded.facts.id,
    region: loaded.facts.region,
    domains: loaded.domains,
    kind: 'book',
    definition: book.id,
    definitionHash: definitionHash(book),
    act: 'record',
    at: facts.now,
    late: false,
    by: actorOf(who),
  } as const;
  for (let from = 0; from < accepted.length; from += chunkSize) {
    const chunk = accepted.slice(from, from + chunkSize).map(({ id: entry, line, decision }) => ({
      entry: { ...common, id: entry, input: decision.input },
      effects: decision.effects,
      raw: requestHash({ import: id, line }),
    }));
    const refusal = await writeImported(tx, context, who, chunk);
    if (refusal !== undefined) return refusal;
    await progress(from + chunk.length);
  }
  return undefined;
}

/** What the rows will ask of former records; nothing where the book matches none. */
function askingsOf(
  records: readonly (readonly TableRow[])[],
  {
    book,
    columns,
    files,
    named,
    address,
  }: Pick<Judging, 'book' | 'columns' | 'files' | 'named' | 'address'>,
): readonly Asking[] {
  if (book.matches === undefined) return [];
  return records.map((rows) => {
    const { input } = readRecord(rows, columns, files, named.lookup, address);
    return { input, lots: namedIn(book, input, named) };
  });
}

function fileFields({ form }: Book): readonly string[] {
  return describeForm(form).flatMap(({ name, control, required }) =>
    control === 'files' && required ? [name] : [],
  );
}

function wordsOf({ rows }: TableContent, columns: readonly SheetColumn[]): Words {
  const words = (control: string) => {
    const own = columns.filter(({ field }) => field.control === control);
    const found = rows.flatMap(({ cells }) => own.map(({ title }) => (cells[title] ?? '').trim()));
    return [...new Set(found)].filter((word) => word !== '');
  };
  return {
    lots: words('lot'),
    organisations: words('organisation'),
    people: words('person'),
  };
}
