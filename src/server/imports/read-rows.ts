import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { isPlainDate } from '#kernel/calendar/plain-date.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { SheetColumn } from '#kernel/derive/sheet.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { columnLetters } from '../tables/refuse.ts';
import type { TableRow } from '../tables/table.ts';
import type { ImportIssue } from './present.ts';

/** One record of a table, as the form would have it; several lines where its rows go on. */
export interface ReadRecord {
  readonly line: number;
  readonly input: JsonObject;
  readonly issues: readonly ImportIssue[];
  /** Lines of the rows, by the table's field, to name the cell that a refusal is about. */
  readonly lines: Readonly<Record<string, readonly number[]>>;
}

/** What names in cells stand for. */
export interface Lookup {
  /** The id that a cell means, or why it means none. */
  lot(code: string): Found;
  organisation(text: string, kinds: readonly string[]): Found;
  person(name: string): Found;
}

/** An id, or a sentence that says why there is none. */
export type Found = { readonly id: string } | { readonly sentence: string };

/** Where a cell of a column stands. */
export type Address = (
  title: string,
  line: number,
) => Pick<ImportIssue, 'line' | 'column' | 'cell'>;

/** Names cells as spreadsheet programs do. */
export function addressIn(header: readonly string[]): Address {
  return (title, line) => {
    const at = header.indexOf(title);
    return { line, column: title, ...(at < 0 ? {} : { cell: `${columnLetters(at)}${line}` }) };
  };
}

/**
 * Puts the lines of a table together to records: a line in which everything outside the tables is blank goes on with the
 * record above it.
 */
export function recordsOf(
  rows: readonly TableRow[],
  columns: readonly SheetColumn[],
): readonly (readonly TableRow[])[] {
  const outer = columns.filter(({ within }) => within?.control !== 'rows');
  const records: TableRow[][] = [];
  for (const row of rows) {
    const last = records.at(-1);
    const goesOn =
      last !== undefined &&
      outer.length < columns.length &&
      outer.every(({ title }) => (row.cells[title] ?? '').trim() === '');
    if (goesOn) last.push(row);
    else records.push([row]);
  }
  return records;
}

/** Reads one record: what a cell means is decided by its field alone; the form judges it afterwards. */
export function readRecord(
  rows: readonly TableRow[],
  columns: readonly SheetColumn[],
  files: readonly string[],
  lookup: Lookup,
  address: Address,
): ReadRecord {
  const issues: ImportIssue[] = [];
  const [first] = rows;
  const line = first?.line ?? 0;
  const input: Record<string, Json> = Object.fromEntries(files.map((name) => [name, []]));
  const lines: Record<string, number[]> = {};
  const read = (row: TableRow | undefined, { title, field }: SheetColumn): Json | undefined => {
    const text = (row?.cells[title] ?? '').trim();
    if (text === '' || row === undefined) return undefined;
    const value = valueOf(field, text, lookup);
    if (!('sentence' in value)) return value.value;
    issues.push({ ...address(title, row.line), sentence: value.sentence });
    return undefined;
  };
  for (const [within, own] of Map.groupBy(columns, (column) => column.within)) {
    if (within === undefined) {
      for (const column of own) put(input, column.field, read(first, column));
    } else if (within.control === 'group') {
      const group: Record<string, Json> = {};
      for (const column of own) put(group, column.field, read(first, column));
      if (Object.keys(group).length > 0) input[within.name] = group;
    } else {
      const filled = rows.filter(({ cells }) =>
        own.some(({ title }) => (cells[title] ?? '') !== ''),
      );
      lines[within.name] = filled.map((row) => row.line);
      input[within.name] = filled.map((row) => {
        const one: Record<string, Json> = {};
        for (const column of own) put(one, column.field, read(row, column));
        return one;
      });
    }
  }
  return { line, input, issues, lines };
}

function put(into: Record<string, Json>, { name }: FieldDescription, value: Json | undefined) {
  if (value !== undefined) into[name] = value;
}

type Value = { readonly value: Json } | { readonly sentence: string };

function valueOf(field: FieldDescription, text: string, lookup: Lookup): Value {
  switch (field.control) {
    case 'integer':
      return { value: /^-?[\d,]+$/.test(text) ? Number(text.replaceAll(',', '')) : text };
    case 'decimal':
      return { value: text.replaceAll(',', '') };
    case 'date': {
      const day = dayOfCell(text);
      return day === undefined ? { sentence: '日期应为年-月-日，如2026-11-09' } : { value: day };
    }
    case 'yes-no':
      return yesNo(text);
    case 'choice':
      return choice(field, text);
    case 'choices': {
      const keys = text.split(/[;；、,，]/).map((one) => choice(field, one.trim()));
      const wrong = keys.find((one) => 'sentence' in one);
      return wrong ?? { value: keys.flatMap((one) => ('value' in one ? [one.value] : [])) };
    }
    case 'lot':
      return found(lookup.lot(text));
    case 'organisation':
      return found(lookup.organisation(text, field.kinds ?? []));
    case 'person':
      return found(lookup.person(text));
    default:
      return { value: text };
  }
}

function found(answer: Found): Value {
  return 'id' in answer ? { value: answer.id } : answer;
}

function yesNo(text: string): Value {
  if (/^(是|有|y|yes|true|1|√)$/i.test(text)) return { value: true };
  if (/^(否|无|n|no|false|0|×)$/i.test(text)) return { value: false };
  return { sentence: '请填“是”或者“否”' };
}

function choice({ options = {} }: FieldDescription, text: string): Value {
  const key = Object.entries(options).find(([id, title]) => title === text || id === text)?.[0];
  if (key !== undefined) return { value: key };
  return { sentence: `请填${Object.values(options).join('、')}之一` };
}

/** A day as people write it in a cell. */
function dayOfCell(text: string): PlainDate | undefined {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  const plain = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(plain) ? plain : undefined;
}
