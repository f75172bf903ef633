import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { lotEntry, lotKeys } from './goods/lot-rows.ts';
import { rows as ids } from './rows.ts';
import { startScene } from './scene.ts';
import type { Who } from './scene.ts';

const scene = await startScene({ after });
const told = async (who: Who, call: string, before = '') => {
  const outcome = await scene.as(who, `select ${call} as told`, before);
  return 'refused' in outcome ? outcome.refused.slice(0, 5) : outcome.rows[0]?.['told'];
};

test('lots are found by their names where one’s own house holds or held them, and nowhere else', async () => {
  const named = `update lot set identifier = 'https://id.gs1.org/01/1/10/A' where seq = ${lotKeys.first};`;
  const byLink = `(select count(*)::int from lots_named(array['https://id.gs1.org/01/1/10/A'], '{}'))`;
  const byNumber = `(select count(*)::int from lots_named('{}', array['na-1']))`;
  for (const call of [byLink, byNumber]) {
    assert.equal(await told('works', call, named), 1);
    for (const who of ['sibling', 'county', 'province', 'nobody'] as const) {
      assert.equal(await told(who, call, named), 0, who);
    }
    assert.equal(await told('public', call, named), '42501');
  }
});

test('only the own house takes back what its own event did', async () => {
  const undo = `undo_told('${lotEntry}', 0, 9999)`;
  for (const who of ['sibling', 'county', 'nobody'] as const) {
    assert.equal(await told(who, undo), null, who);
  }
  assert.equal(await told('works', undo), 'gone-on', 'others hold what it shipped');
  assert.equal(await told('public', undo), '42501');
});

test('a unit is passed on by whoever has it, never over what the receiver has, and to nobody’s own house', async () => {
  const { works, maker } = scene.cast.houses;
  const unit = 'https://id.gs1.org/00/1';
  const passed = (content: object) => JSON.stringify([{ unit, content }]);
  const pass = (to: string, back = false) =>
    `pass_units('${passed({ lots: [], units: [] })}'::jsonb, '${to}', ${back})`;
  assert.equal(await told('works', pass(maker.id)), 1);
  assert.equal(await told('works', pass(works.id)), 0);
  assert.equal(await told('maker', pass(works.id)), 0, 'it has no such unit');
  const theirs = `insert into epcis_unit values ('${maker.id}', '${unit}', '{"lots":[],"units":["x"]}');`;
  assert.equal(await told('works', pass(maker.id), theirs), 0);
  assert.equal(
    await told('works', pass(maker.id, true), theirs),
    0,
    'what is there is another thing',
  );
  for (const who of ['nobody', 'county'] as const) assert.equal(await told(who, pass(maker.id)), 0);
  assert.equal(await told('public', pass(maker.id)), '42501');
});

test('where a thing lies and how much is packed is told of one’s own units and nobody else’s', async () => {
  const { works } = scene.cast.houses;
  const content = `{"lots":[{"link":"L","unit":"TNE","quantity":2.5}],"units":["box"],"pieces":["one"]}`;
  const own = `insert into epcis_unit values ('${works.id}', 'pallet', '${content}');`;
  const around = (thing: string) => `(select unit from units_around(array['${thing}']))`;
  const packed = (known: string) =>
    `(select trim_scale(quantity)::text from packed_elsewhere(array['L'], array['${known}']) where unit = 'TNE')`;
  for (const thing of ['box', 'one'])
    assert.equal(await told('works', around(thing), own), 'pallet');
  assert.equal(await told('works', packed('x'), own), '2.5');
  assert.equal(await told('works', packed('pallet'), own), null, 'what is known is not counted');
  for (const who of ['sibling', 'maker', 'county', 'nobody'] as const) {
    assert.equal(await told(who, around('box'), own), null, who);
    assert.equal(await told(who, packed('x'), own), null, who);
  }
  assert.equal(await told('public', around('box')), '42501');
  assert.equal(await told('public', packed('x')), '42501');
});

