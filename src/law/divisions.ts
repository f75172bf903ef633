import type { Level } from '#kernel/party.ts';
import { jiangxiCities } from './division-table.ts';

/** An administrative division of Jiangxi. */
export interface Division {
  /** Six digits of GB/T 2260; the higher level ends in zeros. */
  readonly code: number;
  /** Own name without the names above it, e.g. 南康区. */
  readonly name: string;
  readonly level: Level;
  /** Code of the division one level up; absent for the province. */
  readonly parent?: number;
  /** Place on the tile map, counted from the north-west corner; only cities have one. */
  readonly tile?: Tile;
}

/** One field of the tile map of the province. */
export interface Tile {
  readonly row: number;
  readonly column: number;
}

/** Codes from `lo` to `hi`, both included: how the scope of a region is stored and compared. */
export interface DivisionRange {
  readonly lo: number;
  readonly hi: number;
}

/** The province that the guidance is for. */
export const jiangxi: Division = { code: 360000, name: '江西省', level: 'province' };

/** The 11 cities in the order of their codes. */
export const cities: readonly Division[] = jiangxiCities.map(({ code, name, tile }) => ({
  code,
  name,
  level: 'city',
  parent: jiangxi.code,
  tile: { row: tile[0], column: tile[1] },
}));

/** The 100 counties, county-level cities and districts in the order of their codes. */
export const counties: readonly Division[] = jiangxiCities.flatMap((city) =>
  Object.entries(city.counties).map(([code, name]) => ({
    code: Number(code),
    name,
    level: 'county' as const,
    parent: city.code,
  })),
);

/** Province, cities and counties. */
export const divisions: readonly Division[] = [jiangxi, ...cities, ...counties];

const byCode = new Map(divisions.map((division) => [division.code, division]));

/** @returns the division of that code, or undefined outside Jiangxi or where the code is unknown. */
export function findDivision(code: number): Division | undefined {
  return byCode.get(code);
}

/** @returns the counties of a city in the order of their codes; empty for any other code. */
export function countiesOf(city: number): readonly Division[] {
  return counties.filter((county) => county.parent === city);
}

/**
 * Covers a division and everything below it by arithmetic on the code, so it also serves codes outside
 * Jiangxi and counties that a later list adds.
 * @throws RangeError where the code has not six digits.
 */
export function divisionRange(code: number): DivisionRange {
  if (!Number.isInteger(code) || code < 100000 || code > 999999) {
    throw new RangeError(`${code} is not a division code of six digits`);
  }
  return { lo: code, hi: code + span(code) };
}

/** @returns whether `code` is the division `within` or lies below it. */
export function liesWithin(code: number, within: number): boolean {
  const { lo, hi } = divisionRange(within);
  return lo <= code && code <= hi;
}

/** @returns the full name from the province down, e.g. 江西省赣州市南康区; empty where unknown. */
export function divisionTitle(code: number): string {
  const division = findDivision(code);
  if (!division) return '';
  const above = division.parent === undefined ? '' : divisionTitle(division.parent);
  return above + division.name;
}

function span(code: number): number {
  if (code % 10000 === 0) return 9999;
  return code % 100 === 0 ? 99 : 0;
}
