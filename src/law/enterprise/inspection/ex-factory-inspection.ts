import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { keptBack, openFinding } from './effects.ts';
import { inspectionResult, inspectionShape } from './form.ts';
import { checkInspection } from './guards.ts';
import { inspectionRetention } from './retention.ts';

const book = 'ex-factory-inspection';

/** 出厂检验: what leaves the works was tested first; a lot that passed gets its certificate of conformity. */
export const exFactoryInspection = defineBook({
  id: book,
  title: '出厂检验记录',
  basis: ['guidance/2.4', 'product-quality-law/12', 'product-quality-law/27'],
  inForce: { from: '2013-02-15' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: inspectionRetention,
  reads: [
    'inspection-plan',
    'entrusted-laboratory',
    'test-equipment',
    'test-method',
    book,
    'sampling-decision',
  ],
  matches: [
    { book, fields: { productName: 'productName' } },
    { book, fields: { certificateNumber: 'certificateNumber' } },
    { book: 'sampling-decision', fields: { productName: 'productName' } },
  ],
  document: '产品质量检验合格证',
  inspects: inspectionResult,
  form: field.form({
    certificateNumber: field.optional(
      field.text('合格证编号', { max: 60, hint: '合格的批次填写，每批一个编号。' }),
    ),
    ...inspectionShape(book),
    producedOn: field.date('生产日期'),
  }),
  when: (facts, input) => {
    if (input.producedOn > input.testedOn) return '生产日期不能晚于检验日期。';
    const { certificateNumber: number } = input;
    if ((input.outcome.verdict === 'pass') !== (number !== undefined)) {
      return number === undefined
        ? '判定合格的批次，请填写合格证编号。'
        : '不合格的批次不得出具合格证。';
    }
    const taken = facts
      .records(book)
      .find((one) => number !== undefined && one.input['certificateNumber'] === number);
    if (taken !== undefined)
      return `合格证编号${number}已用于批号${taken.input['batch'] as string}。`;
    return checkInspection(facts, input, book, 'ex-factory');
  },
  then: (facts, input) => [...openFinding(facts, input, '出厂检验'), ...keptBack(input)],
});
