import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import type { Objection } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { applying, deciding, stopping } from '../credit-repair/acts.ts';
import type { Repair } from '../credit-repair/acts.ts';
import {
  decided,
  decisionOf,
  notPublishable,
  notShowable,
  penaltyKey,
  published,
  shown,
  shownBy,
  stateOfTier,
} from './showing.ts';

/** From the decision to its publication, and the ways in which that ends (2–16). */
export const open = defineAct({
  title: '登记处罚决定',
  by: ['authority'],
  to: 'registered',
  basis: ['order-45-publicity/2', 'order-45-publicity/4'],
  form: field.form(decided),
  when: notPublishable,
});

export const publish = defineAct({
  title: '公示处罚决定',
  by: ['publisher'],
  from: 'registered',
  to: { by: 'tier', cases: stateOfTier },
  basis: ['order-45-publicity/8', 'order-45-publicity/9', 'guidance/4.4'],
  form: field.form(shown),
  when: (facts, input) => notShowable(facts, decisionOf(facts), input),
  then: (facts, input) => published(facts, decisionOf(facts), input),
});

/** Both at once, where the decision is known already: a penalty case publishes its own in this way. */
export const openPublished = defineAct({
  title: '登记并公示处罚决定',
  by: ['authority'],
  to: { by: 'tier', cases: stateOfTier },
  basis: [
    'order-45-publicity/2',
    'order-45-publicity/4',
    'order-45-publicity/8',
    'order-45-publicity/9',
    'guidance/4.4',
  ],
  form: field.form({ ...decided, ...shown }),
  when: (facts, input) => notPublishable(facts, input) ?? notShowable(facts, input, input),
  then: (facts, input) => published(facts, input, input),
});

/** A restriction must have run out before anybody asks. */
function barred(facts: PastFacts): Objection | undefined {
  const limit = shownBy(facts)?.['limitUntil'] as string | undefined;
  return limit !== undefined && limit >= facts.today ? notYet('限制期届满后方可申请。') : undefined;
}

const repair: Repair = {
  wish: '停止公示',
  published: 'published',
  basis: ['order-45-publicity/16', 'order-107/8', 'order-107/9'],
  notBefore: ['early-quarter', 'early-year'],
  barred,
  recites: [
    {
      act: ['open', 'openPublished'],
      fields: [{ field: 'number', as: '行政处罚决定书文号' }, 'decidedOn', 'violation', 'content'],
    },
    { act: ['open', 'openPublished'], fields: ['partyName', 'partyId'], ofUnregistered: true },
  ],
};
export const { apply, supplement, retract } = applying(repair);
export const { accept, check, extend, decideRepair } = deciding(repair);
/** The early end is carried out on pages and sites (Order 107, 17). */
export const stopPublicity = stopping('publisher', 'stopped', penaltyKey, [
  'order-107/4',
  'order-107/17',
]);

/** States in which the public sees it. */
export const onShow = [
  'published',
  'fixed',
  'applied',
  'incomplete',
  'checking',
  'removing',
] as const;

export const reportFall = defineAct({
  title: '登记处罚决定变更或者撤销',
  by: ['authority'],
  from: ['registered', ...onShow],
  to: 'fallen',
  basis: ['order-45-publicity/11', 'penalty-law/48'],
  form: field.form({
    fall: field.choice('情形', {
      changed: '依法变更',
      revoked: '依法撤销',
      illegal: '确认违法或者无效',
    }),
    number: field.text('法律文书文号'),
    revokedOn: field.date('变更、撤销日期'),
    papers: field.files('法律文书', { min: 1 }),
  }),
  when: (facts, { revokedOn }) => {
    if (revokedOn < decisionOf(facts).decidedOn) {
      return '变更、撤销日期不能早于处罚决定日期。';
    }
    return impossibleDay(facts, '变更、撤销日期', revokedOn);
  },
  then: () => [
    {
      do: 'notify',
      to: { role: 'publisher' },
      title: '处罚决定已变更或者撤销，三个工作日内撤回公示',
    },
  ],
});

export const stopFallen = defineAct({
  title: '撤回公示并公开说明理由',
  by: ['publisher'],
  from: 'fallen',
  to: 'withdrawn',
  basis: ['order-45-publicity/11', 'penalty-law/48'],
  form: field.form({ reason: field.text('撤回理由') }),
  then: (facts, { reason }) => [
    {
      do: 'withdraw',
      key: penaltyKey,
      reason: `${reason}（${facts.value('reportFall', 'number') as string}）`,
    },
    { do: 'notify', to: { role: 'party' }, title: '处罚决定已撤回公示' },
  ],
});

/** One act for each length of term: time does the one whose clock has run out. */
export function ending(clock: string, basis: string) {
  return defineAct({
    title: '公示期满自动停止',
    by: [],
    byTime: clock,
    from: onShow,
    to: 'ended',
    basis: [basis],
    form: field.form({}),
    then: () => [
      { do: 'withdraw', key: penaltyKey, reason: '公示期满，自动停止' },
      { do: 'notify', to: { role: 'party' }, title: '处罚信息公示期满，已停止公示' },
    ],
  });
}
