import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { editionDefect, editionShape } from './spot-check/rules/edition.ts';
import {
  itemsDefect,
  requirementOf,
  sampleShape,
  standardItems,
} from './spot-check/rules/items.ts';
import { productClassOptions } from './spot-check/rules/options.ts';

/** 监督抽查实施细则: published before anybody samples by it (12); each edition stays as it was published. */
export const spotCheckRules = defineBook({
  id: 'spot-check-rules',
  title: '产品质量监督抽查实施细则',
  basis: ['guidance/4.1', 'order-18/12', 'order-18/31'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  keeper: {
    kinds: ['market-regulator'],
    posts: ['case-officer', 'reviewer', 'publisher', 'leader'],
  },
  holds: 'list',
  retention: { years: 2, basis: 'order-18/54' },
  reads: ['spot-check-rules'],
  form: field.form({
    number: field.text('细则编号', { max: 40 }),
    ...editionShape('spot-check-rules'),
    title: field.text('细则名称'),
    productClass: field.choice('产品类别', productClassOptions),
    scope: field.longText('适用产品范围'),
    standards: field.text('依据标准', { hint: '几项标准之间用顿号隔开。' }),
    sampling: field.longText('抽样方法'),
    sample: field.group('样品数量', sampleShape),
    items: standardItems('检验项目、方法和判定'),
    conclusion: field.longText('综合判定规则'),
    files: field.files('细则文本'),
  }),
  when: (facts, input) =>
    editionDefect(facts.records('spot-check-rules'), input, '实施细则') ?? itemsDefect(input.items),
  then: (
    _facts,
    { number, edition, title, scope, standards, sampling, sample, items, conclusion },
  ) => [
    {
      do: 'publish',
      kind: 'spot-check-rules',
      title: `${title}（${number}，第${edition}版）`,
      text: [
        `适用范围：${scope}`,
        `依据标准：${standards}`,
        `抽样方法：${sampling}`,
        `样品数量：待销产品不少于${sample.minimum}${sample.unit}，检验样品${sample.test}${sample.unit}，备用样品${sample.backup}${sample.unit}`,
        ...items.map(
          (one, at) => `检验项目${at + 1}：${one.item}，${requirementOf(one)}，${one.method}`,
        ),
        `综合判定：${conclusion}`,
      ].join('\n'),
    },
  ],
});
