import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPassword, hashPassword, oneTimePassword, weaknesses } from './password.ts';

test('a hash is Argon2id with 19 MiB and two passes, salted each time', async () => {
  const [one, two] = await Promise.all([hashPassword('赣江'), hashPassword('赣江')]);
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.notEqual(one, two);
});

test('the password fits its hash, another does not, and nothing fits no hash', async () => {
  const hash = await hashPassword('赣江');
  assert.equal(await checkPassword(hash, '赣江'), true);
  assert.equal(await checkPassword(hash, '贡江'), false);
  assert.equal(await checkPassword(null, '赣江'), false);
});

test('a password fits however the keyboard composed it', async () => {
  const hash = await hashPassword('café ＡＢ');
  assert.equal(await checkPassword(hash, 'cafe\u0301 AB'), true);
});

test('a hash made elsewhere with the same standard fits', async () => {
  // From the tests of the reference implementation.
  const foreign =
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  assert.equal(await checkPassword(foreign, 'password'), true);
});

test('a password of ten characters of five kinds without the login will do', () => {
  assert.deepEqual(weaknesses('abcdeabcde', 'officer'), []);
  assert.equal(weaknesses('abcdeabcd', 'officer').length, 1);
  assert.equal(weaknesses('abcdabcdabcd', 'officer').length, 1);
  assert.equal(weaknesses('My-OFFICER-2026', 'officer').length, 1);
});

test('one-time passwords are long, plain to read and never the same', () => {
  const made = Array.from({ length: 200 }, oneTimePassword);
  assert.equal(new Set(made).size, 200);
  for (const password of made)
    assert.match(password, /^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
});
