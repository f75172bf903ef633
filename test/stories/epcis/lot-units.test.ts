import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import { startServer } from '../../service.ts';
import { clinker, records } from '../lot-scene.ts';
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
const { story } = works;

before(async () => {
  await works.begins();
  await works.takes([milled('2026-11-06', cementLot('U1', 40, 'TNE'))]);
  await works.releases('director', (await works.held('officer', 'U1')).id, '40');
});

const sscc = (serial: number) => `urn:epc:id:sscc:6901234.3${String(serial).padStart(9, '0')}`;
const packed = (serial: number, own: object, action = 'ADD') =>
  event('2026-11-07', {
    type: 'AggregationEvent',
    action,
    parentID: sscc(serial),
    ...own,
    bizStep: action === 'ADD' ? 'packing' : 'unpacking',
  });
const shipped = (serials: readonly number[], to = gln.beams) =>
  left('2026-11-07', { epcList: serials.map(sscc) }, to);
const some = (quantity: number) => ({ childQuantityList: [cementLot('U1', quantity, 'KGM')] });
const held = async (login: string) => {
  const { got, onHand } = await works.held(login, 'U1');
  return [got, onHand];
};
const audited = async () => {
  await story.log();
  const { law, now } = service.context;
  const { difference } = await audit(service.context.database, { law, now: now() });
  assert.equal(difference, undefined, difference?.en ?? '');
};

test('what is packed leaves with its unit, units in units too', async () => {
  await works.takes([
    packed(1, some(950)),
    packed(2, some(500)),
    packed(3, { childEPCs: [sscc(1), sscc(2)], ...some(50) }),
    shipped([3]),
  ]);
  assert.deepEqual(await held('beams'), ['1.5', '1.5']);
  assert.deepEqual(await held('officer'), ['40', '38.5']);
  assert.match(await works.leavesOut(shipped([3])), /包装单元.*里装的批次没有采集/);
  await audited();
});

test('what was taken out stays; a unit that nobody packed is told', async () => {
  await works.takes([packed(4, some(900)), packed(4, some(300), 'DELETE'), shipped([4])]);
  assert.deepEqual(await held('beams'), ['2.1', '2.1']);
  assert.match(await works.leavesOut(packed(4, some(1), 'DELETE')), /没有采集过这些批次/);
  assert.match(await works.leavesOut(shipped([77])), /里装的批次没有采集/);
  const bags = { childEPCs: ['urn:epc:id:sgtin:6901234.056789.B0001'], ...some(1) };
  assert.match(await works.leavesOut(packed(5, bags)), /没有批号/);
  await audited();
});

test('packing the impossible is left out with its reason, and can be told again when it became possible', async () => {
  assert.match(await works.leavesOut(packed(11, { childEPCs: [sscc(11)] })), /不能装进它自己/);
  await works.takes([packed(12, { childEPCs: [sscc(13)] }), packed(13, { childEPCs: [sscc(14)] })]);
  const ring = packed(14, { childEPCs: [sscc(12)] });
  assert.match(await works.leavesOut(ring), /也不能装进它里面的单元/);
  const twice = packed(15, { childEPCs: [sscc(14)] });
  assert.match(await works.leavesOut(twice), /已经装在包装单元.*取出以后才能再装/);
  const serial = 'https://id.gs1.org/01/06901234567892/10/U1/21/S1';
  await works.takes([packed(15, some(37_000))]);
  assert.match(
    await works.leavesOut(packed(16, some(901))),
    /批号U1现存37\.9吨，已经装入包装单元37吨，不能再装0\.901吨/,
  );
  await works.takes([
    packed(15, some(37_000), 'DELETE'),
    packed(13, { childEPCs: [sscc(14)] }, 'DELETE'),
  ]);
  await works.takes([twice]);
  assert.match(await works.leavesOut(packed(17, { childEPCs: [serial] })), /不能换算/);
  await audited();
});

test('a box that leaves by itself is no longer on its pallet', async () => {
  await works.takes([packed(18, some(200)), packed(19, { childEPCs: [sscc(18)], ...some(100) })]);
  await works.takes([shipped([18]), packed(20, { childEPCs: [sscc(18)] })]);
  await works.takes([packed(20, { childEPCs: [sscc(18)] }, 'DELETE'), shipped([19])]);
  assert.deepEqual(await held('beams'), ['2.4', '2.4']);
  await audited();
});

