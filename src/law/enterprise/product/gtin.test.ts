import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gtinDefect } from './gtin.ts';

test('numbers with their right check digit pass', () => {
  for (const code of ['6901234567892', '96385074', '036000291452', '16901234567899']) {
    assert.equal(gtinDefect(code), undefined, code);
  }
});

test('a wrong digit, letters and other lengths are told', () => {
  assert.match(gtinDefect('6901234567890') ?? '', /末位应为2/);
  assert.match(gtinDefect('690123456789') ?? '', /末位应为7/);
  assert.match(gtinDefect('69012345') ?? '', /校验码/);
  assert.match(gtinDefect('690123456789X') ?? '', /位数字/);
  assert.match(gtinDefect('69012345678921234') ?? '', /位数字/);
});
