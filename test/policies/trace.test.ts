import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { lotKeys } from './goods/lot-rows.ts';
import { rows as ids } from './rows.ts';
import { everybody, startScene } from './scene.ts';
import type { Who } from './scene.ts';

const scene = await startScene({ after });

test('a case opens the whole way of a lot to those who carry it on, and no other', async () => {
  const first = ids.record;
  const stranger = ids.assignment;
  const open = `update lot set id = '${first}' where seq = ${lotKeys.first};
    update lot set id = '${stranger}' where seq = ${lotKeys.second};`;
  const traces = `update proceeding set traces = true where id in ('${ids.open}', '${ids.orphan}');`;
  const asked = (because: string, lots: string[]) =>
    `select (trace_case('${because}', array['${lots.join("','")}']::uuid[], 100, now()) -> 'total')::int as total`;
  const told = async (who: Who, sql: string, before_: string) => {
    const outcome = await scene.as(who, sql, before_);
    return 'refused' in outcome ? outcome.refused.slice(0, 5) : outcome.rows[0]?.['total'];
  };
  const looking: Who[] = [];
  for (const who of everybody) {
    const total = await told(who, asked(ids.open, [first]), open + traces);
    if (total === 2) looking.push(who);
    else assert.ok(total === null || total === '42501', `${who} got ${String(total)}`);
  }
  assert.deepEqual(looking, ['county', 'city', 'province', 'housing']);
  assert.equal(await told('county', asked(ids.open, [first]), open), null, 'it does not trace');
  const closed = `${open + traces} update proceeding set closed_at = now();`;
  assert.equal(await told('county', asked(ids.open, [first]), closed), null, 'it is over');
  const both = asked(ids.open, [first, stranger]);
  assert.equal(await told('county', both, open + traces), 2, 'the maker has a seat in it');
  const gone = `update holding set organisation_id = '${scene.cast.houses.elsewhere.id}'
    where lot = ${lotKeys.second};`;
  const left = open + traces + gone;
  assert.equal(await told('county', both, left), null, 'the second is no matter of it any more');
  assert.equal(await told('city', both, left), 2, 'the city sees both houses anyhow');
  assert.equal(await told('county', asked(ids.orphan, [stranger]), open + traces), null);
});

test('a case names lots of its own houses, to offices that carry it on alone', async () => {
  const named = `select number from lots_of_case('${ids.open}', '', 10)`;
  const traces = `update proceeding set traces = true;`;
  const told: Who[] = [];
  for (const who of everybody) {
    const outcome = await scene.as(who, named, traces);
    if ('rows' in outcome && outcome.rows.length > 0) told.push(who);
  }
  assert.deepEqual(told, ['county', 'city', 'province', 'housing']);
  const without = await scene.as('county', named);
  assert.deepEqual('rows' in without && without.rows, []);
});
