import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Post } from '#kernel/party.ts';
import { requiredPosts } from '#law/enterprise/staffing.ts';
import { findProductClass, productClassFacts } from '#law/product-classes.ts';
import { organisations } from './firms.ts';
import { authorityStaff } from './people/authorities.ts';
import { enterpriseStaff } from './people/enterprises.ts';
import { demoPerson, people, staffOf } from './people.ts';

function posts(organisation: string): Post[] {
  return staffOf(organisation).map((one) => one.post);
}

test('everybody in the tables has an organisation, and every organisation has people', () => {
  const known = new Set(organisations.map((one) => one.id));
  const staffed = [...Object.keys(authorityStaff), ...Object.keys(enterpriseStaff)];
  assert.deepEqual(
    staffed.filter((id) => !known.has(id)),
    [],
  );
  for (const { id } of organisations) assert.ok(staffOf(id).length > 0, id);
});

test('logins and names are given once and logins can be typed', () => {
  assert.equal(new Set(people.map((one) => one.login)).size, people.length);
  assert.equal(new Set(people.map((one) => one.name)).size, people.length);
  for (const { login } of people) assert.match(login, /^[a-z0-9][a-z0-9._@-]{1,63}$/);
});

test('every enterprise has a principal and the posts it must fill, but for three gaps', () => {
  const gaps = organisations
    .filter((one) => one.kind === 'enterprise')
    .flatMap((one) => {
      const productClasses = one.productClasses.flatMap((id) => {
        const found = findProductClass(id);
        return found ? [productClassFacts(found)] : [];
      });
      const filled = posts(one.id);
      assert.ok(filled.includes('principal'), one.id);
      return requiredPosts({ ...one, productClasses, filledPosts: filled })
        .filter(({ post, required }) => required && !filled.includes(post))
        .map(({ post }) => `${one.id} ${post}`);
    });
  assert.deepEqual(gaps, [
    'lezhi quality-safety-director',
    'huaiyu quality-safety-director',
    'jianyi quality-safety-officer',
  ]);
});

test('a regulator can separate duties: two samplers, two case officers, reviewer, publisher', () => {
  const needed: Post[] = ['leader', 'intake-officer', 'case-officer', 'reviewer', 'publisher'];
  for (const { id } of organisations.filter((one) => one.kind === 'market-regulator')) {
    const filled = posts(id);
    for (const post of needed) assert.ok(filled.includes(post), `${id} ${post}`);
    assert.ok(filled.filter((post) => post === 'sampler').length >= 2, id);
    assert.ok(filled.filter((post) => post === 'case-officer').length >= 2, id);
  }
});

test('a laboratory has somebody to sample, to test and to sign', () => {
  for (const { id } of organisations.filter((one) => one.kind === 'laboratory')) {
    const filled = posts(id);
    for (const post of ['sampler', 'laboratory-technician', 'authorised-signatory'] as const) {
      assert.ok(filled.includes(post), `${id} ${post}`);
    }
  }
});

test('there is one administrator, at the operator', () => {
  const found = people.filter((one) => one.post === 'administrator');
  assert.deepEqual(
    found.map((one) => one.organisation),
    ['operator'],
  );
});

test('a login says where somebody works and in which post', () => {
  assert.equal(demoPerson('kangmu.director').post, 'quality-safety-director');
  assert.equal(demoPerson('regulator-nankang.sampler2').post, 'sampler');
  assert.throws(() => demoPerson('nobody'), /nobody/);
});
