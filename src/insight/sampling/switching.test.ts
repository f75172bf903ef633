import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellPlan, planFor } from './plan.ts';
import { isAccepted, standingAfter } from './switching.ts';
import type { Decision, InspectedLot } from './switching.ts';
import type { Letter } from './letters.ts';

const lot = (
  found: number,
  letter: Letter = 'J',
  own: Partial<InspectedLot> = {},
): InspectedLot => ({
  do: 'lot',
  plan: cellPlan('normal', letter, '1.0')!,
  found: [found],
  isOriginal: true,
  ...own,
});
/** Letter J at 1.0: 80 items, Ac 2, one step tighter Ac 1. */
const [good, fair, bad] = [lot(0), lot(2), lot(3)];
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const severity = (...history: (InspectedLot | Decision)[]) => standingAfter(history).severity;

test('inspection starts normal and is tightened when two of five lots in a row are refused', () => {
  assert.equal(severity(), 'normal');
  assert.equal(severity(bad), 'normal');
  assert.equal(severity(bad, bad), 'tightened');
  assert.equal(severity(bad, fair, fair, fair, bad), 'tightened');
  assert.equal(severity(bad, fair, fair, fair, fair, bad), 'normal');
});

test('a lot that was submitted again, or inspected item by item, counts for nothing', () => {
  const again = lot(3, 'J', { isOriginal: false });
  assert.equal(severity(bad, again), 'normal');
  const full = planFor({
    lotSize: 5,
    level: 'II',
    aql: '1.0',
    severity: 'normal',
    counting: 'items',
  });
  assert.equal(severity(bad, lot(1, 'A', { plan: full })), 'normal');
});

test('five accepted in a row lead back to normal, five refused in all stop inspection', () => {
  const tightened = [bad, bad];
  assert.equal(severity(...tightened, ...times(4, good)), 'tightened');
  assert.equal(severity(...tightened, ...times(5, good)), 'normal');
  assert.equal(severity(...tightened, ...times(4, good), bad, ...times(4, good)), 'tightened');
  const stopped = [...tightened, bad, good, bad, bad, good, good, bad, bad];
  assert.equal(severity(...stopped), 'discontinued');
  assert.equal(severity(...stopped, ...times(9, good)), 'discontinued');
  assert.equal(severity(...stopped, { do: 'resume' }), 'tightened');
  assert.equal(severity(...stopped, { do: 'resume' }, ...times(5, good)), 'normal');
});

test('the score rises by three where one step tighter would have accepted too, and is lost otherwise', () => {
  assert.equal(standingAfter(times(9, good)).score, 27);
  assert.equal(standingAfter([...times(9, good), fair]).score, 0);
  assert.equal(standingAfter([...times(9, good), lot(1)]).score, 30);
});

test('the score rises by two for accepted lots of plans with Ac 0 or 1', () => {
  // Letter H at 1.0: 50 items, Ac 1; letter G: 32 items, Ac 0.
  assert.equal(standingAfter(times(4, lot(1, 'H'))).score, 8);
  assert.equal(standingAfter([...times(4, lot(1, 'H')), lot(2, 'H')]).score, 0);
  assert.equal(standingAfter(times(3, lot(0, 'G'))).score, 6);
});

test('a double plan earns three points where the first sample decides', () => {
  const plan = cellPlan('normal', 'J', '1.0', 'double')!;
  assert.deepEqual(
    plan.stages.map(({ accept, reject }) => [accept, reject]),
    [
      [0, 3],
      [3, 4],
    ],
  );
  const first = lot(0, 'J', { plan });
  const second = lot(0, 'J', { plan, found: [1, 1] });
  assert.equal(isAccepted(plan, [1]), undefined);
  assert.equal(isAccepted(plan, [1, 1]), true);
  assert.equal(isAccepted(plan, [1, 3]), false);
  assert.equal(isAccepted(plan, [3]), false);
  assert.equal(standingAfter([first, first]).score, 6);
  assert.equal(standingAfter([first, first, second]).score, 0);
});

test('reduced inspection needs thirty points and a decision, and one refused lot ends it', () => {
  const ten = times(10, good);
  assert.equal(severity(...times(9, good), { do: 'reduce' }), 'normal');
  assert.equal(severity(...ten), 'normal');
  assert.ok(standingAfter(ten).mayReduce);
  assert.equal(severity(...ten, { do: 'reduce' }), 'reduced');
  assert.equal(severity(...ten, { do: 'reduce' }, good, good), 'reduced');
  const after = standingAfter([...ten, { do: 'reduce' }, bad]);
  assert.deepEqual([after.severity, after.score], ['normal', 0]);
  assert.equal(severity(...ten, { do: 'reduce' }, { do: 'normal' }), 'normal');
});
