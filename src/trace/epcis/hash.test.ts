import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readContext } from './context.ts';
import type { EpcisEvent } from './event.ts';
import { eventHash } from './event-hash.ts';
import { bagging, cementDocument } from './fixture/cement.ts';
import { preHash } from './pre-hash.ts';
import { epochMilliseconds, utcMilliseconds } from './time.ts';

interface Published {
  readonly cases: readonly {
    readonly from: string;
    readonly context: unknown;
    readonly event: EpcisEvent;
    readonly hash: string;
  }[];
}

const published = JSON.parse(
  readFileSync(new URL('fixture/published-hashes.json', import.meta.url), 'utf8'),
) as Published;

const sha256 = (text: string) => hash('sha256', text);
const namespacesOf = (context: unknown) => {
  const read = readContext(context);
  assert.ok(read.ok);
  return read.value;
};
const own = namespacesOf(cementDocument()['@context']);

test('the published test vectors of the event hash come out', () => {
  assert.ok(published.cases.length > 25);
  for (const { from, context, event, hash: expected } of published.cases) {
    assert.equal(eventHash(event, namespacesOf(context), sha256), expected, from);
  }
});

test('one hash for one event: spelling, order, zone of the time and what the repository adds don’t matter', () => {
  const first = bagging as unknown as EpcisEvent;
  const { type, ilmd, ...others } = bagging;
  const second = {
    ilmd,
    type,
    ...others,
    eventID: 'urn:uuid:0193bd1e-7a10-7c55-8f33-2f8a9be10009',
    recordTime: '2026-11-19T00:00:00Z',
    eventTime: '2026-11-18T01:30:00Z',
    epcList: [
      'https://trace.example.cn/01/06901234567892/21/B0002?17=270218',
      'https://id.gs1.org/01/06901234567892/21/B0001',
    ],
    bizStep: 'https://ref.gs1.org/cbv/BizStep-commissioning',
    errorDeclaration: { declarationTime: '2026-11-19T00:00:00Z', reason: 'did_not_occur' },
  } as unknown as EpcisEvent;
  assert.equal(preHash(second, own), preHash(first, own));
});

test('whatever says something about the event changes its hash', () => {
  const event = bagging as unknown as EpcisEvent;
  const before = preHash(event, own);
  const others = [
    { ...bagging, eventTime: '2026-11-18T09:30:00.001+08:00' },
    { ...bagging, action: 'OBSERVE' },
    { ...bagging, epcList: [bagging.epcList[0]] },
    { ...bagging, ilmd: { 'cbvmda:bestBeforeDate': '2027-02-19' } },
    { ...bagging, readPoint: { ...bagging.readPoint, 'jx:door': '1' } },
    { ...bagging, 'jx:shift': 'A' },
  ];
  for (const other of others) assert.notEqual(preHash(other as never, own), before);
});

test('times are rounded to the millisecond, a half to the even one', () => {
  assert.equal(utcMilliseconds('2026-11-18T09:30:00.1235+08:00'), '2026-11-18T01:30:00.124Z');
  assert.equal(utcMilliseconds('2026-11-18T09:30:00.1225+08:00'), '2026-11-18T01:30:00.122Z');
  assert.equal(utcMilliseconds('2026-11-18T09:30:00Z'), '2026-11-18T09:30:00.000Z');
  assert.equal(utcMilliseconds('2026-11-18t23:59:60z'), '2026-11-18T23:59:59.000Z');
  assert.equal(utcMilliseconds('yesterday'), undefined);
  assert.equal(epochMilliseconds('1970-01-01T08:00:00.0005+08:00'), 0);
});