test('of which lot a piece is, is told to its maker and to whoever got some of the lot', async () => {
  const { works } = scene.cast.houses;
  const link = 'https://id.gs1.org/01/1/10/A';
  const made = `update lot set identifier = '${link}' where seq = ${lotKeys.first};
    insert into epcis_single values ('${works.id}', 'one', '${link}', '1', 'A'), ('${works.id}', 'two', 'else', '1', 'B');`;
  const lotOf = (piece: string) => `(select link from singles_named(array['${piece}']))`;
  for (const who of ['works', 'maker'] as const) {
    assert.equal(await told(who, lotOf('one'), made), link, who);
  }
  assert.equal(await told('works', lotOf('two'), made), 'else');
  assert.equal(await told('maker', lotOf('two'), made), null, 'it got none of that lot');
  const nothing = `${made} update holding set got = 0, released = 0, used = 0
    where lot = ${lotKeys.first} and organisation_id <> '${works.id}';`;
  assert.equal(await told('maker', lotOf('one'), nothing), null, 'it was sent there in error');
  const other = `${made} update lot set origin = '外厂' where seq = ${lotKeys.first};`;
  assert.equal(await told('maker', lotOf('one'), other), null, 'its house did not make that lot');
  for (const who of ['sibling', 'county', 'province', 'nobody'] as const) {
    assert.equal(await told(who, lotOf('one'), made), null, who);
  }
  assert.equal(await told('public', lotOf('one')), '42501');
});

const begun = '00000000-0000-7000-8000-00000000b001';
/** A lot that an event of the works began, of which nothing has happened. */
const beginning = (house: string) => `
  insert into lot (seq, id, organisation_id, entry_id, number, product, unit, quantity, made_on, at)
    overriding system value values (1900, '${begun}', '${house}', '${ids.capture}', 'T-1', '水泥', '件', 10, '2026-11-23', now());
  insert into holding (organisation_id, lot, own, got, last_at) values ('${house}', 1900, true, 10, now());
  insert into lot_event values (1900, '${ids.capture}', 0, '${house}', 'made', 10, null, '', '2026-11-23', now());
  select setval('lot_seq_seq', 2000);`;
const more = (own: object = {}) => ({
  id: begun,
  adds: begun,
  entry: ids.capture,
  place: 10_000,
  number: 'T-1',
  product: '水泥',
  unit: '件',
  quantity: 5,
  made_on: '2026-11-22',
  ...own,
});
const grow = (own: object = {}) => making(more(own));
const making = (...rows: readonly object[]) => `make_lots('${JSON.stringify(rows)}'::jsonb, now())`;
/** What may have happened to it. */
const happenings = (house: string, other: string): Readonly<Record<string, string>> => ({
  'begun by a form': `update lot set entry_id = '${ids.record}' where seq = 1900;`,
  'from outside': `update lot set origin = '外厂' where seq = 1900;`,
  released: `update holding set released = 1 where lot = 1900;`,
  used: `update holding set used = 1 where lot = 1900;`,
  destroyed: `update holding set destroyed = 1 where lot = 1900;`,
  delivered: `insert into holding (organisation_id, lot, own, got, last_at) values ('${other}', 1900, false, 1, now());`,
  'a part of another': `insert into lot_part values (${lotKeys.second}, 1900, '${house}', 1, '${lotEntry}');`,
  blocked: `insert into lot_block values (1900, '${lotEntry}', '${lotEntry}', now());`,
  coded: `insert into lot_code values (1900, 1, 5, 'BBBBBBBBBBBB', '${lotEntry}', now());`,
  inspected: `update entry set kind = 'book', definition = 'ex-factory-inspection', input = '{"lot":"${begun}"}'
    where id = '${ids.record}';`,
});

