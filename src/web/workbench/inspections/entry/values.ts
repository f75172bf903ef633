import { judge } from '#insight/judgement/judge.ts';
import type { Characteristic, Measured } from '#law/enterprise/inspection/values.ts';

/** Values as they stand in the grid: a row for each sample, a cell for each characteristic. */
export type Cells = readonly (readonly string[])[];

/** An empty grid, keeping what was typed into one of another size. */
export function sized(cells: Cells, rows: number, columns: number): Cells {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => cells[row]?.[column] ?? ''),
  );
}

/** Puts texts into the grid from one cell on, as a spreadsheet is pasted; what lies outside is left out. */
export function filled(
  cells: Cells,
  texts: readonly (readonly string[])[],
  row: number,
  column: number,
): Cells {
  return cells.map((line, r) =>
    line.map((cell, c) => texts[r - row]?.[c - column]?.trim() ?? cell),
  );
}

/** The grid as the record keeps it. */
export function measuredOf(items: readonly Characteristic[], cells: Cells): Measured[] {
  return items.map(({ item }, column) => ({
    item,
    values: cells.map((line) => line[column]?.replaceAll(/\s+/g, '') ?? '').join(' '),
  }));
}

/** A record's values as a grid. */
export function cellsOf(items: readonly Characteristic[], columns: readonly (readonly string[])[]) {
  const rows = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length: rows }, (_, row) => items.map((__, at) => columns[at]?.[row] ?? ''));
}

/** What a cell comes to at once. */
export function stateOf(own: Characteristic, text: string): 'blank' | 'pass' | 'fail' | 'unclear' {
  if (text.trim() === '') return 'blank';
  return judge(own, text).verdict ?? 'unclear';
}

/** How far the grid is filled in and how many samples don't conform so far. */
export function progressOf(items: readonly Characteristic[], cells: Cells) {
  const states = cells.map((line) => items.map((own, at) => stateOf(own, line[at] ?? '')));
  const flat = states.flat();
  return {
    blank: flat.filter((state) => state === 'blank').length,
    unclear: flat.filter((state) => state === 'unclear').length,
    badItems: states.filter((line) => line.includes('fail')).length,
    badValues: flat.filter((state) => state === 'fail').length,
  };
}
