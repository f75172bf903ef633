import type { z } from 'zod';
import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { madeAs } from '#kernel/product/life.ts';
import type { Objection } from '#kernel/refusal.ts';
import { classTitles } from '#law/regulator/certificates/parts.ts';
import { readStandardNumber } from '#law/regulator/standards/number.ts';
import { statedLacks } from './fitness.ts';
import { gtinDefect } from './gtin.ts';

/** The product as its maker states it; a revision states all of it anew. */
const stated = {
  name: field.text('产品名称', { max: 60 }),
  model: field.text('规格型号', { max: 120 }),
  brand: field.optional(field.text('商标', { max: 60 })),
  productClass: field.choice('产品类别', classTitles),
  origin: field.text('产地', { max: 60, hint: '按实际产地填写，不得伪造' }),
  code: field.optional(field.text('商品条码', { max: 14, hint: '8、12、13或者14位' })),
  mode: field.choice('生产方式', {
    own: '自行生产',
    entrusted: '受他人委托生产',
    entrusting: '委托他人生产',
  }),
  partner: field.optional(field.text('委托或者受托的企业')),
  standards: field.standards('执行的标准', {
    min: 0,
    hint: '强制性标准必须列入；从标准登记簿中选择',
  }),
  own: field.optional(
    field.text('本企业标准编号', { max: 60, hint: '执行企业标准的填写，例如Q/GZGJ 001-2026' }),
  ),
  inapplicable: field.optional(field.standards('不适用的强制性标准', { max: 10 })),
  inapplicableReason: field.optional(field.longText('不适用的理由', { max: 500 })),
};

const fileForm = field.form(stated);
type Stated = z.output<typeof fileForm>;

const basis = [
  'guidance/2.3',
  'product-quality-law/13',
  'product-quality-law/26',
  'product-quality-law/29',
  'product-quality-law/30',
  'standardization-law/25',
];

export const file = defineAct({
  title: '登记产品',
  by: ['producer'],
  to: 'filed',
  basis,
  form: fileForm,
  document: '产品档案',
  when: checkStated,
});

export const revise = defineAct({
  title: '修订产品档案',
  by: ['producer'],
  from: ['filed', 'supplied', 'stopped'],
  optional: true,
  basis,
  form: field.form({ ...stated, reason: field.text('修订原因') }),
  document: '产品档案修订',
  when: checkStated,
});

/** One number, one product: codes and captured events lead to the file by it. One that rests gives its number free. */
export function takenNumber(
  { products, subject }: ProceedingFacts,
  code: string,
): Objection | undefined {
  const [other] = madeAs(products, code).filter(({ holder }) => holder === subject?.id);
  if (other === undefined) return undefined;
  const name = [other.name, other.model].filter(Boolean).join(' ');
  return {
    sentence: `商品条码${code}已经用于“${name}”的产品档案，一个条码只能用于一种产品。请核对条码；原产品不再生产的，先办理停产或者注销。`,
    basis: ['guidance/2.5'],
  };
}

function checkStated(facts: ProceedingFacts, input: Stated): Objection | undefined {
  const { subject, market, today } = facts;
  if (!subject?.productClasses.some(({ id }) => id === input.productClass)) {
    const title = classTitles[input.productClass] ?? input.productClass;
    return `“${title}”不在本单位登记的产品类别中，请先在本单位资料中登记。`;
  }
  if (input.mode !== 'own' && input.partner === undefined) {
    return '受托或者委托生产的，请填写对方企业的名称。';
  }
  const code = input.code === undefined ? undefined : gtinDefect(input.code);
  if (code !== undefined) return code;
  // What is made no more needs no number of its own until it is supplied again.
  const taken = facts.state === 'stopped' ? undefined : takenNumber(facts, input.code ?? '');
  if (taken !== undefined) return taken;
  const { own, standards, inapplicable = [] } = input;
  if (own !== undefined && readStandardNumber(own)?.level !== 'enterprise') {
    return {
      sentence: '企业标准编号由“Q/企业代号 顺序号-年份号”组成，例如Q/GZGJ 001-2026。',
      basis: ['order-83/13'],
    };
  }
  if (own === undefined && standards.length === 0) {
    return {
      sentence: '请选择执行的标准；没有国家标准、行业标准的，应当制定并执行企业标准。',
      basis: ['guidance/2.3', 'product-quality-law/13'],
    };
  }
  if (inapplicable.length > 0 && input.inapplicableReason === undefined) {
    return '列为不适用的强制性标准，请说明理由。';
  }
  const product = { ...input, own: own ?? '', inapplicable };
  const [lack] = statedLacks(product, market, today);
  return lack;
}
