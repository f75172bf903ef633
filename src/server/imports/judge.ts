import { setImmediate } from 'node:timers/promises';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { AcceptedRecord } from '#kernel/decide-duty.ts';
import type { Book } from '#kernel/definition.ts';
import type { SheetColumn } from '#kernel/derive/sheet.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { afterEvent } from '#kernel/lot/stock.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { lotIdOf } from '../acts/effects/lot.ts';
import { newEntryId } from '../acts/entry-id.ts';
import type { SignedIn } from '../context.ts';
import { lotsNamed } from '../reading/lots.ts';
import type { TableRow } from '../tables/table.ts';
import { numberTaken } from './lookup.ts';
import type { Former } from './former.ts';
import type { Named } from './lookup.ts';
import type { ImportIssue } from './present.ts';
import { readRecord } from './read-rows.ts';
import type { Address, ReadRecord } from './read-rows.ts';

/** A record that may be written. */
export interface JudgedRecord {
  readonly id: string;
  readonly line: number;
  readonly decision: AcceptedRecord;
}

/** What a table is judged by. */
export interface Judging {
  readonly book: Book;
  readonly who: SignedIn;
  /** Everything but the lots, which change from row to row. */
  readonly facts: DutyFacts;
  readonly columns: readonly SheetColumn[];
  /** Fields of files, which stay empty. */
  readonly files: readonly string[];
  readonly named: Named;
  readonly former: Former;
  readonly address: Address;
  /** Told how many records were judged; awaited, so that a long table keeps its connection. */
  readonly progress: (judged: number) => Promise<void>;
}

/**
 * Judges the records of a table one after the other by the book's own rules, each as if those above it had been written:
 * the last one that still had enough of a lot is accepted, the next one is told that there is too little.
 */
export async function judge(
  records: readonly (readonly TableRow[])[],
  judging: Judging,
): Promise<{
  readonly accepted: readonly JudgedRecord[];
  readonly issues: readonly ImportIssue[];
}> {
  const accepted: JudgedRecord[] = [];
  const issues: ImportIssue[] = [];
  for (const [at, rows] of records.entries()) {
    const outcome = judgeOne(rows, judging);
    if ('decision' in outcome) accepted.push(outcome);
    else issues.push(...outcome.issues);
    if (at % 500 === 499) await setImmediate();
    if (at % 5_000 === 4_999) await judging.progress(at + 1);
  }
  return { accepted, issues };
}

function judgeOne(
  rows: readonly TableRow[],
  judging: Judging,
): JudgedRecord | { readonly issues: readonly ImportIssue[] } {
  const { book, who, facts, columns, files, named, former, address } = judging;
  const read = readRecord(rows, columns, files, named.lookup, address);
  if (read.issues.length > 0) return { issues: read.issues };
  const asking = { input: read.input, lots: namedIn(book, read.input, named) };
  const decision = decideRecord(book, former.factsFor(facts, asking), who.actor, read.input);
  if (!decision.ok) return { issues: issuesOf(decision, read, columns, address) };
  const id = newEntryId(facts.now);
  for (const effect of decision.effects) {
    if (effect.do !== 'lot') continue;
    const { event } = effect;
    if (event.kind !== 'made') {
      afterEvent(named.stock, event, '', facts.organisation.id);
      continue;
    }
    const lot = lotIdOf(id, event);
    if (named.isKnown(event))
      return { issues: [{ line: read.line, column: '', sentence: numberTaken }] };
    afterEvent(named.stock, event, lot, facts.organisation.id);
    named.add(named.stock.get(lot)!);
  }
  former.add(id, facts.now, who.actor, decision.input);
  return { id, line: read.line, decision };
}

/** The lots that a row names, as they stand after the rows above it. */
export function namedIn(book: Book, input: JsonObject, { stock }: Named): readonly LotFacts[] {
  return lotsNamed(book.form, input).flatMap((id) => stock.get(id) ?? []);
}

/** A refusal as it is told of a table: at the cell where it names a field, of the whole row otherwise. */
function issuesOf(
  { sentence, issues = [] }: Refusal,
  read: ReadRecord,
  columns: readonly SheetColumn[],
  address: Address,
): readonly ImportIssue[] {
  if (issues.length === 0) return [{ line: read.line, column: '', sentence }];
  return issues.map((issue) => {
    const [name = '', ...rest] = issue.path.split('.');
    const row = rest.length > 1 ? Number(rest[0]) : undefined;
    const inner = rest.at(-1);
    const column = columns.find(({ field, within }) =>
      within === undefined ? field.name === name : within.name === name && field.name === inner,
    );
    const line = (row === undefined ? undefined : read.lines[name]?.[row]) ?? read.line;
    return column === undefined
      ? { line, column: '', sentence: issue.sentence }
      : { ...address(column.title, line), sentence: issue.sentence };
  });
}
