import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashAccessCode, newAccessCode } from './access-code.ts';

test('a code is five groups of four, and each is another', () => {
  const codes = Array.from({ length: 200 }, () => newAccessCode().code);
  for (const code of codes)
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  assert.equal(new Set(codes).size, codes.length);
});

test('a code is known again however it was copied', () => {
  const { code, hash } = newAccessCode();
  const copies = [
    code,
    code.toLowerCase(),
    code.replaceAll('-', ''),
    ` ${code.replaceAll('-', ' ')} `,
    code.replaceAll('-', '—'),
    code.replaceAll('0', 'o').replaceAll('1', 'l'),
    code.replaceAll(/[0-9A-Z]/g, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0)),
  ];
  for (const copy of copies) assert.deepEqual(hashAccessCode(copy), hash, copy);
});

test('what can be no code is none', () => {
  const { code } = newAccessCode();
  for (const typed of [
    '',
    code.slice(1),
    `${code}0`,
    code.replace(/^./, 'U'),
    code.replace(/^./, '赣'),
  ]) {
    assert.equal(hashAccessCode(typed), undefined, typed);
  }
});
