import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Definition } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { idsNamed } from '#kernel/derive/named.ts';
import type { Form } from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import { posts } from '#kernel/party.ts';
import { toHex } from '#ledger/bytes.ts';
import { entryValue } from '../acts/entry.ts';
import type { Entry } from '../acts/entry.ts';
import type { EntryRow } from '../reading/entries.ts';
import { unnamedBody, unnamedPerson } from '../reading/names.ts';
import type { Names } from '../reading/names.ts';

/** An entry as lists and pages show it. */
export interface PresentedEntry {
  readonly id: string;
  readonly kind: 'duty' | 'procedure' | 'book';
  readonly definition: string;
  readonly definitionTitle: string;
  readonly act: string;
  readonly actTitle: string;
  /** The name that the law gives the record, for duties. */
  readonly record?: string;
  readonly at: Instant;
  readonly clientAt?: Instant;
  readonly late: boolean;
  readonly reason?: string;
  readonly period?: PlainDate;
  readonly by: {
    readonly name: string;
    readonly organisation?: string;
    readonly posts: readonly string[];
  };
  readonly organisation: { readonly id: string; readonly name: string };
  readonly proceeding?: string;
  readonly corrects?: string;
  readonly correctedBy?: string;
  readonly input: JsonObject;
  readonly contentHash: string;
  /** Index in the log; absent while the entry waits for the next checkpoint. */
  readonly index?: number;
  /** Set where the content was erased by law: the input is then empty, the hash stays. */
  readonly erased?: { readonly at: Instant; readonly reason: string; readonly basis: string };
}

/** One entry with all that its page shows. */
export interface EntryDetail extends PresentedEntry {
  /** Labels of what the reader may not see. */
  readonly withheld: readonly string[];
  /** Names of the people and organisations in it, by id; who is missing may not be known to the reader. */
  readonly names: Readonly<Record<string, string>>;
}

/** A page of records of one book or duty. */
export interface RecordList {
  readonly records: readonly PresentedEntry[];
  readonly total: number;
  /** Names of the people and organisations in them, by id; who is missing may not be known to the reader. */
  readonly names: Readonly<Record<string, string>>;
}

/** Presents an entry; `input` is what the reader may see of it. */
export function presentEntry(
  row: EntryRow,
  law: Law,
  names: Names,
  input: JsonObject = row.input,
): PresentedEntry {
  const organisation = names.get(row.account_organisation_id ?? '');
  const definition = definitionOf(row, law);
  return {
    id: row.id,
    kind: row.kind,
    definition: row.definition,
    definitionTitle: definition?.title ?? row.definition,
    act: row.act,
    actTitle: actTitle(row, definition),
    at: row.at,
    late: row.late,
    by: {
      name: names.get(row.account_id) ?? unnamedPerson,
      posts: row.posts.map((post) => posts[post]),
      ...(organisation === undefined ? {} : { organisation }),
    },
    organisation: { id: row.organisation_id, name: names.get(row.organisation_id) ?? unnamedBody },
    input,
    contentHash: toHex(row.content_hash),
    ...present('record', definition?.kind === 'duty' ? definition.record : null),
    ...present('clientAt', row.client_at),
    ...present('reason', row.late_reason),
    ...present('period', row.period),
    ...present('proceeding', row.proceeding_id),
    ...present('corrects', row.corrects),
    ...present('correctedBy', row.corrected_by),
    ...present('index', row.index),
    ...present('erased', erasureOf(row)),
  };
}

/** Ids of whoever stands in an entry, as far as the reader sees it, or made it. */
export function idsOf(row: EntryRow, law: Law, input: JsonObject = row.input): string[] {
  const form = formOf(row, definitionOf(row, law));
  const named = form === undefined ? [] : idsNamed(describeForm(form), input);
  const { organisation_id: about, account_id: account, account_organisation_id: acting } = row;
  return [...named, about, account, ...(acting === null ? [] : [acting])];
}

function erasureOf(row: EntryRow): PresentedEntry['erased'] {
  if (row.erased_at === null) return undefined;
  const { erased_at: at, erasure_reason: reason, erasure_basis: basis } = row;
  return { at, reason: reason ?? '', basis: basis ?? '' };
}

/** The version of the definition under which an entry was made. */
export function definitionOf(row: EntryRow, law: Law): Definition | undefined {
  const day = row.period ?? dayOf(row.at);
  return (
    law.duty(row.definition, day) ??
    law.book(row.definition, day) ??
    law.procedure(row.definition, day)
  );
}

/** What of a row is hashed. */
export type HashedRow = Omit<EntryRow, 'index' | 'erased_at' | 'erasure_reason' | 'erasure_basis'>;

/** The value that was hashed into the log, rebuilt from the row: what receipts carry and the audit re-hashes. */
export function valueOfRow(row: HashedRow): JsonObject {
  const entry: Entry = {
    id: row.id,
    organisation: row.organisation_id,
    region: row.region,
    domains: row.domains,
    kind: row.kind,
    definition: row.definition,
    definitionHash: toHex(row.definition_hash),
    act: row.act,
    proceeding: row.proceeding_id ?? undefined,
    period: row.period ?? undefined,
    corrects: row.corrects ?? undefined,
    cause: row.cause ?? undefined,
    seats: row.seats ?? undefined,
    at: row.at,
    clientAt: row.client_at ?? undefined,
    late: row.late,
    lateReason: row.late_reason ?? undefined,
    by: {
      account: row.account_id,
      posts: row.posts,
      ...(row.account_organisation_id === null
        ? {}
        : { organisation: row.account_organisation_id }),
    },
    input: row.input,
  };
  return entryValue(entry);
}

function formOf(row: EntryRow, definition: Definition | undefined): Form | undefined {
  return definition?.kind === 'procedure' ? definition.acts[row.act]?.form : definition?.form;
}

function actTitle(row: EntryRow, definition: Definition | undefined): string {
  if (definition?.kind === 'procedure') return definition.acts[row.act]?.title ?? row.act;
  return row.act === 'amend' ? '更正' : '记录';
}

function present<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return (value === null || value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
