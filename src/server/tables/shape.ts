import { refuse, refuseAt } from './refuse.ts';
import type { Grid, GridRow, TableLimits, TableRefusal } from './table.ts';

/** What spreadsheet programs print where a calculation failed or a column was too narrow. */
const ERROR_VALUE = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#+)$/;
/** A number of twelve digits or more that a spreadsheet program has turned into an exponent. */
const EXPONENT = /^\d(\.\d+)?E\+?(1[1-9]|[2-9]\d)$/i;

/** Header and data, told apart; cells stand in the order of the header. */
export interface ShapedTable {
  ok: true;
  header: string[];
  rows: GridRow[];
  ignoredSheets: string[];
}

/**
 * Takes the first row that is not blank as header and gives every data row exactly its columns. Content
 * without a column title, a title used twice and unreliable values are refused with their place.
 */
export function shapeTable(grid: Grid, limits: TableLimits): ShapedTable | TableRefusal {
  const filled = grid.rows.filter((row) => row.cells.some((cell) => cell !== ''));
  const [first, ...data] = filled;
  if (first === undefined || data.length === 0) return refuse('empty');
  if (data.length > limits.maxRows) return refuse('too-many-rows', limits.maxRows);
  const titles = first.cells.map((title) => title.replace(/\s+/g, ' '));
  const columns = [...titles.keys()].filter((column) => titles[column] !== '');
  if (columns.length > limits.maxColumns) return refuse('too-many-columns', limits.maxColumns);
  const header = columns.map((column) => titles[column] ?? '');
  const twice = header.find((title, index) => header.indexOf(title) !== index);
  if (twice !== undefined) return refuse('header-twice', `“${twice}”出现了不止一次`);
  const rows: GridRow[] = [];
  for (const row of data) {
    const refused = checkRow(row, titles, limits);
    if (refused !== undefined) return refused;
    rows.push({ line: row.line, cells: columns.map((column) => row.cells[column] ?? '') });
  }
  return { ok: true, header, rows, ignoredSheets: grid.ignoredSheets };
}

function checkRow(row: GridRow, titles: string[], limits: TableLimits): TableRefusal | undefined {
  for (const [column, cell] of row.cells.entries()) {
    if (cell === '') continue;
    const place = { line: row.line, column };
    const title = titles[column] ?? '';
    if (title === '') return refuseAt('header-missing', place);
    if (cell.length > limits.maxCellLength) return refuseAt('cell-too-long', place, title);
    if (ERROR_VALUE.test(cell)) return refuseAt('error-value', place, title);
    if (EXPONENT.test(cell)) return refuseAt('digits-lost', place, title);
  }
  return undefined;
}
