import {
  type Cell,
  type CellStyle,
  type CellValue,
  type DataValidation,
  type PageSetup,
  writeXlsx,
} from 'hucre';
import { visibleText } from './cell-text.ts';
import { columnLetters } from './refuse.ts';
import type { ExportColumn, ExportTable, ExportValue } from './write-table.ts';

const TEXT: CellStyle = { numFmt: '@', alignment: { vertical: 'top', wrapText: true } };
const DATE: CellStyle = { numFmt: 'yyyy-mm-dd', alignment: { vertical: 'top' } };
const NUMBER: CellStyle = { alignment: { vertical: 'top' } };
const HEADER: CellStyle = {
  numFmt: '@',
  font: { name: '宋体', size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EFEFEF' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
/** Printed on A4 across, all columns on one page, the header on each. */
const PRINT: PageSetup = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  printTitlesRow: '$1:$1',
};
/** What one cell holds (Excel specifications and limits). */
const MAX_CELL_LENGTH = 32_767;
/** Rows that decide how wide a column is. */
const ROWS_MEASURED = 200;
/** Rows in which a template offers its lists and hints. */
const ROWS_OFFERED = 5_000;
/** Of a list inside a cell, and of a message beside one. */
const MAX_LIST_LENGTH = 250;
const MAX_HINT_LENGTH = 250;
/** A hint alone forbids nothing. */
const ANY_TEXT = { type: 'textLength', operator: 'greaterThanOrEqual', formula1: '0' } as const;
const CUT_MARK = '……（过长，已截断）';

/**
 * Builds the bytes of a workbook with one sheet, synchronously for about 5 µs a cell: call it for large
 * tables in a worker only.
 */
export async function buildXlsx({ sheet, columns, rows }: ExportTable): Promise<Uint8Array> {
  const header = columns.map((column) => visibleText(column.title));
  const cells = new Map<string, Partial<Cell>>();
  for (const [index, title] of header.entries()) {
    cells.set(`0,${index}`, { value: title, type: 'string', style: HEADER });
  }
  const body: CellValue[][] = [header];
  for (const row of rows) {
    const line = body.length;
    body.push(
      columns.map((column, index) => {
        const value = cellValue(row[column.key], column.type);
        // A text in a column of numbers or dates still has to be kept as text.
        if (typeof value === 'string' && (column.type ?? 'text') !== 'text') {
          cells.set(`${line},${index}`, { value, type: 'string', style: TEXT });
        }
        return value;
      }),
    );
  }
  return writeXlsx({
    defaultFont: { name: '宋体', size: 11 },
    sheets: [
      {
        name: sheetName(sheet),
        columns: columns.map((column, index) => ({
          width: column.width ?? fittingWidth(body, index),
          style: columnStyle(column),
        })),
        rows: body,
        cells,
        dataValidations: columns.flatMap(validationOf),
        freezePane: { rows: 1 },
        pageSetup: PRINT,
      },
    ],
  });
}

/** What helps whoever fills a template in; the rows are judged when they are read, whatever a sheet let pass. */
function validationOf({ choices = [], hint }: ExportColumn, index: number): DataValidation[] {
  const letters = columnLetters(index);
  const list = choices.join(',');
  // A list inside a cell is parted by commas and stands in quotes.
  const isListed =
    list !== '' && list.length <= MAX_LIST_LENGTH && !choices.some((one) => /[,"]/.test(one));
  if (!isListed && hint === undefined) return [];
  return [
    {
      ...(isListed ? { type: 'list', values: [...choices] } : ANY_TEXT),
      range: `${letters}2:${letters}${ROWS_OFFERED}`,
      allowBlank: true,
      ...(hint === undefined
        ? {}
        : { showInputMessage: true, inputMessage: hint.slice(0, MAX_HINT_LENGTH) }),
    },
  ];
}

function cellValue(value: ExportValue, type: ExportColumn['type'] = 'text'): CellValue {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (type === 'number') return numberOf(value) ?? textOf(String(value));
  if (type === 'date') return dateOf(String(value)) ?? textOf(String(value));
  return textOf(String(value));
}

/** Only what the cell can hold exactly; a longer code stays text. */
function numberOf(value: string | number): number | undefined {
  const number = typeof value === 'number' ? value : Number(value.trim() === '' ? NaN : value);
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? number : undefined;
}

function dateOf(value: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const date = new Date(`${value}T00:00:00Z`);
  // Earlier days do not exist in the calendar of spreadsheets.
  return date.getTime() >= Date.UTC(1900, 2, 1) ? date : undefined;
}

function textOf(value: string): string {
  const text = visibleText(value);
  if (text.length <= MAX_CELL_LENGTH) return text;
  return text.slice(0, MAX_CELL_LENGTH - CUT_MARK.length).toWellFormed() + CUT_MARK;
}

function columnStyle({ type }: ExportColumn): CellStyle {
  if (type === 'number') return NUMBER;
  return type === 'date' ? DATE : TEXT;
}

/** Wide enough for the title and the first rows, Chinese characters counted twice, within reason. */
function fittingWidth(body: readonly CellValue[][], index: number): number {
  const widths = body.slice(0, ROWS_MEASURED).map((row) => {
    const value = row[index] ?? '';
    const text = value instanceof Date ? '2026-01-01' : String(value);
    return text.length + (text.match(/[\u2E80-\uFFEF]/g)?.length ?? 0);
  });
  return Math.min(50, Math.max(8, ...widths) + 3);
}

function sheetName(name: string): string {
  const allowed = visibleText(name)
    .replace(/[[\]:*?/\\']/g, '_')
    .slice(0, 31)
    .toWellFormed();
  return allowed === '' ? 'Sheet1' : allowed;
}
