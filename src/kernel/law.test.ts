import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Definition } from './definition.ts';
import { calendar, clauses } from './fixture/scene.ts';
import { loan } from './fixture/loan.ts';
import { keyBook, upkeep } from './fixture/upkeep.ts';
import { appliesOn, loadLaw } from './law.ts';

const all = [loan, upkeep, keyBook];
const load = (definitions: readonly Definition[]) => loadLaw(definitions, clauses, calendar);

test('definitions are found by id and by the day on which they apply', () => {
  const law = load(all);
  assert.deepEqual(law.procedures, [loan]);
  assert.equal(law.procedure('loan', '2026-01-01'), loan);
  assert.equal(law.procedure('loan', '2025-12-31'), undefined);
  assert.equal(law.duty('upkeep', '2026-12-31'), upkeep);
  assert.equal(law.duty('upkeep', '2027-01-01'), undefined);
  assert.equal(law.book('key-book', '2030-01-01'), keyBook);
  assert.equal(law.book('upkeep', '2026-06-01'), undefined);
});

test('versions stand side by side and the day chooses', () => {
  const old = { ...loan, inForce: { from: '2026-01-01', to: '2026-06-30' } };
  const current = { ...loan, inForce: { from: '2026-07-01' } };
  const law = load([current, old, upkeep, keyBook]);
  assert.equal(law.procedure('loan', '2026-06-30'), old);
  assert.equal(law.procedure('loan', '2026-07-01'), current);
  assert.ok(appliesOn(old, '2026-01-01') && !appliesOn(old, '2026-07-01'));
});

test('versions that overlap by a day do not load', () => {
  const old = { ...loan, inForce: { from: '2026-01-01', to: '2026-07-01' } };
  const current = { ...loan, inForce: { from: '2026-07-01' } };
  assert.throws(() => load([old, current, upkeep, keyBook]), /loan: two versions overlap/);
  assert.throws(() => load([loan, loan, upkeep, keyBook]), /loan: two versions overlap/);
});

test('one id belongs to one kind, even where the days do not overlap', () => {
  const book = { ...keyBook, id: 'upkeep', inForce: { from: '2027-01-01' } };
  assert.throws(() => load([...all, book]), /upkeep: two versions overlap/);
});

test('every defect is listed at once', () => {
  const broken = { ...upkeep, basis: [], reads: ['nothing'] };
  assert.throws(
    () => load([{ ...loan, basis: ['loan-rule/99'] }, broken, keyBook]),
    (fault: Error) => {
      assert.match(fault.message, /^the law does not load:/);
      assert.match(fault.message, /procedure loan: it cites unknown clause loan-rule\/99/);
      assert.match(fault.message, /duty upkeep: it names no clause/);
      assert.match(fault.message, /duty upkeep: it reads unknown nothing/);
      return true;
    },
  );
});
