import assert from 'node:assert/strict';
import { test } from 'node:test';
import { time } from '#kernel/decide.ts';
import { law } from '#law/all.ts';
import { dishonestyListing as procedure } from '#law/regulator/dishonesty-listing.ts';
import { untimely } from './by-time.ts';
import type { AuditedAct } from './expected-proceeding.ts';

const officer = '0198c0de-0000-7000-8000-000000000009';

function act(name: string, at: string, account = officer, input = {}): AuditedAct {
  return {
    entry: name,
    act: name,
    at,
    by: { account, posts: [] },
    input,
    definition: procedure.id,
    definitionHash: new Uint8Array(32),
    organisation: officer,
    region: 360_704,
    domains: 1,
    cause: undefined,
    seats: {},
    erased: false,
  };
}

const listed = act('decide', '2026-09-10T02:00:00Z', officer, { decision: 'list' });
const check = (...acts: AuditedAct[]) => untimely({ law }, { procedure, acts })?.en;

test('what time did in its time is in order', () => {
  assert.equal(check(listed, act('expire', '2029-09-10T16:00:00Z', time.account)), undefined);
  assert.equal(check(listed, act('publish', '2026-09-14T02:00:00Z')), undefined);
});

test('an act of time before its clock ran out, or with no clock at all, is found', () => {
  const early = act('expire', '2029-09-10T15:59:59Z', time.account);
  assert.equal(check(listed, early), 'has expire before its time');
  const open = act('open', '2026-09-02T02:00:00Z');
  assert.equal(check(open, early), 'has expire before its time');
});

test('a signature where none belongs, and none where one belongs, are found', () => {
  const signed = act('expire', '2029-09-10T16:00:00Z');
  assert.equal(check(listed, signed), 'has expire signed by somebody');
  const unsigned = act('publish', '2026-09-14T02:00:00Z', time.account);
  assert.equal(check(listed, unsigned), 'has publish signed by nobody');
});
