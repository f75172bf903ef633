import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consequence, gravity, isHeavy, record, recommended, recordOf, scale } from './scale.ts';
import type { Weighing } from './scale.ts';

function keys<T extends object>(options: T): (keyof T)[] {
  return Object.keys(options) as (keyof T)[];
}

const all: Weighing[] = keys(gravity).flatMap((how) =>
  keys(consequence).flatMap((what) =>
    keys(record).map((before) => ({ gravity: how, consequence: what, record: before })),
  ),
);

test('the lightest matter is talked about, the gravest goes into a case', () => {
  assert.equal(recommended(all[0]!), 'talk');
  assert.equal(recommended(all.at(-1)!), 'revoke');
  assert.equal(
    recommended({ gravity: 'ordinary', consequence: 'none', record: 'once' }),
    'correct',
  );
});

test('whoever did worse on one side never gets a lighter measure', () => {
  const rank = (weighing: Weighing) => scale.indexOf(recommended(weighing));
  for (const weighing of all) {
    for (const worse of all) {
      const isWorse =
        keys(gravity).indexOf(worse.gravity) >= keys(gravity).indexOf(weighing.gravity) &&
        keys(consequence).indexOf(worse.consequence) >=
          keys(consequence).indexOf(weighing.consequence) &&
        keys(record).indexOf(worse.record) >= keys(record).indexOf(weighing.record);
      if (isWorse) assert.ok(rank(worse) >= rank(weighing));
    }
  }
});

test('harm is met with a heavy measure in every case', () => {
  for (const weighing of all) {
    if (weighing.consequence === 'harm') assert.ok(isHeavy(recommended(weighing)));
  }
  assert.ok(!isHeavy('correct'));
  assert.ok(isHeavy('takedown'));
});

test('the record is none, once or repeated', () => {
  assert.deepEqual([0, 1, 2, 9].map(recordOf), ['none', 'once', 'repeated', 'repeated']);
});
