import { judge, limitDefect, requirementText } from '#insight/judgement/judge.ts';
import type { Judgement, Limit } from '#insight/judgement/judge.ts';
import * as field from '#kernel/field.ts';

/** How many samples the rules ask for (12, 19, 22). */
export const sampleShape = {
  minimum: field.integer('待销产品最少数量', { min: 1 }),
  test: field.integer('检验样品数量', { min: 1 }),
  backup: field.integer('备用样品数量', { min: 1 }),
  unit: field.text('计量单位', { max: 10 }),
};

/** Item by item what the published rules test, how, and against which limit (12, 31). */
export function standardItems(label: string) {
  return field.rows(
    label,
    {
      item: field.text('检验项目'),
      method: field.text('检验方法'),
      rule: field.choice('判定方式', {
        'at-most': '不大于上限',
        below: '小于上限',
        'at-least': '不小于下限',
        above: '大于下限',
        between: '在下限和上限之间',
        conforms: '符合要求（目视、操作）',
      }),
      lower: field.optional(field.decimal('下限')),
      upper: field.optional(field.decimal('上限')),
      unit: field.optional(field.text('单位', { max: 20 })),
      compares: field.optional(
        field.choice('极限数值比较', { 'all-digits': '全数值比较法', rounded: '修约值比较法' }),
      ),
    },
    { max: 100 },
  );
}

/** An item of the rules as forms keep it. */
export interface StandardItem extends Limit {
  readonly item: string;
  readonly method: string;
  readonly unit?: string | undefined;
}

/** What is wrong with a list of items: one named twice, or a limit by which nothing can be judged. */
export function itemsDefect(items: readonly StandardItem[]): string | undefined {
  const names = items.map(({ item }) => item);
  const doubled = names.find((name, at) => names.indexOf(name) !== at);
  if (doubled !== undefined) return `检验项目“${doubled}”重复。`;
  const wrong = items.find((one) => limitDefect(one) !== undefined);
  return wrong === undefined ? undefined : `检验项目“${wrong.item}”：${limitDefect(wrong)}`;
}

/** The technical requirement of an item as papers print it, e.g. `≤45 K`. */
export function requirementOf(item: StandardItem): string {
  return requirementText(item, item.unit);
}

/** What a measured value comes to; `<` and 未检出 are understood. */
export function judgementOf(item: StandardItem, measured: string): Judgement {
  return judge(item, measured);
}

/** A tested item as reports keep it. */
export interface Measured {
  readonly item: string;
  readonly measured: string;
  readonly verdict: 'pass' | 'fail';
}

/**
 * Holds results against the items of the task: each must be among them, and its verdict the one that its limit gives.
 * Without items in the task nothing is said.
 * @param complete whether every item of the task must be there (a retest tests what is disputed only, 42).
 */
export function resultsDefect(
  standard: readonly StandardItem[],
  results: readonly Measured[],
  complete = true,
): string | undefined {
  if (standard.length === 0) return undefined;
  for (const { item, measured, verdict } of results) {
    const own = standard.find((one) => one.item === item);
    if (own === undefined) return `“${item}”不是实施细则规定的检验项目。`;
    const found = judgementOf(own, measured);
    if (found.verdict === undefined) return `检验项目“${item}”：${found.unclear}`;
    if (found.verdict !== verdict) {
      const said = found.verdict === 'pass' ? '合格' : '不合格';
      return `检验项目“${item}”实测值${measured}，要求${requirementOf(own)}，单项判定应为${said}。`;
    }
  }
  const missing = standard.find(({ item }) => !results.some((one) => one.item === item));
  return complete && missing !== undefined ? `缺少检验项目“${missing.item}”的结果。` : undefined;
}
