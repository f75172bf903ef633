import type { z } from 'zod';
import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import { exceeds, parseQuantity, quantityText, sumOf } from '#kernel/lot/quantity.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { lotName } from '../lots/guards.ts';
import { unwrittenSales } from './late-sales.ts';

const answerForm = field.form({
  stoppedOn: field.date('停止经营日期'),
  displayed: field.yesNo('已在门店、网站公开召回信息'),
  items: field.rows('各批次去向', {
    lot: field.lot('批次'),
    found: field.decimal('现存数量'),
    outside: field.decimal('售给平台以外单位'),
    consumers: field.decimal('售给消费者'),
    returned: field.decimal('累计退回'),
    destroyed: field.decimal('累计销毁'),
    recovered: field.decimal('已从消费者收回或消除缺陷'),
  }),
  buyers: field.rows(
    '平台以外的购买单位',
    {
      lot: field.lot('批次'),
      name: field.text('购买单位名称'),
      contact: field.text('联系方式', { personal: true }),
      quantity: field.decimal('售出数量'),
      told: field.yesNo('已通知'),
      recovered: field.decimal('已收回或消除缺陷', {
        hint: '平台以外的单位由售货方代为答复。',
      }),
    },
    { min: 0 },
  ),
  consumerCount: field.optional(
    field.integer('购买的消费者人数', { hint: '消费者以人数报告，由召回公告告知。' }),
  ),
  consumersUnknown: field.optional(
    field.longText('消费者人数无法统计的原因', {
      hint: '售给消费者而没有销售记录、不能统计人数的，在此说明，人数不填。',
    }),
  ),
  coverage: field.choice('答复范围', { all: '通知所列全部批次', part: '部分批次，其余随后答复' }),
  evidence: field.files('凭证（库存照片、退货单、销毁记录）', { min: 1 }),
});

type Answer = z.output<typeof answerForm>;
type Item = Answer['items'][number];

/**
 * A holder says what became of each lot: found, sold outside, sent back, destroyed. What it sold on to organisations of
 * the platform and what it used, the graph knows; with that the sum must be what the graph says it got.
 */
export const answer = defineAct({
  title: '答复批次去向',
  by: ['holder'],
  from: ['sent', 'stopped', 'answered', 'kept'],
  to: { by: 'coverage', cases: { all: 'answered', part: 'stopped' } },
  basis: ['order-19/16', 'order-19/20'],
  form: answerForm,
  document: '经营者协助召回情况表',
  recites: [{ act: 'tell', fields: ['productName', 'producer', 'scope'] }],
  when: checkAnswer,
  then: (facts, input) => [
    ...input.items.flatMap((item) => movesOf(facts, input, item)),
    {
      do: 'recall',
      event: {
        kind: 'answer',
        whole: input.coverage === 'all',
        answers: input.items.flatMap((item) => {
          const lot = facts.lots.find(({ id }) => id === item.lot);
          if (lot === undefined) return [];
          const { got, used, passed } = lot;
          return [{ ...item, got, used, passed, recovered: recoveredOf(input, item) }];
        }),
      },
    },
  ],
});

function checkAnswer(facts: ProceedingFacts, input: Answer): string | undefined {
  const { items, buyers, stoppedOn } = input;
  if (new Set(items.map(({ lot }) => lot)).size < items.length) return '同一批次请只填写一行。';
  const told = items.map(({ lot }) => lot);
  if (buyers.some(({ lot }) => !told.includes(lot))) return '购买单位所购批次没有列入各批次去向。';
  for (const item of items) {
    const lot = facts.lots.find(({ id }) => id === item.lot);
    if (lot === undefined) return '所选批次不在本单位持有的批次中，请重新选择。';
    const objection = unbalanced(lot, item) ?? unsold(lot, item, input) ?? tooEarly(lot, stoppedOn);
    if (objection !== undefined) return objection;
  }
  return uncounted(input) ?? impossibleDay(facts, '停止经营日期', stoppedOn);
}

/** Goods are not dealt in before they are made; earlier than the notice a holder may well have stopped. */
function tooEarly({ madeOn, number }: LotFacts, stoppedOn: string): string | undefined {
  return madeOn !== undefined && stoppedOn < madeOn
    ? `停止经营日期不能早于批号${number}的生产日期${madeOn}。`
    : undefined;
}

/** Whoever sold to consumers says how many they were, or why nobody can say. */
function uncounted({ items, consumerCount = 0, consumersUnknown }: Answer): string | undefined {
  const sold = sumOf(items.map(({ consumers }) => consumers));
  if (consumersUnknown !== undefined) {
    return consumerCount > 0 ? '已填写消费者人数的，不填无法统计的原因。' : undefined;
  }
  if (sold !== '0' && consumerCount === 0) {
    return '有产品售给消费者，购买的消费者人数不能为0；没有记录、无法统计的，请写明原因。';
  }
  return sold === '0' && consumerCount > 0
    ? '没有产品售给消费者，购买的消费者人数应为0，请核对。'
    : undefined;
}

