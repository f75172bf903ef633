import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { exceeds, parseQuantity } from '#kernel/lot/quantity.ts';
import { inspectionDefect, numberDefect } from './inspected.ts';
import { lotName, notPositive, notWhole } from './guards.ts';
import { productDefect } from './product.ts';

/**
 * 出厂检验放行: a lot, or part of it, passed its inspection and may leave; what failed is kept back. Nothing of a lot
 * is shipped or sold before, over any interface. Where it names its product's file, the product must lack nothing either.
 */
export const lotRelease = defineBook({
  id: 'lot-release',
  title: '出厂检验放行记录',
  basis: ['guidance/2.4', 'product-quality-law/12', 'product-quality-law/27'],
  inForce: { from: '2000-09-01' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'], posts: ['quality-safety-officer', 'quality-safety-director'] },
  holds: 'list',
  retention: { years: 5, policy: '法律未定追溯记录的年限，取召回记录的五年。' },
  reads: ['ex-factory-inspection'],
  matches: [
    { book: 'ex-factory-inspection', lots: { batch: 'number', productName: 'product' } },
    { book: 'ex-factory-inspection', fields: { certificateNumber: 'certificate' } },
    { book: 'lot-release', fields: { certificate: 'certificate' } },
  ],
  judges: 'products',
  inspects: { on: 'inspectedOn', result: ['conclusion'] },
  form: field.form({
    lot: field.lot('批次'),
    inspectedOn: field.date('检验日期'),
    conclusion: field.choice('出厂检验结论', {
      pass: '合格，放行',
      fail: '不合格，隔离',
    }),
    quantity: field.optional(field.decimal('放行数量', { hint: '可以分次放行。' })),
    certificate: field.optional(
      field.text('检验合格证号', {
        max: 60,
        hint: '在平台上检验的，填写检验记录的合格证编号，即以该记录放行，不必上传报告。一个编号只用于一个批次。',
      }),
    ),
    inspection: field.optional(
      field.record('出厂检验记录', 'ex-factory-inspection', {
        hint: '在平台上检验的选择检验记录，合格证号和结论以它为准。',
      }),
    ),
    report: field.files('出厂检验报告', { hint: '没有在平台上检验的，必须上传。' }),
    inspector: field.person('检验人员', []),
  }),
  when: (facts, input) => {
    const { lot, inspectedOn, conclusion, quantity, certificate } = input;
    const own = facts.lots?.find(({ id }) => id === lot);
    if (own?.own !== true) return '只能放行本单位生产的批次，请重新选择。';
    if (inspectedOn > facts.today) return '检验日期不能晚于今天。';
    if (own.madeOn !== undefined && inspectedOn < own.madeOn) return '检验日期不能早于生产日期。';
    const { isMovedAsBefore = false } = facts;
    const unfit = conclusion === 'pass' && !isMovedAsBefore ? productDefect(facts, own) : undefined;
    const objection = unfit ?? inspectionDefect(facts, input, own);
    if (objection !== undefined) return objection;
    if (conclusion === 'fail') return undefined;
    const taken = certificate === undefined ? undefined : numberDefect(facts, certificate, own);
    if (taken !== undefined || isMovedAsBefore) return taken;
    if (own.blocked) return `${lotName(own)}已被召回、查封或者隔离，不得放行。`;
    if (quantity === undefined || certificate === undefined) {
      return '合格放行的，请填写放行数量和检验合格证号。';
    }
    const left = parseQuantity(own.got) - parseQuantity(own.released);
    return (
      notPositive([{ quantity }]) ??
      notWhole(facts, [{ lot, quantity }]) ??
      (exceeds(quantity, own.onHand) || parseQuantity(quantity) > left
        ? `${lotName(own)}尚未放行的数量不足${quantity}${own.unit}。`
        : undefined)
    );
  },
  then: (_facts, { lot, conclusion, quantity }) =>
    conclusion === 'fail'
      ? [
          { do: 'lot', event: { kind: 'blocked', lots: [lot] } },
          {
            do: 'notify',
            to: { post: 'principal', of: 'actor' },
            title: '出厂检验不合格，批次已隔离',
          },
        ]
      : [{ do: 'lot', event: { kind: 'released', lot, quantity: quantity ?? '0' } }],
});
