import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortened } from './shortened.ts';

test('what fits stays whole, what does not ends within the room, its mark included', () => {
  assert.equal(shortened('胶合板', 3), '胶合板');
  assert.equal(shortened('胶合板门', 3), '胶合…');
  assert.equal(shortened('NS-0918', 10), 'NS-0918');
  assert.equal(shortened('胶合板 1220×2440×18毫米', 9), '胶合板 1220×2…');
  assert.equal(shortened('', 3), '');
});
