import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptance, averageSampleNumber, qualityAt } from './curve.ts';
import { aqls, letters } from './letters.ts';
import { cellPlan, planFor, questionDefect, tighterAccept } from './plan.ts';
import type { Question } from './plan.ts';
import { doubleTables, singleTables } from './tables.ts';
import type { Severity } from './tables.ts';

const severities: readonly Severity[] = ['normal', 'tightened', 'reduced'];
const question: Question = {
  lotSize: 1000,
  level: 'II',
  aql: '1.0',
  severity: 'normal',
  counting: 'items',
};
const ask = (own: Partial<Question>) => planFor({ ...question, ...own });
const numbers = (own: Partial<Question>) =>
  ask(own).stages.map(({ size, accept, reject }) => [size, accept, reject]);

test('well-known plans are given: letter, size, Ac and Re', () => {
  assert.equal(ask({}).letter, 'J');
  assert.deepEqual(numbers({}), [[80, 2, 3]]);
  assert.deepEqual(numbers({ lotSize: 2000 }), [[125, 3, 4]]);
  assert.deepEqual(numbers({ lotSize: 2000, severity: 'tightened' }), [[125, 2, 3]]);
  assert.deepEqual(numbers({ lotSize: 2000, severity: 'reduced' }), [[50, 2, 3]]);
  assert.deepEqual(numbers({ lotSize: 5000, aql: '6.5' }), [[200, 21, 22]]);
  assert.deepEqual(numbers({ lotSize: 1000, aql: '15', counting: 'nonconformities' }), [
    [80, 21, 22],
  ]);
});

test('an arrow takes the sample size of the plan at which it ends', () => {
  // Letter F at 1.0: up to E, at 1.5: down to G. Letter L at 10: up to K. Letter Q, tightened, at 0.025: down to S.
  assert.deepEqual(numbers({ lotSize: 120 }), [[13, 0, 1]]);
  assert.deepEqual(numbers({ lotSize: 120, aql: '1.5' }), [[32, 1, 2]]);
  assert.deepEqual(numbers({ lotSize: 5000, aql: '10' }), [[125, 21, 22]]);
  assert.deepEqual(numbers({ lotSize: 600_000, aql: '0.025', severity: 'tightened' }), [
    [3150, 1, 2],
  ]);
});

test('where the sample comes to the lot every item is inspected', () => {
  const plan = ask({ lotSize: 8, aql: '1.5' });
  assert.deepEqual([plan.isFull, plan.stages], [true, [{ size: 8, accept: 0, reject: 1 }]]);
  assert.ok(ask({ lotSize: 13, aql: '1.0' }).isFull);
  assert.ok(!ask({ lotSize: 14, aql: '1.0' }).isFull);
  // A double plan of 8 + 8 is more than a lot of 15 and less than one of 17, the first sample alone is not.
  const double = { aql: '4.0', kind: 'double' } as const;
  assert.deepEqual(numbers({ ...double, lotSize: 60 }), [
    [8, 0, 2],
    [8, 1, 2],
  ]);
});

test('a reduced plan rejects with one more than it accepts', () => {
  for (const letter of letters.slice(0, 16)) {
    for (const aql of aqls) {
      const [stage] = cellPlan('reduced', letter, aql)!.stages;
      assert.equal(stage!.reject, stage!.accept + 1, `${letter} ${aql}`);
    }
  }
});

test('limits above 10 count nonconformities, and only preferred limits exist', () => {
  assert.match(questionDefect({ ...question, aql: '15' })!, /不超过10/);
  assert.equal(questionDefect({ ...question, aql: '15', counting: 'nonconformities' }), undefined);
  assert.match(questionDefect({ ...question, aql: '1.2' })!, /优选值/);
  assert.match(questionDefect({ ...question, lotSize: 1 })!, /批量/);
  assert.throws(() => ask({ aql: '2' }), RangeError);
});

