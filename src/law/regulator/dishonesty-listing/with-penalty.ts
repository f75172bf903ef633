import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts, RelatedProceeding } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { decisionFields } from './deciding.ts';
import { groundTitles, heavierPenalties } from './grounds.ts';
import type { GroundId } from './grounds.ts';
import { textIn } from '../penalty-case/parts.ts';

/**
 * The list of the seriously dishonest out of a penalty case (order-44/13): proposed in the notice of the penalty, heard
 * with it and decided with it, in one act each. Refusal to perform a decision comes later and is proposed apart.
 */
const { 'refuses-decision': _later, ...groundsWithPenalty } = groundTitles;
const { 'not-required': _apart, ...heavierWithPenalty } = heavierPenalties;

/** What the notice of a penalty says where the party is to be listed too. */
export const proposed = field.optional(
  field.group(
    '拟一并列入严重违法失信名单',
    {
      ground: field.choice('列入事由', groundsWithPenalty),
      heavier: field.choice('较重行政处罚', heavierWithPenalty),
      factors: field.longText('综合考量', {
        hint: '主观恶意、违法频次、持续时间、处罚种类、罚没款和货值金额、生命健康危害、财产损失和社会影响。',
      }),
      notDisproved: field.yesNo('当事人没有证据足以证明无主观故意'),
    },
    { hint: '不拟列入的不填。填写后随本告知书提出列入建议，列入与否和处罚一并决定。' },
  ),
);

/** What the decision on a penalty says of the list. */
export const alsoListed = field.optional(
  field.group('列入严重违法失信名单的决定', decisionFields, {
    hint: '告知时拟列入的必须填写。',
  }),
);

interface Proposed {
  readonly ground: Exclude<GroundId, 'refuses-decision'>;
  readonly heavier: keyof typeof heavierWithPenalty;
  readonly factors: string;
  readonly notDisproved: boolean;
}

const heavyKinds: Readonly<Record<Proposed['heavier'], readonly string[]>> = {
  fine: ['fine'],
  licence: ['downgrade', 'revoke'],
  restriction: ['stop', 'restrict'],
  other: [],
};

/** Why nobody is proposed for the list with this notice; undefined where all is well or nobody is. */
export function notProposable(
  facts: ProceedingFacts,
  listing: Proposed | undefined,
  kinds: readonly string[],
): string | undefined {
  if (listing === undefined) return undefined;
  if (facts.subject === undefined) {
    return '当事人不是平台登记的单位，列入建议请在严重违法失信名单事项中另行提出。';
  }
  if (!listing.notDisproved) return '当事人足以证明没有主观故意的，不列入严重违法失信名单。';
  return isAmong(listing.heavier, kinds)
    ? undefined
    : '拟作出的处罚中没有所选的较重行政处罚，不能拟列入。';
}

/** What follows from a notice: the proposal of an earlier notice falls, and this one's begins. */
export function proposalOf(
  facts: ProceedingFacts,
  listing: Proposed | undefined,
  notice: { readonly facts: string; readonly servedOn?: string | undefined },
): readonly Effect[] {
  const dropped = dropProposal(facts, '重新告知，以新的告知为准');
  if (listing === undefined || facts.actor.level === undefined) return dropped;
  const { ground, heavier, factors } = listing;
  return [
    ...dropped,
    {
      do: 'open',
      procedure: 'dishonesty-listing',
      act: 'open',
      path: 'listing',
      input: {
        caseNumber: caseNumberOf(facts),
        level: facts.actor.level,
        ground,
        heavier,
        facts: notice.facts,
        factors,
        intent: 'not-disproved',
        noticed: 'with-penalty',
        ...(notice.servedOn === undefined
          ? { noticeAnnounced: true }
          : { noticeServedOn: notice.servedOn }),
      },
    },
  ];
}

interface Listed {
  readonly decision: string;
  readonly [field: string]: unknown;
}

/** What of the decision on the penalty the list depends on. */
interface Penalty {
  readonly kinds: readonly string[];
  readonly discretion: string;
}

/** Why list and penalty may not be decided in this way together (order-44/2, 13). */
export function notTogether(
  facts: ProceedingFacts,
  listing: Listed | undefined,
  penalty: Penalty,
): string | undefined {
  const pending = pendingProposal(facts);
  if (pending === undefined) {
    return listing === undefined ? undefined : '没有随本案告知提出、尚待决定的列入建议。';
  }
  if (listing === undefined) {
    return '告知时拟列入严重违法失信名单，列入与否须与行政处罚决定一并作出。';
  }
  if (listing.decision === 'not-list') return undefined;
  const heavier = pending.opening['heavier'] as Proposed['heavier'];
  if (!isAmong(heavier, penalty.kinds)) return '没有给予告知的较重行政处罚，不得列入。';
  return heavier === 'fine' && penalty.discretion !== 'heavier'
    ? '以从重罚款为由列入的，罚款须属从重处罚。'
    : undefined;
}

/** The decision on the list, done in its own proceeding by the same person in the same moment. */
export function listingDecision(
  facts: ProceedingFacts,
  listing: Listed | undefined,
  penaltyNumber: string,
): readonly Effect[] {
  const pending = pendingProposal(facts);
  if (pending === undefined || listing === undefined) return [];
  const told = facts.last('notify')?.at ?? '';
  const waived = facts.all('waive').some(({ at }) => at > told);
  // The case knows the day on which an announced notice counts as served, and has waited for the party from there.
  const isHeard =
    pending.opening['noticeAnnounced'] === true && facts.clock('statement')?.status !== 'running';
  return [
    {
      do: 'act',
      proceeding: pending.id,
      act: 'decide',
      path: 'listing',
      input: {
        ...(JSON.parse(JSON.stringify(listing)) as Record<string, string>),
        penaltyNumber,
        penaltyDecidedOn: facts.today,
        ...(waived ? { waived } : {}),
        ...(isHeard ? { heardInCase: true } : {}),
      },
    },
  ];
}

/** The case ends without the penalty, or is told anew: what was proposed with the notice falls. */
export function dropProposal(facts: ProceedingFacts, reason: string): readonly Effect[] {
  const pending = pendingProposal(facts);
  return pending === undefined
    ? []
    : [{ do: 'act', proceeding: pending.id, act: 'drop', input: { reason } }];
}

const undecided = ['preparing', 'noticed', 'hearing', 'replied'];

function pendingProposal(facts: ProceedingFacts): RelatedProceeding | undefined {
  const number = caseNumberOf(facts);
  return facts.related.find(
    ({ procedure, state, opening }) =>
      procedure === 'dishonesty-listing' &&
      undecided.includes(state) &&
      opening['caseNumber'] === number,
  );
}

function caseNumberOf(facts: ProceedingFacts): string {
  return textIn(facts.value('decideFiling', 'caseNumber'));
}

function isAmong(heavier: Proposed['heavier'], kinds: readonly string[]): boolean {
  const wanted = heavyKinds[heavier] ?? [];
  return wanted.length === 0 || wanted.some((kind) => kinds.includes(kind));
}
