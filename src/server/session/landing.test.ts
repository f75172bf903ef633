import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landingOf } from './landing.ts';

test('a page of ours is led to, with its filters; without one the start page', () => {
  assert.equal(landingOf(undefined), '/app/');
  assert.equal(landingOf(''), '/app/');
  for (const page of ['/app/', '/app/books/x?q=1&page=2', '/phone/', '/phone/#/day/2026-11-23']) {
    assert.equal(landingOf(page), page);
  }
  assert.equal(landingOf('/app/?q=水泥'), '/app/?q=%E6%B0%B4%E6%B3%A5');
});

for (const asked of [
  'https://elsewhere.example/app/',
  'http:/elsewhere.example/app/',
  '//elsewhere.example/app/',
  '/\\elsewhere.example/app/',
  '\\\\elsewhere.example',
  '/\t/elsewhere.example/app/',
  '/app/..//elsewhere.example',
  '/app/%2e%2e//elsewhere.example',
  '/app/../api/me',
  '/application',
  '/api/sign-out',
  '/',
  'app/',
  'javascript:alert(1)',
  `/app/?q=${'x'.repeat(600)}`,
]) {
  test(`nobody is led to ${JSON.stringify(asked.slice(0, 40))}`, () => {
    assert.equal(landingOf(asked), undefined);
  });
}
