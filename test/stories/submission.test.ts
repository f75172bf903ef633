import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addDays } from '#kernel/calendar/plain-date.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { seedCast } from '../seed.ts';
import type { Client } from '../client.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import {
  days,
  deliveries,
  delivery,
  entryCount,
  idleDay,
  idOf,
  isRefused,
  sendText,
} from './submission-scene.ts';
import type { Submitted } from './submission-scene.ts';

const service = await startServer({ after });
const { clock } = service;
let officer: Client;
before(async () => {
  await seedCast(service.context.database);
  officer = await service.client().signIn('officer');
});

function send(body: object, client = officer, url = deliveries): Promise<Submitted> {
  return client.post(url, body);
}

test('the same request again gets the same receipt, whatever happened in between', async () => {
  const request = { id: idOf(service), clientAt: clock.now(), input: delivery };
  const first = await send(request);
  assert.equal(first.status, 201);
  assert.equal(first.body.repeated, false);
  clock.pass(30);
  const again = await send(request, await service.client().signIn('officer'));
  assert.equal(again.status, 200);
  assert.deepEqual(again.body, { ...first.body, repeated: true });
  assert.equal(await entryCount(service, request.id), 1);
});

test('the same id with other content is a conflict, and the first stays', async () => {
  const id = idOf(service);
  const first = await send({ id, input: delivery });
  isRefused(await send({ id, input: { ...delivery, quantity: '33' } }), 'id-conflict');
  isRefused(await send({ id, clientAt: clock.now(), input: delivery }), 'id-conflict');
  isRefused(
    await send({ id, period: '2026-11-23', input: idleDay(service) }, officer, days),
    'id-conflict',
  );
  const { body } = await officer.get<PresentedEntry>(`/api/entries/${id}`);
  assert.equal(body.input['quantity'], '32.50');
  assert.equal(body.contentHash, first.body.contentHash);
});

test('an id belongs to whoever used it first: a colleague and a stranger meet a conflict', async () => {
  const id = idOf(service);
  await send({ id, input: delivery });
  for (const login of ['director', 'shopkeeper']) {
    const other = await service.client().signIn(login);
    const input = { ...delivery, reportKind: 'none', conclusion: 'reject' };
    const rejection = { reason: '未附报告', disposal: 'return', needsCorrection: false };
    const problem = isRefused(
      await send({ id, input: { ...input, rejection } }, other),
      'id-conflict',
    );
    assert.ok(!JSON.stringify(problem).includes('贡江'), 'nothing is told about the other entry');
  }
  assert.equal(await entryCount(service, id), 1);
});

test('an id must be a UUID of version 7 and of about now', async () => {
  const at = (ms: number) => newEntryId(new Date(Date.parse(clock.now()) + ms).toISOString());
  const hour = 3_600_000;
  for (const id of [
    randomUUID(),
    'x',
    '',
    '019ab000-0000-7000-0000-000000000001',
    idOf(service).toUpperCase(),
  ]) {
    isRefused(await send({ id, input: delivery }), 'invalid-input');
  }
  const ahead = isRefused(await send({ id: at(25 * hour), input: delivery }), 'clock-skew');
  assert.match(ahead.detail, /校正/);
  isRefused(await send({ id: at(-401 * 24 * hour), input: delivery }), 'clock-skew');
  assert.equal((await send({ id: at(23 * hour), input: delivery })).status, 201);
  assert.equal((await send({ id: at(-399 * 24 * hour), input: delivery })).status, 201);
});

test('the form must be the one that is in force', async () => {
  const form = 'f'.repeat(64);
  const record = { id: idOf(service), form, input: delivery };
  assert.match(isRefused(await send(record), 'form-version').detail, /刷新/);
  const day = { id: idOf(service), period: '2026-11-23', form, input: idleDay(service) };
  isRefused(await send(day, officer, days), 'form-version');
});

