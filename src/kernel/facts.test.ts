import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proceedingFacts } from './facts.ts';
import { enterprise, lender, noon, past } from './fixture/scene.ts';

const history = [
  past('tell', '2026-09-02', { note: '一' }),
  past('prolong', '2026-09-03'),
  past('tell', '2026-09-04', { note: '二' }),
];
const facts = proceedingFacts({
  now: noon('2026-09-05'),
  today: '2026-09-05',
  actor: lender(),
  state: 'told',
  seats: [
    { role: 'lender', organisation: 'office-1' },
    { role: 'witness', account: 'account-9' },
  ],
  subject: enterprise,
  history,
  before: () => undefined,
});

test('acts are found by id, oldest first, and the latest by itself', () => {
  assert.deepEqual(facts.all('tell'), [history[0], history[2]]);
  assert.equal(facts.last('tell'), history[2]);
  assert.deepEqual(facts.all('open'), []);
  assert.equal(facts.last('open'), undefined);
});

test('a value is read from the latest act', () => {
  assert.equal(facts.value('tell', 'note'), '二');
  assert.equal(facts.value('tell', 'other'), undefined);
  assert.equal(facts.value('open', 'item'), undefined);
});

test('a seat names its organisation; a citizen has none', () => {
  assert.equal(facts.seat('lender'), 'office-1');
  assert.equal(facts.seat('witness'), undefined);
  assert.equal(facts.seat('overseer'), undefined);
});
