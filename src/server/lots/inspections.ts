import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { InspectionRule } from '#kernel/book/slots.ts';
import type { Book } from '#kernel/definition.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import type { LotInspection } from './present.ts';

interface Row {
  id: string;
  organisation_id: string;
  definition: string;
  at: Instant;
  input: JsonObject;
}

/** The inspections that name a lot, the latest first, as far as the reader sees the books that they stand in. */
export async function inspectionsOf(
  tx: Tx,
  law: Law,
  lot: string,
): Promise<readonly LotInspection[]> {
  const books = law.books.filter((book) => book.inspects !== undefined).map(({ id }) => id);
  const rows = await tx.rows<Row>(selectInspections, [lot, [...new Set(books)]]);
  return rows.flatMap((row) => {
    const book = law.book(row.definition, dayOf(row.at));
    return book?.inspects === undefined ? [] : [presented(row, book, book.inspects)];
  });
}

function presented({ id, organisation_id: by, at, input }: Row, book: Book, rule: InspectionRule) {
  const on = input[rule.on];
  return {
    entry: id,
    by,
    title: book.title,
    on: typeof on === 'string' ? on : dayOf(at),
    result: resultOf(book, rule, input),
  };
}

/** What the form calls the result. */
function resultOf({ form }: Book, { result }: InspectionRule, input: JsonObject): string {
  let fields = describeForm(form);
  let value: Json | undefined = input;
  let options: Readonly<Record<string, string>> | undefined;
  for (const name of result) {
    const field = fields.find((one) => one.name === name);
    value = (value as JsonObject | undefined)?.[name];
    options = field?.options;
    fields = [...(field?.fields ?? [])];
  }
  return typeof value === 'string' ? (options?.[value] ?? value) : '';
}

const selectInspections = `select e.id, e.organisation_id, e.definition, e.at, e.input
  from records_of_lot($1) r (id) join entry e on e.id = r.id
  where e.definition = any ($2::text[]) and not exists (select from entry c where c.organisation_id = e.organisation_id
    and c.definition = e.definition and c.corrects = e.id) order by e.at desc, e.id desc limit 200`;
