import { batch, findings, product } from '../parts.ts';
import { afterFailure } from '../phases.ts';
import { workingDays } from '#kernel/calendar/count.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';

/** As long as the result can be made public, which waits for it; who was told wrongly may send it back later. */
const open = [...afterFailure, 'revoked'];
const first = ['failed', 'ordered', 'corrected'];

/** A product made elsewhere failed: the regulator of its maker's place is told, and says what it does (44). */
export const tellProducerPlace = defineAct({
  title: '通报生产者所在地市场监管部门',
  by: ['organiser', 'handler'],
  from: open,
  basis: ['order-18/44'],
  form: field.form({
    regulator: field.organisation('生产者所在地同级市场监管部门', ['market-regulator']),
    letterNumber: field.text('通报函文号'),
    text: field.longText('不合格情况和处理建议'),
    files: field.files('检验报告和抽样文书'),
  }),
  seats: { producerRegulator: 'regulator' },
  document: '不合格产品情况通报函',
  recites: [product, batch, ...findings, { seats: ['organiser', 'laboratory'] }],
  possible: (past) => {
    if (past.last('tellProducerPlace') === undefined) return firstDefect(past);
    return isAwaited(past) || !isReturned(past) ? '已经通报生产者所在地部门。' : undefined;
  },
  when: (facts, { regulator }) => {
    if (isReturned(facts) && regulator === facts.seat('producerRegulator')) {
      return '该部门刚刚退回，请核实生产者所在地后通报其他部门。';
    }
    return [facts.seat('organiser'), facts.seat('handler')].includes(regulator)
      ? '生产者就在本行政区域内，无需通报。'
      : undefined;
  },
  then: () => [
    {
      do: 'notify',
      to: { role: 'producerRegulator' },
      title: '外地抽查不合格产品通报，请接收处理',
    },
  ],
});

/** Told before the follow-up check; who forgot it makes up for it before the result is made public, which waits for it. */
function firstDefect({ state, last, actor, seat }: PastFacts): string | undefined {
  if (first.includes(state ?? '')) return undefined;
  const isOwed = last('publish') === undefined && actor.organisation === seat('organiser');
  return isOwed ? undefined : '通报应当在复查之前办理；尚未公开结果的，由组织部门补办。';
}

/** Whether the regulator of the maker's place was told and has not sent it back. */
export function isPlaceTold(facts: PastFacts): boolean {
  return facts.last('tellProducerPlace') !== undefined && (isAwaited(facts) || !isReturned(facts));
}

/** Whether the one told last has not answered yet; who sent it back is out of it. */
function isAwaited(facts: PastFacts): boolean {
  return facts.all('tellProducerPlace').length > facts.all('answerTelling').length;
}

function isReturned({ last }: PastFacts): boolean {
  return last('answerTelling')?.input['outcome'] === 'returned';
}

export const answerTelling = defineAct({
  title: '接收通报并反馈',
  by: ['producerRegulator'],
  from: open,
  basis: ['order-18/44'],
  form: field.form({
    outcome: field.choice('处理', {
      accepted: '已接收，依法处理',
      returned: '生产者不在本行政区域，退回',
    }),
    measures: field.longText('处理情况'),
    caseNumber: field.optional(field.text('案件号')),
  }),
  document: '不合格产品情况通报回执',
  recites: [
    { act: 'tellProducerPlace', fields: ['letterNumber'] },
    product,
    batch,
    { seats: ['organiser'] },
  ],
  possible: (past) => (isAwaited(past) ? undefined : '已经反馈，不能重复办理。'),
  then: (_facts, { outcome }) => [
    {
      do: 'notify',
      to: { role: 'organiser' },
      title:
        outcome === 'accepted'
          ? '生产者所在地部门已接收不合格产品通报'
          : '不合格产品通报被退回，请核实生产者所在地',
    },
  ],
});

/** What the place of the producer owes the place of the check. */
export const tellingClock: Deadline = {
  title: '接收通报并反馈',
  owner: 'producerRegulator',
  nature: 'duty',
  starts: { act: 'tellProducerPlace' },
  count: workingDays(15),
  ends: ['answerTelling'],
  basis: ['order-18/44'],
  policy: '办法要求通报生产者所在地部门，没有规定反馈期限；平台定为十五个工作日。',
};
