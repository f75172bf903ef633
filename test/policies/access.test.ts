import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { law } from '#law/all.ts';
import { accessOf, actors } from './access.ts';

const golden = fileURLToPath(new URL('access.golden.json', import.meta.url));
const table = accessOf(law);

/**
 * The table of who may do what, as the kernel decides it, kept beside this test for review. A change of the law that
 * means to change it: `UPDATE_GOLDEN=1 node --test test/policies/access.test.ts`, and read the difference.
 */
test('who may do which act is what was reviewed', () => {
  const text = `${JSON.stringify(table, null, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(golden, text);
  const reviewed = JSON.parse(readFileSync(golden, 'utf8')) as typeof table;
  assert.deepEqual(table, reviewed);
});

const nobodys = new Set(
  law.procedures.flatMap(({ id, acts }) =>
    Object.entries(acts).flatMap(([act, { byTime, byEffect }]) =>
      byTime !== undefined || byEffect === true ? [`${id} ${act}`] : [],
    ),
  ),
);

test('every definition is in the table, and every act can be done by somebody', () => {
  assert.equal(Object.keys(table).length, law.definitions.length);
  for (const [definition, acts] of Object.entries(table)) {
    for (const [act, houses] of Object.entries(acts)) {
      // What time or the platform alone does is nobody's to do.
      const isDone = Object.keys(houses).length > 0;
      assert.equal(isDone, !nobodys.has(`${definition} ${act}`), `${definition} ${act}`);
    }
  }
});

test('strangers to a case open cases at most: they act in none', () => {
  const strangers = actors.map(({ house }) => house).filter((house) => house.startsWith('strange'));
  for (const procedure of law.procedures) {
    const version = procedure.inForce.to === undefined ? '' : ` until ${procedure.inForce.to}`;
    for (const [act, houses] of Object.entries(table[`${procedure.id}${version}`]!)) {
      if (procedure.acts[act]!.from === undefined) continue;
      const found = strangers.filter((house) => house in houses);
      assert.deepEqual(found, [], `${procedure.id} ${act}`);
    }
  }
});

test('the operator of the platform, who has the database, may do what any citizen may and nothing more', () => {
  for (const [definition, acts] of Object.entries(table)) {
    for (const [act, houses] of Object.entries(acts)) {
      if ('operator' in houses) assert.ok('strange citizen' in houses, `${definition} ${act}`);
    }
  }
});
