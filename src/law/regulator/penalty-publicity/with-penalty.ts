import { dayOf } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts, RelatedProceeding } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { onShow } from './acts.ts';
import { tierTitles } from './tiers.ts';
import { yuanText } from '../penalty-case/amount/amount.ts';
import { penaltyGrounds } from '../penalty-case/amount/bands.ts';
import type { PenaltyGround } from '../penalty-case/amount/bands.ts';
import { party, textIn } from '../penalty-case/parts.ts';
import { owedOf } from '../penalty-case/payment.ts';

/**
 * How a decision reaches the public and the credit sites (order-2/63; order-45-publicity): its publication is a
 * proceeding of its own, with the term of its tier, repair and the trace of a withdrawal.
 */
const afterService = ['served', 'urged', 'enforcing', 'to-close'];

export const publish = defineAct({
  title: '公示行政处罚信息',
  by: ['publisher'],
  from: afterService,
  basis: ['order-45-publicity/2', 'order-45-publicity/4', 'order-45-publicity/9'],
  form: field.form({
    breach: field.text('违法行为类型'),
    content: field.text('处罚内容', { max: 1000 }),
    tier: field.choice('公示期类别', tierTitles),
    limitUntil: field.optional(field.date('限制、停产停业期满日')),
    partyId: field.optional(
      field.text('证件号码或者统一社会信用代码', {
        personal: true,
        max: 30,
        hint: '当事人是平台登记的单位的不填；自然人的号码公示时隐去中间各位。',
      }),
    ),
    paper: field.files('行政处罚决定书（隐去不得公开的信息）', { min: 1 }),
  }),
  document: '行政处罚信息摘要',
  recites: [party, { act: 'decide', fields: ['decisionNumber'] }],
  possible: (facts) => {
    const decided = facts.last('decide');
    if (decided === undefined) return '没有需要公示的行政处罚决定。';
    if (decided.input['decision'] === 'warning') return '仅给予警告的行政处罚不予公示。';
    const ends = facts.history.slice(indexOf(facts, 'publish')).filter(isEndOfRemedy);
    const outcome = ends.at(-1)?.input['outcome'];
    if (outcome === 'annulled') return '处罚决定已被撤销、确认违法或者无效，不予公示。';
    return facts.last('publish') === undefined || outcome === 'changed' ? undefined : '已经公示。';
  },
  then: (facts, { breach, content, tier, limitUntil, partyId }) => [
    {
      do: 'open',
      procedure: 'penalty-publicity',
      act: 'openPublished',
      input: {
        ...decisionIn(facts),
        violation: breach,
        content,
        tier,
        ...(limitUntil === undefined ? {} : { limitUntil }),
        ...(partyId === undefined ? {} : { partyName: partyIn(facts), partyId }),
      },
    },
  ],
});

function indexOf({ history }: PastFacts, act: string): number {
  return Math.max(
    0,
    history.findLastIndex((past) => past.act === act),
  );
}

function isEndOfRemedy({ act }: { readonly act: string }): boolean {
  return act === 'endRemedy';
}

function partyIn(facts: ProceedingFacts): string {
  return textIn(facts.value('open', 'partyName'));
}

/** What the decision says of itself, as a remedy may have changed its fine. */
function decisionIn(facts: ProceedingFacts) {
  const decided = facts.last('decide')!;
  const grounds = [decided.input['grounds'] ?? []].flat() as PenaltyGround[];
  const { fine, all } = owedOf(facts);
  const sum = (amount: bigint) => yuanText(amount).replaceAll(',', '');
  const served = facts.last('serveByNotice') ?? facts.last('serve');
  return {
    number: textIn(decided.input['decisionNumber']),
    decidedOn: dayOf(decided.at),
    procedure: 'ordinary',
    warningOnly: false,
    basis: grounds
      .map((id) => penaltyGrounds[id])
      .join('；')
      .slice(0, 500),
    amountYuan: sum(fine),
    confiscationYuan: sum(all - fine),
    partyKind: facts.value('open', 'partyKind') === 'person' ? 'person' : 'organisation',
    servedOn: textIn(served?.input['servedOn']) || dayOf(served?.at ?? facts.now),
    told: isPublicityTold(facts),
  };
}

/** The paper of service says so, and so does the announcement in its place. */
function isPublicityTold({ last }: PastFacts): boolean {
  return last('serve')?.input['publicityTold'] === true || last('announceService') !== undefined;
}

/** A decision that no longer stands is taken off the pages and back from the sites (order-45-publicity/11). */
export function fallen(
  facts: ProceedingFacts,
  input: {
    readonly outcome: string;
    readonly number: string;
    readonly decidedOn: string;
    readonly papers: readonly string[];
  },
): readonly Effect[] {
  const { outcome, number, decidedOn: revokedOn, papers } = input;
  if (outcome !== 'annulled' && outcome !== 'changed') return [];
  const shown = publicityIn(facts, onShow);
  return [
    {
      do: 'notify',
      to: { role: 'publisher' },
      title: '处罚决定已变更或者撤销，三个工作日内撤回公示',
    },
    ...(shown === undefined
      ? []
      : [
          {
            do: 'act' as const,
            proceeding: shown.id,
            act: 'reportFall',
            input: {
              fall: outcome === 'changed' ? 'changed' : 'revoked',
              number,
              revokedOn,
              papers: [...papers],
            },
          },
        ]),
  ];
}

export const withdrawPublicity = defineAct({
  title: '撤回公示',
  by: ['publisher'],
  from: afterService,
  basis: ['order-2/63', 'order-45-publicity/11', 'penalty-law/48'],
  form: field.form({
    reason: field.text('处罚决定被变更、撤销、确认违法或者无效的情况', {
      hint: '撤回时向社会公开的理由。',
    }),
  }),
  possible: (facts) => {
    const end = facts.last('endRemedy')?.input['outcome'];
    if (facts.last('publish') === undefined) return '处罚信息尚未公示。';
    return end === 'annulled' || end === 'changed'
      ? undefined
      : '处罚决定没有被变更或者撤销，不得撤回公示。';
  },
  then: (facts, { reason }) => {
    const waiting = publicityIn(facts, ['fallen']);
    return waiting === undefined
      ? []
      : [{ do: 'act', proceeding: waiting.id, act: 'stopFallen', input: { reason } }];
  },
});

/** The publication of this case's decision, where it stands in one of these states. */
function publicityIn(
  facts: ProceedingFacts,
  states: readonly string[],
): RelatedProceeding | undefined {
  const number = facts.value('decide', 'decisionNumber');
  return facts.related.find(
    ({ procedure, state, opening }) =>
      procedure === 'penalty-publicity' && states.includes(state) && opening['number'] === number,
  );
}
