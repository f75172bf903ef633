import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#kernel/decide.ts';
import { loan } from '#kernel/fixture/loan.ts';
import type { Procedure } from '#kernel/definition.ts';
import { rolesIn } from './reader-roles.ts';

const shop = '0198c0de-0000-7000-8000-00000000000a';

/** The loan with a borrower of whom only one post may act. */
const procedure: Procedure = {
  ...loan,
  roles: {
    ...loan.roles,
    borrower: { title: '借用人', kinds: ['enterprise'], posts: ['principal'], fills: 'named' },
  },
};

function reader(organisation: string, posts: Actor['posts']): Actor {
  return {
    account: '0198c0de-0000-7000-8000-0000000000ff',
    organisation,
    kind: 'enterprise',
    posts,
    lapsed: [],
    covers: { lo: 0, hi: 0 },
  };
}

function rolesOf(actor: Actor): string[] {
  const seats = [{ role: 'borrower', organisation: shop }];
  const snapshot = { state: 'opened', seats, history: [] };
  return rolesIn(procedure, { actor, snapshot, subject: undefined, region: 360_704 });
}

test('what is kept from a house is kept from everybody who works there, whatever the post', () => {
  assert.ok(rolesOf(reader(shop, ['principal'])).includes('borrower'));
  assert.ok(rolesOf(reader(shop, [])).includes('borrower'));
  assert.ok(rolesOf(reader(shop, ['quality-safety-officer'])).includes('borrower'));
});

test('another house of the kind has no part in it', () => {
  const other = '0198c0de-0000-7000-8000-00000000000b';
  assert.ok(!rolesOf(reader(other, ['principal'])).includes('borrower'));
});
