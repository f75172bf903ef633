import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cities,
  counties,
  countiesOf,
  divisionRange,
  divisions,
  divisionTitle,
  findDivision,
  jiangxi,
  liesWithin,
} from './divisions.ts';

test('Jiangxi has 11 cities and 100 counties', () => {
  assert.equal(cities.length, 11);
  assert.equal(counties.length, 100);
  assert.equal(divisions.length, 112);
});

test('each city has the number of counties of the official list', () => {
  const expected = {
    南昌市: 9,
    景德镇市: 4,
    萍乡市: 5,
    九江市: 13,
    新余市: 2,
    鹰潭市: 3,
    赣州市: 18,
    吉安市: 13,
    宜春市: 10,
    抚州市: 11,
    上饶市: 12,
  };
  const found = cities.map((city) => [city.name, countiesOf(city.code).length]);
  assert.deepEqual(Object.fromEntries(found), expected);
});

test('codes are unique and names are unique within one parent', () => {
  assert.equal(new Set(divisions.map((division) => division.code)).size, divisions.length);
  const names = divisions.map((division) => `${division.parent ?? 0} ${division.name}`);
  assert.equal(new Set(names).size, divisions.length);
});

test('every division lies in the range of its parent and of no sibling', () => {
  for (const county of counties) {
    const holders = cities.filter((city) => liesWithin(county.code, city.code));
    assert.deepEqual(
      holders.map((city) => city.code),
      [county.parent],
      county.name,
    );
  }
  assert.ok(cities.every((city) => liesWithin(city.code, jiangxi.code)));
});

test('a range covers the whole province, the whole city or the county alone', () => {
  assert.deepEqual(divisionRange(360000), { lo: 360000, hi: 369999 });
  assert.deepEqual(divisionRange(360100), { lo: 360100, hi: 360199 });
  assert.deepEqual(divisionRange(361000), { lo: 361000, hi: 361099 });
  assert.deepEqual(divisionRange(360703), { lo: 360703, hi: 360703 });
});

test('a code without six digits has no range', () => {
  for (const code of [0, 3601, 3_601_000, 360100.5, Number.NaN]) {
    assert.throws(() => divisionRange(code), RangeError, String(code));
  }
});

test('a name from the province down tells two places of one name apart', () => {
  assert.equal(divisionTitle(360703), '江西省赣州市南康区');
  assert.equal(divisionTitle(360000), '江西省');
  assert.equal(divisionTitle(110101), '');
  assert.equal(findDivision(360999), undefined);
});

test('the tile map gives every city a field of its own, north above and west to the left', () => {
  const at = new Map(cities.map((city) => [city.name, city.tile]));
  const fields = cities.map(({ tile }) => `${tile?.row}/${tile?.column}`);
  assert.equal(new Set(fields).size, 11);
  const rowOf = (name: string) => at.get(name)?.row ?? Number.NaN;
  const columnOf = (name: string) => at.get(name)?.column ?? Number.NaN;
  const southward = ['九江市', '南昌市', '抚州市', '吉安市', '赣州市'];
  const eastward = ['宜春市', '南昌市', '鹰潭市', '上饶市'];
  assert.deepEqual(southward.map(rowOf), [0, 1, 2, 3, 4]);
  assert.deepEqual(eastward.map(columnOf), [1, 2, 3, 4]);
  assert.ok(columnOf('萍乡市') < columnOf('新余市'));
});
