import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import { startServer } from '../../service.ts';
import {
  cementLot,
  clinkerLot,
  error,
  event,
  EventStory,
  gln,
  left,
  milled,
} from './lot-events.ts';

const service = await startServer({ after });
const works = new EventStory(service);

/** Made of clinker, shipped, packed, and one of each taken back. */
before(async () => {
  await works.begins();
  const second = milled('2026-11-06', cementLot('A2', 5, 'TNE'), [clinkerLot(3)]);
  await works.takes([
    milled('2026-11-06', cementLot('A1', 40, 'TNE'), [clinkerLot(20)]),
    second,
    error(second),
  ]);
  await works.releases('director', (await works.held('officer', 'A1')).id, '40');
  const unit = 'urn:epc:id:sscc:6901234.3000000001';
  await works.takes([
    event('2026-11-07', {
      type: 'AggregationEvent',
      action: 'ADD',
      parentID: unit,
      childQuantityList: [cementLot('A1', 500, 'KGM')],
    }),
    left('2026-11-07', { quantityList: [cementLot('A1', 10, 'TNE')] }, gln.beams),
    left('2026-11-07', { quantityList: [cementLot('A1', 2, 'TNE')] }, gln.nobody),
  ]);
  // A number that a second firm claims leads to nobody from then on; what went to the first one stays there.
  await works.story.submits('builder', '/api/books/location-number/records', {
    input: { number: gln.beams },
  });
  await works.story.log();
});

const { law, now } = service.context;
const run = () => audit(service.context.database, { law, now: now() });
const owner = (sql: string) => asOwner(service.databaseUrl, (connection) => connection.query(sql));

test('what documents say happened to lots, worked out again, is what the graph holds', async () => {
  const { difference } = await run();
  assert.equal(difference, undefined, difference?.en ?? '');
});

const lot = `(select seq from lot where number = 'A1')`;

/** What is changed by hand, how it is put back, and where the audit finds it. */
const changes: readonly (readonly [what: string, sql: string, undo: string, place: string])[] = [
  [
    'a larger lot, with the sums made to fit',
    `update lot_event set quantity = 41 where kind = 'made' and lot = ${lot};
     update lot set quantity = 41 where seq = ${lot}; update holding set got = got + 1 where lot = ${lot} and own`,
    `update lot_event set quantity = 40 where kind = 'made' and lot = ${lot};
     update lot set quantity = 40 where seq = ${lot}; update holding set got = got - 1 where lot = ${lot} and own`,
    'lot_event.lot',
  ],
  [
    'another name of the product',
    `update lot set product = '白水泥' where seq = ${lot}`,
    `update lot set product = '普通硅酸盐水泥' where seq = ${lot}`,
    'lot.lot',
  ],
  [
    'another link',
    `update lot set identifier = identifier || 'x' where seq = ${lot}`,
    `update lot set identifier = rtrim(identifier, 'x') where seq = ${lot}`,
    'lot.lot',
  ],
  [
    'no file of the product',
    `create table kept_file as select product_file from lot where seq = ${lot};
     update lot set product_file = null where seq = ${lot}`,
    `update lot set product_file = k.product_file from kept_file k where seq = ${lot}; drop table kept_file`,
    'lot_event.lot',
  ],
  [
    'less clinker in it',
    'update lot_part set quantity = 19 where quantity = 20',
    'update lot_part set quantity = 20 where quantity = 19',
    'lot_part.lot',
  ],
  [
    'a delivery to somebody else',
    `update lot_event set to_name = '别处' where to_name = 'GLN ${gln.nobody}'`,
    `update lot_event set to_name = 'GLN ${gln.nobody}' where to_name = '别处'`,
    'lot_event.lot',
  ],
  [
    'a delivery that no event tells of',
    `insert into lot_event select lot, entry_id, number + 10000 * 90, organisation_id, kind, quantity, to_id, to_name,
       on_day, '2031-01-01' from lot_event where to_name = 'GLN ${gln.nobody}'`,
    `delete from lot_event where at = '2031-01-01'`,
    'lot_event.lot',
  ],
  [
    'an event that was forgotten together with what it did',
    `create table kept_event as select * from lot_event where to_name = 'GLN ${gln.nobody}';
     delete from lot_event where to_name = 'GLN ${gln.nobody}';
     update holding set shipped = shipped - 2 where lot = ${lot} and own`,
    `insert into lot_event select * from kept_event; drop table kept_event;
     update holding set shipped = shipped + 2 where lot = ${lot} and own`,
    'lot_event.lot',
  ],
  [
    'an error that was declared and is said to be none',
    'update epcis_taken set undone = false where undone',
    `update epcis_taken set undone = true where event_id in
       (select event_id from epcis_taken group by 1 having count(*) = 2) and number = 1`,
    'epcis_taken.lot',
  ],
  [
    'an event in another place of its document',
    'update epcis_taken set start = start + 1 where seq = 1',
    'update epcis_taken set start = start - 1 where seq = 1',
    'epcis_taken.lot',
  ],
  [
    'more in a unit',
    `update epcis_unit set content = jsonb_set(content, '{lots,0,quantity}', '501')`,
    `update epcis_unit set content = jsonb_set(content, '{lots,0,quantity}', '500')`,
    'epcis_unit.content',
  ],
];

for (const [what, sql, undo, place] of changes) {
  test(`the audit finds ${what}`, async () => {
    await owner(sql);
    const { difference } = await run();
    assert.equal(`${difference?.table}.${difference?.column}`, place);
    await owner(undo);
    const after_ = await run();
    assert.equal(after_.difference, undefined, after_.difference?.en ?? '');
  });
}
