import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Objection } from '#kernel/refusal.ts';
import { takenBack } from './declaring.ts';
import { productLacks } from './fitness.ts';
import { productIn } from './rule.ts';
import { takenNumber } from './stating.ts';

/** From now on it may leave the works: nothing may stand against it. */
export const supply = defineAct({
  title: '开始供应',
  by: ['producer'],
  from: ['filed', 'stopped'],
  to: 'supplied',
  basis: [
    'guidance/2.3',
    'product-quality-law/13',
    'product-quality-law/27',
    'product-quality-law/29',
    'standardization-law/25',
    'order-83/15',
  ],
  form: field.form({ from: field.date('开始供应日期') }),
  when: (facts, { from }) =>
    from < facts.today ? '开始供应日期不能早于今天：供应前应当完成声明和检查。' : lackOf(facts),
});

export const stop = defineAct({
  title: '停产',
  by: ['producer'],
  from: 'supplied',
  to: 'stopped',
  basis: ['guidance/2.3'],
  form: field.form({ reason: field.text('停产原因') }),
});

/** The end of it; its declaration ends with it (order 83, 15). */
export const retire = defineAct({
  title: '注销产品档案',
  by: ['producer'],
  from: ['filed', 'supplied', 'stopped'],
  to: 'retired',
  optional: true,
  basis: ['guidance/2.3', 'order-83/15'],
  form: field.form({ reason: field.text('注销原因') }),
  then: (facts, { reason }) => takenBack(facts, `产品档案已注销：${reason}`),
});

function lackOf(facts: ProceedingFacts): Objection | undefined {
  const { subject, market, certificates, today } = facts;
  const product = productIn(facts);
  const taken = takenNumber(facts, product.code);
  if (taken !== undefined) return taken;
  const productClass = subject?.productClasses.find(({ id }) => id === product.productClass);
  const [lack] = productLacks(product, { ...market, productClass, certificates }, today);
  return lack;
}
