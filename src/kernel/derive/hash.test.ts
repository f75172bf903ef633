import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Act, Definition } from '../definition.ts';
import * as field from '../field.ts';
import { loan } from '../fixture/loan.ts';
import { keyBook, upkeep } from '../fixture/upkeep.ts';
import { definitionHash, sourceOf } from './hash.ts';

const withTell = (change: Partial<Act>): Definition => ({
  ...loan,
  acts: { ...loan.acts, tell: { ...loan.acts['tell']!, ...change } },
});

test('the hash is the same every time and for every order of the keys', () => {
  const { id, ...rest } = loan;
  assert.match(definitionHash(loan), /^[0-9a-f]{64}$/);
  assert.equal(definitionHash({ ...rest, id }), definitionHash(loan));
  assert.equal(new Set([loan, upkeep, keyBook].map(definitionHash)).size, 3);
});

test('closing a version does not change it, another first day does', () => {
  const closed = { ...loan, inForce: { from: loan.inForce.from, to: '2026-12-31' } };
  assert.equal(definitionHash(closed), definitionHash(loan));
  const moved = { ...loan, inForce: { from: '2026-02-01' } };
  assert.notEqual(definitionHash(moved), definitionHash(loan));
});

test('every kind of edit is noticed', () => {
  const { laboratory: _laboratory, ...roles } = loan.roles;
  const edits: readonly Definition[] = [
    { ...loan, title: '器具出借' },
    { ...loan, roles },
    withTell({ basis: ['loan-rule/3'] }),
    withTell({ when: () => undefined }),
    withTell({ then: () => [] }),
    withTell({ form: field.form({ note: field.optional(field.text('备注')) }) }),
    withTell({ form: field.form({ note: field.text('说明') }) }),
    withTell({ form: field.form({ note: field.optional(field.text('说明', { max: 9 })) }) }),
  ];
  const hashes = [loan, ...edits].map(definitionHash);
  assert.equal(new Set(hashes).size, hashes.length);
});

test('an own condition of a field is noticed, although no schema can state it', () => {
  const form = (limit: (value: string) => boolean) =>
    withTell({
      form: field.form({ note: field.text('说明').refine(limit).meta({ label: '说明' }) }),
    });
  const odd = definitionHash(form((value) => value.length % 2 === 1));
  assert.notEqual(odd, definitionHash(form((value) => value.length % 2 === 0)));
  assert.equal(odd, definitionHash(form((value) => value.length % 2 === 1)));
});

test('layout, comments, quotes and trailing commas are no part of a source', () => {
  // oxfmt-ignore
  const spread = function (a: string, b: string) {
    // why
    return [ a,   "x", /* how */
      b,
    ].join( 'a  b // no comment' )
  };
  const tight = "function(a,b){return[a,'x',b].join('a  b // no comment')}";
  assert.equal(sourceOf(spread), tight);
});

test('words stay apart and text keeps its spaces', () => {
  assert.equal(
    sourceOf((a: object) => 'x' in a),
    "(a)=>'x'in a",
  );
  assert.notEqual(
    sourceOf(() => '甲 乙'),
    sourceOf(() => '甲乙'),
  );
});
