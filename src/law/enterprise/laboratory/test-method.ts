import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';

/** 检验方法确认: a method of the house's own stands only once it was shown to fit its purpose; the latest record stands. */
export const testMethod = defineBook({
  id: 'test-method',
  title: '本单位检验方法确认记录',
  basis: ['guidance/2.4', 'product-quality-law/12'],
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
    number: field.text('方法编号', {
      max: 40,
      hint: '检验方案采用本单位方法的，在检验方法中写“本单位方法”和这个编号。',
    }),
    name: field.text('方法名称'),
    item: field.text('检验项目'),
    origin: field.choice('方法来源', {
      own: '本单位自行制定',
      changed: '修改后使用的标准方法',
      beyond: '超出适用范围使用的标准方法',
    }),
    standard: field.optional(
      field.text('所修改或者对照的标准方法', { hint: '修改、超出范围使用的须写明。' }),
    ),
    ways: field.choices('确认方式', {
      reference: '标准物质或者参考样品',
      compare: '与标准方法比对',
      laboratories: '实验室间比对',
      repeat: '重复性、再现性试验',
      influence: '影响因素分析',
    }),
    range: field.text('适用范围和测量范围'),
    figures: field.longText('确认数据和不确定度', {
      hint: '如重复性、回收率、与标准方法的偏差。',
    }),
    equipment: field.text('使用的设备'),
    conclusion: field.choice('结论', {
      fit: '满足预期用途，可以使用',
      unfit: '不满足预期用途，不得使用',
    }),
    confirmedOn: field.date('确认日期'),
    testedBy: field.person('确认试验人员', []),
    approvedBy: field.person('批准人', ['quality-safety-director', 'principal']),
    files: field.files('方法文本和确认报告', { min: 1 }),
  }),
  when: (facts, { origin, standard, testedBy, approvedBy, confirmedOn }) => {
    if (origin !== 'own' && standard === undefined) return '修改、超出范围使用的，请写明标准方法。';
    if (testedBy === approvedBy) return '批准人应当是确认试验人员以外的人员。';
    return confirmedOn > facts.today ? '确认日期不能晚于今天。' : undefined;
  },
});
