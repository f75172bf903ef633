import assert from 'node:assert/strict';
import { createHash, hash } from 'node:crypto';
import { test } from 'node:test';
import { commitObjection, draw, drawStages, planObjection } from './draw.ts';
import type { DrawRequest } from './draw.ts';
import type { Drawn, DrawOutcome, Plan, PoolInspector, PoolObject } from './types.ts';

const seed = (number: number) => hash('sha256', `seed ${number}`, 'hex');

/** Objects 000 … in strata of equal size, round robin. */
function pool(size: number, strata: readonly string[], weight = (_at: number) => 1): PoolObject[] {
  return Array.from({ length: size }, (_value, at) => ({
    id: String(at).padStart(3, '0'),
    stratum: strata[at % strata.length]!,
    weight: weight(at),
    label: `企业${at}`,
  }));
}

function inspectors(size: number, avoids: readonly string[] = []): PoolInspector[] {
  return Array.from({ length: size }, (_value, at) => ({ id: `i${at}`, unit: '区局', avoids }));
}

const plain: Plan = {
  method: 'ranked',
  uniform: 2,
  strata: [
    { stratum: '高', count: 5 },
    { stratum: '低', count: 1 },
  ],
  inspectorsEach: 0,
  objectsEach: 0,
};

function request(own: Partial<DrawRequest> = {}): DrawRequest {
  const base = { plan: plain, objects: pool(40, ['高', '低']), inspectors: [], steps: [] };
  return { ...base, seed: seed(1), ...own };
}

function drawnBy(own: Partial<DrawRequest> = {}): readonly Drawn[] {
  const outcome = draw(request(own));
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.sentence);
  return outcome.drawn;
}

function problemOf(own: Partial<DrawRequest>): string {
  const outcome: DrawOutcome = draw(request(own));
  return outcome.ok ? 'drawn' : outcome.problem;
}

test('a draw takes what the plan asks for, the uniform arm first, then stratum by stratum', () => {
  const drawn = drawnBy();
  assert.deepEqual(
    drawn.map(({ arm, stratum }) => (arm === 'uniform' ? arm : stratum)),
    ['uniform', 'uniform', '高', '高', '高', '高', '高', '低'],
  );
  assert.equal(new Set(drawn.map(({ object }) => object)).size, 8);
  assert.deepEqual(drawnBy(), drawn);
  assert.notDeepEqual(drawnBy({ seed: seed(2) }), drawn);
});

test('ranks can be reproduced by hashing seed, id and number, as the format says', () => {
  const half = (id: string) =>
    createHash('sha256')
      .update(`${seed(1)}\n${id}\n0`)
      .digest('hex')
      .slice(0, 32);
  const byHand = pool(40, ['高', '低'])
    .map(({ id }) => id)
    .sort((a, b) => (half(a) < half(b) ? -1 : 1));
  assert.deepEqual(
    drawnBy({ plan: { ...plain, uniform: 10, strata: [] } }).map(({ object }) => object),
    byHand.slice(0, 10),
  );
});

test('every object has the same chance, by a chi-square test over all of them', () => {
  const size = 100;
  const rounds = 2_000;
  const drawnEach = 10;
  const objects = pool(size, ['高', '低']);
  const hits = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    const plan = { ...plain, uniform: drawnEach, strata: [] };
    for (const { object } of drawnBy({ objects, plan, seed: seed(round) })) {
      hits.set(object, (hits.get(object) ?? 0) + 1);
    }
  }
  const expected = (rounds * drawnEach) / size;
  const chances = drawnEach / size;
  const square = objects
    .map(({ id }) => ((hits.get(id) ?? 0) - expected) ** 2 / (expected * (1 - chances)))
    .reduce((sum, one) => sum + one, 0);
  // Draws without replacement: scaled by (n-1)/n the statistic has 99 degrees of freedom; 148 is passed once in 1,000.
  assert.ok((square * (size - 1)) / size < 148, `chi-square ${square}`);
  assert.ok(square > 50, `too even to be random: ${square}`);
});

test('an object with weight 3 is drawn first three times as often as one with weight 1', () => {
  const objects = pool(20, ['高'], (at) => (at % 2 === 0 ? 3 : 1));
  const plan = { ...plain, uniform: 0, strata: [{ stratum: '高', count: 1 }] };
  let heavy = 0;
  for (let round = 0; round < 4_000; round++) {
    const [first] = drawnBy({ objects, plan, seed: seed(round) });
    if (Number(first!.object) % 2 === 0) heavy += 1;
  }
  // Three in four; one standard deviation is 27.
  assert.ok(Math.abs(heavy - 3_000) < 3 * 27, `${heavy} of 4000`);
});

test('weights do not touch the uniform arm', () => {
  const objects = pool(20, ['高'], (at) => (at === 0 ? 100 : 1));
  const plan = { ...plain, uniform: 5, strata: [] };
  const even = pool(20, ['高']);
  assert.deepEqual(drawnBy({ objects, plan }), drawnBy({ objects: even, plan }));
});

