import { drawStages, planObjection } from './draw.ts';
import { readInspectors, readObjects } from './pool.ts';
import { resultText } from './result.ts';
import { seedOf } from './seed.ts';
import { hexHash } from './text.ts';
import type { Drawn, Plan, PoolInspector, PoolObject, SeedParts, Sha256, Step } from './types.ts';

/** One round as it was published: its seed, what happened, and the hash that each entry carries. */
export interface PublishedRound {
  readonly seed: SeedParts;
  readonly steps: readonly Step[];
  /** Hash of the result before the first step and after each. */
  readonly hashes: readonly string[];
  /** The text of the last result where it is shown, to find the first line that differs. */
  readonly shown?: string | undefined;
}

/** A draw as it was published. */
export interface PublishedDraw {
  /** The files of the pools. */
  readonly objects: Uint8Array;
  readonly inspectors?: Uint8Array | undefined;
  /** What was committed to beforehand. */
  readonly committed: { readonly objects: string; readonly inspectors?: string | undefined };
  readonly plan: Plan;
  readonly rounds: readonly PublishedRound[];
}

/** What a verification comes to. */
export type Verification =
  | {
      readonly ok: true;
      readonly rounds: readonly (readonly Drawn[])[];
      readonly objects: readonly PoolObject[];
      readonly inspectors: readonly PoolInspector[];
    }
  | {
      readonly ok: false;
      /** Where the first difference lies, Chinese. */
      readonly where: string;
      readonly expected: string;
      readonly found: string;
    };

/** Computes a whole draw again and names the first difference from what was published. Never throws. */
export function verifyDraw(published: PublishedDraw, sha256: Sha256): Verification {
  const pools = openPools(published, sha256);
  if ('where' in pools) return pools;
  const rounds: (readonly Drawn[])[] = [];
  for (const [at, round] of published.rounds.entries()) {
    const outcome = verifyRound(published, round, `第${at + 1}轮`, pools, sha256);
    if ('where' in outcome) return outcome;
    rounds.push(outcome);
  }
  return { ok: true, rounds, ...pools };
}

interface Pools {
  readonly objects: readonly PoolObject[];
  readonly inspectors: readonly PoolInspector[];
}

type Difference = Verification & { ok: false };

function openPools(published: PublishedDraw, sha256: Sha256): Pools | Difference {
  const { committed } = published;
  const found = hexHash(published.objects, sha256);
  if (found !== committed.objects) return differs('对象库文件', committed.objects, found);
  const objects = readObjects(published.objects);
  if (!objects.ok) return differs(`对象库第${objects.line}行`, '符合格式', objects.sentence);
  const file = published.inspectors;
  if ((file === undefined) !== (committed.inspectors === undefined)) {
    const presence = (there: unknown) => (there === undefined ? '没有' : '有');
    return differs('检查人员库', presence(committed.inspectors), presence(file));
  }
  if (file === undefined) return { objects: objects.pool.items, inspectors: [] };
  const digest = hexHash(file, sha256);
  if (digest !== committed.inspectors) {
    return differs('检查人员库文件', committed.inspectors!, digest);
  }
  const inspectors = readInspectors(file);
  if (!inspectors.ok) {
    return differs(`检查人员库第${inspectors.line}行`, '符合格式', inspectors.sentence);
  }
  return { objects: objects.pool.items, inspectors: inspectors.pool.items };
}

function verifyRound(
  { plan, committed }: PublishedDraw,
  { seed: parts, steps, hashes, shown }: PublishedRound,
  name: string,
  pools: Pools,
  sha256: Sha256,
): readonly Drawn[] | Difference {
  if (parts.objects !== committed.objects || parts.inspectors !== committed.inspectors) {
    return differs(`${name}种子所用的名录库`, committed.objects, parts.objects);
  }
  const seed = seedOf(parts, sha256);
  const objection = planObjection(plan, pools.objects, pools.inspectors.length);
  if (objection !== undefined) return differs(`${name}抽取方案`, '可以执行', objection.sentence);
  const stages = drawStages({ plan, ...pools, seed, steps });
  let last: readonly Drawn[] = [];
  for (let at = 0; at <= steps.length; at++) {
    const where = at === 0 ? `${name}抽取结果` : `${name}第${at}次递补之后的结果`;
    const stage = stages[at];
    if (stage === undefined || !stage.ok) return differs(where, '可以重算', stage?.sentence ?? '');
    last = stage.drawn;
    const text = resultText(seed, last);
    const isLast = at === steps.length;
    if (isLast && shown !== undefined && shown !== text) return firstLine(where, text, shown);
    const expected = hexHash(text, sha256);
    if (hashes[at] !== expected) return differs(where, expected, hashes[at] ?? '没有');
  }
  return last;
}

/** The first line in which two results differ. */
function firstLine(where: string, expected: string, found: string): Difference {
  const right = expected.split('\n');
  const wrong = found.split('\n');
  const at = right.findIndex((line, index) => line !== wrong[index]);
  const line = at < 0 ? right.length : at;
  return differs(`${where}第${line + 1}行`, right[line] ?? '到此为止', wrong[line] ?? '到此为止');
}

function differs(where: string, expected: string, found: string): Difference {
  return { ok: false, where, expected, found };
}
