import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { drawStages } from './draw.ts';
import { readInspectors, readObjects, writeInspectors, writeObjects } from './pool.ts';
import { readResult, resultHash, resultText } from './result.ts';
import { seedOf, seedText } from './seed.ts';
import { bytesOf, hexHash, textOf } from './text.ts';
import type { Plan, SeedParts, Step } from './types.ts';
import { verifyDraw } from './verify.ts';
import type { PublishedDraw } from './verify.ts';

const sha256 = (message: Uint8Array) => createHash('sha256').update(message).digest();
const nonce = '0123456789abcdef0123456789abcdef';
const objects = Array.from({ length: 30 }, (_value, at) => ({
  id: `firm-${String(at).padStart(2, '0')}`,
  stratum: at % 3 === 0 ? '高风险' : '一般',
  weight: 1 + (at % 2),
  label: `第${at}水泥厂`,
}));
const inspectors = ['a', 'b', 'c', 'd'].map((id) => ({ id, unit: '区局', avoids: [] as string[] }));
const plan: Plan = {
  method: 'ranked',
  uniform: 2,
  strata: [{ stratum: '高风险', count: 4 }],
  inspectorsEach: 2,
  objectsEach: 5,
};

function published(change: (text: string) => string = (text) => text): PublishedDraw {
  const file = writeObjects(nonce, objects);
  const people = writeInspectors(nonce, inspectors);
  const committed = { objects: hexHash(file, sha256), inspectors: hexHash(people, sha256) };
  const round = (size: number, steps: readonly Step[]) => {
    const seed: SeedParts = { ...committed, log: { size, root: hexHash(`${size}`, sha256) } };
    const hash = seedOf(seed, sha256);
    const stages = drawStages({ plan, objects, inspectors, seed: hash, steps });
    const drawn = stages.map((stage) => (stage.ok ? stage.drawn : []));
    const hashes = drawn.map((one) => resultHash(hash, one, sha256));
    return { seed, steps, hashes, shown: resultText(hash, drawn.at(-1)!) };
  };
  const first = round(100, []);
  const object = first.shown.split('\n')[3]!.split('\t')[3]!;
  const rounds = [first, round(200, [])].map((one, at) =>
    at === 0 ? round(100, [{ do: 'replace', object }]) : one,
  );
  return { objects: bytesOf(change(textOf(file)!)), inspectors: people, committed, plan, rounds };
}

test('an honest draw of two rounds, one with a replacement, is found right', () => {
  const outcome = verifyDraw(published(), sha256);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  assert.deepEqual(
    outcome.rounds.map(({ length }) => length),
    [6, 6],
  );
});

test('a pool that was changed after the commitment is found before anything else', () => {
  const outcome = verifyDraw(
    published((text) => text.replace('firm-03\t高风险\t2', 'firm-03\t高风险\t1')),
    sha256,
  );
  assert.ok(!outcome.ok);
  assert.equal(outcome.where, '对象库文件');
  const reordered = published((text) => {
    const lines = text.split('\n');
    [lines[5], lines[6]] = [lines[6]!, lines[5]!];
    return lines.join('\n');
  });
  assert.equal(wrong(reordered), '对象库文件');
  const recommitted = {
    ...reordered,
    committed: { ...reordered.committed, objects: hexHash(reordered.objects, sha256) },
  };
  assert.equal(wrong(recommitted), '对象库第7行');
});

test('the first difference is named: seed, plan, hash of a stage, line of what is shown', () => {
  const whole = published();
  const [first, second] = whole.rounds as [PublishedDraw['rounds'][0], PublishedDraw['rounds'][0]];
  const other = { ...first.seed, log: { ...first.seed.log, size: 101 } };
  assert.match(wrong({ ...whole, rounds: [{ ...first, seed: other }] }), /第1轮/);
  const shown = first.shown!.replace(/\tfirm-\d\d\t/, '\tfirm-99\t');
  assert.equal(wrong({ ...whole, rounds: [{ ...first, shown }] }), '第1轮第1次递补之后的结果第3行');
  const hashes = ['0'.repeat(64)];
  assert.equal(wrong({ ...whole, rounds: [first, { ...second, hashes }] }), '第2轮抽取结果');
  const greedy = { ...plan, uniform: 40 };
  assert.equal(wrong({ ...whole, plan: greedy }), '第1轮抽取方案');
  const { inspectors: _people, ...without } = whole;
  assert.equal(wrong(without), '检查人员库');
  const foreign = { ...first.seed, objects: 'f'.repeat(64) };
  assert.equal(wrong({ ...whole, rounds: [{ ...first, seed: foreign }] }), '第1轮种子所用的名录库');
});

test('a result can be read back, and nothing else is taken for one', () => {
  const { rounds } = published();
  const text = rounds[0]!.shown!;
  const seed = text.split('\n')[1]!;
  assert.equal(resultText(seed, readResult(text)!), text);
  for (const bad of ['', text.slice(0, -1), text.replace('uniform', 'other'), text.slice(1)]) {
    assert.equal(readResult(bad), undefined);
  }
});

test('the seed is the hash of a text that anybody can write', () => {
  const log = { size: 12, root: 'c'.repeat(64) };
  const beacon = { name: '双色球 2026135 期', value: '03 07 11' };
  const parts: SeedParts = { objects: 'a'.repeat(64), log, beacon };
  const text = `sifang-draw-seed/v1\nobjects ${'a'.repeat(64)}\ninspectors -\nlog 12 ${'c'.repeat(64)}\nbeacon 双色球_2026135_期 03_07_11\n`;
  assert.equal(seedText(parts), text);
  assert.equal(seedOf(parts, sha256), createHash('sha256').update(text).digest('hex'));
  assert.match(seedText({ ...parts, beacon: undefined }), /beacon -\n$/);
});

test('a pool file is read strictly: order, repeated ids, count, weights, line end', () => {
  const good = textOf(writeObjects(nonce, objects.slice(0, 3)))!;
  assert.ok(readObjects(bytesOf(good)).ok);
  const cases: [string, number][] = [
    [good.replace('firm-01', 'firm-00'), 6],
    [good.replace('firm-01', 'firm-09'), 7],
    [good.replace('\n3\n', '\n4\n'), 4],
    [good.replace('\t2\t', '\t101\t'), 6],
    [good.replace('\t2\t', '\t02\t'), 6],
    [good.replace('objects', 'inspectors'), 2],
    [good.slice(0, -1), 7],
    [good.replace(nonce, 'x'), 3],
    ['', 1],
  ];
  for (const [text, line] of cases) {
    const reading = readObjects(bytesOf(text));
    assert.ok(!reading.ok && reading.line === line, JSON.stringify([line, reading]));
  }
  assert.ok(!readObjects(Uint8Array.of(0xff)).ok);
  const twice = [objects[0]!, objects[0]!];
  assert.throws(() => writeObjects(nonce, twice), /重复/);
  const sorted = writeInspectors(nonce, [{ id: 'x', unit: '区局', avoids: ['b', 'a', 'b'] }]);
  assert.match(textOf(sorted)!, /\ta,b\n$/);
  assert.ok(!readInspectors(bytesOf(textOf(sorted)!.replace('a,b', 'b,a'))).ok);
});

function wrong(draw: PublishedDraw): string {
  const outcome = verifyDraw(draw, sha256);
  return outcome.ok ? 'right' : outcome.where;
}
