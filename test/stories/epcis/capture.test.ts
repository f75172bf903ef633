import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { PresentedCapture } from '#server/epcis/present.ts';
import type { Problem } from '#server/problem.ts';
import {
  bagging,
  cementDocument,
  cementEvents,
  milling,
  palletising,
} from '#trace/epcis/fixture/cement.ts';
import type { Client } from '../../client.ts';
import { seedCast } from '../../seed.ts';
import { startServer } from '../../service.ts';
import { asked, captured, finished, freshLot, hand } from './scene.ts';
import type { Exception } from './scene.ts';

const service = await startServer({ after });
const { context, clock } = service;
let works: Client;
let shop: Client;
let county: Client;
before(async () => {
  await seedCast(context.database);
  works = await service.client().signIn('principal');
  shop = await service.client().signIn('shopkeeper');
  county = await service.client().signIn('inspector');
});

const counts = ({ counts: own }: PresentedCapture) => own;
const errors = (job: PresentedCapture) =>
  job.errors.map(({ path, detail }) => `${path} | ${detail}`);
test('a document of a firm’s system is taken over by a key, and comes back byte by byte', async () => {
  const { body: made } = await works.post<{ key: string }>('/api/keys', { name: 'MES', days: 30 });
  const mes = service.client({ authorization: `Bearer ${made.key}` });
  const text = JSON.stringify(cementDocument(), null, 3).replace('61.5', '61.50');
  const { status, headers } = await hand(mes, text);
  assert.equal(status, 202);
  assert.equal(headers.get('gs1-epcis-version'), '2.0.0');
  assert.equal(headers.get('gs1-cbv-version'), '2.0.0');
  const location = headers.get('location') ?? '';
  const job = await finished(mes, location);
  assert.deepEqual(errors(job), []);
  assert.deepEqual(counts(job), { events: 5, done: 5, captured: 5, repeated: 0, rejected: 0 });
  assert.equal(job.success, true);
  assert.equal(job.captureErrorBehaviour, 'rollback');
  assert.equal(job.document.sha256, hash('sha256', text));
  const document = await mes.get<object>(`${location}/document`);
  assert.deepEqual(document.body, JSON.parse(text));
  const raw = await fetch(new URL(`${location}/document`, service.baseUrl), {
    headers: { authorization: `Bearer ${made.key}` },
  });
  assert.equal(await raw.text(), text);
});

test('each event comes back as it was handed in, with its id and the time of its recording', async () => {
  const events = await asked(
    works,
    'events?orderDirection=ASC&LT_eventTime=2026-11-19T00:00:00Z&GE_eventTime=2026-11-17T00:00:00Z',
  );
  const bare = events.map((event) => without(without(event, 'recordTime'), 'eventID'));
  const order = cementEvents.toSorted((a, b) => timeOf(a) - timeOf(b));
  assert.deepEqual(
    bare,
    order.map((event) => without(event, 'eventID')),
  );
  for (const { recordTime } of events) assert.equal(recordTime, clock.now());
  const ids = events.map(({ eventID }) => String(eventID));
  assert.equal(
    ids.filter((id) => /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/.test(id)).length,
    3,
  );
  for (const id of ids) {
    const [found] = await asked(works, `events/${encodeURIComponent(id)}`);
    assert.equal(found?.['eventID'], id);
  }
});

const timeOf = (event: object) => Date.parse((event as { eventTime: string }).eventTime);
const without = (event: object, name: string) =>
  Object.fromEntries(Object.entries(event).filter(([own]) => own !== name));

test('a capture is an entry of the ledger with the document’s hash, and nobody writes one by hand', async () => {
  const text = JSON.stringify(cementDocument([freshLot()]));
  const job = await captured(works, text);
  const entry = await works.get<{ input: Record<string, unknown> }>(`/api/entries/${job.entry}`);
  assert.equal(entry.status, 200);
  assert.equal(entry.body.input['document'], `sha256:${hash('sha256', text)}`);
  assert.equal(entry.body.input['events'], 1);
  const refused = await works.post<Problem>('/api/books/trace-capture/records', {
    id: newEntryId(clock.now()),
    input: entry.body.input,
  });
  assert.equal(refused.status, 403);
  assert.match(refused.body.detail, /不能手工填写/);
  assert.equal(refused.body.basis[0]?.id, 'guidance/2.5');
});

