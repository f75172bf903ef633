import type { z } from 'zod';
import { defineBook } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { LotReceiver } from '#kernel/lot/lot.ts';
import type { Objection } from '#kernel/refusal.ts';
import { lackOf, lotName, notPositive, notWhole, tooEarly } from './guards.ts';
import { certificateDefect } from './product.ts';

const saleForm = field.form({
  items: field.rows(
    '销售产品',
    {
      lot: field.lot('产品和生产批号'),
      quantity: field.decimal('数量'),
      certificate: field.text('检验合格证号', { max: 60 }),
    },
    { max: 200 },
  ),
  buyerKind: field.choice('购买者', {
    registered: '平台上的单位',
    other: '其他单位',
    consumer: '消费者个人',
  }),
  buyer: field.optional(field.organisation('购买单位', ['enterprise', 'platform'])),
  buyerName: field.optional(field.text('购买单位名称')),
  consumerName: field.optional(field.text('消费者姓名', { personal: true })),
  contact: field.text('联系方式', { personal: true }),
  soldOn: field.date('销售日期'),
  shippedOn: field.date('出货日期'),
  place: field.text('销售地点'),
});

type Sale = z.output<typeof saleForm>;

/**
 * 产品销售台账: the ten facts of the guidance. Name, date and number of what was sold are those of its lot; the lot goes
 * to the buyer, so that a recall finds it there.
 */
export const salesRecord = defineBook({
  id: 'sales-record',
  title: '产品销售台账',
  basis: ['guidance/2.5', 'state-council-503/5', 'product-quality-law/12'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: { years: 5, policy: '法律未定追溯记录的年限，取召回记录的五年。' },
  judges: 'products',
  form: saleForm,
  when: checkSale,
  then: ship,
});

function checkSale(facts: DutyFacts, input: Sale): string | Objection | undefined {
  const { soldOn, shippedOn, items } = input;
  if (soldOn > facts.today || shippedOn > facts.today) return '销售日期、出货日期不能晚于今天。';
  const early = tooEarly(facts, items, shippedOn);
  if (early !== undefined) return early;
  if (receiverOf(input) === undefined) return '请填写购买单位。';
  if (input.buyer === facts.organisation.id) return '购买单位不能是本单位。';
  const unknown = unknownNumber(facts, input);
  if (unknown !== undefined || facts.isMovedAsBefore === true) return unknown;
  return (
    notPositive(items) ??
    notWhole(facts, items) ??
    lackOf(facts, items, true) ??
    uncertified(facts, input)
  );
}

/**
 * What is sold goes under the certificate by which it was released; of goods bought, under the one that their incoming
 * inspections wrote down, where each of them did.
 */
function unknownNumber(facts: DutyFacts, { items }: Sale): string | undefined {
  for (const { lot, certificate } of items) {
    const own = facts.lots?.find(({ id }) => id === lot);
    const known = own?.certificates ?? [];
    if (own === undefined || known.length === 0 || known.includes('')) continue;
    if (known.includes(certificate)) continue;
    const how = own.own ? '放行' : '进货查验登记';
    return `${lotName(own)}${how}的检验合格证号是${known.slice(0, 5).join('、')}，不是${certificate}，请核对。`;
  }
  return undefined;
}

/** What was released while it was certified leaves only as long as it is. */
function uncertified(facts: DutyFacts, { items, shippedOn }: Sale): Objection | undefined {
  const named = new Set(items.map(({ lot }) => lot));
  for (const lot of facts.lots ?? []) {
    const defect = named.has(lot.id) ? certificateDefect(facts, lot, shippedOn) : undefined;
    if (defect !== undefined) return defect;
  }
  return undefined;
}

function ship(_facts: DutyFacts, input: Sale): readonly Effect[] {
  const to = receiverOf(input);
  if (to === undefined) return [];
  return input.items.map(({ lot, quantity }) => ({
    do: 'lot',
    event: { kind: 'shipped', lot, quantity, to, on: input.shippedOn },
  }));
}

function receiverOf({ buyerKind, buyer, buyerName }: Sale): LotReceiver | undefined {
  if (buyerKind === 'consumer') return { consumer: true };
  if (buyerKind === 'registered') return buyer === undefined ? undefined : { organisation: buyer };
  return buyerName === undefined ? undefined : { outside: buyerName };
}
