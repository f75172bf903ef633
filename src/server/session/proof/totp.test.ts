import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeAt, newTotpSecret, stepOf, totpText, totpUri } from './totp.ts';

/** RFC 6238, appendix B; its eight digits end in these six. */
const secret = Buffer.from('12345678901234567890');
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

const at = (seconds: number) => new Date(seconds * 1000).toISOString();

test('codes are those of RFC 6238', () => {
  for (const [seconds, code] of vectors) {
    assert.equal(codeAt(secret, at(seconds)), code);
    assert.equal(stepOf(secret, code, at(seconds), null), Math.floor(seconds / 30));
  }
});

test('a code fits one step early and one step late, and no longer', () => {
  const [seconds, code] = vectors[3];
  const step = Math.floor(seconds / 30);
  const first = step * 30;
  assert.equal(stepOf(secret, code, at(first - 30), null), step);
  assert.equal(stepOf(secret, code, at(first + 59), null), step);
  assert.equal(stepOf(secret, code, at(first - 31), null), undefined);
  assert.equal(stepOf(secret, code, at(first + 60), null), undefined);
});

test('a step that was used, or an earlier one, does not fit again', () => {
  const [seconds, code] = vectors[3];
  const step = Math.floor(seconds / 30);
  assert.equal(stepOf(secret, code, at(seconds), step - 1), step);
  assert.equal(stepOf(secret, code, at(seconds), step), undefined);
  assert.equal(stepOf(secret, code, at(seconds), step + 1), undefined);
});

test('what is no six digits never fits', () => {
  for (const code of ['', '28708', '2870820', '28708x', ' 287082']) {
    assert.equal(stepOf(secret, code, at(59), null), undefined);
  }
});

test('a new secret has 20 bytes and travels in the address as in the text', () => {
  const fresh = newTotpSecret();
  assert.equal(fresh.length, 20);
  assert.match(totpText(fresh), /^[A-Z2-7]{32}$/);
  assert.equal(new URL(totpUri(fresh, 'a')).searchParams.get('secret'), totpText(fresh));
});
