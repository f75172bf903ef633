import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { BoardRow, FindingRow } from './queries.ts';

/** Sums of a region, in periods of the duty (days for the daily control). */
export interface BoardTotals {
  readonly organisations: number;
  readonly expected: number;
  readonly done: number;
  /** Over and not done. */
  readonly missing: number;
  readonly late: number;
  readonly finding: number;
  readonly idle: number;
  readonly openFindings: number;
  readonly overdueFindings: number;
}

/** One tile or line of a board. */
export interface BoardRegion {
  readonly code: number;
  readonly name: string;
  readonly level: 'province' | 'city' | 'county';
  readonly totals: BoardTotals;
  /** Place on the tile map of the eleven cities. */
  readonly tile?: { readonly row: number; readonly column: number };
}

/** A territory board: one region and what it consists of. */
export interface Board {
  readonly region: { readonly code: number; readonly name: string; readonly level: string };
  readonly path: readonly { readonly code: number; readonly name: string }[];
  readonly duty: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly totals: BoardTotals;
  readonly children: readonly BoardRegion[];
}

/** One enterprise of a board. */
export interface BoardEnterprise {
  readonly id: string;
  readonly name: string;
  readonly regionName: string;
  readonly totals: Omit<BoardTotals, 'openFindings' | 'overdueFindings' | 'organisations'>;
}

const nothing: BoardTotals = {
  organisations: 0,
  expected: 0,
  done: 0,
  missing: 0,
  late: 0,
  finding: 0,
  idle: 0,
  openFindings: 0,
  overdueFindings: 0,
};

/** Sums of the counties within a range of codes. */
export function totalsWithin(
  lo: number,
  hi: number,
  rows: readonly BoardRow[],
  findings: readonly FindingRow[],
): BoardTotals {
  const within = (row: { region: number }) => lo <= row.region && row.region <= hi;
  const summed = rows.filter(within).reduce<BoardTotals>(
    (sum, row) => ({
      ...sum,
      organisations: sum.organisations + row.organisations,
      expected: sum.expected + row.expected,
      done: sum.done + row.done,
      missing: sum.missing + row.missing,
      late: sum.late + row.late,
      finding: sum.finding + row.finding,
      idle: sum.idle + row.idle,
    }),
    nothing,
  );
  const open = findings.filter(within);
  return {
    ...summed,
    openFindings: open.reduce((sum, row) => sum + row.open, 0),
    overdueFindings: open.reduce((sum, row) => sum + row.overdue, 0),
  };
}
