import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import { amountOf, hearingIsDue } from './amount/amount.ts';
import { byChief, inCase, internal, isInTeam, proposal } from './parts.ts';

/** The file is examined by somebody who did not investigate, before the party is told (order-2/49 to 55). */
const opinions = {
  agree: '事实清楚、证据充分、程序合法，同意',
  correct: '定性不准、适用依据错误或者裁量不当，建议纠正',
  supplement: '事实不清、证据不足或者程序违法，建议补充调查、纠正',
  'no-penalty': '违法事实不成立或者依法不予处罚，建议不予处罚',
};

const kinds = { legal: '法制审核', case: '案件审核' };

/** Whether the case may not be decided without a legal review: what may lead to a hearing (order-2/50). */
export function needsLegalReview(facts: ProceedingFacts): boolean {
  const report = facts.last('endInvestigation')?.input ?? {};
  const list = [report['kinds'] ?? []].flat().filter((one) => typeof one === 'string');
  return hearingIsDue({
    party: facts.value('open', 'partyKind') === 'person' ? 'person' : 'unit',
    kinds: list,
    fine: amountOf(textOf(report['fineYuan'])),
    confiscation: list.includes('confiscate-gain')
      ? amountOf(textOf(report['illegalGainYuan']))
      : 0n,
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const investigating = [
  'open',
  'collect',
  'preserve',
  'handlePreserved',
  'seizeUrgently',
  'sendForTest',
  'endInvestigation',
];

function reviewAct(own: { title: string; from: string; to: 'reviewed' | 'to-decide' }) {
  return defineAct({
    title: own.title,
    by: ['reviewer'],
    from: own.from,
    to: {
      by: 'opinion',
      cases: {
        agree: own.to,
        correct: own.to,
        'no-penalty': own.to,
        supplement: 'investigating',
      },
    },
    basis: ['order-2/49', 'order-2/50', 'order-2/55'],
    notBy: investigating,
    form: field.form({
      kind: field.choice('审核类型', kinds),
      qualified: field.yesNo('审核人员具备法定资格', {
        hint: '初次从事法制审核的，应当通过国家统一法律职业资格考试取得资格。',
      }),
      opinion: field.choice('审核意见', opinions, internal),
      reasons: field.longText('理由', internal),
    }),
    document: own.from === 'to-review' ? '案件审核意见' : '听证后审核意见',
    recites: [...inCase, proposal],
    possible: isInTeam,
    when: (facts, { kind, qualified }) => {
      if (kind === 'legal' && !qualified) return '法制审核人员须具备法定资格。';
      const isLegal = needsLegalReview(facts) || facts.all('holdHearing').length > 0;
      return isLegal && kind !== 'legal'
        ? '拟作出的处罚达到听证标准或者经过听证，须经法制审核。'
        : undefined;
    },
  });
}

export const review = reviewAct({ title: '案件审核', from: 'to-review', to: 'reviewed' });

export const reviewAfterHearing = reviewAct({
  title: '听证后审核',
  from: 'hearing-reported',
  to: 'to-decide',
});

export const extendReview = byChief({
  title: '批准延长审核期限',
  from: 'to-review',
  extends: 'review',
  basis: ['order-2/55'],
  form: field.form({
    untilDay: field.date('延长至'),
    reason: field.longText('特殊情况'),
  }),
  when: (facts, { untilDay }) =>
    untilDay > (facts.clock('review')?.due.day ?? '')
      ? undefined
      : '延长后的日期应当晚于原期限届满日。',
});

export const approveProposal = byChief({
  title: '审批处罚建议',
  from: 'reviewed',
  to: { by: 'decision', cases: { tell: 'to-notify', supplement: 'investigating' } },
  basis: ['order-2/57', 'order-2/60'],
  notBy: [...investigating, 'review'],
  form: field.form({
    decision: field.choice('审批意见', {
      tell: '同意，告知当事人',
      supplement: '退回补充调查',
    }),
    opinion: field.longText('意见', internal),
  }),
});
