import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  contradiction,
  countedIn,
  keptText,
  overRepaired,
  unrepaired,
} from '#law/enterprise/recall/figures.ts';
import { uuid } from './play.ts';

test('lots are set free whole: what was put right is what lies sealed, no more and no less', () => {
  const sealed = (...sums: readonly { unit: string; kept: string; lots: number }[]) => ({
    recalled: {
      silent: 0,
      stale: 0,
      keepers: 1,
      sums: sums.map((sum) => ({
        product: '童车',
        placed: '100',
        secured: '0',
        destroyed: '0',
        ...sum,
      })),
    },
  });
  const one = { unit: '辆', kept: '69', lots: 1 };
  const says = (quantity: string, facts: Parameters<typeof unrepaired>[0]) => {
    const seeds = [{ lot: uuid(51), quantity }];
    return [overRepaired(facts, seeds), unrepaired(facts, seeds)];
  };
  const nothing = [undefined, undefined];
  assert.deepEqual(says('69.0', sealed(one)), nothing);
  assert.match(says('70', sealed(one))[0] ?? '', /1个批次69辆，报告修复70辆，多于封存的数量/);
  assert.match(says('1', sealed(one))[1] ?? '', /没有修复的部分须先退回或者销毁/);
  assert.match(says('1', sealed({ ...one, kept: '0', lots: 0 }))[0] ?? '', /已没有封存/);
  assert.deepEqual(says('1', sealed({ ...one, lots: 2 })), nothing, 'one lot of two');
  assert.match(says('70', sealed({ ...one, lots: 2 }))[0] ?? '', /多于/);
  assert.deepEqual(says('1', sealed(one, { ...one, unit: '箱' })), nothing, 'not comparable');
  assert.deepEqual(says('1', {}), nothing, 'no lots of the platform');
});

test('figures are compared in whole pieces of one unit; a reason stands for what the answers do not know', () => {
  const sum = {
    product: '童车',
    unit: '辆',
    placed: '60',
    secured: '45.9',
    destroyed: '9',
    kept: '30',
    lots: 2,
  };
  const account = { silent: 0, stale: 0, keepers: 2, sums: [sum] };
  assert.deepEqual(countedIn([sum]), { unit: '辆', recalled: 45, destroyed: 9 });
  assert.equal(countedIn([]), undefined);
  assert.equal(countedIn([sum, { ...sum, unit: '吨' }]), undefined, 'pieces and tons');
  assert.equal(countedIn([sum, { ...sum, product: '车架' }]), undefined, 'carriages and frames');
  assert.equal(keptText([sum, { ...sum, unit: '吨', lots: 0 }]), '2个批次30辆');
  assert.equal(
    keptText([sum, { ...sum, product: '车架' }]),
    '“童车”2个批次30辆、“车架”2个批次30辆',
  );
  const said = (figures: { recalled: number; destroyed: number }, isFinal: boolean, more = {}) =>
    contradiction({ recalled: account } as never, { ...figures, ...more }, isFinal);
  assert.equal(said({ recalled: 45, destroyed: 9 }, true), undefined);
  assert.match(said({ recalled: 44, destroyed: 9 }, true) ?? '', /已控制45辆、其中销毁9辆/);
  assert.match(said({ recalled: 45, destroyed: 8 }, true) ?? '', /已销毁8辆/);
  assert.equal(said({ recalled: 44, destroyed: 8 }, false), undefined, 'a stage ended earlier');
  assert.match(said({ recalled: 46, destroyed: 9 }, false) ?? '', /总结填报已召回46辆/);
  assert.equal(
    said({ recalled: 46, destroyed: 9 }, true, { difference: '另有售后收回' }),
    undefined,
  );
  assert.equal(contradiction({} as never, { recalled: 1, destroyed: 1 }, true), undefined);
});
