import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshDatabase } from '../database.ts';
import { lotEntry, lotKeys } from './lot-rows.ts';
import { rows as ids } from './rows.ts';
import { everybody, openScene } from './scene.ts';
import type { PolicyScene, Who } from './scene.ts';

let scene: PolicyScene;
let close: () => Promise<void>;
before(async () => {
  const { url } = await freshDatabase({ after });
  ({ scene, close } = await openScene(url));
});
after(() => close());

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

test('what happens to a lot happens to what the actor’s own house holds, or not at all', async () => {
  const { maker } = scene.cast.houses;
  const owned = `update lot set id = '${ids.record}' where seq = ${lotKeys.first};
    select setval('lot_seq_seq', 2000);`;
  const told = async (who: Who, call: string) => {
    const outcome = await scene.as(who, `select ${call} as told`, owned);
    return 'refused' in outcome ? outcome.refused.slice(0, 5) : outcome.rows[0]?.['told'];
  };
  const ship = (amount: number) =>
    `move_lot('${ids.record}', ${amount}, 'shipped', '${maker.id}', null, '2026-11-23', gen_random_uuid(), 0, now())`;
  assert.equal(await told('works', ship(5)), null);
  assert.equal(await told('works', ship(5.0001)), 'short');
  assert.equal(await told('sibling', ship(1)), 'unknown');
  assert.equal(await told('county', ship(1)), 'unknown', 'an office holds nothing');
  assert.equal(await told('nobody', ship(1)), 'unknown');
  assert.equal(await told('public', ship(1)), '42501');
  const shipAll = (...amounts: number[]) =>
    `move_lots('${JSON.stringify(
      amounts.map((quantity, place) => ({
        lot: ids.record,
        how: 'shipped',
        quantity,
        receiver: maker.id,
        day: '2026-11-23',
        entry: ids.record,
        place,
      })),
    )}'::jsonb, now())`;
  assert.equal(await told('works', shipAll(2, 3)), null);
  assert.equal(await told('works', shipAll(2, 3.0001)), 'short', 'together more than there is');
  assert.equal(await told('works', shipAll(6, -1)), 'short', 'nothing goes backwards');
  assert.equal(await told('sibling', shipAll(1)), 'unknown');
  assert.equal(await told('county', shipAll(1)), 'unknown');
  const makeOf = (quantity: number, number = '新') =>
    `make_lots('${JSON.stringify([
      {
        id: ids.test,
        entry: ids.record,
        place: 0,
        number,
        product: '砖',
        unit: '块',
        quantity: 1,
        parts: [{ lot: ids.record, quantity }],
      },
    ])}'::jsonb, now())`;
  assert.equal(await told('works', makeOf(5)), null);
  assert.equal(await told('works', makeOf(5.0001)), 'short');
  assert.equal(await told('sibling', makeOf(1)), 'unknown');
  assert.equal(await told('nobody', makeOf(1)), 'unknown');
  const block = `block_lots(array['${ids.record}']::uuid[], '${ids.open}', gen_random_uuid(), now())`;
  assert.equal(await told('works', block), null);
  assert.equal(await told('county', block), null, 'an office keeps back for a case that it sees');
  assert.equal(await told('otherCounty', block), 'unknown');
  assert.equal(await told('sibling', block), 'unknown');
  assert.equal(await told('works', `undo_lots('${lotEntry}')`), 'gone-on');
  assert.equal(await told('sibling', `undo_lots('${lotEntry}')`), null);
});
