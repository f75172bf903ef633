import { checkCreditCode } from '#kernel/credit-code.ts';
import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';
import { missingPapers, paperKinds, ratings } from './papers.ts';

/** 供货商档案: who supplies what, with which papers, rated until when; the latest record of a name stands. */
export const supplierFile = defineBook({
  id: 'supplier-file',
  title: '供货商档案',
  basis: ['guidance/2.4', 'state-council-503/5', 'product-quality-law/33'],
  inForce: { from: '2007-07-26' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  keyed: 'name',
  retention: archivePolicy,
  form: field.form({
    name: field.text('供货商名称'),
    creditCode: field.optional(field.text('统一社会信用代码', { max: 18 })),
    address: field.text('地址'),
    contact: field.text('联系人'),
    phone: field.text('联系电话', { max: 40 }),
    goods: field.text('供应的产品'),
    needs: field.optional(
      field.choices('这些产品还应当索取的证明', paperKinds, {
        hint: '营业执照一律索取；实行许可、强制性认证管理的产品，请选上相应证书。',
      }),
    ),
    papers: field.rows(
      '资格证明（索证）',
      {
        kind: field.choice('证明', paperKinds),
        number: field.text('编号', { max: 60 }),
        validUntil: field.optional(field.date('有效期至')),
        files: field.files('证明文件', { min: 1 }),
      },
      { min: 0, max: 30 },
    ),
    assessment: field.longText('评价情况'),
    rating: field.choice('评价结论', ratings),
    validUntil: field.date('资格有效期至'),
    approvedBy: field.person('批准人', ['quality-safety-director', 'principal']),
  }),
  when: (facts, input) => {
    if (input.creditCode !== undefined && checkCreditCode(input.creditCode) !== 'valid') {
      const sentence = '统一社会信用代码的校验位不符，请核对。';
      return { code: 'credit-code', sentence };
    }
    if (input.rating !== 'approved') return undefined;
    if (input.validUntil < facts.today) return '合格供货商的资格有效期不能早于今天。';
    const missing = missingPapers(input, facts.today);
    return missing.length === 0
      ? undefined
      : `${missing.join('，')}，不能评为合格供货商，请补齐证明或者评为试用。`;
  },
});