/** Says by how much a lot does not balance. */
function unbalanced(lot: LotFacts, item: Item): string | undefined {
  const { found, outside, consumers, returned, destroyed, recovered } = item;
  const said = [found, outside, consumers, returned, destroyed];
  if ([...said, recovered].some((amount) => parseQuantity(amount) < 0n)) return '数量不能小于0。';
  const due = parseQuantity(lot.got) - parseQuantity(lot.used) - parseQuantity(lot.passed);
  const gap = due - parseQuantity(sumOf(said));
  const { unit } = lot;
  if (gap !== 0n) {
    const by = gap > 0n ? `还差${quantityText(gap)}${unit}` : `多出${quantityText(-gap)}${unit}`;
    return `${lotName(lot)}不平：购进${lot.got}${unit}，已用于生产${lot.used}${unit}、售给平台单位${lot.passed}${unit}，其余应为${quantityText(due)}${unit}，所填合计${sumOf(said)}${unit}，${by}。`;
  }
  if (exceeds(lot.returned, returned) || exceeds(lot.destroyed, destroyed)) {
    return `${lotName(lot)}已登记退回${lot.returned}${unit}、销毁${lot.destroyed}${unit}，不能少于已登记的数量。`;
  }
  if (exceeds(returned, lot.returned) && lot.own) return `${lotName(lot)}由本单位生产，不能退回。`;
  return undefined;
}

/** Buyers outside are listed by name with what each got, and no more comes back than went out. */
function unsold(lot: LotFacts, item: Item, { buyers }: Answer): string | undefined {
  const own = buyers.filter((buyer) => buyer.lot === lot.id);
  const listed = sumOf(own.map(({ quantity }) => quantity));
  if (parseQuantity(listed) !== parseQuantity(item.outside)) {
    return `${lotName(lot)}售给平台以外单位${item.outside}${lot.unit}，逐家列出的合计为${listed}${lot.unit}，请核对。`;
  }
  const known = sumOf((lot.sold ?? []).map(({ quantity }) => quantity));
  if (exceeds(known, sumOf([item.outside, item.consumers]))) {
    return `${lotName(lot)}已登记售出${known}${lot.unit}，不能少于已登记的数量；售出后收回的，填在已收回的数量里。`;
  }
  const isTooMuch =
    own.some(({ quantity, recovered }) => exceeds(recovered, quantity)) ||
    exceeds(item.recovered, item.consumers);
  return isTooMuch ? `${lotName(lot)}收回的数量不能多于售出的数量。` : undefined;
}

function recoveredOf({ buyers }: Answer, item: Item): string {
  const own = buyers.filter(({ lot }) => lot === item.lot).map(({ recovered }) => recovered);
  return sumOf([item.recovered, ...own]);
}

/** What was sent back, destroyed or sold and not yet written down anywhere moves in the graph, too. */
function movesOf(facts: ProceedingFacts, input: Answer, item: Item): readonly Effect[] {
  const { lot, returned, destroyed } = item;
  const own = facts.lots.find(({ id }) => id === lot);
  if (own === undefined) return [];
  const back = quantityText(parseQuantity(returned) - parseQuantity(own.returned));
  const gone = quantityText(parseQuantity(destroyed) - parseQuantity(own.destroyed));
  const to =
    own.receivedFrom === undefined
      ? { outside: own.origin ?? '' }
      : { organisation: own.receivedFrom };
  return [
    ...(back === '0'
      ? []
      : [
          {
            do: 'lot',
            event: { kind: 'returned', lot, quantity: back, to, on: facts.today },
          } as const,
        ]),
    ...(gone === '0'
      ? []
      : [{ do: 'lot', event: { kind: 'destroyed', lot, quantity: gone } } as const]),
    ...unwrittenSales(own, input.buyers, item.consumers).map(({ name, quantity }) => ({
      do: 'lot' as const,
      event: {
        kind: 'shipped' as const,
        late: true as const,
        lot,
        quantity,
        to: name === '' ? ({ consumer: true } as const) : { outside: name },
        on: soldBy(facts, input.stoppedOn),
      },
    })),
  ];
}

/** What was kept back was sold before, on no later day than that of the notice. */
function soldBy(facts: ProceedingFacts, stoppedOn: string): string {
  const told = facts.last('tell');
  const toldOn = told === undefined ? facts.today : dayOf(told.at);
  return stoppedOn < toldOn ? stoppedOn : toldOn;
}
