import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import { startServer } from '../../service.ts';
import { error, event, EventStory, gln, left } from './lot-events.ts';

const service = await startServer({ after });
const works = new EventStory(service);
const { story } = works;

before(() => works.begins());

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
const audited = async () => {
  await story.log();
  const { law, now } = service.context;
  const { difference } = await audit(service.context.database, { law, now: now() });
  assert.equal(difference, undefined, difference?.en ?? '');
};

test('pieces are counted in the lot that their making says', async () => {
  await works.takes([commissioned('S1', bags(1, 40))]);
  const { got, unit } = await works.held('officer', 'S1');
  assert.deepEqual([got, unit], ['40', '件']);
  await audited();
});

test('later events name them by their numbers alone; each is made once and lies in one unit', async () => {
  await works.releases('director', (await works.held('officer', 'S1')).id, '40');
  const unit = (serial: number) => `urn:epc:id:sscc:6901234.4${String(serial).padStart(9, '0')}`;
  const packed = (serial: number, childEPCs: readonly string[]) =>
    event('2026-11-07', {
      type: 'AggregationEvent',
      action: 'ADD',
      parentID: unit(serial),
      childEPCs,
    });
  await works.takes([
    packed(1, bags(1, 10)),
    left('2026-11-07', { epcList: bags(11, 15) }, gln.beams),
  ]);
  assert.match(await works.leavesOut(packed(2, [bag(3)])), /已经装在包装单元/);
  assert.match(await works.leavesOut(packed(2, [bag(99)])), /没有批号/);
  await works.takes([left('2026-11-07', { epcList: [unit(1)] }, gln.beams)]);
  assert.equal((await works.held('beams', 'S1')).got, '15');
  assert.match(
    await works.leavesOut(commissioned('S2', [bag(40), bag(41)])),
    /21\/40已经登记在批号S1中，不能重复登记/,
  );
  await audited();
});

test('what was made in error leaves its pieces free', async () => {
  const wrong = commissioned('S3', bags(50, 52));
  await works.takes([wrong, error(wrong), commissioned('S4', bags(50, 52))]);
  assert.equal((await works.held('officer', 'S4')).got, '3');
  await audited();
});

test('the audit finds a piece in another lot', async () => {
  const change = (from: string, to: string) =>
    asOwner(service.databaseUrl, (connection) =>
      connection.query(`update epcis_single set link = replace(link, '${from}', '${to}')
        where piece like '%/21/50'`),
    );
  await change('S4', 'S1');
  const { law, now } = service.context;
  const { difference } = await audit(service.context.database, { law, now: now() });
  assert.equal(difference?.table, 'epcis_single');
  await change('S1', 'S4');
  await audited();
});
