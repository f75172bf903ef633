import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { rows as ids } from './rows.ts';
import { startScene, people } from './scene.ts';
import type { Who } from './scene.ts';

const scene = await startScene({ after });
const { rowsOf } = scene;

test('own cases are those that the policy shows, and what is hidden is named to those alone whom it is hidden from', async () => {
  const own = 'organisation_id = my_organisation() or opened_by = my_account()';
  const owners: Who[] = [];
  for (const who of [...people, 'nobody' as const]) {
    const told = await rowsOf(who, 'select my_own_cases() as id');
    const seen = await rowsOf(who, `select id from proceeding where ${own}`);
    const setOf = (rows: typeof told) => new Set(rows.map(({ id }) => String(id)));
    assert.deepEqual(setOf(told), setOf(seen), who);
    if (told.length > 0) owners.push(who);
    const hidden = await rowsOf(who, 'select my_hidden_cases() as id');
    const about = (await rowsOf(who, `select is_hidden('${ids.hidden}') as yes`))[0]?.['yes'];
    assert.deepEqual(hidden, about === true ? [{ id: ids.hidden }] : [], who);
  }
  assert.deepEqual(owners, ['works', 'worksPrincipal', 'county', 'city', 'complainant', 'citizen']);
});

test('of where a case lies nothing is told but whether it lies where it is said to', async () => {
  const { region, domains } = scene.cast.houses.works;
  const asked = (place: number, fields: number) =>
    `select is_of_case('${ids.open}', ${place}, ${fields}) as yes`;
  assert.deepEqual(await rowsOf('county', asked(region, domains)), [{ yes: true }]);
  assert.deepEqual(await rowsOf('county', asked(region + 1, domains)), [{ yes: false }]);
  assert.deepEqual(await rowsOf('county', asked(region, domains + 1)), [{ yes: false }]);
});