test('what no form knows is refused by its name, in the input and beside it', async () => {
  const id = idOf(service);
  const inside = isRefused(await send({ id, input: { ...delivery, price: '9' } }), 'invalid-input');
  assert.match(inside.issues?.[0]?.sentence ?? '', /price/);
  const nested = { ...delivery, checks: [{ item: '细度', result: 'pass', by: 'x' }] };
  const deeper = isRefused(await send({ id, input: nested }), 'invalid-input');
  assert.equal(deeper.issues?.[0]?.path, 'checks.0');
  const beside = isRefused(await send({ id, corects: id, input: delivery }), 'invalid-input');
  assert.match(beside.issues?.[0]?.sentence ?? '', /corects/);
  isRefused(await send({ id }), 'invalid-input');
  isRefused(await send({ input: delivery }), 'invalid-input');
  isRefused(await officer.post(deliveries, []), 'invalid-input');
  isRefused(await officer.post(deliveries, 'text'), 'invalid-input');
  assert.equal(await entryCount(service, id), 0);
});

test('more than a megabyte is refused with a sentence', async () => {
  const input = { ...delivery, productName: '甲'.repeat(400_000) };
  const problem = isRefused(await send({ id: idOf(service), input }), 'file-too-large');
  assert.match(problem.detail, /超过1MB/);
});

test('JSON that cannot be kept or hashed is refused before anything looks at it', async () => {
  const id = idOf(service);
  const body = (inner: string) => `{"id":"${id}","input":{"productName":${inner}}}`;
  const cases = {
    NUL: body('"a\\u0000b"'),
    'half a surrogate pair': body('"\\ud83d"'),
    'the other half': body('"\\udc00x"'),
    'a number beyond 64 bits': body('1e999'),
    'a NUL in a name': `{"id":"${id}","input":{"a\\u0000":1}}`,
    'forty levels': body('['.repeat(40) + ']'.repeat(40)),
    'a hundred thousand levels': body('['.repeat(100_000) + ']'.repeat(100_000)),
    'no JSON': '{"id":',
    'a word that is no JSON': body('NaN'),
    'a prototype': `{"id":"${id}","input":{},"__proto__":{"admin":true}}`,
    'a prototype further down': body('{"__proto__":{"x":1}}'),
    'a constructor': body('{"constructor":{"prototype":{"x":1}}}'),
    nothing: '',
  };
  for (const [what, text] of Object.entries(cases)) {
    isRefused(await sendText(officer, deliveries, text), 'invalid-input');
    assert.equal(({} as { x?: number }).x, undefined, what);
  }
  assert.equal(await entryCount(service, id), 0);
});

test('what looks odd and can be kept is kept as it is', async () => {
  const odd = '𠮷野家 \u202e\ufeff​ "\\/\' <b>&amp;</b> \u007f é é 👩‍🌾';
  const id = idOf(service);
  assert.equal((await send({ id, input: { ...delivery, batch: odd } })).status, 201);
  const { body } = await officer.get<PresentedEntry>(`/api/entries/${id}`);
  assert.equal(body.input['batch'], odd.trim());
});

test('only JSON is taken', async () => {
  const text = JSON.stringify({ id: idOf(service), input: delivery });
  for (const type of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/xml',
  ]) {
    isRefused(await sendText(officer, deliveries, text, type), 'file-type');
  }
  isRefused(await sendText(officer, deliveries, text, 'text/plain'), 'invalid-input');
});

test('days that nothing can be counted from are no days', async () => {
  for (const period of [
    '9999-12-31',
    '0000-01-01',
    '2026-02-30',
    '20261123',
    '2026-11-23T00:00:00Z',
  ]) {
    const body = { id: idOf(service), period, input: idleDay(service) };
    isRefused(await send(body, officer, days), 'invalid-input');
    const monday = { ...body, input: {} };
    isRefused(await send(monday, officer, '/api/duties/weekly-screening/records'), 'invalid-input');
  }
  const old = { id: idOf(service), period: '1999-12-31', input: idleDay(service) };
  isRefused(await send(old, officer, days), 'unknown-definition');
  for (const receivedOn of ['9999-12-31', '2026-11-31']) {
    isRefused(
      await send({ id: idOf(service), input: { ...delivery, receivedOn } }),
      'invalid-input',
    );
  }
});

