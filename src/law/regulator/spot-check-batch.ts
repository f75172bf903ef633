import { defineBook } from '#kernel/definition.ts';
import type { DrawFacts, DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { Objection } from '#kernel/refusal.ts';
import type { PlanLine } from './spot-check-plan.ts';
import { drawnDefect } from './spot-check/batch/drawn.ts';
import { batchForm } from './spot-check/batch/form.ts';
import type { Batch } from './spot-check/batch/form.ts';
import { lineDefect } from './spot-check/batch/line.ts';
import { openTasks } from './spot-check/batch/opening.ts';
import { watchedDefect } from './spot-check/watched/task.ts';

/** 监督抽查任务分配: many checks are opened from one line of a plan at once, all of them or none. */
export const spotCheckBatch = defineBook({
  id: 'spot-check-batch',
  title: '监督抽查任务分配',
  basis: ['guidance/4.1', 'order-18/12', 'order-18/15', 'random-2019-5/targeted'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  keeper: {
    kinds: ['market-regulator'],
    posts: ['case-officer', 'reviewer', 'publisher', 'leader'],
  },
  holds: 'list',
  retention: { years: 2, basis: 'order-18/54' },
  reads: ['spot-check-plan', 'spot-check-rules'],
  matches: [{ book: 'spot-check-batch', fields: { plan: 'plan' }, editions: { plan: 'number' } }],
  watches: true,
  form: batchForm,
  when: (facts, input) => {
    const plan = found(facts, 'spot-check-plan', input.plan);
    const rules = found(facts, 'spot-check-rules', input.rules);
    if (plan === undefined) return '没有找到这份监督抽查计划。';
    if (rules === undefined) return '没有找到这份实施细则。';
    const line = lineOf(plan, input.line);
    if (line === undefined) return `计划中没有行号“${input.line}”。`;
    if (isReplaced(facts, 'spot-check-plan', plan)) return '这份计划已有修订版，请按现行版本分配。';
    if (isReplaced(facts, 'spot-check-rules', rules))
      return '这份实施细则已有修订版，请选择现行版本。';
    if (line.productClass !== rules.input['productClass']) {
      return '实施细则的产品类别与计划行不一致。';
    }
    const earlier = earlierBatches(facts);
    return (
      lineDefect(line, input, earlier) ??
      numbersDefect(earlier, input) ??
      sourceDefect(facts, input) ??
      watchedDefect(facts.watches ?? [], line, input.tasks)
    );
  },
  then: (facts, input) => {
    const plan = found(facts, 'spot-check-plan', input.plan)!;
    const rules = found(facts, 'spot-check-rules', input.rules)!;
    const office = facts.organisation.id;
    return openTasks(input, { plan, rules, draw: drawOf(facts, input), office });
  },
});

/** Numbers are the plan's: none stands twice, in this batch nor in an earlier one under any edition of the plan. */
function numbersDefect(earlier: readonly Batch[], { tasks }: Batch): string | undefined {
  const taken = new Set(earlier.flatMap((one) => one.tasks.map(({ taskNumber }) => taskNumber)));
  for (const { taskNumber } of tasks) {
    if (taken.has(taskNumber)) return `任务编号“${taskNumber}”重复。`;
    taken.add(taskNumber);
  }
  return undefined;
}

/** What was made before under any edition of the plan. */
function earlierBatches(facts: DutyFacts): readonly Batch[] {
  return facts.records('spot-check-batch').map(({ input }) => input as unknown as Batch);
}

function sourceDefect(facts: DutyFacts, input: Batch): Objection | undefined {
  const { drawnFrom, drawnElsewhere, tasks } = input;
  if (drawnFrom === undefined) return undefined;
  return drawnElsewhere === undefined
    ? drawnDefect(drawOf(facts, input), tasks)
    : '已选择平台上的抽取，不再填写平台以外的抽取记录。';
}

function drawOf({ draws = [] }: DutyFacts, { drawnFrom }: Batch): DrawFacts | undefined {
  return draws.find(({ id }) => id === drawnFrom);
}

function found(facts: DutyFacts, book: string, entry: string): RecordFacts | undefined {
  return facts.records(book).find((record) => record.entry === entry);
}

function lineOf(plan: RecordFacts, key: string): PlanLine | undefined {
  const lines = plan.input['lines'] as unknown as readonly PlanLine[];
  return lines.find((line) => line.key === key);
}

function isReplaced(facts: DutyFacts, book: string, record: RecordFacts): boolean {
  return facts.records(book).some(({ input }) => input['replaces'] === record.entry);
}
