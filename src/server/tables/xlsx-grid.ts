import { type CellValue, formatValue, readXlsx, type Sheet } from 'hucre';
import { plainNumber, visibleText } from './cell-text.ts';
import { refuse, refuseAt } from './refuse.ts';
import {
  type Grid,
  type GridRow,
  SPARE_ROWS,
  type TableLimits,
  type TableRefusal,
} from './table.ts';
import { checkParts, type ZipPart } from './zip-guard.ts';

/** Above this a spreadsheet has already replaced the last digits by zeros (15 significant digits). */
const FIRST_UNRELIABLE_INTEGER = 1e15;
/** Formats of codes and telephone numbers, whose leading zeros and hyphens are part of the text. */
const CODE_FORMAT = /^(?=.*0.*0)[0\s\-()\\"]+$/;
const MINUTE_MS = 60_000;

/**
 * Reads the first visible sheet of a workbook whose directory was checked. Numbers become plain digits,
 * dates 'YYYY-MM-DD' (with ' HH:mm' when there is a time). Links to other files are never followed.
 * Refuses what would be read as something other than the user sees: formulas and merged cells.
 */
export async function readXlsxGrid(
  bytes: Uint8Array,
  parts: readonly ZipPart[],
  limits: TableLimits,
): Promise<Grid | TableRefusal> {
  const refused = checkParts(bytes, parts);
  if (refused !== undefined) return refused;
  const visible: string[] = [];
  const sheet = await readFirstSheet(bytes, visible, limits);
  if ('ok' in sheet) return sheet;
  const misleading = findMisleading(sheet);
  if (misleading !== undefined) return misleading;
  const rows: GridRow[] = [];
  for (const [index, values] of sheet.rows.entries()) {
    const cells: string[] = [];
    for (const [column, value] of values.entries()) {
      if (typeof value === 'number' && Math.abs(value) >= FIRST_UNRELIABLE_INTEGER) {
        return refuseAt('digits-lost', { line: index + 1, column });
      }
      cells.push(typeof value === 'number' ? numberIn(sheet, index, column, value) : textOf(value));
    }
    rows.push({ line: index + 1, cells });
  }
  return { ok: true, rows, ignoredSheets: visible.slice(1) };
}

/** The library's errors on a hostile file are of any kind; each means that the file is not readable. */
async function readFirstSheet(
  bytes: Uint8Array,
  visible: string[],
  limits: TableLimits,
): Promise<Sheet | TableRefusal> {
  try {
    const workbook = await readXlsx(bytes, {
      readStyles: true,
      maxRows: limits.maxRows + SPARE_ROWS + 1,
      sheets: (info) => {
        if (info.hidden || info.veryHidden) return false;
        return visible.push(info.name) === 1;
      },
    });
    const [sheet] = workbook.sheets;
    if (sheet === undefined) return refuse('damaged');
    const tooLong = sheet.rows.length > limits.maxRows + SPARE_ROWS;
    return tooLong ? refuse('too-many-rows', limits.maxRows) : sheet;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const tooFar = /over the \d+ limit/.test(error.message);
    return tooFar ? refuse('too-many-rows', limits.maxRows) : refuse('damaged');
  }
}

/** What would be read as something other than the user sees. */
function findMisleading(sheet: Sheet): TableRefusal | undefined {
  const merge = sheet.merges?.toSorted((one, other) => one.startRow - other.startRow)[0];
  if (merge !== undefined) {
    return refuseAt('merged-cells', { line: merge.startRow + 1, column: merge.startCol });
  }
  for (const [key, cell] of sheet.cells ?? []) {
    if (cell.formula === undefined && cell.type !== 'error') continue;
    const [row = 0, column = 0] = key.split(',').map(Number);
    const code = cell.formula === undefined ? 'error-value' : 'formula';
    return refuseAt(code, { line: row + 1, column });
  }
  return undefined;
}

function textOf(value: Exclude<CellValue, number>): string {
  if (value === null) return '';
  if (typeof value === 'string') return visibleText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return dateText(value);
}

function numberIn(sheet: Sheet, row: number, column: number, value: number): string {
  const format = sheet.cells?.get(`${row},${column}`)?.style?.numFmt;
  return numberText(value, format);
}

function numberText(value: number, format: string | undefined): string {
  const code = Number.isInteger(value) && format !== undefined && CODE_FORMAT.test(format);
  if (code) return formatValue(value, format);
  if (format?.endsWith('%') === true) return `${plainNumber(value * 100)}%`;
  return plainNumber(value);
}

/** The library puts the day and the time of the cell into the UTC fields. */
function dateText(date: Date): string {
  const minute = new Date(Math.round(date.getTime() / MINUTE_MS) * MINUTE_MS).toISOString();
  const [day, time] = [minute.slice(0, 10), minute.slice(11, 16)];
  if (day < '1900-01-01') return time;
  return time === '00:00' ? day : `${day} ${time}`;
}
