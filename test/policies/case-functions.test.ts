import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { insertEntry } from './case.ts';
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

const asOrders = `update entry set definition = 'spot-check', act = 'assign', input = jsonb_build_object('planName',
  '计划', 'plan', jsonb_build_object('number', proceeding_id, 'line', '1')) where proceeding_id is not null;
  update proceeding set procedure = 'spot-check';`;

test('orders of checks are found, and their plans named, as the policies show them and no further', async () => {
  const seen = `select distinct p.id::text from proceeding p join entry e on e.proceeding_id = p.id order by 1`;
  const told = {
    orders: 'select distinct checks_ordered(null, null, null, null, null)::text as id order by 1',
    plans: 'select distinct number as id from plans_ordered() order by 1',
  };
  const finders: Who[] = [];
  for (const who of [...people, 'nobody' as const]) {
    const visible = await rowsOf(who, seen, asOrders);
    for (const [what, sql] of Object.entries(told)) {
      assert.deepEqual(await rowsOf(who, sql, asOrders), visible, `${who} ${what}`);
    }
    const one = `select checks_ordered('${ids.hidden}', '1', null, null, null)::text as id`;
    const isShown = visible.some(({ id }) => id === ids.hidden);
    assert.deepEqual(await rowsOf(who, one, asOrders), isShown ? [{ id: ids.hidden }] : [], who);
    if (isShown) finders.push(who);
  }
  assert.deepEqual(finders, ['otherCounty', 'city', 'province', 'housingElsewhere', 'laboratory']);
});

test('a case that is hidden from an office of its own territory shows it no clock, no order and no plan', async () => {
  const { county } = scene.cast.houses;
  const hide = `${asOrders} update proceeding set hidden_from = '{${county.id}}' where id = '${ids.open}';`;
  const looks = [
    `proceeding_id as id from clock where proceeding_id = '${ids.open}'`,
    `checks_ordered('${ids.open}', null, null, null, null) as id`,
    `number as id from plans_ordered() where number = '${ids.open}'`,
  ];
  for (const look of looks) {
    const asked = `select distinct ${look}`;
    assert.deepEqual(await rowsOf('county', asked, asOrders), [{ id: ids.open }], asked);
    assert.deepEqual(await rowsOf('county', asked, hide), [], asked);
    assert.deepEqual(await rowsOf('city', asked, hide), [{ id: ids.open }], asked);
  }
});

test('whoever left a seat reads what was done until then and its own acts: no case, no clock, nothing later', async () => {
  const { unseatedLaboratory: house, city } = scene.cast.houses;
  const act = (change: string) => `update entry set ${change} where id = '${ids.assignment}';`;
  const asked = {
    act: `select id from entry where id = '${ids.assignment}'`,
    file: `select file_hash from entry_file where file_hash = '${ids.hiddenPaper}'`,
    case: `select id from proceeding where id = '${ids.hidden}'`,
    clock: `select proceeding_id from clock where proceeding_id = '${ids.hidden}'`,
    left: `select id from left_cases() where id = '${ids.hidden}'`,
    subject: `select id from organisation where id = '${scene.cast.houses.elsewhere.id}'`,
    seats: `select role from seat where proceeding_id = '${ids.hidden}'`,
  };
  const seen = async (before: string) => {
    const found: string[] = [];
    for (const [what, sql] of Object.entries(asked)) {
      if ((await rowsOf('unseatedLaboratory', sql, before)).length > 0) found.push(what);
    }
    return found.join();
  };
  assert.equal(await seen(act(`at = at + interval '1 minute'`)), 'left,subject,seats');
  assert.equal(await seen(act('at = at')), 'left,subject,seats', 'the act that took the seat away');
  assert.equal(await seen(act(`at = at - interval '1 ms'`)), 'act,file,left,subject,seats');
  const own = `account_organisation_id = '${house.id}'`;
  assert.equal(await seen(act(own)), 'act,file,left,subject,seats', 'its own act');
  assert.equal((await rowsOf('unseatedLaboratory', asked.seats)).length, 1, 'its own seat alone');
  // Who sits here again, or sees it by its territory, has not left it.
  const again = `insert into seat values ('${ids.hidden}', 'laboratory', '${house.id}', null);`;
  assert.equal(await seen(again), 'act,file,case,clock,subject,seats');
  const leaves = `insert into seat values ('${ids.hidden}', 'formerOrganiser', '${city.id}', null, now());`;
  assert.deepEqual(await rowsOf('city', asked.left, leaves), []);
  const hide = `update proceeding set hidden_from = hidden_from || '${house.id}'::uuid where id = '${ids.hidden}';`;
  assert.equal(await seen(`${act(`at = at - interval '1 ms'`)} ${hide}`), 'seats');
});

test('whoever left a seat neither takes it back nor acts in the case', async () => {
  const { unseatedLaboratory: house } = scene.cast.houses;
  const own = `proceeding_id = '${ids.hidden}' and organisation_id = '${house.id}'`;
  for (const change of [
    `update seat set left_at = null where ${own}`,
    `delete from seat where ${own}`,
  ]) {
    assert.deepEqual(await rowsOf('unseatedLaboratory', `${change} returning role`), [], change);
  }
  const moves = `update proceeding set state = 'closed' where id = '${ids.hidden}' returning id`;
  assert.deepEqual(await rowsOf('unseatedLaboratory', moves), []);
  const sits = `insert into seat values ('${ids.hidden}', 'laboratory', '${house.id}', null)`;
  const elsewhere = scene.cast.houses.elsewhere;
  const acts = insertEntry(elsewhere, { proceeding: ids.hidden });
  for (const sql of [sits, acts]) {
    const outcome = await scene.as('unseatedLaboratory', sql);
    assert.match('refused' in outcome ? outcome.refused : '', /^42501/, sql);
  }
});

test('whether a file is protected is told to offices that carry cases on, and it counts as used for nobody', async () => {
  const asked = `select clause from protected_files(array['${ids.named}', '${ids.unnamed}'])`;
  const protects = `update entry_file set protects = 'order-121/37' where file_hash = '${ids.named}';`;
  const used = `select file_was_used('${ids.named}', gen_random_uuid()) as yes`;
  const told: Who[] = [];
  for (const who of [...people, 'nobody' as const]) {
    assert.deepEqual(await rowsOf(who, asked), [], who);
    if ((await rowsOf(who, asked, protects)).length > 0) told.push(who);
    assert.deepEqual(await rowsOf(who, used, protects), [{ yes: false }], who);
  }
  assert.ok(told.includes('county') && told.includes('housing'), told.join());
  for (const who of ['works', 'maker', 'laboratory', 'citizen', 'government'] as const) {
    assert.ok(!told.includes(who), who);
  }
});
