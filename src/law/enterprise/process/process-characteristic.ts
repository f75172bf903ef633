import { largestSubgroup } from '#insight/control/constants.ts';
import { runRules } from '#insight/control/rules.ts';
import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';
import { chartKinds, countingKinds } from './charting.ts';

/** 过程特性: what is watched in a process, on which chart, by which rules; the latest record of a number stands. */
export const processCharacteristic = defineBook({
  id: 'process-characteristic',
  title: '过程特性',
  basis: ['guidance/2.4', 'product-quality-law/3'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: {
    kinds: ['enterprise'],
    posts: ['quality-safety-officer', 'quality-safety-director', 'principal'],
  },
  holds: 'list',
  keyed: 'number',
  retention: archivePolicy,
  form: field.form({
    number: field.text('特性编号', { max: 40 }),
    title: field.text('特性名称'),
    productName: field.text('产品名称'),
    process: field.text('工序'),
    kind: field.choice('控制图', chartKinds),
    size: field.integer('子组大小', {
      min: 1,
      max: 100_000,
      hint: '每次测量几个值；单值图填1。计数图填每次检查的件数。',
    }),
    unit: field.optional(field.text('单位', { max: 20 })),
    lower: field.optional(field.decimal('规格下限')),
    upper: field.optional(field.decimal('规格上限')),
    rules: field.choices('判异准则', runRules),
    trial: field.integer('计算控制限的子组数', {
      min: 2,
      max: 200,
      hint: '用最初这么多个子组计算控制限，此后的点按它判断；一般不少于20。',
    }),
    given: field.optional(
      field.group('已知的过程参数', {
        center: field.decimal('中心值'),
        sigma: field.decimal('标准差'),
      }),
    ),
    plan: field.optional(field.longText('失控时的反应计划')),
  }),
  when: (_facts, { kind, size, given, lower, upper }) => {
    if (kind === 'i-mr' && size !== 1) return '单值图的子组大小应为1。';
    const isGrouped = kind === 'xbar-r' || kind === 'xbar-s';
    if (isGrouped && (size < 2 || size > largestSubgroup)) {
      return `均值图的子组大小应为2至${largestSubgroup}。`;
    }
    if ((kind === 'ewma' || kind === 'cusum') && size > largestSubgroup) {
      return `子组大小不超过${largestSubgroup}。`;
    }
    if (given !== undefined && Number(given.sigma) <= 0) return '标准差应当大于0。';
    if (given !== undefined && countingKinds.has(kind) && Number(given.center) < 0) {
      return '计数图的中心值不能小于0。';
    }
    return lower !== undefined && upper !== undefined && Number(lower) >= Number(upper)
      ? '规格下限应当小于规格上限。'
      : undefined;
  },
});