test('who got a unit passes it on as it is', async () => {
  story.on('2026-11-08', '20:00');
  await works.accepts('beams', await works.held('beams', 'U1'));
  const on = left('2026-11-08', { epcList: [sscc(4)] }, undefined, 'retail_selling');
  await works.takes([on], 'beams');
  assert.deepEqual(await held('beams'), ['2.4', '1.8']);
  await audited();
});

test('a delivery that was an error comes back, its unit with what was in it, and can leave again', async () => {
  await works.takes([packed(6, some(1_000)), packed(7, { childEPCs: [sscc(6)] })]);
  const truck = shipped([7]);
  await works.takes([truck]);
  assert.deepEqual(await held('beams'), ['3.4', '2.8']);
  await works.takes([error(truck)]);
  assert.deepEqual(await held('beams'), ['2.4', '1.8']);
  assert.equal((await works.tell([truck])).lots.taken, 0, 'what was declared an error stays one');
  assert.equal((await works.tell([error(truck)])).lots.taken, 0);
  assert.deepEqual(await held('beams'), ['2.4', '1.8']);
  await works.takes([shipped([7])]);
  assert.deepEqual(await held('beams'), ['3.4', '2.8']);
  await audited();
});

test('packing that was an error is undone, unless the unit has left', async () => {
  const packing = packed(8, some(100));
  await works.takes([packing, error(packing)]);
  assert.match(await works.leavesOut(shipped([8])), /没有采集/);
  const gone = packed(9, some(100));
  await works.takes([gone, shipped([9])]);
  assert.match(await works.leavesOut(error(gone)), /不能撤销/);
  await audited();
});

test('events of one document are taken in the order in which they happened, however they are listed', async () => {
  const lot = milled('2026-11-06', cementLot('U9', 5, 'TNE'));
  const early = packed(21, { childQuantityList: [cementLot('U9', 2, 'TNE')] });
  const late = packed(22, { childEPCs: [sscc(21)] });
  await works.takes([late, early, lot]);
  const twice = packed(23, { childQuantityList: [cementLot('U9', 4, 'TNE')] });
  assert.match(await works.leavesOut(twice), /已经装入包装单元2吨，不能再装4吨/);
  const job = await works.tell([
    left('2026-11-07', { quantityList: [cementLot('U0', 1, 'TNE')] }, gln.beams),
    packed(23, { childEPCs: [sscc(23)] }),
    milled('2026-11-05', cementLot('U9', 5, 'KGM')),
  ]);
  assert.deepEqual(
    job.lots.reasons.map(({ event: place }) => place),
    [0, 1, 2],
  );
  await audited();
});

test('what was made in error is taken back; what has gone on says so and stays', async () => {
  const wrong = milled('2026-11-08', cementLot('U2', 3, 'TNE'));
  const right = milled('2026-11-08', cementLot('U3', 3, 'TNE'));
  await works.takes([wrong, right]);
  const made = (await works.held('officer', 'U3')).id;
  await works.releases('director', made, '3', '2026-11-08');
  const job = await works.tell([error(wrong), error(right)]);
  assert.deepEqual([job.counts.captured, job.lots.taken, job.lots.leftOut], [2, 1, 1]);
  assert.match(job.lots.reasons[0]!.detail, /已经流转到下一步，批次登记不能撤销/);
  await assert.rejects(works.held('officer', 'U2'));
  assert.equal((await works.held('officer', 'U3')).got, '3');
  await works.takes([milled('2026-11-08', cementLot('U2', 2, 'TNE'))]);
  assert.equal((await works.held('officer', 'U2')).got, '2');
  await audited();
});

test('what was left out and then declared an error is not taken later either', async () => {
  const early = milled('2026-11-08', cementLot('U4', 3, 'TNE'), [clinkerLot(1, 'HD-1109')]);
  assert.match(await works.leavesOut(early), /批号HD-1109.*不在本单位持有/);
  const declared = await works.tell([error(early)]);
  assert.deepEqual([declared.counts.captured, declared.lots.leftOut], [1, 0]);
  const input = { ...clinker, batch: 'HD-1109', quantity: '10' };
  await story.submits('officer', records('incoming-inspection'), { input });
  assert.match(await works.leavesOut(early), /已经被声明有误/);
  await assert.rejects(works.held('officer', 'U4'));
});
