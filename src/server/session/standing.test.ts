import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrganisationKind } from '#kernel/party.ts';
import { organisationKinds } from '#kernel/party.ts';
import type { AppointmentRow, IdentityRow } from './queries.ts';
import { actorOf, scopeOf, standingOn } from './standing.ts';

const today = '2026-11-23';

function appointment(own: Partial<AppointmentRow> = {}): AppointmentRow {
  return {
    post: 'leader',
    from_day: '2026-01-01',
    until_day: null,
    qualified_until: null,
    ended_on: null,
    ...own,
  };
}

function person(kind: OrganisationKind | null, own: Partial<IdentityRow> = {}): IdentityRow {
  return {
    hash: new Uint8Array(32),
    account_id: 'account',
    login: 'somebody',
    name: '张三',
    must_change_password: false,
    totp_on: false,
    guest: false,
    second_factor: false,
    expires_at: '2026-11-24T00:00:00.000Z',
    organisation_id: kind === null ? null : 'organisation',
    organisation_name: kind === null ? null : '单位',
    kind,
    level: null,
    region: kind === null ? null : 360_700,
    domains: kind === null ? null : 4,
    business: null,
    appointments: [],
    ...own,
  };
}

test('the first and the last day of an appointment count, the day it ended does not', () => {
  assert.equal(standingOn(appointment({ from_day: today }), today), 'valid');
  assert.equal(standingOn(appointment({ from_day: '2026-11-24' }), today), 'not-held');
  assert.equal(standingOn(appointment({ until_day: today }), today), 'valid');
  assert.equal(standingOn(appointment({ until_day: '2026-11-22' }), today), 'not-held');
  assert.equal(standingOn(appointment({ ended_on: today }), today), 'not-held');
  assert.equal(standingOn(appointment({ ended_on: '2026-11-24' }), today), 'valid');
});

test('a qualification is good for its last day and lapsed after it', () => {
  assert.equal(standingOn(appointment({ qualified_until: today }), today), 'valid');
  assert.equal(standingOn(appointment({ qualified_until: '2026-11-22' }), today), 'lapsed');
  const gone = { qualified_until: '2026-11-22', ended_on: today };
  assert.equal(standingOn(appointment(gone), today), 'not-held');
});

test('a renewed qualification counts, the lapsed one beside it does not', () => {
  const appointments = [
    appointment({ qualified_until: '2026-01-31' }),
    appointment({ qualified_until: '2027-01-31' }),
    appointment({ post: 'reviewer', qualified_until: '2026-01-31' }),
    appointment({ post: 'a post of a later version' }),
  ];
  const actor = actorOf(person('market-regulator', { appointments }), today);
  assert.deepEqual(actor.posts, ['leader']);
  assert.deepEqual(actor.lapsed, ['reviewer']);
});

test('who sees a region and which domains follows from the kind of organisation', () => {
  const seen = Object.keys(organisationKinds).flatMap((kind) => {
    const someone = person(kind as OrganisationKind);
    const { region, domains } = scopeOf(someone, actorOf(someone, today));
    return region.lo <= region.hi || domains !== 0 ? [[kind, region, domains]] : [];
  });
  const city = { lo: 360_700, hi: 360_799 };
  assert.deepEqual(seen, [
    ['market-regulator', city, 0x7fffffff],
    ['industry-department', city, 4],
    ['customs', city, 4],
    ['local-government', city, 0x7fffffff],
  ]);
});

test('a citizen covers and sees nothing', () => {
  const citizen = person(null);
  const actor = actorOf(citizen, today);
  assert.equal(actor.organisation, undefined);
  assert.deepEqual(actor.covers, { lo: 1, hi: 0 });
  const scope = scopeOf(citizen, actor);
  assert.equal(scope.party, 'public');
  assert.deepEqual([scope.region, scope.domains], [{ lo: 1, hi: 0 }, 0]);
});
