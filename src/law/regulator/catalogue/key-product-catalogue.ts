import type { z } from 'zod';
import { defineBook } from '#kernel/definition.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { keyOf } from './compare.ts';
import { classTitles } from '../certificates/parts.ts';

const catalogueForm = field.form({
  year: field.integer('目录年份', { min: 2018, max: 2999 }),
  from: field.date('施行日期'),
  source: field.text('来源', { hint: '公告名称和文号' }),
  items: field.rows(
    '目录产品',
    {
      group: field.text('产品大类', { max: 60 }),
      product: field.text('产品名称'),
      classId: field.optional(field.choice('平台产品类别', classTitles)),
      licence: field.yesNo('生产许可证'),
      ccc: field.yesNo('强制性产品认证'),
      special: field.optional(field.text('特殊监管需求')),
      risk: field.choice('风险等级', { high: '高', medium: '中', low: '低' }),
    },
    { max: 1000 },
  ),
});

/** 重点产品监管目录: its editions, each in force from a day until the next; the province keeps it. */
export const keyProductCatalogue = defineBook({
  id: 'key-product-catalogue',
  title: '重点工业产品质量安全监管目录',
  basis: ['guidance/4.1'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  keeper: { kinds: ['market-regulator'], posts: ['leader', 'administrator'] },
  holds: 'versions',
  retention: { years: 10, policy: '指导意见没有规定目录的保存期限，平台定为十年。' },
  reads: ['key-product-catalogue'],
  form: catalogueForm,
  when: checkEdition,
  then: (_facts, { year, from, items }) => [{ do: 'catalogue', year, from, items }],
});

function checkEdition(facts: DutyFacts, input: z.output<typeof catalogueForm>) {
  if (facts.organisation.region % 10_000 !== 0) {
    return {
      code: 'not-entitled',
      sentence: '重点产品监管目录由省级市场监管部门导入。',
    } as const;
  }
  if (input.from < facts.today) {
    return '施行日期不能早于今天：过去的日子按当时的目录执行。';
  }
  const former = facts.latest('key-product-catalogue')?.input['from'];
  if (typeof former === 'string' && input.from <= former) {
    return `施行日期应当晚于现有最新一版的施行日期${former}。`;
  }
  const keys = input.items.map(keyOf);
  const doubled = input.items.find((item, at) => keys.indexOf(keyOf(item)) !== at);
  return doubled === undefined ? undefined : `“${doubled.product}”重复，每个产品只能有一行。`;
}
