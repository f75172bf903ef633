import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';

/** 受托检验机构: certified bodies that test for the enterprise, with scope and validity; the latest record stands. */
export const entrustedLaboratory = defineBook({
  id: 'entrusted-laboratory',
  title: '受托检验机构名录',
  basis: ['guidance/2.4', 'product-quality-law/19', 'order-163/15'],
  inForce: { from: '2021-06-01' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  keyed: 'certificateNumber',
  expires: {
    field: 'validUntil',
    called: 'name',
    remindDays: [30, 7, 0],
    policy: '没有规定提前多少天提醒，平台在资质认定证书到期前三十天、七天和到期时各提醒一次。',
  },
  retention: archivePolicy,
  form: field.form({
    name: field.text('机构名称'),
    certificateNumber: field.text('资质认定（CMA）证书编号', { max: 40 }),
    issuer: field.text('发证机关'),
    validUntil: field.date('证书有效期至'),
    scope: field.rows(
      '委托的项目（均须在资质认定能力范围内）',
      { item: field.text('检验项目'), method: field.text('检验方法') },
      { max: 200 },
    ),
    contract: field.optional(field.text('委托协议编号', { max: 60 })),
    files: field.files('证书和能力附表', { min: 1 }),
  }),
  when: (facts, { validUntil }) =>
    validUntil < facts.today ? '资质认定证书已到期，不能登记为受托机构。' : undefined,
});
