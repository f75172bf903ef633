import { dayOf } from '#kernel/calendar/plain-date.ts';
import { defineBook } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Json } from '#kernel/json.ts';
import type { z } from 'zod';
import type { PlanLine } from './spot-check-plan.ts';
import { exceptions, sites } from './spot-check/rules/options.ts';

const taskShape = {
  taskNumber: field.text('任务编号', { max: 60 }),
  sampled: field.organisation('被抽样者', ['enterprise', 'platform']),
  productName: field.text('产品名称'),
  brand: field.text('商标'),
  model: field.text('规格型号'),
  standard: field.text('产品标准'),
  producerName: field.text('标称生产者名称'),
  producer: field.optional(field.organisation('标称生产者（平台登记单位）', ['enterprise'])),
  platform: field.optional(field.organisation('电子商务平台经营者', ['platform'])),
  exception: field.optional(field.choice('不受六个月限制的情形', exceptions)),
};

const batchForm = field.form({
  plan: field.record('监督抽查计划', 'spot-check-plan'),
  line: field.text('计划行', { max: 20 }),
  rules: field.record('监督抽查实施细则', 'spot-check-rules'),
  drawnFrom: field.optional(field.text('随机抽取记录编号', { hint: '被抽查对象随机确定。' })),
  site: field.choice('抽样环节', sites),
  samplingAgency: field.organisation('抽样单位', ['market-regulator', 'laboratory']),
  laboratory: field.organisation('承检机构', ['laboratory']),
  handler: field.organisation('负责结果处理的市场监管部门', ['market-regulator']),
  reportDueOn: field.date('检验报告报送期限'),
  tasks: field.rows('抽查任务', taskShape, { max: 200 }),
});

type Batch = z.output<typeof batchForm>;

/** 监督抽查任务分配: many checks are opened from one line of a plan at once, all of them or none. */
export const spotCheckBatch = defineBook({
  id: 'spot-check-batch',
  title: '监督抽查任务分配',
  basis: ['guidance/4.1', 'order-18/12', 'order-18/15'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  keeper: {
    kinds: ['market-regulator'],
    posts: ['case-officer', 'reviewer', 'publisher', 'leader'],
  },
  holds: 'list',
  retention: { years: 2, basis: 'order-18/54' },
  reads: ['spot-check-plan', 'spot-check-rules'],
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
    if (input.tasks.length > line.batches) {
      return `计划行“${line.key}”共${line.batches}批次，不能一次分配${input.tasks.length}批次。`;
    }
    const numbers = input.tasks.map(({ taskNumber }) => taskNumber);
    const doubled = numbers.find((number, at) => numbers.indexOf(number) !== at);
    return doubled === undefined ? undefined : `任务编号“${doubled}”重复。`;
  },
  then: (facts, input) => {
    const plan = found(facts, 'spot-check-plan', input.plan)!;
    const rules = found(facts, 'spot-check-rules', input.rules)!;
    // Always in the same order: two batches about the same products then wait for each other instead of both.
    return input.tasks
      .map((task, at) => openTask(input, task, at, plan, rules))
      .toSorted((one, other) => (one.order < other.order ? -1 : 1))
      .map(({ effect }) => effect);
  },
});

function openTask(
  batch: Batch,
  { sampled, ...task }: Batch['tasks'][number],
  at: number,
  plan: RecordFacts,
  rules: RecordFacts,
): { readonly order: string; readonly effect: Effect } {
  const { line, site, samplingAgency, laboratory, handler, reportDueOn } = batch;
  const text = (record: RecordFacts, name: string) => {
    const value = record.input[name];
    return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  };
  const input = {
    ...task,
    planName: text(plan, 'title'),
    plan: { number: text(plan, 'number'), line },
    productClass: text(rules, 'productClass'),
    rulesName: `${text(rules, 'title')}（${text(rules, 'number')}，第${text(rules, 'edition')}版）`,
    rulesPublishedOn: dayOf(rules.at),
    sample: rules.input['sample']!,
    items: rules.input['items']!,
    site,
    samplingAgency,
    laboratory,
    handler,
    reportDueOn,
  };
  return {
    order: [task.producerName, task.standard, task.brand, task.model].join(' '),
    effect: {
      do: 'open',
      procedure: 'spot-check',
      act: 'assign',
      // A field that was left out has no canonical form.
      input: JSON.parse(JSON.stringify(input)) as Json,
      key: task.taskNumber,
      subject: sampled,
      path: `tasks.${at}`,
    },
  };
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
