import type { FieldDescription } from '#kernel/derive/describe.ts';
import { readDay } from './day-text.ts';
import type { Values } from './values.ts';

/** Controls into which a cell of a spreadsheet can be pasted. */
const pasteable: ReadonlySet<string> = new Set([
  'text',
  'long-text',
  'integer',
  'decimal',
  'date',
  'choice',
  'yes-no',
]);

/**
 * Splits what was copied from a spreadsheet into cells: rows by line, cells by tab, quoted cells may hold both.
 * @returns undefined where it is a single cell, which is pasted as any text.
 */
export function readCells(text: string): string[][] | undefined {
  const trimmed = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  if (!/[\t\n]/.test(trimmed)) return undefined;
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^\t\n]*)([\t\n]|$)/gy;
  for (let match = cell.exec(trimmed); match !== null; match = cell.exec(trimmed)) {
    const [, body = '', end] = match;
    const isQuoted = body.length > 1 && body.startsWith('"') && body.endsWith('"');
    rows.at(-1)?.push(isQuoted ? body.slice(1, -1).replaceAll('""', '"') : body);
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  return rows;
}

/**
 * Fills a table from cells, from one row and field on; rows that are missing are added.
 * @param start number of the first row and name of the first field.
 */
export function fillRows(
  fields: readonly FieldDescription[],
  rows: readonly Values[],
  cells: readonly (readonly string[])[],
  start: { readonly row: number; readonly field: string },
  max = Number.POSITIVE_INFINITY,
): Values[] {
  const from = fields.findIndex(({ name }) => name === start.field);
  const targets = fields.slice(from).filter(({ control }) => pasteable.has(control));
  const filled = rows.map((row) => ({ ...row }));
  for (const [down, line] of cells.entries()) {
    const at = start.row + down;
    if (at >= max) break;
    const row = (filled[at] ??= {});
    for (const [right, text] of line.entries()) {
      const field = targets[right];
      if (field !== undefined) row[field.name] = valueOf(field, text.trim());
    }
  }
  return filled;
}

function valueOf(field: FieldDescription, text: string): unknown {
  if (text === '') return undefined;
  if (field.control === 'integer') {
    const number = Number(text.replaceAll(',', ''));
    return Number.isInteger(number) ? number : undefined;
  }
  if (field.control === 'decimal') return text.replaceAll(',', '');
  if (field.control === 'yes-no') return /^(是|有|y|yes|true|1|√)$/i.test(text);
  if (field.control === 'date') return readDay(text) ?? text;
  if (field.control === 'choice') {
    const found = Object.entries(field.options ?? {}).find(
      ([value, title]) => title === text || value === text,
    );
    return found?.[0];
  }
  return text;
}
