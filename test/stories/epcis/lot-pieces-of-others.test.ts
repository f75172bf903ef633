import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import { cement, sheet } from '../../law/product-setting.ts';
import { startServer } from '../../service.ts';
import { cementLot, error, event, EventStory, gln, left } from './lot-events.ts';

const service = await startServer({ after });
const works = new EventStory(service);
const { story } = works;
const builder = { gln: '6921234500019' };

const bag = (serial: number) => `urn:epc:id:sgtin:6901234.056789.${serial}`;
const bags = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => bag(from + index));
const commissioned = (number: string, epcList: readonly string[]) =>
  event('2026-11-06', {
    type: 'ObjectEvent',
    action: 'ADD',
    epcList,
    bizStep: 'commissioning',
    ilmd: { 'cbvmda:lotNumber': number },
  });
const moved = (bizStep: string, epcList: readonly string[], to?: string) =>
  left('2026-11-07', { epcList }, to, bizStep);
const packed = (childEPCs: readonly string[], action = 'ADD') =>
  event('2026-11-07', {
    type: 'AggregationEvent',
    action,
    parentID: 'urn:epc:id:sscc:6921234.5000000001',
    childEPCs,
  });
const found = async () => {
  await story.log();
  const { law, now } = service.context;
  return (await audit(service.context.database, { law, now: now() })).difference;
};
const audited = async () => {
  const difference = await found();
  assert.equal(difference, undefined, difference?.en ?? '');
};
const figures = async (login: string, number: string) => {
  const { got, onHand, available } = await works.held(login, number);
  return [got, onHand, available];
};
/** A sentence without the number of its piece. */
const bare = (sentence: string) => sentence.replace(/\/21\/\d+/, '/21/…');

before(async () => {
  await works.begins();
  await story.submits('builder', '/api/books/location-number/records', {
    input: { number: builder.gln },
  });
  story.on('2026-11-07', '21:00');
  await works.takes([
    commissioned('S0', [bag(90)]),
    commissioned('S1', bags(1, 40)),
    commissioned('S2', bags(41, 50)),
  ]);
  for (const [number, quantity] of [
    ['S0', '1'],
    ['S1', '40'],
    ['S2', '10'],
  ] as const) {
    await works.releases('director', (await works.held('officer', number)).id, quantity);
  }
  await works.takes([moved('shipping', [bag(90)], gln.beams)]);
});

test('whoever has nothing of a lot learns of its pieces no more than of pieces that nobody made', async () => {
  const unknown = await works.leavesOut(moved('receiving', [bag(99)]), 'beams');
  assert.match(unknown, /21\/99没有批号，不能归入批次/);
  for (const step of ['receiving', 'destroying'] as const) {
    const said = await works.leavesOut(moved(step, [bag(11)]), 'beams');
    assert.equal(bare(said), bare(unknown));
  }
  assert.equal(bare(await works.leavesOut(packed([bag(11)]), 'beams')), bare(unknown));
});

test('who got some of a lot names its pieces by their numbers alone: what was not accepted has not left', async () => {
  await works.takes([moved('shipping', bags(11, 20), gln.beams)]);
  await works.takes([moved('receiving', bags(11, 20))], 'beams');
  const sold = moved('retail_selling', [bag(13)]);
  assert.match(await works.refuses(sold, 'beams'), /没有检验合格放行的记录，不得出厂、销售/);
  story.on('2026-11-08');
  await works.accepts('beams', await works.held('beams', 'S1'));
  await works.takes(
    [
      sold,
      moved('shipping', [bag(14)], builder.gln),
      moved('destroying', [bag(15)]),
      packed([bag(11), bag(12)]),
    ],
    'beams',
  );
  assert.deepEqual(await figures('beams', 'S1'), ['10', '7', '7']);
  assert.match(await works.leavesOut(packed([bag(11)]), 'beams'), /已经装在包装单元/);
  await works.takes([moved('receiving', [bag(14)])], 'builder');
  assert.deepEqual(await figures('builder', 'S1'), ['1', '1', '0']);
  await audited();
});

test('of another lot of the same maker it still knows nothing', async () => {
  const unknown = await works.leavesOut(moved('receiving', [bag(98)]), 'beams');
  assert.equal(bare(await works.leavesOut(moved('receiving', [bag(41)]), 'beams')), bare(unknown));
  const both = moved('receiving', [bag(16), bag(41)]);
  assert.match(await works.leavesOut(both, 'beams'), /21\/41没有批号/);
  await works.takes([moved('shipping', bags(41, 45), gln.beams)]);
  await works.takes([both], 'beams');
  await audited();
});

