import { Assignment } from './assign.ts';
import { candidatesOf } from './ranking/candidates.ts';
import type { Candidate, Candidates } from './ranking/candidates.ts';
import { MAX_SELECTIONS } from './rfc3797/select.ts';
import type { Drawn, DrawOutcome, DrawProblem, Plan, PoolInspector, PoolObject } from './types.ts';
import type { Step } from './types.ts';

/** Everything that a draw is computed from. */
export interface DrawRequest {
  readonly plan: Plan;
  readonly objects: readonly PoolObject[];
  readonly inspectors: readonly PoolInspector[];
  /** Lower-case hexadecimal, see `seedOf`. */
  readonly seed: string;
  readonly steps: readonly Step[];
}

/** Computes a draw and what was replaced since, FORMAT.md §4 and §5. */
export function draw(request: DrawRequest): DrawOutcome {
  const outcomes = drawStages(request);
  return outcomes.find((outcome) => !outcome.ok) ?? outcomes.at(-1)!;
}

/** The same with the result before the first step and after each; ends at the first that cannot be made. */
export function drawStages(request: DrawRequest): readonly DrawOutcome[] {
  const { plan, objects, steps } = request;
  const objection = planObjection(plan, objects, request.inspectors.length);
  if (objection !== undefined) return [objection];
  const round = new Round(request);
  const first = round.start();
  const stages: DrawOutcome[] = [first];
  for (const step of steps) {
    if (!stages.at(-1)!.ok) break;
    stages.push(round.take(step));
  }
  return stages;
}

/** Finds why a plan cannot be carried out on a pool; undefined where it can, as far as the numbers tell. */
export function planObjection(
  plan: Plan,
  objects: readonly PoolObject[],
  inspectors: number,
): (DrawOutcome & { ok: false }) | undefined {
  if (objects.length === 0) return refuse('empty-pool', '对象库是空的，不能抽取。');
  const wanted = plan.uniform + plan.strata.reduce((sum, { count }) => sum + count, 0);
  if (wanted === 0) return refuse('method', '抽取数目为零。');
  if (plan.method === 'rfc3797') {
    const isPlain = plan.strata.length === 0 && objects.every(({ weight }) => weight === 1);
    if (!isPlain) return refuse('method', 'RFC 3797方法不支持分层和权重。');
    if (wanted > MAX_SELECTIONS) return refuse('method', 'RFC 3797方法最多抽取65536个。');
  }
  const names = plan.strata.map(({ stratum }) => stratum);
  if (new Set(names).size < names.length) return refuse('method', '同一分层列了两次。');
  const sizes = sizesOf(objects);
  for (const { stratum, count } of plan.strata) {
    const size = sizes.get(stratum) ?? 0;
    if (count > size)
      return refuse('too-many', `分层“${stratum}”只有${size}个，不能抽取${count}个。`);
  }
  if (wanted > objects.length) {
    return refuse('too-many', `对象库只有${objects.length}个，不能抽取${wanted}个。`);
  }
  const places = inspectors * plan.objectsEach;
  return plan.inspectorsEach > inspectors || wanted * plan.inspectorsEach > places
    ? refuse('too-few-inspectors', '检查人员不足以承担所抽取的对象。')
    : undefined;
}

/**
 * Finds why a plan must not be committed to: it cannot be carried out, or only with luck. The uniform arm is drawn first
 * and may take of a stratum what the stratum needs; once the seed is known, nobody could mend that without choosing.
 */
export function commitObjection(
  plan: Plan,
  objects: readonly PoolObject[],
  inspectors: number,
): (DrawOutcome & { ok: false }) | undefined {
  const objection = planObjection(plan, objects, inspectors);
  if (objection !== undefined) return objection;
  const sizes = sizesOf(objects);
  const { uniform, strata } = plan;
  for (const { stratum, count } of strata) {
    const size = sizes.get(stratum) ?? 0;
    if (count + uniform > size) {
      const sentence =
        `分层“${stratum}”只有${size}个，全库均匀抽取的${uniform}个可能先把它们抽走，` +
        `不能保证再抽取${count}个。请减少数目，或者合并分层。`;
      return refuse('too-many', sentence);
    }
  }
  return undefined;
}

