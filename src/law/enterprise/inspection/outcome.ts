import { planFor, questionDefect } from '#insight/sampling/plan.ts';
import type { Counting, Plan, Stage } from '#insight/sampling/plan.ts';
import { isAccepted } from '#insight/sampling/switching.ts';
import type { Level } from '#insight/sampling/letters.ts';
import type { Severity } from '#insight/sampling/tables.ts';
import { countValues } from './values.ts';
import type { Characteristic, Measured } from './values.ts';

/** How a plan samples by GB/T 2828.1. */
export interface Scheme {
  readonly level: Level;
  readonly aql: string;
  readonly counting: Counting;
  readonly kind: 'single' | 'double';
}

/** An inspection plan as far as the outcome depends on it. */
export interface PlanRules {
  readonly sampling: 'aql' | 'fixed' | 'full';
  readonly scheme?: Scheme | undefined;
  readonly fixed?: { readonly size: number; readonly accept: number } | undefined;
  readonly items: readonly Characteristic[];
}

/** What an inspection comes to: computed here and nowhere else, never typed. */
export interface Outcome {
  /** How strictly the lot was inspected; absent where the plan doesn't sample by the standard. */
  readonly severity?: Severity | undefined;
  /** Items inspected in all, and Ac and Re of the sample that decided. */
  readonly sampleSize: number;
  readonly accept: number;
  readonly reject: number;
  /** Nonconforming items, or nonconformities where the plan counts those. */
  readonly found: number;
  /** What the first of two samples alone came to. */
  readonly firstFound?: number | undefined;
  readonly verdict: 'pass' | 'fail';
}

/** What is drawn from a lot: samples with their numbers. */
export interface Drawing {
  readonly stages: readonly Stage[];
  readonly plan?: Plan;
}

/** The samples that a plan draws from a lot, or why none can be, in Chinese. */
export function drawingFor(
  rules: PlanRules,
  lotSize: number,
  severity: Severity,
): Drawing | string {
  if (rules.sampling === 'full') return { stages: [{ size: lotSize, accept: 0, reject: 1 }] };
  if (rules.sampling === 'fixed') {
    const { size, accept } = rules.fixed ?? { size: 1, accept: 0 };
    const drawn = Math.min(size, lotSize);
    return { stages: [{ size: drawn, accept, reject: accept + 1 }] };
  }
  if (rules.scheme === undefined) return '检验方案没有写明检验水平和AQL。';
  // No sample can be drawn from one item, whose code letters begin at a lot of two: all of it is inspected, as the standard
  // has it wherever the sample would come to the lot.
  if (lotSize === 1) return { stages: [{ size: 1, accept: 0, reject: 1 }] };
  const question = { ...rules.scheme, lotSize, severity };
  const defect = questionDefect(question);
  if (defect !== undefined) return defect;
  const plan = planFor(question);
  return { stages: plan.stages, plan };
}

/** What was measured of a lot. */
export interface Samples {
  readonly lotSize: number;
  readonly first: readonly Measured[];
  readonly second?: readonly Measured[] | undefined;
}

/**
 * Judges a lot from the values of its samples.
 * @returns the outcome, or why there is none yet, in Chinese.
 */
export function outcomeOf(
  rules: PlanRules,
  { lotSize, first, second }: Samples,
  severity: Severity,
): Outcome | string {
  const drawing = drawingFor(rules, lotSize, severity);
  if (typeof drawing === 'string') return drawing;
  const { stages } = drawing;
  const found: number[] = [];
  for (const [at, measured] of [first, second].entries()) {
    const stage = stages[at];
    if (measured === undefined || measured.length === 0) break;
    const isDecided = found.length > 0 && accepted(stages, found) !== undefined;
    if (stage === undefined || isDecided) return '第一样本已能判定，不应再抽第二样本。';
    const counted = countValues(rules.items, measured, stage.size);
    if ('unclear' in counted) return at === 0 ? counted.unclear : `第二样本：${counted.unclear}`;
    const isCountingItems = rules.scheme?.counting !== 'nonconformities';
    found.push(isCountingItems ? counted.items : counted.nonconformities);
  }
  if (found.length === 0) return '请填写实测值。';
  const isGood = accepted(stages, found);
  if (isGood === undefined) {
    return `第一样本发现${found[0]}，介于接收数和拒收数之间，请抽取第二样本${stages[1]!.size}件。`;
  }
  const deciding = stages[found.length - 1]!;
  return {
    ...(drawing.plan === undefined ? {} : { severity }),
    sampleSize: stages.slice(0, found.length).reduce((sum, { size }) => sum + size, 0),
    accept: deciding.accept,
    reject: deciding.reject,
    found: found.reduce((sum, count) => sum + count, 0),
    ...(found.length > 1 ? { firstFound: found[0]! } : {}),
    verdict: isGood ? 'pass' : 'fail',
  };
}

function accepted(stages: readonly Stage[], found: readonly number[]): boolean | undefined {
  return isAccepted({ stages }, found);
}
