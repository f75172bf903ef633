import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  departments,
  departmentsInMask,
  domainMask,
  domains,
  findDepartment,
  findDomain,
} from './departments.ts';

test('14 departments have a product field; police and the market regulator come on top', () => {
  assert.equal(departments.length, 16);
  const withField = new Set(domains.map((domain) => domain.department));
  withField.delete('market-regulation');
  assert.equal(withField.size, 14);
  assert.ok(!withField.has('police'));
});

test('bits are unique, fit an integer of 31 bits and stay as they were first given', () => {
  const bits = Object.fromEntries(departments.map(({ id, bit }) => [id, bit]));
  assert.deepEqual(bits, {
    'industry-information': 0,
    'emergency-management': 1,
    housing: 2,
    education: 3,
    'civil-affairs': 4,
    'ecology-environment': 5,
    transport: 6,
    'water-resources': 7,
    agriculture: 8,
    commerce: 9,
    'culture-tourism': 10,
    customs: 11,
    health: 12,
    'fire-rescue': 13,
    police: 14,
    'market-regulation': 15,
  });
});

test('a mask keeps the departments it was made of', () => {
  assert.equal(domainMask([]), 0);
  assert.equal(domainMask(['housing', 'market-regulation', 'housing']), (1 << 2) | (1 << 15));
  const mask = domainMask(['health', 'housing']);
  assert.deepEqual(
    departmentsInMask(mask).map((department) => department.id),
    ['housing', 'health'],
  );
});

test('an unknown department is a fault and never an empty mask', () => {
  assert.throws(() => domainMask(['houseing']), /houseing/);
  assert.equal(findDepartment('houseing'), undefined);
  assert.equal(findDomain('fireworkz'), undefined);
});

test('fire, housing and education answer only where the guidance lets them', () => {
  assert.deepEqual(findDomain('fire-products-in-use')?.stages, ['in-use']);
  assert.deepEqual(findDomain('fuel-distribution')?.stages, ['sold']);
  assert.deepEqual(findDomain('import-export')?.stages, ['imported-exported']);
  for (const id of ['construction-site-materials', 'school-supplies', 'water-project-materials']) {
    assert.deepEqual(findDomain(id)?.stages, ['in-use'], id);
    assert.ok(findDomain(id)?.place, id);
  }
});

test('every field of competence names its clause', () => {
  for (const { id, department, clause } of domains) {
    const expected = department === 'market-regulation' ? 'guidance/4.1' : 'guidance/3.2';
    assert.equal(clause, expected, id);
  }
});