test('the tables are diagonals: a step in letter or limit is a step in strictness, arrows lie outside', () => {
  for (const severity of severities) {
    const rows = letters.slice(0, 16).map((letter) => singleTables[severity][letter]!.split(' '));
    for (const row of rows) {
      assert.equal(row.length, aqls.length);
      const own = row.filter((cell) => /\d/.test(cell)).map(Number);
      assert.deepEqual(
        own,
        own.toSorted((a, b) => a - b),
      );
    }
    for (let column = 0; column < aqls.length; column += 1) {
      const cells = rows.map((row) => row[column]!);
      const plans = cells.filter((cell) => Number(cell) > 0).map(Number);
      assert.deepEqual(
        plans,
        plans.toSorted((a, b) => a - b),
        `${severity} ${aqls[column]}`,
      );
      // Nothing points out of the table, and no two arrows point at each other.
      assert.notEqual(cells[0], '^');
      if (severity !== 'tightened' || column !== 2) assert.notEqual(cells.at(-1), 'v');
      cells.forEach((cell, at) => assert.ok(!(cell === 'v' && cells[at + 1] === '^')));
    }
    // One letter further and one limit tighter the acceptance number stays, from D on, where all sizes are in series.
    for (let at = 3; at < 14; at += 1) {
      for (let column = 1; column < aqls.length; column += 1) {
        const [here, next] = [rows[at]![column]!, rows[at + 1]![column - 1]!];
        const isInner = [here, next].every((cell) => /\d/.test(cell));
        if (isInner) assert.equal(next, here, `${severity} ${letters[at]} ${aqls[column]}`);
      }
    }
  }
});

test('at its limit every plan accepts nearly always: from 0.8 on, and tightened less often than normal', () => {
  for (const severity of severities) {
    for (const letter of letters.slice(0, 16)) {
      for (const aql of aqls) {
        const { stages } = cellPlan(severity, letter, aql)!;
        const counting = Number(aql) > 10 ? 'nonconformities' : 'items';
        const accepted = acceptance(stages, Number(aql), { counting });
        assert.ok(
          accepted > (severity === 'tightened' ? 0.72 : 0.86),
          `${severity} ${letter} ${aql} ${accepted}`,
        );
        const normal = cellPlan('normal', letter, aql)!.stages;
        const usual = acceptance(normal, Number(aql), { counting });
        if (severity === 'tightened') assert.ok(accepted <= usual + 1e-9, `${letter} ${aql}`);
        if (severity === 'reduced') assert.ok(accepted >= usual - 0.06, `${letter} ${aql}`);
      }
    }
  }
});

test('a double plan decides nearly as its single plan, mostly with fewer items', () => {
  for (const severity of severities) {
    for (const letter of letters.slice(3, 16)) {
      for (const aql of aqls) {
        const { stages: single, isDisputed } = cellPlan(severity, letter, aql)!;
        const { stages } = cellPlan(severity, letter, aql, 'double')!;
        // What decision 0030 says against it: by its curve that double plan belongs to Ac 4.
        if (isDisputed) continue;
        const setting = { counting: 'nonconformities' } as const;
        if (stages.length === 1) {
          assert.deepEqual(stages, single);
          continue;
        }
        assert.equal(stages[1]!.reject, stages[1]!.accept + 1);
        const at = (probability: number) =>
          qualityAt(stages, probability, setting)! / qualityAt(single, probability, setting)!;
        for (const probability of [0.5, 0.1]) {
          const ratio = at(probability);
          assert.ok(
            ratio > 0.83 && ratio < 1.15,
            `${severity} ${letter} ${aql} ${probability} ${ratio}`,
          );
        }
        const [half] = [qualityAt(stages, 0.95, setting)!];
        assert.ok(averageSampleNumber(stages, half, setting) <= single[0]!.size * 1.08);
      }
    }
  }
});

test('double numbers leave a second sample something to decide', () => {
  for (const severity of severities) {
    for (const [single, [first, reject, both]] of Object.entries(doubleTables[severity])) {
      assert.ok(first < reject - 1 && reject - 1 <= both && both >= Number(single) - 1, single);
    }
  }
});

test('one step tighter is asked in the same row', () => {
  assert.equal(tighterAccept(cellPlan('normal', 'K', '1.0')!), 2);
  assert.equal(tighterAccept(cellPlan('normal', 'K', '0.65')!), 1);
  assert.equal(tighterAccept(cellPlan('normal', 'K', '0.40')!), undefined);
});
