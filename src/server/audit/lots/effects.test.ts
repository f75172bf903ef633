import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventText } from './effects.ts';

test('a quantity is the same whether it was typed with noughts at its end or not', () => {
  const event = { kind: 'shipped', lot: 'a', organisation: 'works', to: undefined, toName: '' };
  const text = (quantity: string) => eventText({ ...event, quantity, on: '2026-11-23' });
  assert.equal(text('32.50'), text('32.5'));
  assert.equal(text('7.0000'), text('7'));
  assert.notEqual(text('32.51'), text('32.5'));
});