test('what does not exist is said not to exist, the names that every object inherits included', async () => {
  const body = { id: idOf(service), input: {} };
  for (const url of [
    '/api/books/nothing/records',
    '/api/duties/nothing/records',
    '/api/procedures/nothing',
  ]) {
    isRefused(await send(body, officer, url), 'not-found');
  }
  const nowhere = '/api/proceedings/019ab000-0000-7000-8000-000000000000/acts';
  isRefused(await send(body, officer, `${nowhere}/plan`), 'not-found');
  isRefused(await send(body, officer, '/api/proceedings/%27or%201=1/acts/plan'), 'not-found');
  isRefused(await send(body, officer, `/api/proceedings/x%00/acts/plan`), 'invalid-input');
  const story = new Story(service);
  const finding = {
    source: 'other',
    foundOn: '2026-11-23',
    keyLink: '生产过程',
    description: '除尘器漏粉',
    photos: [],
    containment: 'pending',
  };
  const { organisation } = (await officer.get<{ organisation: { id: string } }>('/api/me')).body;
  const about = { subject: organisation.id };
  const matter = await story.opens('officer', 'corrective-action', 'find', finding, about);
  for (const act of ['nothing', 'constructor', '__proto__', 'toString']) {
    const problem = isRefused(
      await send(body, officer, `/api/proceedings/${matter.id}/acts/${act}`),
      'unknown-act',
    );
    assert.match(problem.detail, /没有这一步骤/);
  }
  await matter.refuses(
    'officer',
    'verify',
    {},
    { code: 'wrong-state', sentence: /待采取即时措施.*待验收/ },
  );
  await matter.refuses('officer', 'find', finding, { code: 'wrong-state' });
  const opening = { id: idOf(service), act: 'verify', input: {}, ...about };
  isRefused(await send(opening, officer, '/api/procedures/corrective-action'), 'wrong-state');
});

test('a place must be one of Jiangxi', async () => {
  const citizen = await service.client().signIn('citizen');
  for (const region of [0, -1, 999_999, 9_007_199_254_740_991, 360_799]) {
    const body = { id: idOf(service), act: 'register', region, input: {} };
    const problem = isRefused(
      await send(body, citizen, '/api/procedures/complaint'),
      'invalid-input',
    );
    assert.equal(problem.issues?.[0]?.path, 'region');
  }
  for (const region of [1e300, 0.5, '360704']) {
    const body = { id: idOf(service), act: 'register', region, input: {} };
    isRefused(await send(body, citizen, '/api/procedures/complaint'), 'invalid-input');
  }
});

test('the time of a phone is kept as one moment, however it is written, and the receipt proves it', async () => {
  const story = new Story(service);
  const written = {
    '2026-11-23T09:00:00+08:00': '2026-11-23T01:00:00.000Z',
    '2026-11-23T01:00:00Z': '2026-11-23T01:00:00.000Z',
    '2026-11-22T15:30:00.123456789-09:30': '2026-11-23T01:00:00.123Z',
  };
  for (const [clientAt, kept] of Object.entries(written)) {
    const { id } = await story.submits('officer', deliveries, { clientAt, input: delivery });
    const { body } = await officer.get<PresentedEntry>(`/api/entries/${id}`);
    assert.equal(body.clientAt, kept);
  }
  await story.isProved();
  for (const clientAt of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-11-23', 'now', 1]) {
    isRefused(await send({ id: idOf(service), clientAt, input: delivery }), 'invalid-input');
  }
});

test('a record comes late with a reason, too late not at all, and never early', async () => {
  const day = (period: string, more: object = {}) =>
    send({ id: idOf(service), period, input: idleDay(service), ...more }, officer, days);
  const today = '2026-11-23';
  assert.match(isRefused(await day(addDays(today, -1)), 'reason-required').detail, /补录原因/);
  isRefused(await day(addDays(today, -1), { reason: '忘' }), 'reason-required');
  isRefused(await day(addDays(today, -1), { reason: '　 \t' }), 'reason-required');
  const late = await day(addDays(today, -1), { reason: '昨日停电' });
  assert.equal(late.status, 201);
  assert.equal(late.body.late, true);
  const second = isRefused(await day(addDays(today, -1)), 'already-done');
  assert.match(second.detail, /已经提交，如需修改请使用更正/);
  isRefused(await day(addDays(today, -4), { reason: '昨日停电' }), 'too-late');
  isRefused(await day(addDays(today, 1)), 'too-early');
  const now = await day(today);
  assert.equal(now.body.late, false);
  const reason = '又报一次';
  assert.match(isRefused(await day(today, { reason }), 'already-done').detail, /更正/);
});
