import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateOf, isValidOn, validCertificate } from './certificate.ts';
import type { Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import type { JsonObject } from '../json.ts';

const procedure = {
  certifies: {
    kind: 'licence',
    validIn: ['valid', 'ordered'],
    asBeforeIn: ['disputed'],
    fields: {
      number: 'number',
      classes: 'classes',
      from: 'from',
      until: 'until',
      issuer: 'issuer',
    },
  },
  acts: {
    enter: { to: 'valid' },
    claim: { to: 'claimed' },
    verify: { to: { by: 'outcome', cases: { yes: 'valid', no: 'rejected' } } },
    order: { to: 'ordered' },
    suspend: { to: 'suspended' },
    restore: { to: 'valid' },
    dispute: { to: 'disputed' },
    keep: { to: { before: 'dispute' } },
    renew: {},
    revoke: { to: 'revoked' },
  },
} as unknown as Procedure;

const paper = {
  number: 'XK08-001-00001',
  classes: ['cement'],
  from: '2024-03-01',
  until: '2029-02-28',
  issuer: '省局',
};

type Done = readonly [act: string, day: string, input?: JsonObject];

function acts(...done: readonly Done[]) {
  return done.map(([act, day, input = {}], index): PastAct => ({
    entry: String(index),
    act,
    at: `${day}T02:00:00.000Z`,
    by: { account: 'a', posts: [] },
    input,
  }));
}

const spans = (...done: readonly Done[]) =>
  certificateOf(procedure, 'works', acts(...done))?.spans.map(({ from, to }) => [from, to]);

test('a certificate is valid from its first day to its last, also before it was entered', () => {
  const found = certificateOf(procedure, 'works', acts(['enter', '2026-01-05', paper]));
  assert.deepEqual(found, {
    kind: 'licence',
    holder: 'works',
    number: paper.number,
    classes: ['cement'],
    issuer: '省局',
    until: '2029-02-28',
    state: 'valid',
    since: '2026-01-05',
    spans: [{ from: '2024-03-01', to: '2029-02-28' }],
  });
  assert.equal(isValidOn(found!, '2029-02-28'), true);
  assert.equal(isValidOn(found!, '2029-03-01'), false);
  assert.equal(isValidOn(found!, '2024-02-29'), false);
});

test('the day of a suspension is not valid, the day of the restoration is', () => {
  assert.deepEqual(
    spans(
      ['enter', '2026-01-05', paper],
      ['order', '2026-02-01'],
      ['suspend', '2026-03-10'],
      ['restore', '2026-04-20'],
    ),
    [
      ['2024-03-01', '2026-03-09'],
      ['2026-04-20', '2029-02-28'],
    ],
  );
});

test('what is only proposed leaves a certificate as valid or invalid as it was', () => {
  const entered: Done = ['enter', '2026-01-05', paper];
  const kept: readonly Done[] = [
    ['dispute', '2026-03-20'],
    ['keep', '2026-04-02'],
  ];
  assert.deepEqual(spans(entered, ...kept), [['2024-03-01', '2029-02-28']]);
  assert.deepEqual(spans(entered, ['suspend', '2026-03-10'], ...kept), [
    ['2024-03-01', '2026-03-09'],
  ]);
  assert.deepEqual(spans(entered, ['suspend', '2026-03-10'], ...kept, ['restore', '2026-05-01']), [
    ['2024-03-01', '2026-03-09'],
    ['2026-05-01', '2029-02-28'],
  ]);
});

test('a renewal before the end carries on, one after it leaves a gap', () => {
  const renewed = { until: '2034-02-28' };
  assert.deepEqual(spans(['enter', '2026-01-05', paper], ['renew', '2029-01-10', renewed]), [
    ['2024-03-01', '2034-02-28'],
  ]);
  assert.deepEqual(spans(['enter', '2026-01-05', paper], ['renew', '2029-03-10', renewed]), [
    ['2024-03-01', '2029-02-28'],
    ['2029-03-10', '2034-02-28'],
  ]);
});

test('what is revoked ends on the day before, and an expired one is not lengthened by that', () => {
  assert.deepEqual(spans(['enter', '2026-01-05', paper], ['revoke', '2026-05-01']), [
    ['2024-03-01', '2026-04-30'],
  ]);
  assert.deepEqual(spans(['enter', '2026-01-05', paper], ['revoke', '2029-05-01']), [
    ['2024-03-01', '2029-02-28'],
  ]);
});

test('a claim counts for nothing until it is verified, then from its first day', () => {
  assert.deepEqual(spans(['claim', '2026-01-05', paper]), []);
  assert.deepEqual(
    spans(['claim', '2026-01-05', paper], ['verify', '2026-01-08', { outcome: 'yes' }]),
    [['2024-03-01', '2029-02-28']],
  );
  assert.deepEqual(
    spans(['claim', '2026-01-05', paper], ['verify', '2026-01-08', { outcome: 'no' }]),
    [],
  );
});

test('the certificate that covers a class on a day is found by kind, class and day', () => {
  const one = certificateOf(procedure, 'works', acts(['enter', '2026-01-05', paper]))!;
  assert.equal(validCertificate([one], 'licence', 'cement', '2026-06-01'), one);
  assert.equal(validCertificate([one], 'ccc', 'cement', '2026-06-01'), undefined);
  assert.equal(validCertificate([one], 'licence', 'rebar', '2026-06-01'), undefined);
  assert.equal(validCertificate([one], 'licence', 'cement', '2029-03-01'), undefined);
  assert.equal(certificateOf({ acts: {} } as never, 'works', []), undefined);
});
