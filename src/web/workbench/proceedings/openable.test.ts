import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Me } from '#server/session/present.ts';
import { openable } from './openable.ts';

const day = '2026-11-23';

function person(kind: OrganisationKind, post: Post, standing: 'valid' | 'lapsed' = 'valid'): Me {
  const posts = [{ id: post, standing }];
  return { organisation: { kind, level: null }, posts } as unknown as Me;
}

const opens = (me: Me) => openable(me, day).map(({ procedure, act }) => `${procedure.id}/${act}`);

test('a regulator opens spot checks, an enterprise does not', () => {
  assert.ok(opens(person('market-regulator', 'case-officer')).includes('spot-check/assign'));
  assert.ok(!opens(person('enterprise', 'principal')).includes('spot-check/assign'));
});

test('an officer gives advice about the own enterprise, the principal, who answers it, does not', () => {
  const officer = openable(person('enterprise', 'quality-safety-officer'), day);
  const advice = officer.find(({ procedure }) => procedure.id === 'quality-advice');
  assert.equal(advice?.isOwn, true);
  assert.ok(!opens(person('enterprise', 'principal')).includes('quality-advice/advise'));
});

test('nothing is offered for a post whose qualification has lapsed', () => {
  const me = person('market-regulator', 'case-officer', 'lapsed');
  assert.ok(!opens(me).includes('spot-check/assign'));
});
