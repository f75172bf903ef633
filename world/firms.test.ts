import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkCreditCode,
  creditCodeDivision,
  organisationCodeCheckDigit,
} from '#kernel/credit-code.ts';
import { departmentsInMask } from '#law/departments.ts';
import { cities, findDivision, liesWithin } from '#law/divisions.ts';
import { findProductClass } from '#law/product-classes.ts';
import type { DemoOrganisation } from './firms.ts';
import { demoOrganisation, organisationDomains, organisations } from './firms.ts';

const enterprises = organisations.filter((one) => one.kind === 'enterprise');

function count(kind: DemoOrganisation['kind']): number {
  return organisations.filter((one) => one.kind === kind).length;
}

test('the world has every kind of organisation', () => {
  assert.equal(count('market-regulator'), 18);
  assert.equal(count('industry-department'), 10);
  assert.equal(count('police'), 2);
  assert.equal(count('local-government'), 3);
  assert.equal(count('laboratory'), 3);
  assert.equal(count('customs'), 1);
  assert.equal(count('association'), 2);
  assert.equal(count('platform'), 1);
  assert.equal(count('operator'), 1);
  assert.equal(enterprises.length, 40);
});

test('names, ids, codes and telephone numbers are given once', () => {
  for (const field of ['id', 'name', 'creditCode', 'phone'] as const) {
    assert.equal(new Set(organisations.map((one) => one[field])).size, organisations.length, field);
  }
});

test('every credit code is valid in both checks and registered in the division of its holder', () => {
  for (const { name, creditCode, region } of organisations) {
    assert.equal(checkCreditCode(creditCode), 'valid', name);
    assert.equal(organisationCodeCheckDigit(creditCode.slice(8, 16)), creditCode[16], name);
    assert.equal(creditCodeDivision(creditCode), region, name);
    assert.match(creditCode.slice(8, 12), /^XN/, name);
  }
});

test('a telephone number belongs to the city and cannot be called', () => {
  for (const { name, phone } of organisations) assert.match(phone, /^0[17]\d\d?-0000\d{4}$/, name);
  assert.match(demoOrganisation('kangmu').phone, /^0797-/);
});

test('the province and each city have one regulator', () => {
  const regulators = organisations.filter((one) => one.kind === 'market-regulator');
  const regions = regulators.filter((one) => one.level !== 'county').map((one) => one.region);
  assert.deepEqual(regions, [360000, ...cities.map((city) => city.code)]);
  for (const one of regulators) assert.equal(findDivision(one.region)?.level, one.level, one.name);
});

test('every city has a producer, and enterprises sit in counties', () => {
  for (const city of cities) {
    const producers = enterprises.filter(
      (one) => one.business === 'producer' && liesWithin(one.region, city.code),
    );
    assert.ok(producers.length > 0, city.name);
  }
  for (const one of enterprises) assert.equal(findDivision(one.region)?.level, 'county', one.name);
});

test('an enterprise is named after the city or county it sits in', () => {
  const short = (code: number | undefined) => findDivision(code ?? 0)?.name.slice(0, -1) ?? '?';
  for (const { name, region, address } of enterprises) {
    const city = short(findDivision(region)?.parent);
    assert.ok(name.startsWith(city) || name.startsWith(short(region)), name);
    assert.ok(address.startsWith(`江西省${city}市`), address);
  }
});

test('authorities and bodies say in their name that they are a demonstration', () => {
  for (const { kind, name } of organisations) {
    const commercial = kind === 'enterprise' || kind === 'platform';
    assert.equal(name.endsWith('（演示）'), !commercial, name);
  }
});

test('enterprises name known product classes and declare their size', () => {
  for (const one of enterprises) {
    assert.ok(one.productClasses.length > 0, one.name);
    assert.ok(
      one.productClasses.every((id) => findProductClass(id)),
      one.name,
    );
    assert.ok(one.headcount !== undefined && one.revenueYuan !== undefined, one.name);
  }
});

test('producers, wholesalers, retailers and online sellers all occur', () => {
  const businesses = new Set(enterprises.map((one) => one.business));
  assert.deepEqual(businesses, new Set(['producer', 'retail', 'wholesale']));
  assert.ok(enterprises.filter((one) => one.online).length >= 2);
});

test('the mask of an organisation is what it is, or who answers for its products', () => {
  const titles = (id: string) =>
    departmentsInMask(organisationDomains(demoOrganisation(id))).map((one) => one.id);
  assert.deepEqual(titles('housing-ganzhou'), ['housing']);
  assert.deepEqual(titles('ruiyan'), ['emergency-management', 'market-regulation']);
  assert.deepEqual(titles('police-ganzhou'), ['police']);
  assert.deepEqual(titles('pohu'), ['market-regulation'], 'a platform names no class');
});

test('a wrong id is a fault', () => {
  assert.throws(() => demoOrganisation('kangmoo'), /kangmoo/);
});