test('the same document again changes nothing and says so', async () => {
  const document = cementDocument([freshLot(), { ...bagging, 'jx:shift': '甲' }]);
  const first = await captured(works, document);
  assert.deepEqual(counts(first), { events: 2, done: 2, captured: 2, repeated: 0, rejected: 0 });
  for (const behaviour of ['rollback', 'proceed']) {
    const again = await captured(works, document, { 'gs1-capture-error-behaviour': behaviour });
    assert.equal(again.success, true);
    assert.deepEqual(counts(again), { events: 2, done: 2, captured: 0, repeated: 2, rejected: 0 });
  }
  // Spelt otherwise it is still the same event.
  const spelt = {
    ...bagging,
    'jx:shift': '甲',
    epcList: bagging.epcList.toReversed(),
    eventTime: '2026-11-18T01:30:00Z',
  };
  const third = await captured(works, cementDocument([spelt, spelt]));
  assert.deepEqual(counts(third), { events: 2, done: 2, captured: 0, repeated: 2, rejected: 0 });
});

test('under rollback one wrong event keeps all out, under proceed the others come in; each error has its place', async () => {
  const good = freshLot();
  const wrong = freshLot({
    outputQuantityList: [{ ...milling.outputQuantityList[0], quantity: -3 }],
  });
  const future = freshLot({ eventTime: '2026-11-23T09:11:00+08:00' });
  const unknown = { ...palletising, parentID: 'urn:epc:id:pallet:6901234.7' };
  const document = cementDocument([good, wrong, future, unknown]);
  const sentences = [
    'epcisBody.eventList[1].outputQuantityList[0].quantity | outputQuantityList[0].quantity：数量不能是负数，写的是-3。',
    'epcisBody.eventList[2].eventTime | eventTime：事件时间2026-11-23T09:11:00+08:00晚于现在，未发生的事件不能采集。',
    'epcisBody.eventList[3].parentID | parentID：不支持EPC编码方案urn:epc:id:pallet。',
  ];
  const rolled = await captured(works, document);
  assert.equal(rolled.success, false);
  assert.deepEqual(errors(rolled), sentences);
  assert.deepEqual(counts(rolled), { events: 4, done: 4, captured: 0, repeated: 0, rejected: 3 });
  assert.deepEqual(rolled.errors[0]?.title, '第2个事件有误');
  assert.equal(rolled.errors[0]?.type, 'epcisException:ValidationException');
  const id = encodeURIComponent(good.eventID);
  assert.equal((await works.get(`/api/epcis/events/${id}`)).status, 404);
  const gone = await captured(works, document, { 'gs1-capture-error-behaviour': 'proceed' });
  assert.equal(gone.success, false);
  assert.deepEqual(errors(gone), sentences);
  assert.deepEqual(counts(gone), { events: 4, done: 4, captured: 1, repeated: 0, rejected: 3 });
  assert.equal((await works.get(`/api/epcis/events/${id}`)).status, 200);
});

test('an id belongs to one event: another one under it is refused, a correction of it is not', async () => {
  const lot = freshLot();
  await captured(works, cementDocument([lot]));
  const other = { ...lot, disposition: 'inactive' };
  const later = { ...lot, eventTime: '2026-10-09T00:00:00Z' };
  for (const taken of [other, later]) {
    const job = await captured(works, cementDocument([taken]));
    assert.deepEqual(errors(job), [
      'epcisBody.eventList[0].eventID | eventID：这个事件编号已经用于另一个事件，不能再用。',
    ]);
  }
  const twice = freshLot();
  const job = await captured(works, cementDocument([twice, { ...twice, disposition: 'inactive' }]));
  assert.equal(job.counts.rejected, 1);
  const takenBack = {
    ...lot,
    errorDeclaration: { declarationTime: '2026-10-10T00:00:00Z', reason: 'incorrect_data' },
  };
  assert.equal((await captured(works, cementDocument([takenBack]))).counts.captured, 1);
  const both = await asked(works, `events/${encodeURIComponent(lot.eventID)}`);
  assert.deepEqual(
    both.map((event) => 'errorDeclaration' in event),
    [false, true],
  );
});

