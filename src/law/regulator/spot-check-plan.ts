import { defineBook } from '#kernel/definition.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { editionDefect, editionShape } from './spot-check/rules/edition.ts';
import { productClassOptions, regionOptions } from './spot-check/rules/options.ts';

const lineShape = {
  key: field.text('行号', { max: 20 }),
  productClass: field.choice('产品类别', productClassOptions),
  region: field.choice('地区', regionOptions),
  stage: field.choice('抽样环节', {
    production: '生产领域',
    sales: '流通领域',
    online: '网络交易',
    any: '不限',
  }),
  batches: field.integer('批次', { min: 1, max: 10_000 }),
  budget: field.decimal('经费', { unit: '元' }),
  body: field.organisation('实施部门', ['market-regulator']),
  laboratory: field.organisation('承检机构', ['laboratory']),
  rulesCode: field.optional(field.text('实施细则编号', { max: 40 })),
  dueOn: field.date('完成期限'),
};

const planForm = field.form({
  number: field.text('计划编号', { max: 40 }),
  ...editionShape('spot-check-plan'),
  title: field.text('计划名称'),
  year: field.integer('年度', { min: 2020, max: 2100 }),
  budget: field.decimal('年度经费', { unit: '元', hint: '列入同级财政预算，不向被抽查者收取。' }),
  filedNumber: field.optional(field.text('报上一级部门备案文号')),
  lines: field.rows('计划内容', lineShape, { max: 500 }),
});

/** One line of a plan: what is checked where, how often, at what cost, by whom. */
export interface PlanLine {
  readonly key: string;
  readonly productClass: string;
  readonly region: string;
  readonly stage: string;
  readonly batches: number;
  readonly budget: string;
  readonly body: string;
  readonly laboratory: string;
  readonly rulesCode?: string;
  readonly dueOn: string;
}

/** A plan as its record keeps it. */
export interface Plan {
  readonly number: string;
  readonly edition: number;
  readonly title: string;
  readonly year: number;
  readonly budget: string;
  readonly lines: readonly PlanLine[];
}

/** 监督抽查计划: one plan a year and office in editions; the latest applies. */
export const spotCheckPlan = defineBook({
  id: 'spot-check-plan',
  title: '产品质量监督抽查计划',
  basis: ['guidance/4.1', 'order-18/4', 'order-18/6', 'order-18/11', 'order-18/12'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  keeper: { kinds: ['market-regulator'], posts: ['case-officer', 'reviewer', 'leader'] },
  holds: 'list',
  retention: { years: 2, basis: 'order-18/54' },
  reads: ['spot-check-plan'],
  form: planForm,
  when: (facts, input) =>
    editionDefect(facts.records('spot-check-plan'), input, '计划') ??
    linesDefect(facts, input.year, input.budget, input.lines),
});

function linesDefect(
  { today }: DutyFacts,
  year: number,
  budget: string,
  lines: readonly Pick<PlanLine, 'key' | 'budget' | 'dueOn'>[],
): string | undefined {
  const keys = lines.map(({ key }) => key);
  const doubled = keys.find((key, at) => keys.indexOf(key) !== at);
  if (doubled !== undefined) return `行号“${doubled}”重复。`;
  const astray = lines.find(({ dueOn }) => Number(dueOn.slice(0, 4)) !== year);
  if (astray !== undefined) return `行号“${astray.key}”的完成期限不在${year}年度内。`;
  if (year < Number(today.slice(0, 4))) return '不能编制以前年度的计划。';
  const cents = (yuan: string) => Math.round(Number(yuan) * 100);
  if (lines.some((line) => cents(line.budget) < 0)) return '经费不能小于0。';
  const total = lines.reduce((sum, line) => sum + cents(line.budget), 0);
  return total > cents(budget)
    ? `各行经费合计${(total / 100).toFixed(2)}元，超过年度经费${budget}元。`
    : undefined;
}
