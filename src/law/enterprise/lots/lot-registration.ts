import { defineBook } from '#kernel/definition.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { LotPart } from '#kernel/lot/lot.ts';
import { fileDefect, isMoreThanUsed, isWhole, lackOf, notPositive, notWhole } from './guards.ts';

/** 生产批次登记: what was made on a day, how much of it, and from which lots; every later step names this lot. */
export const lotRegistration = defineBook({
  id: 'lot-registration',
  title: '生产批次登记',
  basis: ['guidance/2.5', 'order-19/7'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: { years: 5, policy: '法律未定追溯记录的年限，取召回记录的五年。' },
  form: field.form({
    file: field.optional(
      field.proceeding('产品档案', 'product-file', {
        hint: '建有产品档案的请选择，名称和规格须与档案一致。',
      }),
    ),
    product: field.text('产品名称'),
    model: field.optional(field.text('规格型号')),
    number: field.text('生产批号', { max: 60 }),
    madeOn: field.date('生产日期'),
    quantity: field.decimal('数量'),
    unit: field.text('计量单位', { max: 20 }),
    parts: field.rows(
      '所用批次（原材料、零配件、半成品）',
      { lot: field.lot('批次'), quantity: field.decimal('用量') },
      { min: 0, max: 200 },
    ),
    gain: field.optional(
      field.text('产出多于所用批次的原因', {
        hint: '产出与所用批次可以换算、产出更多时填写，例如加水、辅料或者包装物没有按批次登记、计量差。',
      }),
    ),
    identifier: field.optional(
      field.text('商品条码链接', { hint: 'GS1 Digital Link，须含批号（AI 10）；没有可以不填。' }),
    ),
  }),
  when: (facts, input) => {
    if (input.madeOn > facts.today) return '生产日期不能晚于今天。';
    return (
      fileDefect(facts, input) ??
      notPositive([input, ...input.parts]) ??
      (isWhole(input.quantity, input.unit)
        ? notWhole(facts, input.parts)
        : `按${input.unit}计数的，数量应为整数。`) ??
      lackOf(facts, input.parts, false) ??
      unexplainedGain(facts, input)
    );
  },
  then: (facts, made) => {
    const productClass = facts.products?.find(({ id }) => id === made.file)?.productClass;
    return [{ do: 'lot', event: { kind: 'made', ...made, productClass } }];
  },
});

/** More may come out than went in, but somebody says why: a slip of the unit looks just the same. */
function unexplainedGain(
  facts: Pick<DutyFacts, 'lots'>,
  made: {
    readonly quantity: string;
    readonly unit: string;
    readonly parts: readonly LotPart[];
    readonly gain?: string | undefined;
  },
): string | undefined {
  if (made.gain !== undefined) return undefined;
  const used = made.parts.map(({ lot, quantity }) => {
    const unit = facts.lots?.find(({ id }) => id === lot)?.unit ?? '';
    return { quantity, unit };
  });
  if (!isMoreThanUsed([made], used)) return undefined;
  const all = used.map(({ quantity, unit }) => `${quantity}${unit}`).join('、');
  return `产出${made.quantity}${made.unit}多于所用批次（${all}），请核对数量；没有错误的，请写明产出更多的原因。`;
}