test('what is no document is refused at once, with the place of the mistake', async () => {
  const cases: readonly (readonly [string, number, RegExp])[] = [
    ['{"type":"EPCISDocument"', 400, /文件不完整|逗号/],
    ['[]', 400, /这里应为\{/],
    [JSON.stringify({ ...cementDocument(), schemaVersion: undefined }), 400, /不符合EPCIS 2.0/],
    [JSON.stringify(cementDocument()).replace('"ADD"', 'ADD'), 400, /./],
    ['{"epcisBody":{"eventList":[tru]}}', 400, /不是有效的JSON/],
    ['<epcis:EPCISDocument/>', 400, /这里应为\{/],
  ];
  for (const [text, status, sentence] of cases) {
    const answer = await hand(works, text);
    assert.equal(answer.status, status, text);
    assert.match(answer.body.detail, sentence);
    assert.equal(answer.body.type, 'epcisException:ValidationException');
  }
  const missing = await hand(works, { ...cementDocument(), schemaVersion: undefined });
  assert.deepEqual(missing.body.issues, [{ path: 'schemaVersion', sentence: '缺少这一项' }]);
});

test('a document beyond the limit is refused, a long one with many mistakes names each', async () => {
  const frame = JSON.stringify(cementDocument([])).replace(
    '"eventList":[]',
    `"eventList":[${Array(100_001).fill('{}').join(',')}]`,
  );
  const long = await hand(works, frame);
  assert.equal(long.status, 413);
  assert.equal(long.body.type, 'epcisException:CaptureLimitExceededException');
  assert.match(long.body.detail, /最多100000个事件/);
  const bad = new Set(Array.from({ length: 37 }, (_, at) => at * 61 + 3));
  const list = Array.from({ length: 2_400 }, (_, at) =>
    freshLot(bad.has(at) ? { eventTimeZoneOffset: '北京' } : {}),
  );
  const job = await captured(works, cementDocument(list), {
    'gs1-capture-error-behaviour': 'proceed',
  });
  assert.deepEqual(counts(job), {
    events: 2_400,
    done: 2_400,
    captured: 2_363,
    repeated: 0,
    rejected: 37,
  });
  assert.deepEqual(
    job.errors.map(({ event }) => event),
    [...bad],
  );
});

test('a context that would have to be fetched is refused, and nothing is fetched', async () => {
  const document = cementDocument();
  const hostile = [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    'http://169.254.169.254/latest/context.jsonld',
  ];
  const { status, body } = await hand(works, { ...document, '@context': hostile });
  assert.equal(status, 400);
  assert.deepEqual(body.issues, [
    {
      path: '@context',
      sentence:
        '不读取外部上下文“http://169.254.169.254/latest/context.jsonld”：只接受EPCIS标准的上下文，以及在文件内写明命名空间的前缀',
    },
  ]);
});

test('one event alone is captured at once; again it exists, wrong it is refused', async () => {
  const event = { '@context': cementDocument()['@context'], ...freshLot({ 'jx:shift': '乙' }) };
  const post = (body: object) =>
    works.post<Record<string, unknown> & Exception>('/api/epcis/events', body, {
      headers: { 'gs1-epc-format': 'Never_Translates' },
    });
  const made = await post(event);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { recordTime, '@context': _, ...rest } = made.body;
  const { '@context': _own, ...plain } = event;
  assert.deepEqual(rest, plain);
  assert.equal(recordTime, clock.now());
  const found = await works.get(made.headers.get('location') ?? '');
  assert.equal(found.status, 200);
  const again = await post(event);
  assert.equal(again.status, 409);
  assert.equal(again.body.type, 'epcisException:ResourceAlreadyExistsException');
  const deep = await works.post<Exception>('/api/epcis/events', Buffer.from('['.repeat(9_000)), {
    headers: { 'content-type': 'application/json' },
  });
  assert.equal(deep.status, 400);
  assert.match(deep.body.detail, /嵌套超过64层/);
  const large = await post({ ...event, 'jx:note': '水'.repeat(400_000) });
  assert.equal(large.status, 413);
  assert.equal(large.body.type, 'epcisException:CaptureLimitExceededException');
  assert.match(large.body.detail, /超过1MB/);
  const wrong = await post({ ...event, action: 'ADD' });
  assert.equal(wrong.status, 400);
  assert.deepEqual(wrong.body.issues, [
    {
      path: 'action',
      sentence: 'TransformationEvent没有这一项，扩展字段的名称须带命名空间前缀，如jx:batch',
    },
  ]);
});

test('nobody else sees it: neither another firm nor an official of the place nor a stranger', async () => {
  const job = await captured(works, cementDocument([freshLot()]));
  for (const other of [shop, county]) {
    assert.equal((await other.get(`/api/epcis/capture/${job.captureID}`)).status, 404);
    assert.equal((await other.get(`/api/epcis/capture/${job.captureID}/document`)).status, 404);
    assert.deepEqual((await other.get('/api/epcis/capture')).body, []);
    assert.deepEqual(await asked(other, 'events'), []);
  }
  assert.equal((await service.client().get('/api/epcis/events')).status, 401);
  const official = await hand(county, cementDocument([freshLot()]));
  assert.equal(official.status, 403);
  assert.equal(official.body.type, 'epcisException:SecurityException');
});

test('two firms may use one id, and each keeps its own', async () => {
  const event = freshLot();
  assert.equal((await captured(works, cementDocument([event]))).counts.captured, 1);
  const theirs = { ...event, disposition: 'inactive' };
  assert.equal((await captured(shop, cementDocument([theirs]))).counts.captured, 1);
  const [own] = await asked(works, `events/${encodeURIComponent(event.eventID)}`);
  assert.equal(own?.['disposition'], 'active');
});
