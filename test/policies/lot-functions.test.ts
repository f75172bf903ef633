import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { lotEntry, lotKeys } from './goods/lot-rows.ts';
import { rows as ids } from './rows.ts';
import { everybody, people, startScene } from './scene.ts';
import type { Who } from './scene.ts';

const scene = await startScene({ after });
const { rowsOf } = scene;

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
  const code = (n: number) =>
    `code_lot('${ids.record}', ${n}, 'BBBBBBBBBBBB', gen_random_uuid(), now())`;
  assert.equal(await told('works', code(10)), null);
  assert.equal(await told('works', code(11)), 'short');
  assert.equal(await told('maker', code(1)), 'unknown', 'who received it did not make it');
  assert.equal(await told('public', code(1)), '42501');
  const block = `block_lots(array['${ids.record}']::uuid[], '${ids.open}', gen_random_uuid(), now())`;
  assert.equal(await told('works', block), null);
  assert.equal(await told('county', block), null, 'an office keeps back for a case that it sees');
  assert.equal(await told('otherCounty', block), 'unknown');
  assert.equal(await told('sibling', block), 'unknown');
  assert.equal(await told('works', `undo_lots('${lotEntry}')`), 'gone-on');
  assert.equal(await told('sibling', `undo_lots('${lotEntry}')`), null);
});

test('a correction takes over what its own record did to lots, and no other entry does', async () => {
  const days = JSON.stringify([{ number: 0, day: '2026-11-22' }]);
  const corrects = `update entry set corrects = '${lotEntry}' where id = '${ids.record}';`;
  const renew = `select renew_lots('${lotEntry}', '${ids.record}', '${days}'::jsonb) as told`;
  const told = async (who: Who, before = '') => (await rowsOf(who, renew, before))[0]?.['told'];
  assert.equal(await told('works', corrects), 1);
  assert.equal(await told('works'), 0, 'an entry that corrects nothing');
  assert.equal(await told('maker', corrects), 0, 'another house');
  assert.equal(await told('county', corrects), 0);
});

test('a lot that is kept back for another reason than its own record stays', async () => {
  const bare = 'delete from code_scan; delete from lot_code; delete from recall_answer;';
  const kept = `${bare} insert into lot_block values (${lotKeys.second}, '${ids.open}', '${ids.record}', now());`;
  const undo = `select undo_lots('${lotEntry}') as told`;
  const outcome = async (before: string) => (await rowsOf('maker', undo, before))[0]?.['told'];
  assert.equal(await outcome(bare), null);
  assert.equal(await outcome(kept), 'gone-on');
});

test('what a house holds lies where the house is, whenever it came there', async () => {
  const { works } = scene.cast.houses;
  const seen = `select lot from holding where organisation_id = '${works.id}' and lot = ${lotKeys.first}`;
  const seenBy = async (before: string) => {
    const seeing: Who[] = [];
    for (const who of offices) {
      if ((await rowsOf(who, seen, before)).length > 0) seeing.push(who);
    }
    return seeing;
  };
  const offices: readonly Who[] = ['county', 'otherCounty', 'city', 'housing', 'education'];
  const moves = `update organisation set region = 360781 where id = '${works.id}';`;
  const changes = `update organisation set domains = 0 where id = '${works.id}';`;
  const again = `${moves} with kept as (delete from holding where lot = ${lotKeys.first} returning *)
    insert into holding select * from kept;`;
  assert.deepEqual(await seenBy(''), ['county', 'city', 'housing']);
  assert.deepEqual(await seenBy(moves), ['otherCounty', 'city']);
  assert.deepEqual(await seenBy(changes), []);
  assert.deepEqual(await seenBy(again), ['otherCounty', 'city'], 'what comes after the move');
});

test('the records of a lot are those that the reader sees anyway', async () => {
  const named = `update entry set input = jsonb_set(input, '{lot}', to_jsonb('${ids.test}'::text)),
    kind = 'book' where kind <> 'procedure';`;
  const told = `select r as id from records_of_lot('${ids.test}') r order by 1`;
  const seen = `select id from entry where kind = 'book' and input ->> 'lot' = '${ids.test}' order by 1`;
  const reading: Who[] = [];
  for (const who of everybody) {
    const [own, all] = [await scene.as(who, told, named), await scene.as(who, seen, named)];
    if (!('rows' in own)) assert.match(own.refused, /^42501/, who);
    else if (own.rows.length > 0) {
      assert.deepEqual(own, all, who);
      reading.push(who);
    } else if ('rows' in all) assert.deepEqual(all.rows, [], who);
  }
  assert.ok(reading.includes('works') && reading.includes('county'), reading.join());
  assert.ok(!reading.includes('elsewhere') && !reading.includes('public'), reading.join());
});