function sizesOf(objects: readonly PoolObject[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { stratum } of objects) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  return sizes;
}

/** One round of a draw, from its seed on. */
class Round {
  readonly #plan: Plan;
  readonly #candidates: Candidates;
  readonly #assignment: Assignment;
  /** Objects that were ever drawn: none comes back. */
  readonly #taken = new Set<string>();
  #drawn: Drawn[] = [];

  constructor({ plan, objects, inspectors, seed }: DrawRequest) {
    this.#plan = plan;
    this.#candidates = candidatesOf(plan, objects, seed);
    this.#assignment = new Assignment(plan, inspectors, seed);
  }

  start(): DrawOutcome {
    const { uniform, strata } = this.#plan;
    const failed =
      this.#fill('uniform', this.#candidates.uniform(), uniform, '全库均匀抽取') ??
      strata.reduce<DrawOutcome | undefined>(
        (failure, { stratum, count }) =>
          failure ??
          this.#fill('stratum', this.#candidates.stratum(stratum), count, `分层“${stratum}”`),
        undefined,
      );
    return failed ?? this.#result();
  }

  take(step: Step): DrawOutcome {
    const at = this.#drawn.findIndex(({ object }) => object === step.object);
    const old = this.#drawn[at];
    if (old === undefined) return refuse('not-drawn', `对象${step.object}不在抽取结果中。`);
    if (step.do === 'recuse') {
      const inspectors = this.#assignment.recuse(step.object, step.inspector);
      if (typeof inspectors === 'string') return refuse(inspectors, saidOf[inspectors]);
      this.#drawn[at] = { ...old, inspectors };
      return this.#result();
    }
    const order =
      old.arm === 'uniform' ? this.#candidates.uniform() : this.#candidates.stratum(old.stratum);
    const next = this.#next(order);
    if (next === undefined) return refuse('exhausted', '同一分层已没有可以递补的对象。');
    this.#assignment.free(step.object);
    const drawn = this.#give(old.arm, next);
    if (drawn === undefined) return refuse('too-few-inspectors', saidOf['too-few-inspectors']);
    this.#drawn[at] = drawn;
    return this.#result();
  }

  #fill(
    arm: Drawn['arm'],
    order: Iterable<Candidate>,
    count: number,
    what: string,
  ): DrawOutcome | undefined {
    if (count === 0) return undefined;
    let missing = count;
    for (const candidate of order) {
      if (this.#taken.has(candidate.id)) continue;
      const drawn = this.#give(arm, candidate);
      if (drawn === undefined) {
        return refuse('too-few-inspectors', saidOf['too-few-inspectors']);
      }
      this.#drawn.push(drawn);
      missing -= 1;
      if (missing === 0) return undefined;
    }
    return refuse('too-many', `${what}缺少${missing}个对象。`);
  }

  #next(order: Iterable<Candidate>): Candidate | undefined {
    for (const candidate of order) if (!this.#taken.has(candidate.id)) return candidate;
    return undefined;
  }

  #give(arm: Drawn['arm'], { id, stratum, rank }: Candidate): Drawn | undefined {
    const inspectors = this.#assignment.give(id);
    if (inspectors === undefined) return undefined;
    this.#taken.add(id);
    return { arm, stratum, rank, object: id, inspectors };
  }

  #result(): DrawOutcome {
    return { ok: true, drawn: [...this.#drawn] };
  }
}

const saidOf = {
  'too-few-inspectors': '回避之后没有足够的检查人员。',
  exhausted: '没有可以递补的检查人员。',
  'not-drawn': '该检查人员没有被派往这一对象。',
} as const;

function refuse(problem: DrawProblem, sentence: string) {
  return { ok: false, problem, sentence } as const;
}
