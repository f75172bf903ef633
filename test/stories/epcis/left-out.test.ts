import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaptureList, EventDetail, EventList } from '#server/epcis/present.ts';
import { cementDocument } from '#trace/epcis/fixture/cement.ts';
import { startServer } from '../../service.ts';
import { records, clinker } from '../lot-scene.ts';
import { cementLot, clinkerLot, error, EventStory, gln, left, milled } from './lot-events.ts';
import { captured } from './scene.ts';

const service = await startServer({ after });
const works = new EventStory(service);
const { story } = works;

before(() => works.begins());

const list = async (query = '', login = 'principal') => {
  const client = await story.as(login);
  const { status, body } = await client.get<EventList>(`/api/trace/events?${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
const detail = async (event: Record<string, unknown>) => {
  const client = await story.as('principal');
  const path = `/api/trace/events/${encodeURIComponent(String(event['eventID']))}`;
  return (await client.get<EventDetail>(path)).body;
};

const made = milled('2026-11-06', cementLot('L1', 4, 'TNE'), [clinkerLot(1, 'HD-2000')]);
const gone = left('2026-11-07', { quantityList: [cementLot('L0', 1, 'TNE')] }, gln.beams);

test('an event that was left out says so and why, in the list and on its page', async () => {
  await works.tell([made, milled('2026-11-06', cementLot('L2', 3, 'TNE')), gone]);
  const { events } = await list();
  assert.deepEqual(
    events.map(({ leftOut }) => leftOut !== undefined),
    [true, false, true],
  );
  assert.match(
    events[0]?.leftOut?.sentence ?? '',
    /批号L0（06901234567892）不在本单位持有的批次中。$/,
  );
  const { events: own, register } = await detail(made);
  assert.match(own[0]?.leftOut?.sentence ?? '', /批号HD-2000/);
  assert.equal(register.state, 'none');
  assert.deepEqual(
    own[0]?.leftOut?.basis.map(({ title }) => title),
    ['《江西省工业产品质量安全四方责任指导意见》二(五)'],
  );
});

test('one filters for them; what was made up for is no longer among them', async () => {
  const asked = async (query = '') => (await list(`left=1${query}`)).events.map(({ id }) => id);
  assert.deepEqual(await asked(), [gone['eventID'], made['eventID']]);
  assert.deepEqual(await asked('&step=shipping'), [gone['eventID']]);
  assert.deepEqual(await asked('&to=2026-11-06'), [made['eventID']]);
  assert.deepEqual((await list('left=1', 'beams')).events, [], 'of another house');
  const input = { ...clinker, batch: 'HD-2000', quantity: '10' };
  await story.submits('officer', records('incoming-inspection'), { input });
  await works.takes([made]);
  assert.deepEqual(await asked(), [gone['eventID']]);
  assert.equal((await detail(made)).events[0]?.leftOut, undefined);
});

test('an error that could not be taken back says so beside its event', async () => {
  await works.releases('director', (await works.held('officer', 'L2')).id, '3');
  const of = (await list()).events.find(({ event }) => JSON.stringify(event).includes('.L2'));
  await works.leavesOut(error(of!.event));
  const said = (await detail(of!.event as never)).events.map(({ leftOut }) => leftOut);
  assert.equal(said[0], undefined);
  assert.match(said[1]?.sentence ?? '', /已经流转到下一步/);
});

test('a long list of them is paged by their key, each page where the last one ended', async () => {
  const many = Array.from({ length: 45 }, (_, index) =>
    left('2026-11-05', { quantityList: [cementLot(`M${index}`, 1, 'TNE')] }, gln.beams),
  );
  await works.tell(many);
  const seen: string[] = [];
  for (let token = ''; ;) {
    const { events, next } = await list(`left=1&to=2026-11-05${token}`);
    seen.push(...events.map(({ id }) => id));
    if (next === undefined) break;
    assert.equal(events.length, 20);
    token = `&token=${encodeURIComponent(next)}`;
  }
  assert.deepEqual(seen, many.map((one) => one['eventID']).toReversed());
});

test('every capture is reached with its reasons, not only the latest', async () => {
  const client = await story.as('principal');
  for (let index = 0; index < 4; index += 1) {
    await captured(
      client,
      cementDocument([milled('2026-11-06', cementLot(`C${index}`, 1, 'TNE'))]),
    );
  }
  const read = async (token?: string) => {
    const query = token === undefined ? '' : `?token=${encodeURIComponent(token)}`;
    return (await client.get<CaptureList>(`/api/trace/captures${query}`)).body;
  };
  const first = await read();
  assert.equal(first.captures.length, 5);
  const second = await read(first.next);
  const ids = [...first.captures, ...second.captures].map(({ captureID }) => captureID);
  assert.equal(new Set(ids).size, ids.length);
  const reasons = [...first.captures, ...second.captures].flatMap(({ lots }) => lots.reasons);
  assert.ok(reasons.some(({ detail: said }) => /批号L0/.test(said)));
  assert.equal((await client.get('/api/trace/captures?token=abc')).status, 400);
});
