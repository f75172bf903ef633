import { addMonths } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Objection } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { applying, deciding, stopping } from '../credit-repair/acts.ts';
import { masked, smallFine, tiers, tierTitles } from './tiers.ts';
import type { TierId } from './tiers.ts';

/** By what the announcement of a penalty is withdrawn. */
export const penaltyKey = 'penalty';

/** From the decision to its publication, and the ways in which that ends (2–16). */
export const open = defineAct({
  title: '登记处罚决定',
  by: ['authority'],
  to: 'registered',
  basis: ['order-45-publicity/2', 'order-45-publicity/4'],
  form: field.form({
    number: field.text('行政处罚决定书文号'),
    decidedOn: field.date('处罚决定日期'),
    procedure: field.choice('适用程序', { ordinary: '普通程序', simple: '简易程序' }),
    warningOnly: field.yesNo('仅给予警告'),
    violation: field.text('违法行为类型'),
    basis: field.text('处罚依据', { max: 500 }),
    content: field.text('处罚内容', { max: 1000 }),
    amountYuan: field.optional(field.decimal('罚款金额', { unit: '元' })),
    confiscationYuan: field.optional(field.decimal('没收金额', { unit: '元' })),
    partyKind: field.choice('当事人类别', { organisation: '法人或者其他组织', person: '自然人' }),
    partyName: field.optional(field.text('自然人姓名', { personal: true })),
    partyId: field.optional(field.text('自然人证件号码', { personal: true, max: 30 })),
  }),
  when: (facts, input) => {
    if (input.procedure === 'simple') return '适用简易程序的处罚决定不予公示。';
    if (input.warningOnly) return '仅给予警告的处罚决定不予公示。';
    const isPerson = input.partyKind === 'person';
    if (isPerson && (input.partyName === undefined || input.partyId === undefined)) {
      return '自然人当事人须填写姓名和证件号码，公示时隐去证件号码。';
    }
    if (!isPerson && facts.subject === undefined) return '请选择当事人单位。';
    return impossibleDay(facts, '处罚决定日期', input.decidedOn);
  },
});

export const publish = defineAct({
  title: '公示处罚决定',
  by: ['publisher'],
  from: 'registered',
  to: {
    by: 'tier',
    cases: {
      small: 'fixed',
      'key-product': 'published',
      restriction: 'published',
      'long-restriction': 'fixed',
      revocation: 'fixed',
      other: 'published',
    },
  },
  basis: ['order-45-publicity/8', 'order-45-publicity/9', 'guidance/4.4'],
  form: field.form({
    tier: field.choice('公示期类别', tierTitles),
    limitUntil: field.optional(field.date('限制、停产停业期满日')),
    servedOn: field.date('决定书送达日期'),
    told: field.yesNo('送达时已书面告知将予公示'),
  }),
  when: (facts, { tier, limitUntil, servedOn, told }) => {
    if (!told) return '送达处罚决定书时应当书面告知当事人将予公示。';
    if (tier === 'small' && !isSmall(facts)) {
      return '罚款超过单位五万元、个人五千元的，不适用三个月公示期。';
    }
    const isLimited = tier === 'restriction' || tier === 'long-restriction';
    if (isLimited !== (limitUntil !== undefined)) return '限制类处罚须填写期满日，其他处罚不填。';
    if (limitUntil !== undefined) {
      const isLong = limitUntil > addMonths(facts.today, 36);
      if (isLong !== (tier === 'long-restriction')) return '限制期是否超过三年与公示期类别不符。';
    }
    return impossibleDay(facts, '决定书送达日期', servedOn);
  },
  then: (facts, { tier, limitUntil }) => [
    announcement(facts, tier, limitUntil),
    { do: 'notify', to: { role: 'party' }, title: `处罚决定已公示，${tierTitles[tier]}` },
  ],
});

function isSmall(facts: ProceedingFacts): boolean {
  const isPerson = facts.value('open', 'partyKind') === 'person';
  const fine = Number(facts.value('open', 'amountYuan') ?? 0);
  return fine <= (isPerson ? smallFine.person : smallFine.organisation);
}

/** What is published of a penalty; a natural person's number is masked before it leaves the form. */
function announcement(facts: ProceedingFacts, tier: TierId, limitUntil?: string): Effect {
  const said = (name: string) => (facts.value('open', name) ?? '') as string;
  const isPerson = said('partyKind') === 'person';
  const { termMonths } = tiers[tier] as { termMonths?: number };
  const until = termMonths === undefined ? limitUntil! : addMonths(facts.today, termMonths);
  const party = isPerson ? said('partyName') : (facts.subject?.name ?? '');
  return {
    do: 'publish',
    kind: 'penalty',
    key: penaltyKey,
    title: `行政处罚决定：${party}`,
    text: `${said('violation')}。${said('number')}，${said('content')}。公示至${until}。`,
    until,
    sites: ['credit-china', 'gsxt'],
    record: {
      number: said('number'),
      decidedOn: said('decidedOn'),
      grounds: said('violation'),
      basis: said('basis'),
      content: said('content'),
      amountYuan: said('amountYuan'),
      confiscationYuan: said('confiscationYuan'),
      partyKind: isPerson ? '自然人' : '法人及非法人组织',
      ...(isPerson ? { party, partyId: masked(said('partyId')) } : {}),
    },
  };
}

/** A restriction must have run out before anybody asks. */
function barred(facts: ProceedingFacts): Objection | undefined {
  const limit = facts.value('publish', 'limitUntil') as string | undefined;
  return limit !== undefined && limit >= facts.today ? '限制期届满后方可申请。' : undefined;
}

const repair = {
  wish: '停止公示',
  published: 'published',
  basis: ['order-45-publicity/16', 'order-107/8', 'order-107/9'],
  notBefore: ['early-quarter', 'early-year'],
  barred,
};
export const { apply, supplement, retract } = applying(repair);
export const { accept, check, extend, decideRepair } = deciding(repair);
/** The early end is carried out on pages and sites (Order 107, 17). */
export const stopPublicity = stopping('publisher', 'stopped', penaltyKey, [
  'order-107/4',
  'order-107/17',
]);

const shown = ['published', 'fixed', 'applied', 'incomplete', 'checking', 'removing'] as const;

export const reportFall = defineAct({
  title: '登记处罚决定变更或者撤销',
  by: ['authority'],
  from: ['registered', ...shown],
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
    if (revokedOn < (facts.value('open', 'decidedOn') as string)) {
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
    from: shown,
    to: 'ended',
    basis: [basis],
    form: field.form({}),
    then: () => [
      { do: 'withdraw', key: penaltyKey, reason: '公示期满，自动停止' },
      { do: 'notify', to: { role: 'party' }, title: '处罚信息公示期满，已停止公示' },
    ],
  });
}
