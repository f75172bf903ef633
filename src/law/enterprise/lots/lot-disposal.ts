import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { exceeds } from '#kernel/lot/quantity.ts';
import { lotName, notPositive, notWhole } from './guards.ts';

/** 批次处置: goods that go back to whom they came from, or are destroyed; the lot's quantities keep balancing. */
export const lotDisposal = defineBook({
  id: 'lot-disposal',
  title: '批次退回和销毁记录',
  basis: ['guidance/2.5', 'order-19/20'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: { years: 5, policy: '法律未定追溯记录的年限，取召回记录的五年。' },
  form: field.form({
    lot: field.lot('批次'),
    quantity: field.decimal('数量'),
    way: field.choice('处置方式', { return: '退回供货单位', destroy: '销毁' }),
    on: field.date('处置日期'),
    reason: field.longText('原因'),
    evidence: field.files('凭证（退货单、销毁照片）', { min: 1 }),
  }),
  when: (facts, { lot, quantity, way, on }) => {
    const own = facts.lots?.find(({ id }) => id === lot);
    if (own === undefined) return '所选批次不在本单位持有的批次中，请重新选择。';
    if (on > facts.today) return '处置日期不能晚于今天。';
    if (way === 'return' && own.own) return '本单位生产的批次没有供货单位，不能退回。';
    if (facts.isMovedAsBefore === true) return undefined;
    return (
      notPositive([{ quantity }]) ??
      notWhole(facts, [{ lot, quantity }]) ??
      (exceeds(quantity, own.onHand)
        ? `${lotName(own)}现存${own.onHand}${own.unit}，不足${quantity}${own.unit}。`
        : undefined)
    );
  },
  then: (facts, { lot, quantity, way, on }) => {
    if (way === 'destroy') return [{ do: 'lot', event: { kind: 'destroyed', lot, quantity } }];
    const own = facts.lots?.find(({ id }) => id === lot);
    const to =
      own?.receivedFrom === undefined
        ? { outside: own?.origin ?? '' }
        : { organisation: own.receivedFrom };
    return [{ do: 'lot', event: { kind: 'returned', lot, quantity, to, on } }];
  },
});
