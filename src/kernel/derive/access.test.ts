import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loan } from '../fixture/loan.ts';
import { accessTable } from './access.ts';

const table = accessTable(loan);

test('every act has one row for each of its roles, in order', () => {
  const wanted = Object.entries(loan.acts).flatMap(([act, { by }]) =>
    by.map((role) => [act, role]),
  );
  assert.deepEqual(
    table.map(({ act, role }) => [act, role]),
    wanted,
  );
});

test('a row says which parties, kinds, posts and level may act and who is kept apart', () => {
  assert.deepEqual(
    table.find(({ act }) => act === 'settle'),
    {
      act: 'settle',
      actTitle: '处理异议',
      role: 'lender',
      roleTitle: '出借单位',
      parties: ['regulator'],
      kinds: ['market-regulator'],
      posts: ['case-officer'],
      level: 'county',
      fills: 'opener',
      notBy: ['tell'],
    },
  );
});

test('a citizen belongs to the public, and kinds of one party are named once', () => {
  assert.deepEqual(table.find(({ role }) => role === 'witness')?.parties, ['public']);
  const kinds = ['customs', 'police', 'enterprise'] as const;
  const roles = { ...loan.roles, lender: { ...loan.roles['lender']!, kinds } };
  const row = accessTable({ ...loan, roles })[0];
  assert.deepEqual(row?.parties, ['industry', 'enterprise']);
});

test('a role that sits with another says so', () => {
  const roles = { ...loan.roles, overseer: { ...loan.roles['overseer']!, sameAs: 'lender' } };
  const row = accessTable({ ...loan, roles }).find(({ role }) => role === 'overseer');
  assert.equal(row?.sameAs, 'lender');
});