test('what was declared an error is taken back by whoever said it', async () => {
  const wrong = moved('destroying', [bag(17)]);
  const unit = packed([bag(18)]);
  await works.takes([wrong, unit, error(wrong), error(unit)], 'beams');
  assert.deepEqual(await figures('beams', 'S1'), ['10', '7', '7']);
  const undelivered = moved('shipping', bags(46, 47), builder.gln);
  await works.takes([undelivered, error(undelivered)]);
  assert.match(
    await works.leavesOut(moved('receiving', [bag(46)]), 'builder'),
    /21\/46没有批号/,
    'it never had any of that lot',
  );
  await audited();
});

test('pieces whose making was an error are of no lot', async () => {
  const wrong = commissioned('S3', bags(51, 52));
  await works.takes([wrong, error(wrong)]);
  assert.match(await works.leavesOut(moved('shipping', [bag(51)], gln.beams)), /没有批号/);
  await audited();
});

test('who got a whole unit takes single pieces out of it and passes them on', async () => {
  const unit = 'urn:epc:id:sscc:6901234.5000000009';
  const boxing = (action: string, childEPCs: readonly string[]) => ({
    ...packed(childEPCs, action),
    parentID: unit,
  });
  await works.takes([boxing('ADD', bags(31, 34)), moved('shipping', [unit], gln.beams)]);
  await works.accepts('beams', { ...(await works.held('beams', 'S1')), onHand: '3' });
  await works.takes([boxing('DELETE', [bag(31)])], 'beams');
  await works.takes([moved('shipping', [bag(31)], builder.gln)], 'beams');
  await works.takes([moved('shipping', [unit], builder.gln)], 'beams');
  assert.deepEqual(await figures('builder', 'S1'), ['5', '5', '0']);
  await audited();
});

test('pieces that two makers claim, in different lots, are of neither; who made them goes by its own word', async () => {
  const about = { subject: works.beams.id };
  const file = await story.opens('beams', 'product-file', 'file', cement, about);
  await file.does('beams', 'declare', { truthful: true });
  await file.fills('beams', 'checkLabel', {
    ...sheet(),
    checkedOn: '2026-11-07',
    markNumber: 'XK08-001-00002',
  });
  await works.takes([commissioned('R1', bags(60, 62))], 'beams');
  await works.takes([commissioned('S5', bags(60, 64))]);
  await works.releases('director', (await works.held('officer', 'S5')).id, '5');
  await works.releases('beams', (await works.held('beams', 'R1')).id, '3', '2026-11-07');
  await works.takes([moved('shipping', bags(60, 64), builder.gln)]);
  const [first, other] = [moved('receiving', [bag(60)]), moved('receiving', [bag(63)])];
  await works.takes([first, other], 'builder');
  await works.takes([moved('shipping', bags(60, 62), builder.gln)], 'beams');
  assert.deepEqual(await figures('builder', 'S5'), ['5', '5', '0']);
  assert.deepEqual(await figures('builder', 'R1'), ['3', '3', '0']);
  assert.match(
    await works.leavesOut(moved('receiving', [bag(61)]), 'builder'),
    /21\/61由几个单位登记在不同的批次中，不能确定是哪一个/,
  );
  await works.takes([moved('receiving', [bag(64)])], 'builder');
  const ground = event('2026-11-07', {
    type: 'TransformationEvent',
    inputEPCList: [bag(16)],
    outputQuantityList: [cementLot('R2', 1, 'TNE')],
    bizStep: 'creating_class_instance',
  });
  await works.takes([ground], 'beams');
  const { parts } = await works.lot('beams', 'R2');
  assert.deepEqual(
    parts.map(({ number, quantity }) => [number, quantity]),
    [['S1', '1']],
  );
  await audited();
});

test('the audit finds a piece that another house is said to have made, and one that nobody gave its house', async () => {
  const owner = (sql: string) =>
    asOwner(service.databaseUrl, (connection) => connection.query(sql));
  await works.takes([commissioned('S4', [bag(70)])]);
  const shipped = `capture_id = (select t.capture_id from epcis_taken t join epcis_event e on e.key = t.key
    where t.organisation_id = '${works.builder.id}' and t.others is not null order by t.seq limit 1)`;
  await owner(`create table kept as select seq, others from epcis_taken where ${shipped}`);
  const back = `update epcis_taken t set others = k.others from kept k where k.seq = t.seq`;
  for (const others of [
    `others = null`,
    `others = replace(others::text, '${works.cast.organisations.works.id}', '${works.beams.id}')::jsonb`,
    `others = replace(others::text, '/21/14', '/21/41')::jsonb`,
    `others = replace(others::text, '/21/14"', '/21/14", "https://id.gs1.org/01/06901234567892/21/70"')::jsonb`,
  ]) {
    await owner(`update epcis_taken set ${others} where ${shipped}`);
    assert.equal((await found())?.table, 'epcis_taken', others);
    await owner(back);
  }
  await audited();
});
