import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import { lotRegistration } from '#law/enterprise/lots/lot-registration.ts';
import { traceCapture } from '#law/enterprise/lots/trace-capture.ts';
import { defectsOf, factsOf, worker } from './enterprise-setting.ts';

const handedIn = {
  document: `sha256:${'a'.repeat(64)}`,
  size: 4_096,
  events: 5,
  behaviour: 'rollback',
  createdAt: '2026-11-20T02:00:00.000Z',
};
const keep = (input: object) =>
  decideRecord(
    traceCapture,
    factsOf({ now: '2026-11-20T02:00:00Z', actor: worker }),
    worker,
    input,
  );

test('the definition is sound, says where its records come from and how long they are kept', () => {
  assert.deepEqual(defectsOf(traceCapture), []);
  // Lots rest on captures: neither outlasts the other.
  assert.equal(traceCapture.retention.years, lotRegistration.retention.years);
  assert.match(traceCapture.retention.policy ?? '', /法律未定追溯记录的年限/);
  assert.match(traceCapture.intake ?? '', /不能手工填写.*追溯事件/);
});

test('a document with its hash is a record without further effects', () => {
  const answer = keep(handedIn);
  assert.ok(answer.ok);
  assert.deepEqual(answer.effects, []);
});

test('a record without a hash, or with an unknown behaviour, is none', () => {
  for (const input of [
    { ...handedIn, document: '' },
    { ...handedIn, behaviour: 'merge' },
  ]) {
    const answer = keep(input);
    assert.ok(!answer.ok);
    assert.equal(answer.code, 'invalid-input');
  }
});