test('an empty pool, more than there are and a stratum that is too small are refused', () => {
  assert.equal(problemOf({ objects: [] }), 'empty-pool');
  assert.equal(problemOf({ plan: { ...plain, uniform: 41, strata: [] } }), 'too-many');
  const strata = [{ stratum: '高', count: 21 }];
  assert.equal(problemOf({ plan: { ...plain, uniform: 0, strata } }), 'too-many');
  const missing = [{ stratum: '中', count: 1 }];
  assert.equal(problemOf({ plan: { ...plain, uniform: 0, strata: missing } }), 'too-many');
  assert.equal(problemOf({ plan: { ...plain, uniform: 0, strata: [] } }), 'method');
  // The uniform arm may take what the stratum would need; nobody is drawn twice.
  const all = { ...plain, uniform: 20, strata: [{ stratum: '高', count: 20 }] };
  assert.equal(problemOf({ plan: all }), 'too-many');
});

test('a plan that could only be carried out with luck is not committed to', () => {
  const objects = pool(40, ['高', '低']);
  const planned = (uniform: number) => ({
    ...plain,
    uniform,
    strata: [{ stratum: '高', count: 15 }],
  });
  assert.equal(commitObjection(planned(5), objects, 9), undefined);
  const objection = commitObjection(planned(6), objects, 9);
  assert.equal(objection?.problem, 'too-many');
  assert.match(objection?.sentence ?? '', /“高”只有20个.*不能保证再抽取15个/);
  // Whoever committed to it before may still draw.
  assert.equal(planObjection(planned(6), objects, 9), undefined);
  assert.equal(
    commitObjection({ ...plain, uniform: 0, strata: [] }, objects, 9)?.problem,
    'method',
  );
});

test('inspectors keep away from what they must avoid and carry no more than their load', () => {
  const plan = { ...plain, inspectorsEach: 2, objectsEach: 4 };
  const objects = pool(40, ['高', '低']);
  const [first] = drawnBy({ plan, objects, inspectors: inspectors(6) });
  const biased = inspectors(6).map((one, at) =>
    at < 3 ? { ...one, avoids: [first!.object] } : one,
  );
  const drawn = drawnBy({ plan, objects, inspectors: biased });
  assert.ok(drawn[0]!.inspectors.every((id) => ['i3', 'i4', 'i5'].includes(id)));
  const load = drawn.flatMap((one) => one.inspectors);
  for (const { id } of biased) assert.ok(load.filter((one) => one === id).length <= 4);
  assert.ok(drawn.every((one) => new Set(one.inspectors).size === 2));
  assert.equal(problemOf({ plan, objects, inspectors: inspectors(3) }), 'too-few-inspectors');
  const all = inspectors(6, objects.map(({ id }) => id).sort());
  assert.equal(problemOf({ plan, objects, inspectors: all }), 'too-few-inspectors');
});

test('a replaced object gives its place to the next rank of its own arm and never comes back', () => {
  const before = drawnBy();
  const gone = before[3]!;
  const step = { do: 'replace', object: gone.object } as const;
  const after = drawnBy({ steps: [step] });
  assert.deepEqual(
    after.filter((_one, at) => at !== 3),
    before.filter((_one, at) => at !== 3),
  );
  const next = after[3]!;
  assert.equal(next.stratum, '高');
  assert.ok(
    next.rank >
      Math.max(
        ...before
          .filter((one) => one.arm === 'stratum' && one.stratum === '高')
          .map((one) => one.rank),
      ),
  );
  const again = drawnBy({ steps: [step, { do: 'replace', object: next.object }] });
  assert.ok(!again.some(({ object }) => object === gone.object || object === next.object));
  assert.equal(problemOf({ steps: [step, step] }), 'not-drawn');
  assert.equal(drawStages(request({ steps: [step] })).length, 2);
});

test('a recused inspector gives the object to the next rank, and a stratum may run out', () => {
  const plan = { ...plain, inspectorsEach: 2, objectsEach: 8 };
  const people = inspectors(3);
  const [first] = drawnBy({ plan, inspectors: people });
  const [leaving, staying] = first!.inspectors;
  const recuse = { do: 'recuse', object: first!.object, inspector: leaving! } as const;
  const [changed] = drawnBy({ plan, inspectors: people, steps: [recuse] });
  assert.ok(changed!.inspectors.includes(staying!));
  assert.ok(!changed!.inspectors.includes(leaving!));
  const twice = [recuse, { ...recuse, inspector: staying! }];
  assert.equal(problemOf({ plan, inspectors: people, steps: twice }), 'exhausted');
  assert.equal(problemOf({ plan, inspectors: people, steps: [recuse, recuse] }), 'not-drawn');
  const small = { ...plain, uniform: 0, strata: [{ stratum: '高', count: 20 }] };
  const one = drawnBy({ plan: small })[0]!.object;
  assert.equal(problemOf({ plan: small, steps: [{ do: 'replace', object: one }] }), 'exhausted');
});