test('a lot that events of the own house began grows by events, until something happened to it', async () => {
  const { works, maker } = scene.cast.houses;
  const there = beginning(works.id);
  assert.equal(await told('works', grow(), there), null);
  for (const [what, sql] of Object.entries(happenings(works.id, maker.id))) {
    assert.equal(await told('works', grow(), there + sql), 'settled', what);
  }
  assert.equal(await told('works', grow({ product: '砖' }), there), 'unknown', 'another product');
  assert.equal(await told('works', grow({ unit: '吨' }), there), 'unknown', 'another unit');
  assert.equal(await told('works', grow({ released: 1 }), there), 'short', 'nothing at once');
  assert.equal(await told('works', grow({ quantity: -1 }), there), 'short');
  const itself = { parts: [{ lot: begun, quantity: 1 }] };
  assert.equal(await told('works', grow(itself), there), 'unknown', 'of itself');
  assert.equal(await told('works', grow({ adds: ids.test }), there), 'unknown', 'no such lot');
  for (const who of ['sibling', 'maker'] as const) {
    assert.equal(await told(who, grow(), there), 'settled', who);
  }
  assert.equal(await told('public', grow(), there), '42501');
  const of = (lot: string) => ({ parts: [{ lot, quantity: 1 }] });
  const another = more({ id: ids.test, adds: undefined, number: 'T-2', place: 0, ...of(begun) });
  assert.equal(await told('works', making(more(), another), there), null, 'first more, then used');
  assert.equal(await told('works', making(another, more()), there), 'settled', 'used before');
  const round = making(another, more(of(ids.test)));
  assert.equal(await told('works', round, there), 'settled', 'nothing goes round in a circle');
  const known = `(select judged from lots_begun(array['${begun}']::uuid[]))`;
  assert.equal(await told('works', known, there), false);
  const { inspected } = happenings(works.id, maker.id);
  assert.equal(await told('works', known, there + inspected), true);
  for (const who of ['sibling', 'maker', 'county', 'nobody'] as const) {
    assert.equal(await told(who, known, there), null, who);
  }
  assert.equal(await told('public', known, there), '42501');
});

test('of such a lot an error takes back its own part, until something happened to it', async () => {
  const { works, maker } = scene.cast.houses;
  const there = `${beginning(works.id)}
    insert into lot_event values (1900, '${ids.capture}', 10000, '${works.id}', 'made', 4, null, '', '2026-11-22', now());
    update lot set quantity = 14, made_on = '2026-11-22' where seq = 1900; update holding set got = 14 where lot = 1900;`;
  const undo = `undo_told('${ids.capture}', 10000, 19999)`;
  assert.equal(await told('works', undo, there), null);
  for (const [what, sql] of Object.entries(happenings(works.id, maker.id))) {
    assert.equal(await told('works', undo, there + sql), 'settled', what);
  }
});

test('a location number leads to the one organisation that said so more than a minute ago', async () => {
  const { works, maker } = scene.cast.houses;
  const claim = (house: string, at: string, corrects = 'null') =>
    `insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act, corrects, at, late,
       account_id, account_organisation_id, posts, input, salt, content_hash, request_hash)
     select '${house}', gen_random_uuid(), region, domains, 'book', 'location-number', definition_hash, 'record', ${corrects},
       ${at}, false, account_id, account_organisation_id, posts, '{"number":"6921234500002"}', salt, content_hash,
       request_hash from entry where id = '${ids.record}';`;
  const asked = `(select organisation_id from organisations_numbered(array['6921234500002'], now()))`;
  const early = `now() - interval '2 minutes'`;
  assert.equal(await told('sibling', asked, claim(maker.id, early)), maker.id);
  assert.equal(await told('sibling', asked, claim(maker.id, 'now()')), null);
  const both = claim(maker.id, early) + claim(works.id, early);
  assert.equal(await told('sibling', asked, both), null, 'what two claim is nobody’s');
  assert.equal(await told('public', asked), '42501');
});