test('the public reads of a lot what its label says, and of a look that there was one', async () => {
  const [lot] = await rowsOf('public', `select * from public_lot('AAAAAAAAAAAA', null)`);
  assert.equal(lot?.['number'], '乙');
  assert.equal(lot?.['blocked'], true);
  assert.deepEqual(await rowsOf('public', `select * from public_lot(null, null)`), []);
  const days = `now() - interval '3 days', now() - interval '1 day'`;
  const look = `select * from note_scan(${lotKeys.second}, 1, now(), null, '\\x01', ${days})`;
  assert.equal((await rowsOf('public', look))[0]?.['visitors'], 2);
  const none = `select * from note_scan(${lotKeys.second}, 6, now(), null, '\\x01', ${days})`;
  assert.equal((await rowsOf('public', none))[0]?.['visitors'], 0, 'a number that nobody gave out');
  for (const who of everybody.filter((one) => one !== 'public')) {
    const outcome = await scene.as(who, `select * from public_lot('AAAAAAAAAAAA', null)`);
    assert.match('refused' in outcome ? outcome.refused : '', /^42501/, who);
  }
});

test('the public asks for products by bar code, and learns nothing of what is not supplied', async () => {
  const article = `select maker from public_article('06901234567892', '2026-11-23')`;
  const lots = `select public_article_lots('06901234567892', 'Na-1') as lots`;
  const coded = (own = '') => `update product set code = '6901234567892'${own};`;
  assert.equal((await rowsOf('public', article, coded())).length, 2);
  assert.deepEqual(await rowsOf('public', article, coded(', supplied = false')), []);
  const resting = coded(', supplied = false, rests = true');
  assert.deepEqual(await rowsOf('public', article, resting), [], 'none of it was ever sold');
  const sold = `${resting} update lot set product_file = (select min(proceeding_id::text)::uuid from product)
    where seq = ${lotKeys.first};`;
  assert.equal((await rowsOf('public', article, sold)).length, 1);
  assert.deepEqual((await rowsOf('public', lots, sold))[0]?.['lots'], [String(lotKeys.first)]);
  for (const who of everybody.filter((one) => one !== 'public')) {
    for (const sql of [article, lots]) {
      const outcome = await scene.as(who, sql);
      assert.match('refused' in outcome ? outcome.refused : '', /^42501/, who);
    }
  }
});

test('whoever scanned a code and has an account learns what it is on and who made it, once it was released', async () => {
  const named = `update lot set id = '${ids.record}' where seq = ${lotKeys.first};`;
  const held = `${named} update holding set released = 0, used = 0, shipped = 0 where lot = ${lotKeys.first};`;
  const ask = `select maker from goods_of('${ids.record}')`;
  for (const who of everybody) {
    const isPerson = people.some((one) => one === who);
    const outcome = await scene.as(who, ask, named);
    const told = 'rows' in outcome ? outcome.rows.length : outcome.refused.slice(0, 5);
    assert.equal(told, isPerson ? 1 : who === 'nobody' ? 0 : '42501', who);
    if (isPerson) assert.deepEqual(await rowsOf(who, ask, held), [], who);
  }
});

test('guests are forgotten by the role that signs people in, and only those who left nothing', async () => {
  const guest = (id: string, login: string) =>
    `insert into account (id, login, name, access_hash, created_at)
      values ('${id}', '${login}', '公众用户', '${login}', '2026-01-01');`;
  const made = `${guest(ids.test, 'guest-idle')} ${guest(ids.record, 'guest-busy')}
    insert into file values (repeat('a', 64), 1, 'image/png', '${ids.record}', null, '2026-01-01');`;
  const forget = `select forget_idle_guests('2026-01-20') as n`;
  for (const who of everybody) {
    const outcome = await scene.as(who, forget, made);
    const told = 'rows' in outcome ? outcome.rows[0]?.['n'] : outcome.refused.slice(0, 5);
    assert.equal(told, who === 'session' ? 1 : '42501', who);
  }
});
