import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stage } from './departments.ts';
import { departments } from './departments.ts';
import type { ProductClass } from './product-classes.ts';
import {
  catalogue,
  competence,
  findProductClass,
  productClasses,
  productClassFacts,
} from './product-classes.ts';

function classOf(id: string): ProductClass {
  const found = findProductClass(id);
  assert.ok(found, id);
  return found;
}

function departmentsAt(id: string, stage: Stage): string[] {
  return competence(classOf(id), stage).map(({ department }) => department);
}

test('between 75 and 95 classes have unique ids in kebab case and unique titles', () => {
  assert.ok(productClasses.length >= 75 && productClasses.length <= 95, `${productClasses.length}`);
  assert.equal(new Set(productClasses.map(({ id }) => id)).size, productClasses.length);
  assert.equal(new Set(productClasses.map(({ title }) => title)).size, productClasses.length);
  for (const { id } of productClasses) assert.match(id, /^[a-z]+(-[a-z]+)*$/);
});

test('every department with a product field has at least one class; police has none', () => {
  for (const { id } of departments) {
    const own = productClasses.filter((one) => one.departments.includes(id));
    assert.equal(own.length > 0, id !== 'police', id);
  }
});

test('the market regulator sees every class', () => {
  assert.ok(productClasses.every((one) => one.departments.includes('market-regulation')));
});

test('a class outside the catalogue claims neither licence nor certification', () => {
  const outside = productClasses.filter((one) => one.catalogueRow === undefined);
  assert.ok(outside.length >= 10);
  assert.ok(outside.every((one) => !one.licence && !one.ccc));
  assert.equal(catalogue.status, '待核对');
});

test('plywood and blockboard are licensed since the decision of 2024', () => {
  assert.ok(classOf('plywood').licence);
  assert.ok(classOf('blockboard').licence);
});

test('no class needs both a licence and compulsory certification', () => {
  const both = productClasses.filter((one) => one.licence && one.ccc);
  assert.deepEqual(both, []);
});

test('a fire extinguisher belongs to the regulator until it is in use', () => {
  assert.deepEqual(departmentsAt('fire-extinguisher', 'produced'), ['market-regulation']);
  assert.deepEqual(departmentsAt('fire-extinguisher', 'in-use'), ['fire-rescue']);
});

test('cement on a site belongs to whoever runs the works', () => {
  assert.deepEqual(departmentsAt('cement', 'in-use'), ['housing', 'transport', 'water-resources']);
});

test('customs answers for any class that crosses the border', () => {
  assert.deepEqual(departmentsAt('toy', 'imported-exported'), ['customs']);
  assert.deepEqual(departmentsAt('imported-goods', 'imported-exported'), ['customs']);
});

test('a class in use that nobody is named for falls to the market regulator, and says so', () => {
  const found = competence(classOf('wood-furniture'), 'in-use');
  assert.deepEqual(
    found.map(({ department }) => department),
    ['market-regulation'],
  );
  assert.match(found[0]?.explanation ?? '', /兜底/);
});

test('a department with a field at every stage shares production with the regulator', () => {
  assert.deepEqual(departmentsAt('firework', 'sold'), [
    'emergency-management',
    'market-regulation',
  ]);
  assert.match(competence(classOf('school-uniform'), 'in-use')[0]?.explanation ?? '', /限于学校/);
});

test('rules are told of no mandatory standard where none is known', () => {
  assert.equal(classOf('brake-lining').mandatoryStandard, 'unknown');
  assert.equal(productClassFacts(classOf('brake-lining')).mandatoryStandard, false);
  assert.equal(productClassFacts(classOf('cement')).mandatoryStandard, true);
});
