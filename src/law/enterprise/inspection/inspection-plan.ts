import { questionDefect } from '#insight/sampling/plan.ts';
import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { itemsDefect, standardItems } from '../../regulator/spot-check/rules/items.ts';
import { archivePolicy } from '../archive.ts';
import { methodsDefect } from '../laboratory/standing.ts';
import { schemeFields, stages } from './form.ts';

/** 检验方案: what is tested of a product at a stage, against which limits, in which samples; the latest edition stands. */
export const inspectionPlan = defineBook({
  id: 'inspection-plan',
  title: '检验方案',
  basis: ['guidance/2.4', 'product-quality-law/12', 'gbt-2828-1'],
  inForce: { from: '2013-02-15' },
  party: 'enterprise',
  keeper: {
    kinds: ['enterprise'],
    posts: ['quality-safety-officer', 'quality-safety-director', 'principal'],
  },
  holds: 'list',
  keyed: 'number',
  retention: archivePolicy,
  reads: ['test-method'],
  form: field.form({
    number: field.text('方案编号', { max: 40 }),
    title: field.text('方案名称'),
    stage: field.choice('检验环节', stages),
    productName: field.text('产品名称'),
    standards: field.text('依据标准', { hint: '几项标准之间用顿号隔开。' }),
    sampling: field.choice('抽样方式', {
      aql: '按GB/T 2828.1抽样',
      fixed: '固定样本量',
      full: '全数检验',
    }),
    scheme: field.optional(
      field.group('GB/T 2828.1抽样', schemeFields, {
        goesWith: { choice: 'sampling', values: ['aql'] },
      }),
    ),
    fixed: field.optional(
      field.group(
        '固定样本',
        {
          size: field.integer('样本量', { min: 1, max: 5000 }),
          accept: field.integer('允许的不合格（品）数', { max: 1000 }),
          source: field.text('依据', { hint: '产品标准的条款，或者本单位的规定。' }),
        },
        { goesWith: { choice: 'sampling', values: ['fixed'] } },
      ),
    ),
    items: standardItems('检验项目、方法和限值'),
    files: field.files('方案文本'),
  }),
  when: (facts, { sampling, scheme: own, fixed, items }) => {
    if (sampling === 'aql') {
      if (own === undefined) return '按GB/T 2828.1抽样的，请写明检验水平、AQL和方案类型。';
      const defect = questionDefect({ ...own, lotSize: 2, severity: 'normal' });
      if (defect !== undefined) return defect;
    }
    if (sampling === 'fixed' && fixed === undefined) return '固定样本量的，请写明样本量及其依据。';
    return itemsDefect(items) ?? methodsDefect(facts, items);
  },
});
