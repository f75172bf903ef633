import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import type { AuditReport } from '#server/audit/audit.ts';
import { startServer } from '../service.ts';
import { clinker, LotStory, records, sale } from './lot-scene.ts';

const service = await startServer({ after });
const lots = new LotStory(service);
const { story } = lots;

/** Beside the common story: a failed inspection, a sale that was corrected, goods sent back and goods destroyed. */
before(async () => {
  await lots.seed();
  await lots.tells();
  story.on('2026-11-09');
  const cement = (await lots.held('beams', 'GJ-1103')).id;
  const evidence = [await story.paper('beams')];
  const away = { lot: cement, quantity: '3', on: '2026-11-09', reason: '受潮结块', evidence };
  await story.submits('beams', records('lot-disposal'), { input: { ...away, way: 'return' } });
  await story.submits('beams', records('lot-disposal'), { input: { ...away, way: 'destroy' } });
  const items = [{ lot: cement, quantity: '5', certificate: 'HG-1103' }];
  const input = { ...sale, items, buyerKind: 'other', buyerName: '信丰县某工地' };
  const { id: corrects } = await story.submits('officer', records('sales-record'), { input });
  const fewer = { ...input, items: [{ ...items[0]!, quantity: '4' }] };
  const amended = { input: fewer, corrects, reason: '数量有误' };
  await story.submits('officer', records('sales-record'), amended);
  // More of a lot from outside that was there before, and one of the same number that failed.
  const raw = { ...clinker, receivedOn: '2026-11-09', quantity: '7' };
  await story.submits('officer', records('incoming-inspection'), { input: raw });
  const spare = await lots.makes('officer', 'GJ-1104', {});
  const report = [await story.paper('director')];
  const inspector = lots.cast.people.director.id;
  const failed = {
    lot: spare.id,
    inspectedOn: '2026-11-09',
    conclusion: 'fail',
    report,
    inspector,
  };
  await story.submits('director', records('lot-release'), { input: failed });
  // Cement in bags: two ranges, the first of which was asked for by mistake, which takes no printed code back.
  const coded = (await lots.held('officer', 'GJ-1103')).id;
  const issues = records('code-issue');
  const { id } = await story.submits('officer', issues, { input: { lot: coded, serials: 30 } });
  await story.submits('officer', issues, { input: { lot: coded, serials: 20 } });
  const less = { input: { lot: coded, serials: 0 }, corrects: id, reason: '不需要序列码' };
  await story.submits('officer', issues, less);
  await story.log();
});

const { law, now } = service.context;
const run = (): Promise<AuditReport> => audit(service.context.database, { law, now: now() });
const owner = (sql: string) => asOwner(service.databaseUrl, (connection) => connection.query(sql));

test('what entries did to lots, replayed, is what the graph holds', async () => {
  const { difference, counts } = await run();
  assert.equal(difference, undefined, difference?.en ?? '');
  assert.equal(counts.lots, 4);
});

const cement = `(select seq from lot where number = 'GJ-1103')`;

