import { scoreForReduced } from '#insight/sampling/switching.ts';
import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';
import { scheme } from './form.ts';
import { standingOf } from './history.ts';

const books = {
  'incoming-test': '进货检验',
  'in-process-inspection': '过程检验',
  'ex-factory-inspection': '出厂检验',
} as const;

/** 检验严格度决定: what people decide between lots; everything else follows from the results (9.3, 9.4). */
export const samplingDecision = defineBook({
  id: 'sampling-decision',
  title: '检验严格度决定',
  basis: ['guidance/2.4', 'gbt-2828-1/9.3'],
  inForce: { from: '2013-02-15' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'], posts: ['quality-safety-director', 'principal'] },
  holds: 'list',
  retention: archivePolicy,
  reads: ['sampling-decision'],
  matches: [
    ...Object.keys(books).map((book) => ({ book, fields: { productName: 'productName' } })),
    { book: 'sampling-decision', fields: { productName: 'productName' } },
  ],
  form: field.form({
    book: field.choice('检验环节', books),
    productName: field.text('产品名称'),
    supplier: field.optional(field.text('供货商', { hint: '进货检验填写。' })),
    scheme,
    decision: field.choice('决定', {
      reduce: '改为放宽检验',
      normal: '由放宽检验恢复为正常检验',
      resume: '恢复抽样检验（从加严检验开始）',
    }),
    reason: field.longText('理由', { hint: '放宽的，写明生产是否稳定；恢复的，写明采取的措施。' }),
  }),
  when: (facts, { book, decision, ...series }) => {
    const decisions = facts
      .records('sampling-decision')
      .filter((one) => one.input['book'] === book);
    const standing = standingOf(series, facts.records(book), decisions);
    if (decision === 'reduce' && !standing.mayReduce) {
      return `转移得分${standing.score}，达到${scoreForReduced}分才可以改为放宽检验。`;
    }
    if (decision === 'normal' && standing.severity !== 'reduced') return '目前不是放宽检验。';
    return decision === 'resume' && standing.severity !== 'discontinued'
      ? '抽样检验没有暂停，不需要恢复。'
      : undefined;
  },
});
