import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseFor } from './refusal.ts';

test('a bare sentence is a condition that is not met', () => {
  const refusal = refuseFor('编号重复。', ['order-75/9']);
  assert.deepEqual(refusal, {
    ok: false,
    code: 'condition-unmet',
    sentence: '编号重复。',
    basis: ['order-75/9'],
  });
});

test('a guard may name the code that a client acts on', () => {
  const refusal = refuseFor({ code: 'list-superseded', sentence: '清单已更新。' }, []);
  assert.equal(refusal.code, 'list-superseded');
  assert.equal(refusal.sentence, '清单已更新。');
});
