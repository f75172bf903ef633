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

test('a guard may name the places at fault, and a bare sentence names none', () => {
  const issues = [{ path: 'tasks.1.sampled', sentence: '不在抽取结果内' }];
  assert.deepEqual(refuseFor({ sentence: '有误。', issues }, []).issues, issues);
  assert.ok(!('issues' in refuseFor('有误。', [])));
});
