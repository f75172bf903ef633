import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#kernel/decide.ts';
import { loan } from '#kernel/fixture/loan.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { SignedIn } from '../context.ts';
import type { LoadedProceeding } from './load-proceeding.ts';
import { readerIn, rolesIn } from './reader-roles.ts';

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

test('who left its seat does not read what came after, unless it sees the case by its territory and field', () => {
  const passed: Procedure = {
    ...procedure,
    roles: {
      ...procedure.roles,
      laboratory: {
        title: '校准机构',
        kinds: ['enterprise'],
        fills: 'named',
        formerly: 'borrower',
      },
    },
  };
  const act = (entry: string, laboratory: string) => ({
    entry,
    act: 'open',
    at: '2026-09-01T02:00:00.000Z',
    by: { account: 'x', posts: [] },
    input: { laboratory },
  });
  const loaded = {
    procedure: passed,
    snapshot: { state: 'opened', seats: [], history: [act('e1', shop), act('e2', 'other')] },
    region: 360_704,
    domains: 1,
  } as unknown as LoadedProceeding;
  const closedTo = (region: { lo: number; hi: number }, domains: number) => {
    const scope = { region, domains };
    const who = { actor: reader(shop, []), scope } as unknown as SignedIn;
    return [...readerIn(who, loaded, ['borrower']).closed];
  };
  assert.deepEqual(closedTo({ lo: 1, hi: 0 }, 1), ['e2']);
  assert.deepEqual(closedTo({ lo: 360_703, hi: 360_703 }, 1), ['e2']);
  assert.deepEqual(closedTo({ lo: 360_700, hi: 360_799 }, 2), ['e2']);
  assert.deepEqual(closedTo({ lo: 360_700, hi: 360_799 }, 1), []);
});
