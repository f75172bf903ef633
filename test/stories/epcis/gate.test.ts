import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LotList } from '#server/lots/present.ts';
import { cementDocument } from '#trace/epcis/fixture/cement.ts';
import type { Client } from '../../client.ts';
import { seedCast } from '../../seed.ts';
import type { Cast } from '../../seed.ts';
import { startServer } from '../../service.ts';
import { Story } from '../case-file.ts';
import { licensed, seedGranter } from '../certified.ts';
import { captured, hand } from './scene.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let works: Client;
let lot: string;

const records = (book: string) => `/api/books/${book}/records`;
const lotClass = 'urn:epc:class:lgtin:6901234.056789.P42-1118';

/** A truck leaves with some of the lot. */
function leaving(hour: number, bizStep = 'shipping') {
  return {
    type: 'ObjectEvent',
    eventTime: `2026-11-19T${String(hour).padStart(2, '0')}:00:00.000+08:00`,
    eventTimeZoneOffset: '+08:00',
    action: 'OBSERVE',
    quantityList: [{ epcClass: lotClass, quantity: 20, uom: 'TNE' }],
    bizStep,
    disposition: 'in_transit',
    readPoint: { id: 'urn:epc:id:sgln:6901234.00001.0' },
  };
}

const tell = async (event: object) => {
  const job = await captured(works, cementDocument([event]));
  return { captured: job.counts.captured, errors: job.errors.map(({ detail }) => detail) };
};

before(async () => {
  cast = await seedCast(service.context.database);
  await seedGranter(service.context.database, cast);
  await licensed(story, cast.organisations.works.id, ['cement']);
  story.on('2026-11-19', '12:00');
  works = await story.as('principal');
  await story.submits('officer', records('lot-registration'), {
    input: {
      product: '复合硅酸盐水泥',
      number: 'P42-1118',
      madeOn: '2026-11-18',
      quantity: '79',
      unit: '吨',
      parts: [],
      identifier: 'https://id.gs1.org/01/06901234567892/10/P42-1118',
    },
  });
  const { body } = await (await story.as('officer')).get<LotList>('/api/lots?q=P42-1118');
  lot = body.lots[0]!.id;
});

async function decide(conclusion: 'pass' | 'fail') {
  const passed = conclusion === 'pass' ? { quantity: '79', certificate: 'HG-1118' } : {};
  const report = [await story.paper('officer')];
  const inspector = cast.people.officer.id;
  const input = { lot, inspectedOn: '2026-11-19', conclusion, report, inspector, ...passed };
  await story.submits('officer', records('lot-release'), { input });
}

test('what the register has not released has not left by way of a capture either', async () => {
  const shipped = await tell(leaving(8));
  assert.equal(shipped.captured, 0);
  assert.match(shipped.errors.join(), /P42-1118：这个批次没有检验合格放行的记录/);
  assert.match((await tell(leaving(9, 'retail_selling'))).errors.join(), /没有检验合格放行/);
  // Neither as something new, nor as something whose number ends, nor packed on its way out.
  for (const action of ['ADD', 'DELETE']) {
    assert.match((await tell({ ...leaving(9), action })).errors.join(), /没有检验合格放行/);
  }
  const { quantityList, ...truck } = leaving(9, 'departing');
  const packed = {
    childQuantityList: quantityList,
    parentID: 'urn:epc:id:sscc:6901234.0000000017',
  };
  const loaded = { ...truck, ...packed, type: 'AggregationEvent', action: 'ADD' };
  assert.match((await tell(loaded)).errors.join(), /没有检验合格放行/);
  assert.equal((await tell(leaving(9, 'storing'))).captured, 1, 'it may be looked at');
  await decide('pass');
  assert.deepEqual(await tell(leaving(10)), { captured: 1, errors: [] });
});

test('a refusal names what it rests on, and so does a document that cannot be read', async () => {
  const early = { ...leaving(11), eventID: 'urn:uuid:0193bd1e-7a10-7c55-8f35-000000000001' };
  const one = { ...early, eventTime: '2026-11-17T08:00:00.000+08:00' };
  const many = { ...one, quantityList: [{ ...one.quantityList[0], quantity: 7900 }] };
  const job = await captured(works, cementDocument([many]));
  assert.deepEqual(job.lots.reasons[0]?.basis, ['guidance/2.5']);
  await decide('fail');
  const refused = await captured(works, cementDocument([leaving(11)]));
  const release = ['guidance/2.4', 'product-quality-law/12', 'product-quality-law/27'];
  assert.deepEqual(refused.errors[0]?.basis, release);
  assert.deepEqual(
    refused.provisions.map(({ title }) => title),
    [
      '《江西省工业产品质量安全四方责任指导意见》二(四)',
      '《中华人民共和国产品质量法》第12条',
      '《中华人民共和国产品质量法》第27条',
    ],
  );
  const wrong = await captured(works, cementDocument([{ ...early, type: 'NoEvent' }]));
  assert.deepEqual(wrong.errors[0]?.basis, ['guidance/2.5']);
  const { status, body } = await hand(works, '{"type":');
  assert.deepEqual([status, body.basis?.map(({ id }) => id)], [400, ['guidance/2.5']]);
});

test('what is kept back stays, whatever was shipped before', async () => {
  assert.match((await tell(leaving(11))).errors.join(), /召回、查封或者隔离/);
});

test('a lot that the house does not keep in the register is its own affair', async () => {
  const other = { ...leaving(11), quantityList: [{ epcClass: `${lotClass}-X`, quantity: 1 }] };
  assert.equal((await tell(other)).captured, 1);
});

test('a sign that no text can be kept with is named with its place, and the rest is captured', async () => {
  const strange = {
    ...leaving(11),
    disposition: undefined,
    bizStep: 'https://firm.example/step\0',
  };
  const { captured: taken, errors } = await tell(strange);
  assert.deepEqual([taken, errors], [0, ['bizStep：含有不能识别的字符。']]);
  const half = { ...leaving(11), 'firm:note': ['fine', 'half \ud83d'] };
  assert.match((await tell(half)).errors.join(), /firm:note\[1\]：含有不能识别的字符/);
});