/** What is changed by hand, how it is put back, and where the audit finds it. */
const changes: readonly (readonly [what: string, sql: string, undo: string, place: string])[] = [
  [
    'more on hand than ever came in',
    `update holding set got = got + 1 where lot = ${cement} and own`,
    `update holding set got = got - 1 where lot = ${cement} and own`,
    'holding.got',
  ],
  [
    'a release that nobody gave',
    `update holding set released = released + 1 where lot = ${cement} and own`,
    `update holding set released = released - 1 where lot = ${cement} and own`,
    'holding.released',
  ],
  [
    'a stock that was received, said to be the own one',
    `update holding set own = true where lot = ${cement} and not own`,
    `update holding set own = false where lot = ${cement}
       and organisation_id <> (select organisation_id from lot where seq = ${cement})`,
    'holding.own',
  ],
  [
    'a stock laid before another county',
    `update holding set region = region + 1 where lot = ${cement} and own`,
    `update holding set region = region - 1 where lot = ${cement} and own`,
    'holding.region',
  ],
  [
    'a stock hidden from a department',
    `update holding set domains = domains # 1 where lot = ${cement} and own`,
    `update holding set domains = domains # 1 where lot = ${cement} and own`,
    'holding.domains',
  ],
  [
    'a larger lot',
    `update lot set quantity = quantity + 1 where seq = ${cement}`,
    `update lot set quantity = quantity - 1 where seq = ${cement}`,
    'lot.quantity',
  ],
  [
    'another number on a lot',
    `update lot set number = 'GJ-1199' where number = 'GJ-1104'`,
    `update lot set number = 'GJ-1104' where number = 'GJ-1199'`,
    'lot.lot',
  ],
  [
    'a smaller delivery, with the sums made to fit',
    `update lot_event set quantity = 9 where kind = 'shipped' and quantity = 10;
     update holding set shipped = shipped - 1 where lot = ${cement} and own`,
    `update lot_event set quantity = 10 where kind = 'shipped' and quantity = 9;
     update holding set shipped = shipped + 1 where lot = ${cement} and own`,
    'lot_event.lot',
  ],
  [
    'a delivery to somebody else',
    `update lot_event set to_name = '别处' where to_name = '信丰县某工地'`,
    `update lot_event set to_name = '信丰县某工地' where to_name = '别处'`,
    'lot_event.lot',
  ],
  [
    'a delivery on another day',
    `update lot_event set on_day = on_day - 1 where kind = 'destroyed'`,
    `update lot_event set on_day = on_day + 1 where kind = 'destroyed'`,
    'lot_event.lot',
  ],
  [
    'an event that no entry tells of',
    `insert into lot_event select lot, gen_random_uuid(), number, organisation_id, kind, quantity, to_id, to_name,
       on_day, '2031-01-01' from lot_event where kind = 'destroyed'`,
    `delete from lot_event where at = '2031-01-01'`,
    'lot_event.lot',
  ],
  [
    'less clinker in the cement',
    `update lot_part set quantity = quantity - 1 where quantity = 90`,
    `update lot_part set quantity = quantity + 1 where quantity = 89`,
    'lot_part.lot',
  ],
  [
    'a range of codes that was made longer',
    `update lot_code set last = last + 5 where last - first = 19`,
    `update lot_code set last = last - 5 where last - first = 24`,
    'lot_code.lot',
  ],
  [
    'a range of codes that was moved on',
    `update lot_code set first = first + 5, last = last + 5 where last - first = 19`,
    `update lot_code set first = first - 5, last = last - 5 where last - first = 19`,
    'lot_code.first',
  ],
  [
    'two ranges of codes that changed places',
    `update lot_code set first = 21, last = 50 where last - first = 29;
     update lot_code set first = 1, last = 20 where last - first = 19`,
    `update lot_code set first = 1, last = 30 where last - first = 29;
     update lot_code set first = 31, last = 50 where last - first = 19`,
    'lot_code.first',
  ],
  [
    'a range of codes that was taken away',
    `create table was as select * from lot_code; delete from lot_code where last - first = 29`,
    'insert into lot_code select * from was where last - first = 29; drop table was',
    'lot_code.lot',
  ],
  [
    'a range of codes that nobody asked for',
    `insert into lot_code select lot, 51, 55, code, gen_random_uuid(), '2031-01-01' from lot_code where last - first = 29`,
    `delete from lot_code where at = '2031-01-01'`,
    'lot_code.lot',
  ],
  [
    'another code on a lot',
    `update lot_code set code = 'AAAAAAAAAAAA' where last - first = 29`,
    `update lot_code set code = (select max(k.code) from lot_code k where k.code <> 'AAAAAAAAAAAA')
     where code = 'AAAAAAAAAAAA'`,
    'lot_code.lot',
  ],
  [
    'a block that was lifted',
    'create table was as select * from lot_block; delete from lot_block',
    'insert into lot_block select * from was; drop table was',
    'lot_block.lot',
  ],
  [
    'a block that nobody ordered',
    `insert into lot_block select ${cement}, cause, entry_id, at from lot_block`,
    `delete from lot_block where lot = ${cement}`,
    'lot_block.lot',
  ],
];

for (const [what, sql, undo, place] of changes) {
  test(`${what}, changed by hand, is found`, async () => {
    await owner(sql);
    const { difference } = await run();
    await owner(undo);
    assert.ok(difference, 'not found');
    const { check, table, column, zh, en } = difference;
    assert.equal(`${table}.${column}`, place, en);
    assert.equal(check, 'lots');
    assert.match(zh, /[一-鿿].*。$/);
    assert.equal((await run()).difference, undefined, 'not put back');
  });
}
