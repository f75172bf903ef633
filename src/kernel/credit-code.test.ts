import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkCreditCode,
  creditCodeCheckDigit,
  creditCodeDivision,
  organisationCodeCheckDigit,
} from './credit-code.ts';

/** Published as a test vector by an open-source validator of national numbers. */
const published = '91110000600037341L';

test('a published code is valid, with both its checks', () => {
  assert.equal(checkCreditCode(published), 'valid');
  assert.equal(creditCodeCheckDigit(published.slice(0, 17)), 'L');
  assert.equal(organisationCodeCheckDigit(published.slice(8, 16)), published[16]);
});

test('a code is refused for its length before anything else', () => {
  assert.equal(checkCreditCode(published.slice(0, 17)), 'length');
  assert.equal(checkCreditCode(`${published}0`), 'length');
  assert.equal(checkCreditCode(''), 'length');
});

test('the letters I, O, S, V, Z and lower case are outside the charset', () => {
  for (const letter of 'IOSVZl') {
    assert.equal(checkCreditCode(`9111000060003734${letter}L`), 'charset', letter);
  }
});

test('every change of one character is found', () => {
  for (let at = 0; at < 18; at += 1) {
    const other = published[at] === '7' ? '8' : '7';
    const changed = published.slice(0, at) + other + published.slice(at + 1);
    assert.equal(checkCreditCode(changed), 'check-digit', `position ${at + 1}`);
  }
});

test('every swap of two different neighbours is found', () => {
  for (let at = 0; at < 17; at += 1) {
    const [a, b] = [published.charAt(at), published.charAt(at + 1)];
    if (a === b) continue;
    const swapped = published.slice(0, at) + b + a + published.slice(at + 2);
    assert.equal(checkCreditCode(swapped), 'check-digit', `position ${at + 1}`);
  }
});

test('the weights are 3 to the power of the position modulo 31', () => {
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  weights.forEach((weight, at) => {
    const single = '0'.repeat(at) + '1' + '0'.repeat(16 - at);
    assert.equal(creditCodeCheckDigit(single), charset[31 - weight], `position ${at + 1}`);
  });
});

test('a weighted sum divisible by 31 gives the check 0', () => {
  assert.equal(creditCodeCheckDigit('0'.repeat(17)), '0');
});

test('the organisation code writes a check of 10 as X and of 11 as 0', () => {
  assert.equal(organisationCodeCheckDigit('00000000'), '0');
  assert.equal(organisationCodeCheckDigit('40000000'), 'X');
});

test('malformed input to a check digit is a fault', () => {
  assert.throws(() => creditCodeCheckDigit('123'), RangeError);
  assert.throws(() => creditCodeCheckDigit('O'.repeat(17)), RangeError);
  assert.throws(() => organisationCodeCheckDigit('abc'), RangeError);
});

test('the division of registration is read from positions 3 to 8', () => {
  assert.equal(creditCodeDivision(published), 110000);
});
