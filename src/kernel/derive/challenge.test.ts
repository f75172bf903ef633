import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64, utf8 } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/sha256.ts';
import { addDays } from '../calendar/plain-date.ts';
import { challengeFor } from './challenge.ts';

const root = (seed: string) => toBase64(sha256(utf8(seed)));
const codes = ['A01', 'A02', 'A03', 'A04', 'A05'];

test('the same root, organisation, day and items always give the same item', () => {
  const picked = challengeFor(root('one'), 'works', '2026-11-23', codes);
  assert.ok(picked !== undefined && codes.includes(picked));
  assert.equal(challengeFor(root('one'), 'works', '2026-11-23', codes), picked);
  assert.equal(challengeFor(root('one'), 'works', '2026-11-23', [...codes].reverse()), picked);
});

test('root, organisation and day each change what is picked', () => {
  const many = Array.from({ length: 200 }, (_, index) => `C${index}`);
  const picked = [
    challengeFor(root('one'), 'works', '2026-11-23', many),
    challengeFor(root('two'), 'works', '2026-11-23', many),
    challengeFor(root('one'), 'shop', '2026-11-23', many),
    challengeFor(root('one'), 'works', '2026-11-24', many),
  ];
  assert.equal(new Set(picked).size, 4);
});

test('every item is picked about as often as the others', () => {
  const counts = new Map<string, number>();
  for (let day = 0; day < 5000; day += 1) {
    const picked = challengeFor(root('one'), 'works', addDays('2023-05-05', day), codes)!;
    counts.set(picked, (counts.get(picked) ?? 0) + 1);
  }
  for (const code of codes) {
    const count = counts.get(code) ?? 0;
    // Five standard deviations of a fair pick: 1000 ± 5·√(5000·0.2·0.8).
    assert.ok(Math.abs(count - 1000) < 142, `${code} was picked ${count} times`);
  }
});

test('nothing is picked from nothing, and a broken root or a doubled code is a bug', () => {
  assert.equal(challengeFor(root('one'), 'works', '2026-11-23', []), undefined);
  assert.throws(() => challengeFor('not base64!', 'works', '2026-11-23', codes), /Base64/);
  assert.throws(() => challengeFor(root('one'), 'works', '2026-11-23', ['A', 'A']), /twice/);
});
